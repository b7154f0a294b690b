"""Small quizzes of every rule, and answers to them, that hypothesis makes up."""

from fractions import Fraction
from itertools import combinations

from hypothesis import strategies as st

from stagecheck_engine.codec import SCHEMA_VERSION, Link, Pack, dump_pack
from stagecheck_engine.model import (
    DONT_KNOW,
    NONE,
    NOT_APPLICABLE,
    Answers,
    Attitude,
    Axis,
    Band,
    Bands,
    Dimension,
    Gate,
    Group,
    Item,
    Number,
    Option,
    Play,
    Point,
    Profile,
    Quiz,
    Rule,
    Share,
    Stage,
)
from stagecheck_engine.scoring import scales

KEYS = "abcd"


def make_item(name: str, dimension: str, options: int, *, not_applicable: bool = False) -> Item:
    """Make an item with the options a, b, c, … worth 0, 1, 2, …"""
    keys = [Option(key, f"{name} at {key}", rank) for rank, key in enumerate(KEYS[:options])]
    return Item(
        name, dimension, f"How is {name}?", tuple(keys), True, False, 1, True, False, not_applicable
    )


def several(item: Item) -> Item:
    """Let any number of an item's options be chosen, or none of them."""
    return item._replace(several=True, none=True)


def make_quiz(items: tuple[Item, ...], stages: list[str], rule: Rule) -> Quiz:
    """Make a quiz of these items, its dimensions in the order in which they appear."""
    dimensions = dict.fromkeys(item.dimension for item in items)
    return Quiz(
        id="made-up",
        version=1,
        kind="knowledge" if isinstance(rule, Share) else "assessment",
        title="Made up",
        places="" if isinstance(rule, Share) else "Your team's place",
        dimensions=tuple(Dimension(name, name.title()) for name in dimensions),
        items=items,
        stages=tuple(Stage(name, name.title(), "A belief.", f"{name}.md") for name in stages),
        rule=rule,
        plays=(),
    )


def pack(quiz: Quiz) -> str:
    """Pack a quiz as a site ships it."""
    pages = sorted({one.page for one in (*quiz.stages, *quiz.plays)})
    links = tuple(Link(page, page.removesuffix(".md") + "/") for page in pages)
    return dump_pack(Pack(SCHEMA_VERSION, quiz, links))


@st.composite
def quizzes(draw: st.DrawFn) -> Quiz:
    """Make up a small quiz of the rule `attitude`: two axes below one or two gated stages.

    It has seven to nine items, some of which may take several choices.
    """
    options = draw(st.integers(2, 4))
    free = draw(_axis_items(options))
    gated = [make_item(f"daily{number}", "daily", options) for number in range(3)]
    both = [make_item(f"worth-gate{number}", "worth", options) for number in range(2)]
    profile = draw(_profiles())
    below = [point.stage for point in profile.points]
    above = [f"above{number}" for number in range(draw(st.integers(1, 2)))]
    gates = [gate for stage in above for gate in draw(_gates(stage, (*both, *gated), options))]
    quiz = make_quiz((*free, *both, *gated), below + above, Attitude(tuple(gates), profile))
    return draw(_with_plays(quiz))


@st.composite
def gate_quizzes(draw: st.DrawFn) -> Quiz:
    """Make up a small quiz of gates alone: a first stage, and one or two above it."""
    options = draw(st.integers(2, 4))
    items = tuple(make_item(f"{name}{at}", name, options) for name in "xy" for at in range(3))
    above = [f"above{number}" for number in range(draw(st.integers(1, 2)))]
    gates = [gate for stage in above for gate in draw(_gates(stage, items, options))]
    return draw(_with_plays(make_quiz(items, ["floor", *above], Attitude(tuple(gates), None))))


@st.composite
def profile_quizzes(draw: st.DrawFn) -> Quiz:
    """Make up a small quiz of a profile alone: two axes of one to three items each."""
    items = draw(_axis_items(draw(st.integers(2, 4))))
    profile = draw(_profiles())
    stages = [point.stage for point in profile.points]
    return draw(_with_plays(make_quiz(tuple(items), stages, Attitude((), profile))))


@st.composite
def band_quizzes(draw: st.DrawFn) -> Quiz:
    """Make up a small quiz of bands, with weights, fractions, groups and several choices."""
    # Without `out_of`, dimensions that are placed each need one scale: that of equal items.
    each, out_of = draw(st.booleans()), draw(st.sampled_from([None, 10, Fraction(7, 2)]))
    alike = each and out_of is None
    names = ["x", "y", "z"][: draw(st.integers(1, 3))]
    items = tuple(
        make_item(f"{name}{at}", name, 3) if alike else draw(_weighed_items(f"{name}{at}", name))
        for name in names
        for at in range(draw(st.integers(1, 2)))
    )
    items = (items[0]._replace(ordered=True), *items[1:])
    how = st.sampled_from(["mean", "sum"])
    plain = Bands((), each, "mean" if alike else draw(how), draw(_groups(names)), draw(how), out_of)
    return draw(_with_plays(draw(_with_bands(items, plain))))


@st.composite
def knowledge_quizzes(draw: st.DrawFn) -> Quiz:
    """Make up a small knowledge check, of one choice and of several."""
    items = []
    # Of four or more, one may be left out and the rest still be enough.
    for at in range(draw(st.sampled_from([1, 2, 4, 5]))):
        name, several = f"fact{at}", draw(st.booleans())
        options = draw(st.integers(2, 4))
        right = draw(st.sets(st.sampled_from(KEYS[:options]), min_size=1, max_size=options - 1))
        item = make_item(name, draw(st.sampled_from("xy")), options)
        marked = [
            option._replace(value=int(option.key in (right if several else {min(right)})))
            for option in item.options
        ]
        weight = draw(st.sampled_from([1, 1, 1, 2, 3]))
        items.append(item._replace(options=tuple(marked), several=several, weight=weight))
    return make_quiz(tuple(items), [], Share(Fraction(draw(st.integers(1, 10)), 10)))


def any_quizzes() -> st.SearchStrategy[Quiz]:
    """Make up a small quiz of any rule."""
    rules = (quizzes, gate_quizzes, profile_quizzes, band_quizzes, knowledge_quizzes)
    return st.one_of([rule() for rule in rules])


@st.composite
def _axis_items(draw: st.DrawFn, options: int) -> list[Item]:
    items = []
    for axis in ("worth", "fear"):
        for number in range(draw(st.integers(1, 2))):
            item = make_item(f"{axis}{number}", axis, options, not_applicable=draw(st.booleans()))
            items.append(several(item) if options < 4 and draw(st.booleans()) else item)
    return items


@st.composite
def _profiles(draw: st.DrawFn) -> Profile:
    place = st.tuples(st.integers(0, 6), st.integers(0, 4))
    points = draw(st.lists(place, min_size=2, max_size=3, unique=True))
    axes = (Axis("worth", "more"), Axis("fear", "less"))
    return Profile(axes, tuple(Point(f"below{at}", place) for at, place in enumerate(points)))


VALUES: tuple[Number, ...] = (0, Fraction(1, 2), 1, Fraction(5, 3), 2, 5)


@st.composite
def _weighed_items(draw: st.DrawFn, name: str, dimension: str) -> Item:
    values = sorted(
        draw(st.sets(st.sampled_from(VALUES), min_size=2, max_size=draw(st.integers(2, 4))))
    )
    item = make_item(name, dimension, len(values), not_applicable=draw(st.booleans()))
    options = zip(item.options, values, strict=True)
    item = item._replace(
        options=tuple(option._replace(value=value) for option, value in options),
        weight=draw(st.sampled_from([1, 1, 2, 3])),
        ordered=draw(st.sampled_from([True] * 7 + [False])),
    )
    return several(item) if len(values) < 4 and draw(st.booleans()) else item


@st.composite
def _groups(draw: st.DrawFn, dimensions: list[str]) -> tuple[Group, ...]:
    how = st.sampled_from(["mean", "sum"])
    inner = Group("inner", "Inner", draw(how), tuple(dimensions[:2]))
    outer = Group("outer", "Outer", draw(how), ("inner", *dimensions[2:]))
    return draw(st.sampled_from([(), (), (inner,), (inner, outer)]))


@st.composite
def _with_bands(draw: st.DrawFn, items: tuple[Item, ...], rule: Bands) -> Quiz:
    tree = scales.tree(items, rule)
    nodes = scales.placed(tree, rule)
    least, most = tree.scales[nodes[0]]
    inner = draw(st.sets(st.integers(1, 11), min_size=1, max_size=3))
    cuts = [least + (most - least) * Fraction(cut, 12) for cut in (0, *sorted(inner), 12)]
    names = [f"band{at}" for at in range(len(cuts) - 1)]
    bands = tuple(Band(*one) for one in zip(names, cuts, cuts[1:], strict=False))
    return make_quiz(items, names, rule._replace(bands=bands))


@st.composite
def _with_plays(draw: st.DrawFn, quiz: Quiz) -> Quiz:
    return quiz._replace(plays=draw(st.sampled_from([(), _plays(quiz.items, quiz.stages[-1].id)])))


def _plays(items: tuple[Item, ...], top: str) -> tuple[Play, ...]:
    ids = tuple(item.id for item in items)
    return (
        Play("start", "Start", "A start.", "start.md", ids[:4], ()),
        Play("go-on", "Go on", "Progress.", "go-on.md", ids[3:], (top,)),
    )


@st.composite
def _gates(draw: st.DrawFn, stage: str, items: tuple[Item, ...], options: int) -> list[Gate]:
    gates = []
    for _ in range(draw(st.integers(1, 2))):
        chosen = draw(st.lists(st.sampled_from(items), min_size=1, max_size=3, unique=True))
        at_least = draw(st.integers(1, len(chosen)))
        option = KEYS[draw(st.integers(1, options - 1))]
        gates.append(Gate(stage, at_least, tuple(item.id for item in chosen), option))
    return gates


def choices(item: Item) -> list[str]:
    """List every answer to an item that says something, those of several choices included."""
    keys = [option.key for option in item.options]
    if not item.several:
        return keys
    sets = [" ".join(some) for size in range(len(keys)) for some in combinations(keys, size + 1)]
    return [NONE] * item.none + sets


def offered(item: Item) -> list[str]:
    """List every answer that an item takes."""
    return choices(item) + [DONT_KNOW] * item.dont_know + [NOT_APPLICABLE] * item.not_applicable


def best(item: Item) -> str:
    """Give the answer that is worth most."""
    return choices(item)[-1]


def enough(quiz: Quiz, answers: Answers) -> Answers:
    """Answer what somebody skipped, as far as it takes to count towards a board's threshold."""
    skipped = [item for item in quiz.items if item.id not in answers]
    missing = max(0, -(-7 * len(quiz.items) // 10) - len(answers))
    return {**answers, **{item.id: offered(item)[0] for item in skipped[:missing]}}


def answers_to(quiz: Quiz) -> st.SearchStrategy[Answers]:
    """Answer some items in every way they offer, or all of them, or all but one, by an option."""
    some = {item.id: st.sampled_from(offered(item)) for item in quiz.items}
    keys = {item.id: st.sampled_from(choices(item)) for item in quiz.items}
    last = quiz.items[-1].id
    but_one = {item: ways for item, ways in keys.items() if item != last}
    return (
        st.fixed_dictionaries({}, optional=some)
        | st.fixed_dictionaries(keys)
        | st.fixed_dictionaries(but_one, optional={last: some[last]})
    )


@st.composite
def answered(draw: st.DrawFn, made_up: st.SearchStrategy[Quiz]) -> tuple[Quiz, Answers]:
    """Make up a quiz and answers to it."""
    quiz = draw(made_up)
    return quiz, draw(answers_to(quiz))
