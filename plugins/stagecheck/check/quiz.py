"""The only way from a Draft to a Quiz: it passes every check, or every problem is named."""

from collections.abc import Mapping
from dataclasses import dataclass

from stagecheck_engine.model import KNOWLEDGE, Quiz

from ..draft import Draft, Kind, Scale, Section
from ..findings import Findings
from ..front import claimed, kind_of, read_front
from ..front_shapes import AssessmentFront, BandsFront, Front
from ..pages import Page
from ..problems import START, Mend, Problem, problem
from ..quizfile import QuizFile
from .examples import Example, read_examples, refuse_examples, run_examples
from .item import ItemCheck, Scales
from .items import Content, ItemsCheck, lost_heading
from .names import Names
from .options import check_options, check_unmarked, check_values
from .repeats import check_repeats
from .rule import check_rule, check_whole, stages_and_plays
from .text import TextCheck


@dataclass(frozen=True, slots=True)
class Site:
    """What a quiz may refer to: the folder of the pages, the pages by path, and the scales."""

    docs: str
    pages: Mapping[str, Page]
    scales: Scales


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome for one file: `file` is there only without a problem.

    `id` is the id that the file claims, if any, so that embeds of a broken quiz are understood.
    `scored` is the quiz where nothing is wrong but that example teams end elsewhere, or nothing at
    all: the effect of a change on teams can be told of it, and it is never published.
    """

    path: str
    id: str | None
    file: QuizFile | None
    examples: tuple[Example, ...]
    problems: tuple[Problem, ...]
    scored: Quiz | None = None


def check(draft: Draft, site: Site) -> Checked:
    """Judge one quiz file."""
    if draft.front is None:
        # Without its two lines ---, what was meant as front matter would be read as headings.
        return Checked(draft.path, None, None, (), (_front_problem(draft),))
    findings = Findings(draft.path)
    front, where, problems = read_front(draft.path, draft.front)
    findings.problems += problems
    text = TextCheck(findings, site.docs, site.pages, draft.lines)
    # While the front matter is broken, nobody is told that a don't know is not offered.
    label = front.dont_know if front else ""
    kind = kind_of(where)
    content = ItemsCheck(findings, text, ItemCheck(findings, text, site.scales, kind, label)).run(
        draft
    )
    stages = list(front.stages) if isinstance(front, AssessmentFront) else []
    names = Names(findings, text, where, content, site.pages, stages)
    examples = _examples(names, front, kind)
    quiz = _quiz(names, front) if front else None
    scored = quiz if not findings.problems else None
    if scored:
        run_examples(findings, scored, examples)
    file = _file(draft, front, quiz, content) if front and quiz and not findings.problems else None
    identifier = front.id if front else claimed(where, "id")
    problems = findings.problems
    return Checked(draft.path, identifier, file, tuple(examples), tuple(problems), scored)


def _examples(names: Names, front: Front | None, kind: str | None) -> list[Example]:
    """Read the example teams; a knowledge check has none, for its right answers are its tests."""
    if kind == KNOWLEDGE:
        refuse_examples(names.findings, names.content)
        return []
    each = isinstance(front, BandsFront) and front.score.per == "dimension"
    placed = names.dimensions if each else []
    nobody_knows = names.content.cut or (kind is None and names.content.examples is None)
    return [] if nobody_knows else read_examples(names, placed)


def _front_problem(draft: Draft) -> Problem:
    """Tell a front matter that does not end from one that is not there."""
    begins = next((line for line in draft.lines if line.strip()), "")
    if begins.strip() == "---" and not draft.lines[0].startswith("---"):
        hint = "Let the file begin with ---, without an empty line or a space before it"
        message = "something stands before the first --- of the front matter"
        return problem("QZ003", draft.path, START, message, hint, _beginning(draft.lines[0]))
    first = draft.sections[0].blocks[:1]
    if first and first[0].prose.tokens[0].type == "hr":
        hint = "Write a line --- below its last key"
        return problem("QZ003", draft.path, START, "the front matter is not closed", hint)
    hint = "Begin the file with a line ---, the keys of the quiz, and another line ---"
    return problem("QZ003", draft.path, START, "the file has no front matter", hint)


def _beginning(line: str) -> Mend | None:
    """Take out the empty line, or the spaces, with which a file begins."""
    spaces = line[: len(line) - len(line.lstrip())]
    return Mend(START, line[: len(spaces)] if line.strip() else f"{line}\n", "")


def check_scales(draft: Draft, site: Site) -> tuple[Scales, list[Problem]]:
    """Judge the file of shared scales: a heading with an id and a list of options for each."""
    findings = Findings(draft.path)
    text = TextCheck(findings, site.docs, site.pages, draft.lines)
    scales: dict[str, Scale] = {}
    for section in draft.sections:
        if section.level < 2:
            continue
        options = [option for block in section.of(Kind.LIST) for option in block.options]
        before = len(findings)
        _check_scale_form(findings, section)
        if section.level > 2:
            scales.setdefault(section.id or "", Scale(options, sound=False))
            continue
        if not section.id:
            hint = "End the heading with one, like {#how-often}"
            findings.add("QZ011", section.place, "the scale has no id", hint)
        elif section.id in scales:
            hint = "Ids are permanent and unique; choose another for the newer scale"
            findings.add("QZ013", section.place, f"the scale {section.id!r} is here twice", hint)
        check_repeats(findings, section.attributes, section.place)
        for name in section.attributes:
            message = f"the attribute {name!r} cannot stand here"
            hint = "Write it into the braces of the questions that take the scale"
            findings.add("QZ014", section.place, message, hint)
        check_options(findings, text, options, section.place)
        check_unmarked(findings, options)
        check_values(findings, options)
        scales.setdefault(section.id or "", Scale(options, len(findings) == before))
    return scales, findings.problems


def _check_scale_form(findings: Findings, section: Section) -> None:
    """Check that a scale stands below a heading of the second level, and is a list alone."""
    if section.level > 2:
        message = f"a heading of level {section.level} cannot stand here"
        findings.add("QZ015", section.place, message, "Use ## for a scale")
    for block in section.blocks:
        if lost_heading(findings, block):
            continue
        if block.kind is not Kind.LIST:
            message = "beside its options, nobody would read what stands below a scale"
            hint = "Take it out, or write it below the questions that take the scale"
            findings.add("QZ015", block.prose.place, message, hint)


def _quiz(names: Names, front: Front) -> Quiz:
    stages, plays = stages_and_plays(names, front)
    for key in ("purpose", "places", "dont_know"):
        names.plain(claimed(names.where, key) or "", (key,))
    quiz = Quiz(
        id=front.id,
        version=front.version,
        kind=front.kind,
        title=names.content.title,
        places=front.places if isinstance(front, AssessmentFront) else "",
        dimensions=tuple(names.content.dimensions),
        items=tuple(names.content.items),
        stages=stages,
        rule=check_rule(names, front),
        plays=plays,
    )
    if not names.content.broken and not names.content.cut:
        check_whole(names, quiz)
    return quiz


def _file(draft: Draft, front: Front, quiz: Quiz, content: Content) -> QuizFile:
    return QuizFile(
        path=draft.path,
        quiz=quiz,
        minutes=front.minutes,
        purpose=front.purpose,
        about=content.about,
        sections=content.sections,
        items=content.wordings,
        private=isinstance(front, AssessmentFront) and front.private,
    )
