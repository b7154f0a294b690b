"""JSON <-> model, in one canonical form, so that equal records are equal bytes.

Records become objects with their field names, tuples become lists. The shape of what is read is
taken from the annotations of the model, and the first place that does not fit is named.
"""

import json
import re
from collections.abc import Callable
from fractions import Fraction
from types import GenericAlias, NoneType, UnionType
from typing import NamedTuple, TypeAliasType, cast

from .errors import QuizDataError
from .model import Answers, Quiz, Result

SCHEMA_VERSION = 2
"""Raised when a packed quiz changes its shape; older shapes are then migrated, newer refused."""

type Json = bool | int | float | str | list["Json"] | dict[str, "Json"] | None


class Link(NamedTuple):
    """The address of one page: `page` as the quiz names it, `url` relative to the site's root."""

    page: str
    url: str


class Pack(NamedTuple):
    """A quiz as it ships: with the address, relative to the site's root, of each page it names."""

    schema_version: int
    quiz: Quiz
    links: tuple[Link, ...]


def dumps(value: Json) -> str:
    """Write canonical JSON: sorted keys, no spaces, ASCII only."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


MAX_DEPTH = 50
"""Nesting beyond this is refused before it is parsed: in the browser the parser would run out of
stack, and the interpreter with it, where CPython raises an error."""


class TooDeepError(ValueError):
    """JSON with more lists and objects in each other than anything of ours has."""


def loads(text: str, deepest: int = MAX_DEPTH) -> Json:
    """Read JSON. Raises ValueError where it is none, TooDeepError where it is nested deeper."""
    if _depth(text) > deepest:
        raise TooDeepError(f"it is nested more than {deepest} deep")
    return cast(Json, json.loads(text))


def dump_pack(pack: Pack) -> str:
    """Write a packed quiz."""
    return dumps(plain(pack))


def dump_result(result: Result) -> str:
    """Write a result: the same bytes in CPython and in the browser."""
    return dumps(plain(result))


def load_pack(text: str) -> Pack:
    """Read a packed quiz. Raises QuizDataError: SC201 not JSON, SC202 its version, SC203 shape."""
    try:
        data = loads(text)
    except ValueError as error:
        raise QuizDataError("SC201", f"the packed quiz is not JSON: {error}", _REBUILD) from None
    version = data.get("schema_version") if isinstance(data, dict) else None
    if isinstance(version, int) and version != SCHEMA_VERSION:
        raise QuizDataError(
            "SC202",
            f"the packed quiz has the schema version {version}, this engine reads {SCHEMA_VERSION}",
            "reload the page: it and its quiz come from two different builds",
        )
    pack = cast(Pack, _load(Pack, data, "pack"))
    for link in pack.links:
        if not _WAY.fullmatch(link.url):
            raise QuizDataError("SC203", f"{link.url[:100]!r} is no way to a page", _REBUILD)
    return pack


_WAY = re.compile(r"([\w.~%+-][\w.~%+/-]*)?")
"""An address within the site: it names neither a host nor a scheme."""


def load_record[Shape](shape: type[Shape], data: Json, where: str) -> Shape:
    """Read a record of what the build ships. Raises QuizDataError SC203, which begins `where`."""
    return cast(Shape, _load(shape, data, where))


def load_answers(data: Json) -> Answers:
    """Read answers. Raises QuizDataError SC204 unless it is an object of strings."""
    if isinstance(data, dict) and all(isinstance(value, str) for value in data.values()):
        return cast(Answers, data)
    raise QuizDataError(
        "SC204",
        "answers must be an object that maps item ids to option keys",
        'write them like {"last-help": "b", "rules": "?"}',
    )


def plain(value: object) -> Json:
    """Turn records and tuples into what JSON has; a fraction becomes a string such as `1/2`."""
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else str(value)
    if isinstance(value, tuple):
        fields = getattr(value, "_fields", None)
        if fields:
            return {name: plain(part) for name, part in zip(fields, value, strict=True)}
        return [plain(part) for part in value]
    return cast(Json, value)


# Possessive, and an end of the text ends a string too: what a string has taken is never read again.
_STRING = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)', re.DOTALL)
_BRACKET = re.compile(r"[\[\]{}]")


def _depth(text: str) -> int:
    depth = deepest = 0
    for bracket in _BRACKET.findall(_STRING.sub("", text)):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


_REBUILD = "build the site again and copy all of it to the server"


def _load(shape: object, data: Json, where: str) -> object:
    if isinstance(shape, TypeAliasType):
        return _load(shape.__value__, data, where)
    if isinstance(shape, UnionType):
        return _load_union(shape.__args__, data, where)
    if shape is Fraction:
        return _load_fraction(data, where)
    if isinstance(shape, GenericAlias):
        return _load_tuple(shape.__args__[0], data, where)
    if hasattr(shape, "_fields"):
        return _load_record(cast(type, shape), data, where)
    # bool is an int in Python, not in the model: the exact type is asked for.
    if type(data) is not shape:
        raise _misfit(where, cast(type, shape).__name__, data)
    return data


def _load_union(shapes: tuple[object, ...], data: Json, where: str) -> object:
    """Read what may have one of several shapes: nothing, a record told by its fields, or others."""
    if data is None and NoneType in shapes:
        return None
    wanted = [shape for shape in shapes if shape is not NoneType]
    if isinstance(data, dict):
        records = [shape for shape in wanted if _fields(shape) == data.keys()]
        return _load((records or wanted)[0], data, where)
    # Of numbers, all but whole ones are strings.
    return _load(wanted[-1 if isinstance(data, str) else 0], data, where)


def _fields(shape: object) -> set[str]:
    return set(getattr(shape, "_fields", ()))


# An editor's largest is 9999999.999; longer numbers than these are nobody's.
_FRACTION = re.compile(r"(\d{1,12})/(\d{1,12})")


def _load_fraction(data: Json, where: str) -> Fraction:
    match = _FRACTION.fullmatch(data) if isinstance(data, str) else None
    if not match or int(match[2]) < 2:
        raise _misfit(where, "number", data)
    return Fraction(int(match[1]), int(match[2]))


def _load_tuple(inner: object, data: Json, where: str) -> tuple[object, ...]:
    if not isinstance(data, list):
        raise _misfit(where, "list", data)
    return tuple(_load(inner, part, f"{where}[{at}]") for at, part in enumerate(data))


def _load_record(shape: type, data: Json, where: str) -> object:
    if not isinstance(data, dict):
        raise _misfit(where, "object", data)
    fields: dict[str, object] = shape.__annotations__
    if data.keys() != fields.keys():
        names = ", ".join(sorted(data.keys() ^ fields.keys()))
        raise QuizDataError("SC203", f"{where} lacks, or should not have: {names}", _REBUILD)
    make = cast(Callable[..., object], shape)
    return make(*(_load(kind, data[name], f"{where}.{name}") for name, kind in fields.items()))


def _misfit(where: str, expected: str, data: Json) -> QuizDataError:
    found = type(data).__name__
    return QuizDataError("SC203", f"{where} must be a {expected}, found a {found}", _REBUILD)
