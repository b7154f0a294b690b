"""Every link of the built site leads somewhere: to a page, a file, or a place on a page."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from browser.harness import Server
from markup import Element, read_page

ATTRIBUTES = {"a": "href", "link": "href", "img": "src", "script": "src"}


def links(element: Element) -> Iterator[str]:
    """Give every address that an element, or one in it, leads to."""
    for tag, attribute in ATTRIBUTES.items():
        for found in element.all(tag):
            if address := found.attributes.get(attribute):
                yield address


def ids(element: Element) -> Iterator[str]:
    """Give every id on a page."""
    for child in element.children:
        if name := child.attributes.get("id"):
            yield name
        yield from ids(child)


@cache
def places(path: Path) -> frozenset[str]:
    return frozenset(ids(read_page(path)))


def target(server: Server, page: str, address: str) -> tuple[Path, str] | None:
    """Find the file and the anchor of a link; None for another site."""
    whole, anchor = urldefrag(urljoin(page, address))
    if urlsplit(whole)[:2] != urlsplit(server.url)[:2]:
        return None
    assert whole.startswith(server.url), f"{address} leaves the site's own path"
    path = server.site / unquote(whole.removeprefix(server.url).partition("?")[0])
    return (path / "index.html" if path.is_dir() else path), unquote(anchor)


def test_every_link_and_anchor_of_the_site_is_there(server: Server) -> None:
    """What Markdown, quizzes, tables and the theme link to exists in the built files."""
    lost = []
    files = sorted(server.site.rglob("*.html"))
    for file in files:
        page = server.url + file.relative_to(server.site).as_posix().removesuffix("index.html")
        for address in set(links(read_page(file))):
            found = target(server, page, address)
            if found is None:
                continue
            path, anchor = found
            if not path.is_file() or (anchor and anchor not in places(path)):
                lost.append(f"{file.relative_to(server.site)}: {address}")
    assert lost == []
    assert len(files) > 60


def test_a_page_has_no_id_twice(server: Server) -> None:
    """A link to a place leads to one place; labels and descriptions name one element."""
    for file in sorted(server.site.rglob("*.html")):
        found = list(ids(read_page(file)))
        assert sorted({one for one in found if found.count(one) > 1}) == [], file
