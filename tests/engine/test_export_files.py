"""Files of results and rounds: what was written is read back, and nothing else is."""

import json
import random
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuzzing.mutations import mutate, mutate_json
from stagecheck_engine.errors import FileError
from stagecheck_engine.export import fields, files
from stagecheck_engine.export.records import (
    Action,
    Check,
    Kept,
    Mine,
    Round,
    Rounds,
    Unfinished,
)
from stagecheck_engine.report.markup import element, serialise
from taken_along import TEXTS

IDS = st.from_regex(r"[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
ANSWERS = st.sampled_from(["a", "b", "a c", "?", "-", "~", "long-key other-key"])
DAYS = st.dates(date(1970, 1, 1), date(2199, 12, 31)).map(date.isoformat)
CODES = st.from_regex(r"[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){4,7}", fullmatch=True)
TAGS = st.from_regex(r"[0-9A-HJKMNP-TV-Z]{4}", fullmatch=True)
# Whatever is typed into a line: neither control characters nor halves of others come of that.
NAMES = TEXTS.filter(lambda text: not fields.BARRED.search(text))


def lists[One](of: st.SearchStrategy[One]) -> st.SearchStrategy[tuple[One, ...]]:
    return st.lists(of, max_size=4).map(tuple)


VERSIONS = st.integers(1, 16383)
KEPT = st.builds(Kept, IDS, VERSIONS, st.dictionaries(IDS, ANSWERS), DAYS)
UNFINISHED = st.builds(
    Unfinished, IDS, st.dictionaries(IDS, ANSWERS), st.dictionaries(IDS, VERSIONS)
)
CHECKS = st.builds(Check, IDS, DAYS)
MINE = st.builds(Mine, NAMES, lists(KEPT), lists(UNFINISHED), lists(CHECKS))
ACTIONS = st.builds(Action, NAMES, NAMES, DAYS)
PEOPLE = st.integers(0, 1_000_000)
ROUND = st.builds(Round, IDS, NAMES, TAGS, PEOPLE, DAYS, lists(CODES), lists(ACTIONS))
ROUNDS = st.builds(Rounds, NAMES, lists(ROUND))

KEPT_ONE = Kept("team-stage", 1, {"last-help": "c", "rules": "?"}, "2026-11-22")
MINE_ONE = Mine(
    "/playbook/",
    (KEPT_ONE, KEPT_ONE._replace(day="2026-12-22")),
    (Unfinished("sponsor", {"plan": "a b"}, {"plan": 2}),),
    (Check("team-stage", "2027-02-22"),),
)
ROUND_ONE = Round(
    "team-stage",
    "Depot, autumn",
    "7K3M",
    8,
    "2026-11-22",
    ("0AB1-2CD3-4EF5-6GH7-8JK9",),
    (Action("Ask in the open", "Ada", "2026-12-01"),),
)
ROUNDS_ONE = Rounds("/playbook/", (ROUND_ONE,))

READERS: list[tuple[str, Callable[[str], object]]] = [
    (files.written_results(MINE_ONE), files.read_results),
    (files.written_rounds(ROUNDS_ONE), files.read_rounds),
]


@given(MINE)
def test_results_are_read_back_as_they_were(mine: Mine) -> None:
    """Every answer, day and name, in any alphabet."""
    text = files.written_results(mine)
    assert text.isascii()
    assert files.read_results(text) == mine
    assert files.read_results("\ufeff" + text.replace("\n", "\r\n")) == mine
    assert files.results_of(json.loads(text)) == mine


@given(ROUNDS)
def test_rounds_are_read_back_as_they_were(rounds: Rounds) -> None:
    """Codes, names, and actions with owners and days."""
    text = files.written_rounds(rounds)
    assert files.read_rounds(text) == rounds
    assert files.rounds_of(json.loads(text)) == rounds


class Reader(HTMLParser):
    """Notes the elements that a browser would make."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen += [tag, *(name for name, _ in attrs)]


def as_html(texts: list[str]) -> list[str]:
    """List the elements and attributes that a report makes of texts."""
    reader = Reader()
    reader.feed(serialise(element("p", *texts)))
    reader.close()
    return reader.seen


def strings(value: object) -> list[str]:
    """List every text within a record."""
    if isinstance(value, str):
        return [value]
    parts = [*value, *value.values()] if isinstance(value, dict) else value
    return (
        [one for part in parts for one in strings(part)] if isinstance(parts, tuple | list) else []
    )


def spoilt(text: str, chance: random.Random) -> str:
    """Spoil the text of a file, or a value in it."""
    if chance.random() < 0.5:
        return mutate(chance, text, [one for one, _ in READERS])
    return json.dumps(mutate_json(chance, json.loads(text)))


def test_ten_thousand_spoilt_files_are_refused_or_sound() -> None:
    """Each is read as a file that could have been written, or refused by a sentence with a code."""
    chance = random.Random(20261122)  # noqa: S311 - the same cases each time, not a secret
    refused: dict[str, int] = {}
    for at in range(10_000):
        text, read = READERS[at % 2]
        try:
            found = read(spoilt(text, chance))
        except FileError as error:
            refused[error.code] = refused.get(error.code, 0) + 1
            said = [error.message, error.hint]
            assert all(0 < len(part) < 1_000 for part in said)
        else:
            written = files.written_results if isinstance(found, Mine) else files.written_rounds
            assert read(written(found)) == found  # type: ignore[arg-type]
            said = strings(found)
        assert as_html(said) == ["p"]
    assert refused.keys() >= {"SC421", "SC422", "SC425", "SC426"}
    assert sum(refused.values()) < 10_000


def changed(path: list[str | int], value: object, whole: int = 0) -> str:
    """Replace one value in a sound file."""
    data = json.loads(READERS[whole][0])
    place: Any = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return json.dumps(data)


FIRST: list[str | int] = ["results", 0]


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("", "SC421", "expected a file that was exported here, found an empty one"),
        ("\ufeff \n", "SC421", "found an empty one"),
        (
            "{",
            "SC421",
            "what stands in line 1, column 2, is not JSON, or the file breaks off there",
        ),
        ('{"a": 1,\n <b>', "SC421", "what stands in line 2, column 2, is not JSON"),
        (f"[{'9' * 5_000}]", "SC421", "it has a number of thousands of digits"),
        ("[" * 30, "SC421", "nested more than 20 deep"),
        ('{"a":' * 100_000, "SC421", "nested more than 20 deep"),
        ("[1]", "SC422", "expected a file of results, found something else"),
        ("null", "SC422", "something else"),
        ('{"kind": ["stagecheck-results"]}', "SC422", "something else"),
        (READERS[1][0], "SC422", "expected a file of results, found one of rounds"),
        (changed(["format"], 2), "SC423", "expected a file of format 1, found 2"),
        (changed(["format"], 0), "SC425", "expected the number 1 in file.format, found 0"),
        (changed(["format"], True), "SC425", "found True"),
        (changed(["format"], 10**400), "SC423", "found a huge number"),
        (changed(["results"], {}), "SC425", "expected a list in file.results, found an object"),
        (changed(["results", 1], None), "SC425", "an object in file.results[1], found nothing"),
        (changed(["extra"], 1), "SC425", "found 'extra'"),
        (
            changed([*FIRST, "day"], "2026-02-30"),
            "SC426",
            "file.results[0].day, found '2026-02-30'",
        ),
        (changed([*FIRST, "day"], 20261122), "SC425", "expected text in file.results[0].day"),
        (changed([*FIRST, "version"], 0), "SC426", "a whole number of 1 to 16,383"),
        (changed([*FIRST, "version"], 10**400), "SC426", "found a huge number"),
        (changed([*FIRST, "version"], True), "SC425", "expected a whole number"),
        (changed([*FIRST, "version"], 1.0), "SC425", "expected a whole number"),
        (changed([*FIRST, "quiz"], "<b>"), "SC426", "found '<b>'"),
        (changed([*FIRST, "quiz"], "x" * 5_000), "SC426", "…"),
        (
            changed([*FIRST, "answers"], []),
            "SC425",
            "expected an object in file.results[0].answers",
        ),
        (changed([*FIRST, "answers", "<i>"], "a"), "SC426", "found '<i>'"),
        (changed([*FIRST, "answers", "rules"], "a  b"), "SC426", "expected an answer"),
        (changed([*FIRST, "answers", "rules"], "a\n"), "SC426", "expected an answer"),
        (changed(["site"], "a\x00"), "SC426", "one line of at most 300 characters"),
        (changed(["site"], "x" * 301), "SC426", "one line of at most 300 characters"),
        (changed(["results"], [None] * 10_001), "SC424", "at most 10,000 entries in file.results"),
        (
            changed([*FIRST, "answers"], {f"x{at}": "a" for at in range(10_001)}),
            "SC424",
            "at most 10,000 entries in file.results[0].answers, found 10,001",
        ),
        (" " * 5_000_001, "SC424", "expected at most 5,000,000 characters, found 5,000,001"),
    ],
)
def test_a_refusal_says_what_was_expected_found_and_where(text: str, code: str, says: str) -> None:
    """Codes are stable, and each message leads to the place."""
    with pytest.raises(FileError) as caught:
        files.read_results(text)
    assert caught.value.code == code
    assert says in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        (["tag"], "7k3m", "SC426"),
        (["tag"], "", "SC426"),
        (["people"], -1, "SC426"),
        (["codes", 0], "<script>", "SC426"),
        (["codes", 0], "0AB1-2CD", "SC426"),
        (["codes", 0], "0000-" * 500 + "0000", "SC426"),
        (["codes"], ["0000"] * 10_001, "SC424"),
        (["actions", 0, "day"], "soon", "SC426"),
        (["actions", 0, "owner"], ["Ada"], "SC425"),
        (["name"], "a\nb", "SC426"),
    ],
)
def test_a_round_is_judged_to_its_last_field(
    path: list[str | int], value: object, code: str
) -> None:
    """Codes, tags and actions as well as names."""
    with pytest.raises(FileError, match=code):
        files.read_rounds(changed(["rounds", 0, *path], value, whole=1))


def test_a_field_that_is_missing_is_named() -> None:
    """Without it, the record would be a guess."""
    data = json.loads(READERS[0][0])
    del data["results"][1]["day"]
    with pytest.raises(
        FileError, match=r"expected a value in file.results\[1\].day, found nothing"
    ):
        files.read_results(json.dumps(data))


def test_what_could_not_be_read_back_is_not_written() -> None:
    """A file is refused when it is made, not on the day when it is needed."""
    many = tuple(KEPT_ONE._replace(answers={f"item-{at}": "a" for at in range(300)}) for _ in [0])
    with pytest.raises(FileError, match="SC424"):
        files.written_results(MINE_ONE._replace(results=many * 2_000))


def test_a_full_file_is_read_and_written() -> None:
    """Ten rounds of 5,000 codes are within the limits, for large organisations."""
    full = ROUND_ONE._replace(codes=ROUND_ONE.codes * 5_000)
    rounds = Rounds("/playbook/", (full,) * 10)
    assert files.read_rounds(files.written_rounds(rounds)) == rounds
