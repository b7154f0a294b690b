"""Texts as Markdown that shows them as they are, wherever it is pasted.

Programs read different kinds of Markdown. What CommonMark would let stand is escaped as well where
a wide-spread kind gives it a meaning: tables, struck-out text, sums, attributes, bare addresses.
"""

import re

from .cleaned import one_line

# As entities, since some kinds of Markdown let a backslash before them stand, and the mark too.
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_MARKED = re.compile(
    r"[\\`*_{}\[\]|~$#]"
    # An address without marks around it: its scheme, the points of a host, the sign of a mailbox.
    r"|:(?=//)|(?<=\w)\.(?=[^\W\d])|@(?=\w)"
    # Rulers, lists, underlines of headings and asides begin a line.
    r"|\A[-+=!:]"
)
_NUMBERED = re.compile(r"\A(\d{1,9})([.)])", re.ASCII)


def literal(text: str) -> str:
    """Escape a text for one line of Markdown; white space is folded."""
    plain = "".join(_ENTITIES.get(one, one) for one in one_line(text))
    return _NUMBERED.sub(r"\1\\\2", _MARKED.sub(r"\\\g<0>", plain))


_ADDRESS = re.compile(r"(?!//)[!#-;=?-\[\]-~]+")
_SCHEME = re.compile(r"(?!https?://)[^/?#]*:", re.IGNORECASE)


def link(text: str, address: str) -> str:
    """Write a link to a page, or the text alone where the address is empty or no way to one."""
    if not _ADDRESS.fullmatch(address) or _SCHEME.match(address):
        return literal(text)
    return f"[{literal(text)}](<{address.replace('&', '&amp;')}>)"
