"""The sentences of briefs, which the playbook's editors write, the build checks and a page ships.

A sentence has placeholders, such as `{stage}`, each of them named below.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from .. import codec
from ..codec import Json
from ..errors import ExportError, QuizDataError


class Fact(NamedTuple):
    """What is cited: a finding, who found it, how firm it is, and what it does not show."""

    id: str
    finding: str
    cited: str
    strength: str
    caveat: str


class Group(NamedTuple):
    """What is said to one reader of a team in one of `stages`."""

    stages: tuple[str, ...]
    objective: str
    requirement: str
    argument: str


class Asked(NamedTuple):
    """The one request: with the first play, or `otherwise` where there is none."""

    play: str
    otherwise: str


class Reader(NamedTuple):
    """Somebody a brief is for, with a short name to choose by; `facts` are ids."""

    id: str
    name: str
    title: str
    groups: tuple[Group, ...]
    request: Asked
    facts: tuple[str, ...]


class Found(NamedTuple):
    """How findings are worded: a certain stage, an uncertain one, and an answer in the way.

    For a team that answered together: `shared` where more than half hold a stage, `split` where
    not, and `lacking` for what is in the way of most.
    """

    stage: str
    open: str
    blocker: str
    shared: str
    split: str
    lacking: str


class Briefs(NamedTuple):
    """All sentences, for results of one quiz. Every stage is in one group of each reader."""

    quiz: str
    found: Found
    readers: tuple[Reader, ...]
    facts: tuple[Fact, ...]


EVERYWHERE = frozenset({"check", "who", "stage"})
"""Placeholders of every sentence: the quiz's title, who answered, and the stage or stages."""

OFFERED: Mapping[str, frozenset[str]] = {
    "found.stage": EVERYWHERE | {"belief"},
    "found.blocker": EVERYWHERE | {"question", "answer"},
    "found.lacking": EVERYWHERE | {"question", "people"},
    "request.play": EVERYWHERE | {"play", "outcome"},
}
"""What else is offered, by sentence; the build holds the playbook's sentences against it."""


def load(text: str) -> Briefs:
    """Read shipped sentences. Raises QuizDataError: SC201 where they are no JSON, and as `read`."""
    try:
        return read(codec.loads(text))
    except ValueError as error:
        message = f"the sentences of the briefs are not JSON: {error}"
        raise QuizDataError("SC201", message, "build the site again") from None


def read(data: Json) -> Briefs:
    """Read sentences as the build ships them. Raises QuizDataError SC203 for another shape."""
    return codec.load_record(Briefs, data, "briefs")


def unknown(sentence: str, offered: frozenset[str]) -> list[str]:
    """List what stands in braces in a sentence and is not offered, and braces without a partner."""
    inside = [name for name in _PLACE.findall(sentence) if name not in offered]
    return [*inside, *re.findall(r"[{}]", _PLACE.sub("", sentence))]


def filled(name: str, sentence: str, values: Mapping[str, str]) -> str:
    """Fill a sentence. What is filled in may have braces of its own, which stay."""
    if wrong := unknown(sentence, frozenset(values)):
        known = ", ".join(f"{{{one}}}" for one in sorted(values))
        message = f"the sentence {name!r} of the briefs has {wrong[0][:40]!r}, which is not offered"
        raise ExportError("SC433", message, f"in the playbook's file of briefs, use only: {known}")
    return _PLACE.sub(lambda match: values[match[1]], sentence).strip()


_PLACE = re.compile(r"\{([^{}]*)\}")
