"""Problems in a page at their places, those of other files above it, and the bar of a quiz."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from markupsafe import Markup

from stagecheck_engine.codec import dumps
from stagecheck_engine.model import NOT_APPLICABLE

from ..check.examples import Example
from ..check.quiz import Checked
from ..pages import front_of
from ..problems import Problem
from ..project import Catalogue
from ..quizfile import QuizFile
from ..templates import filled
from .placing import placed

STYLE = "assets/stagecheck-serving.css"
"""Address of the style sheet in the served site."""

_MARK = re.compile(r'<div data-stagecheck-told="(?P<line>\d+)"></div>')


def style() -> bytes:
    """Read the style sheet that editors' pages load."""
    return (files("stagecheck") / "assets" / "serving" / "serving.css").read_bytes()


@dataclass(frozen=True, slots=True)
class Editing:
    """All problems of a project, for each of its pages.

    `docs` is the folder of the pages; `urls` maps pages, relative to it, to addresses.
    """

    catalogue: Catalogue
    docs: str
    urls: Mapping[str, str]

    def mark(self, path: str, markdown: str) -> str:
        """Mark the places of a page's problems in its Markdown, without its front matter."""
        page = self.catalogue.pages.get(path)
        if page is None or not page.text.endswith(markdown):
            return markdown
        head = page.text.count("\n") - markdown.count("\n")
        # Of a line as often as it has problems; those of the front matter have no place here.
        lines = {problem.line - head for problem in self._here(path)}
        last = markdown.count("\n") + 1
        marks = {line: _mark(line + head) for line in lines if 0 < line <= last}
        return placed(markdown, marks)

    def fill(self, html: str, path: str, base: str) -> str:
        """Put the problems in place of the marks, and above the text what has no place in it.

        `base` leads from the page to the site's root and ends with a slash.
        """
        here: dict[int, list[Problem]] = {}
        for problem in self._here(path):
            here.setdefault(problem.line, []).append(problem)

        def told(mark: re.Match[str]) -> str:
            problems = here.pop(int(mark["line"]), [])
            return _write("told.html", problems=problems) if problems else ""

        text = _MARK.sub(told, html)
        rest = [problem for problems in here.values() for problem in problems]
        above = _write("told.html", problems=rest) if rest else ""
        return _below_title(text, above + self._elsewhere(path, base))

    def problems(self, quiz: str) -> str:
        """Write the problems of a quiz's file, where it has any, for the place of the quiz."""
        one = self.catalogue.checked.get(quiz)
        found = self._of(one.path) if one else []
        return write_problems(quiz, found, one is not None and one.file is not None)

    def bar(self, file: QuizFile, anchor: str) -> Markup:
        """Write the bar of a sound quiz. `anchor` is that of its place on the page."""
        checked = self.catalogue.checked[file.quiz.id]
        text = next(text for path, text in self.catalogue.seen if path == file.path)
        front = front_of(text)
        written = _write(
            "bar.html",
            file=file,
            anchor=anchor,
            examples=[(one, _ends(file, one), dumps({**one.answers})) for one in checked.examples],
            front=front.yaml if front else "",
        )
        return Markup(written)  # noqa: S704 - a template's, which escapes

    def _of(self, path: str) -> list[Problem]:
        return [problem for problem in self.catalogue.problems if problem.path == path]

    def _here(self, path: str) -> list[Problem]:
        return self._of(f"{self.docs}/{path}")

    def _elsewhere(self, path: str, base: str) -> str:
        """List the problems that stand neither in a page nor in a quiz on it."""
        shown = {f"{self.docs}/{path}", *(one.path for one in self._quizzes(path))}
        others = [problem for problem in self.catalogue.problems if problem.path not in shown]
        addresses = self._addresses()
        links = [
            (problem, f"{base}{addresses[problem.path]}" if problem.path in addresses else None)
            for problem in others
        ]
        return _write("elsewhere.html", links=links) if links else ""

    def _quizzes(self, path: str) -> list[Checked]:
        page = self.catalogue.pages.get(path)
        embeds = page.embeds if page else ()
        checked = self.catalogue.checked
        return [checked[one.quiz] for one in embeds if one.quiz in checked]

    def _addresses(self) -> dict[str, str]:
        """Map the files that can be looked at, pages and quizzes, to the first page with them."""
        found = {f"{self.docs}/{path}": url for path, url in self.urls.items()}
        for path, url in self.urls.items():
            for one in self._quizzes(path):
                found.setdefault(one.path, url)
        return found


def write_problems(quiz: str, problems: Sequence[Problem], shown: bool = False) -> str:
    """Write the problems of a quiz, if it has any; it may be `shown` all the same."""
    return _write("problems.html", quiz=quiz, problems=problems, shown=shown) if problems else ""


def shown_instead(message: str) -> str:
    """Write what an editor sees in place of something that cannot be shown."""
    return _write("instead.html", message=message)


def _mark(line: int) -> str:
    return f'<div data-stagecheck-told="{line}"></div>'


def _below_title(html: str, above: str) -> str:
    """Put something below the title of a page, or where it has none, before all."""
    title, end, text = html.partition("</h1>")
    return f"{title}{end}{above}{text}" if end else f"{above}{html}"


def _ends(file: QuizFile, example: Example) -> str:
    """Name the stage that an example team is to reach, or that of each dimension."""
    titles = {stage.id: stage.title for stage in file.quiz.stages}
    titles[NOT_APPLICABLE] = "does not apply"
    return ", ".join(titles[one] for one in example.stages)


def _write(name: str, **values: object) -> str:
    return filled(f"serving/{name}", **values)
