"""The front matter of a quiz: its shape, which depends on its rule."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, PlainValidator, StringConstraints

from stagecheck_engine.model import Number
from stagecheck_engine.scoring.points import exact, fraction

from .exact import parse_number
from .shape import Strict

ID_PATTERN = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"

_NUMBER_ADVICE = "It should be a number, like 2, 0.5 or 1/2"
_SHARE_ADVICE = "It should be a percentage, like 80%"


def _exact(given: object) -> Number:
    """Read a number of YAML, where `0.5` is a float and `1/2` a text."""
    number = None if isinstance(given, bool) else parse_number(str(given))
    if number is None or not isinstance(given, int | float | str):
        raise ValueError(_NUMBER_ADVICE)
    return number


def _at_least_one(given: object) -> Number:
    """Read where a scale ends: cut to two decimals, figures on a shorter one would say little."""
    number = _exact(given)
    if number < 1:
        raise ValueError("It should be at least 1")
    return number


def _percentage(given: object) -> Number:
    is_share = isinstance(given, str) and given.endswith("%")
    number = parse_number(str(given)[:-1]) if is_share else None
    if number is None:
        raise ValueError(_SHARE_ADVICE)
    return exact(fraction(number, 100))


type Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=40)]
type Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
type Exact = Annotated[Number, PlainValidator(_exact)]
type AtLeastOne = Annotated[Number, PlainValidator(_at_least_one)]
type Percentage = Annotated[Number, PlainValidator(_percentage)]
type Combine = Literal["mean", "sum"]
type Span = Annotated[list[Exact], Field(min_length=2, max_length=2)]


class StageFront(Strict):
    """A stage: what it is called, the belief behind it, and the page about it."""

    title: Text
    belief: Text
    page: Text


class GateFront(Strict):
    """A condition: at least so many of these questions or dimensions at this option or above."""

    at_least: Annotated[int, Field(ge=1, le=999)]
    of: Annotated[list[Id], Field(min_length=1)]
    option: Text


class ProfileFront(Strict):
    """Named axes, each a dimension a team wants more or less of, and a point for each stage."""

    axes: Annotated[dict[Id, Literal["more", "less"]], Field(min_length=1, max_length=4)]
    points: Annotated[dict[Id, dict[Id, Annotated[int, Field(ge=0, le=9999)]]], Field(min_length=2)]


class ScoreFront(Strict):
    """How a plain score is put together, and what gets a stage: the quiz or each dimension."""

    per: Literal["quiz", "dimension"] = "quiz"
    dimension: Combine = "mean"
    total: Combine = "mean"
    out_of: AtLeastOne | None = None


class GroupFront(Strict):
    """Dimensions or groups put together, by their mean or their sum."""

    title: Text
    mean: list[Id] | None = None
    sum: list[Id] | None = None


class PlayFront(Strict):
    """A play: its page, the questions or dimensions it improves, the stages it keeps."""

    page: Text
    improves: list[Id] = Field(default_factory=list)
    keeps: list[Id] = Field(default_factory=list)


class Front(Strict):
    """What every quiz says of itself."""

    id: Id
    version: Annotated[int, Field(ge=1, le=9999)]
    kind: Literal["assessment", "knowledge"]
    minutes: Annotated[int, Field(ge=1, le=120)]
    purpose: Text
    dont_know: Text | None = None
    rule: Literal["attitude", "bands", "gates", "profile", "share"]


class AssessmentFront(Front):
    """A quiz that places a team, or somebody; nobody is asked to share a `private` one."""

    kind: Literal["assessment"]
    places: Text
    private: bool = False
    stages: Annotated[dict[Id, StageFront], Field(min_length=2)]
    plays: dict[Id, PlayFront] = Field(default_factory=dict)


type Gates = Annotated[
    dict[Id, Annotated[list[GateFront], Field(min_length=1)]], Field(min_length=1)
]


class AttitudeFront(AssessmentFront):
    """Gates decide the upper stages; below them, a profile does."""

    rule: Literal["attitude"]
    gates: Gates
    profile: ProfileFront


class GatesFront(AssessmentFront):
    """Every stage but the first has gates."""

    rule: Literal["gates"]
    gates: Gates


class PointsFront(AssessmentFront):
    """Every stage has a point in a profile."""

    rule: Literal["profile"]
    profile: ProfileFront


class BandsFront(AssessmentFront):
    """Every stage has a band of a plain score."""

    rule: Literal["bands"]
    bands: dict[Id, Span]
    score: ScoreFront = ScoreFront()
    groups: dict[Id, GroupFront] = Field(default_factory=dict)


class ShareFront(Front):
    """A knowledge check, passed from a share that is right."""

    kind: Literal["knowledge"]
    rule: Literal["share"]
    pass_: Percentage = Field(alias="pass")


FRONTS: dict[str, type[Front]] = {
    "attitude": AttitudeFront,
    "bands": BandsFront,
    "gates": GatesFront,
    "profile": PointsFront,
    "share": ShareFront,
}
"""The shape of a front matter, by its rule."""

PARTS: dict[str, type[BaseModel]] = {
    "stages": StageFront,
    "gates": GateFront,
    "profile": ProfileFront,
    "score": ScoreFront,
    "groups": GroupFront,
    "plays": PlayFront,
}
"""The shape of what stands below a key, by that key."""
