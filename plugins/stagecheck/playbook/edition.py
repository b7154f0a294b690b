"""Which edition of a site a reader looks at: its version and its day, by the commit alone."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from tomllib import loads

from ..ledger.git import GitError, git
from .book import Playbook
from .changelog import Release

NO_TIME = 315532800
"""1980 in seconds: what stands for a time where none is known, since archives begin there."""

LAST_TIME = 253402300799
"""The end of the year 9999 in seconds, after which there are no dates."""


class NoTime(Exception):  # noqa: N818 - reads as what happened
    """What should tell the day of an edition tells none; the message says what to write."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What to call an edition, "" where nothing is known, and its day.

    A released one is called by its number. One with changes after that adds the commit, as
    `1.2.0+3f9a2c1`; one before the first release is `0.1.0-3f9a2c1`, if pyproject.toml says that
    0.1.0 will be the first.
    """

    name: str
    day: date | None

    @property
    def when(self) -> str:
        """Write the day as a reader reads it; "" where it is not known."""
        return f"{self.day.day} {self.day:%B %Y}" if self.day else ""


def about_edition(
    root: Path, playbook: Playbook, urls: Mapping[str, str]
) -> dict[str, Edition | str]:
    """Return what templates say of an edition; nothing in a project without a changelog.

    `edition`, and `changes_url`, the address of the page that shows what changed. Raises NoTime.
    """
    if playbook.releases is None:
        return {}
    address = urls.get(playbook.changes_page or "", "")
    return {"edition": read_edition(root, playbook.releases), "changes_url": address}


def read_edition(root: Path, releases: Sequence[Release]) -> Edition:
    """Tell the edition of the project in a folder, by its changelog and by Git.

    The day is that of SOURCE_DATE_EPOCH, of the last commit, or of the newest release. No clock is
    read: the same commit gives the same pages. Raises NoTime.
    """
    released = next((one for one in releases if one.version), None)
    commit = "" if _is_released(releases) else _asked(root, "rev-parse", "HEAD")[:7]
    version = released.version or "" if released else _planned(root)
    name = ("+" if released else "-").join(one for one in (version, commit) if one)
    time = os.environ.get("SOURCE_DATE_EPOCH") or _asked(root, "log", "-1", "--format=%ct")
    day = (_day(time) if time else None) or (released.day if released else None)
    return Edition(name, day)


def _is_released(releases: Sequence[Release]) -> bool:
    """Tell whether nothing was noted since the newest release."""
    newest = next((one for one in releases if one.entries), None)
    return bool(newest and newest.version)


def _planned(root: Path) -> str:
    """Read the version that the project says it will have; "" where it says nothing."""
    try:
        version = loads((root / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    except (OSError, ValueError, LookupError, TypeError):
        return ""
    return version if isinstance(version, str) else ""


def _day(time: str) -> date | None:
    """Read seconds since 1970; None where they stand for no time. Raises NoTime."""
    sound = time.isdecimal() and len(time) <= len(str(LAST_TIME))
    if not sound or (seconds := int(time)) > LAST_TIME:
        raise NoTime(
            f"SOURCE_DATE_EPOCH: expected seconds since 1970, up to {LAST_TIME}, and found "
            f"{time[:40]!r}; `git log -1 --format=%ct` tells those of the last commit"
        )
    return datetime.fromtimestamp(seconds, UTC).date() if seconds > NO_TIME else None


def _asked(root: Path, *arguments: str) -> str:
    """Ask Git; "" where it does not know."""
    try:
        return git(root, *arguments).decode().strip()
    except GitError:
        return ""
