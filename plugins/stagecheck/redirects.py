"""Small pages at the addresses that pages had before, which lead on to where they are now."""

from collections.abc import Mapping
from importlib.resources import files
from urllib.parse import urljoin

from .moved import file_of
from .project import Catalogue
from .templates import filled

SCRIPT = "assets/moved.js"
"""Where the site has the script that takes a reader on with the fragment of the address.

A link to a shared result carries its code there, and what the page itself can say loses it."""


def redirects(
    catalogue: Catalogue, urls: Mapping[str, str], directory_urls: bool, site_url: str
) -> dict[str, bytes]:
    """Return the pages of all moves and their script, by their place in the site.

    `urls` are the addresses of pages relative to the site's root, and `site_url` is "" where the
    site has none. A page that is not published gets nobody sent to it.
    """
    shipped = {
        file_of(move.old, directory_urls): _page(
            file_of(move.old, directory_urls),
            catalogue.pages[move.new].title,
            urls[move.new],
            site_url,
        )
        for move in catalogue.moves
        if move.new in urls
    }
    if shipped:
        shipped[SCRIPT] = (files("stagecheck") / "assets" / "moved.js").read_bytes()
    return shipped


def _page(file: str, title: str, url: str, site_url: str) -> bytes:
    base = "../" * file.count("/") or "./"
    canonical = urljoin(site_url, url) if site_url else ""
    text = filled(
        "moved.html",
        title=title,
        target=f"{base}{url}",
        script=f"{base}{SCRIPT}",
        canonical=canonical,
    )
    return text.encode()
