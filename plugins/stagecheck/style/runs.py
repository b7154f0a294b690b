"""Words in a row that stand in two files: what is said twice."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from .guide import Rule
from .passages import Passage
from .sentences import WORD
from .slips import Slip

type Run = tuple[str, ...]


class Said(NamedTuple):
    """A run of words: the passage that it stands in, and where."""

    path: str
    passage: Passage
    at: int


def said_twice(
    rule: Rule, files: Mapping[str, tuple[Passage, ...]]
) -> Iterator[tuple[str, Passage, Slip]]:
    """Find runs that two files share, in both, each run of runs once; `files` are by path.

    What stands twice in one file is that file's own matter.
    """
    count = rule.run or 0
    kept = [f" {' '.join(WORD.findall(_plain(phrase)))} " for phrase in rule.keep]
    shared = {run for run in _shared(count, files) if not _set(run, kept)}
    places: dict[Run, dict[str, Said]] = {}
    found = [(path, passage) for path, all_ in files.items() for passage in all_] if shared else []
    for path, passage in found:
        for run, index in _located(count, passage):
            if run in shared:
                places.setdefault(run, {}).setdefault(path, Said(path, passage, index))
    for path, passage in found:
        yield from _told(count, path, passage, places)


def _shared(count: int, files: Mapping[str, tuple[Passage, ...]]) -> set[Run]:
    """Find the runs of two files: by their hashes first, which are kept for files that stay."""
    once, more = set[int](), set[int]()
    for passages in files.values():
        hashes = _hashes(count, passages)
        more |= once & hashes
        once |= hashes
    both: dict[Run, set[str]] = {}
    for path, passages in files.items() if more else ():
        for run in _of_file(count, passages):
            if hash(run) in more:
                both.setdefault(run, set()).add(path)
    return {run for run, paths in both.items() if len(paths) > 1}


@lru_cache(maxsize=4096)
def _hashes(count: int, passages: tuple[Passage, ...]) -> frozenset[int]:
    return frozenset(map(hash, _of_file(count, passages)))


def _of_file(count: int, passages: Iterable[Passage]) -> Iterator[Run]:
    for passage in passages:
        # A quiz has a title, and so has the page that it is on.
        if not passage.text.startswith("# "):
            yield from _runs(count, passage)


def _runs(count: int, passage: Passage) -> Iterator[Run]:
    for cell in _plain(passage.read).split("|"):
        words = WORD.findall(cell)
        if len(words) >= count:
            yield from zip(*(words[at:] for at in range(count)), strict=False)


def _located(count: int, passage: Passage) -> Iterator[tuple[Run, int]]:
    begin = 0
    for cell in passage.read.split("|"):
        found = list(WORD.finditer(cell))
        for at in range(len(found) - count + 1):
            run = tuple(_plain(match[0]) for match in found[at : at + count])
            yield run, begin + found[at].start()
        begin += len(cell) + 1


def _told(
    count: int, path: str, passage: Passage, places: Mapping[Run, Mapping[str, Said]]
) -> Iterator[tuple[str, Passage, Slip]]:
    """Tell the first of runs that follow on one another, with where else it stands."""
    before = False
    for run, index in _located(count, passage):
        others = [said for other, said in places.get(run, {}).items() if other != path]
        if others and not before:
            other = others[0]
            where = f"{other.path}:{other.passage.place(other.at).line}"
            message = f"{' '.join(run)!r} stands in {where} too"
            hint = "Say it in one place and link to it, or say what is new here"
            yield path, passage, Slip("PB054", index, message, hint)
        before = bool(others)


def _set(run: Run, kept: Sequence[str]) -> bool:
    """Tell whether a run is part of a set phrase, or one with words beside it."""
    text = f" {' '.join(run)} "
    return any(text in phrase or phrase in text for phrase in kept)


def _plain(text: str) -> str:
    return text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
