"""Finds Markdown that would reach readers as it was typed: marks left over, and other dialects."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from markdown_it.token import Token

from ..markdown import BEGINS, located


class Leftover(NamedTuple):
    """Characters that were not meant for readers, where in the source, and what to do.

    `instead` are those to write, where only one thing can be meant.
    """

    text: str
    offset: int
    hint: str
    fault: str = "would show as it is typed"
    code: str = "QZ072"
    instead: str | None = None


@dataclass(frozen=True, slots=True)
class _Dialect:
    """What some renderer of Markdown would make something of, and this one does not."""

    pattern: re.Pattern[str]
    hint: str
    lost: re.Pattern[str] | None = None
    """What to leave out of it, where that is all that is wrong."""


def _dialect(pattern: str, hint: str, lost: str | None = None) -> _Dialect:
    return _Dialect(re.compile(pattern, re.MULTILINE), hint, re.compile(lost) if lost else None)


_BOX = _dialect(r"\A\[[ xX]\](?=\s)", "Nothing is ticked off here; take the box out")
"""A list of things to do, where it is no option."""

_LOST_OPTION = re.compile(
    r"^[ \t]*(?P<begins>(?P<sign>[-*+\u2013\u2014\u2022\u00b7])(?P<space>[ \t\u00a0]?)"
    r"(?:\[[ \u00a0xX]?\]|`[\w-]{1,40}`)|\[[ \u00a0xX]?\][ \t\u00a0]*`[\w-]{1,40}`)",
    re.MULTILINE,
)
_IN_LIST = 3
"""The level of a text from which a list item holds it; its first line is an item already."""

_REFERENCE = "Write links like [text](../playbook/page.md)"

# No part of a pattern may run over what a later one looks for: texts can be long.
_DIALECTS = (
    _dialect(r"<!--", "Comments would be read by everybody; take it out"),
    _dialect(
        r"</?[A-Za-z][A-Za-z0-9-]*"
        r"(?:\s+[\w:-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>=]+))?)*\s*/?>",
        "HTML is not read here; use *emphasis*, **strong** or `code`",
    ),
    _dialect(r"\[\^[^\[\]\s]{1,60}\]", "Footnotes belong on a page; say it in the text"),
    _dialect(r"\[\[[^\[\]\n]+\]\]|!?\[[^\[\]]+\]\[[^\[\]]*\]", _REFERENCE),
    _dialect(
        r"!?\[[^\[\]]*\]\((?=\S)",
        "Its address holds a space or does not end; write links like [text](../playbook/page.md)",
    ),
    _dialect(
        r"\[[^\[\]]+\][ \t]+\((?:\.{0,2}/|https?:|mailto:|[\w/-]+\.md\b)[^\s()]*\)",
        "Write no space between ] and (, like [text](../playbook/page.md)",
        lost=r"(?<=\])[ \t]+(?=\([^()]*\)$)",
    ),
    _dialect(r"\{[+~=>-]{2}", "Write the text as it is to be read"),
    _dialect(r"\{\{|\{%", "Nothing is filled in here; write the text itself"),
    _dialect(
        r"\{:?\s*(?:[#.][\w-]|[\w-]{1,40}\s*=)[^{}]*\}",
        "Attributes stand at the very end of a question's heading or of an option, without spaces"
        ' around = and with straight quotes, like {name="…"}',
    ),
    _dialect(r"~~(?=[^\s~])[^~\n]*~~", "Nothing is struck out here; take it out"),
    _dialect(r"(?<!=)==(?=[^\s=])[^=\n]*==", "Use **strong** to make it stand out"),
    _dialect(r"\^\^(?=[^\s^])[^^\n]*\^\^", "Use *emphasis* to make it stand out"),
    _dialect(r"\+\+\w[^+\s]*\+\+", "Use `code` for keys"),
    _dialect(r"(?<=\w)([~^])[^\s~^]{1,9}\1", "Nothing is raised or lowered here; say it in words"),
    _dialect(
        r"\$\$|(?<![\w$])\$(?=[A-Za-z\\]|[^$\n]*[\\^_={])(?=\S)[^$\n]*[^\s$]\$(?!\w)",
        "Formulas are not set here; say it in words",
    ),
    _dialect(r"(?<![\w:/]):[a-z][a-z0-9_+-]*:(?![\w:])", "Type the character itself"),
    _dialect(r"^(?:!!!|\?\?\?\+?)[ \t]+\w+", "Boxes belong on a page; write a paragraph"),
    _dialect(r"^===[!+]?[ \t]+[\"'].*", "Tabs belong on a page; write one text"),
    _dialect(r"--8<--|-8<-", "No other file is read in here; write the text itself"),
    _dialect(r"^:::.*", "Only a page can embed; take it out"),
    _dialect(r"^:[ \t]+\S.*", "Definitions belong on a page; write a sentence"),
    _dialect(r"^\[TOC\]$", "A table of contents belongs on a page; take it out"),
    _dialect(r"^\|.+\|[ \t]*$", "Tables belong on a page; write a list"),
    _dialect(r"&(?:#\w+|[a-z]{2,}\d*);", "There is no such entity; type the character itself"),
    _dialect(r"`+", "Close it, or write \\` if the character itself is meant"),
)

_PLAIN = re.compile(
    r"(?:[^\W_]++|[ .,;'\"\u2018\u2019\u201c\u201d\u2026\u2013\u2014()/-]++|[!?](?![!?]))*+"
)
"""One line of letters, digits, and marks that begin nothing, in any renderer."""
_BARE_ADDRESS = re.compile(r"\bhttps?://[^\s<>]+")
_EMPHASIS = re.compile(r"\*+|_+")
_BLANK = 3
"""Underscores in a row from which they are a line to write on."""


def leftovers(inline: Token) -> list[Leftover]:
    """Return what is left over in one text, the first of each kind, in order."""
    # Most texts hold nothing to look at, and looking at them takes a third of the check.
    if _PLAIN.fullmatch(inline.content, int(inline.meta.get(BEGINS, 0))):
        return []
    return found_in(inline)


def found_in(inline: Token) -> list[Leftover]:
    """Do so for a text that may hold anything."""
    seen = _Shown.of(inline)
    found = [*_dialects(seen), *_emphasis(seen), *_formulas(seen), *_addresses(seen)]
    found += [*_boxes(inline, seen), *lost_options(inline)]
    kept: list[Leftover] = []
    for one in sorted(found, key=lambda one: (one.offset, -len(one.text))):
        overlaps = kept and one.offset < kept[-1].offset + len(kept[-1].text)
        if not overlaps and all(one.hint != other.hint for other in kept):
            kept.append(one)
    return kept


def lost_options(inline: Token) -> list[Leftover]:
    """Return the lines of a text that were meant as options and became part of it."""
    first = inline.content.find("\n") if inline.level >= _IN_LIST else 0
    matches = [
        match
        for match in _LOST_OPTION.finditer(inline.content)
        if first >= 0 and match.start() >= first
    ]
    # Few texts hold any, and laying out the others takes a tenth of the check.
    seen = set(_Shown.of(inline).at) if matches else ()
    return [
        Leftover(
            match["begins"],
            match.start("begins"),
            "Begin the line with -, an ordinary space and the option, or with a word",
            f"looks like an option {_lack(match)}",
            "QZ019",
            _mended(match),
        )
        for match in matches
        if match.start("begins") in seen
    ]


def _mended(match: re.Match[str]) -> str | None:
    """Begin an option as it should; one that is indented may belong to what stands above it."""
    if match["sign"] and match["sign"] in "-*+" and match["space"] in (" ", "\t"):
        return None
    lost = f"{match['sign'] or ''}{match['space'] or ''}"
    return f"- {match['begins'].removeprefix(lost)}"


def _lack(match: re.Match[str]) -> str:
    if not match["sign"] or match["sign"] not in "-*+":
        return "without its -"
    if match["space"] == "\u00a0":
        return "with a fixed space"
    return "that is indented too far" if match["space"] else "without its space"


@dataclass(frozen=True, slots=True)
class _Shown:
    """What readers see of a text, character by character, without what was escaped or is code.

    `at` are the places of the characters in the source; `linked` are those inside links, and
    `brackets` the places of escaped round brackets.
    """

    text: str
    at: list[int]
    linked: list[bool]
    brackets: list[int]

    @classmethod
    def of(cls, inline: Token) -> "_Shown":
        """Lay out one text. What must not be read as Markdown becomes the letter x."""
        shown = cls("", [], [], [])
        text, links = "", 0
        for token, offset in located(inline):
            links += token.type == "link_open"
            links -= token.type == "link_close"
            part = _shown(token)
            text += part
            shown.at.extend(range(offset, offset + len(part)))
            shown.linked.extend([links > 0] * len(part))
            if token.type == "text_special" and token.markup == "\\(":
                shown.brackets.append(offset)
        return cls(text, shown.at, shown.linked, shown.brackets)


def _shown(token: Token) -> str:
    match token.type:
        case "text":
            return token.content
        case "softbreak" | "hardbreak":
            return "\n"
        case "text_special" | "code_inline" | "image":
            return "x"
        case _:
            return ""


def _dialects(shown: _Shown) -> Iterator[Leftover]:
    for dialect in _DIALECTS:
        match = dialect.pattern.search(shown.text)
        if match:
            found, lost = match[0].strip(), dialect.lost
            instead = lost.sub("", found, count=1) if lost else None
            yield Leftover(found, shown.at[match.start()], dialect.hint, instead=instead)


def _boxes(inline: Token, shown: _Shown) -> Iterator[Leftover]:
    match = _BOX.pattern.match(shown.text)
    if match and BEGINS not in inline.meta and (inline.level >= _IN_LIST or match[0] == "[ ]"):
        yield Leftover(match[0], shown.at[0], _BOX.hint)


def _emphasis(shown: _Shown) -> Iterator[Leftover]:
    for match in _EMPHASIS.finditer(shown.text):
        before = shown.text[match.start() - 1 : match.start()] if match.start() else ""
        after = shown.text[match.end() : match.end() + 1]
        alone = not before.strip() and not after.strip()
        inside = before.isalnum() and after.isalnum()
        line = match[0][0] == "_" and len(match[0]) >= _BLANK
        if not (alone or inside or line):
            hint = f"Write \\{match[0][0]} if the character itself is meant, or close the emphasis"
            yield Leftover(match[0], shown.at[match.start()], hint)


def _formulas(shown: _Shown) -> Iterator[Leftover]:
    for offset in shown.brackets:
        hint = "Brackets need none, and formulas are not set here; say it in words"
        yield Leftover("\\(", offset, hint, "would show without its backslash")


def _addresses(shown: _Shown) -> Iterator[Leftover]:
    for match in _BARE_ADDRESS.finditer(shown.text):
        if not shown.linked[match.start()]:
            address = match[0].rstrip(".,;:!?)")
            hint = f"Write <{address}> to make it a link"
            yield Leftover(address, shown.at[match.start()], hint, instead=f"<{address}>")
            return
