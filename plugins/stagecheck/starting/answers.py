"""What has to be known before a file can be begun: questions, and how their answers are read."""

import re
import unicodedata
from collections.abc import Callable, Collection
from datetime import date
from typing import NamedTuple

from ..front_shapes import ID_PATTERN
from ..markdown import parser, plain

LONGEST_ID = 40


class Question(NamedTuple):
    """One thing to know: `name` is its option, `asks` its words, `read` raises ValueError.

    With a `default` nobody is asked; a `suggested` answer is one key away.
    """

    name: str
    asks: str
    read: Callable[[str], str]
    default: str | None = None
    suggested: str | None = None


def one_line(given: str) -> str:
    """Read a text for readers: one line, single plain spaces, nothing that pages would fill in."""
    odd = next((one for one in given.strip() if _unwritable(one)), None)
    if odd is not None:
        raise ValueError(f"write one line; it holds {unicodedata.name(odd, f'U+{ord(odd):04X}')}")
    text = " ".join(given.split())  # as a heading is read, whatever kinds of spaces it has
    if not 1 <= len(text) <= 500:
        raise ValueError(f"write 1 to 500 characters; it has {len(text)}")
    if "{{" in text or "{%" in text:
        raise ValueError(f"nothing is filled in here; write {text!r} without its braces")
    return text


def _unwritable(character: str) -> bool:
    """Tell whether a character ends a line, steers a terminal, or cannot be stored in UTF-8."""
    kind = unicodedata.category(character)
    return kind in ("Cc", "Cs", "Zl", "Zp") or character in "\ufeff\ufffe\uffff"


def plain_line(given: str) -> str:
    """Read a text of a quiz's front matter, which readers see as it is typed."""
    text = one_line(given)
    (inline,) = parser().parseInline(text)
    if plain([inline]) != text:
        raise ValueError(f"{text!r} holds Markdown, and would show as it is typed")
    return text


def description(given: str) -> str:
    """Read what search results show of a page."""
    text = one_line(given)
    if not 60 <= len(text) <= 160:
        raise ValueError(
            f"it has {len(text)} characters; say in 60 to 160 what the page is for, as search "
            "results show it"
        )
    return text


def identifier(given: str) -> str:
    """Read an id."""
    if not re.fullmatch(ID_PATTERN, given) or len(given) > LONGEST_ID:
        raise ValueError(
            f"{given!r} is no id: write small letters and digits, in words joined by hyphens, "
            f"{LONGEST_ID} characters at most, like run-a-pilot"
        )
    return given


def day(given: str) -> str:
    """Read a day."""
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError:
        raise ValueError(f"{given!r} is no day; write one like 2026-11-22") from None


def one_of(known: Collection[str]) -> Callable[[str], str]:
    """Make the reader of a choice."""

    def read(given: str) -> str:
        if given.strip() not in known:
            raise ValueError(f"there is no {given.strip()!r}; choose from: {', '.join(known)}")
        return given.strip()

    return read


def some_of(known: Collection[str]) -> Callable[[str], str]:
    """Make the reader of several choices, with commas between them."""
    read_one = one_of(known)

    def read(given: str) -> str:
        return ", ".join(dict.fromkeys(read_one(one) for one in listed(given)))

    return read


def untaken(read: Callable[[str], str], taken: Collection[str]) -> Callable[[str], str]:
    """Make a reader that refuses what another page has: search shows nothing else of a page."""

    def read_new(given: str) -> str:
        text = read(given)
        if text in taken:
            raise ValueError(f"another page has {text!r} already; tell the two apart")
        return text

    return read_new


def listed(given: str) -> list[str]:
    """Cut a list at its commas. Raises ValueError where it is empty."""
    found = [one.strip() for one in given.split(",") if one.strip()]
    if not found:
        raise ValueError("write at least one")
    return found


MOST_STAGES = 6


def stages(given: str) -> str:
    """Read the titles of an assessment's stages; each gives the stage its id."""
    titles = [plain_line(one) for one in listed(given)]
    ids = [stage_id(title) for title in titles]
    if not 2 <= len(titles) <= MOST_STAGES:
        raise ValueError(f"name 2 to {MOST_STAGES} stages to begin with; these are {len(titles)}")
    if len(set(ids)) < len(ids):
        raise ValueError(f"each stage needs an id of its own; these give {', '.join(ids)}")
    return ", ".join(titles)


def stage_id(title: str) -> str:
    """Make the id of a stage from its title. Raises ValueError."""
    letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    found = "-".join(re.findall("[a-z0-9]+", letters))
    if not re.fullmatch(ID_PATTERN, found) or len(found) > LONGEST_ID:
        raise ValueError(f"no id can be made from {title!r}; begin the title with a letter a to z")
    return found


def titled(given: str) -> str:
    """Suggest a title for an id."""
    return given.rpartition("/")[2].replace("-", " ").capitalize()
