"""Whether files have the types by which browsers use them."""

import re
from collections.abc import Iterator, Mapping

from ..fetch import Answer
from ..finding import Finding, finding
from ..survey import Kind, Part, Survey

_SCRIPTS = {
    "text/javascript",
    "application/javascript",
    "application/x-javascript",
    "application/ecmascript",
    "text/ecmascript",
}
_WANTED: Mapping[Kind, tuple[str, set[str]]] = {
    "script": ("DR121", _SCRIPTS),
    "wasm": ("DR122", {"application/wasm"}),
    "style": ("DR123", {"text/css"}),
    "json": ("DR124", {"application/json"}),
}
_CHARSET = re.compile(r"charset\s*=\s*\"?([\w-]+)", re.IGNORECASE)


def check(site: Survey) -> Iterator[Finding]:
    """Look at every page and file that came."""
    for part in site.parts:
        if not part.came:
            continue
        yield from _page(part.plain) if part.kind == "page" else _file(part)
        if part.plain.headers.get("x-content-type-options", "").strip().lower() != "nosniff":
            yield finding("DR125", part.plain.address, "no such header")


def _file(part: Part) -> Iterator[Finding]:
    code, types = _WANTED.get(part.kind, ("", set()))
    if code and part.plain.type not in types:
        yield finding(code, part.plain.address, _told(part.plain))


def _page(answer: Answer) -> Iterator[Finding]:
    told = answer.headers.get("content-type", "")
    charset = _CHARSET.search(told)
    wrong = charset and charset[1].lower() not in ("utf-8", "utf8")
    if answer.type != "text/html" or wrong:
        yield finding("DR126", answer.address, _told(answer))


def _told(answer: Answer) -> str:
    return answer.headers.get("content-type") or "no type"
