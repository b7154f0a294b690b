"""Reads a front matter, and names every way in which it can miss its shape."""

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from stagecheck_engine.model import KNOWLEDGE

from .front_shapes import FRONTS, PARTS, Front
from .problems import Mend, Problem, nearest
from .shape import Advise, keys_of, mend_key, problem_of, without_echo
from .yamlmap import Location, Plain, YamlMap, load

SHARE = "share"
"""The rule of knowledge checks; all others are for assessments."""


class _Unruled(Front):
    """What can be judged while the rule is not known."""

    model_config = ConfigDict(extra="ignore")


def read_front(path: str, text: str) -> tuple[Front | None, YamlMap, list[Problem]]:
    """Validate a front matter; it is None where the problems leave nothing to go on with."""
    where, problems = load(path, text)
    if any(one.code == "QZ004" for one in problems):
        return None, where, problems
    shape = _shape(where.data)
    try:
        return shape.model_validate(where.data), where, problems
    except ValidationError as error:
        errors = error.errors(include_url=False)
    errors += _unknown_to_all(shape, where.data)
    found = without_echo(errors, lambda at: _keys_at(shape, at))
    advise = _advice(shape)
    told = [problem_of(path, where, one, advise, _mend(shape, where, one)) for one in found]
    return None, where, problems + told


def _mend(shape: type[Front], where: YamlMap, error: ErrorDetails) -> Mend | None:
    """Mend a misspelt key; values are what answers mean, and the author's alone."""
    at = error["loc"]
    # A good key in the wrong place is no slip of the pen.
    misspelt = error["type"] == "extra_forbidden" and str(at[-1]) not in _EVERY_KEY
    return mend_key(where, at, _keys_at(shape, at[:-1])) if misspelt else None


def claimed(where: YamlMap, key: str) -> str | None:
    """Return the text that stands at a key, whatever else is wrong."""
    value = where.data.get(key) if isinstance(where.data, dict) else None
    return value if isinstance(value, str) else None


def kind_of(where: YamlMap) -> str | None:
    """Return the kind a quiz claims to be; None where its rule is for another."""
    kind, rule = claimed(where, "kind"), claimed(where, "rule")
    return kind if rule not in FRONTS or (rule == SHARE) == (kind == KNOWLEDGE) else None


def _shape(data: Plain) -> type[Front]:
    """Choose the shape by the rule, or by the kind where that leaves one rule only."""
    found = data if isinstance(data, dict) else {}
    rule, kind = found.get("rule"), found.get("kind")
    if isinstance(rule, str) and rule in FRONTS:
        return FRONTS[rule]
    return FRONTS[SHARE] if kind == KNOWLEDGE else _Unruled


def _unknown_to_all(shape: type[Front], data: Plain) -> list[ErrorDetails]:
    """Find keys that no rule knows, while it is not known which rule it is."""
    if shape is not _Unruled or not isinstance(data, dict):
        return []
    known = _all_keys()
    return [
        ErrorDetails(type="extra_forbidden", loc=(key,), msg="", input=value)
        for key, value in data.items()
        if key not in known
    ]


_EVERY_KEY = {key for shape in (*FRONTS.values(), *PARTS.values()) for key in keys_of(shape)}


def _all_keys() -> list[str]:
    return list(dict.fromkeys(key for shape in FRONTS.values() for key in keys_of(shape)))


def _unknown(shape: type[Front], location: Location) -> str:
    """Advise on a key that its place does not know: another place, another rule, another word."""
    key = str(location[-1])
    if len(location) > 1 and key in keys_of(shape):
        return "Write it without indentation, beside the other keys of the quiz"
    rules = [rule for rule, other in FRONTS.items() if key in keys_of(other)]
    if len(location) == 1 and rules:
        return f"It belongs to the rule {' or '.join(rules)}"
    parts = [part for part in _parts(shape) if key in keys_of(PARTS[part])]
    if parts:
        return f"Write it below {' or '.join(parts)}"
    return nearest(key, _keys_at(shape, location[:-1]))


def _parts(shape: type[Front]) -> list[str]:
    return [part for part in PARTS if part in keys_of(shape)]


def _keys_at(shape: type[Front], location: Location) -> list[str]:
    """List the keys that the front matter knows at a location."""
    if not location:
        return _all_keys() if shape is _Unruled else keys_of(shape)
    part: type[BaseModel] = PARTS.get(str(location[0]), shape)
    return keys_of(part)


def _advice(shape: type[Front]) -> Advise:
    """Advise on the front matter of a quiz, whose keys depend on its rule."""

    def advise(error: ErrorDetails, location: Location) -> str | None:
        match error["type"]:
            case "extra_forbidden":
                return _unknown(shape, location)
            case "string_pattern_mismatch":
                return (
                    "Ids are small letters and digits, in words joined by hyphens, like last-help"
                )
            case "missing":
                return None
            case _:
                return _on_value(shape, location)

    return advise


def _on_value(shape: type[Front], location: Location) -> str | None:
    if location == ("kind",) and shape is not _Unruled:
        rule = next(rule for rule, other in FRONTS.items() if other is shape)
        kind = "knowledge" if rule == SHARE else "assessment"
        return f"With the rule {rule!r} it should be {kind!r}"
    if location[:1] == ("bands",) and len(location) == 2:
        return "Write where the band begins and where it ends, like [0, 4]"
    return None
