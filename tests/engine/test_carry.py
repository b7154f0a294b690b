"""Answers to another version: what stands is kept, and the rest is named with its reason."""

import json
import re
from fractions import Fraction
from html import unescape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stagecheck_engine import codec
from stagecheck_engine.bridge import handle
from stagecheck_engine.carried import CLOSED, GONE, SINGLE, carry
from stagecheck_engine.codec import Json, Pack
from stagecheck_engine.ledger import Ledger, load, meaning, words
from stagecheck_engine.model import Answers, Dimension, Item, Option, Quiz, Share
from stagecheck_engine.scoring import score


def option(key: str, text: str, value: int = 0) -> Option:
    return Option(key, text, value)


def item(name: str, text: str, *options: Option, several: bool = False) -> Item:
    return Item(name, "care", text, options, True, several, 1, True, several, False)


TREE = item("tree", "Who waters the tree?", option("a", "Nobody.", 1), option("b", "Ann."))
TOOLS = item(
    "tools",
    "Which tools are there?",
    option("a", "A spade."),
    option("b", "A rake.", 1),
    option("c", "A hose.", 1),
    several=True,
)
SHED = item("shed", "Is the shed shut?", option("y", "Yes.", 1), option("n", "No."))
POND = item("pond", "Is there a pond?", option("y", "Yes.", 1), option("n", "No."))


def quiz_of(*items: Item, version: int = 1, pass_mark: Fraction = Fraction(1, 2)) -> Quiz:
    """Make a knowledge check of one dimension."""
    care = (Dimension("care", "Care"),)
    return Quiz("garden", version, "knowledge", "Garden", "", care, items, (), Share(pass_mark), ())


def shipped(*quizzes: Quiz) -> str:
    """Write the ledger of some versions of a quiz."""
    versions: Json = {
        str(quiz.version): {"meaning": meaning(quiz), "words": words(quiz), "hash": ""}
        for quiz in quizzes
    }
    return codec.dumps({"format": 1, "quiz": "garden", "versions": versions})


def ledger_of(*quizzes: Quiz) -> Ledger:
    return load(shipped(*quizzes), "garden")


def ask(quiz: Quiz, ledger: str, answers: Any, versions: Any) -> dict[str, Any]:
    """Ask at the bridge, as the page does; a number is the version of all answers."""
    if type(versions) is int:
        versions = dict.fromkeys(answers, versions)
    pack = codec.dump_pack(Pack(codec.SCHEMA_VERSION, quiz, ()))
    request = {
        "op": "carry",
        "quiz": pack,
        "ledger": ledger,
        "answers": answers,
        "versions": versions,
        "base": "../",
        "anchor": "quiz.garden",
    }
    response: dict[str, Any] = json.loads(handle(json.dumps(request)))
    return response


def told(old: Quiz, new: Quiz, answers: Answers) -> tuple[str, list[str]]:
    """Return the headline and the lines of what a reader is told, without markup."""
    response = ask(new, shipped(old, new), answers, old.version)
    lines = re.split(r"</?(?:h4|li|p|ul|span)[^>]*>", response["html"])
    texts = [unescape(re.sub(r"<[^>]+>", "", line)) for line in lines if line]
    return response["headline"], texts


OLD = quiz_of(TREE, TOOLS, SHED)
ANSWERS = {"tree": "b", "tools": "a c", "shed": "?"}


def test_an_unchanged_quiz_keeps_all_and_says_nothing() -> None:
    """A version that only was counted up asks for no attention."""
    response = ask(OLD._replace(version=2), shipped(OLD), ANSWERS, 1)
    assert response == {"ok": True, "kept": ANSWERS, "void": [], "headline": "", "html": ""}


def test_a_question_that_is_gone_is_named_in_its_own_words() -> None:
    """The reader learns what was asked and what had been answered."""
    headline, lines = told(OLD, quiz_of(TREE, TOOLS, version=2), {**ANSWERS, "shed": "n"})
    assert headline == "1 of the 3 answers you gave before no longer stands."
    assert lines == [
        "Answers that no longer stand",
        "Is the shed shut?",
        "This question is gone. You had answered “No”.",
    ]


def test_an_option_that_is_gone_voids_its_answer_alone() -> None:
    """The question is linked, for it waits for another answer."""
    fewer = TREE._replace(options=TREE.options[:1], text="Who waters?")
    new = quiz_of(fewer, TOOLS, SHED, version=2)
    response = ask(new, shipped(OLD), ANSWERS, 1)
    assert (response["kept"], response["void"]) == ({"tools": "a c", "shed": "?"}, ["tree"])
    assert '<a href="#quiz.garden.tree">Who waters the tree?</a>' in response["html"]
    assert "The answer you gave, “Ann”, is no longer offered." in response["html"]


def test_one_of_several_choices_gone_voids_them_all() -> None:
    """What is left of an answer is not what the reader said."""
    fewer = TOOLS._replace(options=TOOLS.options[:2])
    _, lines = told(OLD, quiz_of(TREE, fewer, SHED, version=2), ANSWERS)
    assert "Of the answers you gave, “A hose” is no longer offered." in lines


def test_several_choices_do_not_fit_a_question_that_takes_one() -> None:
    """One choice does; more than one is given back to the reader."""
    single = quiz_of(TREE, TOOLS._replace(several=False), SHED, version=2)
    _, lines = told(OLD, single, ANSWERS)
    expected = "This question now takes one answer, and you had given “A spade” and “A hose”."
    assert f"{expected} Choose one of them." in lines
    assert carry(single, ledger_of(OLD), {"tools": "c"}, {"tools": 1}).kept == {"tools": "c"}


def test_a_way_out_that_is_closed_voids_its_answer() -> None:
    """A don't know is an answer like others."""
    known = SHED._replace(dont_know=False)
    _, lines = told(OLD, quiz_of(TREE, TOOLS, known, version=2), ANSWERS)
    assert "The answer you gave, “don't know”, is no longer offered." in lines


def test_new_questions_are_listed_and_linked() -> None:
    """What stands is still there, and what is to do is one press away."""
    new = quiz_of(POND, TREE, TOOLS, SHED, version=2)
    response = ask(new, shipped(OLD), ANSWERS, 1)
    assert response["headline"] == "All 3 answers you gave before still stand."
    assert "New questions" in response["html"]
    assert '<a href="#quiz.garden.pond">Is there a pond?</a>' in response["html"]


@pytest.mark.parametrize(
    "new",
    [
        quiz_of(TREE, TOOLS, SHED, pass_mark=Fraction(4, 5)),
        quiz_of(TREE._replace(weight=2), TOOLS, SHED),
        quiz_of(
            TREE._replace(options=(option("a", "Nobody."), option("b", "Ann.", 1))), TOOLS, SHED
        ),
        quiz_of(TREE._replace(options=TREE.options[::-1]), TOOLS, SHED),
        quiz_of(TREE._replace(dimension="joy"), TOOLS, SHED),
    ],
    ids=["rule", "weight", "values", "order", "dimension"],
)
def test_what_counts_otherwise_is_said_in_one_sentence(new: Quiz) -> None:
    """Every answer stands, and may lead elsewhere."""
    headline, lines = told(OLD, new._replace(version=2), ANSWERS)
    assert headline == "All 3 answers you gave before still stand."
    assert lines == [
        "What an answer counts, or how answers become a result, has changed: the same answers "
        "may give another result."
    ]


def test_other_words_and_another_order_of_questions_are_no_change() -> None:
    """A reader is not stopped for a comma."""
    new = quiz_of(SHED._replace(text="Is it shut?"), TOOLS, TREE, version=2)
    assert told(OLD, new, ANSWERS) == ("", [])


@pytest.mark.parametrize(
    ("new", "headline"),
    [
        (quiz_of(SHED), "None of the 2 answers you gave before still stands."),
        (quiz_of(SHED, TREE), "1 of the 2 answers you gave before no longer stands."),
        (quiz_of(TREE, TOOLS, POND), "All 2 answers you gave before still stand."),
    ],
)
def test_the_headline_counts(new: Quiz, headline: str) -> None:
    """One sentence says how bad it is."""
    answers = {"tree": "a", "tools": "~"}
    assert told(OLD, new._replace(version=2), answers)[0] == headline


def test_the_headline_of_a_single_answer_has_no_numbers() -> None:
    """Nobody is told of 1 of 1."""
    gone, more = quiz_of(SHED, version=2), quiz_of(TREE, SHED, POND, version=2)
    assert told(OLD, gone, {"tree": "a"})[0] == "The answer you gave before no longer stands."
    assert told(OLD, more, {"tree": "a"})[0] == "The answer you gave before still stands."
    assert told(OLD, more, {}) == ("", [])


def test_a_version_that_is_not_on_record_is_judged_by_the_page() -> None:
    """What can be told is told, in the words of any version that knew them; the rest is counted."""
    new = quiz_of(TREE, POND, version=9)
    answers = {"tree": "a", "shed": "n", "well": "x", "gate": "x"}
    response = ask(new, shipped(OLD, new), answers, 4)
    assert response["kept"] == {"tree": "a"}
    assert response["void"] == ["shed", "well", "gate"]
    assert "Is the shed shut?" in response["html"]
    assert "2 answers to questions of which this page does not know the words." in response["html"]
    assert "The version that you answered is not on record here." in response["html"]
    assert "New questions" not in response["html"]


def test_without_a_ledger_the_page_still_judges() -> None:
    """A project that keeps no ledger, or began it late, loses no answer."""
    response = ask(quiz_of(TREE, version=3), "", {"tree": "b"}, 1)
    assert (response["kept"], response["void"]) == ({"tree": "b"}, [])
    assert response["headline"] == "The answer you gave before still stands."


def test_answers_that_no_version_knows_are_passed_over() -> None:
    """The page's store keeps them; there is nothing to say of them."""
    response = ask(OLD._replace(version=2), shipped(OLD), {"tree": "a", "well": "x"}, 1)
    assert (response["kept"], response["void"], response["headline"]) == ({"tree": "a"}, [], "")


def test_each_answer_is_judged_by_the_version_it_was_given_to() -> None:
    """Who answered a new question before acting on the news hears nothing wrong of it later."""
    middle = quiz_of(TREE, TOOLS, SHED, POND, version=2)
    heavier = POND._replace(options=(option("y", "Yes.", 2), option("n", "No.")))
    given = {"tree": "a", "pond": "y"}
    versions = {"tree": 1, "pond": 2}

    kept = carry(quiz_of(TREE, POND, version=3), ledger_of(OLD, middle), given, versions)
    assert (kept.kept, kept.new, kept.counts_changed) == (given, (), False)

    counted = carry(quiz_of(TREE, heavier, version=3), ledger_of(OLD, middle), given, versions)
    assert counted.counts_changed


def test_an_answer_to_a_version_in_between_is_named_in_its_words() -> None:
    """A question, or an option, that only the version in between had is still told by name."""
    wider = TREE._replace(options=(*TREE.options, option("c", "The neighbours.")))
    middle = quiz_of(wider, TOOLS, SHED, POND, version=2)
    given = {"tree": "c", "pond": "y"}
    response = ask(quiz_of(TREE, version=3), shipped(OLD, middle), given, dict.fromkeys(given, 2))
    assert response["void"] == ["tree", "pond"]
    assert "The answer you gave, “The neighbours”, is no longer offered." in response["html"]
    assert "Is there a pond?" in response["html"]


def test_words_are_escaped() -> None:
    """Old words pass through the same markup as new ones."""
    old = quiz_of(TREE._replace(text="<script>x</script>"), SHED)
    html = ask(quiz_of(SHED, version=2), shipped(old), {"tree": "a"}, 1)["html"]
    assert "<script" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"versions": "1"}, "SC105"),
        ({"versions": {"tree": 1, "tools": True, "shed": 1}}, "SC105"),
        ({"versions": {"tree": 1}}, "SC105"),
        ({"versions": None}, "SC105"),
        ({"ledger": None}, "SC103"),
        ({"ledger": "{"}, "SC205"),
        ({"ledger": '{"format": 2}'}, "SC205"),
        ({"ledger": "[]"}, "SC206"),
        ({"ledger": '{"format": 1, "quiz": "shed"}'}, "SC206"),
        ({"ledger": '{"format": 1, "quiz": "garden", "versions": {"one": {}}}'}, "SC206"),
        ({"ledger": '{"format": 1, "quiz": "garden", "versions": {"1": {}}}'}, "SC206"),
        ({"answers": {"tree": 1}}, "SC204"),
    ],
)
def test_each_bad_request_has_its_code(changes: dict[str, Any], code: str) -> None:
    """A page of another build gets a sentence, never a traceback."""
    asked = {"ledger": shipped(OLD), "answers": ANSWERS, "versions": 1, **changes}
    response = ask(OLD, asked["ledger"], asked["answers"], asked["versions"])
    assert response["error"]["code"] == code


NAMES = st.lists(st.sampled_from(["oak", "elm", "yew", "ash"]), unique=True, min_size=1)
KEYS = st.lists(st.sampled_from("abcd"), unique=True, min_size=2)


@st.composite
def versions(draw: st.DrawFn) -> Quiz:
    """Make up a version: of any two, one is an edit of the other."""
    items = []
    for name in draw(NAMES):
        options = [
            Option(key, draw(st.sampled_from(["One.", "Two."])), draw(st.integers(0, 1)))
            for key in draw(KEYS)
        ]
        options[0] = options[0]._replace(value=1)
        flags = [draw(st.booleans()) for _ in range(4)]
        several, dont_know, none, not_applicable = flags
        items.append(
            Item(
                name, "care", f"How is the {name}?", tuple(options), True, several, 1, dont_know,
                none, not_applicable,
            )
        )  # fmt: skip
    return quiz_of(*items)


def offered(one: Item) -> st.SearchStrategy[str]:
    """Draw an answer that an item takes."""
    keys = [each.key for each in one.options]
    ways = [("?", one.dont_know), ("~", one.none), ("-", one.not_applicable)]
    out = [way for way, is_offered in ways if is_offered]
    if not one.several:
        return st.sampled_from([*keys, *out])
    sets = st.sets(st.sampled_from(keys), min_size=1)
    chosen = sets.map(lambda these: " ".join(key for key in keys if key in these))
    return chosen | st.sampled_from(out) if out else chosen


@st.composite
def answered_versions(draw: st.DrawFn) -> tuple[Quiz, Answers]:
    """Make up a version and answers to it."""
    quiz = draw(versions())
    some = {one.id: offered(one) for one in quiz.items}
    return quiz, draw(st.fixed_dictionaries({}, optional=some))


def stands(one: Item | None, answer: str) -> bool:
    """Judge an answer by the words of the contract."""
    if one is None:
        return False
    ways = {"?": one.dont_know, "~": one.none, "-": one.not_applicable}
    if answer in ways:
        return ways[answer]
    chosen = answer.split()
    return set(chosen) <= {each.key for each in one.options} and (one.several or len(chosen) == 1)


@given(answered_versions(), versions())
def test_every_answer_is_kept_or_named_with_a_reason(
    case: tuple[Quiz, Answers], edited: Quiz
) -> None:
    """No answer of the old version goes silently, and none stands that should not."""
    old, answers = case
    new = edited._replace(version=2)
    found = carry(new, ledger_of(old, new), answers, dict.fromkeys(answers, 1))
    items = {one.id: one for one in new.items}
    expected = {name for name, answer in answers.items() if stands(items.get(name), answer)}
    assert found.kept.keys() == expected
    assert {one.item for one in found.void} == answers.keys() - expected
    assert all(set(found.kept[name].split()) == set(answers[name].split()) for name in expected)
    assert all((one.why == GONE) == (one.item not in items) for one in found.void)
    assert {one.why for one in found.void} <= {GONE, CLOSED, SINGLE}
    unseen = items.keys() - {one.id for one in old.items} if answers else set()
    assert set(found.new) == unseen


@given(answered_versions(), versions(), st.integers(0, 3))
def test_what_is_kept_can_be_scored(case: tuple[Quiz, Answers], edited: Quiz, version: int) -> None:
    """The page may hand kept answers on as they are, also of a version that nobody knows."""
    found = carry(edited, ledger_of(case[0]), case[1], dict.fromkeys(case[1], version))
    result = score(edited, found.kept)
    assert result.coverage.skipped == len(edited.items) - len(found.kept)


@given(answered_versions())
def test_the_same_meaning_keeps_everything(case: tuple[Quiz, Answers]) -> None:
    """Carrying answers to where they come from changes nothing and tells nothing."""
    quiz, answers = case
    found = carry(quiz, ledger_of(quiz), answers, dict.fromkeys(answers, 1))
    assert (found.kept, found.void, found.new) == (answers, (), ())
    assert not found.counts_changed


@given(answered_versions(), st.data())
def test_an_edit_that_leaves_ids_and_keys_alone_keeps_everything(
    case: tuple[Quiz, Answers], data: st.DataObject
) -> None:
    """Words, order, values, weights and dimensions may change as they like."""
    quiz, answers = case
    items = []
    for one in data.draw(st.permutations(quiz.items)):
        options = data.draw(st.permutations(one.options))
        counted = [each._replace(text="Other.", value=3) for each in options]
        weight = data.draw(st.integers(1, 5))
        items.append(one._replace(options=tuple(counted), weight=weight, dimension="joy"))
    found = carry(quiz_of(*items, version=2), ledger_of(quiz), answers, dict.fromkeys(answers, 1))
    assert found.void == ()
    assert found.new == ()
    kept = {name: sorted(answer.split()) for name, answer in found.kept.items()}
    assert kept == {name: sorted(answer.split()) for name, answer in answers.items()}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=6,
)


@given(st.data())
def test_a_spoilt_ledger_is_refused_or_read(data: st.DataObject) -> None:
    """One value of a ledger replaced by anything: an answer or a code, nothing else."""
    spoilt: Any = json.loads(shipped(OLD))
    place = spoilt
    while isinstance(place, dict | list) and place:
        key = data.draw(
            st.sampled_from(list(place) if isinstance(place, dict) else [*range(len(place))])
        )
        if not isinstance(place[key], dict | list) or data.draw(st.booleans()):
            place[key] = data.draw(JSON)
            break
        place = place[key]
    answers = data.draw(
        st.dictionaries(st.sampled_from(["tree", "tools", "x"]), st.text(max_size=5))
    )
    response = ask(quiz_of(TREE, POND, version=2), json.dumps(spoilt), answers, 1)
    assert response["ok"] or response["error"]["code"] in ("SC205", "SC206")
