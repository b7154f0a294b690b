"""Puts drawings into pages: an image of a file in the folder `drawings/` becomes the SVG itself.

Only so can a drawing take the colours of the scheme and be read as text. What stands in a page can
do more than an image, so a drawing is read strictly: it holds shapes and text, and nothing else.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from html import unescape
from pathlib import Path
from xml.etree.ElementTree import Element, TreeBuilder, tostring
from xml.parsers import expat

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

FOLDER = "drawings"
SVG = "http://www.w3.org/2000/svg"
WORDS = frozenset({"text", "tspan", "title", "desc"})
_ELEMENTS = """
    svg g defs marker use path rect circle ellipse line polyline polygon
"""
_ATTRIBUTES = """
    id class data-stage viewBox x y x1 y1 x2 y2 cx cy r rx ry width height d points dx dy transform
    color fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap
    stroke-linejoin stroke-dasharray opacity font-family font-size font-weight font-style
    text-anchor href marker-start marker-mid marker-end markerWidth markerHeight markerUnits
    refX refY orient
"""
ELEMENTS = WORDS.union(_ELEMENTS.split())
ATTRIBUTES = frozenset(_ATTRIBUTES.split())


class DrawingError(ValueError):
    """What is wrong with a drawing or its use, in sentences, with the file and what to do."""


def read(path: Path, shown_as: str) -> Element:
    """Read and judge a drawing. Raises DrawingError, which calls the file `shown_as`."""
    return _Reader(shown_as).read(path)


def placed(drawing: Element, prefix: str, name: str) -> str:
    """Write a drawing as HTML: its ids begin with `prefix`, and `name` is what it shows."""
    svg = deepcopy(drawing)
    for element in svg.iter():
        for key, value in element.items():
            if key == "id":
                element.set(key, f"{prefix}{value}")
            elif _link(key, value):
                element.set(key, value.replace("#", f"#{prefix}"))
        # Material writes the `href` of every element when it fetches a page; SVG's is read-only.
        if "href" in element.attrib:
            element.set("xlink:href", element.attrib.pop("href"))
    for size in ("width", "height"):
        svg.attrib.pop(size, None)
    # Browsers show a title as a hint wherever the pointer rests; the page has its name already.
    svg[:] = [child for child in svg if child.tag != "title"]
    for description in svg.iter("desc"):
        description.set("id", f"{prefix}desc")
    svg.attrib |= {"role": "img", "aria-label": name, "aria-describedby": f"{prefix}desc"}
    return tostring(svg, encoding="unicode")


class DrawingsExtension(Extension):
    """Takes drawings from the folder `drawings/` of the pages' folder `docs`, below `root`.

    `instead` gives the markup that stands in place of a drawing with a mistake, or raises what the
    program expects; it is told the mistake.
    """

    def __init__(self, root: Path, docs: str, instead: Callable[[str], str] | None = None) -> None:
        super().__init__()
        self._root = root
        self._folder = f"{docs}/{FOLDER}"
        self._instead = instead
        self._uses: Counter[str] = Counter()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Come after everything else, so that MkDocs has checked the image's address."""
        md.registerExtension(self)
        md.treeprocessors.register(_Placer(md, self._place), "drawings", -1)

    def reset(self) -> None:
        """Begin a page."""
        self._uses.clear()

    def _place(self, name: str, alt: str) -> str:
        try:
            return self._html(name, alt)
        except DrawingError as error:
            if self._instead is None:
                raise
            return self._instead(str(error))

    def _html(self, name: str, alt: str) -> str:
        path = f"{self._folder}/{name}.svg"
        if not (self._root / path).is_file():
            there = sorted(one.stem for one in (self._root / self._folder).glob("*.svg"))
            raise DrawingError(
                f"There is no drawing {path}. Correct the image's address, or add the file. "
                f"There are: {', '.join(there) or 'none'}."
            )
        if not alt:
            raise DrawingError(
                f"The image {name}.svg has no text for readers who cannot see it. "
                f"Say what it shows, as a sentence: ![Six attitudes, and ...]({name}.svg)"
            )
        self._uses[name] += 1
        count = self._uses[name]
        # No heading of a page has an id with a full stop, so these are unique.
        prefix = f"drawing.{name}." if count == 1 else f"drawing.{name}.{count}."
        return placed(read(self._root / path, path), prefix, alt)


class _Placer(Treeprocessor):
    def __init__(self, md: Markdown, place: Callable[[str, str], str]) -> None:
        super().__init__(md)
        self._store = md.htmlStash.store
        self._place = place

    def run(self, root: Element) -> None:
        for paragraph, image, name in _images(root):
            html = self._place(name, unescape(image.get("alt", "")).strip())
            _to_figure(paragraph, image, self._store(html))


# As the editor wrote it or as MkDocs rewrote it, and never one of another host.
_ADDRESS = re.compile(rf"(?:(?![a-z][a-z0-9+.-]*:|//)[^?#]*/)?{FOLDER}/(?P<name>[^/?#]+)\.svg")


def _images(root: Element) -> Iterator[tuple[Element, Element, str]]:
    """Find drawings that are alone in their paragraphs: paragraph, image and the file's stem."""
    for paragraph in list(root.iter("p")):
        if len(paragraph) == 1 and paragraph[0].tag == "img" and not (paragraph.text or "").strip():
            image = paragraph[0]
            address = _ADDRESS.fullmatch(image.get("src", ""))
            if address and not (image.tail or "").strip():
                yield paragraph, image, address["name"]


def _to_figure(paragraph: Element, image: Element, content: str) -> None:
    """Make the paragraph a figure; the image's title becomes its caption."""
    paragraph.remove(image)
    paragraph.tag = "figure"
    paragraph.text = content
    kept = {k: v for k, v in image.items() if k not in {"alt", "src", "title", "width", "height"}}
    paragraph.attrib |= kept
    paragraph.set("class", f"drawing {kept.get('class', '')}".strip())
    # What is drawn says what the page says, in words that make no sentences.
    paragraph.set("data-search-exclude", "")
    if title := image.get("title"):
        caption = Element("figcaption")
        caption.text = title
        paragraph.append(caption)


_URL = re.compile(r"url\(#(?P<id>[a-z][a-z0-9-]*)\)")
_ID = r"[a-z][a-z0-9-]*"
_CLASS = r"drawing__[a-z-]+"
_FORMS = {
    "id": (_ID, "small letters, digits and hyphens"),
    "class": (
        f"{_CLASS}(?: {_CLASS})*",
        'names that begin with "drawing__"; their looks are in drawings.css',
    ),
    "href": (f"#{_ID}", "# and the id of a part of this file"),
    "transform": (r"(?:[a-zA-Z]+\([-0-9., e]*\)\s*)+", "it such as translate(10 20)"),
}
_PLAIN = (rf"[^()\\:;<>&]*|{_URL.pattern}", "plain numbers and words, #colours, or url(#id)")


def _link(key: str, value: str) -> str:
    """Return the id that an attribute leads to, or ""."""
    if key == "href":
        return value.removeprefix("#")
    url = _URL.fullmatch(value)
    return url["id"] if url else ""


class _Reader:
    """Builds the tree of one file while Expat reads it, which alone knows the lines."""

    def __init__(self, shown_as: str) -> None:
        self._shown_as = shown_as
        self._builder = TreeBuilder()
        self._open: list[str] = []
        self._ids: set[str] = set()
        self._links: list[tuple[str, int, int]] = []
        # Elements arrive with their namespace before them.
        self._parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype
        parser.ProcessingInstructionHandler = self._instruction

    def read(self, path: Path) -> Element:
        try:
            self._parser.Parse(path.read_bytes(), True)
        except expat.ExpatError as error:
            raise self._at(
                error.lineno,
                error.offset + 1,
                f"is not well-formed XML: {expat.errors.messages[error.code]}",
                "Close each element, quote each value, and write & as &amp;.",
            ) from None
        root = self._builder.close()
        for link, line, column in self._links:
            if link not in self._ids:
                raise self._at(line, column, f"nothing has the id {link!r}", "Correct the link.")
        for tag in ("title", "desc"):
            if not root.findtext(tag, "").strip():
                raise self._at(
                    1, 1, f"there is no {tag}", f"Begin the drawing with <{tag}>...</{tag}>."
                )
        return root

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, tag = name.rpartition(" ")
        if space != SVG or tag not in ELEMENTS:
            raise self._wrong(
                f"<{tag}> cannot stand in a drawing",
                f'Use {", ".join(sorted(ELEMENTS))}; the outermost needs xmlns="{SVG}".',
            )
        self._place(tag)
        if not self._open and "viewBox" not in attributes:
            raise self._wrong("the drawing has no viewBox", "Add one, as in 0 0 380 500.")
        for key, value in attributes.items():
            self._attribute(tag, key, value)
        self._open.append(tag)
        self._builder.start(tag, attributes)

    def _place(self, tag: str) -> None:
        """Judge where an element stands."""
        if (tag == "svg") == bool(self._open):
            raise self._wrong(f"<{tag}> stands in a wrong place", "One <svg> holds all the rest.")
        if tag in {"title", "desc"} and len(self._open) > 1:
            raise self._wrong(
                f"this <{tag}> is of a part", f"Say it in the <{tag}> of the whole drawing."
            )

    def _attribute(self, tag: str, key: str, value: str) -> None:
        if key not in ATTRIBUTES or (key == "href" and tag != "use"):
            raise self._wrong(
                f"the attribute {key.rpartition(' ')[2]!r} cannot stand on <{tag}>",
                "Take it out. Looks come from a class in drawings.css, or from plain "
                "attributes such as fill; only <use> has an href.",
            )
        form, what = _FORMS.get(key, _PLAIN)
        if not re.fullmatch(form, value):
            raise self._wrong(f'{key}="{value}" is not allowed', f"Write {what}.")
        if key == "id":
            if value in {*self._ids, "desc"}:
                raise self._wrong(f"the id {value!r} is taken", "Give each part one of its own.")
            self._ids.add(value)
        if link := _link(key, value):
            self._links.append((link, *self._here()))

    def _end(self, name: str) -> None:
        self._open.pop()
        self._builder.end(name.rpartition(" ")[2])

    def _text(self, text: str) -> None:
        if self._open[-1] in WORDS:
            self._builder.data(re.sub(r"\s+", " ", text))
        elif text.strip():
            raise self._wrong(
                f"the words {text.strip()!r} stand outside a text", "Put them into <text>."
            )

    def _doctype(self, *_: object) -> None:
        raise self._wrong("a drawing has no DOCTYPE", "Take it out, and what it declares.")

    def _instruction(self, *_: object) -> None:
        raise self._wrong("a drawing has no <? ... ?>", "Take it out; colours are in drawings.css.")

    def _here(self) -> tuple[int, int]:
        return self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1

    def _wrong(self, what: str, hint: str) -> DrawingError:
        return self._at(*self._here(), what, hint)

    def _at(self, line: int, column: int, what: str, hint: str) -> DrawingError:
        return DrawingError(f"{self._shown_as}:{line}:{column}: {what}. {hint}")
