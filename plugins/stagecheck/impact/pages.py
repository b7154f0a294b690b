"""Pages that came, went or moved: who has kept an address would miss them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..moved import Move
from ..pages import Page


@dataclass(frozen=True, slots=True)
class Pages:
    """Paths relative to the folder of the pages; pairs are of where a page was and is.

    From where a page of `led` was, readers are led on; from where one of `moved` was, they are not.
    """

    new: tuple[str, ...]
    gone: tuple[str, ...]
    led: tuple[tuple[str, str], ...]
    moved: tuple[tuple[str, str], ...]

    @property
    def any(self) -> bool:
        """Whether there is any such page."""
        return bool(self.new or self.gone or self.led or self.moved)


def pages_of(before: Mapping[str, Page], after: Mapping[str, Page], moves: Iterable[Move]) -> Pages:
    """Compare the pages; one that is gone has moved where one that is new says so.

    It also has, and nobody is told, where one that is new has its text or title.
    """
    said = {move.old: move.new for move in moves if move.old in before and move.old not in after}
    gone = [before[path] for path in sorted(before) if path not in after and path not in said]
    new = [after[path] for path in sorted(after) if path not in {*before, *said.values()}]
    moved: list[tuple[str, str]] = []
    for known_by in (_text, _title):
        pairs = list(_pairs(gone, new, known_by))
        gone = [page for page in gone if page not in [old for old, _ in pairs]]
        new = [page for page in new if page not in [now for _, now in pairs]]
        moved += [(old.path, now.path) for old, now in pairs]
    come, went = (tuple(page.path for page in pages) for pages in (new, gone))
    return Pages(come, went, tuple(sorted(said.items())), tuple(sorted(moved)))


def _pairs(
    gone: Sequence[Page], new: Sequence[Page], known_by: Callable[[Page], str]
) -> Iterator[tuple[Page, Page]]:
    """Pair the pages that only one of each side is known by."""
    then, now = (Counter(map(known_by, pages)) for pages in (gone, new))
    for old in gone:
        name = known_by(old)
        if then[name] == now[name] == 1:
            yield old, next(page for page in new if known_by(page) == name)


def _text(page: Page) -> str:
    return page.text


def _title(page: Page) -> str:
    return page.title
