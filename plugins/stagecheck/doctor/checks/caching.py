"""Whether browsers keep what never changes, and ask again for what does."""

from collections.abc import Iterator

from ..fetch import Answer
from ..finding import Finding, finding
from ..lasting import directives, seconds_kept
from ..survey import Part, Survey

_MONTH = 30 * 24 * 3600
_DAY = 24 * 3600
_HARMLESS = {"accept-encoding", "origin"}


def check(site: Survey) -> Iterator[Finding]:
    """Look at every page and file that came."""
    for part in site.parts:
        if part.came:
            yield from _hashed(part) if part.hashed else _changing(part)


def _hashed(part: Part) -> Iterator[Finding]:
    answer = part.plain
    kept = seconds_kept(answer)
    if kept is None or kept < _MONTH or "immutable" not in directives(answer):
        yield finding("DR141", answer.address, _told(answer))
    varies = {name.strip().lower() for name in answer.headers.get("vary", "").split(",")} - {""}
    if "set-cookie" in answer.headers:
        yield finding("DR145", answer.address, "a cookie")
    elif varies - _HARMLESS:
        yield finding("DR145", answer.address, f"Vary: {answer.headers['vary']}")


def _changing(part: Part) -> Iterator[Finding]:
    answer = part.plain
    kept = seconds_kept(answer)
    if kept is None:
        yield finding("DR142", answer.address, _told(answer))
    elif kept:
        yield finding("DR143" if kept > _DAY else "DR142", answer.address, _told(answer))
    if part.again and part.again.status != 304:
        yield finding("DR144", answer.address, f"status {part.again.status}")


def _told(answer: Answer) -> str:
    told = answer.headers.get("cache-control")
    return f"Cache-Control: {told}" if told else "no Cache-Control"
