"""The sentences of a report: plain words for a verdict, its margin and its gates."""

from ..model import NONE, NOT_APPLICABLE, Bands, Gate, GateScore, Quiz, Result, Share
from ..scoring import attitude, gates
from ..scoring.points import chosen
from . import marked, scored
from .phrases import counted as counted
from .phrases import listed as listed
from .phrases import stage_title as stage_title
from .scored import NAMED_AT_MOST

FIRM = 4
"""Steps from which a result is called firm; three careless answers do not reach that far."""


def headline(quiz: Quiz, result: Result) -> str:
    """Say in one or two sentences where the answers place the team, or what of them is right."""
    titles = [stage_title(quiz, stage) for stage in result.stages]
    if result.coverage.skipped == result.coverage.items:
        return f"No answer yet: {counted(result.coverage.items, 'question')} to go."
    if isinstance(quiz.rule, Share):
        return marked.headline(quiz, result)
    if isinstance(quiz.rule, Bands):
        return scored.headline(quiz, quiz.rule, result)
    match result.verdict:
        case attitude.STAGE:
            return f"{quiz.places} is {titles[0]}."
        case attitude.BETWEEN:
            return f"{quiz.places} is between {listed(titles, 'and')}."
        case _:
            return _range(quiz, result, titles)


def of_others(quiz: Quiz) -> Quiz:
    """Have a quiz speak of a team that need not be the reader's: "Your team" is "The team"."""
    places = quiz.places.removeprefix("Your ")
    return quiz if places == quiz.places else quiz._replace(places=f"The {places}")


def _range(quiz: Quiz, result: Result, titles: list[str]) -> str:
    if not result.needed:
        return f"{quiz.places} cannot be told, for too much does not apply."
    depends = f"depends on {counted(len(result.needed), 'open question')}"
    gated = {gate.stage for gate in gates.gates_of(quiz)}
    if result.stages[0] in gated:
        higher = listed(titles[1:], "or")
        return f"{quiz.places} is at least {titles[0]}. Whether it is {higher} {depends}."
    if len(titles) > NAMED_AT_MOST or len(titles) == len(quiz.stages):
        return scored.too_early(quiz, result)
    return f"{quiz.places} is {listed(titles, 'or')}. Which of them {depends}."


def margin(quiz: Quiz, result: Result) -> str:
    """Say how firm a certain verdict is."""
    if result.margin is None:
        return "No change of an answer that was given would alter this."
    several = sum(bool(one.stages) for one in result.placed) > 1
    if result.margin > 1:
        firm = "This is firm: it" if result.margin >= FIRM else "It"
        what = "any of these stages" if several else "this"
        return (
            f"{firm} would take at least {result.margin} steps to alter {what}; "
            f"a step {_step(quiz)}."
        )
    what = "one of these stages" if several else "it"
    # Of several dimensions, a runner-up would not say which it belongs to.
    titles = [] if several else [stage_title(quiz, stage) for stage in result.runners_up]
    towards = {0: "", 1: " The nearest other result is "}.get(
        len(titles), " The nearest others are "
    )
    named = f"{towards}{listed(titles, 'and')}." if titles else ""
    return f"This is close: one answer, one step up or down, would alter {what}.{named}"


def _step(quiz: Quiz) -> str:
    kinds = {item.several for item in quiz.items if item.ordered}
    if kinds == {True}:
        return "ticks or unticks one option"
    return "moves one answer by one option" + ", or ticks or unticks one" * (True in kinds)


def ahead(quiz: Quiz, result: Result) -> str:
    """Say which stages beyond the next one the answers would meet, had they met the next one."""
    statuses: dict[str, set[str]] = {}
    for score in result.gates:
        statuses.setdefault(score.gate.stage, set()).add(score.status)
    met = [stage for stage, seen in statuses.items() if seen == {gates.MET}]
    beyond = [stage for stage in met if stage not in _reached(quiz, result)]
    if not beyond or result.next_stage is None or result.verdict == attitude.OPEN:
        return ""
    titles = listed([stage_title(quiz, stage) for stage in beyond], "and")
    missing = stage_title(quiz, result.next_stage)
    return (
        f"The answers already meet what {titles} would ask for. The stages build on each other, "
        f"and what {missing} asks for is still missing."
    )


def _reached(quiz: Quiz, result: Result) -> set[str]:
    order = [stage.id for stage in quiz.stages]
    return set(order[: order.index(result.next_stage)]) if result.next_stage else set(order)


def option_text(quiz: Quiz, item: str, key: str) -> str:
    """Return the text of an answer: of its options, or that none, or the item, does not apply."""
    if key == NOT_APPLICABLE:
        return "does not apply"
    if key == NONE:
        return "none of these"
    asked = next(one for one in quiz.items if one.id == item)
    keys = chosen(asked, key)
    texts = [option.text for option in asked.options if option.key in keys]
    # A full stop within a list would end the sentence.
    return "; ".join([*(text.rstrip(".") for text in texts[:-1]), texts[-1]])


def gate(quiz: Quiz, condition: Gate) -> str:
    """Say what a gate asks for: how many of which questions, and how high."""
    if len(condition.items) == 1:
        return gate_items(quiz, condition)
    if condition.at_least == len(condition.items):
        return f"all of {gate_items(quiz, condition)}"
    return f"at least {condition.at_least} of {gate_items(quiz, condition)}"


def gate_items(quiz: Quiz, condition: Gate) -> str:
    """Name a gate's items: by their dimension where the gate asks for all of it."""
    for dimension in quiz.dimensions:
        members = tuple(item.id for item in quiz.items if item.dimension == dimension.id)
        if members == condition.items and len(members) == 1:
            return f"the question on “{dimension.title}”"
        if members == condition.items:
            return f"the {len(members)} questions on “{dimension.title}”"
    if len(condition.items) == 1:
        return f"“{next(item.text for item in quiz.items if item.id == condition.items[0])}”"
    return f"these {len(condition.items)} questions"


def gate_standing(quiz: Quiz, score: GateScore) -> str:
    """Say how far a gate that is not met is from being so."""
    asked = gate_items(quiz, score.gate)
    if len(score.gate.items) == 1:
        low = f"The answer to {asked} is not high enough yet."
        return low if score.short else f"It depends on {asked}, which is not answered."
    least = score.gate.at_least
    if least == len(score.gate.items):
        wanted = f"All of {asked} must be high enough"
    else:
        wanted = f"Of {asked}, at least {least} must be high enough"
    open_ = (
        f", and {score.open} {'is' if score.open == 1 else 'are'} not known" if score.open else ""
    )
    return f"{wanted}; so far {_so_many(score.met)}{open_}."


def _so_many(count: int) -> str:
    return "none is" if not count else f"{count} {'is' if count == 1 else 'are'}"
