"""The records of a quiz and of its result. NamedTuples, because they start fastest in a browser.

Ids and option keys are authored and permanent: `[a-z0-9-]`, unique within their kind. Texts are
plain, without markup. Options are listed from least to most; an option's place in that order is
its *rank*, starting at 0.
"""

from collections.abc import Mapping
from typing import NamedTuple

DONT_KNOW = "?"
"""The answer of somebody who cannot see this from where they stand."""

NOT_APPLICABLE = "-"
"""The answer of somebody whose team this cannot concern."""

type Answers = Mapping[str, str]
"""Item id -> option key, `DONT_KNOW` or `NOT_APPLICABLE`. An item that is absent was skipped."""


class Option(NamedTuple):
    """One answer to an item. `value` is what it adds to a dimension, an integer of 0 or more."""

    key: str
    text: str
    value: int


class Item(NamedTuple):
    """One question. `ordered` is false where its options have no least and no most."""

    id: str
    dimension: str
    text: str
    options: tuple[Option, ...]
    ordered: bool
    dont_know: bool
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
    """Gates, in the order of the stages; below the first of them, a profile."""

    gates: tuple[Gate, ...]
    profile: Profile


class Quiz(NamedTuple):
    """An assessment that has passed every check. `places` begins the sentence of its result."""

    id: str
    version: int
    title: str
    places: str
    dimensions: tuple[Dimension, ...]
    items: tuple[Item, ...]
    stages: tuple[Stage, ...]
    rule: Attitude
    plays: tuple[Play, ...]


class DimensionScore(NamedTuple):
    """Points of one dimension: `low` and `high` try its open items at worst and best.

    `most` is what the applicable items can give, so 0 <= low <= high <= most.
    """

    dimension: str
    low: int
    high: int
    most: int
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


class Result(NamedTuple):
    """Where a team stands and why.

    `verdict` is `stage` (one is certain), `between` (a profile's tie) or `open` (answers are
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
    dimensions: tuple[DimensionScore, ...]
    coverage: Coverage
    plays: tuple[Advice, ...]
