"""A weighing in words and figures, for the templates and as JSON."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from stagecheck_engine.model import Item, Share
from stagecheck_engine.report.phrases import counted, dimension_title, stage_title

from ..written import Ready, write
from .interval import per_cent, wilson
from .outcome import Outcome, said
from .patterns import ItemWeight
from .weighing import Part, Weighing

NOBODY_IS_EVEN = (
    "Every answer was as likely as any other. Real teams are not so even: "
    "the shares show what the rule does, and foretell nothing."
)
GUESSED = (
    "Every answer was as likely as any other: this is what guessing comes to. "
    "The shares foretell nothing of people who know something."
)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: a name, a share, and what more there is to say of it."""

    name: str
    share: Ready
    more: Ready


@dataclass(frozen=True, slots=True)
class Told:
    """A part of a weighing; `findings` are sentences."""

    title: str
    outcomes: tuple[Row, ...]
    items: tuple[Row, ...]
    findings: tuple[str, ...]


def tell(weighing: Weighing, form: str) -> str:
    """Write a weighing as `text` or `markdown`."""
    quiz = weighing.quiz
    return write(
        f"simulate.{form}",
        quiz=quiz,
        looked=_looked(weighing),
        even=GUESSED if isinstance(quiz.rule, Share) else NOBODY_IS_EVEN,
        sampled=weighing.seed is not None,
        parts=[_told(weighing, part) for part in weighing.parts],
    )


def as_json(weighing: Weighing) -> str:
    """Write a weighing as JSON: shares are from 0 to 1, intervals those of 95%."""
    data = {
        "quiz": weighing.quiz.id,
        "version": weighing.quiz.version,
        "ways": weighing.ways,
        "seed": weighing.seed,
        "parts": [_data(weighing, part) for part in weighing.parts],
    }
    return json.dumps(data, indent=1)


def _looked(weighing: Weighing) -> str:
    questions = counted(len(weighing.quiz.items), "question")
    if weighing.seed is None:
        return f"All {weighing.ways:,} ways to answer its {questions} were counted, each once."
    size = weighing.parts[0].sets
    low, high = wilson(size // 2, size)
    return (
        f"{size:,} sets of answers to its {questions} were drawn with the seed {weighing.seed}, "
        f"of {weighing.ways:,} that there are. A share of a half may be wrong by "
        f"{(high - low) * 50:.1f} points either way, others by less (95%, Wilson's interval)."
    )


def _told(weighing: Weighing, part: Part) -> Told:
    quiz = weighing.quiz
    outcomes = (
        Row(said(quiz, one), Ready(per_cent(part.share(one))), _range(weighing, part, sets))
        for one, sets in part.outcomes
    )
    asked = {item.id: item for item in quiz.items}
    heaviest = sorted(part.items, key=lambda one: -one.alters)
    items = (
        Row(one.item, Ready(per_cent(one.alters)), _alike(asked[one.item], one)) for one in heaviest
    )
    title = dimension_title(quiz, part.dimension) if part.dimension else ""
    return Told(title, tuple(outcomes), tuple(items), _findings(weighing, part))


def _range(weighing: Weighing, part: Part, sets: int) -> Ready:
    if weighing.seed is None:
        return Ready()
    low, high = wilson(sets, part.sets)
    return Ready(f"{per_cent(low)} to {per_cent(high)}")


def _alike(item: Item, weight: ItemWeight) -> Ready:
    """Write the answers that lead elsewhere apart; of several choices there are too many."""
    if item.several:
        return Ready(f"{counted(len(weight.alike), 'kind')} of choice")
    return Ready(" / ".join(" ".join(group) for group in weight.alike))


def _findings(weighing: Weighing, part: Part) -> tuple[str, ...]:
    sets = "any set of answers" if weighing.seed is None else f"any of the {part.sets:,} sets"
    unreached = [stage_title(weighing.quiz, stage) for stage in part.unreached]
    return (
        f"Questions that alter nothing in {sets}: {_list(part.never)}.",
        f"Questions of which some answer alters the outcome of every set: {_list(part.always)}.",
        *([f"No set leads to: {_list(unreached)}."] if unreached else []),
    )


def _list(names: Sequence[str]) -> str:
    return ", ".join(names) or "none"


def _data(weighing: Weighing, part: Part) -> dict[str, object]:
    return {
        "dimension": part.dimension or None,
        "sets": part.sets,
        "outcomes": [_outcome(weighing, part, *one) for one in part.outcomes],
        "unreached": part.unreached,
        "items": [
            {"item": one.item, "alters": _rounded(float(one.alters)), "alike": one.alike}
            for one in part.items
        ],
        "never": part.never,
        "always": part.always,
    }


def _outcome(weighing: Weighing, part: Part, outcome: Outcome, sets: int) -> dict[str, object]:
    share = float(part.share(outcome))
    low, high = (share, share) if weighing.seed is None else wilson(sets, part.sets)
    return {
        "verdict": outcome.verdict,
        "stages": outcome.stages,
        "sets": sets,
        "share": _rounded(share),
        "interval": [_rounded(low), _rounded(high)],
    }


def _rounded(share: float) -> float:
    return round(share, 6)
