"""Reads an editor's file, or says why it cannot be read."""

import re
from pathlib import Path

from .problems import START, Place, Problem, problem

MAX_BYTES = 256 * 1024
"""Far more than any quiz needs; a file beyond it was put there by mistake."""


def read(root: Path, path: str) -> str | Problem:
    """Return the text of a file below `root`, or the problem that keeps it from being read."""
    try:
        size = (root / path).stat().st_size
        if size > MAX_BYTES:
            return _too_large(path, size)
        data = (root / path).read_bytes()
    except OSError as error:
        return problem(
            "QZ001", path, START, f"the file cannot be read: {error.strerror}", _READABLE
        )
    try:
        text = decoded(data)
    except UnicodeDecodeError as error:
        return _not_utf8(path, data, error)
    return _conflict(path, text) or text


def decoded(data: bytes) -> str:
    """Return the text in a file's bytes, its lines ended by `\\n`. Raises UnicodeDecodeError."""
    return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def is_utf_16(data: bytes) -> bool:
    """Tell whether a file begins with a mark of what Windows calls "Unicode"."""
    return data.startswith((b"\xff\xfe", b"\xfe\xff"))


# With what Git writes between two versions of the same lines; any of the three may be left over.
_CONFLICT = re.compile(r"^(?:<{7} .*|={7}|>{7} .*)$", re.MULTILINE)
_BOTH = re.compile(r"^<{7} .*\n(?:.*\n)*?={7}\n(?:.*\n)*?>{7} ", re.MULTILINE)


def _conflict(path: str, text: str) -> Problem | None:
    """Find the first mark of a conflict. A lone line of = is an underlined heading, and no mark."""
    found = _CONFLICT.search(text) if "<<<<<<< " in text or ">>>>>>> " in text else None
    if not found:
        return None
    count = len(_BOTH.findall(text)) or 1
    more = f", and {count - 1} more in the file" if count > 1 else ""
    message = f"Git could not join two changes, and {found[0]!r} was left here{more}"
    hint = "Keep the lines that are right, and take out those of <<<<<<<, ======= and >>>>>>>"
    return problem("QZ097", path, Place(text[: found.start()].count("\n") + 1, 1), message, hint)


_READABLE = "Check that it is a file and may be read"


def _too_large(path: str, size: int) -> Problem:
    message = f"the file has {size:,} bytes, at most {MAX_BYTES:,} are read"
    return problem(
        "QZ002", path, START, message, "Split it, or take out what does not belong in it"
    )


def _not_utf8(path: str, data: bytes, error: UnicodeDecodeError) -> Problem:
    before = data[: error.start]
    line_start = before.rfind(b"\n") + 1
    place = Place(before.count(b"\n") + 1, len(before[line_start:].decode("utf-8", "replace")) + 1)
    message = f"the byte 0x{data[error.start]:02x} is not UTF-8"
    hint = "Save the file in the encoding UTF-8" + " instead of UTF-16" * is_utf_16(data)
    return problem("QZ001", path, place, message, hint)
