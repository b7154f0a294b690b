"""The bridge: one door, strings only, and a sentence for whatever goes wrong."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from made_up import answered, any_quizzes, knowledge_quizzes, make_item, make_quiz, pack, several
from samples import team_quiz, team_stage
from stagecheck.exact import parse_number
from stagecheck_engine import codec, doors
from stagecheck_engine.bridge import DOORS, handle
from stagecheck_engine.model import Answers, Band, Bands, Quiz, Share
from stagecheck_engine.scoring import score


def request(quiz: Quiz, answers: Answers, /, **changes: Any) -> str:
    whole = {"op": "score", "quiz": pack(quiz), "answers": answers, "base": "../", "anchor": "q"}
    return json.dumps({**whole, **changes})


def error_code(response: str) -> str:
    data = json.loads(response)
    assert data["ok"] is False
    assert data["error"]["message"]
    assert data["error"]["hint"]
    return str(data["error"]["code"])


@given(answered(any_quizzes()))
def test_the_result_is_the_one_that_scoring_finds(case: tuple[Quiz, Answers]) -> None:
    """The response holds the result in the very bytes that the command line prints."""
    quiz, answers = case
    response = handle(request(quiz, answers))
    assert f'"result":{codec.dump_result(score(quiz, answers))}' in response


@given(answered(any_quizzes()))
def test_a_packed_quiz_comes_back_as_it_was(case: tuple[Quiz, Answers]) -> None:
    """Packing and loading a quiz changes nothing in it."""
    assert codec.load_pack(pack(case[0])).quiz == case[0]


@given(
    st.from_regex(r"[0-9]{1,7}(\.[0-9]{1,3}|/[1-9][0-9]{0,2}|/1000)?", fullmatch=True),
    st.sampled_from([Bands, Share]),
)
@example("1000000.001", Bands)
def test_every_number_that_an_editor_may_write_can_be_packed(
    text: str, rule: type[Bands | Share]
) -> None:
    """The engine refuses no number that the checks let pass, however long it is as a fraction."""
    number = parse_number(text)
    assert number is not None
    made = {Bands: Bands((), False, "mean", (), "mean", number), Share: Share(number)}
    quiz = make_quiz((make_item("x0", "x", 2),), [], made[rule])
    assert codec.load_pack(pack(quiz)).quiz == quiz


NESTED = st.recursive(
    st.text(alphabet='[]{}"\\,a', max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text('[]{}"', max_size=3), inner)
    ),
    max_leaves=8,
)


def depth(value: object) -> int:
    """Count how deep a value is nested."""
    inside = value.values() if isinstance(value, dict) else value
    return 0 if isinstance(value, str) else 1 + max(map(depth, inside), default=0)


@given(NESTED)
def test_brackets_within_strings_are_no_depth(value: object) -> None:
    """Sound JSON is read to the greatest depth, and no deeper, whatever its strings hold."""
    for _ in range(codec.MAX_DEPTH - depth(value)):
        value = [value]
    assert codec.loads(json.dumps(value)) == value
    with pytest.raises(ValueError, match="nested"):
        codec.loads(json.dumps([value]))


@pytest.mark.parametrize("end", ["", "\\", "]" * 9])
def test_a_long_string_without_an_end_is_refused(end: str) -> None:
    """Each character is read once; to begin again at every quotation mark would take hours."""
    assert error_code(handle('{"op":"' + '\\"' * 1_000_000 + end)) == "SC101"


@given(st.text())
def test_any_text_gets_an_answer(text: str) -> None:
    """Whatever string comes in, a JSON object with a code goes out."""
    assert error_code(handle(text)).startswith("SC1")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=12,
)


@given(JSON, st.sampled_from(["op", "quiz", "answers", "base", "anchor"]))
def test_any_value_in_any_field_gets_an_answer(value: object, field: str) -> None:
    """A field with a value of any other shape is refused with a code, never with a traceback."""
    data = json.loads(handle(request(team_quiz(), {}, **{field: value})))
    assert data["ok"] or data["error"]["code"] != "SC900"


@given(st.data())
def test_a_spoilt_pack_is_refused_or_scored(data: st.DataObject) -> None:
    """One value of a packed quiz replaced by anything: an answer or a code, nothing else."""
    spoilt = json.loads(pack(team_quiz()))
    place = spoilt
    while isinstance(place, dict | list) and place:
        keys = list(place) if isinstance(place, dict) else range(len(place))
        key = data.draw(st.sampled_from(list(keys)))
        if not isinstance(place[key], dict | list) or data.draw(st.booleans()):
            place[key] = data.draw(JSON)
            break
        place = place[key]
    answers = dict(team_stage().examples[0].answers)
    response = json.loads(handle(request(team_quiz(), answers, quiz=json.dumps(spoilt))))
    assert response["ok"] in (True, False)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"op": "sing"}, "SC104"),
        ({"op": None}, "SC103"),
        ({"base": "javascript:alert(1)/"}, "SC106"),
        ({"base": "//elsewhere.example/"}, "SC106"),
        ({"quiz": "{"}, "SC201"),
        ({"quiz": '{"schema_version": 99}'}, "SC202"),
        ({"quiz": "{}"}, "SC203"),
        ({"quiz": "[" * 100_000}, "SC201"),
        ({"answers": ["a"]}, "SC204"),
        ({"answers": {"last-help": 1}}, "SC204"),
        ({"answers": {"no-such-item": "a"}}, "SC301"),
        ({"answers": {"last-help": "z"}}, "SC302"),
        ({"answers": {"last-help": "-"}}, "SC304"),
    ],
)
def test_each_error_has_its_code(changes: dict[str, Any], code: str) -> None:
    """Codes are stable: scripts and people may rely on them."""
    assert error_code(handle(request(team_quiz(), {}, **changes))) == code


def test_a_dont_know_that_is_not_offered_is_refused() -> None:
    """An item without a don't know does not take one."""
    quiz = team_quiz()
    strict = quiz._replace(items=tuple(item._replace(dont_know=False) for item in quiz.items))
    assert error_code(handle(request(strict, {"rules": "?"}))) == "SC303"


@pytest.mark.parametrize(
    ("answer", "code"),
    [("a a", "SC302"), ("a z", "SC302"), ("", "SC302"), ("a  b", "SC302"), ("~", "SC305")],
)
def test_several_choices_are_a_set_of_known_keys(answer: str, code: str) -> None:
    """Each key once, one space between; `none of these` only where it is offered."""
    item = several(make_item("x0", "x", 3))._replace(none=False)
    quiz = make_quiz((item,), ["p"], Bands((Band("p", 0, 3),), False, "mean", (), "mean", None))
    assert error_code(handle(request(quiz, {"x0": answer}))) == code
    assert json.loads(handle(request(quiz, {"x0": "c a"})))["ok"]


@given(answered(knowledge_quizzes()))
def test_a_knowledge_check_is_marked_beside_its_questions(case: tuple[Quiz, Answers]) -> None:
    """Every question has a mark; feedback is shown for what was chosen; no right answer leaks."""
    quiz, answers = case
    response = json.loads(handle(request(quiz, answers)))
    marks = {mark["item"]: mark["state"] for mark in response["result"]["marks"]}
    assert {item: mark["state"] for item, mark in response["marks"].items()} == marks
    assert all(mark["text"].endswith(".") for mark in response["marks"].values())
    not_right = [item for item in marks if item in answers and marks[item] != "right"]
    assert response["again"] == not_right
    chosen = [
        f"{item}.{key}"
        for item, answer in answers.items()
        for key in answer.split()
        if answer not in ("?", "~")
    ]
    right = [f"{item}..right" for item in not_right]
    assert sorted(response["reveal"]) == sorted(chosen + right)


@given(answered(any_quizzes()))
def test_only_a_knowledge_check_is_marked(case: tuple[Quiz, Answers]) -> None:
    """An assessment has no right answers, and its response says nothing of them."""
    quiz, answers = case
    response = json.loads(handle(request(quiz, answers)))
    assert ("reveal" in response) == (quiz.kind == "knowledge")
    assert set(response) - {"marks", "reveal", "again"} == {"ok", "headline", "html", "result"}


def test_what_fails_inside_becomes_a_sentence() -> None:
    """A pack of the right shape whose gate names no item is an engine failure with a code."""
    quiz = team_quiz()
    gate = quiz.rule.gates[0]._replace(items=("gone",))
    broken = quiz._replace(rule=quiz.rule._replace(gates=(gate,)))
    assert error_code(handle(request(broken, {"rules": "a"}))) == "SC900"


def test_markup_in_a_quiz_never_reaches_the_page() -> None:
    """Texts are escaped: a title that looks like a script arrives as text."""
    quiz = team_quiz()
    stages = tuple(one._replace(title="<script>x</script>") for one in quiz.stages)
    answers = dict(team_stage().examples[0].answers)
    html = json.loads(handle(request(quiz._replace(stages=stages), answers)))["html"]
    assert "<script" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize("url", ["javascript:alert(1)", "//elsewhere.example/", "/x/", "a b"])
def test_a_pack_leads_to_pages_of_the_site_alone(url: str) -> None:
    """An address that names a scheme or a host is refused, not written into a link."""
    links = (codec.Link("x.md", url),)
    text = codec.dump_pack(codec.Pack(codec.SCHEMA_VERSION, team_quiz(), links))
    assert error_code(handle(request(team_quiz(), {}, quiz=text))) == "SC203"


@pytest.mark.parametrize("operation", DOORS)
def test_every_operation_has_its_door(operation: str) -> None:
    """Its module is loaded when it is asked for, and misses what the request does not bring."""
    assert error_code(handle(json.dumps({"op": operation}))) == "SC103"


def test_no_door_is_without_an_operation() -> None:
    """A module that no request leads to would be shipped for nobody."""
    modules = {one.stem for one in Path(doors.__path__[0]).glob("[a-z]*.py")}
    assert modules == set(DOORS.values())
