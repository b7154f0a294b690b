"""Begins pages and plays: what has to be known of one, and its text."""

from collections.abc import Mapping
from datetime import date
from posixpath import dirname
from typing import get_args

from ..playbook.front import Audience, Kind
from ..playbook.minutes import minutes_for
from ..playbook.page import read_kept
from .answers import Question, day, description, listed, one_line, one_of, some_of, titled, untaken
from .around import Around
from .texts import filled
from .writing import Plan

type Answers = Mapping[str, str]
"""Answers to questions, by their names; lists have commas."""

AUDIENCES: tuple[str, ...] = get_args(Audience.__value__)
KINDS: tuple[str, ...] = get_args(Kind.__value__)


def page_questions(around: Around, path: str, today: date) -> list[Question]:
    """Ask what a page needs: a title, and in a playbook whom it is for and who keeps it."""
    taken = [page.front.title for page in around.playbook.pages.values()]
    suggested = titled(path.removesuffix(".md"))
    title = Question("title", "Title", untaken(one_line, taken), suggested=suggested)
    return [title, *_kept_questions(around, today), *_section_question(around, path)]


def play_questions(around: Around, path: str, today: date) -> list[Question]:
    """Ask what a play needs: what a page does, and what comes of it."""
    asked = page_questions(around, path, today)
    if not around.project.page_front:
        return asked
    asked = [one for one in asked if one.name != "phases"]
    phases = some_of([*around.phases, "all"])
    return [
        *asked,
        Question("outcome", "What a team has afterwards", one_line),
        Question("kind", f"Kind ({', '.join(KINDS)})", one_of(KINDS)),
        Question(
            "phases",
            f"Phases that it helps ({', '.join(around.phases)})",
            phases,
            default=None if around.phases else "all",
        ),
        Question("people", "How many people", one_line, default="TODO: how many, like 3 to 6"),
    ]


def _kept_questions(around: Around, today: date) -> list[Question]:
    """Ask for the front matter that every page of a playbook has."""
    if not around.project.page_front:
        return []
    audiences = f"For whom, by commas ({', '.join(AUDIENCES)})"
    owner = next(iter(around.owners), None)
    told = [page.front.description for page in around.playbook.pages.values()]
    owners = f" ({', '.join(around.owners)})" if around.owners else ""
    return [
        Question(
            "description", "What it is for, in 60 to 160 characters", untaken(description, told)
        ),
        Question("owner", f"Who keeps it, a role{owners}", one_line, suggested=owner),
        Question("audience", audiences, some_of(AUDIENCES), suggested=AUDIENCES[0]),
        Question("phases", "Phases", some_of(["all", *around.phases]), default="all"),
        Question("on", "Day of the last review", day, default=today.isoformat()),
    ]


def _section_question(around: Around, path: str) -> list[Question]:
    """Ask for the section of the menu, where the neighbours of a page do not tell it."""
    nav = around.nav
    if nav is None:
        return []
    found = nav.sections_of(dirname(path))
    asks = f"Section of the menu ({', '.join(one for one in found or nav.sections if one)})"

    def read(given: str) -> str:
        return nav.section_named(given) if given.strip() else ""

    default = (found or [""])[0] if len(found) < 2 else None
    return [Question("section", asks, read, default=default)]


def page_plan(around: Around, path: str, answers: Answers) -> Plan:
    """Plan a page."""
    return _plan(around, path, answers, page_text(around, path, "page.md", answers))


def play_plan(around: Around, path: str, answers: Answers) -> Plan:
    """Plan a play."""
    return _plan(around, path, answers, page_text(around, path, "play.md", answers))


def _plan(around: Around, path: str, answers: Answers, text: str) -> Plan:
    file = f"{around.project.docs}/{path}"
    return Plan({file: text}, page=path, section=answers.get("section", ""))


def page_text(around: Around, path: str, name: str, answers: Answers, quiz: str = "") -> str:
    """Fill in one of the texts of pages, with the minutes that it takes to read."""
    phases = answers.get("phases", "all")
    values: dict[str, object] = {
        **answers,
        "kept": around.project.page_front,
        "play": name == "play.md",
        "audience": listed(answers.get("audience", AUDIENCES[0])),
        "phases": phases if phases == "all" else listed(phases),
        "quiz": quiz,
    }
    first = filled(name, **values, minutes=1)
    page, _ = read_kept(around.project.docs, path, first)
    return filled(name, **values, minutes=minutes_for(page.words)) if page else first
