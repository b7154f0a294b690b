"""Numbers as people copy them: Crockford's base 32, in groups of four.

Letters that look like digits are none, so that O is read as 0, and I and L as 1; U is left out.
"""

from .errors import CodeError

DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUP = 4
"""Characters that stand together; four are what a person keeps in mind from one look."""

MOST = 20_000
"""Characters of a text that are looked at, ten times what the longest code has."""


def write(number: int, groups: int) -> str:
    """Write a number, 0 to below 2 ** (20 * groups), in upper case, groups joined by a hyphen."""
    places = range(GROUP * groups - 1, -1, -1)
    line = "".join(DIGITS[number >> 5 * place & 31] for place in places)
    return "-".join(line[at : at + GROUP] for at in range(0, len(line), GROUP))


def read(text: str) -> tuple[int, int]:
    """Read a number, and how many characters stand for it, perhaps none.

    Case, spaces, line breaks and dashes do not matter. Raises CodeError SC401 for a character that
    no code has, and for more than `MOST`.
    """
    if len(text) > MOST:
        message = f"the text has {len(text):,} characters, far more than any code"
        raise CodeError("SC401", message, "copy one code, without what stands around it")
    digits = text.translate(_READ)
    if _STRANGE in digits:
        raise _strange(text)
    # A base that is a power of two is read in one go, however long the number.
    return int(digits or "0", 32), len(digits)


class _Reading(dict[int, str | None]):
    """What a character is read as: one of Python's digits, nothing, or a strange one."""

    def __missing__(self, character: int) -> str:
        return _STRANGE


_STRANGE = "?"
_PYTHONS = "0123456789abcdefghijklmnopqrstuv"
_ALIKE = {"O": "0", "I": "1", "L": "1"}
_DASHES = "-\u2043\u2212\ufe58\ufe63\uff0d"
_SPACES = "\t\n\v\f\r \x85\xa0\xad\u1680\u180e\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
_BLOCKS = (range(0x2000, 0x2016), range(0x202A, 0x202F), range(0x2066, 0x206A))
"""More spaces and dashes, and what programs put into a text to turn it around."""


def _reading() -> _Reading:
    """Say what each character means. By name and not by case: some scripts' letters have ours."""
    upper = dict(zip(DIGITS, _PYTHONS, strict=True))
    upper.update((letter, upper[digit]) for letter, digit in _ALIKE.items())
    both = {**upper, **{letter.lower(): digit for letter, digit in upper.items()}}
    ignored = [*map(ord, _DASHES + _SPACES), *(one for block in _BLOCKS for one in block)]
    return _Reading({**{ord(one): digit for one, digit in both.items()}, **dict.fromkeys(ignored)})


_READ = _reading()

PAUSES = "".join(chr(one) for one, meant in _READ.items() if meant is None)
"""Every character that is passed over where a number is read."""


def forms(digit: str) -> str:
    """Return every character that is read as one of `DIGITS`."""
    meant = _PYTHONS[DIGITS.index(digit)]
    return "".join(chr(one) for one, other in _READ.items() if other == meant)


def _strange(text: str) -> CodeError:
    before = 0
    for one in text:
        meant = _READ[ord(one)]
        if meant == _STRANGE:
            break
        before += meant is not None
    shown = f"“{one}”" if one.isprintable() else f"U+{ord(one):04X}"
    message = f"character {before + 1} is {shown}, which no code has"
    hint = "copy the code again, without what stands around it; it has digits and letters, but no U"
    return CodeError("SC401", message, hint)
