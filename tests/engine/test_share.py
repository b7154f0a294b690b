"""The rule `share`: marks and passes of a knowledge check, checked against every case."""

import re
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import reference
from made_up import answered, choices, knowledge_quizzes, make_item, make_quiz, offered
from stagecheck_engine.model import Answers, Item, Quiz, Share
from stagecheck_engine.report import marked, page, words
from stagecheck_engine.scoring import score


@given(answered(knowledge_quizzes()))
def test_marks_points_and_verdict_are_what_trying_every_case_finds(
    case: tuple[Quiz, Answers],
) -> None:
    """Each credit is the reference's; the points of what is open count nothing, or all."""
    quiz, answers = case
    result = score(quiz, answers)
    assert result.total
    assert result.verdict == reference.passes(quiz, answers)
    weights = sum(item.weight for item in quiz.items)
    shares = [reference.right_share(quiz, full) for full in reference.endings(quiz, answers)]
    assert (result.total.least, result.total.most) == (0, weights)
    assert (result.total.low, result.total.high) == (
        min(shares) * weights,
        max(shares) * weights,
    )
    for item, mark in zip(quiz.items, result.marks, strict=True):
        if answers.get(item.id, "?") == "?":
            assert mark == (item.id, 0, "open")
        else:
            credit = reference.credit(item, answers[item.id])
            state = {0: "wrong", 1: "right"}.get(credit, "partly")
            assert mark == (item.id, credit, state)


@given(answered(knowledge_quizzes()))
def test_dimensions_add_up_to_the_total_and_nothing_is_placed(case: tuple[Quiz, Answers]) -> None:
    """There are points and marks, but neither stages nor steps nor plays."""
    quiz, answers = case
    result = score(quiz, answers)
    assert result.total
    for field in ("low", "high", "most", "answered", "items"):
        parts = [getattr(one, field) for one in result.dimensions]
        assert sum(parts) == getattr(result.total, field)
    assert (result.stages, result.margin, result.plays, result.drivers) == ((), None, (), ())
    assert set(result.needed) == (
        {item.id for item in reference.open_items(quiz, answers)}
        if result.verdict == "open"
        else set()
    )


@given(answered(knowledge_quizzes()), st.data())
def test_answering_an_open_item_never_changes_a_verdict_that_is_told(
    case: tuple[Quiz, Answers], data: st.DataObject
) -> None:
    """Passed stays passed, and failed stays failed."""
    quiz, answers = case
    left = reference.open_items(quiz, answers)
    assume(left)
    item = data.draw(st.sampled_from(left))
    more = {**answers, item.id: data.draw(st.sampled_from(offered(item)))}
    assert score(quiz, answers).verdict in ("open", score(quiz, more).verdict)


@given(answered(knowledge_quizzes()), st.data())
def test_better_answers_never_fail_what_passed(
    case: tuple[Quiz, Answers], data: st.DataObject
) -> None:
    """Answers that each earn at least as much credit lead at least as far."""
    quiz, answers = case
    better = dict(answers)
    for item in quiz.items:
        if answers.get(item.id, "?") != "?":
            now = reference.credit(item, answers[item.id])
            ways = [one for one in choices(item) if reference.credit(item, one) >= now]
            better[item.id] = data.draw(st.sampled_from(ways))
    order = ["failed", "open", "passed"]
    before, after = score(quiz, answers).verdict, score(quiz, better).verdict
    assert order.index(after) >= order.index(before)


def fact(*right: str, several: bool = True) -> Item:
    """Make a question with the options a, b, c, d, of which some are right."""
    item = make_item("fact", "x", 4)
    options = (option._replace(value=int(option.key in right)) for option in item.options)
    return item._replace(options=tuple(options), several=several, none=several)


@pytest.mark.parametrize(
    ("answer", "credit"),
    [
        ("a b", 1),
        ("a", Fraction(1, 2)),
        ("a b c", Fraction(1, 2)),
        ("a c", 0),
        ("c d", 0),
        ("a b c d", 0),
        ("a c d", 0),
        ("~", 0),
    ],
)
def test_a_wrong_tick_takes_back_a_right_one(answer: str, credit: Fraction) -> None:
    """Of two right ones, each is worth a half; ticking everything earns nothing."""
    quiz = make_quiz((fact("a", "b"),), [], Share(Fraction(1)))
    assert score(quiz, {"fact": answer}).marks[0].credit == credit


@pytest.mark.parametrize(
    ("pass_mark", "takes"),
    [("0.8", "3 right answers"), ("0.66", "2 right answers"), ("1/3", "1 right answer")],
)
def test_the_pass_mark_is_told_in_right_answers(pass_mark: str, takes: str) -> None:
    """Where each question is right or wrong and worth the same, nobody has to reckon."""
    items = tuple(fact("a", several=False)._replace(id=f"fact{at}") for at in range(3))
    quiz = make_quiz(items, [], Share(Fraction(pass_mark)))
    answers = {item.id: "a" if at < 2 else "b" for at, item in enumerate(items)}
    assert marked.needed(quiz, quiz.rule, score(quiz, answers)) == f"Passing takes {takes}."


@given(answered(knowledge_quizzes()))
def test_the_pass_mark_reads_as_reached_where_it_is(case: tuple[Quiz, Answers]) -> None:
    """It is told once; beside it, what one has reads as enough when it passes, and else not."""
    quiz, answers = case
    assert isinstance(quiz.rule, Share)
    result = score(quiz, answers)
    headline = words.headline(quiz, result)
    have = re.match(r"You have ([\d.]+) of \d+ (right|point)", headline)
    told = page.report(page.Context(quiz, answers, result, {}, "q")) + headline
    takes = re.findall(r"Passing takes ([\d.]+)( of \d+ points?| right answers?)\.", told)
    assert len(takes) == 1
    if have and ("right" in takes[0][1]) == (have[2] == "right"):
        reached = result.total is not None and result.total.low >= quiz.rule.pass_mark * Fraction(
            result.total.most
        )
        assert (Fraction(have[1]) >= Fraction(takes[0][0])) == reached


def test_a_part_of_an_answer_may_be_what_is_missing() -> None:
    """While a question of several right answers is open, the mark is told in points."""
    items = (fact("a", several=False), fact("a", "b")._replace(id="other"))
    quiz = make_quiz(items, [], Share(Fraction(3, 5)))
    takes = marked.needed(quiz, quiz.rule, score(quiz, {"fact": "a"}))
    assert takes == "Passing takes 1.2 of 2 points."


def test_questions_that_are_not_right_are_led_to() -> None:
    """The report names each with what became of it, and links to it; not those that are right."""
    items = (fact("a", "b"), *(fact("a")._replace(id=f"fact{at}") for at in range(3)))
    quiz = make_quiz(items, [], Share(Fraction(1)))
    answers = {"fact": "a", "fact0": "a", "fact1": "b"}
    html = page.report(page.Context(quiz, answers, score(quiz, answers), {}, "q"))
    list_ = html.partition("To look at again: 2 questions")[2].partition("</ul>")[0]
    assert re.findall(r'href="#q\.(\w+)".*?<span[^>]*>(.*?)</span>', list_) == [
        ("fact", "Partly right."),
        ("fact1", "Not right."),
    ]


def test_the_pass_mark_itself_is_a_pass() -> None:
    """Four of five are 80%, exactly."""
    items = tuple(fact("a", several=False)._replace(id=f"fact{at}") for at in range(5))
    quiz = make_quiz(items, [], Share(Fraction(4, 5)))
    right = {item.id: "a" for item in items}
    assert score(quiz, {**right, "fact0": "b"}).verdict == "passed"
    assert score(quiz, {**right, "fact0": "b", "fact1": "b"}).verdict == "failed"
