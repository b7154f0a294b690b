"""Notices for readers: lists on the page that asks for them, and the licences as files."""

import re
from collections.abc import Collection

from ..templates import filled
from .collect import Notice
from .component import GROUPS

FOLDER = "assets/notices"
# Alone in its paragraph, so a page that shows it as code stays as it is.
_MARK = re.compile(r"<p>::: notices[ \t]*(?P<group>[^<]*?)[ \t]*</p>")


def fill(html: str, notices: Collection[Notice], base: str) -> str:
    """Put lists in place of the lines `::: notices <group>` in a page's HTML.

    `base` leads from the page to the site's root and ends with a slash. Of a group there may be
    nothing, as of Python while every quiz is being repaired. Raises ValueError for one that is
    unknown.
    """

    def listed(mark: re.Match[str]) -> str:
        if mark["group"] not in GROUPS:
            raise _no_such_group(mark["group"])
        found = [notice for notice in notices if notice.group == mark["group"]]
        return filled("notices.html", notices=found, folder=f"{base}{FOLDER}")

    return _MARK.sub(listed, html)


def texts(notices: Collection[Notice]) -> dict[str, bytes]:
    """Write each notice with its licence as a plain text, by address in the site."""
    return {f"{FOLDER}/{notice.id}.txt": _text(notice).encode() for notice in notices}


def _text(notice: Notice) -> str:
    version = f" {notice.version}" if notice.version else ""
    within = f"Comes in: {notice.within}" if notice.within else ""
    source = f"Source: {notice.source}" if notice.source else ""
    changes = f"Changed here: {notice.changes}" if notice.changes else ""
    lines = [f"{notice.name}{version}", within, *notice.holders, f"Licence: {notice.licence}"]
    head = "\n".join(line for line in [*lines, source, changes] if line)
    return f"{head}\n\n{'-' * 78}\n\n{notice.text}"


def _no_such_group(group: str) -> ValueError:
    return ValueError(
        f"`::: notices {group}` asks for a group that there is not. "
        f"Write one of these instead, or take the line out: {', '.join(GROUPS)}."
    )
