"""What the bridge answers a facilitator beside boards: rounds in files, actions, two rounds."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from made_up import answered, any_quizzes, enough, pack
from samples import catalogue, team_quiz, team_stage
from stagecheck_engine import codes
from stagecheck_engine.bridge import handle
from stagecheck_engine.model import Answers, Quiz, Share
from taken_along import TEXTS

ROUND = {
    "quiz": "team-stage",
    "name": "Spring",
    "tag": "AB12",
    "people": 6,
    "day": "2026-11-22",
    "codes": ["ABCD-EFGH"],
    "actions": [{"text": "Ask", "owner": "Ada", "day": "2026-12-01"}],
}
OF = {"check": "Where are we?", "name": "Spring", "tag": "AB12"}
WHOLE = {"format": 1, "kind": "stagecheck-rounds", "site": "Play", "rounds": [ROUND]}


def ask(op: str, **more: Any) -> dict[str, Any]:
    """Ask the bridge."""
    response: dict[str, Any] = json.loads(handle(json.dumps({"op": op, **more})))
    return response


def beside(quiz: Quiz, sides: list[tuple[str, list[Answers]]], ledger: str = "") -> dict[str, Any]:
    """Ask for rounds side by side, from three people on."""
    given = [
        {
            "name": name,
            "round": "",
            "codes": "\n".join(
                codes.encode(quiz, one, nonce, None) for nonce, one in enumerate(members)
            ),
        }
        for name, members in sides
    ]
    return ask("beside", quiz=pack(quiz), ledger=ledger, threshold=3, sides=given)


def test_a_file_of_rounds_comes_back_as_it_went() -> None:
    """Written, then read."""
    file = ask("rounds", what="write", day="2026-11-22", rounds=WHOLE)
    assert (file["name"], file["ok"]) == ("rounds-AB12-2026-11-22.json", True)
    assert ask("rounds", what="read", text=file["text"])["rounds"] == [ROUND]
    two = {**WHOLE, "rounds": [ROUND, {**ROUND, "tag": "CD34"}]}
    file = ask("rounds", what="write", day="2026-11-22", rounds=two)
    assert file["name"] == "rounds-2026-11-22.json"


@pytest.mark.parametrize("what", ["markdown", "csv", "calendar"])
@given(text=TEXTS, owner=TEXTS)
@settings(max_examples=30)
def test_actions_become_a_file_or_are_refused(what: str, text: str, owner: str) -> None:
    """Whatever somebody typed: a file, or a sentence that names the field."""
    actions = [{"text": text, "owner": owner, "day": "2026-12-01"}]
    about = {"day": "2026-11-22", "link": "http://a.example/", **OF}
    file = ask("rounds", what=what, actions=actions, **about)
    if file["ok"]:
        assert file["name"].startswith("actions-AB12-2026-11-22.")
    else:
        assert file["error"]["code"] in {"SC426", "SC434"}
        assert "actions[0]" in file["error"]["message"]


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        ({"what": "write", "day": "2026-11-22", "rounds": {**WHOLE, "rounds": 7}}, "SC425"),
        ({"what": "read", "text": "nonsense"}, "SC421"),
        ({"what": "calendar", "day": "2026-11-22", "link": "", "actions": [], **OF}, "SC434"),
        ({"what": "csv", "day": "2026-11-22", "actions": [], **OF, "tag": "../.."}, "SC426"),
        ({"what": "csv", "day": "2026-11-22", "actions": [{"text": "a"}], **OF}, "SC425"),
        ({"what": "csv", "day": "2026-11-22", "actions": 7}, "SC109"),
        ({"what": "poem"}, "SC104"),
    ],
)
def test_what_cannot_be_done_is_refused(request_: dict[str, Any], code: str) -> None:
    """With the code of its reason."""
    assert ask("rounds", **request_)["error"]["code"] == code


@settings(max_examples=30)
@given(st.data(), any_quizzes())
def test_two_rounds_tell_numbers_of_people(data: st.DataObject, quiz: Quiz) -> None:
    """Every item has each answer's people in both rounds, whatever the rule."""
    if isinstance(quiz.rule, Share):
        return
    one = answered(st.just(quiz)).map(lambda case: enough(quiz, case[1]))
    members = st.lists(one, min_size=3, max_size=5)
    first, second = data.draw(members), data.draw(members)
    found = beside(quiz, [("<b>Spring</b>", first), ("Autumn", second)])
    assert found["ok"], found
    assert "<b>" not in found["html"]
    assert found["html"].count("stagecheck-item") == len(quiz.items)
    differs = "Not as many answered" in found["html"]
    assert differs == (len(first) != len(second))


def test_both_rounds_are_hidden_if_one_is_too_small() -> None:
    """The large one would tell of the small one what the board does not."""
    quiz = team_quiz()
    members = [dict(one.answers) for one in team_stage().examples][:5]
    shipped = catalogue().shipped_ledgers()["team-stage"]
    found = beside(quiz, [("Spring", members), ("Autumn", members[:2])], shipped)
    assert found["html"] == ""
    assert found["headline"] == (
        "Spring: five people. Autumn: two people. Both rounds are hidden, for one has fewer than "
        "three."
    )


def test_a_round_of_blank_sheets_hides_both() -> None:
    """Three codes of which one is empty are two that count."""
    quiz = team_quiz()
    members = [dict(one.answers) for one in team_stage().examples][:3]
    found = beside(quiz, [("Spring", members), ("Autumn", [*members[:2], {}])])
    assert found["html"] == ""
    assert "for one has fewer than three who answered enough." in found["headline"]


def test_a_board_has_two_sides() -> None:
    """One or three are a mistake of the page."""
    assert beside(team_quiz(), [("Spring", [])])["error"]["code"] == "SC109"


def test_the_codes_that_were_taken_are_told_as_codes_are_written() -> None:
    """However they were typed: each once, in the order in which they came."""
    quiz = team_quiz()
    sent = [
        codes.encode(quiz, one.answers, nonce, None)
        for nonce, one in enumerate(team_stage().examples)
    ]
    typed = [sent[0].lower(), sent[1].replace("-", " "), sent[0], sent[2].replace("0", "o")]
    about = {"ledger": "", "round": "", "threshold": 5, "base": "../", "anchor": "", "site": ""}
    found = ask("board", quiz=pack(quiz), codes="\n".join(typed), **about)
    assert found["codes"] == sent[:3]
    assert (found["taken"], found["twice"]) == (3, 1)
