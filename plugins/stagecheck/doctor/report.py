"""Words the doctor's findings for an operator."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from textwrap import TextWrapper

from .finding import Finding, Level

_NAMED = 3
_WRAPPER = TextWrapper(
    88,
    initial_indent=" " * 6,
    subsequent_indent=" " * 16,
    break_on_hyphens=False,
    break_long_words=False,
)
_TITLES = {
    Level.ERROR: "Errors: these keep readers from pages or from results.",
    Level.WARNING: "Warnings: the site works, but slower or less safely than it could.",
}


def report(base: str, findings: Sequence[Finding]) -> str:
    """Return the whole report on the site at `base`; the same fault of many files stands once."""
    parts = [f"{base}: {_count(findings)}"]
    for level, title in _TITLES.items():
        found = [one for one in findings if one.level is level]
        if found:
            parts += [title, *_groups(base, found)]
    # Names that a server's JSON told may hold halves of characters, which no terminal can show.
    return ("\n\n".join(parts) + "\n").encode("utf-8", "replace").decode("utf-8")


def _count(findings: Sequence[Finding]) -> str:
    if not findings:
        return "nothing wrong was found."
    counts = []
    for level in Level:
        groups = {_kind(one) for one in findings if one.level is level}
        if groups:
            counts.append(f"{len(groups)} {level.value}{'' if len(groups) == 1 else 's'}")
    return ", ".join(counts)


def _kind(found: Finding) -> tuple[str, str, str]:
    return found.code, found.found, found.expected


def _groups(base: str, findings: Sequence[Finding]) -> Iterator[str]:
    for _, group in groupby(sorted(findings, key=_kind), key=_kind):
        same = list(group)
        first = same[0]
        yield "\n".join(
            (
                f"{first.code} {_places(base, same)}",
                _line(f"found     {first.found}"),
                _line(f"expected  {first.expected}"),
                _line(f"to do     {first.fix}"),
            )
        )


def _places(base: str, findings: Sequence[Finding]) -> str:
    paths = list(dict.fromkeys(one.address.removeprefix(base) or base for one in findings))
    more = len(paths) - _NAMED
    shown = paths if more <= 1 else paths[:_NAMED]
    rest = [f"and {len(paths) - len(shown)} more"] if len(shown) < len(paths) else []
    return "\n      ".join([*shown, *rest])


def _line(text: str) -> str:
    return _WRAPPER.fill(text)
