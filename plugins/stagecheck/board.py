"""The page of team boards: what is shipped of it, before any script fills it."""

from dataclasses import dataclass

from stagecheck_engine.model import KNOWLEDGE

from .lines import BOARD, in_html
from .results import Results, Taken
from .templates import filled

_MARK = in_html(BOARD)

THRESHOLD = 5
"""The least number of people of whom a board shows anything, where no organisation sets its own."""


@dataclass(frozen=True, slots=True)
class Boards:
    """The quizzes of which boards are made; `site` is the site's name. Addresses are from its root.

    Below `threshold` people a board shows their number alone.
    """

    site: str
    taken: tuple[Taken, ...]
    threshold: int

    def fill(self, html: str, base: str) -> str:
        """Put what boards are made with in place of the line `::: board` in a page's HTML.

        `base` leads from the page to the site's root and ends with a slash.
        """
        if not _MARK.search(html):
            return html
        folder = self.taken[0].assets.script.rpartition("/")[0] if self.taken else ""
        told = filled(
            "board.html",
            site=self.site,
            taken=self.taken,
            threshold=self.threshold,
            folder=folder,
            base=base,
        )
        return _MARK.sub(lambda _: told, html)


def boards(results: Results, threshold: int) -> Boards:
    """List the quizzes that place a team and whose results may be shared, as `results` has them."""
    taken = (
        one for one in results.taken if one.file.quiz.kind != KNOWLEDGE and not one.file.private
    )
    return Boards(results.site, tuple(taken), threshold)
