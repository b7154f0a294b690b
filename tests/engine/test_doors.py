"""What the bridge answers beside results: codes made and read, results kept, files out and in."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from made_up import answered, any_quizzes, make_item, make_quiz, pack
from samples import catalogue, team_quiz, team_stage
from stagecheck_engine import codec, codes, ledger
from stagecheck_engine.bridge import handle
from stagecheck_engine.model import Answers, Quiz, Share
from stagecheck_engine.scoring import score
from taken_along import briefs

FOLLY, FEARFUL = (
    dict(next(one.answers for one in team_stage().examples if one.stage == stage))
    for stage in ("folly", "fearful")
)
SITE = "https://intranet.example/play/"


def ask(op: str, quiz: Quiz | None = None, /, **more: Any) -> dict[str, Any]:
    """Ask the bridge about a quiz, by itself the team stage check with its ledger."""
    shipped = "" if quiz else catalogue().shipped_ledgers()["team-stage"]
    whole = {"op": op, "quiz": pack(quiz or team_quiz()), "ledger": shipped, "base": "../"}
    response: dict[str, Any] = json.loads(handle(json.dumps({**whole, **more})))
    return response


def past(day: str, answers: Answers, version: int | None = None) -> dict[str, object]:
    """Keep answers of a day, by itself those to the team stage check as it is now."""
    return {"day": day, "version": version or team_quiz().version, "answers": answers}


@settings(max_examples=30)
@given(answered(any_quizzes()), st.integers(0, 2**20 - 1), st.sampled_from(["", "7KX2"]))
def test_a_code_is_read_as_it_was_made(
    case: tuple[Quiz, Answers], nonce: int, round_tag: str
) -> None:
    """Answers, version and round come back, and the headline is that which the sender may send."""
    quiz, answers = case
    sent = ask("share", quiz, answers=answers, nonce=nonce, round=round_tag)
    found = ask("read", quiz, code=sent["code"].lower())
    assert (found["answers"], found["version"]) == (answers, quiz.version)
    assert (found["round"], found["note"]) == (round_tag, "")
    assert sent["text"] == f"{quiz.title}: {found['headline']}"


def test_a_shared_result_leads_to_no_question_of_the_page() -> None:
    """There stand the reader's own answers; pages of plays and phases are linked as ever."""
    sent = ask("share", answers=FEARFUL, nonce=7, round="")
    found = ask("read", code=sent["code"])
    assert 'href="#' not in found["html"]
    assert 'href="../' in found["html"]
    assert found["html"].count("<summary>All answers</summary>") == 1


@pytest.mark.parametrize("answers", [one.answers for one in team_stage().examples])
def test_a_shared_result_speaks_of_another_team(answers: Answers) -> None:
    """Whoever opens or reads it is not told that it is theirs, nor that they gave the answers."""
    sent = ask("share", answers=answers, nonce=7, round="")
    found = ask("read", code=sent["code"])
    assert found["headline"].startswith("The team's phase is")
    assert sent["text"] == f"Team stage check: {found['headline']}"
    own = score(team_quiz(), answers)
    if own.drivers:
        assert "Answered: " in found["html"]
    assert not re.search(r"You answered|[Yy]our (answers|scores)", found["html"])


def test_the_text_to_send_gives_no_answer_away() -> None:
    """It names the check and the stage; two sets of answers at one stage give the same text."""
    others = [dict(one.answers) for one in team_stage().examples if one.stage == "folly"]
    texts = {ask("share", answers=one, nonce=1, round="")["text"] for one in others}
    assert len(others) > 1
    assert texts == {"Team stage check: The team's phase is Folly."}


def test_answers_to_an_older_version_are_shown_with_a_note() -> None:
    """A code of version 1 is read by version 2, and what does not stand is said."""
    items = [make_item("x0", "x", 3), make_item("x1", "x", 3)]
    old = make_quiz(tuple(items), [], Share(1))
    new = make_quiz(tuple(items[:1]), [], Share(1))._replace(version=2)
    entry: Any = {"meaning": ledger.meaning(old), "words": ledger.words(old)}
    shipped = codec.dumps({"format": 1, "quiz": old.id, "versions": {"1": entry}})
    code = ask("share", old, answers={"x0": "b", "x1": "c"}, nonce=1, round="")["code"]
    found = ask("read", new, code=code, ledger=shipped)
    assert found["version"] == 1
    assert "version 1" in found["note"]
    assert "1 of the 2 answers no longer stands" in found["note"]
    kept = ask("kept", new, ledger=shipped, kept=[past("2026-11-22", {"x0": "b", "x1": "c"}, 1)])
    assert kept["headline"].startswith("This result cannot be worked out any more: the questions")


def test_a_result_is_compared_with_the_one_before() -> None:
    """The page says what it was, when, and which answers are others; the last two count."""
    told = ask("kept", kept=[past("2026-01-01", {}), past("2026-10-01", FOLLY)])
    assert told["headline"] == "Your team's phase is Folly."
    told = ask("kept", kept=[past("2026-10-01", FOLLY), past("2026-11-22", FEARFUL)])
    assert told["headline"] == "Your team's phase is Fearful."
    assert "On 1 October 2026 it was: “Your team&#x27;s phase is Folly.”" in told["html"]
    changed = sum(FOLLY[item] != FEARFUL[item] for item in FOLLY)
    assert f"<summary>{changed} answers changed</summary>" in told["html"]


def test_a_day_on_which_it_was_kept_twice_counts_once() -> None:
    """Who corrects an answer and keeps it again still sees what changed since the day before."""
    item = next(item for item in FEARFUL if FEARFUL[item] != FOLLY[item])
    slip = {**FEARFUL, item: FOLLY[item]}
    results = [past("2026-09-01", FOLLY), past("2026-10-20", slip), past("2026-10-20", FEARFUL)]
    told = ask("kept", kept=results)
    assert "On 1 September 2026 it was: “Your team&#x27;s phase is Folly.”" in told["html"]
    assert "20 October 2026 it was" not in told["html"]
    once = ask("kept", kept=results[1:])
    assert once["html"] == "<p>Kept on 20 October 2026.</p>"


def test_each_result_kept_says_what_it_came_to() -> None:
    """In the order in which they were kept; one that cannot be told any more says so."""
    kept = [past("2026-09-01", FOLLY), past("2026-10-01", FOLLY, 9), past("2026-10-20", FEARFUL)]
    first, second, third = ask("kept", kept=kept)["each"]
    assert (first, third) == ("Your team's phase is Folly.", "Your team's phase is Fearful.")
    assert second.startswith("This result cannot be worked out any more")


def test_a_result_that_is_not_kept_is_told_too() -> None:
    """It says that it is not kept, and what changed since the last one of an earlier day."""
    now = [past("2026-11-22", FEARFUL)]
    told = ask("kept", kept=[], unkept=now)
    assert told["headline"] == "Your team's phase is Fearful."
    assert told["html"] == "<p>Not kept.</p>"
    told = ask("kept", kept=[past("2026-10-01", FOLLY)], unkept=now)
    assert told["headline"] == "Your team's phase is Fearful."
    assert told["html"].startswith("<p>Not kept.</p><p>On 1 October 2026 it was:")
    assert told["each"] == ["Your team's phase is Folly."]


def test_a_few_answers_are_too_early_for_a_result() -> None:
    """It is said how few they are; what people cannot tell is not what they left out."""
    one = dict([*FOLLY.items()][:1])
    told = ask("kept", kept=[past("2026-10-01", one)])
    assert told["headline"] == "Too early: only 1 of 16 questions is answered."
    told = ask("kept", kept=[past("2026-10-01", dict.fromkeys(FOLLY, "?"))])
    assert told["headline"].startswith("Too early to tell: ")


def test_the_same_result_is_said_to_be_the_same() -> None:
    """Equal answers on two days: the same result, and no answer is another."""
    told = ask("kept", kept=[past("2026-10-01", FOLLY), past("2026-11-22", FOLLY)])
    assert "The result is the same as on 1 October 2026. No answer is another." in told["html"]


@pytest.mark.parametrize(
    ("before", "why"),
    [
        (past("2026-10-01", FOLLY, 9), "the version of the check that was answered is not on"),
        (past("2026-10-01", {**FOLLY, "rules": "z"}), "an answer is not offered any more"),
    ],
)
def test_what_cannot_be_compared_is_not(before: dict[str, object], why: str) -> None:
    """The reason is said, and no result is told that nobody had."""
    told = ask("kept", kept=[before, past("2026-11-22", FEARFUL)])
    assert f"cannot be compared with the one before, of 1 October 2026: {why}" in told["html"]
    assert "it was" not in told["html"]


def test_a_result_becomes_a_brief() -> None:
    """One colleague's answers are enough; none at all are not, and it says so."""
    asked = {"briefs": json.dumps(codec.plain(briefs())), "reader": "finance"}
    told = ask("brief", **asked, answers=FOLLY)["text"]
    assert "Folly" in told
    assert "one colleague" in told
    assert ask("brief", **asked, answers={})["error"]["code"] == "SC434"
    assert ask("brief", **asked, answers={"rules": "z"})["error"]["code"] == "SC302"


def test_for_whom_there_is_a_brief_is_told() -> None:
    """A page offers no brief that would be refused, and says why there is none."""
    asked = {"briefs": json.dumps(codec.plain(briefs()))}
    assert ask("brief", **asked, answers=FOLLY)["readers"] == ["finance"]
    error = ask("brief", **asked, answers={"rules": "a"})["error"]
    assert error["code"] == "SC434"
    assert "more than one result is still possible" in error["message"]


def test_a_board_becomes_a_brief() -> None:
    """From as many codes as the threshold asks for; from fewer there is none, and it says so."""
    sentences = json.dumps(codec.plain(briefs()))
    sent = [codes.encode(team_quiz(), FOLLY, nonce, None) for nonce in range(5)]
    asked = {"codes": "\n".join(sent), "round": "", "briefs": sentences, "reader": "finance"}
    assert "Folly" in ask("brief", **asked, threshold=5)["text"]
    assert ask("brief", **asked, threshold=6)["error"]["code"] == "SC434"
    assert ask("brief", **{**asked, "reader": "cook"}, threshold=5)["error"]["code"] == "SC432"


def exported(what: str, **more: Any) -> dict[str, Any]:
    """Export as the page asks for it, with all that any file needs."""
    given = {"day": "2026-11-22", "site": SITE, "answers": FOLLY, "on": "2027-02-01", "play": ""}
    return ask("export", what=what, **{**given, "link": f"{SITE}check/", **more})


def test_each_file_has_a_name_a_type_and_a_text() -> None:
    """Names are plain ASCII; links are whole addresses, so that they work where it is pasted."""
    found = {what: exported(what) for what in ("markdown", "csv", "calendar")}
    names = [one["name"] for one in found.values()]
    assert names == [
        "team-stage-2026-11-22.md",
        "team-stage-2026-11-22.csv",
        "team-stage-again.ics",
    ]
    assert f"(<{SITE}phases/folly/>)" in found["markdown"]["text"]
    assert found["csv"]["text"].count("\r\n") == 1 + len(team_quiz().items)
    assert "DTSTART;VALUE=DATE:20270201" in found["calendar"]["text"]
    play = exported("calendar", play="run-a-pilot")
    assert play["name"] == "run-a-pilot-keep-or-drop.ics"
    assert f"URL:{SITE}plays/run-a-pilot/" in play["text"]


def test_an_import_takes_back_what_an_export_gave() -> None:
    """Results, unfinished answers and days come back as they were."""
    mine: dict[str, Any] = {
        "format": 1,
        "kind": "stagecheck-results",
        "site": "Folly to Fusing",
        "results": [{"quiz": "team-stage", **past("2026-11-22", FOLLY)}],
        "unfinished": [{"quiz": "pulse", "answers": {"asked": "b"}, "versions": {"asked": 1}}],
        "checks": [{"quiz": "pulse", "day": "2026-12-22"}],
    }
    file = exported("json", mine=mine)
    assert (file["name"], file["type"]) == (
        "my-results-2026-11-22.json",
        "application/json;charset=utf-8",
    )
    found = ask("import", day="2026-11-22", text=file["text"])
    assert all(found[part] == mine[part] for part in ("results", "unfinished", "checks"))
    assert found["ahead"] == 0


def test_an_import_leaves_out_results_of_days_to_come() -> None:
    """Tomorrow has begun elsewhere; what is later would hide every result of the reader's own."""
    days = ("2026-10-01", "2026-11-30", "2026-12-01", "2026-12-02", "2199-01-28")
    results = [{"quiz": "team-stage", **past(day, FOLLY)} for day in days]
    head = {"format": 1, "kind": "stagecheck-results", "site": "x", "unfinished": [], "checks": []}
    text = json.dumps({**head, "results": results})
    found = ask("import", day="2026-11-30", text=text)
    assert [one["day"] for one in found["results"]] == list(days[:3])
    assert found["ahead"] == 2
    assert ask("import", day="", text=text)["error"]["code"] == "SC108"


@pytest.mark.parametrize(
    ("op", "changes", "code"),
    [
        ("share", {"answers": FOLLY, "nonce": True, "round": ""}, "SC107"),
        ("share", {"answers": FOLLY, "nonce": 2**20, "round": ""}, "SC107"),
        ("share", {"answers": FOLLY, "nonce": 1, "round": "7KX"}, "SC401"),
        ("share", {"answers": {"rules": "z"}, "nonce": 1, "round": ""}, "SC302"),
        ("read", {"code": "7PWC-00BK"}, "SC401"),
        ("read", {"code": ""}, "SC401"),
        ("kept", {"kept": []}, "SC109"),
        ("kept", {"kept": ["x"]}, "SC109"),
        ("kept", {"kept": [past("2026-13-01", {})]}, "SC108"),
        ("export", {"what": "poem", "day": "2026-11-22"}, "SC104"),
        ("export", {"what": "csv", "answers": {}, "day": "today"}, "SC108"),
        ("export", {"what": "json", "mine": [], "day": "2026-11-22"}, "SC422"),
        ("import", {"text": "[]", "day": "2026-11-22"}, "SC422"),
        ("import", {"text": "<script>", "day": "2026-11-22"}, "SC421"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_its_code(
    op: str, changes: dict[str, Any], code: str
) -> None:
    """Codes are stable, and every one comes with a sentence and what to do."""
    error = ask(op, **changes)["error"]
    assert error["code"] == code
    assert error["message"]
    assert error["hint"]


@pytest.mark.parametrize("site", ["javascript:alert(1)//", "//evil.example/", "https://a b/", ""])
def test_links_of_a_file_lead_to_web_pages_alone(site: str) -> None:
    """What a page gives as its address is no way to a script."""
    assert exported("markdown", site=site)["error"]["code"] == "SC106"
    assert exported("calendar", link=site)["error"]["code"] == "SC106"


def test_a_play_of_another_quiz_has_no_day() -> None:
    """The calendar is asked for plays of the quiz itself."""
    assert exported("calendar", play="../../etc")["error"]["code"] == "SC110"


FIELDS = ["quiz", "answers", "nonce", "round", "code", "kept", "what", "day", "mine", "text", "on"]
FIELDS += ["briefs", "reader", "codes", "unkept", "now"]
ODD: Any = st.sampled_from([None, "", -1, 10**30, [], {}, [{}], {"format": 1}, "\ud800", "<b>"])


@example("brief", {"briefs": ""})
@given(
    st.sampled_from(["share", "read", "kept", "export", "import", "brief"]),
    st.dictionaries(st.sampled_from(FIELDS), ODD),
)
def test_no_request_makes_the_engine_fail(op: str, changes: dict[str, Any]) -> None:
    """Whatever stands in a field, the answer is a sentence of ours, not an exception's."""
    sound = {
        "answers": FOLLY,
        "nonce": 1,
        "round": "",
        "code": "",
        "kept": [past("2026-11-22", FOLLY)],
        "unkept": [],
        "now": "2026-11-22T09:30:00Z",
    }
    more = {"what": "csv", "day": "2026-11-22", "text": "{}", "on": "2026-12-01", "mine": {}}
    sound |= {"briefs": json.dumps(codec.plain(briefs())), "reader": "finance"}
    response = ask(op, **{**sound, **more, **changes})
    assert response["ok"] or response["error"]["code"] != "SC900", response
