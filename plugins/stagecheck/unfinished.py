"""Placeholders that still stand where somebody meant to write."""

import re
from collections.abc import Iterator

from .problems import Place, Problem, problem
from .project import Catalogue, Project
from .source import read

MARK = "TODO:"
"""Begins what an editor has to replace. In a span of code it is talked about."""

_MARKED = re.compile(rf"(?<!`)\b{MARK}[^\n]*")


def unfinished(project: Project, catalogue: Catalogue) -> list[Problem]:
    """Find every placeholder in pages and quizzes, in order."""
    texts = {f"{project.docs}/{path}": page.text for path, page in catalogue.pages.items()}
    for one in catalogue.checked.values():
        text = read(project.root, one.path)
        if isinstance(text, str):
            texts[one.path] = text
    return [found for path in sorted(texts) for found in _in(path, texts[path])]


def _in(path: str, text: str) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), 1):
        match = _MARKED.search(line)
        if match:
            place = Place(number, match.start() + 1)
            hint = "Write it, or take the line out"
            yield problem(
                "PB085", path, place, f"{_short(match[0])!r} is still to be written", hint
            )


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59].rstrip()}…"
