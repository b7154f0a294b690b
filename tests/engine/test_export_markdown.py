"""Results, boards and actions as Markdown that people paste: what they say, and nothing more."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from made_up import answered, any_quizzes
from samples import team_quiz, team_stage
from small_quizzes import all_right, knowledge
from stagecheck_engine.export import markdown
from stagecheck_engine.export.cleaned import one_line
from stagecheck_engine.export.literal import link, literal
from stagecheck_engine.export.records import Action, Head
from stagecheck_engine.model import Answers, Quiz, Share
from stagecheck_engine.scoring import score
from stagecheck_engine.team import combine
from taken_along import HOSTILE, TEXTS, made_hostile, on_board

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
OURS = {"heading", "paragraph", "bullet_list", "ordered_list", "list_item", "text", "inline"}


def tokens(text: str) -> list[Token]:
    """Parse Markdown as widely used programs do: with HTML, tables and struck-out text."""
    found = PARSER.parse(text)
    return [part for token in found for part in (token, *(token.children or []))]


def kinds(text: str) -> set[str]:
    """Name all that stands in a text: headings, lists, links and so on."""
    return {re.sub(r"_(open|close)$", "", token.type) for token in tokens(text)}


def texts(text: str) -> list[str]:
    """List the texts that a reader of Markdown sees, one a line."""
    return [
        "".join(child.content for child in token.children or [])
        for token in tokens(text)
        if token.type == "inline"
    ]


@given(TEXTS, st.sampled_from(["- ", "# ", "", "1. ", "Said: "]))
def test_every_text_is_shown_as_it_is(text: str, before: str) -> None:
    """Whatever it would mean in Markdown or HTML, and wherever in a line it stands."""
    written = f"{before}{literal(text)}"
    assert kinds(written) <= OURS
    seen = "".join(texts(written))
    assert seen == f"{before if before == 'Said: ' else ''}{one_line(text)}".strip()


@given(TEXTS)
def test_no_bare_address_is_left_for_a_program_to_find(text: str) -> None:
    """Many turn what looks like an address into a link; a mark breaks it, and is not shown."""
    written = literal(f"x {text} http://evil.example www.evil.example a@evil.example")
    assert not re.search(r"[^\\]://|www\.\w|\w\.example|[^\\]@\w", written)


@given(answered(any_quizzes()), st.lists(TEXTS, min_size=1, max_size=12))
def test_no_text_of_a_quiz_comes_alive_in_a_result(
    case: tuple[Quiz, Answers], hostile: list[str]
) -> None:
    """No link, picture, table, code or HTML, and the title as it stands in the quiz."""
    quiz, answers = made_hostile(case[0], hostile), case[1]
    written = markdown.result(quiz, answers, score(quiz, answers), {})
    assert kinds(written) <= OURS
    assert one_line(quiz.title) in ["", *texts(written)]


@given(answered(any_quizzes()), st.lists(TEXTS, min_size=1, max_size=12), st.integers(1, 3))
def test_no_text_of_a_quiz_comes_alive_in_a_board(
    case: tuple[Quiz, Answers], hostile: list[str], threshold: int
) -> None:
    """Nor in what a team found together, of whatever rule."""
    quiz, answers = made_hostile(case[0], hostile), case[1]
    if not isinstance(quiz.rule, Share):
        board = combine(quiz, [answers, {}], threshold)
        assert kinds(markdown.board(on_board(quiz, board, {}))) <= OURS


@given(answered(any_quizzes()))
def test_a_result_says_all_that_its_answers_led_to(case: tuple[Quiz, Answers]) -> None:
    """Each play stands there by its title, and no line is left without a word."""
    quiz, answers = case
    result = score(quiz, answers)
    written = markdown.result(quiz, answers, result, {})
    assert not re.search(r"^ *([-#]+|\d+\.) *$", written, re.MULTILINE)
    # Where too little was answered the page names no play.
    if result.coverage.answered and not result.coverage.skipped:
        plays = {play.id: play.title for play in quiz.plays}
        assert all(plays[one.play] in texts(written) for one in result.plays)


def test_what_is_for_the_screen_alone_is_left_out() -> None:
    """What stands beside the questions of a page stands beside nothing in a message."""
    quiz = knowledge()
    answers = {**all_right(quiz), quiz.items[0].id: "b"}
    written = markdown.result(quiz, answers, score(quiz, answers), {})
    assert "To look at again: 1 question" in written
    assert "Beside each" not in written


def test_pages_are_linked_where_an_address_is_known() -> None:
    """What is pasted elsewhere needs whole addresses; a page without one is named alone."""
    quiz, answers = team_quiz(), team_stage().examples[0].answers
    play = quiz.plays[0]
    links = {one.page: f"https://intranet.example/{one.id}/" for one in quiz.plays}
    written = markdown.result(quiz, answers, score(quiz, answers), links)
    addresses = [one.attrs["href"] for one in tokens(written) if one.type == "link_open"]
    assert addresses == [links[play.page]]
    assert f"[{play.title}](<{links[play.page]}>)" in written


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=20))
def test_an_address_is_whole_or_not_there(path: str) -> None:
    """Whatever its characters mean in Markdown; a browser leaves most of them in an address."""
    address = f"https://intranet.example/{path}"
    found = [one for one in tokens(link("A page", address)) if one.type == "link_open"]
    if re.search(r'[<>"\\]', path):
        assert not found
    else:
        assert [one.attrs["href"] for one in found] == [PARSER.normalizeLink(address)]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "x>) <script>",
        "https://a.example/ b",
        "https://a.example/\n",
        "a\\b",
    ],
)
def test_what_is_no_way_to_a_page_is_no_link(address: str) -> None:
    """Neither a script nor another host without its scheme nor anything that would end a link."""
    assert link("A page", address) == "A page"


def test_answers_below_the_threshold_are_not_told() -> None:
    """Two of five: their number, and no question."""
    quiz = team_quiz()
    members = [one.answers for one in team_stage().examples[:2]]
    written = markdown.board(on_board(quiz, combine(quiz, members, 5), {}))
    assert texts(written)[1] == "Two have answered; the board shows results from five."
    assert not any(item.text in written for item in quiz.items)


def test_every_answer_on_a_board_is_counted_once() -> None:
    """Below each question stand as many people as answered."""
    quiz = team_quiz()
    members = [one.answers for one in team_stage().examples]
    written = markdown.board(on_board(quiz, combine(quiz, members, 5), {}))
    answers = written.partition("## What you answered")[2].partition("\n## ")[0]
    counted = sum(int(number) for number in re.findall(r": (\d+)$", answers, re.MULTILINE))
    assert counted == len(members) * len(quiz.items)


@given(st.lists(st.sampled_from(HOSTILE), min_size=2, max_size=2))
def test_actions_stand_with_owner_and_day(typed: list[str]) -> None:
    """The earliest first; names that people typed stay names."""
    agreed = [Action("Later", "", "2026-12-24"), Action(*typed, "2026-12-01")]
    written = markdown.actions(agreed, Head("Where are we?", "Spring", "AB12", "2026-11-22"))
    assert kinds(written) <= OURS
    said = [text for text in texts(written) if text]
    owner = typed[1].strip() or "nobody yet"
    first = [one_line(typed[0]), one_line(f"Owner: {owner}"), "By: 1 December 2026"]
    assert (said[1], said[2]) == ("Where are we?", "Round Spring (AB12), 22 November 2026")
    assert said[3:] == [
        *(text for text in first if text),
        "Later",
        "Owner: nobody yet",
        "By: 24 December 2026",
    ]
