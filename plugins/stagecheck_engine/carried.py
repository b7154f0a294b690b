"""What becomes of answers to other versions of a quiz: which stand, which do not, and why."""

from collections.abc import Mapping
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
    """Answers to other versions, judged by a quiz.

    `new` are the ids of the items that the newest of those versions did not have and that are not
    answered; with `counts_changed`, the same answers may give another result. Where the ledger
    lacks one of the versions, `known` is false, and neither of the two can be told in full. `asked`
    are all items that the ledger knows, in the words of the version in which they were answered
    where it had them, else in the newest.
    """

    kept: dict[str, str]
    void: tuple[Void, ...]
    new: tuple[str, ...]
    counts_changed: bool
    known: bool
    asked: dict[str, Asked]


def carry(quiz: Quiz, ledger: Ledger, answers: Answers, versions: Mapping[str, int]) -> Carried:
    """Judge answers, each given to the version of the quiz that `versions` tells by item.

    An answer stands when its item and its options are still offered, wherever they moved and
    whatever they count now. Answers to items that no version has are passed over, unless their
    version is not on record, for then they may be real.
    """
    items = {item.id: item for item in quiz.items}
    asked = _asked(ledger, versions)
    told = [*asked, *items, *(item for item in answers if versions[item] not in ledger)]
    kept: dict[str, str] = {}
    void: list[Void] = []
    for name in dict.fromkeys(told):
        if name not in answers:
            continue
        item = items.get(name)
        stands = _standing(item, answers[name]) if item else None
        if stands is None:
            void.append(Void(name, answers[name], _why(item, answers[name])))
        else:
            kept[name] = stands
    given = {item: versions[item] for item in answers}
    newest = ledger.get(max(given.values(), default=0))
    new = (item for item in items if newest and item not in newest.items and item not in answers)
    known = all(version in ledger for version in given.values())
    changed = _counts_changed(ledger, given, version_of(quiz))
    return Carried(kept, tuple(void), tuple(new), changed, known, asked)


def _asked(ledger: Ledger, versions: Mapping[str, int]) -> dict[str, Asked]:
    """Bring together what all versions asked: of each item its own version, else the newest."""
    asked: dict[str, Asked] = {}
    for _, version in sorted(ledger.items()):
        asked.update(version.items)
    for item, number in versions.items():
        if number in ledger and item in ledger[number].items:
            asked[item] = ledger[number].items[item]
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


def _counts_changed(ledger: Ledger, given: Mapping[str, int], now: Version) -> bool:
    """Tell whether the rule, or what the items' answers count, is not what it was when given."""
    for item, number in given.items():
        old = ledger.get(number)
        if old and old.rule != now.rule:
            return True
        both = old and item in old.items and item in now.items
        if old and both and old.items[item].counts != now.items[item].counts:
            return True
    return False
