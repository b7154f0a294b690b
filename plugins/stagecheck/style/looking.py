"""What is against the rules in one file alone; known at once for a file that did not change."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from ..yamlmap import WHOLE_FILE
from .data import front_values, values
from .guide import Guide
from .passages import Passage, passages
from .sentences import long_sentences
from .slips import Look, Looking, Slip
from .words import doubled_words, links_that_say_nothing, word_of_any, words_to_leave_out

PAGE, QUIZ, DATA = "page", "quiz", "data"
"""What a file is: Markdown that quotes what people say, Markdown that does not, or YAML."""

_LOOKING: dict[str, Looking] = {
    "words": words_to_leave_out,
    "links": links_that_say_nothing,
    "longest_sentence": long_sentences,
    "doubled": doubled_words,
}
"""How to look for slips against a rule, by what it asks for; `run` takes all files together."""


class Found(NamedTuple):
    """The passages of a file's Markdown, and its slips, each with the rule and the passage."""

    passages: tuple[Passage, ...]
    slips: tuple[tuple[str, Passage, Slip], ...]


class _Looks(NamedTuple):
    """Ready to look by a guide; `may_hold` tells of most files at once that no word is in them."""

    guide: Guide
    looks: Mapping[str, Look]
    may_hold: Callable[[Sequence[Passage]], bool]


@lru_cache(maxsize=4096)
def look_into(rules: str, path: str, text: str, kind: str) -> Found:
    """Find the slips of a file. `rules` are a guide as JSON, `kind` one of the three above."""
    guide, looks, may_hold = _looks(rules)
    held = {name: look for name, look in looks.items() if guide.rules[name].holds_in(path)}
    markdown = () if kind == DATA else passages(text, guide.bad_examples, said=kind == PAGE)
    cut = tuple(markdown)
    data = values(path, text, WHOLE_FILE) if kind == DATA else front_values(path, text)
    read = [*data, *cut]
    if not may_hold(read):
        held = {name: look for name, look in held.items() if not guide.rules[name].words}
    slips = [(name, *found) for name, look in held.items() for found in look(read)]
    return Found(cut, tuple(slips))


@lru_cache(maxsize=4)
def _looks(rules: str) -> _Looks:
    guide = Guide.model_validate_json(rules)
    alone = {name: rule for name, rule in guide.rules.items() if not rule.run}
    looks = {name: _LOOKING[rule.asks[0]](rule) for name, rule in alone.items()}
    return _Looks(guide, looks, word_of_any(alone.values()))
