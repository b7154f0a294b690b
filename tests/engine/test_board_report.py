"""Boards in words and numbers, out of codes in any text; some of them in a file to read.

Run `python tests/engine/test_board_report.py` to write `golden/board-report.md` again, then read
the difference: it is what a team will find on its page and in its messages.
"""

import json
import random
import re
import sys
from html import unescape
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_boards import TEAMS, members

from made_up import any_quizzes, enough, offered, pack
from markup import Element, read_text
from samples import team_quiz, team_stage
from small_quizzes import bands, bands_of_each, knowledge
from stagecheck_engine import codec, codes, gathered, spotted
from stagecheck_engine.bridge import handle
from stagecheck_engine.codec import Json
from stagecheck_engine.ledger import meaning, words
from stagecheck_engine.model import Answers, Quiz, Share
from stagecheck_engine.team import combine
from taken_along import HOSTILE, TEXTS, made_hostile

GOLDEN = Path(__file__).parent / "golden" / "board-report.md"
SITE = "https://intranet.example/"
TAG = 77
ELEMENTS = (
    "div ul ol li p h4 h5 a span strong table caption thead tbody tr th td svg rect details summary"
)
ATTRIBUTES = (
    "class id href scope viewbox preserveaspectratio aria-hidden width height data-verdict "
    "data-agreement data-stage"
)


def code_of(quiz: Quiz, answers: Answers, nonce: int, tag: int | None = TAG) -> str:
    """Write somebody's answers as a code."""
    return codes.encode(quiz, answers, nonce, tag)


def team_codes(quiz: Quiz, team: list[Answers]) -> list[str]:
    """Write the answers of a team as codes."""
    return [code_of(quiz, answers, number) for number, answers in enumerate(team)]


def ask(quiz: Quiz, text: str, **others: Json) -> dict[str, Any]:
    """Ask for the board of the codes in a text, as the page does."""
    request = {
        "op": "board",
        "quiz": pack(quiz),
        "ledger": "",
        "codes": text,
        "round": "",
        "threshold": 5,
        "base": "../",
        "anchor": "board",
        "site": SITE,
        **others,
    }
    told: dict[str, Any] = json.loads(handle(json.dumps(request)))
    return told


def board_of(quiz: Quiz, team: list[Answers], **others: Json) -> dict[str, Any]:
    """Ask for the board of a team."""
    told = ask(quiz, "\n".join(team_codes(quiz, team)), **others)
    assert told["ok"], told
    return told


def by_chance(quiz: Quiz, people: int, seed: int) -> list[Answers]:
    """Let people answer a quiz in any way, and skip some of it, but not too much to count."""
    chance = random.Random(seed)  # noqa: S311 - the same cases each time, not a secret
    some = (
        {item.id: chance.choice(offered(item)) for item in quiz.items if chance.random() < 0.9}
        for _ in range(people)
    )
    return [enough(quiz, one) for one in some]


def pair() -> list[Answers]:
    """Answer the team stage check as two people who do not agree."""
    return members({"Night shift": 1, "Service": 1})


def fenced(kind: str, text: str) -> str:
    return f"````{kind}\n{text.rstrip()}\n````\n"


FULL = ("At both ends", "Some cannot tell")
"""The teams whose every question stands in the file."""


def golden() -> str:
    """Write the reports of all example teams, some of them in full, and the HTML of one."""
    parts = ["# What the boards of made-up teams say, from 5 people on\n"]
    for title, of in TEAMS:
        who = ", ".join(f"{people} as {name}" for name, people in of.items())
        text = board_of(team_quiz(), members(of))["markdown"]
        shown = (
            text if title in FULL else re.sub(r"\n### .*?(?=\n## |\Z)", "\n…\n", text, flags=re.S)
        )
        parts += [f"## {title}\n\n{who}\n", fenced("markdown", shown)]
    told = board_of(bands_of_each(), by_chance(bands_of_each(), 6, 1))
    parts += ["## Each dimension by itself\n", fenced("markdown", told["markdown"])]
    html = board_of(bands(), by_chance(bands(), 6, 1))["html"]
    lines = re.sub(r"(?=<(div|h[45]|tr|thead|tbody|details|ul|ol|li|p)\b)", "\n", html)
    parts += ["## A plain score, as HTML\n", fenced("html", lines.strip())]
    return "\n".join(parts)


def test_every_team_is_told_what_the_file_says() -> None:
    """Word for word, on the page and as Markdown."""
    assert golden() == GOLDEN.read_text("utf-8")


@st.composite
def boards(draw: st.DrawFn) -> tuple[Quiz, list[Answers]]:
    """Make up a quiz that has a board, and a team that answered it."""
    quiz = draw(any_quizzes().filter(lambda one: not isinstance(one.rule, Share)))
    return quiz, by_chance(quiz, draw(st.integers(3, 9)), draw(st.integers(0, 999)))


@given(boards())
def test_every_board_is_written_in_whole_sentences(case: tuple[Quiz, list[Answers]]) -> None:
    """No rule leaves a hole where a word should be, nor a heading with nothing below."""
    told = board_of(*case, threshold=3)
    text = unescape(re.sub(r"<[^>]+>", " ", told["html"]))
    assert re.fullmatch(r"[A-Z].* answered\. [A-Z].*\.", told["headline"])
    for wrong in ("None", "Fraction", "()", "[]", "  .", " ,", "…"):
        assert wrong not in told["headline"]
        assert wrong not in text
    paragraphs = re.findall(r"<p[^>]*>(.*?)</p>", told["html"])
    assert all(re.fullmatch(r"[A-Z].*[.:?]", unescape(one)) for one in paragraphs)
    assert not re.search(r"<(ul|ol|tbody|table|p|h4|h5|a)[^>]*></", told["html"])
    assert not re.search(r"</h4>(<h4|$)|</h5>(<h5|</div)", told["html"])


@given(boards())
def test_every_person_is_counted_in_every_table(case: tuple[Quiz, list[Answers]]) -> None:
    """Below each question of one choice, and in each table of stages, stand all the people."""
    quiz, team = case
    page = read_text(board_of(quiz, team, threshold=3)["html"])
    several = {item.text for item in quiz.items if item.several}
    for box in page.all("div", class_="stagecheck-item"):
        people = sum(numbers(box))
        assert people == len(team) or box.all("h5")[0].text in several
    tables = [one for one in page.all("table") if heads(one)[0].text == "Stage"]
    assert tables
    assert all(sum(numbers(table)) == len(team) for table in tables)


def numbers(of: Element) -> list[int]:
    """Read the numbers of a table, each of which its bar draws."""
    found = []
    for row in of.all("tbody")[0].all("tr"):
        bar, number = row.all("td")
        assert bar.all("rect", class_="low")[0].attributes["width"] == number.text
        found.append(int(number.text))
    return found


@given(boards())
def test_tables_and_links_work_without_eyes(case: tuple[Quiz, list[Answers]]) -> None:
    """Each table has a caption, each row and column a head; no link leads nowhere."""
    page = read_text(board_of(*case, threshold=3)["html"])
    ids = [one.attributes["id"] for one in page.all("h5") if "id" in one.attributes]
    assert len(set(ids)) == len(ids) == len(case[0].items)
    for table in page.all("table"):
        assert table.all("caption")[0].text
        assert all(one.attributes["scope"] == "col" and one.text for one in heads(table))
        assert all(row.all("th", scope="row") for row in table.all("tbody")[0].all("tr"))
    assert all(svg.attributes["aria-hidden"] == "true" for svg in page.all("svg"))
    for link in page.all("a"):
        address = link.attributes["href"]
        assert address.removeprefix("#") in ids if address[0] == "#" else address[:3] == "../"


def heads(table: Element) -> list[Element]:
    return table.all("thead")[0].all("th")


@given(boards(), st.lists(TEXTS, min_size=1, max_size=12))
def test_no_text_of_a_quiz_comes_alive(
    case: tuple[Quiz, list[Answers]], hostile: list[str]
) -> None:
    """Whatever an editor wrote, the page holds our elements and attributes, and no others."""
    quiz = made_hostile(case[0], [text.replace("\ud800", "") for text in hostile])
    page = read_text(board_of(quiz, case[1], threshold=3)["html"])
    assert {one.tag for one in everything(page)} <= set(ELEMENTS.split())
    assert {name for one in everything(page) for name in one.attributes} <= set(ATTRIBUTES.split())


def everything(of: Element) -> list[Element]:
    """List all elements."""
    return [part for child in of.children for part in (child, *everything(child))]


@given(boards())
def test_markdown_says_what_the_page_says(case: tuple[Quiz, list[Answers]]) -> None:
    """The same headings in the same order, and every number."""
    told = board_of(*case, threshold=3)
    page = read_text(told["html"])
    headings = [one.text for tag in ("h4", "h5") for one in page.all(tag)]
    marks = [line.lstrip("#").strip() for line in told["markdown"].splitlines() if line[:2] == "##"]
    assert sorted(plain(one) for one in marks) == sorted(plain(one) for one in headings)
    people = sorted(
        int(one) for one in re.findall(r"^- .*: (\d+)$", told["markdown"], re.MULTILINE)
    )
    assert people == sorted(number for table in page.all("table") for number in numbers(table))


def plain(text: str) -> str:
    return re.sub(r"[^a-z0-9 ]", "", text.lower())


@given(boards(), st.randoms(use_true_random=False))
def test_the_order_of_codes_does_not_matter(
    case: tuple[Quiz, list[Answers]], chance: random.Random
) -> None:
    """Nobody can tell from a board who sent first."""
    lines = team_codes(*case)
    told = ask(case[0], "\n".join(lines), threshold=3)
    chance.shuffle(lines)
    again = ask(case[0], "\n".join(lines), threshold=3)
    assert {**again, "codes": 0} == {**told, "codes": 0}
    assert told["board"] == codec.plain(combine(*case, 3))


@given(st.integers(0, 4), st.integers(0, 99))
def test_below_the_threshold_nothing_but_the_number_is_told(people: int, seed: int) -> None:
    """The same of any answers, in every form; the words to talk with are in none of them."""
    quiz = team_quiz()
    told = board_of(quiz, by_chance(quiz, people, seed))
    other = board_of(quiz, by_chance(quiz, people, seed + 100))
    for part in ("headline", "html", "note", "board", "markdown", "csv"):
        assert told[part] == other[part]
    assert told["csv"].count("\n") == 1
    assert bool(told["html"]) == (people > 0)
    assert not any(item.text in told["html"] for item in quiz.items)


def test_below_the_threshold_older_answers_are_not_told_either() -> None:
    """What of them no longer stands would be somebody's."""
    old, new = versions()
    told = ask(new, code_of(old, {"tools-one": "d"}, 1), ledger=shipped(old, new))
    assert (told["taken"], told["note"]) == (1, "")


@pytest.mark.parametrize(
    ("people", "says"),
    [
        (0, "Nobody has answered yet; the board shows results from five."),
        (1, "One has answered; the board shows results from five."),
        (3, "Three have answered; the board shows results from five."),
    ],
)
def test_too_few_are_told_how_many_they_are(people: int, says: str) -> None:
    """And from how many on there is more."""
    quiz = team_quiz()
    told = board_of(quiz, by_chance(quiz, people, 1))
    assert told["headline"] == says
    assert told["markdown"].splitlines()[2] == says


@pytest.mark.parametrize(
    ("thin", "says"),
    [
        (1, "One of five codes holds too few answers to count."),
        (2, "Two of five codes hold too few answers to count."),
        (5, "Five of five codes hold too few answers to count."),
    ],
)
def test_codes_that_do_not_count_are_told(thin: int, says: str) -> None:
    """Five codes open no board where some of them are of blank sheets."""
    quiz = team_quiz()
    told = board_of(quiz, [*by_chance(quiz, 5 - thin, 1), *([{}] * thin)])
    begins = "Five have answered; the board shows results from five."
    assert told["headline"] == f"{begins} {says}"
    assert told["csv"].count("\n") == 1


def test_where_nobody_agrees_no_phase_is_pinned_on_one_person() -> None:
    """Of six people in six stages the headline names none; the table below has the numbers."""
    each = {one.stage: one.answers for one in team_stage().examples if one.stage}
    told = board_of(team_quiz(), [*each.values()])
    assert told["headline"] == (
        "Six people answered. The team is split: no stage is seen by more than one of you."
    )
    assert told["html"].count("For those in") == 0


def test_files_say_which_round_they_are_of() -> None:
    """Check, round and day in the head of the Markdown and in each row of the table."""
    quiz = team_quiz()
    about = {"name": " =Team\nBlue ", "day": "2026-11-22", "round": codes.written_tag(TAG)}
    told = board_of(quiz, by_chance(quiz, 5, 1), **about)
    assert f"Round =Team Blue ({codes.written_tag(TAG)}), 22 November 2026" in told["markdown"]
    row = told["csv"].splitlines()[1]
    assert row.endswith(f",{quiz.title},'=Team Blue,{codes.written_tag(TAG)},2026-11-22")


def test_what_nobody_gave_is_still_an_answer() -> None:
    """A histogram shows every option of the least mixed question too, also those at nought."""
    quiz = team_quiz()
    page = read_text(board_of(quiz, members({"Field sales": 6}))["html"])
    for box in page.all("div", class_="stagecheck-item"):
        item = next(one for one in quiz.items if one.text == box.all("h5")[0].text)
        options = len(item.options) + item.dont_know
        assert len(numbers(box)) == options


def test_only_split_items_have_a_question_to_ask() -> None:
    """It names the two answers, and nobody."""
    quiz = team_quiz()
    page = read_text(board_of(quiz, members({"Night shift": 4, "Service": 3}))["html"])
    asked = [box for box in page.all("div") if box.all("p", class_="stagecheck-ask")]
    split = page.all("div", data_agreement="split")
    assert [one.all("h5")[0].text for one in split]
    assert len(split) == len(page.all("p", class_="stagecheck-ask"))
    assert all(
        box.attributes["data-agreement"] == "split"
        for box in asked
        if "data-agreement" in box.attributes
    )


AROUND = {
    "a mail": "Dear all,\nmine is {} - see you,\nB.",
    "quoted": "> > my code:\n> {}\n> bye",
    "a link": f"{SITE}check/#code={{}}",
    "a link in a sentence": "see <https://x.example/a-b/check/#code={}>.",
    "quotation marks": "“{}”",
    "a list": "1. {}\n",
    "a cell": "Ann,{},yes",
    "words": "so this one {} was it",
    "tabs": "\t{}\t",
    "nulls": "\0{}\0",
    "another alphabet": "码{}码",
}
WRITTEN = {
    "as it is": lambda code: code,
    "lower case": str.lower,
    "without hyphens": lambda code: code.replace("-", ""),
    "with spaces": lambda code: code.replace("-", " "),
    "with dashes": lambda code: code.replace("-", " \u2013 "),
    "look-alikes": lambda code: code.replace("0", "O").replace("1", "l"),
}


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("written", WRITTEN)
def test_a_code_is_found_in_any_text(around: str, written: str) -> None:
    """However it was typed and whatever stands around it."""
    quiz = team_quiz()
    code = code_of(quiz, pair()[0], 1)
    told = ask(quiz, AROUND[around].format(WRITTEN[written](code)))
    assert (told["taken"], told["refused"], told["codes"]) == (1, [], [code])


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\n> ", "\n\t> > "])
@pytest.mark.parametrize("at", [5, 12, 20, 38])
def test_a_code_broken_over_two_lines_is_whole(break_: str, at: int) -> None:
    """Mail programs wrap what is long; also where an answer quotes it."""
    quiz = team_quiz()
    code = code_of(quiz, pair()[0], 1)
    told = ask(quiz, f"> {code[:at]}{break_}{code[at:]}\n")
    assert (told["taken"], told["refused"]) == (1, [])


def test_several_codes_on_a_line_are_several() -> None:
    """With no more than a space or a comma between."""
    quiz = team_quiz()
    one, two = team_codes(quiz, pair())
    for between in (" ", ",", "\t", " and ", "-"):
        assert ask(quiz, f"{one}{between}{two}")["taken"] == 2


def test_a_cut_code_takes_nothing_of_the_next() -> None:
    """It is refused by its line, and the one behind it is taken."""
    quiz = team_quiz()
    one, two = team_codes(quiz, pair())
    told = ask(quiz, f"{one[:-5]}\n{two}\n{two[5:]}\n")
    assert told["codes"] == [two]
    assert [refused["line"] for refused in told["refused"]] == [1, 3]
    assert told["refused"][0]["reason"].startswith("Only 28 of the 32 characters")


def test_one_pasted_twice_counts_once() -> None:
    """Also in another case; equal answers of two people count as two."""
    quiz, (answers, _) = team_quiz(), pair()
    one, two = code_of(quiz, answers, 1), code_of(quiz, answers, 2)
    told = ask(quiz, f"{one}\n{one.lower()}\n{two}\n{one}")
    assert (told["taken"], told["twice"], told["codes"]) == (2, 2, [one, two])


def test_codes_of_another_round_or_quiz_are_named() -> None:
    """Each with its line, how it begins, and what to do; the others go in."""
    quiz, answers = team_quiz(), pair()[0]
    here, there, none = (code_of(quiz, answers, 1, tag) for tag in (TAG, 78, None))
    foreign = code_of(bands(), {}, 1)
    tag = codes.written_tag(TAG)
    told = ask(quiz, f"{here}\n\n{there}\n{none} {foreign}", round=tag)
    assert told["taken"] == 1
    assert [one["line"] for one in told["refused"]] == [3, 4, 4]
    assert [one["text"] for one in told["refused"]] == [there, none, foreign]
    reasons = [one["reason"] for one in told["refused"]]
    assert [tag in reason for reason in reasons] == [True, True, False]
    assert "another quiz" in reasons[2]
    assert ask(quiz, f"{here}\n{there}\n{none}")["taken"] == 1


IGNORED = [
    "Dear colleagues, with responsibilities like ours",
    "On 22 November 2026 at 14:03 somebody wrote:",
    "--------------------------",
    "4ABC-DEFG",
    "+49 30 1234 5678",
    "Ünderstandably-so-überall",
    "",
]


@pytest.mark.parametrize("line", IGNORED)
def test_what_is_nothing_like_a_code_is_passed_over(line: str) -> None:
    """A mail has many lines, and none of them is somebody's answer."""
    assert ask(team_quiz(), line)["refused"] == []


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda code: code[:-1], "Only 31 of the 32"),
        (lambda code: code[:-1] + ("2" if code[-1] != "2" else "3"), "do not fit together"),
        (lambda code: f"{code}9", "1 more follows"),
        (lambda code: code.replace("-", " ")[:-5], "Only 28 of the 32"),
        (lambda code: f"{code[:5]}U{code[6:]}", "“U”"),
        (lambda code: f"{code[:2]} {code[2:12]}! {code[12:]}", "“!”, which no code has"),
        (lambda code: code[10:], "characters"),
    ],
)
def test_a_spoilt_code_is_never_passed_over(spoil: Any, says: str) -> None:
    """Somebody sent it, and would be missing without a word."""
    quiz = team_quiz()
    code = code_of(quiz, pair()[0], 1)
    (refused,) = ask(quiz, f"Hello\n\n{spoil(code)}\nBye")["refused"]
    assert refused["line"] == 3
    assert says in refused["reason"]


def test_a_hostile_line_is_told_as_it_was_typed_and_rendered_nowhere() -> None:
    """At most 40 characters of it, for a text node; no form of the board has any."""
    quiz = team_quiz()
    lines = [f"{text}4ABC-DEFG-HJKM-NPQR{text}" for text in HOSTILE if "\n" not in text]
    told = ask(quiz, "\n".join([*team_codes(quiz, by_chance(quiz, 5, 1)), *lines]))
    assert len(told["refused"]) >= len(lines)
    assert {one["line"] for one in told["refused"]} == set(range(6, 6 + len(lines)))
    assert all(0 < len(one["text"]) <= gathered.SHOWN for one in told["refused"])
    board = told["html"] + told["markdown"] + told["csv"] + told["headline"]
    assert not any(part in board for part in ("4ABC", "alert", "evil"))


def test_of_ten_thousand_bad_lines_the_first_are_told_and_the_rest_counted() -> None:
    """A list that nobody reads is a number."""
    quiz = team_quiz()
    good = team_codes(quiz, pair())
    bad = [f"<b>4ABC-DEFG-HJKM-{number:04}</b>" for number in range(10_000)]
    told = ask(quiz, "\n".join([good[0], *bad, good[1]]))
    assert told["codes"] == good
    assert len(told["refused"]) == gathered.TOLD
    assert told["more"] == len(bad) - gathered.TOLD
    assert [one["line"] for one in told["refused"]] == [*range(2, 2 + gathered.TOLD)]


@pytest.mark.parametrize(
    "piece",
    [
        "4" * 999,
        "4ABC ",
        "4ABC-",
        "4ABC" + " " * 999,
        "4" + "\n" * 999,
        "> " * 50,
        "-",
        "\0",
        "A1" * 6,
    ],
)
def test_a_text_of_one_piece_over_and_over_is_answered(piece: str) -> None:
    """What would make a pattern try again and again, and codes that begin and do not end."""
    quiz = team_quiz()
    code = code_of(quiz, pair()[0], 1)
    for text in (piece * (500_000 // len(piece)), (code[:14] + piece) * (300_000 // len(piece))):
        assert ask(quiz, text)["taken"] == 0


def test_a_text_that_is_far_too_long_is_refused_whole() -> None:
    """With a sentence that says how long it may be; 5,000,000 characters are still read."""
    quiz = team_quiz()
    code = code_of(quiz, pair()[0], 1)
    whole = code + "\n" * (gathered.LARGEST - len(code))
    assert ask(quiz, whole)["taken"] == 1
    error = ask(quiz, f"{whole}\n")["error"]
    assert error["code"] == "SC553"
    assert "5,000,000" in error["message"]
    assert "5,000,001" in error["message"]


@pytest.mark.parametrize(
    ("others", "code"),
    [
        ({"threshold": 2}, "SC552"),
        ({"threshold": 0}, "SC552"),
        ({"threshold": -1}, "SC107"),
        ({"threshold": True}, "SC107"),
        ({"threshold": "5"}, "SC107"),
        ({"threshold": 10**30}, "SC107"),
        ({"round": "ABC"}, "SC401"),
        ({"round": "AB!D"}, "SC401"),
        ({"codes": None}, "SC103"),
        ({"base": "//evil.example/"}, "SC106"),
        ({"site": "javascript:alert(1)/"}, "SC106"),
        ({"anchor": 1}, "SC103"),
    ],
)
def test_a_request_that_cannot_be_meant_is_refused(others: dict[str, Json], code: str) -> None:
    """Whatever a page of another build might ask for."""
    assert ask(team_quiz(), "", **others)["error"]["code"] == code


def test_a_knowledge_check_has_no_board() -> None:
    """Nothing is put together of right and wrong answers."""
    quiz = knowledge()
    assert ask(quiz, code_of(quiz, {}, 1))["error"]["code"] == "SC551"


def test_from_three_people_on_a_site_may_show_a_board() -> None:
    """Nothing is said about agreement then, and that once."""
    quiz = team_quiz()
    told = board_of(quiz, by_chance(quiz, 3, 1), threshold=3)
    assert told["headline"].startswith("Three people answered. ")
    page = read_text(told["html"])
    assert not page.all("p", class_="stagecheck-agreement")
    assert told["html"].count("Nothing is said here about whether you agree") == 1


def versions() -> tuple[Quiz, Quiz]:
    """Make two versions: the second asks one thing instead of another, and drops an option."""
    old = bands()
    first, *middle, last = old.items
    kept = first._replace(options=first.options[:3])
    return old, old._replace(
        version=2, items=(kept, *middle, last._replace(id="trust-three", several=False))
    )


def shipped(*quizzes: Quiz) -> str:
    """Write the ledger of some versions of a quiz."""
    entries: Json = {
        str(quiz.version): {"meaning": meaning(quiz), "words": words(quiz), "hash": ""}
        for quiz in quizzes
    }
    return codec.dumps({"format": 1, "quiz": quizzes[0].id, "versions": entries})


def test_answers_to_an_older_version_are_counted_as_the_questions_stand_today() -> None:
    """What does not stand is left out; how many it concerns is told, and why."""
    old, new = versions()
    stand = {"tools-two": "b", "time-one": "c", "time-two": "a", "trust-one": "b"}
    full = {**stand, "tools-one": "b", "trust-three": "a"}
    lines = [code_of(old, {**stand, "tools-one": "d", "trust-two": "a b"}, n) for n in range(2)]
    lines += [code_of(old, {**stand, "tools-one": "b"}, 2)]
    lines += [code_of(new, full, n) for n in range(3, 6)]
    told = ask(new, "\n".join(lines), ledger=shipped(old, new), threshold=4)
    assert (told["taken"], told["refused"]) == (6, [])
    team = [stand, stand, {**stand, "tools-one": "b"}, full, full, full]
    assert told["board"] == codec.plain(combine(new, team, 4))
    assert told["note"] in unescape(told["html"])
    for said in ("Three people answered another version", "Four answers no longer stand"):
        assert said in told["note"]


def test_codes_of_a_version_that_is_not_on_record_are_refused() -> None:
    """Without the ledger nobody knows what was answered."""
    old, new = versions()
    (refused,) = ask(new, code_of(old, {}, 1))["refused"]
    assert "version 1" in refused["reason"]


def test_many_older_answers_are_each_judged_once() -> None:
    """Alike answers of a version take one judgement, so that a large team takes no longer."""
    old, new = versions()
    team = by_chance(old, 400, 1)
    told = ask(new, "\n".join(team_codes(old, team)), ledger=shipped(old, new))
    items = {item.id for item in new.items}
    stand = [
        {
            item: key
            for item, key in one.items()
            if item in items and (item, key) != ("tools-one", "d")
        }
        for one in team
    ]
    assert told["board"] == codec.plain(combine(new, stand, 5))


@given(boards())
def test_every_code_begins_and_ends_as_its_form_says(case: tuple[Quiz, list[Answers]]) -> None:
    """So that it is found, of whatever quiz, with a round and without."""
    quiz, team = case
    known = codes.known(quiz, {})
    forms = [(form.begin, form.length) for form in codes.forms(quiz.id, known)]
    for tag in (None, 0, codes.TAGS - 1):
        whole = code_of(quiz, team[0], 0, tag).replace("-", "")
        assert (whole[:10], len(whole)) in forms
        (spot,) = spotted.spots(whole, quiz.id, known)
        assert spot.code


if __name__ == "__main__":
    GOLDEN.write_text(golden(), "utf-8")
