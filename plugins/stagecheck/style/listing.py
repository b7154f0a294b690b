"""The list of rules that a page shows, made from the rules themselves."""

from collections.abc import Mapping
from posixpath import dirname, relpath

from .guide import Guide, Rule


def listed(guide: Guide, path: str) -> str:
    """Write all rules as Markdown for a page at `path`, below the folder of the pages."""
    return "\n".join(_rule(name, rule, path) for name, rule in guide.rules.items())


def _rule(name: str, rule: Rule, path: str) -> str:
    parts = [
        f"### {rule.title} {{ #{name} }}",
        _reason(rule, path),
        _table(rule.words or rule.links or {}),
        _labelled("Stays", ", ".join(f'"{phrase}"' for phrase in rule.keep)),
        _labelled("Does not hold in", ", ".join(f"`{path}`" for path in rule.not_in)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _reason(rule: Rule, path: str) -> str:
    """Say why, with the way to the page that says more."""
    more = (
        f" [Why, and what to say]({relpath(rule.page, dirname(path) or '.')})." if rule.page else ""
    )
    return f"*Why*: {rule.reason}{more}"


def _table(advice: Mapping[str, str]) -> str:
    """Write what not to write beside what to write instead, once where that is the same."""
    if not advice:
        return ""
    phrases: dict[str, list[str]] = {}
    for phrase, instead in advice.items():
        phrases.setdefault(instead, []).append(_shown(phrase))
    rows = [f"| {', '.join(given)} | {instead} |" for instead, given in phrases.items()]
    return "\n".join(["| Leave out | Write instead |", "| --- | --- |", *rows])


def _shown(phrase: str) -> str:
    """Quote a phrase; three dots stand for any letters."""
    return f'"{phrase.replace("*", "\N{HORIZONTAL ELLIPSIS}")}"'


def _labelled(label: str, text: str) -> str:
    return f"*{label}*: {text}." if text else ""
