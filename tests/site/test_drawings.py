"""Drawings stand in the page as SVG: shapes and text, and nothing that loads, runs or styles."""

import re
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from garden import write
from markup import Element as Found
from markup import read_text
from samples import ROOT
from stagecheck.drawings import SVG, DrawingError, DrawingsExtension, placed, read

DRAWINGS = sorted((ROOT / "playbook/drawings").glob("*.svg"))
NAMES = {"argument", "growth", "phases", "two-views", "where-to-look"}
STYLE = ROOT / "site_config/overrides/assets/drawings.css"
BODY = (
    "<title>A bed</title>\n  <desc>A bed with two rows.</desc>\n"
    '  <defs><path id="leaf" d="M0 0h9"/></defs>\n'
    '  <g fill="#fee"><use href="#leaf" x="5"/></g>\n'
    '  <path class="drawing__way" d="M0 0h5" marker-end="url(#leaf)"/>\n'
    "  <text>Rows &amp; <tspan>beds</tspan></text>"
)
IMAGE = "![A bed with two rows.](../drawings/bed.svg)"


def svg(body: str = BODY, root: str = 'viewBox="0 0 90 60" width="90" height="60"') -> str:
    return f'<svg xmlns="{SVG}" {root}>\n  {body}\n</svg>\n'


def with_more(more: str) -> str:
    """A drawing with something more in line 8."""
    return svg(f"{BODY}\n  {more}")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write(tmp_path, "pages/drawings/bed.svg", svg())
    return tmp_path


def page(project: Path, markdown: str, *extensions: str | Extension) -> str:
    ours = DrawingsExtension(project, "pages")
    return Markdown(extensions=["attr_list", "md_in_html", *extensions, ours]).convert(markdown)


def refusal(tmp_path: Path, text: str) -> str:
    write(tmp_path, "bed.svg", text)
    with pytest.raises(DrawingError) as raised:
        read(tmp_path / "bed.svg", "pages/drawings/bed.svg")
    return str(raised.value)


class Rewriting(Treeprocessor, Extension):
    """Rewrites the addresses of images, as MkDocs does for a page in a folder of its own."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.treeprocessors.register(self, "relpath", self.priority)

    def __init__(self, priority: int) -> None:
        self.priority = priority

    def run(self, root: Element) -> None:
        for image in root.iter("img"):
            image.set("src", f"../{image.get('src')}")


# What stands in pages


def test_an_image_alone_in_its_paragraph_becomes_the_drawing(project: Path) -> None:
    html = page(project, f"Before.\n\n{IMAGE}\n\nAfter.")
    document = read_text(html)
    (figure,) = document.all("figure")
    (drawing,) = figure.all("svg")
    assert figure.attributes == {"class": "drawing", "data-search-exclude": ""}
    assert drawing.attributes == {
        "viewbox": "0 0 90 60",
        "role": "img",
        "aria-label": "A bed with two rows.",
        "aria-describedby": "drawing.bed.desc",
    }
    assert [found.text for found in drawing.all("desc", id="drawing.bed.desc")] == [
        "A bed with two rows."
    ]
    assert [found.text for found in drawing.all("text")] == ["Rows & beds"]
    assert 'viewBox="0 0 90 60"' in html
    assert not document.all("img")
    assert not drawing.all("title"), "browsers would show it as a hint"
    assert [found.text for found in document.all("p")] == ["Before.", "After."]


@pytest.mark.parametrize("priority", [0, -2], ids=["before us, as MkDocs does", "after us"])
def test_addresses_may_be_rewritten_before_or_after(project: Path, priority: int) -> None:
    html = page(project, IMAGE, Rewriting(priority))
    assert len(read_text(html).all("figure")) == 1


@pytest.mark.parametrize(
    "image",
    [
        f"{IMAGE} and words",
        f"Words {IMAGE}",
        f"{IMAGE} {IMAGE}",
        f"[{IMAGE}](x.md)",
        "![A photograph](../drawings/bed.png)",
        "![A bed](../pictures/bed.svg)",
        "![A bed](https://example.org/drawings/bed.svg)",
        "![A bed](//example.org/drawings/bed.svg)",
        "`![A bed](../drawings/bed.svg)`",
    ],
)
def test_other_images_stay_images(project: Path, image: str) -> None:
    assert not read_text(page(project, image)).all("svg")


def test_ids_are_unique_where_a_drawing_stands_twice(project: Path) -> None:
    first, second = read_text(page(project, f"{IMAGE}\n\n{IMAGE}")).all("svg")
    assert ids(first) == {"drawing.bed.desc", "drawing.bed.leaf"}
    assert ids(second) == {"drawing.bed.2.desc", "drawing.bed.2.leaf"}
    for drawing, prefix in ((first, "drawing.bed."), (second, "drawing.bed.2.")):
        assert links(drawing) == ids(drawing) - {f"{prefix}desc"}
    assert [group.attributes["fill"] for group in second.all("g")] == ["#fee"]


def test_each_page_begins_to_count_anew(project: Path) -> None:
    parser = Markdown(extensions=[DrawingsExtension(project, "pages")])
    assert parser.convert(IMAGE) == parser.reset().convert(IMAGE)


def whole(element: Found) -> list[Found]:
    """The element and all below it."""
    return [element, *(one for child in element.children for one in whole(child))]


def ids(drawing: Found) -> set[str]:
    found = [one.attributes["id"] for one in whole(drawing) if "id" in one.attributes]
    assert len(found) == len(set(found))
    return set(found)


def links(drawing: Found) -> set[str]:
    uses = {one.attributes["xlink:href"].removeprefix("#") for one in drawing.all("use")}
    ends = [one.attributes.get("marker-end", "") for one in drawing.all("path")]
    return uses | {end[len("url(#") : -1] for end in ends if end}


def test_a_title_becomes_the_caption_and_other_attributes_stay(project: Path) -> None:
    image = IMAGE.replace(")", ' "Two rows, made up.")') + "{#rows .wide width=30 }"
    (figure,) = read_text(page(project, image)).all("figure")
    assert figure.attributes == {"id": "rows", "class": "drawing wide", "data-search-exclude": ""}
    assert [found.text for found in figure.all("figcaption")] == ["Two rows, made up."]


def test_the_text_of_an_image_may_hold_what_markup_uses(project: Path) -> None:
    html = page(project, IMAGE.replace("two rows", 'R&D\\* "rows" &amp; <5'))
    (drawing,) = read_text(html).all("svg")
    assert drawing.attributes["aria-label"] == 'A bed with R&D* "rows" & <5.'


def test_text_of_a_drawing_passes_no_other_extension(project: Path) -> None:
    html = page(project, f"{IMAGE}\n\n*[beds]: plots", "abbr", "smarty")
    (drawing,) = read_text(html).all("svg")
    assert not drawing.all("abbr")


def test_an_image_without_text_is_refused(project: Path) -> None:
    with pytest.raises(DrawingError, match=r"bed\.svg has no text .* Say what it shows"):
        page(project, "![ ](../drawings/bed.svg)")


def test_a_drawing_that_is_not_there_is_refused(project: Path) -> None:
    with pytest.raises(DrawingError, match=r"no drawing pages/drawings/bad\.svg.*There are: bed"):
        page(project, IMAGE.replace("bed.svg", "bad.svg"))


def test_something_else_can_stand_in_place_of_a_wrong_drawing(project: Path) -> None:
    write(project, "pages/drawings/bed.svg", with_more("<script/>"))
    extension = DrawingsExtension(project, "pages", lambda told: f"<b>{told[:26]}</b>")
    html = Markdown(extensions=[extension]).convert(f"Above.\n\n{IMAGE}")
    assert html.startswith("<p>Above.</p>")
    assert "<b>pages/drawings/bed.svg:8:3</b>" in html


# What a file may hold


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("<script>alert(1)</script>", "<script> cannot stand in a drawing"),
        ("<style>path {}</style>", "<style> cannot stand"),
        ("<foreignObject/>", "<foreignObject> cannot stand"),
        ("<image href='x.png'/>", "<image> cannot stand"),
        ("<a href='#leaf'/>", "<a> cannot stand"),
        ("<animate/>", "<animate> cannot stand"),
        ("<set/>", "<set> cannot stand"),
        ("<svg/>", "<svg> stands in a wrong place"),
        ("<p xmlns='http://www.w3.org/1999/xhtml'/>", "<p> cannot stand"),
        ("<path xmlns='http://www.w3.org/1999/xhtml'/>", "<path> cannot stand"),
        ("<g onclick='alert(1)'/>", "the attribute 'onclick' cannot stand on <g>"),
        ("<g style='fill: red'/>", "the attribute 'style'"),
        ("<g role='img'/>", "the attribute 'role'"),
        ("<g href='#leaf'/>", "the attribute 'href' cannot stand on <g>"),
        (
            "<use xmlns:x='http://www.w3.org/1999/xlink' x:href='#leaf'/>",
            "the attribute 'href' cannot stand",
        ),
        ("<use href='other.svg#leaf'/>", 'href="other.svg#leaf" is not allowed'),
        ("<use href='javascript:alert(1)'/>", "is not allowed"),
        ("<use href='#twig'/>", "nothing has the id 'twig'"),
        ("<path marker-end='url(#twig)'/>", "nothing has the id 'twig'"),
        ("<g fill='url(https://example.org/x#y)'/>", "is not allowed"),
        ("<g fill='red url(#leaf)'/>", "is not allowed"),
        (r"<g fill='\75rl(x)'/>", "is not allowed"),
        ("<g fill='red; stroke: blue'/>", "is not allowed"),
        ("<g transform='url(#leaf)'/>", "is not allowed"),
        ("<g class='md-search'/>", 'class="md-search" is not allowed'),
        ("<g id='Leaf'/>", 'id="Leaf" is not allowed'),
        ("<g id='leaf'/>", "the id 'leaf' is taken"),
        ("<g id='desc'/>", "the id 'desc' is taken"),
        ("<g><title>Part</title></g>", "this <title> is of a part"),
        ("words", "the words 'words' stand outside a text"),
        ("<?xml-stylesheet href='x.css'?>", "has no <? ... ?>"),
        ("<g>", "is not well-formed XML: mismatched tag"),
        ("<text>&nbsp;</text>", "is not well-formed XML: undefined entity"),
        ("<text>R & D</text>", "is not well-formed XML"),
    ],
)
def test_what_could_do_more_than_show_is_refused(tmp_path: Path, more: str, told: str) -> None:
    said = refusal(tmp_path, with_more(more))
    assert said.startswith("pages/drawings/bed.svg:")
    assert told in said
    assert said.endswith(".")


def test_a_refusal_names_the_line(tmp_path: Path) -> None:
    assert ":8:6: " in refusal(tmp_path, with_more("<g><blink/></g>"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "is not well-formed XML: no element found"),
        (f"<!DOCTYPE svg [<!ENTITY a 'b'>]>{svg()}", "a drawing has no DOCTYPE"),
        (f"<g xmlns='{SVG}'/>", "<g> stands in a wrong place"),
        (svg().replace(f'xmlns="{SVG}"', ""), "<svg> cannot stand"),
        (svg(root=""), "the drawing has no viewBox"),
        (svg("<title>A bed</title>"), "there is no desc"),
        (svg("<title> </title><desc>A bed.</desc>"), "there is no title"),
    ],
)
def test_what_is_no_whole_drawing_is_refused(tmp_path: Path, text: str, told: str) -> None:
    assert told in refusal(tmp_path, text)


# The playbook's own


def test_the_playbook_has_its_drawings() -> None:
    assert {path.stem for path in DRAWINGS} >= NAMES


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_each_drawing_of_the_playbook_passes(path: Path) -> None:
    """It is readable at 328 pixels, the width of a page on a screen of 360: 11 pixels or more."""
    drawing = read(path, path.name)
    assert drawing.findtext("title")
    assert len(drawing.findtext("desc", "").split()) >= 20, "it stands for all that is drawn"
    assert not any("style" in element.attrib for element in drawing.iter())
    assert "style=" not in placed(drawing, "drawing.x.", "What it shows")
    _, _, width, height = map(float, drawing.attrib["viewBox"].split())
    assert (drawing.get("width"), drawing.get("height")) == (f"{width:g}", f"{height:g}")
    sizes = [float(one.attrib["font-size"]) for one in drawing.iter() if "font-size" in one.attrib]
    assert min(sizes) * 328 / width >= 11


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_each_class_of_a_drawing_has_its_looks(path: Path) -> None:
    """And each text a class or a phase's colour: plain attributes are for light pages only."""
    styled = set(re.findall(r"\.(drawing__[a-z-]+)", STYLE.read_text("utf-8")))
    drawing = read(path, path.name)
    used = {name for one in drawing.iter() for name in one.get("class", "").split()}
    assert used <= styled
    for coloured in drawing.iter():
        colours = {coloured.get("fill", ""), coloured.get("stroke", "")}
        if any(colour.startswith("#") for colour in colours):
            assert coloured.get("class"), coloured.attrib


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_the_icons_of_phases_are_those_of_the_site(path: Path) -> None:
    """Where one is drawn again in phases.css, it is drawn again here."""
    looks = (STYLE.parent / "phases.css").read_text("utf-8")
    told = dict(re.findall(r'stage="(\w+)"].*?--stage-icon: (.*?);\n', looks, re.DOTALL))
    text = path.read_text("utf-8")
    for phase in set(re.findall(r'data-stage="(\w+)"', text)):
        assert all(shape in text for shape in re.findall(r" d='([^']+)'", told[phase])), phase
