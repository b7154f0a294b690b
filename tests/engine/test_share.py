"""The rule `share`: marks and passes of a knowledge check, checked against every case."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import reference
from made_up import answered, choices, knowledge_quizzes, make_item, make_quiz, offered
from stagecheck_engine.model import Answers, Item, Quiz, Share
from stagecheck_engine.report import marked, page
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
    ("pass_mark", "right", "said"),
    [
        ("0.8", 2, "80% are needed to pass; you have 66%."),
        ("0.66", 2, "66% are needed to pass; you have 66%."),
        ("0.665", 2, "66.5% are needed to pass; you have 66.66%."),
        ("2/3", 2, "66.66% are needed to pass; you have 66.66%."),
        ("0.669", 2, "66.9% are needed to pass; you have 66%."),
        ("1", 3, "100% are needed to pass; you have 100%."),
    ],
)
def test_what_one_has_is_told_in_whole_percent(pass_mark: str, right: int, said: str) -> None:
    """Finer only where whole ones would read as a miss, though it is a pass."""
    items = tuple(fact("a", several=False)._replace(id=f"fact{at}") for at in range(3))
    quiz = make_quiz(items, [], Share(Fraction(pass_mark)))
    answers = {item.id: "a" if at < right else "b" for at, item in enumerate(items)}
    html = page.report(page.Context(quiz, answers, score(quiz, answers), {}, "q"))
    assert said in html


@given(st.fractions(Fraction(1, 100), 1), st.fractions(0, 1))
def test_percentages_beside_a_pass_mark_say_whether_it_is_reached(
    pass_mark: Fraction, part: Fraction
) -> None:
    """A pass never reads as less than the mark, and nothing as more than it is."""
    mark, have = marked.percent(pass_mark), marked.percent_beside(pass_mark, part)
    told = [Fraction(one.removesuffix("%")) for one in (mark, have)]
    assert told[1] <= 100 * part
    if part >= pass_mark:
        assert told[1] >= told[0]


def test_the_pass_mark_itself_is_a_pass() -> None:
    """Four of five are 80%, exactly."""
    items = tuple(fact("a", several=False)._replace(id=f"fact{at}") for at in range(5))
    quiz = make_quiz(items, [], Share(Fraction(4, 5)))
    right = {item.id: "a" for item in items}
    assert score(quiz, {**right, "fact0": "b"}).verdict == "passed"
    assert score(quiz, {**right, "fact0": "b", "fact1": "b"}).verdict == "failed"
