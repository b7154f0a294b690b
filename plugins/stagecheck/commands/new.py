"""The command that begins a page, a play or a quiz."""

from collections.abc import Callable, Iterable
from datetime import date, datetime

import click

from ..starting import next_steps, pages, quizzes
from ..starting.around import Around
from ..starting.refusal import Refused
from ..starting.writing import Plan, write
from .asking import answers_to
from .reading import find, read_all

_PAGE = {
    "title": "What readers call it.",
    "description": "What it is for, in 60 to 160 characters, as search results show it.",
    "owner": "Who keeps it: a role.",
    "audience": "For whom, with commas.",
    "phases": "The phases that it helps, with commas, or all.",
    "section": "Where in the menu, like Plays or To begin.",
    "on": "The day of its last review, like 2026-11-22. By default today.",
}
_PLAY = {
    "outcome": "What a team has afterwards.",
    "kind": f"One of {', '.join(pages.KINDS)}.",
    "people": "How many people it takes.",
}
_QUIZ = {
    "rule": f"One of {', '.join(quizzes.RULES)}.",
    "purpose": "What people take it for.",
    "places": 'What has a stage, like "The team" in "The team is Fearful."',
    "stages": "Titles of the stages from the lowest to the highest, with commas.",
    "page": "A page that exists, to embed it there. By default a new one below checks/.",
}

type Given = str | None


def _options(helps: dict[str, str]) -> Callable[[click.Command], click.Command]:
    """Give a command an option for each of its questions."""

    def add(command: click.Command) -> click.Command:
        command.params += [click.Option([f"--{name}"], help=text) for name, text in helps.items()]
        return command

    return add


@click.group(name="new")
def command() -> None:
    """Begin a page, a play or a quiz: a file that passes every check, registered in its place.

    Asks for what it needs, or takes it as options. Nothing is ever overwritten.
    """


@_options(_PAGE)
@command.command("page")
@click.argument("name", metavar="ID")
def new_page(name: str, **given: Given) -> None:
    """Begin the page ID, like about/house-rules."""
    with _Refusals():
        around = Around.of(find(), read_all)
        path = around.new_page(name)
        answers = answers_to(pages.page_questions(around, path, _today()), given)
        _carry_out(around, pages.page_plan(around, path, answers), path, [])


@_options(_PAGE | _PLAY)
@command.command("play")
@click.argument("name", metavar="ID")
def new_play(name: str, **given: Given) -> None:
    """Begin the play ID, like run-a-pilot, on the template of plays."""
    with _Refusals():
        around = Around.of(find(), read_all)
        path = around.new_page(name if "/" in name else f"{around.plays}/{name}")
        answers = answers_to(pages.play_questions(around, path, _today()), given)
        plan = pages.play_plan(around, path, answers)
        _carry_out(around, plan, path, next_steps.after_play(around, path, answers))


@_options(_PAGE | _QUIZ)
@command.command("quiz")
@click.argument("name", metavar="ID")
def new_quiz(name: str, page: Given, **given: Given) -> None:
    """Begin the quiz ID, like team-stage, and the page that embeds it."""
    with _Refusals():
        around = Around.of(find(), read_all)
        file, path = around.new_quiz(name), quizzes.page_of(around, name, page)
        rule = answers_to([quizzes.rule_question()], {"rule": given.pop("rule")})
        fresh = path if page is None else None
        asked = quizzes.quiz_questions(around, name, rule["rule"], fresh, _today())
        answers = {**answers_to(asked, given), **rule}
        plan = quizzes.quiz_plan(around, file, name, path, answers)
        _carry_out(around, plan, path, next_steps.after_quiz(around, name, rule["rule"]))


class _Refusals:
    """Ends a command with the sentence of what is in the way."""

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Turn a refusal into the end of the command."""
        if isinstance(error, Refused):
            raise click.ClickException(str(error)) from None


def _today() -> date:
    return datetime.now().date()


def _carry_out(around: Around, plan: Plan, page: str, more: Iterable[str]) -> None:
    """Write a plan, and say what was written and what comes next."""
    written = write(around, plan)
    for line in next_steps.told(written):
        click.echo(line)
    click.echo("\nNext:")
    for line in [*next_steps.next_steps(around, page), *more]:
        click.echo(f"- {line}")
