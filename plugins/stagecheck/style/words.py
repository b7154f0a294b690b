"""Words to leave out, in the text and as the text of a link, and words that stand twice."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

from ..codespans import without_code
from .guide import Rule
from .passages import Passage
from .slips import Look, Slip, Slips

_LINK = re.compile(r"(?<!!)\[(?P<text>[^\[\]]*)\][(\[]")
_JOINED = r"[\w'\N{RIGHT SINGLE QUOTATION MARK}-]"
_DOUBLED = re.compile(rf"(?<!{_JOINED})(?P<word>[^\W\d_]+)\s+(?P=word)(?!{_JOINED})")
_BETWEEN = "\0"
"""Stands between two passages: neither a word nor a space, so that nothing reaches over it."""


def words_to_leave_out(rule: Rule) -> Look:
    """Look for words that a rule replaces, whatever their case, alone or between hyphens."""
    advice = rule.words or {}
    kept = f"(?P<kept>{_pattern(rule.keep)})|" if rule.keep else ""
    pattern = re.compile(rf"(?<!\w)(?:{kept}{_pattern(advice)})(?!\w)")
    instead = _advice_on(advice)

    def look(passages: Sequence[Passage]) -> Slips:
        for passage, begin, end in _found(pattern, passages, [one.own for one in passages]):
            found = " ".join(passage.own[begin:end].split())
            message = f"{found!r} is against the rule {rule.title!r}"
            hint = f"Write instead: {instead(passage.own[begin:end])}"
            yield passage, Slip("PB050", begin, message, hint)

    return look


def word_of_any(rules: Iterable[Rule]) -> Callable[[Sequence[Passage]], bool]:
    """Make ready to tell in one go whether a word of any rule stands in some passages."""
    phrases = {word.lower() for rule in rules for word in rule.words or ()}
    pattern = re.compile(rf"(?<!\w)(?:{_pattern(phrases)})(?!\w)")

    def tell(passages: Sequence[Passage]) -> bool:
        text = _BETWEEN.join(_small(one.own) for one in passages)
        return bool(phrases and pattern.search(text))

    return tell


def links_that_say_nothing(rule: Rule) -> Look:
    """Look for links whose whole text is one that a rule replaces."""
    advice = {_folded(text): hint for text, hint in (rule.links or {}).items()}

    def look(passages: Sequence[Passage]) -> Slips:
        for passage in passages:
            linked = "](" in passage.text or "][" in passage.text
            for match in _LINK.finditer(without_code(passage.text)) if linked else ():
                hint = advice.get(_folded(match["text"].strip(" *_.,")))
                if hint:
                    message = f"the text of a link is {match['text']!r}"
                    slip = Slip("PB051", match.start(), message, f"Write instead: {hint}")
                    yield passage, slip

    return look


def doubled_words(rule: Rule) -> Look:
    """Look for a word that stands twice in a row."""
    kept = [_folded(one) for one in rule.keep]

    def look(passages: Sequence[Passage]) -> Slips:
        for passage, begin, end in _found(_DOUBLED, passages, [one.read for one in passages]):
            found = passage.read[begin:end]
            if _folded(found) not in kept:
                message = f"the word {found.split()[0]!r} stands here twice"
                yield passage, Slip("PB053", begin, message, "Take one of the two out")

    return look


def _found(
    pattern: re.Pattern[str], passages: Sequence[Passage], texts: Sequence[str]
) -> Iterator[tuple[Passage, int, int]]:
    """Give what a pattern finds in small letters, all passages in one go: that takes half the time.

    Each with its passage, its beginning and its end in that; a group `kept` is not meant.
    """
    begins = list(accumulate((len(text) + 1 for text in texts), initial=0))
    for match in pattern.finditer(_BETWEEN.join(map(_small, texts))):
        if match.lastgroup != "kept":
            at = bisect_right(begins, match.start()) - 1
            yield passages[at], match.start() - begins[at], match.end() - begins[at]


def _pattern(phrases: Iterable[str]) -> str:
    """Write the alternatives, the longest first, so that a phrase goes before a word of it."""
    return "|".join(_written(one) for one in sorted(phrases, key=lambda one: (-len(one), one)))


def _written(phrase: str) -> str:
    """Let a phrase run over the end of a line, and stand with hyphens or without."""
    words = re.split(r"[\s-]+", phrase.lower())
    return r"[\s-]+".join(re.escape(word).replace(r"\*", r"\w*") for word in words)


def _advice_on(advice: Mapping[str, str]) -> Callable[[str], str]:
    """Find the advice on what was found, which may be one of many words that a * stands for.

    It was found in small letters, and comes as its writer has it.
    """
    exact = {_folded(phrase): hint for phrase, hint in advice.items() if "*" not in phrase}
    open_ended = [
        (re.compile(_written(phrase)), hint) for phrase, hint in advice.items() if "*" in phrase
    ]

    def of(found: str) -> str:
        known = exact.get(_folded(found))
        fitting = (hint for pattern, hint in open_ended if pattern.fullmatch(_small(found)))
        return known or next(fitting, "another word")

    return of


def _small(text: str) -> str:
    """Write a text in small letters, unless that would move what stands in it."""
    small = text.lower()
    return small if len(small) == len(text) else text


def _folded(text: str) -> str:
    """Write a phrase in one way: small letters, single spaces, no hyphens."""
    return " ".join(re.split(r"[\s-]+", text.lower().strip()))
