"""The page "what changed": the changelog as Markdown of the site, what readers see first."""

import re
from collections.abc import Callable, Sequence
from itertools import groupby
from posixpath import dirname, relpath

from .changelog import Entry, Release

# Code first: what stands in it is neither a link nor a tag.
_PART = re.compile(
    r"(?P<code>(?P<ticks>`+).*?(?P=ticks))"
    r"|(?P<auto><https?://[^>\s]+>)"
    r"|\[(?P<text>[^\]]*)\]\((?P<target>[^)\s]*)\)"
    r"|(?P<less><)",
    re.DOTALL,
)
_SCHEME = re.compile(r"[a-z]+:", re.IGNORECASE)


def told(releases: Sequence[Release], docs: str, page: str) -> str:
    """Write all releases for the page at `page`.

    Links to pages below `docs` lead there; those to other files of the repository become their
    text, for readers have no such file. The search finds the page, and not every line of it.
    """
    resolved = _resolver(docs, page)
    parts = [_release(one, resolved) for one in releases if one.entries]
    return "\n\n".join(parts) or "Nothing has been noted yet."


type _Resolve = Callable[[str], str]


def _release(release: Release, resolved: _Resolve) -> str:
    name, anchor = "Newest changes", "newest"
    if release.version and release.day:
        day = f"{release.day.day} {release.day:%B %Y}"
        name, anchor = f"{release.version}, {day}", f"v{release.version.replace('.', '-')}"
    readers = [one for one in release.entries if one.for_readers]
    others = [one for one in release.entries if not one.for_readers]
    parts = [_heading("##", name, anchor)]
    for entries, title, kind in (
        (readers, "For readers", "readers"),
        (others, "For editors and whoever runs the site", "editors"),
    ):
        if entries:
            parts.append(_heading("###", title, f"{anchor}-{kind}"))
            parts.append(_entries(entries, resolved))
    return "\n\n".join(parts)


def _heading(level: str, text: str, anchor: str) -> str:
    return f"{level} {text} {{ #{anchor} data-search-exclude }}"


def _entries(entries: Sequence[Entry], resolved: _Resolve) -> str:
    """List entries below their kinds; a kind that stands alone and adds needs no word."""
    groups = [(kind, [*found]) for kind, found in groupby(entries, lambda one: one.kind)]
    lists = []
    for kind, found in groups:
        if len(groups) > 1 or kind != "Added":
            lists.append(f"*{kind}*")
        lists.append("\n".join(_entry(one, resolved) for one in found))
    return "\n\n".join(lists)


def _entry(entry: Entry, resolved: _Resolve) -> str:
    return "- " + resolved(entry.text).replace("\n", "\n    ")


def _resolver(docs: str, page: str) -> _Resolve:
    def part(match: re.Match[str]) -> str:
        if match["less"]:
            return "&lt;"
        target = match["target"]
        if target is None or _SCHEME.match(target):
            return match[0]
        if not target.startswith(f"{docs}/"):
            return match["text"]
        way = relpath(target.removeprefix(f"{docs}/"), dirname(page) or ".")
        return f"[{match['text']}]({way})"

    return lambda text: _PART.sub(part, text)
