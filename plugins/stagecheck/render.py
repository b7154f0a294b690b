"""A quiz as HTML: complete and usable before any script runs. Reads templates, nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from markupsafe import Markup

from stagecheck_engine.marks import counts, marks
from stagecheck_engine.model import KNOWLEDGE, Item, Quiz

from .check.text import ABSOLUTE, resolve
from .draft import Block, Prose
from .explain import explanation
from .markdown import render
from .paper.key import paper
from .quizfile import QuizFile
from .templates import filled


@dataclass(frozen=True, slots=True)
class Assets:
    """Addresses of what a quiz loads, relative to the site's root.

    `ledger` and `briefs` are empty for none, `editing` but under `mkdocs serve`. `build` tells
    which build they are of.
    """

    script: str
    style: str
    manifest: str
    quiz: str
    ledger: str
    build: str
    briefs: str = ""
    editing: str = ""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a quiz will stand.

    `base` leads from the page to the site's root and ends with a slash; `anchor` is unique on the
    page; `urls` maps pages, relative to the project, to addresses relative to the site's root.
    `docs` is the folder of the pages, relative to the project too. `title` is the page's own.
    `results` is the address of the page with a reader's results, relative to the site's root.
    `bar` is what editors have above the questions, as markup; readers have none.
    """

    base: str
    anchor: str
    docs: str
    urls: Mapping[str, str]
    assets: Assets
    edit_url: str | None
    title: str = ""
    results: str | None = None
    bar: Markup | str = ""


def render_quiz(file: QuizFile, placement: Placement) -> str:
    """Write a checked quiz for one place on one page."""
    quiz = file.quiz
    links = _Links(file.path, placement)
    unknown = next((wording.dont_know for wording in file.items.values()), None)
    explained = filled("explanation.html", dont_know=unknown, **explanation(quiz))
    return filled(
        "quiz.html",
        file=file,
        quiz=quiz,
        items=_by_dimension(quiz.items),
        numbers={item.id: number for number, item in enumerate(quiz.items, 1)},
        anchor=placement.anchor,
        base=placement.base,
        assets=placement.assets,
        edit_url=placement.edit_url,
        told_above=quiz.title == placement.title,
        results=placement.results,
        bar=placement.bar,
        shares=quiz.kind != KNOWLEDGE and not file.private,
        prose=links.prose,
        inline=links.inline,
        numbered={item.id: counts(quiz, item) for item in quiz.items},
        marked={item.id: _marks(quiz, item) for item in quiz.items},
        key=_key(file, placement, links),
        explanation=Markup(explained),
    )


def _marks(quiz: Quiz, item: Item) -> Mapping[str, str]:
    """Print no mark on a knowledge check: an option's key may tell whether it is right."""
    return {} if quiz.kind == KNOWLEDGE else marks(quiz, item)


def _key(file: QuizFile, placement: Placement, links: "_Links") -> Markup:
    unknown = next((one.dont_know for one in file.items.values() if one.dont_know), None)
    return Markup(
        filled(
            "paper.html",
            quiz=file.quiz,
            anchor=placement.anchor,
            base=placement.base,
            addresses=links.stages(file.quiz),
            wordings=file.items,
            dont_know=unknown,
            prose=links.prose,
            inline=links.inline,
            **paper(file.quiz),
        )
    )


def render_absence(quiz: str) -> str:
    """Write what readers see in place of a quiz that has problems."""
    return filled("absent.html", quiz=quiz)


class _Links:
    """Writes texts of one quiz file, with links that work on the page where it stands."""

    def __init__(self, path: str, placement: Placement) -> None:
        self._path = path
        self._placement = placement
        self._rendered: dict[int, Markup] = {}

    def prose(self, blocks: Sequence[Block]) -> Markup:
        """Write blocks of text."""
        return Markup("".join(self.inline(block.prose) for block in blocks))

    def inline(self, prose: Prose) -> Markup:
        """Write one text; its markup is markdown-it's, with raw HTML off."""
        # An option stands in the form, in its feedback, among the right ones and in the key.
        found = self._rendered.get(id(prose))
        if found is None:
            found = self._rendered[id(prose)] = Markup(render(prose.tokens, self._resolve))
        return found

    def stages(self, quiz: Quiz) -> Mapping[str, str]:
        """Find the address of each stage's page, relative to the site's root, by stage."""
        urls, docs = self._placement.urls, self._placement.docs
        return {stage.id: urls[f"{docs}/{stage.page}"] for stage in quiz.stages}

    def _resolve(self, target: str) -> str:
        parts = urlsplit(target)
        if parts.scheme in ABSOLUTE:
            return target
        address = self._placement.urls[resolve(self._path, target)]
        anchor = f"#{parts.fragment}" if parts.fragment else ""
        return f"{self._placement.base}{address}{anchor}"


def _by_dimension(items: Sequence[Item]) -> dict[str, list[Item]]:
    grouped: dict[str, list[Item]] = {}
    for item in items:
        grouped.setdefault(item.dimension, []).append(item)
    return grouped
