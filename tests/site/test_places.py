"""A problem of a page stands directly after the block that holds its line, and breaks none."""

from __future__ import annotations

import re
from functools import cache

import pytest
from markdown import Markdown

from samples import ROOT
from stagecheck.serving.placing import placed

EXTENSIONS = [
    *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "sane_lists"),
    *("tables", "toc", "pymdownx.details", "pymdownx.superfences"),
]
"""Those of mkdocs.yml, as far as they make blocks."""
MARK = '<div data-mark="{}"></div>'
PAGES = sorted((ROOT / "playbook").rglob("*.md"))


@cache
def converter() -> Markdown:
    return Markdown(extensions=EXTENSIONS)


def html(text: str) -> str:
    return str(converter().reset().convert(text))


def without_marks(text: str) -> str:
    """Take the marks away; a list of definitions may have been closed and opened around one."""
    text = re.sub(r'\s*<div data-mark="\d+"></div>\s*', "\n", text)
    return re.sub(r"\n+", "\n", text).replace("</dl>\n<dl>\n", "").strip()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_mark_for_each_line_of_a_page_alters_nothing_else(path: object) -> None:
    """Every line of the playbook can have a problem, and the page around it stays as it is."""
    text = (ROOT / str(path)).read_text("utf-8")
    body = re.sub(r"^---\n.*?\n---\n", "", text, flags=re.DOTALL).lstrip("\n")
    lines = body.count("\n") + 1
    marked = html(placed(body, {line: MARK.format(line) for line in range(1, lines + 1)}))
    found = [int(one) for one in re.findall(r'data-mark="(\d+)"', marked)]
    assert found == list(range(1, lines + 1))
    assert without_marks(marked) == without_marks(html(body))


CASES = {
    "a paragraph": ("One !! line\nof two.\n\nAfter.", "p"),
    "a paragraph between others": ("Before.\n\nHere !!.\n\nAfter.", "p"),
    "a heading": ("# Title\n\n## Part !!\n\nAfter.", "h2"),
    "a heading without an empty line": ("## Part !!\nAfter.", "h2"),
    "a heading with attributes": ("## Part !! { #part }\n\nAfter.", "h2"),
    "a list": ("- one\n- two !!\n- three\n\nAfter.", "ul"),
    "a list with empty lines": ("- one !!\n\n- two\n\n- three\n\nAfter.", "ul"),
    "a numbered list": ("1. one !!\n2. two\n\nAfter.", "ol"),
    "a nested list": ("- one\n    - in it !!\n    - more\n- two\n\nAfter.", "ul"),
    "a paragraph in a list": ("- one\n\n    More !! of it.\n\n- two\n\nAfter.", "ul"),
    "a list after a paragraph": ("So:\n\n- one !!\n\nAfter.", "ul"),
    "a table": ("| a | b |\n| - | - |\n| 1 !! | 2 |\n| 3 | 4 |\n\nAfter.", "table"),
    "the head of a table": ("| a !! | b |\n| - | - |\n| 1 | 2 |\n\nAfter.", "table"),
    "an admonition": ('!!! note "T"\n    First.\n\n    Then $$ so.\n\nAfter.', "div"),
    "its title": ('!!! note "T $$"\n    First.\n\nAfter.', "div"),
    "a list in an admonition": ("!!! note\n\n    - a $$\n    - b\n\nAfter.", "div"),
    "a folded part": ('??? note "T"\n    In $$ it.\n\nAfter.', "details"),
    "a block of code": ("```text\na !!\n\nb\n```\n\nAfter.", "div"),
    "indented code": ("So:\n\n    a !!\n\n    b\n\nAfter.", "pre"),
    "a quotation": ("> One !!\n> two.\n\nAfter.", "blockquote"),
    "a definition": ("Word\n:   What !! it is.\n\nAfter.", "dl"),
    "a definition below an empty line": ("Word !!\n\n:   What it is.\n\nAfter.", "dl"),
    "markup": ('<div markdown="1">\n\nIn !! it.\n\n</div>\n\nAfter.', "p"),
    "the last line": ("Before.\n\nLast !!", "p"),
    "the last line with an end": ("Before.\n\nLast !!\n", "p"),
    "a last list": ("- one\n- two !!", "ul"),
    "an image": ("![A !!](a.png)\n\nAfter.", "p"),
    "a rule before it": ("Before.\n\n---\n\nHere !!.\n\n---\n", "p"),
}


@pytest.mark.parametrize(("text", "tag"), CASES.values(), ids=CASES)
def test_a_mark_stands_after_the_block_that_holds_the_line(text: str, tag: str) -> None:
    """Just before the mark ends the element with the line in it; the rest is as it was."""
    sign = "$$" if "$$" in text else "!!"
    line = text[: text.index(sign)].count("\n") + 1
    marked = html(placed(text, {line: MARK.format(line)}))
    before, _, after = marked.partition(MARK.format(line))
    assert before.rstrip().endswith(f"</{tag}>")
    assert sign in before
    assert sign not in after
    assert "After." not in before
    assert without_marks(marked) == without_marks(html(text))
