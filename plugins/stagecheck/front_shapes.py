"""The front matter of a quiz: its shape, which depends on its rule."""

import re
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    Field,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
)

from stagecheck_engine.model import Number
from stagecheck_engine.scoring.points import exact, fraction

from .exact import parse_number
from .shape import Strict

ID_PATTERN = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"

NOT_BLANK = {"pattern": r"\S"}
"""What a schema for editors says of a text that is more than spaces."""

_UNSEEN = r"\x00-\x1f\x7f-\x9f\u2028\u2029"
_ONE_LINE = {"pattern": rf"^\s*[^{_UNSEEN}]*[^\s{_UNSEEN}]\s*$"}
"""The same of a text in one line. What ends it is not part of it."""
_WRITTEN = r"\d{1,7}(\.\d{1,3}|/\d{1,4})?"


def _number_from(least: int) -> dict[str, Any]:
    """Say in a schema for editors what a number is: of YAML, or a text that holds a fraction."""
    return {
        "anyOf": [
            {"type": "number", "minimum": least, "exclusiveMaximum": 10_000_000},
            {"type": "string", "pattern": rf"^{_WRITTEN}$"},
        ]
    }


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


def _in_one_line(text: str) -> str:
    """Refuse what would begin another line wherever the text is shown."""
    if re.search(f"[{_UNSEEN}]", text):
        raise ValueError("Write it in one line, without tabs and other signs that nobody sees")
    return text


def _percentage(given: object) -> Number:
    is_share = isinstance(given, str) and given.endswith("%")
    number = parse_number(str(given)[:-1]) if is_share else None
    if number is None:
        raise ValueError(_SHARE_ADVICE)
    return exact(fraction(number, 100))


type Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=40)]
type Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=500),
    AfterValidator(_in_one_line),
    Field(json_schema_extra=_ONE_LINE),
]
type Exact = Annotated[Number, PlainValidator(_exact), WithJsonSchema(_number_from(0))]
type AtLeastOne = Annotated[Number, PlainValidator(_at_least_one), WithJsonSchema(_number_from(1))]
type Percentage = Annotated[
    Number,
    PlainValidator(_percentage),
    WithJsonSchema({"type": "string", "pattern": rf"^{_WRITTEN}%$"}),
]
type Combine = Literal["mean", "sum"]
type Span = Annotated[list[Exact], Field(min_length=2, max_length=2)]


class StageFront(Strict):
    """A stage: what it is called, the belief behind it, and the page about it."""

    title: Text
    """What readers call the stage."""
    belief: Text
    """What a team in it believes, in a sentence that it would say."""
    page: Text
    """The page about it, relative to the folder of the pages."""


class GateFront(Strict):
    """A condition: at least so many of these questions or dimensions at this option or above."""

    at_least: Annotated[int, Field(ge=1, le=999)]
    """How many of the questions must stand at the option or above."""
    of: Annotated[list[Id], Field(min_length=1)]
    """Ids of questions, or of dimensions, which stand for all of theirs."""
    option: Text
    """The key of the option."""


class ProfileFront(Strict):
    """Named axes, each a dimension a team wants more or less of, and a point for each stage."""

    axes: Annotated[dict[Id, Literal["more", "less"]], Field(min_length=1, max_length=4)]
    """One to four dimensions, and whether a team wants `more` or `less` of each."""
    points: Annotated[dict[Id, dict[Id, Annotated[int, Field(ge=0, le=9999)]]], Field(min_length=2)]
    """For each stage, the sum of what the options count on each axis."""


class ScoreFront(Strict):
    """How a plain score is put together, and what gets a stage: the quiz or each dimension."""

    per: Literal["quiz", "dimension"] = "quiz"
    """What gets a stage: the whole `quiz`, or each `dimension`."""
    dimension: Combine = "mean"
    """Whether a dimension is the `mean` or the `sum` of its questions."""
    total: Combine = "mean"
    """Whether the whole is the `mean` or the `sum` of dimensions and groups."""
    out_of: AtLeastOne | None = None
    """Stretches what gets a stage to go from 0 to this, 1 or more."""


class GroupFront(Strict):
    """Dimensions or groups put together, by their mean or their sum."""

    title: Text
    """What readers call the group."""
    mean: list[Id] | None = None
    """The dimensions, or groups above, of which it is the mean."""
    sum: list[Id] | None = None
    """The dimensions, or groups above, of which it is the sum."""


class PlayFront(Strict):
    """A play: its page, the questions or dimensions it improves, the stages it keeps."""

    page: Text
    """The page of the play, relative to the folder of the pages."""
    improves: list[Id] = Field(default_factory=list)
    """Ids of the questions or dimensions whose answers it acts on."""
    keeps: list[Id] = Field(default_factory=list)
    """Ids of the stages in which it helps a team to stay."""


class Front(Strict):
    """What every quiz says of itself."""

    id: Id
    """Permanent: small letters and digits, in words joined by hyphens."""
    version: Annotated[int, Field(ge=1, le=9999)]
    """From 1; one more when answers come to mean something else."""
    kind: Literal["assessment", "knowledge"]
    """An `assessment` places a team; a `knowledge` check has right answers."""
    minutes: Annotated[int, Field(ge=1, le=120)]
    """How long it takes; told to readers before the first question."""
    purpose: Text
    """What people take it for; told to readers before the first question."""
    dont_know: Text | None = None
    """What the answer *don't know* is called; leave it out to offer none."""
    rule: Literal["attitude", "bands", "gates", "profile", "share"]
    """How answers become a result; `share` is for knowledge checks."""


class AssessmentFront(Front):
    """A quiz that places a team, or somebody; nobody is asked to share a `private` one."""

    kind: Literal["assessment"]
    """An `assessment` places a team; no answer is right or wrong."""
    places: Text
    """What has a stage: it begins the result, as in *Your team is Fearful*."""
    private: bool = False
    """Whether it is about one person: then nobody is asked to share the result."""
    stages: Annotated[dict[Id, StageFront], Field(min_length=2)]
    """The stages by id, from the lowest to the highest."""
    plays: dict[Id, PlayFront] = Field(default_factory=dict)
    """What a team can do, by id."""


type Gates = Annotated[
    dict[Id, Annotated[list[GateFront], Field(min_length=1)]], Field(min_length=1)
]


class AttitudeFront(AssessmentFront):
    """Gates decide the upper stages; below them, a profile does."""

    rule: Literal["attitude"]
    """Gates decide the upper stages; below them, the nearest point of a profile."""
    gates: Gates
    """The conditions of each upper stage, by its id."""
    profile: ProfileFront
    """Where the lower stages lie."""


class GatesFront(AssessmentFront):
    """Every stage but the first has gates."""

    rule: Literal["gates"]
    """The highest stage whose conditions, and those below, are met."""
    gates: Gates
    """The conditions of each stage but the first, by its id."""


class PointsFront(AssessmentFront):
    """Every stage has a point in a profile."""

    rule: Literal["profile"]
    """The stage whose point is nearest."""
    profile: ProfileFront
    """Where the stages lie."""


class BandsFront(AssessmentFront):
    """Every stage has a band of a plain score."""

    rule: Literal["bands"]
    """The stage in whose band the score falls."""
    bands: dict[Id, Span]
    """Where the band of each stage begins and ends, like [0, 1.5]."""
    score: ScoreFront = ScoreFront()
    """How the score is put together."""
    groups: dict[Id, GroupFront] = Field(default_factory=dict)
    """Groups of dimensions, by id."""


class ShareFront(Front):
    """A knowledge check, passed from a share that is right."""

    kind: Literal["knowledge"]
    """A `knowledge` check has right answers."""
    rule: Literal["share"]
    """The share of the points."""
    pass_: Percentage = Field(alias="pass")
    """The least share that passes, like 80%."""


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
