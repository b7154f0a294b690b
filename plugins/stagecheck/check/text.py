"""Checks the text of a quiz: which Markdown may stand where, and whether its links resolve."""

from collections.abc import Collection, Iterable, Sequence
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from markdown_it.token import Token

from ..draft import Block, Kind, Prose
from ..findings import Findings
from ..markdown import located, parser, plain
from ..problems import Mend, Place, nearest
from .marks import leftovers

_HARMLESS = frozenset(
    {
        *("text", "text_special", "code_inline", "softbreak", "hardbreak"),
        *("em_open", "em_close", "strong_open", "strong_close"),
    }
)
_INLINE = _HARMLESS | {"link_open", "link_close"}
BLOCKS = {
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
"""What an editor calls the tokens of Markdown that only pages take."""

_PROSE = (Kind.PARAGRAPH, Kind.LIST)
ABSOLUTE = ("http", "https", "mailto")


def resolve(quiz_path: str, target: str) -> str:
    """Return the file, relative to the project, that a link written in a quiz file leads to."""
    return normpath(join(dirname(quiz_path), unquote(urlsplit(target).path)))


class TextCheck:
    """Checks the prose of one file against the pages that exist, all relative to `docs`.

    `lines` are the file's own, so that what is wrong is named where it stands.
    """

    def __init__(
        self, findings: Findings, docs: str, pages: Collection[str], lines: Sequence[str]
    ) -> None:
        self._findings = findings
        self._docs = docs
        self._pages = pages
        self._lines = lines

    def blocks(self, blocks: Iterable[Block], allowed: Sequence[Kind] = _PROSE) -> None:
        """Check blocks of prose: their kind, and the text in them."""
        for block in blocks:
            if block.kind not in allowed:
                self._odd(block.prose.tokens[0], block.prose.place)
            else:
                self.prose(block.prose)

    def prose(self, prose: Prose) -> None:
        """Check what stands inside one text."""
        for token in prose.tokens:
            if token.type == "inline":
                self._inline(token)
        for token in prose.tokens[1:]:
            if token.type in BLOCKS:
                self._odd(token, _line(token, prose.place))

    def plain(self, text: str, place: Place) -> None:
        """Check a text that readers see as it is typed, such as one of the front matter."""
        (inline,) = parser().parseInline(text)
        if plain([inline]) != " ".join(text.split()):
            message = f"{_short(text)} holds Markdown, and would show as it is typed"
            self._findings.add("QZ073", place, message, "Write plain text here")

    def written(self, place: Place) -> str:
        """Return what stands in the file from a place to the end of its line."""
        return self._lines[place.line - 1][place.column - 1 :]

    def _inline(self, inline: Token) -> None:
        # Where a token stands costs more to find than to see that most need not be named.
        odd = any(token.type not in _HARMLESS for token in inline.children or [])
        for token, offset in located(inline) if odd else ():
            if token.type not in _INLINE:
                self._odd(token, self._place(inline, offset))
            elif token.type == "link_open":
                self._link(str(token.attrs.get("href", "")), self._place(inline, offset))
        for left in leftovers(inline):
            message, place = f"{_short(left.text)} {left.fault}", self._place(inline, left.offset)
            mend = None if left.instead is None else Mend(place, left.text, left.instead)
            self._findings.add(left.code, place, message, left.hint, mend)

    def _place(self, inline: Token, offset: int) -> Place:
        """Find the place of a character of an inline token's content."""
        before = inline.content[:offset]
        line = (inline.map[0] if inline.map else 0) + before.count("\n")
        written = inline.content.split("\n")[before.count("\n")]
        begins = max(self._lines[line].find(written), 0)
        return Place(line + 1, begins + len(before) - (before.rfind("\n") + 1) + 1)

    def _odd(self, token: Token, place: Place) -> None:
        name = BLOCKS.get(token.type, token.type)
        hint = "Use paragraphs and lists with emphasis, code and links; put the rest on a page"
        self._findings.add("QZ015", place, f"{name} cannot stand here", hint)

    def _link(self, target: str, place: Place) -> None:
        try:
            parts = urlsplit(target)
        except ValueError as error:
            message = f"the link {_short(target)} is no address: {error}"
            self._findings.add("QZ071", place, message, "Write it as a browser shows it")
            return
        if parts.scheme in ABSOLUTE:
            return
        path = resolve(self._findings.path, target)
        page = path.removeprefix(f"{self._docs}/") if path.startswith(f"{self._docs}/") else None
        if parts.scheme or parts.netloc or page not in self._pages:
            known = [page for page in self._pages if page.endswith(".md")]
            hint = nearest(page, known) if page else f"Link to a page below {self._docs}/"
            message = f"the link {target!r} leads to no page"
            self._findings.add("QZ071", place, message, hint)


def _line(token: Token, place: Place) -> Place:
    return Place(token.map[0] + 1, place.column) if token.map else place


def _short(text: str) -> str:
    folded = " ".join(text.split())
    # As it is written in the file, where a backslash is one.
    return repr(folded if len(folded) <= 40 else f"{folded[:39]}…").replace("\\\\", "\\")
