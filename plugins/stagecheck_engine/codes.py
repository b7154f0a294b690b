"""One reader's answers in some 30 characters: to copy, to send, and to put together with others.

A code is one number. Its bits, the highest first: format 3 (`FORMAT`), quiz 15 (of its id's
checksum), version 14, mark 16 (see `ledger.mark_of`), whether a round follows 1, the round 20 if
so, nonce 20; the answers as `layout` has them, in all that is left of whole groups of four
characters; check 25. There is no name in it, no time and nothing that was typed.

The check is chosen so that the whole, divided by the prime number `PRIME`, leaves 1. (Not 0: that
is what nothing but zeros leaves, and two codes in a row.) Damage is found where the prime does not
divide what it adds, and these it never divides:

- One wrong character adds d * 32**i, with 0 < |d| < 32; any within four in a row, so in one group,
  add that with 0 < |d| < 2**20. All these are below the prime.
- Two wrong characters add d * 32**i + e * 32**j. No 32**k is d / e modulo the prime, for all such d
  and e and every k below 7,000: the prime was searched for that. Two characters that changed
  places, near or far, are two wrong ones.
- Two groups that changed places add (a - b) * (32**i - 32**j). The first is below 2**20; the second
  is divided where 32**(i - j) is 1 modulo the prime, and 32 is one of its primitive roots: that is
  33,554,122 characters away. All groups are whole, or those between would move as well.

Of other damage one in 33 million passes the check. A cut does not: the head tells how long all is.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from . import base32, layout, refusals
from .errors import CodeError
from .ledger import Ledger, Version, version_of
from .model import Answers, Quiz
from .scoring import given

FORMAT = 1
PRIME = 33_554_123

TAGS = 2**20
"""As many nonces and rounds there are: what four characters hold."""

_CHECK = 25
_HEAD = 3 + 15 + 14 + 16 + 1
_HEAD_LENGTH = 10
"""Characters that hold the head."""


class Code(NamedTuple):
    """What a code says. `nonce` and `round` are from 0 to below `TAGS`."""

    quiz: str
    version: int
    answers: dict[str, str]
    nonce: int
    round: int | None


class Form(NamedTuple):
    """How codes look that begin alike: their first ten characters, and how many they have."""

    begin: str
    length: int


def encode(quiz: Quiz, answers: Answers, nonce: int, round: int | None) -> str:  # noqa: A002
    """Write answers as a code; the nonce tells equal answers of two people apart.

    Raises AnswerError (SC301 to SC305) for an answer that the quiz does not offer, and ValueError
    for a nonce or a round out of range.
    """
    tags = [nonce] if round is None else [round, nonce]
    if not all(0 <= tag < TAGS for tag in tags):
        raise ValueError(f"a nonce and a round are from 0 to below {TAGS}, found {tags}")
    given.check(quiz, answers)
    version = _current(quiz)
    number = (FORMAT << 15 | _short(quiz.id)) << 14 | quiz.version
    number = (number << 16 | version.mark) << 1 | (round is not None)
    for tag in tags:
        number = number << 20 | tag
    groups, free = _groups(layout.values(version), len(tags))
    number = (number << free | layout.write(version, answers)) << _CHECK
    return base32.write(number + (1 - number) % PRIME, groups)


def decode(text: str, quiz: str, versions: Ledger) -> Code:
    """Read a code of a quiz, of any of its versions; see `known`.

    What is read is what `encode` wrote: no other text has the same meaning, but for case, spaces,
    dashes and look-alikes. Raises CodeError, SC401 to SC405 without SC403.
    """
    number, length = base32.read(text)
    if not _adds_up(number, length):
        raise _mistyped(number, length, quiz, versions)
    head = _head(number, length)
    version = _version(head, quiz, versions)
    sizes = layout.values(version)
    groups, free = _groups(sizes, head.tags)
    number >>= _CHECK
    answers, left = layout.read(version, sizes, number & (1 << free) - 1)
    if left or length != groups * base32.GROUP:
        raise _mistyped(number, length, quiz, versions)
    number >>= free
    nonce, round_tag = number % TAGS, (number >> 20) % TAGS
    return Code(quiz, head.version, answers, nonce, round_tag if head.tags == 2 else None)


def known(quiz: Quiz, ledger: Ledger) -> Ledger:
    """Return all versions to read codes of: those of the ledger, and the quiz's own."""
    return ledger if quiz.version in ledger else {**ledger, quiz.version: version_of(quiz)}


def forms(quiz: str, versions: Ledger) -> list[Form]:
    """List how the codes of a quiz begin, to find them in any text; see `known`."""
    found = []
    for number, version in versions.items():
        sizes = layout.values(version)
        for tags in (1, 2):
            head = ((FORMAT << 15 | _short(quiz)) << 14 | number) << 16 | version.mark
            groups, _ = _groups(sizes, tags)
            # One bit of what follows the head stands in its last character.
            for bit in (0, 1):
                begin = base32.write((head << 2 | (tags - 1) << 1 | bit) << 10, 3)
                begin = begin.replace("-", "")[:_HEAD_LENGTH]
                found.append(Form(begin, groups * base32.GROUP))
    return found


def expect_round(code: Code, wanted: int) -> None:
    """Refuse a code of another round than the one wanted, or of none. Raises CodeError SC403."""
    if code.round != wanted:
        found = "" if code.round is None else written_tag(code.round)
        raise refusals.other_round(found, written_tag(wanted))


def round_tag(text: str) -> int:
    """Read the tag of a round as a code is read. Raises CodeError SC401."""
    tag, length = base32.read(text)
    if length != base32.GROUP:
        raise refusals.no_tag(length)
    return tag


def written_tag(tag: int) -> str:
    """Write the tag of a round, 0 to below `TAGS`: four characters."""
    return base32.write(tag, 1)


@lru_cache(maxsize=8)
def _current(quiz: Quiz) -> Version:
    # Ten times the cost of a code, and the same for all codes of a quiz.
    return version_of(quiz)


class _Head(NamedTuple):
    """What a code says of itself; `tags` counts its round, if it has one, and its nonce."""

    format: int
    quiz: int
    version: int
    mark: int
    tags: int


def _head(number: int, length: int) -> _Head:
    head = number >> 5 * length - _HEAD
    return _Head(
        head >> 46, head >> 31 & 0x7FFF, head >> 17 & 0x3FFF, head >> 1 & 0xFFFF, 1 + (head & 1)
    )


def _short(quiz: str) -> int:
    return crc32(quiz.encode()) & 0x7FFF


def _groups(sizes: Sequence[int], tags: int) -> tuple[int, int]:
    """Count the groups of a code, and the bits in them that are free for its answers."""
    taken = _HEAD + 20 * tags + _CHECK
    groups = -(-(taken + layout.room(sizes)) // 20)
    return groups, 20 * groups - taken


def _adds_up(number: int, length: int) -> bool:
    if length < refusals.SHORTEST or length % base32.GROUP:
        return False
    # The lowest 309 checks have a twin above the prime that would leave 1 as well.
    return number % PRIME == 1 and number % (1 << _CHECK) < PRIME


def _version(head: _Head, quiz: str, versions: Ledger) -> Version:
    if head.format != FORMAT:
        raise refusals.newer_form(head.format)
    if head.quiz != _short(quiz):
        raise refusals.other_quiz(quiz)
    version = versions.get(head.version)
    if version is None:
        raise refusals.unknown_version(head.version, sorted(versions))
    if version.mark != head.mark:
        raise refusals.other_meaning(head.version)
    return version


def _mistyped(number: int, length: int, quiz: str, versions: Ledger) -> CodeError:
    """Say what is wrong with the characters; where the head is whole, it knows how many belong."""
    if length == 0:
        return refusals.nothing()
    try:
        head = _head(number, max(length, _HEAD_LENGTH))
        groups, _ = _groups(layout.values(_version(head, quiz, versions)), head.tags)
    except CodeError:
        return refusals.mistyped(length)
    whole = groups * base32.GROUP
    if length == whole:
        return refusals.mistyped(length)
    if length < whole:
        return refusals.cut(length, whole)
    sound = _adds_up(number >> 5 * (length - whole), whole)
    return refusals.goes_on(length, whole) if sound else refusals.too_long(length, whole)
