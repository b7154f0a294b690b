"""Quiz text may hold a few kinds of Markdown; what looks like others is named, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garden import MISTAKES
from stagecheck.check.marks import found_in, leftovers
from stagecheck.check.quiz import Site, check
from stagecheck.markdown import parser, plain, render
from stagecheck.pages import Page
from stagecheck.parse import parse

TEXT = "What keeps a garden alive in summer."
KNOWLEDGE = (MISTAKES / "knowledge.md").read_text("utf-8")
ORDINARY = [
    *("5 * 3 = 15", "5*3", "2 * 3 * 4", "snake_case and __init__.py's kin", "Name: ____"),
    *("a < b", "I <3 it", "if a<b, then b>a", "a -> b => c", "a = b == c", "x != y", "<- here"),
    *(
        "R&D; and Q&A",
        "AT&T;",
        "fish & chips",
        "50 % or 100%",
        "#1 of 3",
        r"\#x",
        "C# and C++, C++ or C",
    ),
    *("$5 and $10", "$5/$10", "US$5-US$10", "$HOME/$USER", "costs 5$, not 6$", "x^2 + y^2"),
    *("At 10:30 or 10:30:15.", "note: this: that", "a:b:c", "who/what/when:", ":-)", "1:2:3"),
    *("[optional] or (maybe)", "see [1]", "[x] done", "array[0] (first)", "a | b", "either/or"),
    *("~5 minutes", "v1 ~ v2 ~ v3", "half-hour: 1/2", "{really}", "{name}", "a -- b", "8 < 9"),
    *(
        "\u2013 so it goes",
        "\u2013 5 °C",
        "• a point",
        "-5 degrees",
        "*`a`* is code",
        "\u2013 [1] is so",
    ),
    *("-`A b` is two words", "[some] (most)", "[some] (and/or all)", "{x}", "a {b c} d", "**`a`**"),
    *("“quoted” and 'so'", "it's 7 o'clock", "e.g. so", "3.5 - 4", "x@example.org", "- 5"),
]
MARKED = {
    "*emphasis* and **strong** or __both__ _ways_ ***at once***": "<strong>strong</strong>",
    "`code`, even `**so**` and `<b>`": "<code>&lt;b&gt;</code>",
    "[a link](https://example.org/a_b*c) and <https://example.org>": 'href="https://example.org"',
    "<mail@example.org>": 'href="mailto:mail@example.org"',
    r"\*star\* \_line\_ \`tick\` \<b\> \[x\]\[y\] \$x\$ \~~ \==": "*star* _line_ `tick` &lt;b&gt;",
    "&lt;b&gt; &amp; &copy; &#42;": "&lt;b&gt; &amp; © *",
    "one\\\ntwo": "<br />",
}


def said(text: str) -> list[tuple[str, int, int]]:
    """Check a quiz with this text below its title; return codes and places."""
    assert f"\n\n{TEXT}\n" in KNOWLEDGE
    quiz = KNOWLEDGE.replace(TEXT, text)
    pages = {page: Page(page, page, "", ()) for page in ("phases/weedy.md",)}
    checked = check(parse("quizzes/watering.md", quiz), Site("playbook", pages, {}))
    return [(problem.code, problem.line, problem.column) for problem in checked.problems]


@pytest.mark.parametrize("text", [one for one in ORDINARY if not one.startswith("- ")])
def test_ordinary_writing_is_no_mistake(text: str) -> None:
    """Sums, prices, times, names and brackets mean nothing but themselves."""
    assert said(text) == []
    assert said(f"First a line,\nthen {text}\nand *more* of it.") == []


@pytest.mark.parametrize(("text", "html"), MARKED.items())
def test_the_markdown_of_the_list_is_written_as_it_is_meant(text: str, html: str) -> None:
    """Emphasis, code, links, escapes, entities and line breaks are read."""
    assert said(text) == []
    (block,) = parse("x.md", text).sections[0].blocks
    assert html in render(block.prose.tokens, lambda target: target)


def test_an_escaped_character_is_text() -> None:
    """What follows a backslash stands in titles and texts without it."""
    (block,) = parse("x.md", r"5 \* 3 &lt; 16 \& more").sections[0].blocks
    assert plain(block.prose.tokens) == "5 * 3 < 16 & more"


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("Water *it", 0, 7),
        ("Water it,\nthen ~~wait~~", 1, 6),
        ("A [link](https://example.org/a*b) then b* more", 0, 41),
        ("`**` and **more", 0, 10),
        ("- one\n- two <br> three", 1, 7),
        ("*Fine*\n  but `this", 1, 7),
        (r"\* and \* but *this", 0, 15),
        ("Set it:\nnow {value = 1} so", 1, 5),
        ("Water\n[it] (../pond.md) now", 1, 1),
        ("So\n\n- [x] water it", 2, 3),
        ("[ ] water it", 0, 1),
    ],
)
def test_a_leftover_is_named_at_its_own_place(text: str, line: int, column: int) -> None:
    """Not at the paragraph, and not at an equal character that is in order."""
    start = KNOWLEDGE[: KNOWLEDGE.index(TEXT)].count("\n") + 1
    assert said(text) == [("QZ072", start + line, column)]


@pytest.mark.parametrize(
    "line",
    [
        *("-[ ] `a` At noon.", "-[x]`a` At noon.", "-`a` At noon.", "-\u00a0`a` At noon."),
        *("-\u00a0[ ] `a` At noon.", "\u2013 [ ] `a` At noon.", "\u2022 `a` At noon."),
        *("*\u00a0`a` At noon.", "+[] At noon.", "\u2014`a` At noon.", "[ ] `a` At noon."),
    ],
)
def test_a_line_that_was_meant_as_an_option_is_named(line: str) -> None:
    """It would be read as part of the text above it, and nobody could choose it."""
    start = KNOWLEDGE[: KNOWLEDGE.index(TEXT)].count("\n") + 1
    assert said(line) == [("QZ019", start, 1)]
    assert said(f"Choose:\n  {line}") == [("QZ019", start + 1, 3)]
    assert said(f"- one\n{line}") == [("QZ019", start + 1, 1)]


def test_a_leftover_in_feedback_an_option_and_a_heading_is_found() -> None:
    """Every text that readers see is read with the same care."""
    quiz = KNOWLEDGE.replace("Moss likes it *wet*.", "Moss likes it *wet.")
    quiz = quiz.replace("Moss grows", "Moss <i>grows").replace("too dry?", "too ~~dry~~?")
    checked = check(parse("quizzes/watering.md", quiz), Site("playbook", {}, {}))
    found = [problem for problem in checked.problems if problem.code == "QZ072"]
    for problem, sign in zip(sorted(found), ("~~", "<i>", "*wet"), strict=True):
        assert quiz.split("\n")[problem.line - 1][problem.column - 1 :].startswith(sign)


@given(
    st.lists(st.sampled_from(["*", "_", "`", "[", "](", "x", " ", "\n", "\\", "&amp;", "<", "$"]))
)
def test_what_is_left_over_stands_where_it_is_said_to(parts: list[str]) -> None:
    """Whatever the marks are mixed with, a leftover begins at its place in the source."""
    for block in parse("x.md", "".join(parts)).sections[0].blocks:
        for inline in block.prose.tokens:
            for left in leftovers(inline) if inline.type == "inline" else ():
                assert inline.content[left.offset :].startswith(left.text[:1])


ALPHABET = "aZ9é .,;'\"\u2019\u201c\u201d\u2026\u2013\u2014()/-!?*_`[]:<\\\n"


@given(st.text(alphabet=ALPHABET, max_size=12))
def test_texts_that_are_passed_over_hold_nothing(text: str) -> None:
    """The quick look at a text finds as much as the long one."""
    for inline in parser().parseInline(text):
        assert leftovers(inline) == found_in(inline)
