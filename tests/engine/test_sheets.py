"""Answers on paper, typed in: each sheet becomes a code that says what the sheet says."""

import json
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_up import any_quizzes
from samples import team_quiz
from stagecheck_engine import bridge, codes, marks, sheets
from stagecheck_engine.codec import SCHEMA_VERSION, Pack, dump_pack, dumps
from stagecheck_engine.model import Answers, Item, Quiz

SHEET = "0 e 1 b 2 e 3 d 0, 1; 2 3 a B C D"

WRITE = "write a, b, c, d, ? or . for none."


def told(quiz: Quiz, text: str, seed: int = 7) -> list[Answers]:
    """Type a text in, and read the codes back."""
    typed = sheets.typed(quiz, text, None, seed)
    assert typed.wrong == ()
    versions = codes.known(quiz, {})
    return [codes.decode(code, quiz.id, versions).answers for code in typed.codes]


def test_a_sheet_says_what_its_marks_say() -> None:
    """Numbers and keys mean the same, in small letters or large, whatever stands between them."""
    (answers,) = told(team_quiz(), SHEET)
    assert "".join(answers[item.id] for item in team_quiz().items) == "aebbceddabcdabcd"


def test_open_answers_are_open_in_their_own_ways() -> None:
    """A don't know is one, and a full stop leaves the question out."""
    (answers,) = told(team_quiz(), "? . " + "b " * 14)
    items = [item.id for item in team_quiz().items]
    assert answers[items[0]] == "?"
    assert items[1] not in answers


def test_equal_sheets_are_different_people() -> None:
    """Two lines of one text, and the same text typed again, have codes of their own."""
    quiz = team_quiz()
    once, again = (sheets.typed(quiz, f"{SHEET}\n\n{SHEET}", None, seed).codes for seed in (1, 2))
    assert len({*once, *again}) == 4


def test_the_same_text_read_twice_gives_the_same_codes() -> None:
    """What the page repeats, because Python had to start anew, adds nobody."""
    assert sheets.typed(team_quiz(), SHEET, 5, 1) == sheets.typed(team_quiz(), SHEET, 5, 1)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("a b c", "This has 3 answers, and the check has 16 questions."),
        ("abcdabcdabcdabcd", "Put a space between the answers: 16 are needed, 1 was found."),
        ("4 " + "b " * 15, f"Question 1 has no answer “4”: {WRITE}"),
        ("b b b - " + "b " * 12, f"Question 4 has no answer “-”: {WRITE}"),
        (
            "b b b a+b " + "b " * 12,
            f"Question 4 has no answer “a+b”: {WRITE}",
        ),
        ("<b>" + " b" * 15, f"Question 1 has no answer “<b>”: {WRITE}"),
    ],
)
def test_a_line_that_is_no_sheet_says_why_and_the_others_go_in(line: str, reason: str) -> None:
    """Too few answers, and answers that are not offered, are told with what to write."""
    typed = sheets.typed(team_quiz(), f"{SHEET}\n{line}\n{SHEET}", None, 3)
    assert len(typed.codes) == 2
    assert typed.wrong == (sheets.Wrong(2, line.strip()[:40], reason),)


def test_more_sheets_than_a_room_holds_are_a_mistake() -> None:
    """Each line after the last that is taken is refused with what to do, and so none is lost."""
    lines = [SHEET] * (sheets.MOST + 120)
    typed = sheets.typed(team_quiz(), "\n".join(lines), None, 3)
    assert len(typed.codes) == sheets.MOST
    assert [one.line for one in typed.wrong] == [*range(sheets.MOST + 1, len(lines) + 1)]
    reason = "There are more than 500 sheets: add the others after these."
    assert {one.reason for one in typed.wrong} == {reason}


def test_sheets_are_counted_and_not_lines() -> None:
    """Empty lines between sheets, and lines that are none, take nobody's place."""
    typed = sheets.typed(team_quiz(), f"{SHEET}\n\na b c\n" * sheets.MOST, None, 3)
    assert len(typed.codes) == sheets.MOST
    assert [one.line for one in typed.wrong][-1] == 3 * sheets.MOST


def mark(quiz: Quiz, item: Item, answer: str | None) -> str:
    """Write an answer as somebody types it."""
    shown = marks.marks(quiz, item)
    return "+".join(shown[key] for key in answer.split(" ")) if answer else sheets.SKIPPED


def offered(item: Item) -> list[str]:
    """List answers that an item takes: each option, several of them, and the other ways."""
    keys = [option.key for option in item.options]
    ways = (("?", item.dont_know), ("-", item.not_applicable), ("~", item.none))
    many = [" ".join(keys), " ".join(keys[1:])] if item.several and len(keys) > 2 else []
    return [*keys, *many, *(way for way, is_offered in ways if is_offered)]


@given(any_quizzes(), st.integers(0, 11))
def test_every_sheet_of_every_quiz_comes_back(quiz: Quiz, turn: int) -> None:
    """Whatever a quiz offers can be typed in, several choices and all, and questions left out."""
    given = {
        item.id: [*offered(item), None][turn % (len(offered(item)) + 1)] for item in quiz.items
    }
    answers = {item: answer for item, answer in given.items() if answer is not None}
    line = " ".join(mark(quiz, item, given[item.id]) for item in quiz.items)
    assert told(quiz, line) == [answers]


def test_the_bridge_answers_with_codes_of_the_round() -> None:
    """The page hands over text and gets codes and reasons."""
    pack = dump_pack(Pack(SCHEMA_VERSION, team_quiz(), ()))
    asked = {"op": "paper", "quiz": pack, "text": f"{SHEET}\na", "round": "ABCD", "seed": 9}
    response = cast(dict[str, Any], json.loads(bridge.handle(dumps(asked))))
    assert response["ok"]
    (code,) = response["codes"]
    read = codes.decode(code, "team-stage", codes.known(team_quiz(), {}))
    assert codes.written_tag(read.round or 0) == "ABCD"
    assert [one["line"] for one in response["refused"]] == [2]
