"""Citations: the numbers of facts in a page's text, and the figures that need one."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..codespans import found_outside, replaced_outside
from ..findings import Findings
from ..problems import Place, nearest
from .facts import Fact, number
from .page import Block, KeptPage

_FACT = re.compile(r"\[(?P<fact>F\d+)\](?![(:\[])")
_FIGURE = re.compile(r"\b\d[\d.,]*\s?(?:%|per cent\b)|\b\d{1,3}(?:,\d{3})+\b|\b\d+\.\d+\b")
_NOT_PROSE = re.compile(r"`+[^`]*`+|\]\([^)]*\)|<[^>]*>|\{[^}]*\}")
_SAID = re.compile(r"\s*>")
# The example of a play is made up and says so; its figures need no source.
_MADE_UP = "Example"


@dataclass(frozen=True, slots=True)
class Citation:
    """A fact that a page names, and where."""

    fact: str
    place: Place


def cited(page: KeptPage) -> Iterator[Citation]:
    """Give every citation of a page."""
    for block in page.blocks:
        # A span of code shows its text as it is, so a page can say how to cite.
        for match in found_outside(_FACT, block.text):
            yield Citation(match["fact"], _place(block, match.start()))


def facts_in(line: str) -> set[str]:
    """Return the facts that a line cites."""
    return {match["fact"] for match in found_outside(_FACT, line)}


def replace_citations(line: str, texts: Mapping[str, str]) -> str:
    """Put a text in place of each citation of a line that has one."""
    return replaced_outside(_FACT, line, lambda match: texts.get(match["fact"], match[0]))


def check_citations(findings: Findings, page: KeptPage, facts: Mapping[str, Fact]) -> None:
    """Find citations of facts that there are not, and figures that cite none."""
    found = list(cited(page))
    for one in found:
        _check_known(findings, one, facts)
    if page.front.figures is None:
        for block in page.blocks:
            _check_figure(findings, block)
    named = sorted({one.fact for one in found}, key=number)
    if named != page.front.sources:
        sources = _listed(page.front.sources)
        message = f"the page cites {_listed(named)}, and its sources are {sources}"
        listed = f"[{', '.join(named)}]"
        known = all(one in facts and not facts[one].unused for one in named)
        mend = page.where.changing("sources", listed) if known else None
        place = page.where.place(("sources",))
        findings.add("PB013", place, message, f"Write `sources: {listed}`", mend)


def _check_known(findings: Findings, one: Citation, facts: Mapping[str, Fact]) -> None:
    fact = facts.get(one.fact)
    if fact is None:
        hint = nearest(one.fact, list(facts))
        findings.add("PB010", one.place, f"there is no fact {one.fact}", hint)
    elif fact.unused:
        message = f"the fact {one.fact} must not be cited: {fact.limits or fact.finding}"
        findings.add("PB014", one.place, message, "Cite another, or take the sentence out")


def _check_figure(findings: Findings, block: Block) -> None:
    prose = _NOT_PROSE.sub(lambda match: " " * len(match[0]), block.text)
    figure = _FIGURE.search(prose)
    exempt = _SAID.match(block.text) or block.heading.startswith(_MADE_UP)
    if figure and not exempt and not re.search(r"\[F\d+\]", block.text):
        message = f"the figure {figure[0]!r} cites no fact"
        hint = "Cite one, like [F8], or say it without a figure; examples go below `## Example`"
        findings.add("PB012", _place(block, figure.start()), message, hint)


def _place(block: Block, index: int) -> Place:
    before = block.text[:index]
    return Place(block.line + before.count("\n"), index - (before.rfind("\n") + 1) + 1)


def _listed(facts: list[str]) -> str:
    return ", ".join(facts) or "no facts"
