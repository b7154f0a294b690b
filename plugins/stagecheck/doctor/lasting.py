"""How long browsers may keep an answer without asking again."""

import re

from .fetch import Answer

_AGE = re.compile(r"max-age\s*=\s*\"?(\d+)")


def directives(answer: Answer) -> tuple[str, ...]:
    """List what Cache-Control says, in lower case."""
    found = answer.headers.get("cache-control", "").lower()
    return tuple(part.strip() for part in found.split(",") if part.strip())


def seconds_kept(answer: Answer) -> int | None:
    """Return for how many seconds; None where the server says nothing and browsers guess."""
    found = directives(answer)
    if "no-cache" in found or "no-store" in found:
        return 0
    ages = [int(match[1]) for one in found if (match := _AGE.fullmatch(one))]
    if ages:
        return min(ages)
    return 0 if answer.headers.get("expires", "").strip() in ("0", "-1") else None
