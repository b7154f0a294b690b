"""The answers of a team out of the codes that its members sent, and what could not be taken."""

from collections.abc import Sequence
from typing import NamedTuple

from . import carried, codes
from .codes import Code
from .errors import BoardError, CodeError
from .ledger import Ledger
from .model import Answers, Quiz
from .spotted import Spot, spots

LARGEST = 5_000_000
"""Characters of a text: those of a hundred thousand codes."""

TOLD = 50
"""So many refusals are told in full; nobody reads more, and of the others the number is enough."""

SHOWN = 40
"""Characters that are shown of what is refused: enough to find it again."""


class Refused(NamedTuple):
    """What looks like a code and was not taken: its line from 1, how it begins, and why."""

    line: int
    text: str
    reason: str


class Older(NamedTuple):
    """What became of answers to other versions of the quiz.

    `people` gave some; of their answers `void` no longer stand. `new` tells that they were not
    asked all that is asked now, `counts_changed` that their answers counted something else.
    """

    people: int
    void: int
    new: bool
    counts_changed: bool


class Gathered(NamedTuple):
    """The answers of each member, as the quiz asks now, and what came beside them.

    `codes` are theirs, as they stood in the text. `twice` counts codes that came again; `refused`
    has the first `TOLD` of those refused, and `more` counts the others.
    """

    answers: list[Answers]
    codes: tuple[str, ...]
    twice: int
    refused: tuple[Refused, ...]
    more: int
    older: Older


def gather(text: str, quiz: Quiz, versions: Ledger, wanted: int | None) -> Gathered:
    """Take all codes of a quiz, and of the round `wanted` if there is one, out of a text.

    `versions` are those of `codes.known`. A code counts once, however often it came. Raises
    BoardError SC553 for a text above `LARGEST`.
    """
    _measure(text)
    lines = _Lines(text)
    refused: list[Refused] = []
    taken: dict[object, Code] = {}
    found: list[str] = []
    twice = more = 0
    for spot in spots(text, quiz.id, versions):
        if spot.code and wanted in (None, spot.code.round):
            key = (spot.code.nonce, *spot.code.answers.items())
            if key in taken:
                twice += 1
                continue
            taken[key] = spot.code
            found.append(spot.text)
        elif len(refused) < TOLD:
            shown = text[spot.start : spot.start + min(SHOWN, len(spot.text))]
            reason = _reason(spot, quiz, versions, wanted)
            refused.append(Refused(lines.of(spot.start), shown.strip(), reason))
        else:
            more += 1
    answers, older = _carried(quiz, versions, list(taken.values()))
    return Gathered(answers, tuple(found), twice, tuple(refused), more, older)


def _measure(text: str) -> None:
    if len(text) > LARGEST:
        message = f"expected at most {LARGEST:,} characters, found {len(text):,}"
        raise BoardError("SC553", message, "paste the codes alone, without what came with them")


class _Lines:
    """Counts lines on the way down a text."""

    def __init__(self, text: str) -> None:
        self._text, self._line, self._at = text, 1, 0

    def of(self, at: int) -> int:
        """Return the line of a place, which is not before the last one asked for."""
        self._line += self._text.count("\n", self._at, at)
        self._at = at
        return self._line


def _reason(spot: Spot, quiz: Quiz, versions: Ledger, wanted: int | None) -> str:
    try:
        if spot.code is None:
            codes.decode(spot.text, quiz.id, versions)
        elif wanted is not None:
            codes.expect_round(spot.code, wanted)
    except CodeError as error:
        return f"{_begun(error.message)}. {_begun(error.hint)}."
    return "Put this code on a line of its own."


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]


def _carried(quiz: Quiz, versions: Ledger, taken: Sequence[Code]) -> tuple[list[Answers], Older]:
    """Bring answers to other versions to the quiz as it is now; those to it are as they were."""
    older = [code for code in taken if code.version != quiz.version]
    carry = _Carrier(quiz, versions)
    answers = [code.answers if code.version == quiz.version else carry.one(code) for code in taken]
    asked = [versions[number].items for number in {code.version for code in older}]
    new = any(item.id not in items for items in asked for item in quiz.items)
    return answers, Older(len(older), carry.void, new, carry.counts_changed)


class _Carrier:
    """Carries answers from other versions, each answer of a version once: it takes a while."""

    def __init__(self, quiz: Quiz, versions: Ledger) -> None:
        self.void = 0
        self.counts_changed = False
        self._quiz, self._versions = quiz, versions
        self._known: dict[tuple[int, str, str], str | None] = {}

    def one(self, code: Code) -> Answers:
        """Return what stands of the answers of a code."""
        pairs = {(code.version, *pair): pair[0] for pair in code.answers.items()}
        if not pairs.keys() <= self._known.keys():
            self._learn(code)
        found = {item: self._known[pair] for pair, item in pairs.items()}
        stands = {item: answer for item, answer in found.items() if answer is not None}
        self.void += len(found) - len(stands)
        return stands

    def _learn(self, code: Code) -> None:
        given = dict.fromkeys(code.answers, code.version)
        judged = carried.carry(self._quiz, self._versions, code.answers, given)
        self.counts_changed |= judged.counts_changed
        for item, answer in code.answers.items():
            self._known[code.version, item, answer] = judged.kept.get(item)
