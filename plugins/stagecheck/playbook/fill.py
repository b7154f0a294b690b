"""Tables that are made from the pages themselves: the plays, to be browsed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..lines import PLAYS, in_html
from ..templates import filled
from .book import Playbook
from .front import PlayPage
from .page import KeptPage


@dataclass(frozen=True, slots=True)
class _Row:
    """A play in the table: its phases, the place of the first among all, minutes in all."""

    path: str
    front: PlayPage
    phases: Sequence[KeptPage]
    first: int
    minutes: int
    span: str

    @property
    def time(self) -> str:
        """Say how long a play takes, in words that fit a diary."""
        hours, minutes = divmod(self.minutes, 60)
        if self.minutes <= 90:
            return f"{self.minutes} minutes"
        whole = f"{hours} hour{'s' if hours > 1 else ''}"
        return f"{whole} {minutes} minutes" if minutes else whole


_MARK = in_html(PLAYS)
# Up to so many minutes, and what a reader chooses who has no more.
SPANS = (
    (90, "90 minutes or less"),
    (180, "90 minutes to three hours"),
    (9999, "more than three hours"),
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a table needs to know of the site: the stages in order, and the addresses of pages."""

    stages: Sequence[str]
    urls: Mapping[str, str]


def fill_tables(html: str, playbook: Playbook, base: str, around: Surroundings) -> str:
    """Put a table in place of the line `::: plays` in a page's HTML.

    `base` leads from the page to the site's root and ends with a slash.
    """
    if not _MARK.search(html):
        return html
    by_stage = {page.front.stage: page for page in playbook.pages.values() if page.front.stage}
    order = dict.fromkeys([*around.stages, *by_stage])
    phases = {stage: by_stage[stage] for stage in order if stage in by_stage}
    plays = [
        _row(page.path, page.front, phases)
        for page in playbook.pages.values()
        if isinstance(page.front, PlayPage)
    ]
    plays.sort(key=lambda play: (play.first, play.minutes))
    spans = [words for _, words in SPANS if words in {play.span for play in plays}]
    table = filled(
        "plays.html",
        plays=plays,
        phases=[page.front.title for page in phases.values()],
        spans=spans,
        base=base,
        urls=around.urls,
    )
    return _MARK.sub(lambda _: table, html)


def _row(path: str, front: PlayPage, phases: Mapping[str, KeptPage]) -> _Row:
    minutes = front.preparation + front.run_time
    helped = [one for one in phases if front.phases == "all" or one in front.phases]
    first = list(phases).index(helped[0]) if helped else len(phases)
    span = next(words for most, words in SPANS if minutes <= most)
    return _Row(path, front, [phases[one] for one in helped], first, minutes, span)
