"""Which pages were published once: readers keep and share their addresses.

Git tells, as it does of the ledger: what stood in the folder of the pages in any commit of the
main branch was published. A list of addresses in a file would be one more thing for editors to
keep, and could lose its line in the change that loses the page; history only grows. What it cannot
see, such as what a shallow clone lacks, `stagecheck lint` says. A page that the settings kept from
readers when it came, and still do, was never published.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from .hidden import Hidden
from .ledger.git import GitError, git
from .ledger.history import published_by
from .moved import Move, address_of
from .pages import Page
from .problems import START, Problem, problem
from .project import FILE, Project
from .settings import hidden_in

_LISTED = (
    *("-c", "core.quotePath=false", "log", "--first-parent", "--diff-merges=first-parent"),
    *("--no-show-signature", "--no-color", "--no-ext-diff", "--no-renames", "--relative"),
    *("--diff-filter=A", "--name-only", "--format=:%H"),
)
"""What each commit of a branch added, the newest first; no setting of a person alters it."""


@dataclass(frozen=True, slots=True)
class Published:
    """The first commit of each path that was a page's, and what Git could not tell of them."""

    pages: Mapping[str, str]
    notes: tuple[str, ...]


def published_pages(project: Project, base: str | None) -> Published:
    """Find the paths below the folder of the pages that were pages.

    `base` is as in `read_history`. A project that lies in no repository has published nothing.
    Raises BaseNotFound.
    """
    root, docs = project.root, project.docs
    if not any((one / ".git").exists() for one in (root, *root.parents)):
        return Published({}, ())
    try:
        commit, notes = published_by(root, base)
        listed = git(root, *_LISTED, commit, "--", docs) if commit else b""
    except GitError as error:
        return Published({}, (f"The addresses of pages were not compared with Git: {error}",))
    first = _first_commits(docs, listed.decode("utf-8", "replace"))
    had = {path: commit for path, commit in first.items() if _had_readers(project, path, commit)}
    return Published(had, tuple(notes))


def _first_commits(docs: str, listed: str) -> dict[str, str]:
    found, added_in = dict[str, str](), ""
    for line in listed.splitlines():
        if line.startswith(":"):
            added_in = line[1:]
        elif (path := line.removeprefix(f"{docs}/")).endswith(".md"):
            found[path] = added_in
    return found


def _had_readers(project: Project, path: str, commit: str) -> bool:
    """Tell whether the settings, as they are or as they were at a commit, publish a page."""
    hidden = project.hidden
    return not hidden.keeps(path) or not (_hidden_at(project.root, commit) or hidden).keeps(path)


@lru_cache(64)
def _hidden_at(root: Path, commit: str) -> Hidden | None:
    try:
        settings = git(root, "cat-file", "blob", f"{commit}:./{FILE}")
    except GitError:
        return None
    return hidden_in(settings.decode("utf-8", "replace"))


def check_addresses(
    docs: str,
    published: Mapping[str, str],
    pages: Mapping[str, Page],
    moves: Sequence[Move],
    directory_urls: bool,
) -> list[Problem]:
    """Name every published page whose address is neither a page's nor leads to one."""
    there = [*pages, *(move.old for move in moves)]
    known = {address_of(path, directory_urls) for path in there}
    added = [path for path in pages if path not in published]
    return [
        _gone(docs, path, commit, address, added)
        for path, commit in sorted(published.items())
        if (address := address_of(path, directory_urls)) not in known
    ]


def _gone(docs: str, path: str, commit: str, address: str, added: Collection[str]) -> Problem:
    guesses = [*added] if len(added) == 1 else get_close_matches(path, added, n=1)
    where = f"{docs}/{guesses[0]}" if guesses else "the page that took its place"
    message = f"the address {address!r} was published in {commit[:12]} and leads nowhere now"
    hint = f"Write `moved_from: [{path}]` into the front matter of {where}"
    return problem("PB063", f"{docs}/{path}", START, message, hint)
