"""Begins quizzes: what has to be known of one, its text, and the page that embeds it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ..pages import EMBED
from .answers import Question, listed, one_line, one_of, plain_line, stage_id, titled
from .answers import stages as read_stages
from .around import Around
from .pages import Answers, page_questions, page_text
from .refusal import Refused
from .texts import filled
from .writing import Plan

RULES = {
    "bands": "adds up points",
    "gates": "stages with must-haves, in order",
    "profile": "attitudes, of which none is better",
    "share": "right and wrong answers",
}
"""The rules that a quiz can begin with, and what each is for."""

KNOWLEDGE = "share"
_KEYS = "abcdef"
_CASES = 5


class Team(NamedTuple):
    """An example team: its name, the stage it reaches, its answers by question."""

    name: str
    stage: str
    answers: Mapping[str, str]


def page_of(around: Around, name: str, existing: str | None) -> str:
    """Return the page that will embed a quiz: a new one below `checks/`, or one that exists."""
    if existing is None:
        return around.new_page(f"checks/{name}")
    path = existing.removeprefix(f"{around.project.docs}/")
    if path not in around.catalogue.pages:
        raise Refused(f"there is no page {existing!r} below {around.project.docs}/")
    return path


def rule_question() -> Question:
    """Ask for the rule, on which the other questions depend."""
    known = "; ".join(f"{rule}: {about}" for rule, about in RULES.items())
    return Question("rule", f"Rule ({known})", one_of(RULES))


def quiz_questions(
    around: Around, name: str, rule: str, new_page: str | None, today: date
) -> list[Question]:
    """Ask what a quiz of a rule needs, and its page if that is new."""
    title = Question("title", "Title", one_line, suggested=titled(name))
    purpose = Question("purpose", "What people take it for, like: To see how we are", plain_line)
    asked = [title, purpose]
    if rule != KNOWLEDGE:
        places = 'What has a stage, like "The team" in "The team is Fearful."'
        titles = "Titles of the stages from the lowest to the highest, by commas"
        asked += [Question("places", places, plain_line), Question("stages", titles, read_stages)]
    on_page = page_questions(around, new_page, today) if new_page else []
    return [*asked, *(one for one in on_page if one.name != "title")]


def quiz_plan(around: Around, file: str, name: str, page: str, answers: Answers) -> Plan:
    """Plan a quiz, and its page: a new one, or one more line on one that exists."""
    text = quiz_text(name, page, answers)
    path = f"{around.project.docs}/{page}"
    if page in around.catalogue.pages:
        before = around.text(path)
        return Plan({file: text}, {path: (before, _with_embed(before, name))}, quiz=name)
    on_page = page_text(around, page, "check.md", answers, name)
    section = answers.get("section", "")
    return Plan({file: text, path: on_page}, page=page, section=section, quiz=name)


def _with_embed(text: str, quiz: str) -> str:
    """Add the line that embeds a quiz, as the last of a page."""
    ends = "\r\n" if "\r\n" in text else "\n"
    return f"{text.rstrip()}{ends}{ends}{EMBED} {quiz}{ends}"


def quiz_text(name: str, page: str, answers: Answers) -> str:
    """Write a quiz that passes every check, with two example teams for each stage."""
    rule = answers["rule"]
    titles = listed(answers["stages"]) if rule != KNOWLEDGE else []
    dimensions = _dimensions(rule)
    values: dict[str, object] = {
        **answers,
        "quiz": name,
        "page": page,
        "titles": titles,
        "stages": [stage_id(one) for one in titles],
        "keys": _KEYS[: len(titles)],
        "bounds": _bounds(len(titles)),
        "dimensions": list(dimensions.items()),
        "items": _items(1, _CASES),
        "teams": list(_teams(rule, dimensions, [stage_id(one) for one in titles])),
    }
    return filled("quiz.md", **values)


def _items(first: int, last: int) -> list[str]:
    return [f"question-{number}" for number in range(first, last + 1)]


def _dimensions(rule: str) -> dict[str, list[str]]:
    """Give each dimension its questions; a profile needs two axes."""
    if rule == "profile":
        return {"first": _items(1, 2), "second": _items(3, 4)}
    return {"first": _items(1, 3)}


def _bounds(count: int) -> list[str]:
    """Cut the mean of answers, from 0 on, into bands with a stage's own step in the middle."""
    return ["0", *(f"{step}.5" for step in range(count - 1)), str(max(count - 1, 0))]


def _teams(
    rule: str, dimensions: Mapping[str, Sequence[str]], stages: Sequence[str]
) -> Iterator[Team]:
    """Give two teams for each stage: one that is all of it, and one that answers once apart."""
    items = [item for asked in dimensions.values() for item in asked]
    for step, stage in enumerate(stages):
        whole = _steps(rule, step, len(stages))
        for letter, steps in zip("AB", (whole, _apart(rule, step, whole)), strict=True):
            keys = [_KEYS[one] for one in steps]
            yield Team(f"Team {step + 1}{letter}", stage, dict(zip(items, keys, strict=True)))


def _steps(rule: str, step: int, count: int) -> list[int]:
    """Answer as the stage at a step does: along the first axis, and against the second."""
    against = count - 1 - step
    return [step, step, against, against] if rule == "profile" else [step] * 3


def _apart(rule: str, step: int, whole: list[int]) -> list[int]:
    """Answer one question otherwise, so little that the stage stays."""
    down = rule == "gates" or step > 0
    return [whole[0] + (-1 if down and step else 1), *whole[1:]]
