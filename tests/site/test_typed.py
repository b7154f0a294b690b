"""A printed form, typed in: what stands at a box on paper is what is typed for it, in any quiz."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_up import (
    any_quizzes,
    band_quizzes,
    knowledge_quizzes,
    make_item,
    make_quiz,
    profile_quizzes,
)
from markup import Element
from samples import catalogue
from sheets import printed, written
from stagecheck.quizfile import QuizFile
from stagecheck_engine import codes, sheets
from stagecheck_engine.model import KNOWLEDGE, Answers, Band, Bands, Option, Quiz

type Shown = tuple[str, str]
"""What stands at a box: its mark and the number it counts, each empty where there is none."""


def boxes(page: Element) -> dict[str, dict[str, Shown]]:
    """Read what a printed form shows at each box, by question and value."""
    return {
        field.attributes["data-item"]: {
            label.all("input")[0].attributes["value"]: (
                "".join(mark.text for mark in label.all("b", class_="stagecheck-typed")),
                "".join(number.text for number in label.all("small")),
            )
            for label in field.all("label")
        }
        for field in page.all("fieldset")
    }


def read(quiz: Quiz, typed: list[list[str]]) -> list[Answers | str]:
    """Type sheets in; return the answers of each, or why it is refused."""
    found = sheets.typed(quiz, "\n".join(" ".join(sheet) for sheet in typed), None, 7)
    refused: dict[int, Answers | str] = {one.line: one.reason for one in found.wrong}
    taken = iter(found.codes)
    versions = codes.known(quiz, {})
    return [
        refused[line] if line in refused else codes.decode(next(taken), quiz.id, versions).answers
        for line in range(1, len(typed) + 1)
    ]


def read_one(quiz: Quiz, item: str, typed: str) -> str:
    """Type one answer in, and none to the other questions; return the answer, or the refusal."""
    sheet = [typed if one.id == item else sheets.SKIPPED for one in quiz.items]
    (found,) = read(quiz, [sheet])
    return found if isinstance(found, str) else found[item]


def expect_as_printed(file: QuizFile) -> None:
    """Type what the form shows at every box; a knowledge check shows nothing, and has places."""
    shown = boxes(printed(file))
    assert shown.keys() == {item.id for item in file.quiz.items}
    for item, at in shown.items():
        for place, (value, (mark, _)) in enumerate(at.items(), 1):
            assert bool(mark) == (file.quiz.kind != KNOWLEDGE)
            way_out = value if value in "?-~" else ""
            assert read_one(file.quiz, item, mark or way_out or str(place)) == value


@pytest.mark.parametrize("name", sorted(catalogue().checked))
def test_every_form_of_this_repository_is_typed_as_it_is_printed(name: str) -> None:
    """Each answer of each question, those beside the options included."""
    file = catalogue().checked[name].file
    assert file is not None
    expect_as_printed(file)


@given(any_quizzes())
def test_a_form_of_any_rule_is_typed_as_it_is_printed(quiz: Quiz) -> None:
    """Whatever counts, and whatever is offered."""
    expect_as_printed(written(quiz))


KEYS = ["0", "1", "2", "3", "10", "half", "a", "b"]


@st.composite
def keyed_at_random(draw: st.DrawFn) -> Quiz:
    """Give the options of a made-up quiz's first question keys that look like numbers."""
    quiz = draw(st.one_of(band_quizzes(), knowledge_quizzes(), profile_quizzes()))
    first = quiz.items[0]
    keys = draw(st.permutations(KEYS))
    return with_options(
        quiz, [one._replace(key=key) for one, key in zip(first.options, keys, strict=False)]
    )


def with_options(quiz: Quiz, options: list[Option]) -> Quiz:
    """Give the first question other options."""
    first, *others = quiz.items
    return quiz._replace(items=(first._replace(options=tuple(options)), *others))


@given(keyed_at_random())
def test_keys_that_look_like_numbers_are_typed_as_they_are_printed(quiz: Quiz) -> None:
    """Also where the key of one answer is what another counts, or its place."""
    expect_as_printed(written(quiz))


@given(keyed_at_random())
def test_what_could_be_two_answers_is_refused(quiz: Quiz) -> None:
    """A number is the one printed, never a place; what two boxes show is taken for neither."""
    item = quiz.items[0]
    shown = boxes(printed(written(quiz)))[item.id]
    for token in {one for pair in shown.values() for one in pair if one}:
        alike = [value for value, pair in shown.items() if token in (*pair, value)]
        found = read_one(quiz, item.id, token)
        marks = [shown[value][0] for value in alike]
        if len(alike) == 1:
            assert found == alike[0]
        else:
            assert f"“{token}” may be" in found
            assert all(mark in found for mark in marks)


def plain_score(*options: Option) -> Quiz:
    """Make a quiz of one question, with these options."""
    item = make_item("dug", "beds", 2)._replace(options=options)
    bands = (Band("weedy", 0, 1),)
    return make_quiz((item,), ["weedy"], Bands(bands, False, "mean", (), "mean", None))


def options(keys: str, values: list[int]) -> list[Option]:
    """Make options with keys of one character."""
    return [Option(key, key, value) for key, value in zip(keys, values, strict=True)]


def test_a_key_that_another_answer_counts_is_printed_and_asked_for_with_a_sign() -> None:
    """The options 1 and 2 count 0 and 1, so a 1 could be either: the form shows #1 and #2."""
    quiz = plain_score(*options("12", [0, 1]))
    assert [mark for mark, _ in boxes(printed(written(quiz)))["dug"].values()] == ["#1", "#2", "?"]
    assert read_one(quiz, "dug", "1") == (
        "In question 1, “1” may be #1, or #2, which counts 1: write #1 or #2."
    )
    assert read_one(quiz, "dug", "2") == "2"


def test_a_number_that_two_answers_count_is_asked_for_by_their_marks() -> None:
    """Nobody can tell which of the two was crossed."""
    quiz = plain_score(*options("abc", [0, 1, 1]))
    assert read_one(quiz, "dug", "1") == (
        "In question 1, “1” may be b, which counts 1, or c, which counts 1: write b or c."
    )


@pytest.mark.parametrize(("quiz", "counts"), [("team-stage", "0 1 2 3"), ("pulse", "0 2 4 6")])
def test_numbers_are_read_as_they_are_printed(quiz: str, counts: str) -> None:
    """A sheet of the number at the third box is one of third answers, and a place is no answer."""
    file = catalogue().checked[quiz].file
    assert file is not None
    shown = boxes(printed(file))
    first = next(iter(shown.values()))
    assert [number for _, number in first.values() if number] == counts.split()
    third = {item: [*at.items()][2] for item, at in shown.items()}
    (answers,) = read(file.quiz, [[number for _, (_, number) in third.values()]])
    assert answers == {item: value for item, (value, _) in third.items()}
