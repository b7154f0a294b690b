"""The sentences of a board, for people who never took a course in numbers."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..export.table import ways
from ..gathered import Older
from ..model import DONT_KNOW, NONE, NOT_APPLICABLE, Item, Quiz
from ..team import spread, stages
from .phrases import dimension_title, listed, stage_title
from .scored import DIMENSIONS_NAMED, NAMED_AT_MOST

if TYPE_CHECKING:
    from ..team import Board, DimensionBoard, Holding, Spread

AGREEMENT = {
    spread.AGREE: "You largely agree.",
    spread.LEAN: "More than half gave the same answer; the others stand well away from it.",
    spread.MIXED: "You see this differently.",
    spread.SPLIT: "You are split: some stand at each end, and few or none between.",
}
"""What is said of an item, by its agreement."""

SCRIPT = (
    "Which question did you find hardest to answer, and what would you have to see to be sure?",
    "What in your own result surprised you? Tell of one day on which that could be seen.",
    "Which one answer should be another in three months, and what can you do about it next week?",
)
"""What a few people ask each other, who would know each other's answers by their numbers."""

FEW_TO_AGREE = (
    "Nothing is said here about whether you agree: among so few people, answers given at random "
    "look like agreement too often."
)
SEVERAL = "Several answers could be given, so that the numbers may add up to more than the people."

_NUMBERS = (
    "none one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
)


def number(of: int) -> str:
    """Write a number of people: in words as far as twelve."""
    return _NUMBERS[of] if of < len(_NUMBERS) else f"{of:,}"


def few(board: "Board", threshold: int) -> str:
    """Say how many answered where they are too few, and how many of these too little to count."""
    people, thin = board.people, board.people - board.counted
    verb = "has" if people == 1 else "have"
    who = f"{_begun(number(people))} {verb} answered" if people else "Nobody has answered yet"
    told = f"{who}; the board shows results from {number(threshold)}."
    if not thin:
        return told
    noun, verb = ("code", "holds") if people == 1 else ("codes", "holds" if thin == 1 else "hold")
    count = f"{_begun(number(thin))} of {number(people)} {noun}"
    return f"{told} {count} {verb} too few answers to count."


def headline(quiz: Quiz, board: "Board") -> str:
    """Say how many answered, and what most of them hold, or that they are split."""
    noun = "person" if board.people == 1 else "people"
    return f"{_begun(number(board.people))} {noun} answered. {_verdict(quiz, board)}"


def _verdict(quiz: Quiz, board: "Board") -> str:
    holding = board.holding
    if holding.verdict == stages.EACH:
        return _each(quiz, board.placed)
    if holding.stage is None:
        return _split(quiz, holding)
    most = next(one.people for one in holding.stages if one.stage == holding.stage)
    who = "all" if most == board.people else number(most)
    title = stage_title(quiz, holding.stage)
    return f"For {who} of them, {_within(quiz.places)} is {title}."


def _split(quiz: Quiz, holding: "Holding") -> str:
    held = sorted((one for one in holding.stages if one.people), key=lambda one: -one.people)
    named = [f"{stage_title(quiz, one.stage)} for {number(one.people)}" for one in held]
    uncertain = holding.between + holding.open
    if not held:
        return "Nobody's answers lead to one certain stage."
    if len(held) > NAMED_AT_MOST:
        others = held[NAMED_AT_MOST:]
        noun = "another" if len(others) == 1 else "others"
        named[NAMED_AT_MOST:] = [f"{noun} for {number(sum(one.people for one in others))}"]
    ends = f"; for {number(uncertain)} it is uncertain" if uncertain else ""
    if len(held) > 1 and held[0].people == 1:
        return f"The team is split: no stage is seen by more than one of you{ends}."
    begins = "The team is split" if len(held) > 1 else "No stage is held by more than half"
    return f"{begins}: {listed(named, 'and')}{ends}."


def _each(quiz: Quiz, placed: Sequence["DimensionBoard"]) -> str:
    by_stage = {stage.id: _at(placed, stage.id) for stage in quiz.stages}
    shared = sum(map(len, by_stage.values()))
    if len(placed) > DIMENSIONS_NAMED:
        return f"One stage is held by more than half in {shared} of {len(placed)} parts."
    told = [
        f"{stage_title(quiz, stage)} in {_parts(quiz, parts)}"
        for stage, parts in by_stage.items()
        if parts
    ]
    if split := _at(placed, None):
        told.append(f"in {_parts(quiz, split)}, no stage is held by more than half")
    return f"{_begun('; '.join(told))}."


def _at(placed: Sequence["DimensionBoard"], stage: str | None) -> list["DimensionBoard"]:
    return [one for one in placed if one.holding.stage == stage]


def _parts(quiz: Quiz, placed: Sequence["DimensionBoard"]) -> str:
    return listed([dimension_title(quiz, one.dimension) for one in placed], "and")


def part(quiz: Quiz, board: "DimensionBoard") -> str:
    """Say what most hold in one dimension, or that they are split."""
    holding = board.holding
    if holding.stage is None:
        return _split(quiz, holding)
    return f"More than half hold {stage_title(quiz, holding.stage)}."


def stability(board: "Board") -> str:
    """Say whether one person's answers decide."""
    if board.holding.stable:
        return "If any one person's answers were left out, this would stay so."
    return "One answer more or less would change this."


def held(quiz: Quiz, holding: "Holding") -> list[tuple[str, int]]:
    """List the stages with how many people hold each, and how many hold none."""
    rows = [(stage_title(quiz, one.stage), one.people) for one in holding.stages]
    others = (("between two or more", holding.between), ("uncertain", holding.open))
    return [*rows, *(row for row in others if row[1])]


def rows_of(item: Item, spread: "Spread") -> list[tuple[str, str, int]]:
    """List every answer to an item, also those that nobody gave: key, words, people."""
    others = {NONE: spread.none, NOT_APPLICABLE: spread.not_applicable, DONT_KNOW: spread.dont_know}
    people = {**{one.key: one.people for one in spread.counts}, **others}
    rows = [(key, text, people.get(key, 0)) for key, text in ways(item)]
    return [*rows, ("", "not answered", spread.skipped)]


def text_of(quiz: Quiz, item: str) -> str:
    """Return the text of an item."""
    return next(one.text for one in quiz.items if one.id == item)


def agreement(item: Item, of: "Spread") -> str:
    """Say how far people agree on an item, or why that is not told; nothing if it has no order."""
    if item.several:
        return SEVERAL
    answered = sum(one.people for one in of.counts) + of.none
    if not answered:
        return "Nobody could answer this."
    if not item.ordered:
        return ""
    if of.agreement == spread.AGREE and not of.deviation:
        return "You all gave the same answer."
    least = number(spread.PEOPLE_TO_AGREE)
    too_few = f"Fewer than {least} answered this: too few to say whether you agree."
    return AGREEMENT.get(of.agreement, too_few)


def to_ask(item: Item) -> str:
    """Word the question to ask where people stand at both ends."""
    first, last = (item.options[at].text.removesuffix(".") for at in (0, -1))
    return f"To ask: those who chose “{first}” and those who chose “{last}”, what did you see?"


def note(older: Older) -> str:
    """Say what became of answers to other versions; nothing if there are none."""
    if not older.people:
        return ""
    one = older.people == 1
    who = f"{_begun(number(older.people))} {'person' if one else 'people'}"
    told = [f"{who} answered another version of these questions."]
    told.append("Their answers are counted as the questions stand today.")
    if older.void:
        noun = "answer no longer stands" if older.void == 1 else "answers no longer stand"
        told.append(f"{_begun(number(older.void))} {noun}, as if never given.")
    if older.new:
        told.append("Questions that they were not asked count as not answered.")
    if older.counts_changed:
        told.append("What answers count has changed since they answered.")
    return " ".join(told)


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]


def _within(text: str) -> str:
    """Let a sentence begin within another; names in capitals stay."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
