"""Checks bands: they cover the scale they divide, without gap or overlap."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from stagecheck_engine.model import Band, Bands, Group, Quiz
from stagecheck_engine.scoring import scales
from stagecheck_engine.scoring.points import Scale, written

from ..front_shapes import BandsFront, GroupFront
from ..problems import nearest
from .names import Names


def check_bands(names: Names, front: BandsFront) -> Bands:
    """Return the rule; whether it fits the scale is seen when the quiz is made.

    It has no bands where they, or the groups, have problems: there is nothing to fit then.
    """
    before = len(names.findings)
    _stages(names, list(front.bands))
    bands = [Band(stage, *front.bands[stage]) for stage in names.stages if stage in front.bands]
    for band in bands:
        if band.low >= band.high:
            message = f"the band goes from {written(band.low)} to {written(band.high)}"
            hint = "Write where it begins, then where it ends"
            names.add("QZ055", ("bands", band.stage), message, hint)
    groups = _groups(names, front.groups)
    sound = len(names.findings) == before
    for one, next_ in pairwise(bands if sound else []):
        _border(names, one, next_)
    return Bands(
        bands=tuple(bands) if sound else (),
        each=front.score.per == "dimension",
        dimension=front.score.dimension,
        groups=groups if sound else (),
        total=front.score.total,
        out_of=front.score.out_of,
    )


def fit_scale(names: Names, quiz: Quiz, rule: Bands) -> None:
    """Check the bands against the scale that the answers can reach."""
    placed = placing(quiz, rule)
    _groups_count(names, quiz, rule)
    if rule.each:
        for dimension in quiz.dimensions:
            if dimension.id not in placed:
                message = f"no question on {dimension.title!r} is counted, so it has no stage"
                hint = "Take .unordered off one of them, or place the whole: `per: quiz`"
                names.add("QZ043", ("score", "per"), message, hint)
    elif not placed:
        message = "no question is counted, so nobody has a stage"
        names.add("QZ043", ("bands",), message, "Take .unordered off some")
    different = set(placed.values())
    if len(different) > 1:
        _different(names, placed)
    elif different and rule.bands:
        _ends(names, different.pop(), rule.bands)


def _groups_count(names: Names, quiz: Quiz, rule: Bands) -> None:
    """Check that each group holds something that is counted."""
    found = scales.tree(quiz.items, rule).scales
    for group in rule.groups:
        if group.id not in found:
            message = f"no question in the group {group.id!r} is counted"
            hint = "Take the group out, or .unordered off one of its questions"
            names.add("QZ043", ("groups", group.id), message, hint)


def placing(quiz: Quiz, rule: Bands) -> dict[str, Scale]:
    """Return the scale, by node, of whatever the bands place: every dimension, or the whole."""
    tree = scales.tree(quiz.items, rule)
    return {node: tree.scales[node] for node in scales.placed(tree, rule)}


def _stages(names: Names, given: Sequence[str]) -> None:
    for stage in given:
        names.stage(stage, ("bands", stage))
    for stage in names.stages:
        if stage not in given:
            message = f"the stage {stage!r} has no band"
            names.add("QZ047", ("stages", stage), message, "Give it one in `bands`")
    known = [stage for stage in given if stage in names.stages]
    if known != [stage for stage in names.stages if stage in known]:
        hint = f"List both from the lowest to the highest: {', '.join(names.stages)}"
        names.add("QZ046", ("bands",), "bands and stages are in different orders", hint)


def _border(names: Names, before: Band, after: Band) -> None:
    at = ("bands", after.stage)
    hint = "Let each band begin where the one before it ends; that score belongs to the higher one"
    ends, begins = written(before.high), written(after.low)
    said = f"{before.stage!r} ends at {ends}, and {after.stage!r} begins at {begins}"
    if before.high < after.low:
        names.add("QZ053", at, said, hint)
    elif before.high > after.low:
        names.add("QZ054", at, said, hint)


def _ends(names: Names, scale: Scale, bands: Sequence[Band]) -> None:
    first, last = bands[0], bands[-1]
    least, most = written(scale.least), written(scale.most)
    reach = f"the score goes from {least} to {most}"
    if first.low != scale.least:
        message = f"{reach}, and the first band begins at {written(first.low)}"
        hint = f"Let it begin at {least}"
        names.add("QZ055", ("bands", first.stage), message, hint)
    if last.high != scale.most:
        message = f"{reach}, and the last band ends at {written(last.high)}"
        names.add("QZ055", ("bands", last.stage), message, f"Let it end at {most}")


def _different(names: Names, placed: Mapping[str, Scale]) -> None:
    spans = [
        f"{node} from {written(scale.least)} to {written(scale.most)}"
        for node, scale in placed.items()
    ]
    message = f"the dimensions have different scales: {', '.join(spans)}"
    hint = "Bring all of them to one, with `out_of: 10` below score"
    names.add("QZ058", ("score", "per"), message, hint)


def _groups(names: Names, fronts: Mapping[str, GroupFront]) -> tuple[Group, ...]:
    taken: dict[str, str] = {}
    groups: list[Group] = []
    for identifier, front in fronts.items():
        at = ("groups", identifier)
        names.plain(front.title, (*at, "title"))
        if identifier in names.dimensions:
            message = f"the id {identifier!r} is that of a dimension"
            names.add("QZ057", at, message, "Choose another for the group")
        if (front.mean is None) == (front.sum is None):
            message = f"the group {identifier!r} has neither `mean` nor `sum`, or both"
            names.add("QZ057", at, message, "Write one of the two, like mean: [one, two]")
            continue
        combine = "mean" if front.mean is not None else "sum"
        members = tuple(front.mean or front.sum or ())
        known = [*names.dimensions, *(group.id for group in groups)]
        _members(names, identifier, combine, members, known, taken)
        groups.append(Group(identifier, front.title, combine, members))
    return tuple(groups)


def _members(
    names: Names,
    group: str,
    combine: str,
    members: Sequence[str],
    known: list[str],
    taken: dict[str, str],
) -> None:
    at = ("groups", group, combine)
    if not members:
        names.add("QZ057", at, f"the group {group!r} is empty", "Name what it is made of")
    for index, member in enumerate(members):
        if member not in known:
            message = f"there is no dimension, and no group above, {member!r}"
            names.add("QZ057", (*at, index), message, nearest(member, known))
        elif member in taken:
            message = f"{member!r} is in the group {taken[member]!r} already"
            names.add("QZ057", (*at, index), message, "Count it once")
        taken.setdefault(member, group)
