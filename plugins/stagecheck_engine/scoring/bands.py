"""The rule `bands`: a plain score, and the stage it falls into, for the whole or each dimension."""

from collections.abc import Callable
from fractions import Fraction

from ..model import Answers, Bands, Placed, Quiz, Result
from . import moves, plays, scales
from .attitude import OPEN, STAGE
from .blank import blank
from .case import Case, Reach, answered, case, caser, items, stages
from .points import is_open
from .sheet import score_of
from .standing import Standing

EACH = "each"
"""The verdict where every dimension has a stage of its own."""


def result(quiz: Quiz, rule: Bands, answers: Answers) -> Result:
    """Place a team, or each of its dimensions, by a plain score."""
    at = case(quiz, rule, answers)
    on = moves.weighed(at)
    verdict, found = judge(at)
    margin = moves.margin(on) if verdict != OPEN else None
    return blank(quiz, answers)._replace(
        verdict=verdict,
        stages=found,
        margin=margin,
        runners_up=moves.runners_up(on, found) if margin == 1 else (),
        next_stage=_next_stage(at),
        drivers=moves.drivers(on),
        blockers=_blockers(at),
        needed=_needed(at),
        dimensions=tuple(score_of(at.sheet, one.id) for one in quiz.dimensions),
        groups=tuple(score_of(at.sheet, group.id) for group in rule.groups),
        total=score_of(at.sheet, scales.WHOLE),
        placed=_placed(at),
        plays=plays.advised(quiz, _aim(at)),
    )


def placer(quiz: Quiz, rule: Bands) -> Callable[[Answers], Standing]:
    """Make what places one team after the other."""
    case_of = caser(quiz, rule)

    def placed(answers: Answers) -> Standing:
        at = case_of(answers)
        return Standing(*judge(at), _next_stage(at), _blockers(at), _placed(at), _aim(at))

    return placed


def judge(at: Case) -> tuple[str, tuple[str, ...]]:
    """Return the verdict and the stages that remain possible, in the order of the quiz."""
    if not at.reaches:
        return OPEN, stages(at, Reach(0, len(at.rule.bands) - 1))
    possible = {stage for one in at.reaches for stage in stages(at, one)}
    ordered = tuple(stage.id for stage in at.quiz.stages if stage.id in possible)
    if any(one.sure != one.best for one in at.reaches):
        return OPEN, ordered
    return STAGE if len(ordered) == 1 else EACH, ordered


def _placed(at: Case) -> tuple[Placed, ...]:
    """List the stages of each dimension that has its own; none where it does not apply at all."""
    if not at.rule.each:
        return ()
    nodes = [place.node for place in at.places]
    found = {node: stages(at, one) for node, one in zip(nodes, at.reaches, strict=True)}
    scored = (one.id for one in at.quiz.dimensions if one.id in at.sheet.tree.scales)
    return tuple(Placed(dimension, found.get(dimension, ())) for dimension in scored)


def _next_stage(at: Case) -> str | None:
    """Return the stage above the one that is sure; none where each dimension has its own."""
    if at.rule.each or not at.places:
        return None
    following = at.reaches[0].sure + 1
    return at.rule.bands[following].stage if following < len(at.rule.bands) else None


def _blockers(at: Case) -> tuple[str, ...]:
    """List the answers that stand lower on their scale than where the next band begins."""
    return plays.in_order(at.quiz, {item for group in _short(at).values() for item in group})


def _short(at: Case) -> dict[Fraction, list[str]]:
    """List these answers by what share of its scale their place surely reaches."""
    found: dict[Fraction, list[str]] = {}
    for place, (sure, _) in zip(at.places, at.reaches, strict=True):
        if sure + 1 < len(place.borders):
            low = (item.id for item, _ in answered(at, place) if at.alone[item.id] <= sure)
            found.setdefault(place.low, []).extend(low)
    return found


def _needed(at: Case) -> tuple[str, ...]:
    """List the open items of all that is not certain yet."""
    found: set[str] = set()
    for place, (sure, best) in zip(at.places, at.reaches, strict=True):
        if sure != best:
            found.update(item.id for item in items(at, place) if is_open(at.answers.get(item.id)))
    return plays.in_order(at.quiz, found)


def _aim(at: Case) -> plays.Aim:
    """Find what plays should act on: what is in the way, or the highest stage once it is held.

    Where each dimension has its own stage, the weakest comes first.
    """
    top = len(at.rule.bands) - 1
    if at.reaches and all(one.sure == top for one in at.reaches):
        return plays.Aim((), at.rule.bands[top].stage)
    return plays.Aim(tuple(tuple(group) for _, group in sorted(_short(at).items())), None)
