"""Puts quizzes on pages: one line of a page becomes a quiz, past the page's own Markdown parser."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

from markupsafe import Markup

from .bundle import Bundle
from .pages import Embed, mark_embeds
from .project import Catalogue
from .render import Placement, render_absence, render_quiz
from .serving import Editing


@dataclass(frozen=True, slots=True)
class Target:
    """A page that is being built: its file, the way to the site's root, and how to edit a file."""

    path: str
    base: str
    edit_url: Callable[[str], str | None]


def edit_address(page: str | None, docs: str, source: str, path: str) -> str | None:
    """Find where a file is edited, from where the page `source` below `docs` is; None where nobody
    can tell: both lie in one repository.
    """
    if not page or not page.endswith(source):
        return None
    up = "../" * len([part for part in docs.split("/") if part != "."])
    return urljoin(page.removesuffix(source), up + path)


def mark(markdown: str) -> str:
    """Replace each embed by a mark that the page's Markdown parser leaves alone.

    One that is not well formed gets a mark, or a sentence, at its own indentation: it may stand in
    a list or a box.
    """

    def marked(embed: Embed) -> str:
        indent = embed.place.column - 1
        # So far indented it may also be code, which would show the mark.
        text = _mark(embed.quiz) if indent < CODE else ABSENT
        return f"\n{' ' * indent}{text}\n"

    return mark_embeds(markdown, marked)


CODE = 4
"""Spaces before a line that make it code, where it belongs to no list or box."""

ABSENT = "A quiz is being repaired. Please come back later."


@dataclass(frozen=True, slots=True)
class Embedder:
    """Fills the marks of pages. `urls` maps pages, relative to the project, to addresses.

    `docs` is the folder of the pages. `editing` is there where an editor looks, who sees a quiz's
    problems in its place; readers see a sentence. `results` is the address of the page with a
    reader's results, if there is one.
    """

    catalogue: Catalogue
    bundle: Bundle
    docs: str
    urls: Mapping[str, str]
    editing: Editing | None
    results: str | None = None

    def fill(self, html: str, target: Target) -> str:
        """Replace every mark in a page's HTML; copies of one quiz get anchors of their own."""
        copies: Counter[str] = Counter()

        def quiz(mark: re.Match[str]) -> str:
            name = mark["quiz"]
            copies[name] += 1
            # No heading of a page and no id of a quiz holds a full stop, so these are unique.
            anchor = f"quiz.{name}" if copies[name] == 1 else f"quiz.{name}.{copies[name]}"
            return self._quiz(name, anchor, target)

        return _MARK.sub(quiz, html)

    def _quiz(self, quiz: str, anchor: str, target: Target) -> str:
        file = self.catalogue.quizzes.get(quiz)
        told = self.editing.problems(quiz) if self.editing else ""
        if file is None:
            return told or render_absence(quiz)
        edit_url = target.edit_url(file.path)
        assets = self.bundle.assets[quiz]
        page = self.catalogue.pages.get(target.path.removeprefix(f"{self.docs}/"))
        placement = Placement(
            target.base,
            anchor,
            self.docs,
            self.urls,
            assets,
            edit_url,
            page.title if page else "",
            self.results,
            self.editing.bar(file, anchor) if self.editing else Markup(),
        )
        return told + render_quiz(file, placement)


_MARK = re.compile(r'<div data-stagecheck-embed="(?P<quiz>[a-z0-9-]*)"></div>')


def _mark(quiz: str) -> str:
    return f'<div data-stagecheck-embed="{quiz}"></div>'
