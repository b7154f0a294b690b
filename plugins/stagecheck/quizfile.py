"""A quiz that has passed every check, with all that its page needs beside the model."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stagecheck_engine.model import Quiz

from .draft import Block, Prose


@dataclass(frozen=True, slots=True)
class Wording:
    """What a reader sees of one item beyond the model: markup, help, and the ways out.

    `none` says that none of several choices is true. `feedback` is told about an option, by its
    key, after a knowledge check; some options have none.
    """

    question: Prose
    help: Sequence[Block]
    options: Mapping[str, Prose]
    dont_know: str | None
    not_applicable: str | None
    none: str | None
    feedback: Mapping[str, Sequence[Block]]


@dataclass(frozen=True, slots=True)
class QuizFile:
    """A checked quiz. `path` is its file, relative to the project.

    `about` are the blocks below the title, `sections` those below each dimension's heading, by
    dimension id; `items` the wording by item id. `minutes` and `purpose` are told to readers.
    Nobody is asked to share what a `private` one comes to: it has no codes and no board.
    """

    path: str
    quiz: Quiz
    minutes: int
    purpose: str
    about: Sequence[Block]
    sections: Mapping[str, Sequence[Block]]
    items: Mapping[str, Wording]
    private: bool = False
