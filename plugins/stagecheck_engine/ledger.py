"""The published versions of a quiz: what answers meant in each, and the words they had.

A version's *meaning* is all that decides a result, in JSON; its *words* are what readers saw. An
entry of the ledger is never written again, so what stands here has to be read for ever: a field
that joins the model later is written only where it differs from what held before.
"""

from typing import NamedTuple, cast
from zlib import crc32

from . import codec
from .codec import Json
from .errors import QuizDataError
from .model import DONT_KNOW, NONE, NOT_APPLICABLE, Attitude, Bands, Item, Profile, Quiz, Share

FORMAT = 1

type Object = dict[str, Json]


class Asked(NamedTuple):
    """One item of a version.

    `text` and `options`, by key, are its words; `ways` the other answers that it offered; `several`
    whether more than one option could be chosen; `counts` all of its meaning but the ways.
    """

    text: str
    options: dict[str, str]
    ways: tuple[str, ...]
    several: bool
    counts: Json


class Version(NamedTuple):
    """One version: its items by id, in order, and how answers become a result.

    `mark`, 0 to 65535, tells its meaning from others in a code; see `mark_of`.
    """

    items: dict[str, Asked]
    rule: Json
    mark: int


type Ledger = dict[int, Version]


def meaning(quiz: Quiz) -> Object:
    """Write what answers to a quiz mean: everything that is scored, and no words."""
    return {
        "kind": quiz.kind,
        "dimensions": [dimension.id for dimension in quiz.dimensions],
        "items": [_item(item) for item in quiz.items],
        "stages": [stage.id for stage in quiz.stages],
        "rule": _rule(quiz.rule),
    }


def words(quiz: Quiz) -> Object:
    """Write the words of a quiz: its title, its questions and their options."""
    items: Object = {item.id: _words_of(item) for item in quiz.items}
    return {"title": quiz.title, "items": items}


def load(text: str, quiz: str) -> Ledger:
    """Read the ledger of a quiz as it ships; an empty text is a quiz without one.

    Raises QuizDataError: SC205 not JSON or of another format, SC206 its shape.
    """
    if not text:
        return {}
    try:
        data = codec.loads(text)
    except ValueError as error:
        raise QuizDataError("SC205", f"the ledger is not JSON: {error}", _REBUILD) from None
    whole = _object(data, "ledger")
    if whole.get("format") != FORMAT:
        found = whole.get("format")
        message = f"the ledger has the format {found!r}, this engine reads {FORMAT}"
        raise QuizDataError("SC205", message, _REBUILD)
    if whole.get("quiz") != quiz:
        message = f"the ledger is that of {whole.get('quiz')!r}, not of {quiz!r}"
        raise QuizDataError("SC206", message, _REBUILD)
    entries = _object(whole.get("versions"), "versions")
    return {_number(key): read_version(_object(one, key)) for key, one in entries.items()}


def read_version(entry: Object) -> Version:
    """Read an entry's `meaning` and `words`. Raises QuizDataError SC206 for any other shape."""
    whole = _object(entry.get("meaning"), "meaning")
    said = _object(_object(entry.get("words"), "words").get("items"), "words.items")
    items = [_object(item, "item") for item in _list(whole.get("items"), "items")]
    rule: Json = {name: part for name, part in whole.items() if name not in ("items", "dimensions")}
    asked = {_text(one.get("id"), "id"): _asked(one, said) for one in items}
    return Version(asked, rule, mark_of(whole))


def mark_of(meaning: Object) -> int:
    """Return 16 bits of a checksum over a meaning, the same whatever the order of its keys.

    Codes carry it for ever, so that neither it nor the canonical form may change.
    """
    return crc32(codec.dumps(meaning).encode()) & 0xFFFF


def version_of(quiz: Quiz) -> Version:
    """Return a quiz in the same terms as an entry of its ledger."""
    return read_version({"meaning": meaning(quiz), "words": words(quiz)})


def _item(item: Item) -> Json:
    return {
        "id": item.id,
        "dimension": item.dimension,
        "several": item.several,
        "ordered": item.ordered,
        "weight": item.weight,
        "options": [[option.key, codec.plain(option.value)] for option in item.options],
        "dont_know": item.dont_know,
        "none": item.none,
        "not_applicable": item.not_applicable,
    }


def _words_of(item: Item) -> Json:
    return {"text": item.text, "options": {option.key: option.text for option in item.options}}


def _rule(rule: Attitude | Bands | Share) -> Json:
    match rule:
        case Attitude():
            gates = [codec.plain(gate) for gate in rule.gates]
            return {"is": "attitude", "gates": gates, "profile": _profile(rule.profile)}
        case Bands():
            return _bands(rule)
        case Share():
            return {"is": "share", "pass_mark": codec.plain(rule.pass_mark)}


def _profile(profile: Profile | None) -> Json:
    if profile is None:
        return None
    axes: Json = [[axis.dimension, axis.wants] for axis in profile.axes]
    return {"axes": axes, "points": [codec.plain(point) for point in profile.points]}


def _bands(rule: Bands) -> Json:
    groups: Json = [
        {"id": one.id, "combine": one.combine, "of": list(one.of)} for one in rule.groups
    ]
    return {
        "is": "bands",
        "bands": [codec.plain(band) for band in rule.bands],
        "each": rule.each,
        "dimension": rule.dimension,
        "groups": groups,
        "total": rule.total,
        "out_of": codec.plain(rule.out_of),
    }


_WAYS = (("none", NONE), ("not_applicable", NOT_APPLICABLE), ("dont_know", DONT_KNOW))


def _asked(item: Object, said: Object) -> Asked:
    name = cast(str, item["id"])
    words = _object(said.get(name), f"the words of {name!r}")
    texts = _object(words.get("options"), f"the options of {name!r}")
    pairs = [_list(pair, f"an option of {name!r}") for pair in _list(item.get("options"), name)]
    keys = [_text(pair[0] if pair else None, f"an option of {name!r}") for pair in pairs]
    ways = dict(_WAYS)
    return Asked(
        _text(words.get("text"), f"the words of {name!r}"),
        {key: _text(texts.get(key), f"the option {key!r} of {name!r}") for key in keys},
        tuple(way for flag, way in _WAYS if item.get(flag) is True),
        item.get("several") is True,
        {flag: part for flag, part in item.items() if flag not in ways},
    )


def _object(data: Json, where: str) -> Object:
    if isinstance(data, dict):
        return data
    raise _misfit(where, "an object", data)


def _list(data: Json, where: str) -> list[Json]:
    if isinstance(data, list):
        return data
    raise _misfit(where, "a list", data)


def _text(data: Json, where: str) -> str:
    if isinstance(data, str):
        return data
    raise _misfit(where, "text", data)


def _number(key: str) -> int:
    if key.isascii() and key.isdecimal() and len(key) < 10:
        return int(key)
    raise QuizDataError("SC206", f"the ledger has the version {key!r}, which is none", _REBUILD)


def _misfit(where: str, expected: str, data: Json) -> QuizDataError:
    found = "nothing" if data is None else f"a {type(data).__name__}"
    message = f"in the ledger, {where} must be {expected}, found {found}"
    return QuizDataError("SC206", message, _REBUILD)


_REBUILD = "build the site again and copy all of it to the server"
