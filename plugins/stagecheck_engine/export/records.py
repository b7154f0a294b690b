"""What a reader has and takes along. Days are texts such as 2026-11-22."""

from typing import NamedTuple


class Kept(NamedTuple):
    """A quiz that was taken on a day, with the answers that it had then."""

    quiz: str
    version: int
    answers: dict[str, str]
    day: str


class Unfinished(NamedTuple):
    """Answers to go on with; `versions` says to which version of the quiz each was given."""

    quiz: str
    answers: dict[str, str]
    versions: dict[str, int]


class Check(NamedTuple):
    """The day on which a quiz is to be taken again."""

    quiz: str
    day: str


class Mine(NamedTuple):
    """All that one reader has on a site; `site` is the name it had there."""

    site: str
    results: tuple[Kept, ...]
    unfinished: tuple[Unfinished, ...]
    checks: tuple[Check, ...]


class Action(NamedTuple):
    """What a team agreed to do: who sees to it, and by when. The owner may be empty."""

    text: str
    owner: str
    day: str


class Head(NamedTuple):
    """What tells files of rounds apart: the check by its title, the round, the day of writing.

    `name` and `tag` are the round's. A text may be empty where nobody knows it.
    """

    check: str
    name: str
    tag: str
    day: str


class Round(NamedTuple):
    """The codes of one team at one time: `tag` has four characters, `people` were asked."""

    quiz: str
    name: str
    tag: str
    people: int
    day: str
    codes: tuple[str, ...]
    actions: tuple[Action, ...]


class Rounds(NamedTuple):
    """All rounds that a facilitator has on a site."""

    site: str
    rounds: tuple[Round, ...]
