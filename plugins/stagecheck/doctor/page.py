"""What a fetched page says of itself: its address, the files it loads, its quizzes, its policy."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urldefrag, urljoin

from ..policy import inline_script_hashes

_ICONS = {"icon", "shortcut icon"}


@dataclass(slots=True)
class Page:
    """One page; addresses are absolute, and without fragment."""

    address: str
    text: str
    canonical: str = ""
    title: str = ""
    asks_password: bool = False
    policies: list[str] = field(default_factory=list)
    """Security policies in the page itself."""
    links: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    icons: list[str] = field(default_factory=list)
    workers: list[str] = field(default_factory=list)
    """The theme's search worker."""
    packs: list[str] = field(default_factory=list)
    """The packed quizzes and the ledgers of the page's quizzes."""
    manifests: list[str] = field(default_factory=list)
    builds: list[str] = field(default_factory=list)


def read(address: str, text: str) -> Page:
    """Read a page that was fetched from `address`; any text can be read."""
    page = Page(address, text)
    reader = _Reader(page)
    reader.feed(text)
    reader.close()
    return page


def hashes(pages: Sequence[Page]) -> tuple[str, ...]:
    """Return the hashes of all executable inline scripts, as the build's policy names them."""
    with TemporaryDirectory() as name:
        for number, page in enumerate(pages):
            Path(name, f"{number}.html").write_text(page.text, encoding="utf-8", errors="replace")
        return inline_script_hashes(Path(name))


class _Reader(HTMLParser):
    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._inside = tag if tag == "title" else ""
        if tag == "link":
            self._link(values)
        elif tag == "script":
            self._script(values)
        elif tag == "a" and values.get("href"):
            self._page.links.append(self._absolute(values["href"]))
        elif tag == "input" and values.get("type", "").lower() == "password":
            self._page.asks_password = True
        elif tag == "meta":
            self._meta(values)
        if values.get("data-manifest"):
            self._quiz(values)

    def handle_data(self, data: str) -> None:
        if self._inside == "title":
            self._page.title += data
        elif self._inside == "config":
            self._config(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("title", "script"):
            self._inside = ""

    def _absolute(self, address: str) -> str:
        try:
            return urldefrag(urljoin(self._page.address, address)).url
        except ValueError:
            return ""

    def _link(self, values: dict[str, str]) -> None:
        kind, address = values.get("rel", "").lower(), values.get("href", "")
        if kind == "canonical":
            self._page.canonical = address
        elif kind == "stylesheet":
            self._page.styles.append(self._absolute(address))
        elif kind in _ICONS:
            self._page.icons.append(self._absolute(address))

    def _script(self, values: dict[str, str]) -> None:
        if values.get("src"):
            self._page.scripts.append(self._absolute(values["src"]))
        elif values.get("id") == "__config":
            self._inside = "config"

    def _meta(self, values: dict[str, str]) -> None:
        if values.get("http-equiv", "").lower() == "content-security-policy":
            self._page.policies.append(values.get("content", ""))

    def _quiz(self, values: dict[str, str]) -> None:
        self._page.manifests.append(self._absolute(values["data-manifest"]))
        self._page.builds.append(values.get("data-build", ""))
        packs = (values.get("data-quiz"), values.get("data-ledger"))
        self._page.packs += [self._absolute(pack) for pack in packs if pack]

    def _config(self, data: str) -> None:
        """Read the theme's settings, which name its search worker."""
        try:
            self._page.workers.append(self._absolute(json.loads(data)["search"]))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return
