"""The front matter of a page: what it is, for whom, and who keeps it."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from ..front_shapes import Id, Text
from ..shape import Strict

type Audience = Literal[
    "employee",
    "team manager",
    "community manager",
    "sponsor",
    "facilitator",
    "sceptic",
    "editor",
    "web team",
]
type Kind = Literal["conversation", "decision", "trial", "change", "exercise"]
type Interval = Annotated[str, StringConstraints(pattern=r"^[1-9]\d? (week|month|year)s?$")]
type FactId = Annotated[str, StringConstraints(pattern=r"^F[1-9]\d{0,3}$")]
# As much as a list of search results shows, and not less than tells two pages apart.
type Description = Annotated[str, StringConstraints(min_length=60, max_length=160)]


HINTS = {
    "description": "Say in 60 to 160 characters what the page is for, as search results show it",
    "last_reviewed": "Write a day like 2026-11-22",
    "review_in": "Write a number of weeks, months or years, like 6 months",
    "phases": "List the ids of phases, like [folly, fearful], or write all",
    "sources": "List the numbers of facts, like [F1, F8]",
    "people": 'Write how many, like 3 to 6 or "4"',
}
"""What to write, by key, where the validator's own words say little to an editor."""


class PageFront(Strict):
    """What every page says of itself.

    `minutes` is the time to read it. `figures: ours` is for pages whose figures are this site's
    own, such as sizes or versions, and need no fact. `tags` are words by which a newcomer may
    search and that the page does not hold. `search` and `hide` are the theme's.
    """

    title: Text
    description: Description
    owner: Text
    last_reviewed: date
    review_in: Interval
    phases: list[Id] | Literal["all"]
    audience: Annotated[list[Audience], Field(min_length=1)]
    minutes: Annotated[int, Field(ge=1, le=60)]
    sources: list[FactId]
    stage: Id | None = None
    figures: Literal["ours"] | None = None
    tags: Annotated[list[Text], Field(min_length=1, max_length=8)] | None = None
    search: dict[str, float | bool] | None = None
    hide: list[str] | None = None


class PlayPage(PageFront):
    """What a play says as well; `preparation` and `run_time` are minutes."""

    outcome: Text
    kind: Kind
    people: Text
    preparation: Annotated[int, Field(ge=0, le=999)]
    run_time: Annotated[int, Field(ge=1, le=999)]
    difficulty: Literal["easy", "medium", "hard"]
    status: Literal["new", "tried", "proven"]
