"""What every report says, whatever the rule: sentences, numbers and lists."""

import json
import re
from fractions import Fraction
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from made_up import answered, any_quizzes, make_item, make_quiz, pack, several
from stagecheck_engine.bridge import handle
from stagecheck_engine.model import Answers, Band, Bands, Quiz
from stagecheck_engine.report import phrases, words
from stagecheck_engine.scoring import score


def response(quiz: Quiz, answers: Answers) -> dict[str, str]:
    """Ask the engine as the page does."""
    request = {"op": "score", "quiz": pack(quiz), "answers": answers, "base": "", "anchor": "q"}
    told = json.loads(handle(json.dumps(request)))
    assert told["ok"], told
    return told


@given(answered(any_quizzes()))
def test_every_report_is_written_in_whole_sentences(case: tuple[Quiz, Answers]) -> None:
    """No rule leaves a hole where a word should be, nor speaks of what it does not have."""
    quiz, answers = case
    told = response(quiz, answers)
    text = unescape(re.sub(r"<[^>]+>", " ", told["html"]))
    assert re.fullmatch(r"[^\s].*[.]", told["headline"])
    for wrong in ("None", "Fraction", "()", "[]", "  .", " ,", "0 open"):
        assert wrong not in told["headline"]
        assert wrong not in text.replace("None of the questions", "")
    paragraphs = re.findall(r"<p>(.*?)</p>", told["html"])
    assert all(re.fullmatch(r"\S.*[.:]", paragraph) for paragraph in paragraphs)


@given(answered(any_quizzes()))
def test_every_list_has_something_in_it(case: tuple[Quiz, Answers]) -> None:
    """A heading is followed by what it promises."""
    html = response(*case)["html"]
    assert not re.search(r"<(ul|ol|tbody|table|p|h4|a)[^>]*></", html)
    assert not re.search(r"<h4>[^<]*</h4>(<h4|$)", html)


@given(st.fractions(min_value=0, max_value=1000))
def test_a_number_never_reads_higher_than_it_is(number: Fraction) -> None:
    """It is cut after two decimals, so it is less than a hundredth too low."""
    written = Fraction(phrases.figure(number))
    assert written <= number < written + Fraction(1, 100)
    assert phrases.is_cut(number) == (written != number)


@given(st.fractions(min_value=0, max_value=1), st.integers(1, 9), st.integers(0, 6))
def test_a_number_of_a_small_scale_keeps_its_size(part: Fraction, digit: int, noughts: int) -> None:
    """It is cut to less than a tenth of what a score can be, however little that is."""
    most = Fraction(digit, 10**noughts)
    written = Fraction(phrases.figure(part * most, most))
    assert written <= part * most < written + min(most / 10, Fraction(1, 100))


def test_scores_of_thousandths_are_not_told_as_nought() -> None:
    """Three questions worth a thousandth each: figures, border and bar are not all 0."""
    items = tuple(
        item._replace(
            options=tuple(one._replace(value=one.value * Fraction(1, 1000)) for one in item.options)
        )
        for item in (make_item(f"x{at}", "x", 2) for at in range(3))
    )
    cut = Fraction(2, 1000)
    bands = (Band("p", 0, cut), Band("q", cut, Fraction(3, 1000)))
    quiz = make_quiz(items, ["p", "q"], Bands(bands, False, "sum", (), "sum", None))
    told = response(quiz, {"x0": "b", "x1": "a", "x2": "a"})
    assert told["headline"] == "Your team's place is P: 0.001 of 0.003."
    assert "The score has 0.001 of 0.003; Q begins at 0.002." in told["html"]
    assert re.findall(r'class="(\w+)" width="([\d.]+)"', told["html"]) == [
        ("most", "0.003"),
        ("high", "0.001"),
        ("low", "0.001"),
    ]


def test_what_is_in_the_way_is_folded_when_it_is_long() -> None:
    """Of fifteen answers below the next band six are shown, whichever dimension they belong to."""
    items = tuple(make_item(f"{name}{at}", name, 3) for name in "xyz" for at in range(5))
    bands = (Band("p", 0, 1), Band("q", 1, 2))
    quiz = make_quiz(items, ["p", "q"], Bands(bands, True, "mean", (), "mean", None))
    html = response(quiz, {item.id: "a" for item in items})["html"]
    way = html.partition("What is in the way of the next stage")[2].partition("<h4>")[0]
    shown = re.sub(r"<details>.*?</details>", "", way)
    assert (way.count("Now: "), shown.count("Now: ")) == (15, 6)
    assert re.findall("<summary>(.*?)</summary>", way) == ["And 4 more answers", "5 answers"]


def test_numbers_are_written_as_people_write_them() -> None:
    """Without a point where none is needed, and without noughts at the end."""
    shown = [3, Fraction(15, 2), Fraction(1, 3), Fraction(1, 20), Fraction(1, 1000), 10]
    assert [phrases.figure(one) for one in shown] == ["3", "7.5", "0.33", "0.05", "0", "10"]


def test_answers_of_several_choices_are_listed_in_the_order_of_the_quiz() -> None:
    """Whichever was ticked first; no option is a word of its own."""
    item = several(make_item("x0", "x", 3))
    texts = ("A mail.", "A call.", "A post.")
    options = (one._replace(text=text) for one, text in zip(item.options, texts, strict=True))
    rule = Bands((Band("p", 0, 3),), False, "mean", (), "mean", None)
    quiz = make_quiz((item._replace(options=tuple(options)),), ["p"], rule)
    assert words.option_text(quiz, "x0", "c a") == "A mail; A post."
    assert words.option_text(quiz, "x0", "~") == "none of these"


def test_a_score_just_below_a_band_is_not_given_the_number_of_its_border() -> None:
    """Cut to two decimals, 8/15 and 53.4/100 are both 0.53."""
    item = make_item("x0", "x", 2)
    options = zip(item.options, (0, 1), strict=True)
    item = item._replace(options=tuple(one._replace(value=value) for one, value in options))
    items = tuple(item._replace(id=f"x{at}", weight=weight) for at, weight in enumerate((8, 7)))
    border = Fraction(534, 1000)
    bands = (Band("p", 0, border), Band("q", border, 1))
    quiz = make_quiz(items, ["p", "q"], Bands(bands, False, "mean", (), "mean", None))
    html = response(quiz, {"x0": "b", "x1": "a"})["html"]
    assert "The score is just below 0.53 of 1, where Q begins." in html
    assert score(quiz, {"x0": "b", "x1": "a"}).stages == ("p",)


def of_dimensions(*, each: bool) -> Quiz:
    """Make a quiz of three dimensions of two questions, which may not apply; one is not counted."""
    items = [
        make_item(f"{name}{at}", name, 3, not_applicable=True) for name in "xyz" for at in (0, 1)
    ]
    items.append(items[0]._replace(id="free", ordered=False))
    bands = (Band("p", 0, 1), Band("q", 1, 2))
    return make_quiz(tuple(items), ["p", "q"], Bands(bands, each, "mean", (), "mean", None))


def test_where_nothing_applies_nothing_is_in_the_way() -> None:
    """No next stage is named where no score is."""
    quiz = of_dimensions(each=False)
    answers = {item.id: "-" for item in quiz.items} | {"free": "b"}
    told = response(quiz, answers)
    assert told["headline"] == "Your team's place cannot be told, for too much does not apply."
    assert "What is in the way" not in told["html"]
    assert "begins at" not in told["html"]


def test_the_headline_speaks_of_the_dimensions_that_apply() -> None:
    """Every dimension is every one only where none is left out."""
    quiz = of_dimensions(each=True)
    answers = {item.id: "c" for item in quiz.items}
    assert response(quiz, answers)["headline"] == "Your team's place is Q in every part."
    left_out = {**answers, "y0": "-", "y1": "-"}
    assert response(quiz, left_out)["headline"] == (
        "Your team's place is Q in every part that applies."
    )
