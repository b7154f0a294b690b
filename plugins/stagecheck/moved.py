"""Pages that moved: which addresses of before each page answers to.

A page says it itself, `moved_from: [plays/old-name.md]` in its front matter: the line is found in
the diff that moves the page, and moves on with it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from posixpath import normpath
from typing import Annotated
from urllib.parse import quote

from pydantic import ConfigDict, Field

from .findings import Findings
from .front_shapes import Text
from .pages import Page, front_of
from .problems import Place, Problem
from .shape import Strict, fit
from .yamlmap import FIRST_LINE

HINT = "List the paths that the page had before, like [plays/old-name.md]"


type OldPaths = Annotated[list[Text], Field(min_length=1)]


class _Moved(Strict):
    """The part of any page's front matter that is read here."""

    model_config = ConfigDict(extra="ignore")

    moved_from: OldPaths | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """A path that a page had, the page's path now, and the place where the page says so."""

    old: str
    new: str
    place: Place


def address_of(path: str, directory_urls: bool) -> str:
    """Return the address of the page at `path`, relative to the site's root: "" is the home page.

    That of a folder ends with a slash; without `directory_urls` it is that of a file.
    """
    folder, slash, name = path.rpartition("/")
    stem = name.removesuffix(".md")
    is_index = stem in ("index", "README")
    if directory_urls:
        return folder + slash if is_index else f"{folder}{slash}{stem}/"
    return f"{folder}{slash}{'index' if is_index else stem}.html"


def link_to(path: str, directory_urls: bool) -> str:
    """Return the address of the page at `path` as links have it: quoted, as MkDocs does."""
    return quote(address_of(path, directory_urls))


def file_of(path: str, directory_urls: bool) -> str:
    """Return the file of the site that the page at `path` becomes."""
    address = address_of(path, directory_urls)
    return f"{address}index.html" if directory_urls else address


def read_moves(
    docs: str, pages: Mapping[str, Page], directory_urls: bool
) -> tuple[tuple[Move, ...], list[Problem]]:
    """Read what the pages say; a move with a problem is left out."""
    taken = {address_of(path, directory_urls): path for path in pages}
    # A slip unless there is such a folder in the folder of the pages.
    slip = "" if any(path.startswith(f"{docs}/") for path in pages) else f"{docs}/"
    claimed: dict[str, str] = {}
    moves, problems = list[Move](), list[Problem]()
    for path, page in pages.items():
        findings = Findings(f"{docs}/{path}")
        for move in _claims(findings, slip, page):
            address = address_of(move.old, directory_urls)
            if address in taken:
                _refuse_page(findings, move, f"{docs}/{taken[address]}")
            elif address in claimed:
                _refuse_claim(findings, move, f"{docs}/{claimed[address]}")
            else:
                claimed[address] = path
                moves.append(move)
        problems += findings.problems
    return tuple(moves), problems


def _claims(findings: Findings, slip: str, page: Page) -> Iterator[Move]:
    """Give the paths that a page says it had, and refuse those that no page can have."""
    front = front_of(page.text)
    written = front.yaml if front else ""
    if "moved_from" not in written:
        return
    found, where, problems = fit(findings.path, written, _Moved, FIRST_LINE, {"moved_from": HINT})
    findings.problems += problems
    for index, old in enumerate(found.moved_from or () if found else ()):
        place = where.place(("moved_from", index))
        if _is_path(old) and not (slip and old.startswith(slip)):
            yield Move(old, page.path, place)
        else:
            message = f"{old!r} cannot be the path that a page had"
            findings.add("PB060", place, message, _better(old, slip))


def _is_path(old: str) -> bool:
    parts = old.split("/")
    return old.endswith(".md") and all(part.strip(".") for part in parts) and "\\" not in old


def _better(old: str, slip: str) -> str:
    """Guess which path was meant, from one that a slip of the pen or an address stands for."""
    path = normpath(old.replace("\\", "/")).lstrip("/").removeprefix(slip)
    path = path if path.endswith(".md") else f"{path.removesuffix('.html')}.md"
    hint = "Write it as it was below the folder of the pages"
    return f"{hint}: {path}" if _is_path(path) else f"{hint}, like plays/old-name.md"


def _refuse_page(findings: Findings, move: Move, page: str) -> None:
    message = f"{move.old!r} is the address of a page that is there"
    if page == findings.path:
        findings.add("PB061", move.place, message, "Take it out: the page has not moved")
    else:
        hint = f"Take it out, or delete {page}; readers of its address cannot get two pages"
        findings.add("PB061", move.place, message, hint)


def _refuse_claim(findings: Findings, move: Move, page: str) -> None:
    message = f"{move.old!r} leads to {page} already"
    findings.add("PB062", move.place, message, "Leave it to the page that took the old one's place")
