"""Answers to questions: from the options of a command, or from whoever sits at the terminal."""

import sys
from collections.abc import Callable, Mapping, Sequence

import click

from ..starting.answers import Question


def answers_to(questions: Sequence[Question], given: Mapping[str, str | None]) -> dict[str, str]:
    """Return an answer to each question, asking for those that are needed and not given.

    Raises click.UsageError where there is nobody to ask, or where an option answers nothing.
    """
    _refuse_strangers(questions, given)
    found = {one.name: _read(one, value) for one in questions if (value := given.get(one.name))}
    missing = [one for one in questions if one.name not in found and one.default is None]
    if missing and not sys.stdin.isatty():
        listed = "\n".join(f"  --{one.name}  {one.asks}" for one in missing)
        raise click.UsageError(f"these options are missing, and nobody is there to ask:\n{listed}")
    defaults = {one.name: one.default for one in questions if one.default is not None}
    return {**defaults, **found, **{one.name: _asked(one) for one in missing}}


def _refuse_strangers(questions: Sequence[Question], given: Mapping[str, str | None]) -> None:
    known = [one.name for one in questions]
    for name, value in given.items():
        if value is not None and name not in known:
            raise click.UsageError(f"--{name} has no meaning here; the options are {_named(known)}")


def _named(names: Sequence[str]) -> str:
    return ", ".join(f"--{name}" for name in names)


def _read(question: Question, value: str) -> str:
    try:
        return question.read(value)
    except ValueError as error:
        raise click.UsageError(f"--{question.name}: {error}") from None


def _asked(question: Question) -> str:
    answer: str = click.prompt(
        question.asks, default=question.suggested, value_proc=_checked(question.read)
    )
    return answer


def _checked(read: Callable[[str], str]) -> Callable[[str], str]:
    """Let the terminal ask again where an answer is none."""

    def checked(value: str) -> str:
        try:
            return read(value)
        except ValueError as error:
            raise click.UsageError(str(error)) from None

    return checked
