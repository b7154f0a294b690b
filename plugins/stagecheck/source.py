"""Reads an editor's file, or says why it cannot be read."""

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
        return decoded(data)
    except UnicodeDecodeError as error:
        return _not_utf8(path, data, error)


def decoded(data: bytes) -> str:
    """Return the text in a file's bytes, its lines ended by `\\n`. Raises UnicodeDecodeError."""
    return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


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
    return problem("QZ001", path, place, message, "Save the file in the encoding UTF-8")
