"""Codes in a file to read: those that are out in the world, and those that are refused, and how.

`golden/codes.md` has two codes of every published version. They are never edited: whoever has such
a code may paste it years from now. Run `python tests/engine/test_given_codes.py` after a release to
add those of new versions, and to write the sentences of the refusals again; then read them.
"""

import random
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))

from made_up import make_item, make_quiz, offered, several
from samples import ROOT, catalogue
from stagecheck.ledger.entry import read_ledgers, ship
from stagecheck_engine import ledger
from stagecheck_engine.codes import TAGS, decode, encode, expect_round, round_tag, written_tag
from stagecheck_engine.errors import CodeError
from stagecheck_engine.model import Quiz, Share

GOLDEN = Path(__file__).parent / "golden" / "codes.md"
GIVEN, REFUSED = "# Codes that are out in the world\n", "# Codes that are refused\n"
_SECTION = re.compile(
    r"^## (?P<title>[^\n]+)\n\n```text\n(?P<code>.*?)\n```\n(\n```text\n(?P<says>.*?)\n```\n)?",
    re.MULTILINE | re.DOTALL,
)


class Entry(NamedTuple):
    """A section of the file: a code as it was typed, and what it says or how it is refused."""

    title: str
    code: str
    says: str


def entries(part: str) -> list[Entry]:
    """Read every section of one of the file's two parts."""
    given, refused = GOLDEN.read_text("utf-8").split(REFUSED)
    text = given if part == GIVEN else refused
    found = [Entry(one["title"], one["code"], one["says"] or "") for one in _SECTION.finditer(text)]
    assert [entry.title for entry in found] == re.findall(r"^## (.+)", text, re.MULTILINE)
    return found


@cache
def published() -> dict[str, ledger.Ledger]:
    """Return the ledgers of this repository as its pages load them."""
    ledgers, problems = read_ledgers(ROOT, "quizzes")
    assert ledgers
    assert not problems
    return {quiz: ledger.load(ship(quiz, one), quiz) for quiz, one in ledgers.items()}


def says(title: str, text: str) -> str:
    """Read a code of the quiz that a title begins with, and write what it says line by line."""
    quiz = title.split(" ")[0]
    code = decode(text, quiz, published()[quiz])
    found = "none" if code.round is None else written_tag(code.round)
    lines = [f"version: {code.version}", f"round: {found}", f"nonce: {code.nonce}"]
    return "\n".join([*lines, *(f"{item}: {answer}" for item, answer in code.answers.items())])


@pytest.mark.parametrize("entry", [pytest.param(one, id=one.title) for one in entries(GIVEN)])
def test_a_code_says_for_ever_what_it_said(entry: Entry) -> None:
    """What was given out is read by the version that it answers."""
    assert says(entry.title, entry.code) == entry.says


def test_the_file_has_codes_of_every_published_version() -> None:
    """None is added by hand, and none is forgotten."""
    wanted = [title for quiz, versions in published().items() for title in titles(quiz, versions)]
    assert sorted(entry.title for entry in entries(GIVEN)) == sorted(wanted)


def titles(quiz: str, versions: ledger.Ledger) -> Iterator[str]:
    """Name the two codes of each version."""
    for version in versions:
        yield from (f"{quiz} {version}, in a round", f"{quiz} {version}, alone")


def garden() -> Quiz:
    """Make the quiz that the refused codes are judged by; a change of it changes their marks."""
    items = (*(make_item(name, "care", 4) for name in ("tree", "pond", "shed", "path")),)
    tools = several(make_item("tools", "care", 4, not_applicable=True))
    return make_quiz((*items, tools), [], Share(1))._replace(id="garden")


ROUND = "7K2M"


def refused(text: str) -> str:
    """Return what a facilitator of a round is told of a line."""
    try:
        code = decode(text, "garden", {1: ledger.version_of(garden())})
        expect_round(code, round_tag(ROUND))
    except CodeError as error:
        return f"{error.code}: {error.message}.\n{error.hint[0].upper()}{error.hint[1:]}."
    return "It is read."


@pytest.mark.parametrize("entry", [pytest.param(one, id=one.title) for one in entries(REFUSED)])
def test_a_refusal_says_what_is_wrong_and_what_to_do(entry: Entry) -> None:
    """Four kinds of refusal read as four, and each names its way out."""
    assert refused(entry.code) == entry.says


def test_each_kind_of_refusal_is_in_the_file() -> None:
    """Nobody has to guess how one of them reads."""
    codes = {entry.says[:5] for entry in entries(REFUSED)}
    assert codes == {"It is", *(f"SC40{number}" for number in range(1, 6))}


def made(title: str) -> Entry:
    """Make a code of a version that is the quiz's newest, by chance, the same each time."""
    name, version = title.split(",")[0].split(" ")
    file = catalogue().checked[name].file
    assert file
    assert file.quiz.version == int(version), f"{title} is not the newest, and has no code yet"
    chance = random.Random(title)  # noqa: S311 - the same each time, not a secret
    answers = {
        item.id: chance.choice(offered(item)) for item in file.quiz.items if chance.random() < 0.9
    }
    tag = None if title.endswith("alone") else chance.randrange(TAGS)
    code = encode(file.quiz, answers, chance.randrange(TAGS), tag)
    return Entry(title, code, says(title, code))


def write_again() -> None:
    """Add the codes of new versions, and write the sentences of all refusals."""
    text = GOLDEN.read_text("utf-8")
    there = {entry.title for entry in entries(GIVEN)}
    wanted = [title for quiz, versions in published().items() for title in titles(quiz, versions)]
    new = [section(made(title)) for title in wanted if title not in there]
    given, rest = text.split(REFUSED)
    rest = _SECTION.sub(
        lambda one: section(Entry(one["title"], one["code"], refused(one["code"]))), rest
    )
    GOLDEN.write_text("\n".join([given.rstrip("\n") + "\n", *new, REFUSED]) + rest, "utf-8")


def section(entry: Entry) -> str:
    """Write a section of the file."""
    return f"## {entry.title}\n\n```text\n{entry.code}\n```\n\n```text\n{entry.says}\n```\n"


if __name__ == "__main__":
    write_again()
