"""The page of a reader's own results: what is shipped of it, before any script fills it."""

from collections.abc import Mapping
from dataclasses import dataclass

from stagecheck_engine.model import KNOWLEDGE

from .bundle import Bundle
from .lines import BOARD, RESULTS, in_html
from .pages import page_with
from .project import Catalogue
from .quizfile import QuizFile
from .render import Assets
from .templates import filled

_MARK = in_html(RESULTS)


@dataclass(frozen=True, slots=True)
class Taken:
    """A quiz on the page, what is loaded of it, and the address of the page where it is taken."""

    file: QuizFile
    assets: Assets
    page: str


@dataclass(frozen=True, slots=True)
class Results:
    """All quizzes that can be taken; `site` is the site's name. Addresses are from its root.

    `board` is that of the page where rounds of team boards are saved, None in a site without one.
    """

    site: str
    taken: tuple[Taken, ...]
    board: str | None

    def fill(self, html: str, base: str) -> str:
        """Put the list of quizzes in place of the line `::: my-results` in a page's HTML.

        `base` leads from the page to the site's root and ends with a slash.
        """
        if not _MARK.search(html):
            return html
        folder = self.taken[0].assets.script.rpartition("/")[0] if self.taken else ""
        listed = filled(
            "my-results.html",
            site=self.site,
            taken=self.taken,
            board=self.board,
            folder=folder,
            base=base,
        )
        return _MARK.sub(lambda _: listed, html)


def results(catalogue: Catalogue, bundle: Bundle, urls: Mapping[str, str], site: str) -> Results:
    """List the quizzes that stand on a page: first those that place a team, each by its page.

    `urls` maps pages, relative to the docs, to addresses.
    """
    pages: dict[str, str] = {}
    for path, page in sorted(catalogue.pages.items()):
        for embed in page.embeds:
            pages.setdefault(embed.quiz, path)
    files = [file for quiz, file in catalogue.quizzes.items() if quiz in pages]
    files.sort(key=lambda file: (file.quiz.kind == KNOWLEDGE, pages[file.quiz.id]))
    taken = (Taken(one, bundle.assets[one.quiz.id], urls[pages[one.quiz.id]]) for one in files)
    return Results(site, tuple(taken), page_of(catalogue, urls, BOARD))


def page_of(catalogue: Catalogue, urls: Mapping[str, str], line: str = RESULTS) -> str | None:
    """Find the address of the page with a line, by itself that of a reader's results; None if none.

    `urls` maps pages, relative to the docs, to addresses.
    """
    path = page_with(line, {path: page.text for path, page in sorted(catalogue.pages.items())})
    return None if path is None else urls[path]
