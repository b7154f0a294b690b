"""Gates, a profile, or both: places, ranges and margins, checked against every case."""

from itertools import product

from hypothesis import assume, given
from hypothesis import strategies as st

import reference
from made_up import (
    answered,
    answers_to,
    choices,
    gate_quizzes,
    make_item,
    make_quiz,
    offered,
    profile_quizzes,
    quizzes,
)
from samples import team_quiz, team_stage, tied_answers
from stagecheck_engine.model import DONT_KNOW, NOT_APPLICABLE, Answers, Attitude, Gate, Quiz
from stagecheck_engine.scoring import attitude, gates, profile, score

LADDERS = quizzes() | gate_quizzes()
"""Quizzes that have gates, with a profile or alone."""

EVERY = LADDERS | profile_quizzes()
"""Quizzes of gates, of a profile, and of both."""

NO_RULE = Attitude((), None)


def judge(quiz: Quiz, answers: Answers) -> attitude.Verdict:
    return attitude.judge(quiz, gates.ranks_of(quiz), answers)


def test_every_example_team_ends_at_its_stage_with_a_reason() -> None:
    """Each example team of the real check ends where its column says, and is told why."""
    quiz = team_quiz()
    reached = [example.stage for example in team_stage().examples]
    assert all(reached.count(stage.id) >= 2 for stage in quiz.stages)
    for example in team_stage().examples:
        result = score(quiz, example.answers)
        assert (result.verdict, result.stages) == ("stage", (example.stage,))
        assert result.drivers


@given(answered(EVERY))
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


@given(answered(EVERY), st.data())
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


@given(answered(LADDERS), st.data())
def test_better_answers_never_meet_fewer_gates(
    case: tuple[Quiz, Answers], data: st.DataObject
) -> None:
    """Answers that are pointwise at least as high reach at least as many gated stages."""
    quiz, answers = case
    better = dict(answers)
    for item in quiz.items:
        now = answers.get(item.id, DONT_KNOW)
        if now not in (DONT_KNOW, NOT_APPLICABLE):
            worth = reference.worth(item, now)
            ways = [one for one in choices(item) if reference.worth(item, one) >= worth]
            better[item.id] = data.draw(st.sampled_from(ways))
    ranks = gates.ranks_of(quiz)
    before = gates.standing(quiz, gates.score_gates(quiz, ranks, answers))
    after = gates.standing(quiz, gates.score_gates(quiz, ranks, better))
    assert after.low >= before.low
    assert after.high >= before.high


@given(answered(EVERY))
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
        found = reference.margin(lambda at: judge(quiz, at), quiz, answers, limit)
        assert found == (None if beyond else result.margin)


@given(answered(EVERY))
def test_runners_up_are_what_one_step_reaches(case: tuple[Quiz, Answers]) -> None:
    """The runners-up are the other stages among all answers one step away, and only then."""
    quiz, answers = case
    result = score(quiz, answers)
    near = {stage for at in reference.one_step(quiz, answers) for stage in judge(quiz, at).stages}
    expected = near - set(result.stages) if result.margin == 1 else set()
    assert set(result.runners_up) == expected


GATES = st.lists(
    st.builds(
        lambda items, least, option: Gate("up", min(least, len(items)), tuple(items), option),
        st.lists(st.sampled_from([f"x{at}" for at in range(5)]), min_size=1, unique=True),
        st.integers(1, 5),
        st.sampled_from("bc"),
    ),
    max_size=4,
)


@given(GATES, st.lists(st.sampled_from(["a", "b", "c", "?"]), min_size=5, max_size=5))
def test_the_fewest_rises_are_found_among_all_ways_to_rise(
    conditions: list[Gate], keys: list[str]
) -> None:
    """Gates that share items, and such as do not, are met together as a search of all finds."""
    quiz = make_quiz(tuple(make_item(f"x{at}", "x", 3) for at in range(5)), ["up"], NO_RULE)
    answers = {f"x{at}": key for at, key in enumerate(keys)}
    found = gates.steps_up(conditions, gates.ranks_of(quiz), answers)
    assert found == reference.fewest_rises(conditions, answers, "abc")


@given(GATES)
def test_gates_are_apart_when_no_item_joins_them(conditions: list[Gate]) -> None:
    """Each gate is in one group; groups share no item; and no group could be split."""
    groups = gates.apart(conditions)
    assert sorted(gate for group in groups for gate in group) == sorted(conditions)
    held = [{item for gate in group for item in gate.items} for group in groups]
    assert sum(map(len, held)) == len(set().union(*held))
    for group in groups:
        first, *rest = group
        joined = set(first.items)
        while near := [gate for gate in rest if not joined.isdisjoint(gate.items)]:
            joined.update(item for gate in near for item in gate.items)
            rest = [gate for gate in rest if gate not in near]
        assert not rest


def test_gates_that_share_no_item_do_not_multiply() -> None:
    """Forty conditions of five in seven have 6 to the 40th states together, and 240 apart."""
    names = [[f"x{gate}-{at}" for at in range(7)] for gate in range(40)]
    conditions = [Gate("up", 5, tuple(items), "c") for items in names]
    items = tuple(make_item(name, "x", 3) for own in names for name in own)
    ranks = gates.ranks_of(make_quiz(items, ["up"], NO_RULE))
    assert gates.steps_up(conditions, ranks, {item.id: "a" for item in items}) == 40 * 5 * 2
    options = {item: len(keys) for item, keys in ranks.items()}
    assert [gates.cases(group, options) for group in gates.apart(conditions)] == [6 * 21] * 40


@given(EVERY, st.data())
def test_a_dont_know_tells_as_much_as_a_skipped_item(quiz: Quiz, data: st.DataObject) -> None:
    """Neither is a zero: taking every don't know out of the answers changes no verdict."""
    answers = data.draw(answers_to(quiz))
    told = {item: answer for item, answer in answers.items() if answer != DONT_KNOW}
    assert judge(quiz, told) == judge(quiz, answers)


@given(answered(gate_quizzes()))
def test_who_meets_no_gate_is_at_the_first_stage(case: tuple[Quiz, Answers]) -> None:
    """Gates alone always leave a place to begin, and never tie."""
    quiz, answers = case
    low, high = gates.standing(quiz, gates.score_gates(quiz, gates.ranks_of(quiz), answers))
    expected = tuple(stage.id for stage in quiz.stages[low : high + 1])
    assert judge(quiz, answers) == ("stage" if low == high else "open", expected)


@given(answered(profile_quizzes()))
def test_a_profile_alone_has_nothing_above_and_nothing_in_the_way(
    case: tuple[Quiz, Answers],
) -> None:
    """Attitudes that are not a ladder have no next stage and no blockers."""
    result = score(*case)
    assert (result.next_stage, result.blockers, result.gates) == (None, (), ())


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
    assert (result.verdict, result.stages) == ("between", ("folly", "fearful"))
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
