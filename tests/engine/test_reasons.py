"""Drivers, blockers, open questions and plays."""

from hypothesis import given

from made_up import answered, best, gate_quizzes, profile_quizzes, quizzes
from samples import team_quiz, team_stage
from stagecheck_engine.model import DONT_KNOW, NOT_APPLICABLE, Answers, Quiz
from stagecheck_engine.scoring import attitude, gates, profile, score
from stagecheck_engine.scoring.plays import PLAYS_SHOWN

EVERY = quizzes() | gate_quizzes() | profile_quizzes()
"""Quizzes of gates, of a profile, and of both."""


@given(answered(EVERY))
def test_taking_a_single_driver_away_alters_the_verdict(case: tuple[Quiz, Answers]) -> None:
    """Drivers are exactly the answers without which the verdict differs, if there are any."""
    quiz, answers = case
    ranks = gates.ranks_of(quiz)
    now = attitude.judge(quiz, ranks, answers)
    decisive = {
        item
        for item in answers
        if attitude.judge(quiz, ranks, {k: v for k, v in answers.items() if k != item}) != now
    }
    result = score(quiz, answers)
    gated = {gate.stage for gate in quiz.rule.gates}
    if decisive:
        assert set(result.drivers) == decisive
    elif result.stages[0] in gated:
        # Several did it together: answers of the highest gate that is surely met.
        highest = [one.gate for one in result.gates if one.gate.stage == result.stages[0]]
        together = {item for gate in highest for item in gate.items}
        assert result.drivers
        assert set(result.drivers) <= together
    else:
        assert result.drivers == ()


@given(answered(EVERY))
def test_raising_every_blocker_and_open_item_reaches_the_next_stage(
    case: tuple[Quiz, Answers],
) -> None:
    """Blockers and open items are all that keeps the next stage away."""
    quiz, answers = case
    result = score(quiz, answers)
    if result.next_stage is None:
        return
    top = {item.id: best(item) for item in quiz.items}
    open_items = [item.id for item in quiz.items if answers.get(item.id, "?") == "?"]
    raised = {**answers, **{item: top[item] for item in (*result.blockers, *open_items)}}
    reached = score(quiz, raised).stages
    order = [stage.id for stage in quiz.stages]
    assert order.index(reached[0]) >= order.index(result.next_stage)


@given(answered(EVERY))
def test_plays_name_answers_that_they_act_on(case: tuple[Quiz, Answers]) -> None:
    """Each play shown acts on answers that were given, no two on the same, at most three plays."""
    quiz, answers = case
    result = score(quiz, answers)
    acted_on = [item for advice in result.plays for item in advice.items]
    assert len(acted_on) == len(set(acted_on))
    assert set(acted_on) <= set(answers)
    assert len(result.plays) <= PLAYS_SHOWN


@given(answered(EVERY))
def test_what_is_needed_is_open(case: tuple[Quiz, Answers]) -> None:
    """Only open items can still tell more; an open verdict names some, if anything applies."""
    quiz, answers = case
    result = score(quiz, answers)
    assert all(answers.get(item, DONT_KNOW) == DONT_KNOW for item in result.needed)
    axes = [profile.axis_items(quiz, axis) for axis in profile.profile_of(quiz).axes]
    void = any(all(answers.get(item.id) == NOT_APPLICABLE for item in items) for items in axes)
    if result.verdict == attitude.OPEN:
        assert result.needed or void
    else:
        assert not result.needed


def test_each_phase_leads_to_its_own_play() -> None:
    """The first play for the first team of each phase is the one that moves it on."""
    quiz = team_quiz()
    first = {}
    for example in team_stage().examples:
        plays = [advice.play for advice in score(quiz, example.answers).plays]
        first.setdefault(example.stage, plays[0])
    assert first == {
        "folly": "find-your-story",
        "fearful": "run-a-pilot",
        "flippant": "choose-a-first-case",
        "formulating": "move-a-routine",
        "forging": "engage-peers",
        "fusing": "make-results-count",
    }


def test_at_the_top_nothing_blocks_and_a_play_keeps_the_stage() -> None:
    """A Fusing team has no next stage and is shown how to stay."""
    quiz = team_quiz()
    result = score(quiz, {item.id: item.options[-1].key for item in quiz.items})
    assert (result.next_stage, result.blockers) == (None, ())
    assert result.plays == (("make-results-count", ()),)
