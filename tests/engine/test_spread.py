"""How answers to one item spread: each number from its definition, each word at its border."""

from collections import Counter
from fractions import Fraction
from itertools import combinations_with_replacement
from statistics import mean, median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_up import KEYS, answers_to, band_quizzes, make_item, make_quiz, quizzes, several
from stagecheck_engine.model import Answers, Attitude, Item, Quiz
from stagecheck_engine.team import Spread, combine, spread


def item_of(options: int) -> Item:
    """Make an item with so many options: a, b, c, …"""
    return make_item("x", "x", 2)._replace(
        options=tuple(
            make_item("x", "x", 2).options[0]._replace(key=key, value=rank)
            for rank, key in enumerate("abcdefg"[:options])
        )
    )


def of(*counts: int, **others: int) -> Spread:
    """Spread so many people over the options, from least to most."""
    names = {"dont_know": "?", "not_applicable": "-", "skipped": None}
    given = dict(zip("abcdefg", counts, strict=False))
    return spread.spread(
        item_of(len(counts)), {**given, **{names[name]: n for name, n in others.items()}}
    )


COUNTS = st.lists(st.integers(0, 6), min_size=2, max_size=7)


def ranks_of(counts: list[int]) -> list[Fraction]:
    """List each person's rank."""
    return [Fraction(rank) for rank, n in enumerate(counts) for _ in range(n)]


@given(COUNTS)
def test_the_deviation_is_the_mean_distance_from_the_median(counts: list[int]) -> None:
    """As Burke, Finkelstein and Dusig define it, person by person."""
    ranks = ranks_of(counts)
    found = of(*counts).deviation
    if not ranks:
        assert found is None
        return
    middle = median(ranks)
    assert found == mean(abs(rank - middle) for rank in ranks)


@given(COUNTS)
def test_mixed_is_the_share_of_the_largest_deviation(counts: list[int]) -> None:
    """The largest is found among all ways of four people to answer."""
    largest = max(
        mean(abs(rank - median(way)) for rank in way)
        for way in combinations_with_replacement(map(Fraction, range(len(counts))), 4)
    )
    found = of(*counts)
    assert found.mixed == (found.deviation or 0) / largest
    assert 0 <= found.mixed <= 1


@given(COUNTS)
def test_split_and_agreement_follow_their_definitions(counts: list[int]) -> None:
    """A quarter and two people at each end, fewer between; else at most c/6; else a majority."""
    ranks = ranks_of(counts)
    low, high = ranks.count(Fraction(0)), ranks.count(Fraction(len(counts) - 1))
    between = len(ranks) - low - high
    found = of(*counts)
    ends = all(end >= 2 and Fraction(end, len(ranks)) >= Fraction(1, 4) for end in (low, high))
    assert found.split == (ends and between < low and between < high)
    if len(ranks) < 5:
        assert found.agreement == "unknown"
    elif found.split:
        assert found.agreement == "split"
    elif mean(abs(rank - median(ranks)) for rank in ranks) <= Fraction(len(counts), 6):
        assert found.agreement == "agree"
    else:
        most = Fraction(max(Counter(ranks).values()), len(ranks)) > Fraction(1, 2)
        assert found.agreement == ("lean" if most else "mixed")


@pytest.mark.parametrize(
    ("counts", "split", "agreement"),
    [
        ((2, 0, 0, 0), False, "unknown"),
        ((1, 0, 0, 1), False, "unknown"),
        ((2, 0, 0, 2), True, "unknown"),
        ((4, 0, 0, 0), False, "unknown"),
        ((5, 0, 0, 0), False, "agree"),
        ((3, 0, 0, 2), True, "split"),
        ((4, 0, 0, 1), False, "agree"),
        ((2, 1, 0, 2), True, "split"),
        ((2, 1, 1, 2), False, "mixed"),
        ((3, 2, 2, 3), False, "mixed"),
        ((6, 0, 0, 2), True, "split"),
        ((7, 0, 0, 2), False, "agree"),
        ((6, 0, 2, 2), False, "lean"),
        ((5, 0, 3, 2), False, "mixed"),
        ((5, 5, 0, 0), False, "agree"),
        ((0, 3, 0, 0, 0), False, "unknown"),
        ((6, 0, 4), True, "split"),
        ((7, 3), True, "split"),
        ((8, 2), False, "agree"),
    ],
)
def test_each_word_at_its_border(counts: tuple[int, ...], split: bool, agreement: str) -> None:
    """Two, three, four and five people; a quarter and less; half and more; c/6 and more."""
    found = of(*counts)
    assert (found.split, found.agreement) == (split, agreement)


def test_who_says_nothing_does_not_count_for_agreement() -> None:
    """Four of nine answered: too few, and five are counted by how they did not."""
    found = of(4, 0, dont_know=2, not_applicable=2, skipped=1)
    assert found.agreement == "unknown"
    assert (found.dont_know, found.not_applicable, found.skipped) == (2, 2, 1)
    assert of(5, 0, dont_know=9).agreement == "agree"


@pytest.mark.parametrize("way", ["?", "-", None])
def test_nobody_may_have_answered(way: str | None) -> None:
    """There is no deviation of nothing, and nothing is mixed."""
    found = spread.spread(item_of(4), {way: 6})
    assert (found.deviation, found.mixed, found.split, found.agreement) == (
        None,
        0,
        False,
        "unknown",
    )
    assert found.counts == tuple((key, 0) for key in KEYS)


@pytest.mark.parametrize("item", [item_of(3)._replace(ordered=False), several(item_of(3))])
def test_options_without_an_order_have_no_deviation(item: Item) -> None:
    """They are counted, and nothing is said about agreement."""
    found = spread.spread(item, {"a": 4, "c": 4})
    assert (found.deviation, found.mixed, found.split, found.agreement) == (
        None,
        0,
        False,
        "unknown",
    )
    assert found.counts == (("a", 4), ("b", 0), ("c", 4))


def test_of_several_choices_each_is_counted() -> None:
    """A person who ticked two counts at both, in whichever order; none of them is apart."""
    found = spread.spread(several(item_of(3)), {"a c": 2, "c a": 1, "b": 1, "~": 3, None: 1})
    assert found.counts == (("a", 3), ("b", 1), ("c", 3))
    assert (found.none, found.skipped) == (3, 1)


@given(quizzes() | band_quizzes(), st.data())
def test_every_item_is_counted_and_the_most_mixed_comes_first(
    quiz: Quiz, data: st.DataObject
) -> None:
    """All people are in every item once; ties stand in the order of the quiz."""
    members: list[Answers] = data.draw(st.lists(answers_to(quiz), min_size=1, max_size=7))
    found = combine(quiz, members, 0).spreads
    order = [item.id for item in quiz.items]
    assert list(found) == sorted(found, key=lambda one: (-one.mixed, order.index(one.item)))
    assert sorted(one.item for one in found) == sorted(order)
    items = {item.id: item for item in quiz.items}
    for one in found:
        given = [member.get(one.item) for member in members]
        said = [answer.split() for answer in given if answer not in ("?", "-", "~", None)]
        ticked = Counter(key for keys in said for key in keys)
        assert dict(one.counts) == {o.key: ticked[o.key] for o in items[one.item].options}
        others = (one.none, one.dont_know, one.not_applicable, one.skipped)
        assert others == tuple(given.count(way) for way in ("~", "?", "-", None))


def test_a_spread_does_not_depend_on_what_options_are_worth() -> None:
    """Ranks are compared, so that an option of many points is not further away."""
    plain = item_of(3)
    dear = plain._replace(options=tuple(o._replace(value=o.value**5) for o in plain.options))
    rule = Attitude((), None)
    members = [{"x": key} for key in "aabcc"]
    boards = [combine(make_quiz((item,), ["s"], rule), members, 5) for item in (plain, dear)]
    assert boards[0].spreads == boards[1].spreads
