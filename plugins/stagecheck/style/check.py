"""Holds pages, quizzes and what else readers see against the rules of style."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..problems import Problem, problem
from ..project import SCALES, Project, quiz_paths
from ..source import read
from .guide import Guide
from .looking import DATA, PAGE, QUIZ, Found, look_into
from .marks import Mark, judge, marks_in
from .passages import Passage
from .runs import said_twice
from .slips import Slip


def check_style(project: Project, guide: Guide, pages: Mapping[str, str]) -> list[Problem]:
    """Name every slip in what readers see. `pages` are texts, by path below the pages' folder."""
    check = _Check(guide, guide.model_dump_json(exclude_defaults=True))
    for path, text in pages.items():
        check.file(f"{project.docs}/{path}", text, PAGE)
    for path in [*quiz_paths(project), f"{project.quizzes}/{SCALES}"]:
        check.file(path, _text(project, path), QUIZ)
    for data in (project.briefs, project.facts):
        if data:
            check.file(data, _text(project, data), DATA)
    check.twice()
    check.marks()
    return check.problems


@dataclass(slots=True)
class _Check:
    """Collects the problems; `rules` are the guide as text."""

    guide: Guide
    rules: str
    problems: list[Problem] = field(default_factory=list)
    _found: dict[str, Found] = field(default_factory=dict)
    _marks: dict[str, list[Mark]] = field(default_factory=dict)

    def file(self, path: str, text: str, kind: str) -> None:
        """Look at one file alone."""
        found = look_into(self.rules, path, text, kind)
        self._found[path] = found
        self._marks[path] = marks_in(found.passages)
        for name, passage, slip in found.slips:
            self._note(path, passage, name, slip)

    def twice(self) -> None:
        """Look for what is said in two files."""
        for name, rule in self.guide.rules.items():
            held = rule.run and rule.holds_in
            files = {at: one.passages for at, one in self._found.items() if held and held(at)}
            for path, passage, slip in said_twice(rule, files):
                self._note(path, passage, name, slip)

    def marks(self) -> None:
        """Look for marks that serve nothing."""
        for path, marks in self._marks.items():
            for mark in marks:
                slip = judge(mark, self.guide)
                if slip:
                    self.problems.append(_problem(path, mark.passage, slip))

    def _note(self, path: str, passage: Passage, name: str, slip: Slip) -> None:
        """Note a slip, unless a mark lets it stand."""
        marks = [one for one in self._marks[path] if one.lets(name, passage)]
        for mark in marks:
            mark.used = True
        if not marks:
            self.problems.append(_problem(path, passage, slip))


def _problem(path: str, passage: Passage, slip: Slip) -> Problem:
    return problem(slip.code, path, passage.place(slip.at), slip.message, slip.hint)


def _text(project: Project, path: str) -> str:
    """Read a file; why one cannot be read is told where it is checked."""
    found = read(project.root, path) if (project.root / path).is_file() else ""
    return "" if isinstance(found, Problem) else found
