"""Checks the stages of an assessment, that its rule leads to each of them, and its plays."""

from collections.abc import Collection, Mapping, Sequence

from stagecheck_engine.model import Play, Stage

from ..front_shapes import PlayFront, StageFront
from .names import Names


def check_stages(names: Names, fronts: Mapping[str, StageFront]) -> tuple[Stage, ...]:
    """Return the stages; each has a page."""
    for stage, front in fronts.items():
        at = ("stages", stage)
        names.page(front.page, (*at, "page"))
        names.plain(front.title, (*at, "title"))
        names.plain(front.belief, (*at, "belief"))
    return tuple(
        Stage(stage, front.title, front.belief, front.page) for stage, front in fronts.items()
    )


def reached_by_attitude(names: Names, gated: Collection[str], placed: Collection[str]) -> None:
    """Check that each stage has gates or a point, first those with points."""
    order = [stage for stage in names.stages if stage in gated]
    if order != list(names.stages)[len(names.stages) - len(order) :]:
        hint = "List the stages of the profile first, then those with gates, lowest first"
        names.add("QZ046", ("stages",), "stages with gates stand before others", hint)
    for stage in names.stages:
        if (stage in gated) == (stage in placed):
            hint = "Give it either gates or a point in the profile"
            message = f"the stage {stage!r} has neither gates nor a point, or both"
            names.add("QZ047", ("stages", stage), message, hint)


def reached_by_gates(names: Names, gated: Collection[str]) -> None:
    """Check that each stage but the first has gates."""
    first, *others = names.stages
    if first in gated:
        message = f"the first stage, {first!r}, has gates, and some teams would be nowhere"
        hint = "Take its gates out: it is the stage of all who reach no other"
        names.add("QZ047", ("gates", first), message, hint)
    for stage in others:
        if stage not in gated:
            message = f"the stage {stage!r} has no gates"
            names.add("QZ047", ("stages", stage), message, "Say in `gates` what it asks for")


def reached_by_points(names: Names, placed: Collection[str]) -> None:
    """Check that each stage has a point in the profile."""
    for stage in names.stages:
        if stage not in placed:
            message = f"the stage {stage!r} has no point"
            names.add("QZ047", ("stages", stage), message, "Give it one in `profile`")


def check_plays(names: Names, fronts: Mapping[str, PlayFront]) -> tuple[Play, ...]:
    """Check the plays: their pages, and what they say they improve and keep."""
    return tuple(_play(names, play, front) for play, front in fronts.items())


def _play(names: Names, play: str, front: PlayFront) -> Play:
    at = ("plays", play)
    names.page(front.page, (*at, "page"))
    items = names.members(front.improves, (*at, "improves"))
    for index, stage in enumerate(front.keeps):
        names.stage(stage, (*at, "keeps", index))
    page = names.pages.get(front.page)
    said: Sequence[str] = (page.title, page.description) if page else ("", "")
    return Play(play, said[0], said[1], front.page, items, tuple(front.keeps))
