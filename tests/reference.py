"""What scoring should find, by the slowest and plainest way: every case is tried one by one.

Nothing here is taken from the engine but its records.
"""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from itertools import product

from made_up import choices
from stagecheck_engine.model import Answers, Bands, Gate, Item, Quiz, Share

type Range = tuple[Fraction, Fraction]


def one_step(quiz: Quiz, answers: Answers) -> list[Answers]:
    """Move each answer by one option, or tick or untick one of several."""
    found = []
    for item in quiz.items:
        answer = answers.get(item.id, "?")
        if answer not in ("?", "-"):
            found += [{**answers, item.id: near} for near in _near(item, answer)]
    return found


def _near(item: Item, answer: str) -> Iterator[str]:
    keys = [option.key for option in item.options]
    if item.several:
        for key in keys:
            ticked = set(answer.split()) - {"~"} ^ {key}
            yield " ".join(one for one in keys if one in ticked) or "~"
    else:
        at = keys.index(answer)
        yield from (keys[to] for to in (at - 1, at + 1) if 0 <= to < len(keys))


def margin(
    judge: Callable[[Answers], object], quiz: Quiz, answers: Answers, limit: int
) -> int | None:
    """Walk outwards over all answers until the verdict changes; None beyond `limit` steps."""
    now = judge(answers)
    ring = {tuple(sorted(answers.items()))}
    seen = set(ring)
    for steps in range(1, limit + 1):
        ring = {
            tuple(sorted(near.items())) for at in ring for near in one_step(quiz, dict(at))
        } - seen
        if any(judge(dict(at)) != now for at in ring):
            return steps
        seen |= ring
    return None


def fewest_rises(gates: Iterable[Gate], answers: Answers, keys: str) -> int | None:
    """Try all answers at or above these for the fewest steps up that meet every gate.

    All items have the options `keys`; open ones are at their best.
    """
    gates = list(gates)
    ways = [keys[-1] if key == "?" else keys[keys.index(key) :] for key in answers.values()]
    found = []
    for way in product(*ways):
        higher = dict(zip(answers, way, strict=True))
        if all(
            sum(higher[item] >= gate.option for item in gate.items) >= gate.at_least
            for gate in gates
        ):
            found.append(sum(map(keys.index, way)) - sum(keys.index(own[0]) for own in ways))
    return min(found, default=None)


def open_items(quiz: Quiz, answers: Answers) -> list[Item]:
    """List the items that were skipped or are not known."""
    return [item for item in quiz.items if answers.get(item.id, "?") == "?"]


def endings(quiz: Quiz, answers: Answers) -> Iterator[Answers]:
    """Answer the open items in every way that says something."""
    left = open_items(quiz, answers)
    for ways in product(*(choices(item) for item in left)):
        yield {**answers, **{item.id: way for item, way in zip(left, ways, strict=True)}}


def worth(item: Item, answer: str) -> Fraction:
    """Add up what was chosen."""
    return sum((Fraction(one.value) for one in item.options if one.key in answer.split()), _NONE)


_NONE = Fraction(0)


def least_most(item: Item) -> Range:
    """Try every answer of an item for the fewest and the most points."""
    if item.several:
        return _NONE, worth(item, " ".join(option.key for option in item.options))
    values = [Fraction(option.value) for option in item.options]
    return min(values), max(values)


def judged_items(quiz: Quiz) -> list[Item]:
    """List the items that a plain score counts."""
    return [item for item in quiz.items if item.ordered and len(set(least_most(item))) == 2]


def scale(quiz: Quiz, node: str) -> Range | None:
    """Find the scale of a dimension, a group or, with an empty name, the whole."""
    rule = _bands(quiz)
    own = [item for item in judged_items(quiz) if item.dimension == node]
    if own:
        if rule.each and rule.out_of is not None:
            return _NONE, Fraction(rule.out_of)
        weights = [item.weight for item in own]
        return _put_together([least_most(item) for item in own], weights, rule.dimension)
    if node == "" and rule.out_of is not None and not rule.each:
        return _NONE, Fraction(rule.out_of)
    found = [one for one in (scale(quiz, part) for part in _parts(quiz, node)) if one]
    return _put_together(found, [1] * len(found), _how(quiz, node)) if found else None


def share(quiz: Quiz, node: str, full: Answers) -> Fraction | None:
    """Find how far up its scale a node stands when no item is open; None if it does not apply."""
    own = [item for item in judged_items(quiz) if item.dimension == node]
    pairs = []
    if own:
        for item in own:
            least, most = least_most(item)
            if full[item.id] != "-":
                reached = worth(item, full[item.id]) - least
                pairs.append((item.weight * reached, item.weight * (most - least)))
    else:
        for part in _parts(quiz, node):
            within, reached = scale(quiz, part), share(quiz, part, full)
            if within and reached is not None:
                span = within[1] - within[0]
                pairs.append((reached * span, span))
    whole = sum(span for _, span in pairs)
    return sum((reached for reached, _ in pairs), _NONE) / whole if pairs else None


def score_range(quiz: Quiz, node: str, answers: Answers) -> Range | None:
    """Find the lowest and the highest score of a node over all ways to answer the open items."""
    within = scale(quiz, node)
    found = [share(quiz, node, full) for full in endings(quiz, answers)]
    told = [one for one in found if one is not None]
    if within is None or not told:
        return within
    least, most = within
    return least + min(told) * (most - least), least + max(told) * (most - least)


def places(quiz: Quiz, answers: Answers) -> dict[str, list[str]]:
    """Find the stages that remain possible for the whole or for each dimension."""
    rule = _bands(quiz)
    names = [dimension.id for dimension in quiz.dimensions] if rule.each else [""]
    return {node: _stages(quiz, node, answers) for node in names if scale(quiz, node)}


def verdict(quiz: Quiz, answers: Answers) -> tuple[str, list[str]]:
    """Judge a quiz of bands."""
    found = [stages for stages in places(quiz, answers).values() if stages]
    reached = {stage for stages in found for stage in stages}
    ordered = [stage.id for stage in quiz.stages if stage.id in reached or not found]
    if not found or any(len(stages) > 1 for stages in found):
        return "open", ordered
    return "stage" if len(ordered) == 1 else "each", ordered


def _stages(quiz: Quiz, node: str, answers: Answers) -> list[str]:
    rule = _bands(quiz)
    items = [item for item in judged_items(quiz) if not rule.each or item.dimension == node]
    given = [answers.get(item.id, "?") for item in items if answers.get(item.id) != "-"]
    if rule.each and not given:
        return []
    if not given or 10 * (len(given) - given.count("?")) < 7 * len(given):
        return [band.stage for band in rule.bands]
    found = score_range(quiz, node, answers)
    assert found
    low, high = found
    last = rule.bands[-1]
    return [
        band.stage
        for band in rule.bands
        if high >= band.low and (low < band.high or (band is last and low <= band.high))
    ]


def _put_together(ranges: list[Range], weights: list[int], how: str) -> Range:
    by = sum(weights) if how == "mean" else 1
    least = sum((one[0] * weight for one, weight in zip(ranges, weights, strict=True)), _NONE)
    most = sum((one[1] * weight for one, weight in zip(ranges, weights, strict=True)), _NONE)
    return least / by, most / by


def _parts(quiz: Quiz, node: str) -> list[str]:
    rule = _bands(quiz)
    for group in rule.groups:
        if group.id == node:
            return list(group.of)
    if node:
        return []
    inside = [part for group in rule.groups for part in group.of]
    names = [dimension.id for dimension in quiz.dimensions] + [group.id for group in rule.groups]
    return [name for name in names if name not in inside]


def _how(quiz: Quiz, node: str) -> str:
    rule = _bands(quiz)
    return next((group.combine for group in rule.groups if group.id == node), rule.total)


def _bands(quiz: Quiz) -> Bands:
    assert isinstance(quiz.rule, Bands)
    return quiz.rule


def right_share(quiz: Quiz, full: Answers) -> Fraction:
    """Find the share that is right of a knowledge check of which no item is open."""
    got = sum((item.weight * credit(item, full[item.id]) for item in quiz.items), _NONE)
    return got / sum(item.weight for item in quiz.items)


def credit(item: Item, answer: str) -> Fraction:
    """Mark one answer, from 0 to 1."""
    right = {option.key for option in item.options if option.value == 1}
    ticked = set(answer.split()) - {"~"}
    if not item.several:
        return Fraction(ticked <= right)
    return max(_NONE, Fraction(len(ticked & right) - len(ticked - right), len(right)))


def passes(quiz: Quiz, answers: Answers) -> str:
    """Judge a knowledge check."""
    assert isinstance(quiz.rule, Share)
    told = len(quiz.items) - len(open_items(quiz, answers))
    if 10 * told < 7 * len(quiz.items):
        return "open"
    found = {right_share(quiz, full) >= quiz.rule.pass_mark for full in endings(quiz, answers)}
    return "open" if len(found) == 2 else "passed" if True in found else "failed"
