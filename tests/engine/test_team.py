"""A team's board: who holds what, whether it is stable, what is unknown or in the way, and plays.

What is expected is worked out here from the definitions, person by person.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

import small_quizzes
from made_up import (
    answers_to,
    band_quizzes,
    choices,
    gate_quizzes,
    profile_quizzes,
    quizzes,
)
from samples import team_quiz, team_stage, tied_answers
from stagecheck_engine.codec import dumps, plain
from stagecheck_engine.errors import AnswerError, BoardError
from stagecheck_engine.model import Answers, Play, Quiz
from stagecheck_engine.scoring import place, score
from stagecheck_engine.team import Board, combine

type Team = tuple[Quiz, list[Answers]]


def assessments() -> st.SearchStrategy[Quiz]:
    """Make up a small quiz of any rule that places people."""
    return quizzes() | gate_quizzes() | profile_quizzes() | band_quizzes()


@st.composite
def teams(draw: st.DrawFn, least: int = 1) -> Team:
    """Make up a quiz, with up to five plays, and a team of whom some answer alike."""
    quiz = draw(assessments())
    ids = [item.id for item in quiz.items]
    some = st.lists(st.sampled_from(ids), min_size=1, max_size=3, unique=True)
    plays = tuple(
        Play(name, name.title(), "It helps.", f"{name}.md", tuple(draw(some)), (stage.id,))
        for name, stage in zip("pqrst", draw(st.permutations(quiz.stages)), strict=False)
    )
    pool = draw(st.lists(answers_to(quiz), min_size=1, max_size=4))
    members = draw(st.lists(st.sampled_from(pool), min_size=least, max_size=8))
    return quiz._replace(plays=plays), members


def held(quiz: Quiz, members: list[Answers]) -> Counter[str]:
    """Count who is certain of which stage."""
    results = [score(quiz, one) for one in members]
    return Counter(one.stages[0] for one in results if one.verdict == "stage")


def most_hold(counts: Mapping[str, int], people: int) -> str | None:
    """Find the stage that more than half hold."""
    return next((stage for stage, n in counts.items() if 2 * n > people), None)


def ladder() -> Quiz:
    """Return gates alone: the first stage is `early`, and two of three at `c` make `growing`."""
    return small_quizzes.gates()


LOW = {"tools-one": "a", "tools-two": "a", "time-one": "a"}
HIGH = {"tools-one": "c", "tools-two": "c", "time-one": "c"}


@given(teams())
def test_people_are_counted_by_the_stage_that_is_certain(team: Team) -> None:
    """Stages, ties and open answers add up to all people; more than half make it the team's."""
    quiz, members = team
    board = combine(quiz, members, 0)
    assert (board.quiz, board.version, board.people) == (quiz.id, quiz.version, len(members))
    whole = board.holding
    if whole.verdict == "each":
        return
    counts = held(quiz, members)
    assert whole.stages == tuple((stage.id, counts[stage.id]) for stage in quiz.stages)
    verdicts = Counter(score(quiz, one).verdict for one in members)
    assert (whole.between, whole.open) == (verdicts["between"], verdicts["open"])
    assert sum(one.people for one in whole.stages) + whole.between + whole.open == board.people
    stage = most_hold(counts, len(members))
    assert (whole.verdict, whole.stage) == ("stage" if stage else "split", stage)
    assert board.placed == ()


@given(teams())
def test_each_dimension_is_counted_by_itself(team: Team) -> None:
    """Where every dimension has a stage of its own, so has the board; the whole has none."""
    quiz, members = team
    board = combine(quiz, members, 0)
    each = getattr(quiz.rule, "each", False)
    assert (board.holding.verdict == "each") == each
    if not each:
        return
    whole = board.holding
    assert (whole.stages, whole.stage, whole.between, whole.open) == ((), None, 0, 0)
    placed = [dict(score(quiz, one).placed) for one in members]
    assert [one.dimension for one in board.placed] == list(placed[0])
    for one in board.placed:
        certain = [at[one.dimension] for at in placed if len(at[one.dimension]) == 1]
        counts = Counter(stage for (stage,) in certain)
        at = one.holding
        assert at.stages == tuple((stage.id, counts[stage.id]) for stage in quiz.stages)
        assert (at.between, at.open) == (0, len(members) - len(certain))
        stage = most_hold(counts, len(members))
        assert (at.verdict, at.stage) == ("stage" if stage else "split", stage)


def verdicts(board: Board) -> list[tuple[str, str | None]]:
    """List what a board says of the whole and of each dimension."""
    held = [one.holding for one in (board, *board.placed)]
    return [(one.verdict, one.stage) for one in held]


def without_each(members: list[Answers]) -> Iterator[list[Answers]]:
    """Leave out one person after the other."""
    return (members[:at] + members[at + 1 :] for at in range(len(members)))


@given(teams(least=2))
def test_a_board_hangs_on_those_without_whom_it_says_something_else(team: Team) -> None:
    """Each person is left out in turn, and the rest is combined anew."""
    quiz, members = team
    board = combine(quiz, members, 0)
    left = [combine(quiz, rest, 0) for rest in without_each(members)]
    altered = sum(verdicts(one) != verdicts(board) for one in left)
    assert (board.holding.hangs_on, board.holding.stable) == (altered, altered == 0)
    for at, dimension in enumerate(board.placed):
        altered = sum(verdicts(one)[at + 1] != verdicts(board)[at + 1] for one in left)
        assert (dimension.holding.hangs_on, dimension.holding.stable) == (altered, altered == 0)


@pytest.mark.parametrize(
    ("high", "low", "stage", "hangs_on"),
    [
        (2, 0, "growing", 0),
        (1, 1, None, 2),
        (2, 1, "growing", 2),
        (2, 2, None, 4),
        (3, 1, "growing", 0),
        (3, 2, "growing", 3),
        (2, 3, "early", 3),
        (4, 1, "growing", 0),
        (5, 5, None, 10),
        (6, 5, "growing", 6),
        (7, 5, "growing", 0),
    ],
)
def test_exactly_half_is_not_most(high: int, low: int, stage: str | None, hangs_on: int) -> None:
    """Half of a team is a split, half and one hangs on each of them, and two more are stable."""
    board = combine(ladder(), [HIGH] * high + [LOW] * low, 0).holding
    assert (board.stage, board.hangs_on, board.stable) == (stage, hangs_on, not hangs_on)


def test_who_cannot_tell_counts_among_all() -> None:
    """Three of six who know are half; the tied and the undecided are not left out."""
    quiz = team_quiz()
    fusing = {item.id: "d" if item.dimension != "threat" else "a" for item in quiz.items}
    board = combine(quiz, [fusing] * 3 + [tied_answers(), {}, {}], 4).holding
    assert (board.verdict, board.stage, board.between, board.open) == ("split", None, 1, 2)
    assert combine(quiz, [fusing] * 4 + [tied_answers(), {}, {}], 5).holding.stage == "fusing"


@given(teams())
def test_what_half_do_not_know_is_unseen(team: Team) -> None:
    """Those items, most first; who skipped an item has not said so."""
    quiz, members = team
    counts = {item.id: [one.get(item.id) for one in members].count("?") for item in quiz.items}
    seldom = [item for item, n in counts.items() if 2 * n >= len(members)]
    expected = sorted(seldom, key=lambda item: -counts[item])
    assert list(combine(quiz, members, 0).unseen) == expected


@given(teams())
def test_blockers_are_counted_person_by_person(team: Team) -> None:
    """Each item with the number of people whose result names it, most first."""
    quiz, members = team
    counts = Counter(item for one in members for item in score(quiz, one).blockers)
    found = combine(quiz, members, 0).blocked
    assert dict(found) == counts
    order = [item.id for item in quiz.items]
    assert list(found) == sorted(found, key=lambda one: (-one.people, order.index(one.item)))


def greedy(quiz: Quiz, members: list[Answers]) -> list[tuple[str, tuple[str, ...]]]:
    """Take the play that acts on most pairs of a person and an item, then those pairs away."""
    pairs = {(at, item) for at, one in enumerate(members) for item in place(quiz, one).aim.targets}
    people = Counter(item for _, item in pairs)
    order = [item.id for item in quiz.items]
    found = []
    while True:
        acts = {play.id: {pair for pair in pairs if pair[1] in play.items} for play in quiz.plays}
        best = min(acts, key=lambda play: (-len(acts[play]), play), default="")
        if not acts.get(best):
            return found
        items = {item for _, item in acts[best]}
        by_people = sorted(items, key=lambda item: (-people[item], order.index(item)))
        found.append((best, tuple(by_people)))
        pairs -= acts[best]


@given(teams())
def test_plays_serve_most_people(team: Team) -> None:
    """The first plays are those found pair by pair; only the last may be there for others."""
    quiz, members = team
    board = combine(quiz, members, 0)
    results = [score(quiz, one) for one in members]
    kept = Counter(place(quiz, one).aim.keeps for one in members)
    at_top = [
        stage
        for stage, n in kept.items()
        if stage and 2 * n > len(members) and [one.stages for one in results].count((stage,)) >= n
    ]
    if at_top:
        keepers = sorted(play.id for play in quiz.plays if at_top[0] in play.keeps)
        expected = [(play, ()) for play in keepers]
        expected += [one for one in greedy(quiz, members) if one[0] not in keepers]
    else:
        expected = greedy(quiz, members)
    found = list(board.plays)
    if board.for_others and board.for_others.play not in [play for play, _ in expected[:3]]:
        assert found[-1].play == board.for_others.play
        assert found[-1].items
        found, expected = found[:-1], expected[:2]
    assert found == expected[:3]


@given(teams())
def test_a_split_team_has_a_play_for_the_others(team: Team) -> None:
    """A group that the first play does not serve most gets one, if any play serves half of it.

    One person alone is no group: the play and its questions would point at somebody.
    """
    quiz, members = team
    board = combine(quiz, members, 0)
    targets = [place(quiz, one).aim.targets for one in members]
    stages = [score(quiz, one) for one in members]
    groups = {
        stage.id: [
            set(of)
            for of, one in zip(targets, stages, strict=True)
            if (one.verdict, one.stages) == ("stage", (stage.id,))
        ]
        for stage in quiz.stages
    }
    acts = {
        play.id: {
            stage: sum(bool(of & set(play.items)) for of in own) for stage, own in groups.items()
        }
        for play in quiz.plays
    }
    if board.holding.verdict != "split" or not board.plays:
        assert board.for_others is None
        return
    first = acts[board.plays[0].play]
    others = [stage for stage in groups if stage != max(first, key=lambda stage: first[stage])]
    served = [
        stage
        for stage in others
        if len(groups[stage]) > 1 and any(2 * n[stage] > len(groups[stage]) for n in acts.values())
    ]
    if not served:
        assert board.for_others is None
        return
    largest = max(served, key=lambda stage: len(groups[stage]))
    assert board.for_others
    assert board.for_others.stage == largest
    assert board.for_others.play in [advice.play for advice in board.plays]
    assert 2 * acts[board.for_others.play][largest] > len(groups[largest])


def example(team: str) -> Answers:
    """Return the answers of an example team of the real check."""
    return next(one.answers for one in team_stage().examples if one.team == team)


def test_the_last_play_gives_way_to_one_for_the_others() -> None:
    """Three plays serve the four at Formulating; the three at Fearful get the third place."""
    quiz = team_quiz()
    plays = tuple(
        Play(item.id, item.id, "It helps.", "x.md", (item.id,), ()) for item in quiz.items
    )
    members = [example("Lab")] * 4 + [example("Legal")] * 3 + [{}]
    board = combine(quiz._replace(plays=plays), members, 5)
    assert board.holding.verdict == "split"
    assert [advice.play for advice in board.plays] == [
        "open-drafts",
        "open-questions",
        "before-posting",
    ]
    assert board.for_others == ("before-posting", "fearful")


def test_a_play_that_is_there_already_serves_the_others() -> None:
    """Nothing gives way where the second play acts on what the other group is short of."""
    board = combine(team_quiz(), [example("Legal")] * 3 + [example("Lab")] * 3, 5)
    assert [advice.play for advice in board.plays] == ["move-a-routine", "run-a-pilot"]
    assert board.for_others == ("run-a-pilot", "fearful")


def test_at_the_top_plays_keep_the_stage_and_serve_the_rest() -> None:
    """What keeps most people where they are comes first, without a reason in anybody's answers."""
    board = combine(team_quiz(), [example("Service")] * 4 + [example("Plant B")], 5)
    assert board.holding.stage == "fusing"
    assert board.plays[0] == ("make-results-count", ())
    assert [advice.play for advice in board.plays[1:]] == ["engage-peers", "move-a-routine"]


def test_a_team_of_one_mind_is_told_what_each_of_it_is_told() -> None:
    """Six who answer like an example team are given its plays, stage and blockers."""
    quiz = team_quiz()
    for example in team_stage().examples:
        alone = score(quiz, example.answers)
        board = combine(quiz, [example.answers] * 6, 5)
        assert (board.holding.stage, board.holding.stable) == (example.stage, True)
        assert [advice.play for advice in board.plays] == [one.play for one in alone.plays]
        assert [set(advice.items) for advice in board.plays] == [
            set(one.items) for one in alone.plays
        ]
        assert {one.item for one in board.blocked} == set(alone.blockers)


@given(teams(), st.data())
def test_the_order_of_members_never_matters(team: Team, data: st.DataObject) -> None:
    """Whoever is first, the board is the same to the byte."""
    quiz, members = team
    other = data.draw(st.permutations(members))
    one, again = combine(quiz, members, 0), combine(quiz, other, 0)
    assert dumps(plain(one)) == dumps(plain(again))


@given(teams())
def test_a_copy_of_everybody_says_the_same_of_twice_as_many(team: Team) -> None:
    """Shares, verdict, mixedness, order, plays: none depends on how many pairs there are."""
    quiz, members = team
    one, two = combine(quiz, members * 2, 0), combine(quiz, members * 4, 0)
    assert verdicts(one) == verdicts(two)
    half, whole = one.holding, two.holding
    assert [(stage, 2 * n) for stage, n in half.stages] == list(whole.stages)
    assert (2 * half.between, 2 * half.open) == (whole.between, whole.open)
    assert (one.unseen, one.plays, one.for_others) == (two.unseen, two.plays, two.for_others)
    assert [(of.item, of.deviation, of.mixed) for of in one.spreads] == [
        (of.item, of.deviation, of.mixed) for of in two.spreads
    ]


@given(teams())
def test_one_more_who_agrees_with_most_never_makes_it_unstable(team: Team) -> None:
    """A stage that hangs on nobody does so still, and stays the team's."""
    quiz, members = team
    board = combine(quiz, members, 0)
    if board.holding.verdict == "stage":
        like = next(one for one in members if score(quiz, one).stages == (board.holding.stage,))
        more = combine(quiz, [*members, like], 0)
        assert more.holding.stage == board.holding.stage
        assert more.holding.stable >= board.holding.stable


@given(teams(), st.integers(1, 9))
def test_below_the_threshold_everything_but_a_number_is_hidden(team: Team, threshold: int) -> None:
    """Two boards of as many people are equal, whatever the people answered, if as many count."""
    quiz, members = team
    board = combine(quiz, members, threshold)
    counted = [one for one in members if 10 * len(one) >= 7 * len(quiz.items)]
    assert board.counted == len(counted)
    assert (board.holding.verdict == "few") == (len(counted) < threshold)
    if board.holding.verdict == "few":
        assert board == combine(quiz, [{}] * len(members), threshold)._replace(counted=len(counted))
        assert not any(board.holding._replace(verdict=""))
        assert not any(board[5:])


@pytest.mark.parametrize(("given", "counts"), [(0, False), (11, False), (12, True), (16, True)])
def test_who_skipped_most_opens_no_board(given: int, counts: bool) -> None:
    """Twelve of sixteen answers are enough; not to know is an answer, as the page says."""
    quiz = team_quiz()
    ids = [item.id for item in quiz.items]
    full: Answers = dict.fromkeys(ids, "?")
    board = combine(quiz, [full] * 4 + [dict.fromkeys(ids[:given], "?")], 5)
    assert (board.people, board.counted) == (5, 4 + counts)
    assert (board.holding.verdict != "few") == counts


def test_nobody_is_few_whatever_the_threshold() -> None:
    """Nothing can be said of nobody, and nothing fails."""
    for threshold in (-1, 0, 1, 5):
        board = combine(team_quiz(), [], threshold)
        assert (board.people, board.holding.verdict, board.spreads) == (0, "few", ())


def test_all_may_not_know() -> None:
    """A team that cannot tell has no stage; every item is unseen and none is mixed."""
    quiz = team_quiz()
    board = combine(quiz, [{item.id: "?" for item in quiz.items}] * 5, 5)
    assert (board.holding.verdict, board.holding.open, board.holding.stable) == ("split", 5, True)
    assert board.unseen == tuple(item.id for item in quiz.items)
    assert (board.blocked, board.plays, board.for_others) == ((), (), None)
    assert all((one.mixed, one.agreement) == (0, "unknown") for one in board.spreads)


def test_a_knowledge_check_has_no_board() -> None:
    """It places nobody, and is refused by name, however few there are."""
    with pytest.raises(BoardError) as refused:
        combine(small_quizzes.knowledge(), [], 5)
    assert refused.value.code == "SC551"


def test_an_answer_that_is_not_offered_is_refused() -> None:
    """The board does not leave out what it cannot read."""
    with pytest.raises(AnswerError):
        combine(team_quiz(), [{}] * 4 + [{"rules": "z"}], 0)


class Watched(dict[str, str]):
    """Answers that count how often they are looked at."""

    looks = 0

    def get(self, key: str, default: str | None = None) -> str | None:
        Watched.looks += 1
        return super().get(key, default)

    def __getitem__(self, key: str) -> str:
        Watched.looks += 1
        return super().__getitem__(key)


def test_the_work_grows_as_the_people_do() -> None:
    """Twice the people, all different, are looked at twice as often, and not four times."""
    quiz = team_quiz()
    keys = [choices(item) for item in quiz.items]

    def looks(people: int) -> int:
        Watched.looks = 0
        combine(
            quiz,
            [
                Watched(
                    (item.id, own[number >> 2 * at & 3])
                    for at, (item, own) in enumerate(zip(quiz.items, keys, strict=True))
                )
                for number in range(0, people * 7919, 7919)
            ],
            5,
        )
        return Watched.looks

    assert 0 < looks(400) <= 2 * looks(200)
