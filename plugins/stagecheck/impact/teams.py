"""Teams that end elsewhere after a change: the example teams, and a thousand that are drawn."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from stagecheck_engine.carried import carry
from stagecheck_engine.ledger import version_of
from stagecheck_engine.model import Answers, Item, Quiz
from stagecheck_engine.scoring import Standing, place, placer, score
from stagecheck_engine.scoring.plays import advised

from ..check.examples import Example
from ..check.reasons import reasons
from ..weigh.outcome import Outcome, by_dimension, outcome_of, placed, said
from ..weigh.ways import drawn

TEAMS = 1_000
"""Teams that are drawn: shares are then within 3.1 points, in 95 of 100 draws."""

SEED = 1

DECISIVE = 5
"""Answers that are named as those that decided; of more, only their number is told."""


@dataclass(frozen=True, slots=True)
class TeamMove:
    """An example team of the base that ends elsewhere, and why it does, in the rule's terms."""

    team: str
    before: str
    after: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """So many `teams` of those drawn that moved; `part` is a dimension's title, or empty."""

    part: str
    before: str
    after: str
    teams: int


@dataclass(frozen=True, slots=True)
class PlayShift:
    """In how many results of the teams drawn a play was named before and is now."""

    play: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """What became of the teams that were drawn: how many moved, and have other plays named."""

    teams: int
    moved: int
    moves: tuple[Move, ...]
    other_plays: int
    plays: tuple[PlayShift, ...]


def moved_examples(old: Quiz, new: Quiz, examples: Sequence[Example]) -> tuple[TeamMove, ...]:
    """List the example teams of the base that the changed quiz places elsewhere."""
    return tuple(
        move for example in examples if (move := _moved_example(old, new, example)) is not None
    )


def _moved_example(old: Quiz, new: Quiz, example: Example) -> TeamMove | None:
    ledger = {old.version: version_of(old)}
    versions = dict.fromkeys(example.answers, old.version)
    carried = carry(new, ledger, example.answers, versions)
    before, after = place(old, example.answers), place(new, carried.kept)
    if _parts(before) == _parts(after):
        return None
    lost = [f"its answer {void.answer} to {void.item} no longer stands" for void in carried.void]
    opened = [f"{item} is new, and it has not answered it" for item in carried.new]
    why = (*lost, *opened, *_why(old, new, example.answers, carried.kept))
    return TeamMove(example.team, placed(old, before), placed(new, after), why)


def _why(old: Quiz, new: Quiz, answers: Answers, kept: Answers) -> Iterator[str]:
    """Give the answers that decide now, and what the rule says of them that it did not before."""
    result = score(new, kept)
    decisive = [f"{item} {kept[item]}" for item in result.drivers]
    if decisive:
        more = len(decisive) - DECISIVE
        rest = f" and {more} more" if more > 0 else ""
        yield f"decided by {', '.join(decisive[:DECISIVE])}{rest}"
    said_before = reasons(old, answers, score(old, answers))
    yield from (one for one in reasons(new, kept, result) if one not in said_before)


def draw_teams(old: Quiz, new: Quiz, number: int = TEAMS, seed: int = SEED) -> Drawn:
    """Draw answers that both quizzes take, and compare where they lead.

    Every answer that both offer is as likely as any other; a question of one of them alone is
    answered there by chance too. The same for a seed, always.
    """
    moved = other_plays = 0
    moves: Counter[tuple[str, str, str]] = Counter()
    counts: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    judges = [placer(old), placer(new)]
    for both in _pairs(old, new, number, seed):
        before, after = (judge(answers) for judge, answers in zip(judges, both, strict=True))
        changes = [*_changes(old, new, before, after)]
        moves.update(changes)
        moved += bool(changes)
        named = [
            {one.play for one in advised(quiz, standing.aim)}
            for quiz, standing in ((old, before), (new, after))
        ]
        other_plays += named[0] != named[1]
        for count, plays in zip(counts, named, strict=True):
            count.update(plays)
    listed = sorted(moves.items(), key=lambda one: (-one[1], one[0]))
    shifts = _shifts(*counts)
    return Drawn(
        number, moved, tuple(Move(*one, teams) for one, teams in listed), other_plays, shifts
    )


def _shifts(before: Counter[str], after: Counter[str]) -> tuple[PlayShift, ...]:
    return tuple(
        PlayShift(play, before[play], after[play])
        for play in sorted({*before, *after})
        if before[play] != after[play]
    )


def _pairs(old: Quiz, new: Quiz, number: int, seed: int) -> Iterator[tuple[Answers, Answers]]:
    """Draw answers to each quiz, equal where both offer them."""
    chance = Random(seed)  # noqa: S311 - the same draw each time, not a secret
    then, now = ({item.id: item for item in quiz.items} for quiz in (old, new))
    names = [*now, *(name for name in then if name not in now)]
    for _ in range(number):
        before: dict[str, str] = {}
        after: dict[str, str] = {}
        for name in names:
            _draw(then.get(name), now.get(name), before, after, chance)
        yield before, after


def _draw(
    then: Item | None, now: Item | None, before: dict[str, str], after: dict[str, str], by: Random
) -> None:
    if then and now:
        keys = _keys(then) & _keys(now)
        if keys:
            shared = now._replace(several=then.several and now.several, none=then.none and now.none)
            before[now.id] = after[now.id] = drawn(shared, keys, by)
            return
    for item, answers in ((then, before), (now, after)):
        if item:
            answers[item.id] = drawn(item, _keys(item), by)


def _keys(item: Item) -> set[str]:
    return {option.key for option in item.options}


def _parts(standing: Standing) -> Mapping[str, Outcome]:
    """Return where a team stands: as a whole, under no name, or by dimension."""
    found = {name: Outcome("stage", stages) for name, stages in by_dimension(standing).items()}
    return found or {"": outcome_of(standing)}


def _changes(
    old: Quiz, new: Quiz, before: Standing, after: Standing
) -> Iterator[tuple[str, str, str]]:
    then, now = _parts(before), _parts(after)
    titles = {one.id: one.title for one in (*old.dimensions, *new.dimensions)}
    for part in dict.fromkeys([*then, *now]):
        if then.get(part) != now.get(part):
            yield titles.get(part, ""), _named(old, then.get(part)), _named(new, now.get(part))


def _named(quiz: Quiz, outcome: Outcome | None) -> str:
    return said(quiz, outcome) if outcome else "not placed"
