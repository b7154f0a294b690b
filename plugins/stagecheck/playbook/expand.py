"""Turns what editors write on a page into Markdown: citations, values, lists of facts and rules."""

from posixpath import dirname, relpath

from ..lines import CHANGES, FACTS, STYLE, is_line
from ..pages import outside_code
from ..style import listed, without_marks
from .book import Playbook
from .changes import told as told_changes
from .citations import facts_in, replace_citations
from .facts import Fact, Source, number
from .organisation import replace_values


def expand(playbook: Playbook, path: str, markdown: str) -> str:
    """Expand the text of a page at `path`; what cannot be expanded stays as it is."""
    lines = markdown.split("\n")
    values = playbook.organisation.values if playbook.organisation else {}
    told: set[str] = set()
    for index, line in [(at - 1, text) for at, text in outside_code(markdown)]:
        if is_line(line, FACTS):
            lines[index] = _listed(playbook, path)
        elif is_line(line, STYLE) and playbook.style:
            lines[index] = listed(playbook.style, path)
        elif is_line(line, CHANGES) and playbook.releases is not None:
            lines[index] = told_changes(playbook.releases, playbook.docs, path)
        elif "[F" in line or "{{" in line:
            named = facts_in(line)
            known = (fact for fact in playbook.facts if fact in named)
            texts = {fact: _citation(playbook, path, fact, fact in told) for fact in known}
            lines[index] = replace_values(replace_citations(line, texts), values)
            told.update(named)
        if playbook.style:
            lines[index] = without_marks(lines[index])
    return "\n".join(lines)


def _citation(playbook: Playbook, path: str, fact: str, told: bool) -> str:
    """Say where a fact is from; how far to trust it, the first time that a page cites it."""
    about = playbook.facts[fact]
    link = f"[{about.cited}]({_way(path, playbook.facts_page or path)}#{fact.lower()})"
    return f"({link})" if told else f"({'; '.join([link, *about.marks])})"


def _way(path: str, target: str) -> str:
    """Give the relative address of one page from another; nothing within one page."""
    return "" if path == target else relpath(target, dirname(path) or ".")


def _listed(playbook: Playbook, path: str) -> str:
    facts = sorted(playbook.facts, key=number)
    return "\n".join(_entry(playbook, path, fact) for fact in facts)


def _entry(playbook: Playbook, path: str, fact: str) -> str:
    """Write all that is known of a fact; its heading is where citations lead."""
    about = playbook.facts[fact]
    parts = [
        f"### {fact}. {about.cited} {{ #{fact.lower()} }}",
        about.finding,
        _labelled("What it does not show", about.limits),
        _labelled("Often misquoted", about.corrected),
        _labelled("Strength", _strength(about)),
        _labelled("Count as one firm with", _among(about.one_firm_with)),
        _labelled("To read", "; ".join(_source(one) for one in about.sources)),
        _labelled("Cited on", _citing(playbook, path, fact)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _labelled(label: str, text: str | None) -> str:
    return f"*{label}*: {text}" if text else ""


def _strength(about: Fact) -> str:
    return ", ".join(one for one in about.marks if one != about.caveat)


def _source(one: Source) -> str:
    return f"[{one.title}]({one.address}){f', {one.year}' if one.year else ''}"


def _among(facts: list[str]) -> str:
    return ", ".join(f"[{fact}](#{fact.lower()})" for fact in facts)


def _citing(playbook: Playbook, path: str, fact: str) -> str:
    pages = playbook.citing(fact)
    return ", ".join(
        f"[{page.front.title}]({_way(path, page.path)})" for page in pages if page.path != path
    )
