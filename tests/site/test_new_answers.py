"""Whatever is typed as a title comes out as it was typed, or is refused with a reason."""

import re
from collections.abc import Callable
from pathlib import Path

import markdown
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from markup import read_text
from stagecheck.check.quiz import Site, check
from stagecheck.commands.reading import read_all
from stagecheck.pages import Page
from stagecheck.parse import parse
from stagecheck.playbook.page import read_kept
from stagecheck.settings import find_project
from stagecheck.starting.answers import identifier, one_line, plain_line, stages
from stagecheck.starting.around import Around
from stagecheck.starting.pages import page_text
from stagecheck.starting.quizzes import RULES, quiz_text

SHELF = Path(__file__).parent / "shelf"
AROUND = Around.of(find_project(SHELF), read_all)
ANSWERS = {
    "description": "How everybody in the garden waters, digs and rests, in words all agreed on.",
    "owner": "Gardener",
    "on": "2026-11-22",
    "purpose": "To see how the beds are doing.",
    "places": "The garden",
    "stages": "Weedy, In bloom",
}
ODD = [
    'Our "rules"',
    "It's: a # of * and _",
    "{{ platform",
    "{#id .class}",
    "[F1] and [a](b.md) and <b>",
    "`code` \\ \\* &amp; &#38; &x",
    "🌱 grows 👩‍🌾",
    "- [ ] `a` box",
    "1. ordered",
    ":smile: ==x== ~~x~~ ^^x^^ ++x++ $x_1$ https://example.org",
    "!!! note | ??? why",
    "yes",
    "2026-11-22",
    "| a | b |",
    "ends with # #",
    ":#: a:b",
    "(brackets) \\(x\\)",
    "[[wiki]] [^1] <!-- x -->",
    '=== "tab"',
    "0\u16800 \u00a0 1\u3000",
    ": #",
]


def titles() -> st.SearchStrategy[str]:
    """Make titles from what Markdown and YAML care about, and from anything."""
    marks = "#*_`[](){}<>&|\\:!~^$=+-'\"@%? \u00a0\u1680"
    parts = st.sampled_from([*marks, "a", "b ", "é", "🌱", "1", "F1"])
    return st.lists(parts, min_size=1, max_size=12).map("".join) | st.text(max_size=20)


def odd_ones(test: Callable[..., None]) -> Callable[..., None]:
    """Try each of `ODD` as well."""
    for one in ODD:
        test = example(one)(test)
    return test


def accepted(title: str) -> str | None:
    try:
        return one_line(title)
    except ValueError:
        return None


@settings(max_examples=200, deadline=None)
@given(titles())
@odd_ones
def test_a_title_of_a_page_comes_out_as_it_was_typed(given_title: str) -> None:
    """In the menu, which takes it from the front matter, and as the heading of the page."""
    title = accepted(given_title)
    if title is None:
        return
    text = page_text(AROUND, "x.md", "page.md", {**ANSWERS, "title": title})
    page, problems = read_kept("playbook", "x.md", text)
    assert not problems
    assert page
    assert page.front.title == title
    body = text.split("\n---\n", 1)[1]
    html = markdown.markdown(body, extensions=["attr_list", "md_in_html", "abbr", "footnotes"])
    (heading,) = read_text(html).all("h1")
    assert re.sub(r"\s+", " ", heading.text) == re.sub(r"\s+", " ", title)


@settings(max_examples=200, deadline=None)
@given(titles())
@odd_ones
def test_a_title_of_a_quiz_comes_out_as_it_was_typed(given_title: str) -> None:
    """The quiz passes its checks, and readers see the title that was typed."""
    title = accepted(given_title)
    if title is None:
        return
    answers = {**ANSWERS, "rule": "gates", "title": title}
    pages = {"x.md": Page("x.md", "X", "", ())}
    checked = check(parse("quizzes/x.md", quiz_text("x", "x.md", answers)), Site("p", pages, {}))
    assert [str(one) for one in checked.problems] == []
    assert checked.file
    assert checked.file.quiz.title == title


@settings(max_examples=100, deadline=None)
@given(st.lists(titles(), min_size=2, max_size=6), titles(), st.sampled_from(sorted(RULES)))
def test_a_quiz_passes_whatever_its_texts_are(named: list[str], about: str, rule: str) -> None:
    """Titles of stages and the purpose stand in the front matter, or are refused before."""
    try:
        answers = {"stages": stages(", ".join(named)), "purpose": plain_line(about)}
    except ValueError:
        return
    pages = {"x.md": Page("x.md", "X", "", ())}
    text = quiz_text("x", "x.md", {**ANSWERS, **answers, "rule": rule, "title": "X"})
    checked = check(parse("quizzes/x.md", text), Site("p", pages, {}))
    assert [str(one) for one in checked.problems] == []
    assert checked.file
    assert checked.file.purpose == answers["purpose"]
    if rule != "share":
        assert [one.title for one in checked.file.quiz.stages] == answers["stages"].split(", ")


@pytest.mark.parametrize("count", range(2, 7))
@pytest.mark.parametrize("rule", ["bands", "gates", "profile"])
def test_every_number_of_stages_gives_a_sound_quiz(rule: str, count: int) -> None:
    """Two example teams reach each stage, as many as there are."""
    answers = {**ANSWERS, "rule": rule, "title": "X", "stages": ", ".join("ABCDEF"[:count])}
    pages = {"x.md": Page("x.md", "X", "", ())}
    checked = check(parse("quizzes/x.md", quiz_text("x", "x.md", answers)), Site("p", pages, {}))
    assert [str(one) for one in checked.problems] == []
    assert len(checked.examples) == 2 * count


@given(st.from_regex(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", fullmatch=True) | st.text())
def test_an_id_is_one_or_is_refused(text: str) -> None:
    """What passes is what quizzes and addresses may be called."""
    sound = re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", text) and len(text) <= 40
    if sound:
        assert identifier(text) == text
    else:
        with pytest.raises(ValueError, match="is no id"):
            identifier(text)
