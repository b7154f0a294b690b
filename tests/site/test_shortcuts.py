"""Where a file is read by a shorter way, it says the same as by the long one."""

from typing import Any
from unittest.mock import patch

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from stagecheck import yamlmap
from stagecheck.markdown import parser
from stagecheck.parse import parse
from stagecheck.quickyaml import quick_loader

PARTS = [
    *("[x] ", "[ ] ", "[X]", "[x](a)", "`a`", "`a-b`", "``a``", "`", "word", " ", "  ", "![", "!"),
    *("[", "]", "(", ")", "_", "*", "**b**", "&amp;", "&", "<", "<a>", "https://x.y", ":", "-"),
    *("{#a}", "{value=2}", "\\", "\\*", "\n", "é", "…", "~", "#", "\t", "\u00a0", "\u2028", "\x00"),
]
VALUES = [
    *(
        "a",
        "b: 1",
        "- ",
        ": ",
        ", ",
        "[",
        "]",
        "{",
        "}",
        "'",
        '"',
        " ",
        "  ",
        "\n",
        "\n  ",
        "---\n",
    ),
    *(
        "...\n",
        "80%",
        "0.5",
        "1/2",
        "1:2",
        "2020-01-01",
        "null",
        "yes",
        "=",
        "<<: ",
        "é",
        "…",
        "é: ",
    ),
    *("#", " # x", "\t", "&a ", "*a", "!t ", "|", ">", "%", "?", "\\", "@", "\x85", "\ufeff"),
]


@given(st.lists(st.sampled_from(PARTS), max_size=6).map("".join))
def test_a_simple_text_is_read_as_the_parser_reads_it(text: str) -> None:
    """Boxes, keys and plain words become the tokens of CommonMark; so does all else."""
    usual = MarkdownIt("commonmark", {"html": False}).disable("text_join")
    assert parser().parseInline(text) == usual.parseInline(text)


@pytest.mark.parametrize(
    ("heading", "kinds"),
    [
        ("## A *b* [c] {#d .e}", ["text", "em_open", "text", "em_close", "text"]),
        ("## [c]", ["link_open", "text", "link_close"]),
        ("> ## A {#d}", ["text"]),
    ],
)
def test_braces_of_a_heading_are_taken_off_before_it_is_read(
    heading: str, kinds: list[str]
) -> None:
    """They reach no reader, but in a quotation, where they mean nothing; [c] is a reference."""
    tokens = parser().parse(f"{heading}\n\n[c]: https://example.org\n")
    (inline,) = (token for token in tokens if token.type == "inline")
    assert [child.type for child in inline.children or []] == kinds
    assert ("{" in inline.content) == heading.startswith(">")


def test_what_stands_in_braces_belongs_to_the_section() -> None:
    """Its id stands apart from the rest."""
    section = parse("quizzes/x.md", '### Which? {#d .e f="g h"}\n').sections[1]
    assert (section.id, section.attributes) == ("d", {"class": "e", "f": "g h"})
    assert section.title.plain == "Which?"


@given(st.lists(st.sampled_from(VALUES), max_size=12).map("".join))
def test_yaml_is_the_same_by_both_parsers(text: str) -> None:
    """Values, places and problems are those of PyYAML's own parser, whichever is there."""
    found = _loaded(text)
    with patch.object(yamlmap, "quick_loader", return_value=None):
        assert found == _loaded(text)


def test_usual_yaml_is_read_by_the_quick_parser() -> None:
    """Otherwise it would be there for nothing."""
    assert bool(quick_loader("id: a\npass: 80%\nof: [b, 'c']\n")) == yaml.__with_libyaml__
    assert quick_loader("id: a # b\n") is None


@pytest.mark.parametrize("text", ["[" * 50_000, "{a: " * 20_000, "- " * 50_000])
def test_yaml_without_a_bottom_is_a_problem(text: str) -> None:
    """A parser in C could end the process instead."""
    _, problems = yamlmap.load("quizzes/x.md", text)
    assert [problem.code for problem in problems] == ["QZ004"]


def _loaded(text: str) -> tuple[Any, ...]:
    where, problems = yamlmap.load("quizzes/x.md", text)
    return repr(where.data), where.places, problems
