"""A playbook on disk: its kept pages, its facts, its organisation, and what is wrong with them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ..findings import Findings
from ..lines import CHANGES, FACTS, STYLE
from ..pages import Page, front_of, page_with, unended
from ..problems import Place, Problem, problem
from ..project import Project
from ..source import read
from ..style import Guide, check_style, read_guide
from ..yamlmap import YamlMap
from .changelog import Release, read_changelog
from .citations import check_citations
from .facts import Fact, read_facts
from .minutes import check_minutes
from .organisation import Organisation, check_values, read_organisation
from .page import KeptPage, read_kept
from .review import due

_STAGE = re.compile(r"^stage: *(?P<stage>[a-z][a-z0-9-]*)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Playbook:
    """What was found. Pages by their paths relative to the folder of the pages, `docs`, in order.

    `releases` are those of the changelog, None without one; `changes_page` shows them.
    """

    pages: Mapping[str, KeptPage] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    facts_page: str | None = None
    organisation: Organisation | None = None
    style: Guide | None = None
    releases: tuple[Release, ...] | None = None
    changes_page: str | None = None
    docs: str = ""
    problems: tuple[Problem, ...] = ()

    def overdue(self, day: date) -> list[tuple[str, date]]:
        """List the pages whose review was due before a day, longest ago first."""
        dates = [(due(page.front), path) for path, page in self.pages.items()]
        return [(path, when) for when, path in sorted(dates) if when < day]

    def citing(self, fact: str) -> list[KeptPage]:
        """List the pages that cite a fact."""
        return [page for page in self.pages.values() if fact in page.front.sources]


def load_playbook(project: Project, read_pages: Mapping[str, Page]) -> Playbook:
    """Read what a playbook has beside its quizzes. Raises nothing: problems say what is wrong."""
    problems: list[Problem] = []
    texts = {path: page.text for path, page in read_pages.items() if page.readable}
    organisation = _organisation(project, problems)
    facts, where = _facts(project.root, project.facts, problems)
    pages = _pages(project, texts, problems)
    values = organisation.values if organisation else {}
    stages = _stages(texts)
    for path, text in texts.items():
        findings = Findings(f"{project.docs}/{path}")
        if organisation:
            check_values(findings, text, values)
        # Of a page whose code or comment does not end, nobody knows what it says.
        if path in pages and not unended(text):
            _check(findings, stages, pages[path], facts if facts else None)
        problems += findings.problems
    style = _style(project, texts, problems)
    # Pages that cannot be read may still list facts and changes, and cite.
    every = {path: page.text for path, page in read_pages.items()}
    listing = None
    if facts and project.facts:
        listing = page_with(FACTS, every)
        if listing is None:
            problems.append(_no_page_with(FACTS, "PB015", project.facts, "the facts"))
        problems += _uncited(project.facts, where, facts, every)
    told = (_releases(project, every, problems), page_with(CHANGES, every), project.docs)
    return Playbook(pages, facts, listing, organisation, style, *told, tuple(problems))


def load_organisation(project: Project) -> Organisation | None:
    """Read an organisation's own words; None where there are none, or problems with them."""
    return _organisation(project, [])


def _organisation(project: Project, problems: list[Problem]) -> Organisation | None:
    path = project.organisation
    text = _text(project.root, path, problems)
    if path is None or text is None:
        return None
    organisation, found = read_organisation(path, text, project.root / project.docs)
    problems += found
    return organisation


def _facts(
    root: Path, path: str | None, problems: list[Problem]
) -> tuple[Mapping[str, Fact], YamlMap]:
    text = _text(root, path, problems)
    if path is None or text is None:
        return {}, YamlMap({}, {})
    facts, where, found = read_facts(path, text)
    problems += found
    return facts, where


def _style(project: Project, texts: Mapping[str, str], problems: list[Problem]) -> Guide | None:
    """Read the rules of style and hold all that readers see against them."""
    text = _text(project.root, project.style, problems)
    if project.style is None or text is None:
        return None
    guide, found = read_guide(project.root, project.style, text, texts)
    problems += found
    if guide is not None:
        # Where the front matter is missing, what was meant as one would be read as sentences.
        broken = {one.path for one in problems if one.code == "QZ003"}
        whole = {at: texts[at] for at in texts if f"{project.docs}/{at}" not in broken}
        problems += check_style(project, guide, whole)
        if page_with(STYLE, texts) is None:
            problems.append(_no_page_with(STYLE, "PB056", project.style, "the rules of style"))
    return guide


def _releases(
    project: Project, texts: Mapping[str, str], problems: list[Problem]
) -> tuple[Release, ...] | None:
    """Read the changelog, which some page shows."""
    text = _text(project.root, project.changelog, problems)
    if project.changelog is None or text is None:
        return None
    releases, found = read_changelog(project.changelog, text)
    problems += found
    if page_with(CHANGES, texts) is None:
        problems.append(_no_page_with(CHANGES, "PB065", project.changelog, "what changed"))
    return releases


def _no_page_with(line: str, code: str, path: str, what: str) -> Problem:
    hint = f"Write the line `{line}` on a page, alone, between two empty lines"
    return problem(code, path, Place(1, 1), f"no page lists {what}", hint)


def _text(root: Path, path: str | None, problems: list[Problem]) -> str | None:
    """Read a file that the settings name, or note why not."""
    found = read(root, path) if path else None
    if isinstance(found, Problem):
        problems.append(found)
        return None
    return found


def _pages(
    project: Project, texts: Mapping[str, str], problems: list[Problem]
) -> dict[str, KeptPage]:
    pages = {}
    for path, text in texts.items() if project.page_front else ():
        page, found = read_kept(project.docs, path, text)
        problems += found
        if page:
            pages[path] = page
    return pages


def _stages(texts: Mapping[str, str]) -> frozenset[str]:
    """Return the stages that pages are about, as they say even where something else is wrong."""
    named = (_STAGE.search(_front(text)) for text in texts.values())
    return frozenset(found["stage"] for found in named if found)


def _front(text: str) -> str:
    """Return a front matter, also one that was left open, which is a problem of its own."""
    front = front_of(text)
    open_end = text if text.startswith("---\n") else ""
    return front.yaml if front else open_end


def _check(
    findings: Findings,
    stages: frozenset[str],
    page: KeptPage,
    facts: Mapping[str, Fact] | None,
) -> None:
    check_minutes(findings, page)
    _check_phases(findings, page, stages)
    if facts is not None:
        check_citations(findings, page, facts)


def _check_phases(findings: Findings, page: KeptPage, known: frozenset[str]) -> None:
    if isinstance(page.front.phases, str):
        return
    for index, phase in enumerate(page.front.phases):
        if phase not in known:
            message = f"no page has the stage {phase!r}"
            hint = f"Choose from: {', '.join(sorted(known))}, or write `phases: all`"
            place = page.where.place(("phases", index))
            findings.add("PB003", place, message, hint)


def _uncited(
    path: str, where: YamlMap, facts: Mapping[str, Fact], texts: Mapping[str, str]
) -> list[Problem]:
    """Find facts that stand on no page, not even on one with problems of its own."""
    named = {fact for text in texts.values() for fact in facts if f"[{fact}]" in text}
    hint = "Cite it, take it out, or write `unused: true` where it is kept as a warning"
    return [
        problem("PB011", path, where.place((fact,)), f"no page cites the fact {fact}", hint)
        for fact, about in facts.items()
        if fact not in named and not about.unused
    ]
