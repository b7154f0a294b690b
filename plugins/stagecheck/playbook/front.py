"""The front matter of a page: what it is, for whom, and who keeps it."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from ..front_shapes import Id, Text
from ..moved import HINT, OldPaths
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
# The pattern is for editors, whose YAML has no days of its own.
type Day = Annotated[date, Field(json_schema_extra={"pattern": r"^\d{4}-\d{2}-\d{2}$"})]
type FactId = Annotated[str, StringConstraints(pattern=r"^F[1-9]\d{0,3}$")]
# As much as a list of search results shows, and not less than tells two pages apart.
type Description = Annotated[str, StringConstraints(min_length=60, max_length=160)]


HINTS = {
    "description": "Say in 60 to 160 characters what the page is for, as search results show it",
    "last_reviewed": "Write a day like 2026-11-22",
    "review_in": "Write a number of weeks, months or years, like 6 months",
    "phases": "List the ids of phases, like [folly, fearful], or write all",
    "sources": "List the numbers of facts, like [F1, F8]",
    "moved_from": HINT,
    "people": 'Write how many, like 3 to 6 or "4"',
}
"""What to write, by key, where the validator's own words say little to an editor."""


class PageFront(Strict):
    """What every page says of itself."""

    title: Text
    """What readers call the page; no two pages have the same."""
    description: Description
    """What it is for, in 60 to 160 characters, as search results show it."""
    owner: Text
    """Who keeps it: a role, never a person."""
    last_reviewed: Day
    """The day when somebody last read all of it, like 2026-11-22."""
    review_in: Interval
    """How long that holds, like 6 months; after it the page says so."""
    phases: list[Id] | Literal["all"]
    """The ids of the phases that it helps, like [fearful], or `all`."""
    audience: Annotated[list[Audience], Field(min_length=1)]
    """For whom it is."""
    minutes: Annotated[int, Field(ge=1, le=60)]
    """How long it takes to read; lint counts them."""
    sources: list[FactId]
    """The facts that it cites, in order, like [F1, F11]."""
    stage: Id | None = None
    """The id of the stage that it is about, on the page of a phase."""
    figures: Literal["ours"] | None = None
    """`ours` where the figures, such as sizes or versions, are the site's own and need no fact."""
    tags: Annotated[list[Text], Field(min_length=1, max_length=8)] | None = None
    """Up to eight words by which a newcomer may search and that the page does not hold."""
    moved_from: OldPaths | None = None
    """The paths that the page had before, like [plays/old-name.md]; readers of those arrive."""
    search: dict[str, float | bool] | None = None
    """How the search treats the page, as the theme has it."""
    hide: list[str] | None = None
    """What the theme leaves out, like [toc]."""


class PlayPage(PageFront):
    """What a play says as well."""

    outcome: Text
    """What a team has afterwards; only plays have this key."""
    kind: Kind
    """What sort of thing it is."""
    people: Text
    """How many it takes, like 3 to 6."""
    preparation: Annotated[int, Field(ge=0, le=999)]
    """Minutes before it starts."""
    run_time: Annotated[int, Field(ge=1, le=999)]
    """Minutes of its steps: the sum of those in their headings."""
    difficulty: Literal["easy", "medium", "hard"]
    """How hard it is to do."""
    status: Literal["new", "tried", "proven"]
    """How well it is known to work."""
