"""Files of all that a reader or a facilitator has: written here, read back on another machine.

Whoever reads one may have it from anybody. What is not as it would have been written is refused,
and a sentence says what was expected, what is there, where, and what to do.
"""

import json
from typing import cast

from .. import codec
from ..codec import Json
from ..errors import FileError
from . import shapes
from .fields import misfit, shown
from .records import Mine, Rounds

FORMAT = 1
"""Raised when a file changes its shape; older ones are then still read, newer refused."""

RESULTS = "stagecheck-results"
ROUNDS = "stagecheck-rounds"

LARGEST = 5_000_000
"""Characters of a file: those of some hundred thousand codes."""

DEEPEST = 20
"""A file as it is written is five deep."""


_TITLES = {RESULTS: "results", ROUNDS: "rounds"}


def written_results(mine: Mine) -> str:
    """Write what a reader has. Raises FileError SC424 when it is more than can be read back."""
    return _written(RESULTS, mine)


def written_rounds(rounds: Rounds) -> str:
    """Write a facilitator's rounds. Raises FileError SC424, as above."""
    return _written(ROUNDS, rounds)


def read_results(text: str) -> Mine:
    """Read what `written_results` wrote. Raises FileError SC421 to SC426."""
    return results_of(_parsed(text))


def read_rounds(text: str) -> Rounds:
    """Read what `written_rounds` wrote. Raises FileError SC421 to SC426."""
    return rounds_of(_parsed(text))


def results_of(data: Json) -> Mine:
    """Judge data in the shape of a file, as a page keeps it. Raises FileError SC422 to SC426."""
    return shapes.mine(_inside(RESULTS, data), "file")


def rounds_of(data: Json) -> Rounds:
    """Judge data in the shape of a file, as a page keeps it. Raises FileError SC422 to SC426."""
    return shapes.rounds(_inside(ROUNDS, data), "file")


def _written(kind: str, whole: Mine | Rounds) -> str:
    data = {"format": FORMAT, "kind": kind, **cast(dict[str, Json], codec.plain(whole))}
    # A line for each thing, since people look at what they export.
    text = json.dumps(data, indent=1, ensure_ascii=True) + "\n"
    _measure(text)
    return text


def _measure(text: str) -> None:
    if len(text) > LARGEST:
        message = f"expected at most {LARGEST:,} characters, found {len(text):,}"
        raise FileError("SC424", message, "take fewer results or rounds into one file")


def _parsed(text: str) -> Json:
    _measure(text)
    try:
        # What programs for texts put before a file is none of it.
        return codec.loads(text.removeprefix("\ufeff"), DEEPEST)
    except ValueError as error:
        message = f"expected a file that was exported here, found {_instead(text, error)}"
        raise FileError("SC421", message, "choose the file as it was exported") from None


def _instead(text: str, error: ValueError) -> str:
    """Say what is wrong in words of ours: those of Python are for whoever writes in it."""
    match error:
        case codec.TooDeepError():
            return f"something else: {error}"
        case json.JSONDecodeError() if text.strip("\ufeff \t\r\n"):
            place = f"line {error.lineno}, column {error.colno}"
            return (
                f"something else: what stands in {place}, is not JSON, or the file breaks off there"
            )
        case json.JSONDecodeError():
            return "an empty one"
        case _:
            return "something else: it has a number of thousands of digits"


def _inside(kind: str, data: Json) -> Json:
    """Return what stands in a file beside its kind and format."""
    if not isinstance(data, dict) or data.get("kind") != kind:
        raise _other(kind, data.get("kind") if isinstance(data, dict) else None)
    number = data.get("format")
    if type(number) is not int or number < 1:
        raise misfit("file.format", f"the number {FORMAT}", number)
    if number > FORMAT:
        message = f"expected a file of format {FORMAT}, found {shown(number)}"
        hint = "open the file on the site that it comes from, which is newer than this page"
        raise FileError("SC423", message, hint)
    return {name: part for name, part in data.items() if name not in ("format", "kind")}


def _other(kind: str, found: Json) -> FileError:
    title = _TITLES[kind]
    other = _TITLES.get(found) if isinstance(found, str) else None
    if other:
        message = f"expected a file of {title}, found one of {other}"
        return FileError("SC422", message, f"open it where {other} are imported")
    message = f"expected a file of {title}, found something else"
    hint = "choose a file that was exported as JSON here or on another machine"
    return FileError("SC422", message, hint)
