"""Names the part of braces that is no attribute, and says how to write it."""

import re

from .item import ATTRIBUTES, PRINTED_QUOTES, SEVERAL, UNORDERED

_PART = re.compile(
    r"(?P<name>[\w-]+)(?P<equals>\s*=\s*)"
    rf"(?P<given>\"[^\"]*\"|'[^']*'|[{PRINTED_QUOTES}][^{PRINTED_QUOTES}]*[{PRINTED_QUOTES}]?|[^\s\"']\S*|)"
    r"|(?P<other>\S+)"
)
_GOOD = re.compile(r"[#.][\w-]+")


def bad_attribute(inside: str) -> tuple[str, str]:
    """Return what is wrong with the first bad part of what stands in braces, and what to do."""
    before = ""
    for part in _PART.finditer(inside):
        said = _named(part) if part["name"] else _other(part["other"], before)
        if said:
            return f"{part[0]!r} is no attribute", said
        before = part[0]
    return f"'{{{inside}}}' is not well formed", 'Write attributes like .several and name="…"'


def misses_hyphens(inside: str) -> bool:
    """Tell whether braces hold nothing but the words of one id, with spaces between them."""
    words = re.fullmatch(r"\s*#[\w-]+((?:\s+[\w-]+)+)\s*", inside)
    return words is not None and not {*words[1].split()} & {SEVERAL, UNORDERED, *ATTRIBUTES}


def _named(part: re.Match[str]) -> str:
    name, given = part["name"], part["given"]
    if part["equals"] != "=":
        return f"Write no spaces around =, like {name}={given or '"…"'}"
    if given and given[0] in f"'{PRINTED_QUOTES}":
        return f"Use straight double quotes: {name}={_straight(given)}"
    if not given:
        return f'Use one pair of straight double quotes: {name}="…"'
    if given[0] != '"' and re.search(r"[\"']", given):
        return f'Use straight double quotes: {name}="…"'
    if given.endswith((",", ";")):
        return "Write spaces between attributes, and no commas"
    return ""


def _other(word: str, before: str) -> str:
    bare = word.strip(",;")
    if _GOOD.fullmatch(word):
        return ""
    if bare in (SEVERAL, UNORDERED):
        return f"Write .{bare}"
    if _GOOD.fullmatch(bare):
        return "Write spaces between attributes, and no commas"
    if bare in ATTRIBUTES:
        return f'Write {bare}="…"'
    if "=" in before and not before.endswith('"'):
        return f'Use straight double quotes around the whole text: {before.split("=")[0]}="…"'
    if _GOOD.fullmatch(before) and re.fullmatch(r"[\w-]+", bare):
        return f"Take it out, or join the words with hyphens: {before}-{bare}"
    return 'Take it out, or write it as an attribute: name="…"'


def _straight(given: str) -> str:
    return f'"{given.strip(f"'{PRINTED_QUOTES}")}"'
