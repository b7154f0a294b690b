"""The rule `bands`: scores, stages and reasons, checked against every case and for order."""

from fractions import Fraction

from hypothesis import assume, example, given
from hypothesis import strategies as st

import reference
from made_up import answered, band_quizzes, best, choices, make_item, make_quiz, offered, several
from stagecheck_engine.model import Answers, Band, Bands, Group, Item, Number, Play, Quiz, Result
from stagecheck_engine.scoring import score, steps


def is_small(quiz: Quiz, answers: Answers) -> bool:
    """Tell whether every case can be tried."""
    ways = 1
    for item in reference.open_items(quiz, answers):
        ways *= len(choices(item))
    return ways <= 200


def orders(quiz: Quiz, result: Result) -> list[tuple[int, int]]:
    """Give the lowest and the highest possible stage of all that is placed, counted from 0."""
    order = [stage.id for stage in quiz.stages]
    placed = [one.stages for one in result.placed] or [result.stages]
    return [(order.index(one[0]), order.index(one[-1])) for one in placed if one]


@given(answered(band_quizzes()))
def test_scores_and_stages_are_what_trying_every_case_finds(case: tuple[Quiz, Answers]) -> None:
    """Every scale, score and stage, of the whole, of groups and of dimensions."""
    quiz, answers = case
    assume(is_small(quiz, answers))
    result = score(quiz, answers)
    assert (result.verdict, list(result.stages)) == reference.verdict(quiz, answers)
    assert result.total
    for one in (*result.dimensions, *result.groups, result.total):
        assert (one.least, one.most) == (reference.scale(quiz, one.id) or (0, 0))
        assert (one.low, one.high) == (reference.score_range(quiz, one.id, answers) or (0, 0))
    if quiz.rule.each:
        found = {one.dimension: list(one.stages) for one in result.placed}
        assert found == reference.places(quiz, answers)


@given(answered(band_quizzes()))
def test_the_margin_is_the_fewest_steps_that_alter_the_verdict(
    case: tuple[Quiz, Answers],
) -> None:
    """The margin is what a walk over all answers finds; runners-up are what one step reaches."""
    quiz, answers = case
    assume(is_small(quiz, answers))
    result = score(quiz, answers)
    if result.verdict == "open":
        assert (result.margin, result.runners_up) == (None, ())
        return
    limit = 2
    found = reference.margin(lambda at: reference.places(quiz, at), quiz, answers, limit)
    assert found == (None if (result.margin or 9) > limit else result.margin)
    near = {
        stage
        for at in reference.one_step(quiz, answers)
        for stages in reference.places(quiz, at).values()
        for stage in stages
    }
    assert set(result.runners_up) == (near - set(result.stages) if found == 1 else set())


@given(answered(band_quizzes()), st.data())
def test_answering_an_open_item_never_leaves_the_stages_shown(
    case: tuple[Quiz, Answers], data: st.DataObject
) -> None:
    """One more answer, `does not apply` among them, can only rule stages out."""
    quiz, answers = case
    left = reference.open_items(quiz, answers)
    assume(left)
    item = data.draw(st.sampled_from(left))
    more = {**answers, item.id: data.draw(st.sampled_from(offered(item)))}
    before, after = score(quiz, answers), score(quiz, more)
    assert set(after.stages) <= set(before.stages)
    for was, is_ in zip(before.placed, after.placed, strict=True):
        assert set(is_.stages) <= set(was.stages)


@given(answered(band_quizzes()), st.data())
def test_better_answers_never_give_a_lower_band(
    case: tuple[Quiz, Answers], data: st.DataObject
) -> None:
    """Answers that are pointwise worth at least as much lead at least as high."""
    quiz, answers = case
    better = dict(answers)
    for item in quiz.items:
        now = answers.get(item.id, "?")
        if now not in ("?", "-"):
            worth = reference.worth(item, now)
            ways = [one for one in choices(item) if reference.worth(item, one) >= worth]
            better[item.id] = data.draw(st.sampled_from(ways))
    pairs = zip(orders(quiz, score(quiz, answers)), orders(quiz, score(quiz, better)), strict=True)
    assert all(low <= low_ and high <= high_ for (low, high), (low_, high_) in pairs)


PLAIN = Bands((), False, "mean", (), "mean", None)


def of_one_that_may_not_apply() -> Quiz:
    """Make a quiz of one question, which may not apply."""
    item = make_item("x0", "x", 2, not_applicable=True)
    bands = (Band("a", 0, Fraction(1, 2)), Band("b", Fraction(1, 2), 1))
    return make_quiz((item,), ["a", "b"], PLAIN._replace(bands=bands))


@given(answered(band_quizzes()))
@example((of_one_that_may_not_apply(), {"x0": "-"}))
def test_drivers_are_the_answers_without_which_the_verdict_differs(
    case: tuple[Quiz, Answers],
) -> None:
    """Each is taken away in turn, and the quiz is judged anew."""
    quiz, answers = case
    result = score(quiz, answers)
    decisive = set()
    for item in answers:
        left = score(quiz, {key: value for key, value in answers.items() if key != item})
        if (left.verdict, left.stages, left.placed) != (
            result.verdict,
            result.stages,
            result.placed,
        ):
            decisive.add(item)
    assert set(result.drivers) == decisive


@given(answered(band_quizzes()))
def test_raising_every_blocker_and_open_item_reaches_the_next_band(
    case: tuple[Quiz, Answers],
) -> None:
    """Nothing else keeps a team, or a dimension, below it."""
    quiz, answers = case
    result = score(quiz, answers)
    raised = dict(answers)
    for item in quiz.items:
        if item.id in result.blockers or answers.get(item.id, "?") == "?":
            raised[item.id] = best(item)
    judged = reference.judged_items(quiz)
    assume(any(raised.get(item.id) != "-" for item in judged))
    top = len(quiz.stages) - 1
    before, after = orders(quiz, result), orders(quiz, score(quiz, raised))
    assert all(now >= min(was + 1, top) for (was, _), (now, _) in zip(before, after, strict=True))


@given(answered(band_quizzes()))
def test_what_is_needed_is_open_and_enough(case: tuple[Quiz, Answers]) -> None:
    """Answering all that is needed settles an open verdict, if anything applies at all."""
    quiz, answers = case
    result = score(quiz, answers)
    assert all(answers.get(item, "?") == "?" for item in result.needed)
    assert bool(result.needed) <= (result.verdict == "open")
    by_id = {item.id: item for item in quiz.items}
    full = {**answers, **{item: best(by_id[item]) for item in result.needed}}
    judged = reference.judged_items(quiz)
    if any(full.get(item.id, "-") != "-" for item in judged):
        assert score(quiz, full).verdict != "open"


@given(
    st.lists(st.lists(st.integers(0, 6), min_size=1, max_size=3), max_size=4), st.integers(0, 20)
)
@example([[0, 5], [3, 3]], 6)
def test_the_fewest_steps_are_found_among_all_ways_to_step(
    gains: list[list[int]], wanted: int
) -> None:
    """Steps that give more the longer one goes on are tried as well as those that give less."""
    ladders = [[sum(one[:count]) for count in range(len(one) + 1)] for one in gains]
    reached = {0: 0}
    for ladder in ladders:
        further: dict[int, int] = {}
        for taken, total in reached.items():
            for count, gain in enumerate(ladder):
                further[taken + count] = max(total + gain, further.get(taken + count, 0))
        reached = further
    expected = min((taken for taken, total in reached.items() if total >= wanted), default=None)
    assert steps.fewest(ladders, wanted) == expected


def bands(*borders: Number) -> tuple[Band, ...]:
    """Make bands called a, b, … between these borders."""
    return tuple(
        Band(name, low, high)
        for name, low, high in zip("abcdef", borders, borders[1:], strict=False)
    )


def items_of(dimension: str, count: int, options: int = 3) -> tuple[Item, ...]:
    """Make items worth 0, 1, 2, …"""
    return tuple(make_item(f"{dimension}{at}", dimension, options) for at in range(count))


def test_a_score_on_the_border_belongs_to_the_higher_band() -> None:
    """The mean of 0 and 2 is 1, where the second band begins; the last includes its end."""
    quiz = make_quiz(items_of("x", 2), ["a", "b"], PLAIN._replace(bands=bands(0, 1, 2)))
    assert score(quiz, {"x0": "a", "x1": "c"}).stages == ("b",)
    assert score(quiz, {"x0": "a", "x1": "b"}).stages == ("a",)
    assert score(quiz, {"x0": "c", "x1": "c"}).stages == ("b",)


def test_weights_groups_and_out_of_as_a_person_works_them_out() -> None:
    """A mean of (2·2 + 1·0) / 3 of 2, and 1 of 2, are 4/3 and 1; of 10, their sum is 70/12."""
    one, other = items_of("x", 2)
    items = (one._replace(weight=2), other, *items_of("y", 1))
    group = Group("g", "G", "sum", ("x", "y"))
    rule = Bands(bands(0, 5, 10), False, "mean", (group,), "mean", 10)
    result = score(make_quiz(items, ["a", "b"], rule), {"x0": "c", "x1": "a", "y0": "b"})
    assert [one.low for one in result.dimensions] == [Fraction(4, 3), 1]
    assert result.groups[0][1:5] == (Fraction(7, 3), Fraction(7, 3), 0, 4)
    assert result.total
    assert result.total.low == Fraction(70, 12)
    assert result.stages == ("b",)


def test_several_choices_add_up_and_a_step_ticks_one() -> None:
    """Two of three ticked are 2 of 3; to lose the second band, one must go."""
    rule = PLAIN._replace(bands=bands(0, 2, 3))
    item = several(make_item("x0", "x", 3))
    ones = item._replace(options=tuple(option._replace(value=1) for option in item.options))
    quiz = make_quiz((ones,), ["a", "b"], rule)
    result = score(quiz, {"x0": "a c"})
    assert (result.stages, result.margin, result.runners_up) == (("b",), 1, ("a",))
    assert score(quiz, {"x0": "c a"}) == result
    assert score(quiz, {"x0": "~"}).margin == 2


def test_each_dimension_has_its_own_stage_and_its_own_blockers() -> None:
    """The next band is looked for within each dimension; there is no next stage of the whole."""
    rule = Bands(bands(0, 1, 2), True, "mean", (), "mean", None)
    quiz = make_quiz((*items_of("x", 2), *items_of("y", 2)), ["a", "b"], rule)
    result = score(quiz, {"x0": "a", "x1": "b", "y0": "c", "y1": "a"})
    assert result.verdict == "each"
    assert result.placed == (("x", ("a",)), ("y", ("b",)))
    assert (result.next_stage, result.blockers) == (None, ("x0",))


def test_a_dimension_that_does_not_apply_is_left_out_of_the_verdict() -> None:
    """It has no stage, and the others are not kept open by it."""
    rule = Bands(bands(0, 1, 2), True, "mean", (), "mean", None)
    y = make_item("y0", "y", 3, not_applicable=True)
    quiz = make_quiz((*items_of("x", 1), y), ["a", "b"], rule)
    result = score(quiz, {"x0": "c", "y0": "-"})
    assert (result.verdict, result.stages) == ("stage", ("b",))
    assert result.placed == (("x", ("b",)), ("y", ()))


def test_too_few_answers_tell_no_stage() -> None:
    """Two of three answered (67%, less than 70%) leave every stage possible; the score is shown."""
    quiz = make_quiz(items_of("x", 3), ["a", "b"], PLAIN._replace(bands=bands(0, 1, 2)))
    result = score(quiz, {"x0": "c", "x1": "c"})
    assert (result.verdict, result.stages) == ("open", ("a", "b"))
    assert result.total
    assert (result.total.low, result.total.high) == (Fraction(4, 3), 2)
    assert result.needed == ("x2",)


def of_three(*, each: bool) -> Quiz:
    """Make a score of three dimensions, with a play for each and one for two of them."""
    names = ("roses", "beans", "paths")
    items = [make_item(f"{name}-{at}", name, 4) for name in names for at in (1, 2, 3)]
    own = {name: tuple(f"{name}-{at}" for at in (1, 2, 3)) for name in names}
    acts = {"both": own["beans"] + own["paths"], **own, "paths-too": own["paths"][:1]}
    quiz = make_quiz(
        tuple(items),
        ["low", "high"],
        Bands((Band("low", 0, 2), Band("high", 2, 3)), each, "mean", (), "mean", None),
    )
    made = (Play(name, name, "It grows.", f"{name}.md", on, ()) for name, on in acts.items())
    return quiz._replace(plays=tuple(made))


def grown(quiz: Quiz, roses: str, beans: str, paths: str) -> Answers:
    """Answer all questions of a dimension alike."""
    given = {"roses": roses, "beans": beans, "paths": paths}
    return {item.id: given[item.dimension] for item in quiz.items}


def advised(quiz: Quiz, answers: Answers) -> list[str]:
    """Name the plays that are shown, in their order."""
    return [advice.play for advice in score(quiz, answers).plays]


def test_plays_for_the_weakest_dimension_come_first() -> None:
    """Where each has its own stage; of plays for one dimension, that which acts on more answers."""
    quiz = of_three(each=True)
    assert advised(quiz, grown(quiz, "a", "b", "b")) == ["roses", "both"]
    assert advised(quiz, grown(quiz, "b", "b", "a")) == ["both", "roses"]
    assert advised(quiz, grown(quiz, "b", "d", "a")) == ["both", "roses"]
    # Equally weak ones are one: then the play that acts on most of their answers.
    assert advised(quiz, grown(quiz, "a", "a", "a")) == ["both", "roses"]
    # A share of what applies counts, and an open answer as its least.
    weaker = {**grown(quiz, "b", "b", "b"), "roses-1": "?"}
    assert advised(quiz, weaker) == ["roses", "both"]


def test_the_whole_has_no_weakest_dimension() -> None:
    """Where all are one score, the play that acts on most answers comes first."""
    quiz = of_three(each=False)
    assert advised(quiz, grown(quiz, "a", "b", "b")) == ["both", "roses"]
