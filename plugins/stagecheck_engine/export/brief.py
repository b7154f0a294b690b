"""One page for a reader who decides: what they want, what it takes, what was found, one request.

The sentences are data that the playbook's editors write and the build checks. Here they are chosen
by reader and stage, and their `{placeholders}` filled.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..errors import ExportError
from ..model import Answers, Bands, Quiz, Result
from ..report import words
from ..report.markup import Element, Node, element
from ..scoring import attitude
from . import blocks, table
from .sentences import Asked, Briefs, Fact, Found, Group, Reader, filled

if TYPE_CHECKING:
    from ..team import Board

BLOCKERS = 3
"""A page has room for so many answers that are in the way; more would hide the request."""


OPEN = "more than one result is still possible, and what the page would say depends on which it is"


class Brief(NamedTuple):
    """A brief as it is read; `facts` are whole lines."""

    title: str
    objective: str
    requirement: str
    argument: str
    findings: tuple[str, ...]
    request: str
    facts: tuple[str, ...]


def of_result(briefs: Briefs, reader: str, quiz: Quiz, answers: Answers, result: Result) -> Brief:
    """Compose a brief from one person's result.

    Raises ExportError: SC432 for another quiz or reader, SC433 for a sentence with an unknown
    placeholder, SC434 while nothing is answered, or too little to know what to say.
    """
    _begun(briefs, quiz, result)
    if not _settled(_reader(briefs, reader), result):
        raise _nothing(OPEN, "answer the questions that the result depends on")
    titles = [words.stage_title(quiz, stage) for stage in result.stages]
    values = {"check": quiz.title, "who": "one colleague", "stage": words.listed(titles, "or")}
    found = _of_one(briefs.found, quiz, answers, result, values)
    play = result.plays[0].play if result.plays else ""
    return _composed(briefs, reader, quiz, result.stages[0], values, found, play)


def readers(briefs: Briefs, quiz: Quiz, result: Result) -> tuple[str, ...]:
    """Name those for whom a brief of one person's result can be written, by id.

    Raises ExportError where `of_result` would, whoever it is for; SC434 where there is nobody.
    """
    _begun(briefs, quiz, result)
    found = tuple(one.id for one in briefs.readers if _settled(one, result))
    if not found:
        raise _nothing(OPEN, "answer the questions that the result depends on")
    return found


def of_board(briefs: Briefs, reader: str, quiz: Quiz, board: "Board") -> Brief:
    """Compose a brief from what a team answered. Raises ExportError as above; SC434 for too few."""
    _suit(briefs, quiz)
    # Boards are for a few readers, briefs of one result for more.
    from ..report import board_words

    holding = board.holding
    if not holding.stages:
        raise _nothing("too few people answered", "talk with each other; nobody else need know")
    values = {
        "check": quiz.title,
        "who": words.counted(board.people, "colleague"),
        "stage": words.stage_title(quiz, holding.stage) if holding.stage else "",
    }
    if not holding.stage:
        held = ((title, people) for title, people in board_words.held(quiz, holding) if people)
        values["stage"] = "; ".join(f"{title}: {people}" for title, people in held)
    first = briefs.found.shared if holding.stage else briefs.found.split
    found = [filled("found.shared", first, values)]
    for one in board.blocked[:BLOCKERS]:
        more = {"question": board_words.text_of(quiz, one.item), "people": str(one.people)}
        found.append(filled("found.lacking", briefs.found.lacking, {**values, **more}))
    most = max(holding.stages, key=lambda one: one.people).stage
    play = board.plays[0].play if board.plays else ""
    return _composed(briefs, reader, quiz, holding.stage or most, values, found, play)


def markdown(brief: Brief) -> str:
    """Write a brief as Markdown."""
    return blocks.written(*_nodes(brief))


def plain(brief: Brief) -> str:
    """Write a brief as plain text, for a letter or a mail."""
    parts = [brief.title, brief.objective, brief.requirement, brief.argument]
    parts += ["What we found:", *(f"- {one}" for one in brief.findings)]
    parts += ["What we ask:", brief.request]
    parts += ["What is known:", *(f"- {one}" for one in brief.facts)] if brief.facts else []
    return "\n\n".join(parts) + "\n"


def _nodes(brief: Brief) -> list[Node]:
    """Build a brief: the argument first, the request last but for what supports it."""
    return [
        element("h3", brief.title),
        *(element("p", text) for text in (brief.objective, brief.requirement, brief.argument)),
        element("h4", "What we found"),
        _lines(brief.findings),
        element("h4", "What we ask"),
        element("p", brief.request),
        *([element("h4", "What is known"), _lines(brief.facts)] if brief.facts else []),
    ]


def _composed(
    briefs: Briefs,
    reader: str,
    quiz: Quiz,
    stage: str,
    values: Mapping[str, str],
    found: Sequence[str],
    play: str,
) -> Brief:
    """Choose what is said to a reader of a stage, and fill it."""
    told = _reader(briefs, reader)
    group = _group(told, stage)
    facts = {fact.id: fact for fact in briefs.facts}
    return Brief(
        filled("title", told.title, values),
        filled("objective", group.objective, values),
        filled("requirement", group.requirement, values),
        filled("argument", group.argument, values),
        tuple(found),
        _request(told.request, quiz, values, play),
        tuple(_fact(facts[one]) for one in told.facts),
    )


def _begun(briefs: Briefs, quiz: Quiz, result: Result) -> None:
    _suit(briefs, quiz)
    if not result.coverage.answered or not result.stages:
        raise _nothing("nothing is answered yet", "answer some questions first")


def _settled(reader: Reader, result: Result) -> bool:
    """Tell whether a reader is told the same, whatever becomes of the open questions."""
    if result.verdict != attitude.OPEN:
        return True
    return len({_group(reader, stage) for stage in result.stages}) == 1


def _suit(briefs: Briefs, quiz: Quiz) -> None:
    if isinstance(quiz.rule, Bands) and quiz.rule.each:
        message = f"in {quiz.id!r} each dimension has a stage of its own; briefs are about one"
        raise ExportError("SC432", message, "copy what you need of the result as Markdown")
    if briefs.quiz != quiz.id:
        message = f"there are briefs for results of {briefs.quiz!r}, not of {quiz.id!r}"
        raise ExportError("SC432", message, f"take {briefs.quiz!r} first")


def _reader(briefs: Briefs, reader: str) -> Reader:
    for one in briefs.readers:
        if one.id == reader:
            return one
    known = ", ".join(one.id for one in briefs.readers)
    raise ExportError("SC432", f"there is no brief for {reader[:40]!r}", f"choose one of: {known}")


def _group(reader: Reader, stage: str) -> Group:
    for group in reader.groups:
        if stage in group.stages:
            return group
    message = f"there is no brief for {reader.id!r} of a team in {stage!r}"
    raise ExportError("SC432", message, "ask the owner of the site to write one")


def _of_one(
    found: Found, quiz: Quiz, answers: Answers, result: Result, values: Mapping[str, str]
) -> list[str]:
    if len(result.stages) == 1:
        belief = next(one.belief for one in quiz.stages if one.id == result.stages[0])
        lines = [filled("found.stage", found.stage, {**values, "belief": belief})]
    else:
        lines = [filled("found.open", found.open, values)]
    for item in [one for one in quiz.items if one.id in result.blockers][:BLOCKERS]:
        # An answer within a sentence; the sentence has its own full stop.
        answer = table.answer_text(quiz, answers, item).removesuffix(".")
        more = {"question": item.text, "answer": answer}
        lines.append(filled("found.blocker", found.blocker, {**values, **more}))
    return lines


def _request(asked: Asked, quiz: Quiz, values: Mapping[str, str], play: str) -> str:
    if not play:
        return filled("request.otherwise", asked.otherwise, values)
    chosen = next(one for one in quiz.plays if one.id == play)
    more = {"play": chosen.title, "outcome": chosen.outcome}
    return filled("request.play", asked.play, {**values, **more})


def _fact(fact: Fact) -> str:
    about = "; ".join(part for part in (fact.cited, fact.strength, fact.caveat) if part)
    return f"{fact.finding} ({about})"


def _lines(texts: Sequence[str]) -> Element:
    return element("ul", *(element("li", text) for text in texts))


def _nothing(why: str, hint: str) -> ExportError:
    return ExportError("SC434", f"there is nothing to write about: {why}", hint)
