"""What a quiz's rule does with answers, counted exactly, against every answer worked out on paper.

Run `python tests/site/test_simulate.py` to write `golden/simulate.md` again, then read the
difference.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from fractions import Fraction
from itertools import product
from math import prod
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings

sys.path.insert(0, str(Path(__file__).parent.parent))

from garden import QUIZZES, add_quiz, make_garden, replace
from made_up import any_quizzes, choices, make_item, make_quiz
from samples import catalogue, team_quiz
from sheets import Sheet
from small_quizzes import every_rule
from stagecheck.cli import main
from stagecheck.project import load, load_pages
from stagecheck.settings import find_project
from stagecheck.weigh import Outcome, Part, weigh
from stagecheck.weigh.interval import per_cent, wilson
from stagecheck.weigh.told import tell
from stagecheck_engine.model import Attitude, Band, Bands, Gate, Item, Quiz
from stagecheck_engine.scoring import score

GOLDEN = Path(__file__).parent / "golden" / "simulate.md"
FORMS = ("markdown", "text")
GARDEN = {"quiz": "garden", "version": 1, "ways": 12, "seed": None}
FEW = 600
"""Sets of answers that are worked out on paper one by one, in a second or so."""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def named(quiz: Quiz, outcome: Outcome) -> frozenset[str]:
    """Name an outcome as the sheet does."""
    titles = {stage.title for stage in quiz.stages if stage.id in outcome.stages}
    return frozenset(titles or {outcome.verdict})


class ByHand:
    """Every set of complete answers, and where the sheet says that each leads."""

    def __init__(self, quiz: Quiz) -> None:
        self.quiz = quiz
        self.ways = [choices(item) for item in quiz.items]
        sheet = Sheet(quiz)
        ids = [item.id for item in quiz.items]
        self.found = {
            way: sheet.outcomes(dict(zip(ids, way, strict=True))) for way in product(*self.ways)
        }

    def outcomes(self, part: str) -> dict[frozenset[str], Fraction]:
        """Return the share of the sets that lead to each outcome."""
        counts = Counter(outcomes[part] for outcomes in self.found.values())
        return {name: Fraction(count, len(self.found)) for name, count in counts.items()}

    def leads(self, part: str, item: Item) -> list[tuple[frozenset[str], ...]]:
        """List, for all answers to the others, what each answer to an item leads to."""
        at = self.quiz.items.index(item)
        rests = product(*self.ways[:at], *self.ways[at + 1 :])
        return [
            tuple(self.found[(*rest[:at], way, *rest[at:])][part] for way in self.ways[at])
            for rest in rests
        ]


def expect_part(by_hand: ByHand, part: Part) -> None:
    """Compare a part with what was worked out: shares, what items decide, answers that differ."""
    quiz = by_hand.quiz
    shares = {named(quiz, outcome): part.share(outcome) for outcome, _ in part.outcomes}
    assert shares == by_hand.outcomes(part.dimension)
    for weight in part.items:
        item = next(one for one in quiz.items if one.id == weight.item)
        leads = by_hand.leads(part.dimension, item)
        altering = sum(len(set(row)) > 1 for row in leads)
        assert weight.alters == Fraction(altering, len(leads))
        columns = dict(zip(choices(item), zip(*leads, strict=True), strict=True))
        alike = {frozenset(group) for group in weight.alike}
        assert alike == {
            frozenset(way for way, other in columns.items() if other == column)
            for column in columns.values()
        }


@settings(max_examples=60, suppress_health_check=[HealthCheck.filter_too_much])
@given(any_quizzes().filter(lambda quiz: prod(len(choices(one)) for one in quiz.items) <= FEW))
def test_counts_are_those_of_every_answer_worked_out_on_paper(quiz: Quiz) -> None:
    """Every rule: the shares, what each question decides, and which answers lead to the same."""
    by_hand = ByHand(quiz)
    weighing = weigh(quiz, 100, 1)
    assert (weighing.seed, weighing.ways) == (None, len(by_hand.found))
    (first, *_) = by_hand.found.values()
    # A dimension that counts nothing has no stage, on paper as in the engine.
    assert {part.dimension for part in weighing.parts} == set(first)
    for part in weighing.parts:
        expect_part(by_hand, part)


@pytest.mark.parametrize("quiz", every_rule(), ids=lambda quiz: str(quiz.rule)[:8])
def test_shares_of_larger_quizzes_are_those_of_the_engine(quiz: Quiz) -> None:
    """Some thousand sets, scored whole one by one."""
    items = tuple(
        item._replace(options=item.options[:3], several=False, none=False) for item in quiz.items
    )
    quiz = quiz._replace(items=items)
    ways = [choices(item) for item in items]
    ids = [item.id for item in items]
    results = [score(quiz, dict(zip(ids, way, strict=True))) for way in product(*ways)]
    for part in weigh(quiz, 100, 1).parts:
        if part.dimension:
            placed = [dict(result.placed)[part.dimension] for result in results]
            counts = Counter(("stage", stages) for stages in placed)
        else:
            counts = Counter((result.verdict, result.stages) for result in results)
        shares = {outcome: Fraction(number, len(results)) for outcome, number in counts.items()}
        assert {outcome: part.share(outcome) for outcome, _ in part.outcomes} == shares


def test_every_quiz_of_this_repository_is_counted() -> None:
    """Of the team stage check's four thousand million sets none is left out, within seconds."""
    for checked in catalogue().checked.values():
        assert checked.file
        weighing = weigh(checked.file.quiz, 100, 1)
        assert weighing.seed is None
        for part in weighing.parts:
            assert sum(number for _, number in part.outcomes) == part.sets
            assert not part.unreached
    assert weigh(team_quiz(), 100, 1).parts[0].sets == 4**16


def test_what_never_matters_and_what_always_decides_is_named() -> None:
    """A question that no gate asks, and one that alone is the gate."""
    items = (make_item("asked", "x", 3), make_item("idle", "x", 3))
    gate = Gate("high", 1, ("asked",), "c")
    quiz = make_quiz(items, ["low", "high"], Attitude((gate,), None))
    (part,) = weigh(quiz, 100, 1).parts
    assert (part.never, part.always) == (("idle",), ("asked",))
    assert [weight.alike for weight in part.items] == [(("a", "b"), ("c",)), (("a", "b", "c"),)]


def test_a_stage_to_which_nothing_leads_is_named() -> None:
    """A gate that a later one contains is passed over by every complete answer."""
    item = make_item("asked", "x", 3)
    gates = (Gate("middle", 1, ("asked",), "c"), Gate("high", 1, ("asked",), "b"))
    quiz = make_quiz((item,), ["low", "middle", "high"], Attitude(gates, None))
    assert weigh(quiz, 100, 1).parts[0].unreached == ("middle",)
    assert "No set leads to: Middle." in tell(weigh(quiz, 100, 1), "text")


def uncountable() -> Quiz:
    """Make a plain score of nine questions of which no two sets of answers add up alike."""
    items = []
    for at in range(9):
        item = make_item(f"item{at}", "x", 4)
        options = tuple(one._replace(value=rank * 4**at) for rank, one in enumerate(item.options))
        items.append(item._replace(options=options))
    top = 4**9 - 1
    bands = (Band("low", 0, top // 4), Band("high", top // 4, top))
    rule = Bands(bands, False, "sum", (), "sum", None)
    return make_quiz(tuple(items), ["low", "high"], rule)


def test_what_cannot_be_counted_is_sampled_and_says_so() -> None:
    """Too many totals to count; the interval of the sample holds the true share."""
    weighing = weigh(uncountable(), 200, 3)
    (part,) = weighing.parts
    assert (weighing.seed, part.sets) == (3, 200)
    found = dict(part.outcomes)[Outcome("stage", ("low",))]
    low, high = wilson(found, 200)
    assert low < 0.25 < high
    said = tell(weighing, "text")
    assert "200 sets of answers to its 9 questions were drawn with the seed 3" in said
    assert "of 262,144 that there are" in said
    assert "may be wrong by 6.9 points" in said
    assert "Questions that alter nothing in any of the 200 sets: item0" in said


def test_a_sample_is_near_the_exact_shares() -> None:
    """Each share of the team stage check lies in its interval, or just beside it."""
    exact, drawn = (
        weigh(team_quiz(), 300, 1, by_sample=sampled).parts[0] for sampled in (False, True)
    )
    for outcome, number in drawn.outcomes:
        low, high = wilson(number, drawn.sets)
        assert low - 0.02 < exact.share(outcome) < high + 0.02
    alters = {one.item: one.alters for one in exact.items}
    assert all(abs(one.alters - alters[one.item]) < Fraction(1, 10) for one in drawn.items)


@pytest.mark.parametrize("quiz", every_rule(), ids=lambda quiz: str(quiz.rule)[:8])
def test_a_seed_draws_the_same_sets(quiz: Quiz) -> None:
    """Twice the same, and with another seed something else."""
    one, again, other = (weigh(quiz, 100, seed, by_sample=True) for seed in (1, 1, 2))
    assert one == again
    assert one.parts != other.parts


def test_wilsons_interval() -> None:
    """Figures worked out by hand from the formula: 0 of 10, 5 of 10 and 10 of 10."""
    rounded = [tuple(round(end, 4) for end in wilson(found, 10)) for found in (0, 5, 10)]
    assert rounded == [(0.0, 0.2775), (0.2366, 0.7634), (0.7225, 1.0)]


def test_a_share_never_reads_as_none_or_all() -> None:
    """What happens once in a million sets still happens."""
    shares = (Fraction(0), Fraction(1, 10**6), Fraction(1, 3), Fraction(10**6 - 1, 10**6), 1)
    written = ["0%", "below 0.1%", "33.3%", "above 99.9%", "100%"]
    assert [per_cent(Fraction(share)) for share in shares] == written


def test_a_question_with_too_many_choices_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Thirteen options of which any may be chosen: no hour of work, but a sentence."""
    monkeypatch.chdir(make_garden(tmp_path))
    add_quiz(tmp_path, "knowledge")
    last = "- [ ] `moss` Moss grows between the plants.\n"
    more = "".join(f"- [ ] `sign-{at}` Sign number {at}.\n" for at in range(10))
    replace(tmp_path, "quizzes/watering.md", last, more + last)
    result = run("simulate", "watering")
    assert result.exit_code == 1
    assert "'too-dry' lets any of 13 options be chosen; of at most 12" in result.stderr


def test_the_forms_say_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Text, Markdown and JSON hold the same shares; JSON those of a sample with an interval."""
    monkeypatch.chdir(make_garden(tmp_path))
    text, markdown = run("simulate", "garden"), run("simulate", "garden", "--format", "markdown")
    whole = json.loads(run("simulate", "quizzes/garden.md", "--format", "json").stdout)
    (part,) = whole["parts"]
    assert (whole["quiz"], whole["version"], whole["ways"], whole["seed"]) == (
        "garden",
        1,
        12,
        None,
    )
    for outcome in part["outcomes"]:
        assert outcome["interval"] == [outcome["share"]] * 2
        shown = per_cent(outcome["share"])
        assert shown in text.stdout
        assert f"| {shown} |" in markdown.stdout
    sampled = run("simulate", "garden", "--sample", "100", "--seed", "9", "--format", "json")
    drawn = json.loads(sampled.stdout)
    assert (drawn["seed"], drawn["parts"][0]["sets"]) == (9, 100)
    for outcome in drawn["parts"][0]["outcomes"]:
        low, high = outcome["interval"]
        assert low < outcome["share"] < high


def test_more_sets_than_there_are_can_be_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A set may be drawn again: a hundred are drawn of the twelve that there are."""
    monkeypatch.chdir(make_garden(tmp_path))
    said = run("simulate", "garden", "--sample", "100").stdout
    assert "100 sets of answers to its 3 questions were drawn with the seed 1, of 12" in said


def test_a_seed_is_refused_where_nothing_is_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would change nothing, and whoever gave it meant something."""
    monkeypatch.chdir(make_garden(tmp_path))
    result = run("simulate", "garden", "--seed", "9")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--seed 9 draws nothing: all 12 sets of answers were counted" in result.stderr


def test_titles_stay_texts_in_markdown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A title cannot become markup where the report is posted."""
    monkeypatch.chdir(make_garden(tmp_path))
    replace(tmp_path, "quizzes/garden.md", "title: Weedy", 'title: "Weedy | #1 @you"')
    said = run("simulate", "garden", "--format", "markdown")
    assert "| Weedy \\| \\#1 \\@you |" in said.stdout, said.stderr


def golden(root: Path) -> str:
    """Tell the quizzes about a garden, one of every rule."""
    names = [add_quiz(make_garden(root), name) for name in QUIZZES]
    project = find_project(root)
    pages, _ = load_pages(project)
    quizzes = load(project, pages).quizzes
    told = [tell(weigh(quizzes[name].quiz, 100, 1), form) for form in FORMS for name in names]
    return "\n".join(["# What the rules of small quizzes do with answers\n", *told])


def test_a_quiz_of_every_rule_is_told_what_the_file_says(tmp_path: Path) -> None:
    """Word for word, as Markdown and as text."""
    assert golden(tmp_path) == GOLDEN.read_text("utf-8")


if __name__ == "__main__":
    with TemporaryDirectory() as scratch:
        GOLDEN.write_text(golden(Path(scratch)), "utf-8")
