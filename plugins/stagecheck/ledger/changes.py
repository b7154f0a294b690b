"""Two meanings of a quiz compared, in words for the editor who changed one into the other."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import cast

from stagecheck_engine.codec import Json
from stagecheck_engine.ledger import Object

TOLD = 3
"""More changes than this are only counted."""


def changes(old: Object, new: Object) -> str:
    """Say what changed in a meaning, in one line; nothing when nothing did."""
    found = every_change(old, new)
    more = len(found) - TOLD
    rest = [f"and {more} more change{'' if more == 1 else 's'}"] if more > 0 else []
    return "; ".join([*found[:TOLD], *rest])


def every_change(old: Object, new: Object) -> list[str]:
    """Say what changed in a meaning, each change in a line of its own."""
    return list(_changes(old, new))


def renamed(old: Object, new: Object) -> str:
    """Tell of the first key or id that seems only to have another name now; else nothing.

    It stands in the place of one that is gone, and all around it is as it was.
    """
    then, now = _by_id(old.get("items")), _by_id(new["items"])
    swapped = _swapped(list(then), list(now))
    if swapped:
        return f"`{swapped[0]}` is only renamed, write it again in place of `{swapped[1]}`"
    for item in now:
        if item in then and (keys := _swapped(list(_values(then[item])), list(_values(now[item])))):
            return f"`{keys[0]}` of {item} is only renamed, write it again in place of `{keys[1]}`"
    return ""


def _swapped(old: Sequence[str], new: Sequence[str]) -> tuple[str, str] | None:
    differing = [pair for pair in zip(old, new, strict=False) if pair[0] != pair[1]]
    if len(old) != len(new) or len(differing) != 1:
        return None
    gone, come = differing[0]
    return None if gone in new or come in old else (gone, come)


def _changes(old: Object, new: Object) -> Iterable[str]:
    if old.get("kind") != new["kind"]:
        yield f"the kind is now {new['kind']}, it was {old.get('kind')}"
    then, now = _by_id(old.get("items")), _by_id(new["items"])
    yield from _listed("question", list(then), list(now))
    for item in now:
        if item in then:
            yield from _item(item, then[item], now[item])
    for name in ("dimensions", "stages"):
        before, after = (cast(list[str], one.get(name) or []) for one in (old, new))
        yield from _listed(name.removesuffix("s"), before, after)
    yield from _walk("", old.get("rule"), new["rule"])


def _by_id(items: Json) -> dict[str, Object]:
    return {cast(str, item["id"]): item for item in cast(list[Object], items)}


def _listed(noun: str, old: Sequence[str], new: Sequence[str], of: str = "") -> Iterable[str]:
    """Say what is gone, what is new, and whether the others stand in another order."""
    gone = (f"{noun} {one}{of} is gone" for one in old if one not in new)
    come = (f"{noun} {one}{of} is new" for one in new if one not in old)
    same = [one for one in old if one in new] == [one for one in new if one in old]
    return chain(gone, come, [] if same else [f"the {noun}s{of} are in another order"])


def _item(name: str, old: Object, new: Object) -> Iterable[str]:
    then, now = _values(old), _values(new)
    yield from _listed("option", list(then), list(now), f" of {name}")
    for key, value in now.items():
        if key in then and then[key] != value:
            yield f"option {key} of {name} now counts {value}, it counted {then[key]}"
    for field, value in new.items():
        if field not in ("id", "options") and old.get(field) != value:
            yield f"{name}: {field} is now {_said(value)}, it was {_said(old.get(field))}"


def _values(item: Object) -> dict[str, Json]:
    return {cast(str, key): value for key, value in cast(list[list[Json]], item["options"])}


def _walk(where: str, old: Json, new: Json) -> Iterable[str]:
    """Name every place of the rule that differs, by its keys."""
    if isinstance(old, dict) and isinstance(new, dict):
        for name in dict.fromkeys([*old, *new]):
            yield from _walk(f"{where} {name}", old.get(name), new.get(name))
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        names = [_label(one) for one in new]
        for at, (before, after) in enumerate(zip(old, new, strict=True)):
            # Of several conditions for one stage, the first, the second and so on.
            count = names[: at + 1].count(names[at]) if names.count(names[at]) > 1 else 0
            found = f"{names[at]} {count}" if names[at] and count else names[at] or at + 1
            yield from _walk(f"{where} {found}", before, after)
    elif old != new:
        yield f"the rule's{where or ' kind'} is now {_said(new)}, it was {_said(old)}"


def _label(value: Json) -> str:
    """Return what an entry of a list is known by."""
    named = value if isinstance(value, dict) else {}
    return str(named.get("stage") or named.get("id") or "")


def _said(value: Json) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return f"[{', '.join(_said(one) for one in value)}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_said(one)}" for name, one in value.items()) + "}"
    return "none" if value is None else str(value)
