"""What becomes of answers to another version of a quiz: which stand, which do not, and why."""

from typing import NamedTuple

from .ledger import Asked, Ledger, Version, version_of
from .model import DONT_KNOW, NONE, NOT_APPLICABLE, Answers, Item, Quiz

GONE = "gone"
"""The question is not asked any more."""

CLOSED = "closed"
"""The question is asked, but the answer, or a part of it, is not offered any more."""

SINGLE = "single"
"""Several options were chosen, and the question now takes one."""


class Void(NamedTuple):
    """An answer that does not stand; `why` is one of the three reasons above."""

    item: str
    answer: str
    why: str


class Carried(NamedTuple):
    """Answers to another version, judged by a quiz.

    `new` are the ids of the items that the version did not have; with `counts_changed`, the same
    answers may give another result. Where the ledger lacks the version, `known` is false, and
    neither of the two can be told. `asked` are all items that the ledger knows, in the words of
    that version where it had them, else in the newest.
    """

    kept: dict[str, str]
    void: tuple[Void, ...]
    new: tuple[str, ...]
    counts_changed: bool
    known: bool
    asked: dict[str, Asked]


def carry(quiz: Quiz, ledger: Ledger, answers: Answers, version: int) -> Carried:
    """Judge answers to a version of a quiz; some may be to versions between that and the quiz's.

    An answer stands when its item and its options are still offered, wherever they moved and
    whatever they count now. Answers to items that no version has are passed over, unless the
    version is not on record, for then they may be real.
    """
    old, items = ledger.get(version), {item.id: item for item in quiz.items}
    asked = _asked(ledger, old)
    named = dict.fromkeys([*asked, *items, *(() if old else answers)])
    kept: dict[str, str] = {}
    void: list[Void] = []
    for name in named:
        if name not in answers:
            continue
        item = items.get(name)
        stands = _standing(item, answers[name]) if item else None
        if stands is None:
            void.append(Void(name, answers[name], _why(item, answers[name])))
        else:
            kept[name] = stands
    new = tuple(item for item in items if old and item not in old.items)
    changed = old is not None and _counts_changed(old, version_of(quiz))
    return Carried(kept, tuple(void), new, changed, old is not None, asked)


def _asked(ledger: Ledger, old: Version | None) -> dict[str, Asked]:
    """Bring together what all versions asked: first that of the one version, then the newest."""
    newest = [each for _, each in sorted(ledger.items(), reverse=True)]
    asked: dict[str, Asked] = {}
    for version in [old, *newest] if old else newest:
        asked = {**asked, **{name: one for name, one in version.items.items() if name not in asked}}
    return asked


def _standing(item: Item, answer: str) -> str | None:
    """Return an answer as its item takes it now, or None."""
    if answer in (NONE, NOT_APPLICABLE, DONT_KNOW):
        offered = {NONE: item.none, NOT_APPLICABLE: item.not_applicable, DONT_KNOW: item.dont_know}
        return answer if offered[answer] else None
    chosen = answer.split(" ")
    stands = [option.key for option in item.options if option.key in chosen]
    if sorted(stands) != sorted(chosen) or (len(chosen) > 1 and not item.several):
        return None
    return " ".join(stands)


def _why(item: Item | None, answer: str) -> str:
    if item is None:
        return GONE
    chosen = set(answer.split(" "))
    offered = {option.key for option in item.options}
    return SINGLE if len(chosen) > 1 and chosen <= offered and not item.several else CLOSED


def _counts_changed(old: Version, now: Version) -> bool:
    """Tell whether the rule, or what an item's answers count, is not what it was."""
    both = [name for name in now.items if name in old.items]
    moved = any(old.items[name].counts != now.items[name].counts for name in both)
    return moved or old.rule != now.rule
