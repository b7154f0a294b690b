"""Tables for spreadsheets: every cell comes back, and none is run."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from made_up import answered, any_quizzes
from samples import team_quiz, team_stage
from stagecheck_engine.export import table
from stagecheck_engine.export.cleaned import lines
from stagecheck_engine.export.records import Action, Head
from stagecheck_engine.model import Answers, Quiz
from stagecheck_engine.team import combine
from taken_along import TEXTS, made_hostile


def cells(text: str) -> list[list[str]]:
    """Read a table by Python's own reader of CSV."""
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def expected(text: str) -> str:
    """Say what a cell holds: the text, after an apostrophe where it would be run."""
    plain = lines(text)
    return f"'{plain}" if plain.lstrip()[:1] in [*"=+-@\uff1d\uff0b\uff0d\uff20"] else plain


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=4), max_size=6))
def test_every_cell_is_read_back(rows: list[list[str]]) -> None:
    """With commas, quotation marks, line breaks and all alphabets in it."""
    text = table.written(rows)
    assert cells(text) == [[expected(cell) for cell in row] for row in rows]
    assert text.encode().decode() == text


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_no_cell_starts_a_formula(row: list[str]) -> None:
    """Nor after spaces, which some programs drop; no tab or line feed leads to the next cell."""
    (read,) = cells(table.written([["x", *row]]))
    assert not any(cell.strip().startswith(("=", "+", "-", "@", "\t", "\r")) for cell in read)
    assert not any(one in cell for cell in read for one in "\t\r\0")


@given(answered(any_quizzes()), st.lists(TEXTS, min_size=1, max_size=12))
def test_a_result_has_a_row_for_each_item(case: tuple[Quiz, Answers], hostile: list[str]) -> None:
    """In the quiz's order, with the answer as key and in words; both empty where it was skipped."""
    quiz, answers = made_hostile(case[0], hostile), case[1]
    head, *rows = cells(table.result(quiz, answers))
    assert head == ["item", "question", "key", "answer"]
    assert [row[:2] for row in rows] == [[item.id, expected(item.text)] for item in quiz.items]
    assert [row[2] for row in rows] == [expected(answers.get(item.id, "")) for item in quiz.items]
    assert all(row[3] == "" for row, item in zip(rows, quiz.items, strict=True) if not row[2])


def test_an_answer_stands_in_the_words_of_the_quiz() -> None:
    """Also what is not an option."""
    quiz = team_quiz()
    first, second = quiz.items[:2]
    rows = cells(table.result(quiz, {first.id: "c", second.id: "?"}))
    assert rows[1] == [first.id, first.text, "c", first.options[2].text]
    assert rows[2] == [second.id, second.text, "?", "don't know"]
    assert rows[3][2:] == ["", ""]


HEAD = Head("Where are we?", "Spring", "AB12", "2026-11-22")
COLUMNS = ["item", "question", "key", "answer", "people", "check", "round", "tag", "day"]


def test_a_board_has_a_row_for_each_item_and_answer() -> None:
    """Also for answers that nobody gave; the people of each item add up to all."""
    quiz = team_quiz()
    members = [one.answers for one in team_stage().examples]
    head, *rows = cells(table.board(quiz, combine(quiz, members, 5), HEAD))
    assert head == COLUMNS
    assert all(row[5:] == [*HEAD] for row in rows)
    for item in quiz.items:
        own = [row for row in rows if row[0] == item.id]
        keys = [*(option.key for option in item.options), *("?" * item.dont_know), ""]
        assert [row[2] for row in own] == keys
        assert sum(int(row[4]) for row in own) == len(members)


def test_a_board_below_its_threshold_has_no_rows() -> None:
    """A table tells no more than the page does."""
    quiz = team_quiz()
    few = combine(quiz, [one.answers for one in team_stage().examples[:4]], 5)
    assert cells(table.board(quiz, few, HEAD)) == [COLUMNS]


def test_actions_have_their_owner_and_day() -> None:
    """One a row, as they were agreed."""
    agreed = [Action("Ask in the open", "Ada", "2026-12-01"), Action("=1+1", "", "2026-12-24")]
    assert cells(table.actions(agreed, HEAD)) == [
        ["action", "owner", "by", *COLUMNS[5:]],
        ["Ask in the open", "Ada", "2026-12-01", *HEAD],
        ["'=1+1", "", "2026-12-24", *HEAD],
    ]
