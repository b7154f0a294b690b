"""The rule `attitude`: places, ranges and margins, checked against brute force and for order."""

from itertools import product

from hypothesis import assume, given
from hypothesis import strategies as st

from samples import (
    answered_quizzes,
    answers_to,
    offered,
    quizzes,
    team_quiz,
    team_stage,
    tied_answers,
)
from stagecheck_engine.model import DONT_KNOW, NOT_APPLICABLE, Answers, Quiz
from stagecheck_engine.scoring import attitude, gates, profile, score


def judge(quiz: Quiz, answers: Answers) -> attitude.Verdict:
    return attitude.judge(quiz, gates.ranks_of(quiz), answers)


def one_step(quiz: Quiz, answers: Answers) -> list[Answers]:
    """Move each answer by one option, independently of the engine."""
    near = []
    for item in quiz.items:
        keys = [option.key for option in item.options]
        if answers.get(item.id) in keys:
            rank = keys.index(answers[item.id])
            near += [
                {**answers, item.id: keys[at]} for at in (rank - 1, rank + 1) if 0 <= at < len(keys)
            ]
    return near


def brute_margin(quiz: Quiz, answers: Answers, limit: int) -> int | None:
    """Walk outwards over all answers until the verdict changes; None beyond `limit` steps."""
    now = judge(quiz, answers)
    ring = {tuple(sorted(answers.items()))}
    seen = set(ring)
    for steps in range(1, limit + 1):
        ring = {
            tuple(sorted(near.items())) for at in ring for near in one_step(quiz, dict(at))
        } - seen
        if any(judge(quiz, dict(at)) != now for at in ring):
            return steps
        seen |= ring
    return None


def test_every_example_team_ends_at_its_stage_with_a_reason() -> None:
    """Each example team of the real check ends where its column says, and is told why."""
    quiz = team_quiz()
    reached = [example.stage for example in team_stage().examples]
    assert all(reached.count(stage.id) >= 2 for stage in quiz.stages)
    for example in team_stage().examples:
        result = score(quiz, example.answers)
        assert (result.verdict, result.stages) == ("stage", (example.stage,))
        assert result.drivers


@given(answered_quizzes())
def test_the_stage_holds_for_every_way_to_answer_the_open_items(
    case: tuple[Quiz, Answers],
) -> None:
    """Whatever the open items turn out to be, the stage is one of those that were shown."""
    quiz, answers = case
    shown = judge(quiz, answers)
    left = [item for item in quiz.items if answers.get(item.id, DONT_KNOW) == DONT_KNOW]
    assume(len(left) <= 3)
    for ways in product(*(offered(item) for item in left)):
        full = {**answers, **{item.id: way for item, way in zip(left, ways, strict=True)}}
        assert set(judge(quiz, full).stages) <= set(shown.stages)


@given(answered_quizzes(), st.data())
def test_answering_an_open_item_never_leaves_the_range(
    case: tuple[Quiz, Answers], data: st.DataObject
) -> None:
    """One more answer can only rule stages out, never bring one in."""
    quiz, answers = case
    left = [item for item in quiz.items if answers.get(item.id, DONT_KNOW) == DONT_KNOW]
    assume(left)
    item = data.draw(st.sampled_from(left))
    more = {**answers, item.id: data.draw(st.sampled_from(offered(item)))}
    assert set(judge(quiz, more).stages) <= set(judge(quiz, answers).stages)


@given(answered_quizzes(), st.data())
def test_better_answers_never_meet_fewer_gates(
    case: tuple[Quiz, Answers], data: st.DataObject
) -> None:
    """Answers that are pointwise at least as high reach at least as many gated stages."""
    quiz, answers = case
    better = dict(answers)
    for item in quiz.items:
        keys = [option.key for option in item.options]
        if answers.get(item.id) in keys:
            higher = keys[keys.index(answers[item.id]) :]
            better[item.id] = data.draw(st.sampled_from(higher))
    ranks = gates.ranks_of(quiz)
    before = gates.standing(quiz, gates.score_gates(quiz, ranks, answers))
    after = gates.standing(quiz, gates.score_gates(quiz, ranks, better))
    assert after.low >= before.low
    assert after.high >= before.high


@given(answered_quizzes())
def test_the_margin_is_the_fewest_steps_that_alter_the_verdict(
    case: tuple[Quiz, Answers],
) -> None:
    """The margin, found gate by gate and axis by axis, is what a walk over all answers finds."""
    quiz, answers = case
    result = score(quiz, answers)
    if result.verdict == attitude.OPEN:
        assert result.margin is None
    else:
        limit = 3
        beyond = result.margin is None or result.margin > limit
        assert brute_margin(quiz, answers, limit) == (None if beyond else result.margin)


@given(answered_quizzes())
def test_runners_up_are_what_one_step_reaches(case: tuple[Quiz, Answers]) -> None:
    """The runners-up are the other stages among all answers one step away, and only then."""
    quiz, answers = case
    result = score(quiz, answers)
    near = {stage for at in one_step(quiz, answers) for stage in judge(quiz, at).stages}
    expected = near - set(result.stages) if result.margin == 1 else set()
    assert set(result.runners_up) == expected


@given(quizzes(), st.data())
def test_a_dont_know_tells_as_much_as_a_skipped_item(quiz: Quiz, data: st.DataObject) -> None:
    """Neither is a zero: taking every don't know out of the answers changes no verdict."""
    answers = data.draw(answers_to(quiz))
    told = {item: answer for item, answer in answers.items() if answer != DONT_KNOW}
    assert judge(quiz, told) == judge(quiz, answers)


def test_a_stage_higher_up_does_not_count_without_the_one_below() -> None:
    """Leaders who work in the open do not make a team Fusing whose daily work is elsewhere."""
    quiz = team_quiz()
    best = {item.id: item.options[-1].key for item in quiz.items}
    assert judge(quiz, best).stages == ("fusing",)
    closed = {item.id: "a" for item in quiz.items if item.dimension == "daily"}
    assert judge(quiz, {**best, **closed}).stages == ("formulating",)


def test_attitudes_are_not_summed() -> None:
    """A Folly answered half and a Formulating answered half is never a Flippant in between."""
    quiz = team_quiz()
    plans = {"named-purpose": "d", "looked-after": "d", "tried-on-purpose": "a"}
    others = {item.id: "a" for item in quiz.items if item.id not in plans}
    assert judge(quiz, {**others, **plans}).stages != ("formulating",)
    assert judge(quiz, {**others, **plans, "last-help": "c"}).stages == ("formulating",)


def test_a_tie_in_the_profile_is_between() -> None:
    """Where two attitudes are equally near, both are named and neither is chosen."""
    result = score(team_quiz(), tied_answers())
    assert (result.verdict, result.stages) == ("between", ("folly", "flippant"))
    assert result.margin == 1


def test_an_axis_with_too_few_answers_tells_nothing() -> None:
    """With two of three items answered (67%, less than 70%) every sum of the axis is tried."""
    items = profile.axis_items(team_quiz(), team_quiz().rule.profile.axes[0])
    two = {"last-help": "a", "how-spoken-of": "a"}
    assert profile.axis_sums(items, two) == tuple(range(10))
    assert profile.axis_sums(items, {**two, "time-spent": "b"}) == (1,)


def test_items_that_do_not_apply_are_left_out_and_the_rest_is_scaled() -> None:
    """Three points on two of three items are as much as four and a half on all three."""
    team = profile.axis_items(team_quiz(), team_quiz().rule.profile.axes[0])
    items = tuple(item._replace(not_applicable=True) for item in team)
    answers = {"last-help": "b", "how-spoken-of": "c", "time-spent": NOT_APPLICABLE}
    (told,) = profile.axis_sums(items, answers)
    assert 2 * told == 9
