"""Writes what was planned, if all checks pass with it, and registers it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..ledger.entry import entry_of, path_of, write_entry
from ..problems import Problem
from ..project import FILE, Catalogue
from .around import Around
from .files import AllOrNothing
from .refusal import Refused


@dataclass(frozen=True, slots=True)
class Plan:
    """New files by path, old ones with their texts before and after; the menu's page; the quiz."""

    files: Mapping[str, str]
    changes: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    page: str | None = None
    section: str = ""
    quiz: str | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: new files, changed ones, and the line of the menu."""

    created: tuple[str, ...]
    changed: tuple[str, ...]
    line: int | None


def write(around: Around, plan: Plan) -> Written:
    """Write everything, or nothing: a plan with a problem is taken back. Raises Refused."""
    line = None
    with AllOrNothing(around.project.root) as writing:
        for path, text in plan.files.items():
            writing.create(path, text)
        for path, (before, after) in plan.changes.items():
            writing.change(path, before, after)
        # Read again: somebody may have saved it while questions were asked.
        if plan.page and (nav := around.read_nav()):
            text, line = nav.with_page(plan.page, plan.section)
            writing.change(FILE, nav.text, text)
        _check(around, plan, writing)
    return Written(tuple(writing.created), tuple(writing.changed), line)


def _check(around: Around, plan: Plan, writing: AllOrNothing) -> None:
    """Refuse problems that were not there before."""
    catalogue, _ = around.read(around.project)
    known = {(one.path, one.code, one.message) for one in around.catalogue.problems}
    found = [one for one in catalogue.problems if (one.path, one.code, one.message) not in known]
    found = _released(around, plan, writing, catalogue, found)
    if found:
        listed = "\n".join(str(one) for one in found)
        raise Refused(f"this would not pass, so nothing was written:\n{listed}")


def _released(
    around: Around,
    plan: Plan,
    writing: AllOrNothing,
    catalogue: Catalogue,
    found: list[Problem],
) -> list[Problem]:
    """Put a new quiz into the ledger, if one is kept: lint asks for it from the first day on."""
    file = catalogue.quizzes.get(plan.quiz or "")
    if file is None or catalogue.ledgers is None:
        return found
    path = path_of(around.project.quizzes, file.quiz.id, file.quiz.version)
    writing.create(path, write_entry(entry_of(file.quiz)))
    return [one for one in found if (one.path, one.code) != (file.path, "QZ090")]
