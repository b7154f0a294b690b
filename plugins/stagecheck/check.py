"""The only way from a Draft to a Quiz: it passes every check, or every problem is named."""

from collections.abc import Mapping
from dataclasses import dataclass

from stagecheck_engine.model import Quiz

from .check_examples import Example, read_examples, run_examples
from .check_items import Content, ItemsCheck, Scales, check_options
from .check_rule import RuleCheck
from .check_text import TextCheck
from .draft import Draft, Kind, Scale
from .findings import Findings
from .front import QuizFront, read_front
from .pages import Page
from .problems import START, Problem, problem
from .quizfile import QuizFile
from .yamlmap import YamlMap


@dataclass(frozen=True, slots=True)
class Site:
    """What a quiz may refer to: the folder of the pages, the pages by path, and the scales."""

    docs: str
    pages: Mapping[str, Page]
    scales: Scales


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome for one file: `file` and `examples` are there only without a problem.

    `id` is the id that the file claims, if any, so that embeds of a broken quiz are understood.
    """

    path: str
    id: str | None
    file: QuizFile | None
    examples: tuple[Example, ...]
    problems: tuple[Problem, ...]


def check(draft: Draft, site: Site) -> Checked:
    """Judge one quiz file."""
    if draft.front is None:
        # Without its two lines ---, what was meant as front matter would be read as headings.
        return Checked(draft.path, None, None, (), (_front_problem(draft),))
    findings = Findings(draft.path)
    front, where, problems = read_front(draft.path, draft.front)
    findings.problems += problems
    text = TextCheck(findings, site.docs, site.pages)
    # While the front matter is broken, nobody is told that a don't know is not offered.
    label = front.dont_know if front else ""
    content = ItemsCheck(findings, text, site.scales, label).run(draft)
    stages = list(front.stages) if front else []
    examples = [] if content.cut else read_examples(findings, content, stages)
    quiz = _quiz(findings, front, where, content, site) if front else None
    if quiz and not findings.problems:
        run_examples(findings, quiz, examples)
    file = _file(draft, front, quiz, content) if front and quiz and not findings.problems else None
    identifier = front.id if front else _claimed(where)
    return Checked(draft.path, identifier, file, tuple(examples), tuple(findings.problems))


def _front_problem(draft: Draft) -> Problem:
    """Tell a front matter that does not end from one that is not there."""
    first = draft.sections[0].blocks[:1]
    if first and first[0].prose.tokens[0].type == "hr":
        hint = "Write a line --- below its last key"
        return problem("QZ003", draft.path, START, "the front matter is not closed", hint)
    hint = "Begin the file with a line ---, the keys of the quiz, and another line ---"
    return problem("QZ003", draft.path, START, "the file has no front matter", hint)


def check_scales(draft: Draft, site: Site) -> tuple[Scales, list[Problem]]:
    """Judge the file of shared scales: a heading with an id and a list of options for each."""
    findings = Findings(draft.path)
    text = TextCheck(findings, site.docs, site.pages)
    scales: dict[str, Scale] = {}
    for section in draft.sections:
        if section.level != 2:
            continue
        options = [option for block in section.of(Kind.LIST) for option in block.options]
        before = len(findings)
        if not section.id:
            hint = "End the heading with one, like {#how-often}"
            findings.add("QZ011", section.place, "the scale has no id", hint)
        elif section.id in scales:
            hint = "Ids are permanent and unique; choose another for the newer scale"
            findings.add("QZ013", section.place, f"the scale {section.id!r} is here twice", hint)
        check_options(findings, text, options, section.place)
        scales.setdefault(section.id or "", Scale(options, len(findings) == before))
    return scales, findings.problems


def _quiz(
    findings: Findings, front: QuizFront, where: YamlMap, content: Content, site: Site
) -> Quiz:
    rules = RuleCheck(findings, front, where, content, site.pages)
    return Quiz(
        id=front.id,
        version=front.version,
        kind=front.kind,
        title=content.title,
        places=front.places,
        dimensions=tuple(content.dimensions),
        items=tuple(content.items),
        stages=rules.stages(),
        rule=rules.rule(),
        plays=rules.plays(),
    )


def _file(draft: Draft, front: QuizFront, quiz: Quiz, content: Content) -> QuizFile:
    return QuizFile(
        path=draft.path,
        quiz=quiz,
        minutes=front.minutes,
        purpose=front.purpose,
        about=content.about,
        sections=content.sections,
        items=content.wordings,
    )


def _claimed(where: YamlMap) -> str | None:
    data = where.data
    claimed = data.get("id") if isinstance(data, dict) else None
    return claimed if isinstance(claimed, str) else None
