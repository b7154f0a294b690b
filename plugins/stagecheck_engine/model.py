"""The records of a quiz and of its result. NamedTuples, because they start fastest in a browser.

Ids and option keys are authored and permanent: `[a-z0-9-]`, unique within their kind. Texts are
plain, without markup. Options are listed from least to most; an option's place in that order is
its *rank*, starting at 0.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

DONT_KNOW = "?"
"""The answer of somebody who cannot see this from where they stand."""

NOT_APPLICABLE = "-"
"""The answer of somebody whose team this cannot concern."""

NONE = "~"
"""The answer of somebody for whom none of several choices is true."""

ASSESSMENT = "assessment"
"""The kind of a quiz that places a team: nothing is right or wrong."""

KNOWLEDGE = "knowledge"
"""The kind of a quiz that has right answers."""

MEAN = "mean"

type Number = int | Fraction
"""Exact, never a float; whole numbers are `int`, which is many times faster."""

type Answers = Mapping[str, str]
"""Item id -> option key, `DONT_KNOW`, `NOT_APPLICABLE` or `NONE`.

Of several choices, the keys in the quiz's order, joined by one space. An item that is absent was
skipped.
"""


class Option(NamedTuple):
    """One answer to an item. `value` is what it adds to a dimension, 0 or more.

    In a knowledge check it is 1 for a right answer and 0 for a wrong one.
    """

    key: str
    text: str
    value: Number


class Item(NamedTuple):
    """One question.

    `ordered` is false where no rule may count its options, for they have no least and no most;
    with `several`, any number of them may be chosen. `weight`, 1 or more, is how much the item
    counts among its neighbours. The last three say which other answers are offered.
    """

    id: str
    dimension: str
    text: str
    options: tuple[Option, ...]
    ordered: bool
    several: bool
    weight: int
    dont_know: bool
    none: bool
    not_applicable: bool


class Dimension(NamedTuple):
    """What a group of items measures."""

    id: str
    title: str


class Stage(NamedTuple):
    """Where an assessment can place a team. `belief` is one sentence, `page` a key of the links."""

    id: str
    title: str
    belief: str
    page: str


class Play(NamedTuple):
    """A page that tells a team what to do; `outcome` says in one line what comes of it.

    `items` are the ids it improves; `keeps` the stages it helps a team to stay in.
    """

    id: str
    title: str
    outcome: str
    page: str
    items: tuple[str, ...]
    keeps: tuple[str, ...]


class Gate(NamedTuple):
    """One condition of `stage`: at least `at_least` of `items` at the option `option` or above."""

    stage: str
    at_least: int
    items: tuple[str, ...]
    option: str


class Axis(NamedTuple):
    """One axis of a profile: a dimension, and whether a team wants `more` or `less` of it."""

    dimension: str
    wants: str


class Point(NamedTuple):
    """Where a stage lies in a profile: one integer per axis, in sums of option values."""

    stage: str
    at: tuple[int, ...]


class Profile(NamedTuple):
    """Attitudes that are not a ladder: the nearest point names the stage."""

    axes: tuple[Axis, ...]
    points: tuple[Point, ...]


class Attitude(NamedTuple):
    """Gates, in the order of the stages; below the first of them, a profile.

    Gates alone have no profile: the first stage has no gates, and is where all begin. A profile
    alone has no gates.
    """

    gates: tuple[Gate, ...]
    profile: Profile | None


class Group(NamedTuple):
    """Dimensions, or groups that stand before it, put together by their `mean` or `sum`."""

    id: str
    title: str
    combine: str
    of: tuple[str, ...]


class Band(NamedTuple):
    """The scores of a stage: from `low` to below `high`; the last band includes its end."""

    stage: str
    low: Number
    high: Number


class Bands(NamedTuple):
    """A plain score: the stage is where it falls, for the whole or for `each` dimension.

    `dimension` and `total` say how items make a dimension and how dimensions and groups make the
    whole: by their `mean` or `sum`. With `out_of`, what is placed is scaled to 0..out_of.
    """

    bands: tuple[Band, ...]
    each: bool
    dimension: str
    groups: tuple[Group, ...]
    total: str
    out_of: Number | None


class Share(NamedTuple):
    """A knowledge check: the share that is right, passed from `pass_mark`, 0 < pass_mark <= 1."""

    pass_mark: Number


type Rule = Attitude | Bands | Share


class Quiz(NamedTuple):
    """A quiz that has passed every check.

    `places` begins the sentence of an assessment's result. A knowledge check has none, and neither
    stages nor plays.
    """

    id: str
    version: int
    kind: str
    title: str
    places: str
    dimensions: tuple[Dimension, ...]
    items: tuple[Item, ...]
    stages: tuple[Stage, ...]
    rule: Attitude | Bands | Share
    plays: tuple[Play, ...]


class Score(NamedTuple):
    """Points of a dimension, a group or, with an empty `id`, the whole.

    `low` and `high` try the open items at worst and best: least <= low <= high <= most.
    """

    id: str
    low: Number
    high: Number
    least: Number
    most: Number
    answered: int
    items: int


class GateScore(NamedTuple):
    """How one gate stands: `met` items reach the option, `open` ones may, `short` do not.

    `status` is `met`, `unmet` or `open`; `short` are the ids of items answered below the option.
    """

    gate: Gate
    met: int
    open: int
    short: tuple[str, ...]
    status: str


class Coverage(NamedTuple):
    """How the items of a quiz were answered. The four counts add up to `items`."""

    items: int
    answered: int
    dont_know: int
    not_applicable: int
    skipped: int


class Advice(NamedTuple):
    """A play, and the items whose answers it acts on (none where it keeps a stage)."""

    play: str
    items: tuple[str, ...]


class Placed(NamedTuple):
    """The stages that remain possible for one dimension."""

    dimension: str
    stages: tuple[str, ...]


class Mark(NamedTuple):
    """What one item of a knowledge check is worth, 0 to 1; `state`: right, partly, wrong, open."""

    item: str
    credit: Number
    state: str


class Result(NamedTuple):
    """Where a team stands and why.

    `verdict` is `stage` (one is certain), `between` (a profile's tie), `each` (every dimension has
    its own, see `placed`), `passed` or `failed` (a knowledge check), or `open` (answers are
    missing); `stages` are all that remain possible, in the quiz's order. `margin` is the fewest
    one-step changes of an answer that alter the verdict, or None while it is open or where none
    does; `runners_up` are the stages reached by a single such change. `drivers`, `blockers` and
    `needed` are item ids: the answers that decided, those that keep the next stage away, and the
    open ones that could still tell more. `next_stage` is the one that `blockers` belong to.
    """

    quiz: str
    version: int
    verdict: str
    stages: tuple[str, ...]
    margin: int | None
    runners_up: tuple[str, ...]
    next_stage: str | None
    gates: tuple[GateScore, ...]
    drivers: tuple[str, ...]
    blockers: tuple[str, ...]
    needed: tuple[str, ...]
    dimensions: tuple[Score, ...]
    groups: tuple[Score, ...]
    total: Score | None
    placed: tuple[Placed, ...]
    marks: tuple[Mark, ...]
    coverage: Coverage
    plays: tuple[Advice, ...]
