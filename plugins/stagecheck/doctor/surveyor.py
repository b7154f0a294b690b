"""Finds a site's pages and files from the site itself, and asks for each of them."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from html import unescape
from urllib.parse import urljoin

from ..bundle import FOLDER
from ..hashed import is_hashed
from ..kept import LIST
from . import page
from .fetch import Answer, Visitor
from .page import Page
from .survey import Build, Part, Published, Survey, kind_of

SITEMAP = "sitemap.xml"
_ALWAYS = (SITEMAP, LIST, "search/search_index.json")
_MOST_PAGES = 300
"""So many pages are asked for, the home page among them."""
_ABSENT = "no-such-page-a1b2c3/"
_ABSENT_FILE = f"{FOLDER}/no-such-file-a1b2c3.js"
_LOCATION = re.compile(r"<loc>\s*([^<]+?)\s*</loc>")


class Surveyor:
    """Surveys the site at `base`. `say` is told what is under way, in short sentences."""

    def __init__(self, base: str, visitor: Visitor, say: Callable[[str], None]) -> None:
        self._base = base
        self._visitor = visitor
        self._say = say
        self._unreadable: dict[str, str] = {}

    def survey(self, home: Answer) -> Survey:
        """Ask for everything that the home page, which came already, leads to."""
        first = page.read(home.address, home.text)
        listed = self._pages(first)
        found = listed[: _MOST_PAGES - 1]
        which = "" if found == listed else f"the first {len(found) + 1} of "
        self._say(f"Asking for {which}{len(listed) + 1} pages ...")
        parts = [self._part("", home), *(Part(at, "page", self._get(at)) for at in found)]
        shown = [part.plain for part in parts if part.plain.status == 200]
        pages = tuple(page.read(answer.address, answer.text) for answer in shown)
        build, published = self._build(), self._published(pages)
        files = self._files(pages, build, published)
        self._say(f"Asking for {len(files)} files, each as it is and packed ...")
        parts += [self._part(at, self._get(at), published.get(at)) for at in files]
        absent, absent_file = self._get(_ABSENT), self._get(_ABSENT_FILE)
        return Survey(self._base, pages, tuple(parts), self._unreadable, build, absent, absent_file)

    def _get(self, path: str, accept: str = "identity") -> Answer:
        return self._visitor.get(self._base + path, accept)

    def _part(self, path: str, plain: Answer, published: Published | None = None) -> Part:
        """Ask for what came once more: packed, and as those do who have it already."""
        if plain.status != 200:
            return Part(path, kind_of(path), plain, published=published)
        packed = self._get(path, "gzip")
        brotli = self._get(path, "gzip, br") if self._base.startswith("https:") else None
        again = None if is_hashed(path) else self._again(path, plain)
        return Part(path, kind_of(path), plain, packed, brotli, again, published)

    def _again(self, path: str, plain: Answer) -> Answer:
        known = {
            "If_None_Match": plain.headers.get("etag", ""),
            "If_Modified_Since": plain.headers.get("last-modified", ""),
        }
        given = {name: value for name, value in known.items() if value}
        return self._visitor.get(self._base + path, **given)

    def _pages(self, home: Page) -> list[str]:
        """List the pages of the sitemap, or else those that the home page leads to."""
        sitemap = self._get(SITEMAP)
        listed = [unescape(at) for at in _LOCATION.findall(sitemap.text)]
        if sitemap.status == 200 and not listed:
            self._unreadable[SITEMAP] = "something that lists no page"
        # It names the address that the site was built for; it is read here.
        built = home.canonical or self._base
        moved = [self._base + at.removeprefix(built) for at in listed if at.startswith(built)]
        found = moved or [at for at in home.links if kind_of(at) == "page"]
        return [path for path in self._inside(found) if path]

    def _inside(self, addresses: Iterable[str]) -> list[str]:
        """Make addresses below the site relative to it, each once; leave out the others."""
        found = (at.removeprefix(self._base) for at in addresses if at.startswith(self._base))
        return list(dict.fromkeys(found))

    def _files(
        self, pages: tuple[Page, ...], build: Build | None, published: Mapping[str, Published]
    ) -> list[str]:
        """List all files that readers of any page load, and those that the theme fetches."""
        groups = [
            group
            for one in pages
            for group in (one.styles, one.scripts, one.icons, one.workers, one.manifests, one.packs)
        ]
        loaded = self._inside(address for group in groups for address in group)
        named = [*_ALWAYS, *loaded, *published, *(build.files if build else ())]
        return list(dict.fromkeys(named))

    def _build(self) -> Build | None:
        answer = self._get(LIST)
        if not _is_file(answer):
            return None
        try:
            data = json.loads(answer.text)
            files = tuple(str(file) for file in data["files"])
            earlier = {str(file) for one in data["earlier"] for file in one["files"]}
            return Build(str(data["build"]), files, self._gone(earlier - set(files)))
        except (ValueError, KeyError, TypeError, RecursionError):
            self._unreadable[LIST] = "something that lists no build"
            return None

    def _gone(self, files: set[str]) -> tuple[str, ...]:
        asked = {file: self._visitor.head(self._base + file).status for file in sorted(files)}
        return tuple(file for file, status in asked.items() if status == 404)

    def _published(self, pages: tuple[Page, ...]) -> dict[str, Published]:
        """Read the manifests: what they tell of each file, by path."""
        found: dict[str, Published] = {}
        for path in self._inside(address for one in pages for address in one.manifests):
            answer = self._get(path)
            if not _is_file(answer):
                continue
            try:
                found |= _manifest(path, answer.text)
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                self._unreadable[path] = "something that lists no files of Python"
        return found


def _is_file(answer: Answer) -> bool:
    return answer.status == 200 and answer.type != "text/html"


def _manifest(path: str, text: str) -> dict[str, Published]:
    data = json.loads(text)
    runtime, engine = data["runtime"], data["engine"]
    files = {urljoin(path, runtime["url"] + name): one for name, one in runtime["files"].items()}
    files[urljoin(path, engine["url"])] = engine
    return {at: Published(int(one["bytes"]), int(one["sum"])) for at, one in files.items()}
