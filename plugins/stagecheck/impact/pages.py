"""Pages that came, went or moved: who has kept an address would miss them."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..pages import Page


@dataclass(frozen=True, slots=True)
class Pages:
    """Paths relative to the folder of the pages; `moved` are pairs of where it was and is."""

    new: tuple[str, ...]
    gone: tuple[str, ...]
    moved: tuple[tuple[str, str], ...]

    @property
    def any(self) -> bool:
        """Whether there is any such page."""
        return bool(self.new or self.gone or self.moved)


def pages_of(before: Mapping[str, Page], after: Mapping[str, Page]) -> Pages:
    """Compare the pages; one that is gone has moved where one that is new has its text or title."""
    gone = [before[path] for path in sorted(before) if path not in after]
    new = [after[path] for path in sorted(after) if path not in before]
    moved: list[tuple[str, str]] = []
    for known_by in (_text, _title):
        pairs = list(_pairs(gone, new, known_by))
        gone = [page for page in gone if page not in [old for old, _ in pairs]]
        new = [page for page in new if page not in [now for _, now in pairs]]
        moved += [(old.path, now.path) for old, now in pairs]
    return Pages(
        tuple(page.path for page in new), tuple(page.path for page in gone), tuple(sorted(moved))
    )


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
