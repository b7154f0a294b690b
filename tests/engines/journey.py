"""What a reader does in the team stage check and around it, told once for every engine."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from browser.harness import Server
from engines.visitor import Visitor, press, until
from markup import Element, read_text
from stagecheck_engine.bridge import handle

QUIZ = "document.querySelector('[data-stagecheck=team-stage]')"
STAYS = """(selector => {
    const node = document.querySelector(selector), now = performance.now();
    if (node !== window.seen?.node) window.seen = {node, since: now};
    return node !== null && now - window.seen.since > 500;
})"""
STARTS = 60
"""Seconds that Python may take to start on a busy machine; how long it takes is not tested."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a reader is told about some answers."""

    headline: str
    stages: list[str]
    report: Element
    """A tree, compared node by node: Python and browsers write an apostrophe in different ways."""


def worked_out(server: Server, answers: Mapping[str, str]) -> Outcome:
    """Ask CPython about answers to the quiz that a site serves."""
    (pack,) = (server.site / "assets/stagecheck/quizzes").glob("team-stage-*.json")
    request = {
        "op": "score",
        "quiz": pack.read_text(encoding="utf-8"),
        "answers": dict(answers),
        "base": "../",
        "anchor": "quiz.team-stage",
    }
    response = json.loads(handle(json.dumps(request)))
    return Outcome(response["headline"], response["result"]["stages"], read_text(response["html"]))


def told(visitor: Visitor) -> Outcome:
    """Wait for the result of all answers given, and read it."""
    until(visitor, f"{QUIZ}?.dataset.state === 'result'", STARTS)
    seen = visitor.evaluate(
        f"""{{
            headline: {QUIZ}.querySelector("[data-part=headline]").textContent,
            stages: [...{QUIZ}.querySelectorAll(".stagecheck-stage")].map(it => it.dataset.stage),
            markup: {QUIZ}.querySelector("[data-part=report]").innerHTML
        }}"""
    )
    assert isinstance(seen, dict)
    return Outcome(seen["headline"], seen["stages"], read_text(seen["markup"]))


def chosen(visitor: Visitor) -> object:
    """Return the answers that are chosen on the page, by item."""
    pairs = f"[...{QUIZ}.querySelectorAll('fieldset :checked')].map(it => [it.name, it.value])"
    return visitor.evaluate(f"Object.fromEntries({pairs})")


def count(visitor: Visitor) -> object:
    """Return what the bar says, such as "7 of 16"."""
    return visitor.evaluate(f"{QUIZ}.querySelector('[data-part=count]').textContent")


@contextmanager
def same_document(visitor: Visitor) -> Iterator[None]:
    """Fail when the page is loaded afresh meanwhile: the theme navigates without that."""
    visitor.evaluate("window.sameDocument = true")
    yield
    assert visitor.evaluate("window.sameDocument === true"), "the page was loaded afresh"


def come_to_the_check(visitor: Visitor, server: Server) -> None:
    """From the home page to the check, by its button."""
    visitor.open(server.url)
    with same_document(visitor):
        press(visitor, ".md-button[href$='check/']")
        until(visitor, f"{QUIZ}?.dataset.state === 'empty'")


def choose(visitor: Visitor, answers: Mapping[str, str]) -> None:
    """Answer questions with the mouse, on the text of the option."""
    for item, option in answers.items():
        press(visitor, f"[data-item='{item}'] label:has([value='{option}'])")


def clear(visitor: Visitor) -> None:
    """Clear all answers."""
    press(visitor, "[data-action=clear-all]")
    until(visitor, f"{QUIZ}.dataset.state === 'empty'")


def search(visitor: Visitor, server: Server, words: str, path: str) -> None:
    """Search for words and follow the first result, which is the page at `path`."""
    with same_document(visitor):
        press(visitor, ".md-search__input")
        visitor.write(".md-search__input", words)
        result = ".md-search-result__item a"
        until(visitor, f"document.querySelector({result!r})?.pathname.endsWith({path!r})")
        # Each letter has results of its own: only a list that stays is that of all the words.
        until(visitor, f"{STAYS}({result!r})")
        press(visitor, result)
        until(visitor, f"location.pathname === {urlsplit(server.url).path + path!r}")
        until(visitor, f"document.querySelector('link[rel=canonical]').href.endsWith({path!r})")


def darken(visitor: Visitor) -> None:
    """Choose dark: from the system's colours to light, then to dark."""
    press(visitor, "label[for=__palette_1]")
    press(visitor, "label[for=__palette_2]")
    until(visitor, "document.body.dataset.mdColorScheme === 'slate'")


def background(visitor: Visitor) -> int:
    """Return how light the page's background is, from 0 to 765."""
    colour = visitor.evaluate("getComputedStyle(document.body).backgroundColor.match(/[0-9]+/g)")
    assert isinstance(colour, list)
    assert len(colour) == 3, "the background has no opaque colour"
    return sum(map(int, colour))
