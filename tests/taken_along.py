"""What the tests of exports share: hostile texts, a quiz full of them, and sentences for briefs."""

from pathlib import Path

import yaml
from hypothesis import strategies as st

from stagecheck_engine.export.sentences import Briefs, read
from stagecheck_engine.gathered import Older
from stagecheck_engine.model import Quiz
from stagecheck_engine.report.board import Context
from stagecheck_engine.team import Board

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "[click](javascript:alert(1))",
    "![x](http://evil.example/x.png)",
    "[x]: http://evil.example",
    "<http://evil.example>",
    "http://evil.example www.evil.example a@evil.example",
    "# heading",
    "===",
    "---",
    "- item",
    "1. item",
    "12) item",
    "> quote",
    "```code",
    "`code`",
    "*a* _b_ **c** ~~d~~",
    "| a | b |\n|---|---|\n| c | d |",
    "&lt;b&gt; &amp; &#60; &copy;",
    "a\\",
    "\\<b>",
    "{: onclick=alert(1)}",
    "a\r\nBEGIN:VEVENT\r\nSUMMARY:b",
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\u2028line\u2029",
    "\ud800",
    "\x00\x07\x1b",
    "Ää “ß” 漢字 🙂",
    "$x$ {stage} $$",
    "",
]

ALPHABET = st.sampled_from("ab1 .:/-+=@#*_`~|[](){}<>&\\\"'!?$;,\n\r\t\0ä漢🙂\u2028\ud800")

TEXTS = st.one_of(st.sampled_from(HOSTILE), st.text(ALPHABET, max_size=25), st.text(max_size=25))
"""Texts that mean something to one format or another, and any others."""


def made_hostile(quiz: Quiz, texts: list[str]) -> Quiz:
    """Put texts in the places of all that a quiz says, one after the other, over and over."""
    left = iter(texts * 200)
    items = (
        item._replace(
            text=next(left),
            options=tuple(one._replace(text=next(left)) for one in item.options),
        )
        for item in quiz.items
    )
    return quiz._replace(
        title=next(left),
        items=tuple(items),
        dimensions=tuple(one._replace(title=next(left)) for one in quiz.dimensions),
        stages=tuple(one._replace(title=next(left), belief=next(left)) for one in quiz.stages),
        plays=tuple(one._replace(title=next(left), outcome=next(left)) for one in quiz.plays),
    )


def on_board(quiz: Quiz, board: Board, links: dict[str, str]) -> Context:
    """Say what a board is told with, where its threshold is five and no answer is older."""
    return Context(quiz, board, 5, Older(0, 0, False, False), links, "")


def briefs() -> Briefs:
    """Read the sample sentences, with the facts they cite as the build would put them in."""
    data = yaml.safe_load((Path(__file__).parent / "engine" / "brief.yml").read_text("utf-8"))
    readers = [{"id": name, **reader} for name, reader in data["readers"].items()]
    cited = dict.fromkeys(fact for reader in readers for fact in reader["facts"])
    facts = [
        {
            "id": name,
            "finding": f"A finding of {name}.",
            "cited": "Somebody, 2015",
            "strength": "read in the source",
            "caveat": "one firm",
        }
        for name in cited
    ]
    return read({**data, "readers": readers, "facts": facts})
