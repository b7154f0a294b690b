"""Checks the text of a quiz: which Markdown may stand where, and whether its links resolve."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from markdown_it.token import Token

from .draft import Block, Kind, Prose
from .findings import Findings
from .problems import Place, nearest

_INLINE = frozenset(
    {
        *("text", "code_inline", "softbreak", "hardbreak"),
        *("em_open", "em_close", "strong_open", "strong_close", "link_open", "link_close"),
    }
)
_NAMES = {
    "image": "an image",
    "fence": "a block of code",
    "code_block": "a block of code",
    "blockquote_open": "a quotation",
    "ordered_list_open": "a numbered list",
    "hr": "a rule",
    "table_open": "a table",
    "bullet_list_open": "a list",
    "heading_open": "a heading",
}
_PROSE = (Kind.PARAGRAPH, Kind.LIST)
ABSOLUTE = ("http", "https", "mailto")


def resolve(quiz_path: str, target: str) -> str:
    """Return the file, relative to the project, that a link written in a quiz file leads to."""
    return normpath(join(dirname(quiz_path), unquote(urlsplit(target).path)))


class TextCheck:
    """Checks the prose of one quiz against the pages that exist, all relative to `docs`."""

    def __init__(self, findings: Findings, docs: str, pages: Collection[str]) -> None:
        self._findings = findings
        self._docs = docs
        self._pages = pages

    def blocks(self, blocks: Iterable[Block], allowed: Sequence[Kind] = _PROSE) -> None:
        """Check blocks of prose: their kind, and the text in them."""
        for block in blocks:
            if block.kind not in allowed:
                self._odd(block.prose.tokens[0], block.prose.place)
            else:
                self.prose(block.prose)

    def prose(self, prose: Prose) -> None:
        """Check what stands inside one text."""
        for token, place in _inlines(prose):
            if token.type not in _INLINE:
                self._odd(token, place)
            elif token.type == "link_open":
                self._link(str(token.attrs.get("href", "")), place)
        for token in prose.tokens[1:]:
            if token.type in _NAMES:
                self._odd(token, _line(token, prose.place))

    def _odd(self, token: Token, place: Place) -> None:
        name = _NAMES.get(token.type, token.type)
        hint = "Use paragraphs and lists with emphasis, code and links; put the rest on a page"
        self._findings.add("QZ015", place, f"{name} cannot stand here", hint)

    def _link(self, target: str, place: Place) -> None:
        parts = urlsplit(target)
        if parts.scheme in ABSOLUTE:
            return
        path = resolve(self._findings.path, target)
        page = path.removeprefix(f"{self._docs}/") if path.startswith(f"{self._docs}/") else None
        if parts.scheme or parts.netloc or page not in self._pages:
            known = [page for page in self._pages if page.endswith(".md")]
            hint = nearest(page, known) if page else f"Link to a page below {self._docs}/"
            message = f"the link {target!r} leads to no page"
            self._findings.add("QZ071", place, message, hint)


def _inlines(prose: Prose) -> Iterator[tuple[Token, Place]]:
    for token in prose.tokens:
        for child in token.children or []:
            yield child, _line(token, prose.place)


def _line(token: Token, place: Place) -> Place:
    return Place(token.map[0] + 1, place.column) if token.map else place
