"""nginx and Apache send every file of the site with its type, its packing, caching and policy."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from servers.asking import PACKED, Answer, Served, ask
from stagecheck.deploy.facts import ASKED, KEPT, Facts, is_worker, read_facts
from stagecheck.deploy.types import kind_of
from stagecheck.hashed import is_hashed

PAGE = "check/"
CHANGING = ("assets/stagecheck/build.json", "search/search_index.json", "assets/theme.css", "")


@pytest.fixture(scope="module")
def facts(served: Served) -> Facts:
    return read_facts(served.site)


def hashed(served: Served) -> list[str]:
    """List the files that never change and were packed by the build."""
    return [path for path in served.files() if is_hashed(path) and _packed(served, path)]


def _packed(served: Served, path: str) -> bool:
    return all((served.site / (path + ending)).exists() for ending in PACKED.values())


def sends(answer: Answer, wanted: tuple[tuple[str, str], ...]) -> bool:
    return all(answer.header(name.lower()) == value for name, value in wanted)


def test_every_file_has_its_type(served: Served) -> None:
    """Whichever file a browser asks for, it learns what it is, and gets all of it."""
    for path in served.files():
        answer = served.ask(path)
        assert answer.status == 200, path
        assert answer.type() == kind_of(path).type.partition(";")[0], path
        assert answer.type() != "application/octet-stream", path
        assert answer.header("content-encoding") == "", path
        assert answer.body == (served.site / path).read_bytes(), path


@pytest.mark.parametrize("encoding", ["gzip", "br"])
def test_what_the_build_packed_is_sent_as_it_is(served: Served, encoding: str) -> None:
    """Each hashed file goes over the wire in the bytes of the build, and unpacks to the file."""
    paths = hashed(served)
    assert any(path.endswith("pyodide.asm.wasm") for path in paths)
    assert any("workers/search" in path for path in paths)
    for path in paths:
        answer = served.ask(path, Accept_Encoding=encoding)
        packs = encoding in served.encodings
        assert answer.header("content-encoding") == (encoding if packs else ""), path
        form = served.site / (path + PACKED[encoding] if packs else path)
        assert answer.body == form.read_bytes(), path
        assert answer.unpacked() == (served.site / path).read_bytes(), path
        assert answer.type() == kind_of(path).type.partition(";")[0], path
        assert "accept-encoding" in answer.header("vary").lower(), path
        assert answer.header("content-language") == "", path


def test_a_browser_that_takes_both_gets_the_smaller(served: Served) -> None:
    """Brotli goes before gzip where the server has it, on hashed files and on pages."""
    best = served.encodings[-1]
    for path in (*hashed(served)[:3], PAGE):
        answer = served.ask(path, Accept_Encoding="gzip, deflate, br, zstd")
        assert answer.header("content-encoding") == best, path


@pytest.mark.parametrize("refusal", ["br;q=0, gzip", "gzip, br; q=0.0", "br;q=0,gzip;q=1.0"])
def test_a_refused_encoding_is_not_sent(served: Served, refusal: str) -> None:
    """A q of 0 means no."""
    answer = served.ask(hashed(served)[0], Accept_Encoding=refusal)
    assert answer.header("content-encoding") == "gzip"


@pytest.mark.parametrize("encoding", ["gzip", "br"])
def test_pages_are_packed_when_asked_for(served: Served, encoding: str) -> None:
    """A page, the search index and the style sheets come packed, and unpack to the file."""
    for path in (*CHANGING[1:], PAGE):
        answer = served.ask(path, Accept_Encoding=encoding)
        packs = encoding in served.encodings
        assert answer.header("content-encoding") == (encoding if packs else ""), path
        file = served.site / path
        assert answer.unpacked() == (file / "index.html" if file.is_dir() else file).read_bytes()
        assert "accept-encoding" in answer.header("vary").lower(), path


def test_hashed_files_are_kept_and_others_asked_for(served: Served) -> None:
    """A year without a question for what cannot change; a question each time for the rest."""
    for path in served.files():
        wanted = KEPT if is_hashed(path) else ASKED
        assert served.ask(path, "HEAD").header("cache-control") == wanted, path
    packed = served.ask(hashed(served)[0], Accept_Encoding="gzip")
    assert packed.header("cache-control") == KEPT


def test_every_answer_carries_its_policy(served: Served, facts: Facts) -> None:
    """Workers have a policy without Trusted Types; all else has that of pages, each header once."""
    for path in (*served.files(), PAGE, "phases"):
        wanted = facts.workers if is_worker(path) else facts.pages
        assert sends(served.ask(path), wanted), path
    worker = next(path for path in hashed(served) if path.endswith("/worker.js"))
    for encoding in served.encodings:
        assert sends(served.ask(worker, Accept_Encoding=encoding), facts.workers)


@pytest.mark.parametrize("path", ["nothing/", "assets/stagecheck/gone.js", "assets/gone.css"])
def test_what_is_missing_gives_the_page_that_says_so(
    served: Served, facts: Facts, path: str
) -> None:
    """The status is 404, the page the site's own, and the next visit asks again."""
    answer = served.ask(path)
    assert answer.status == 404
    assert answer.body == (served.site / "404.html").read_bytes()
    assert answer.type() == "text/html"
    assert answer.header("cache-control") == ASKED
    assert sends(answer, facts.pages)


def test_redirects_stay_on_the_readers_host_and_port(served: Served) -> None:
    """Behind a proxy a server knows no port but the reader's; nginx names no host either."""
    host = "intranet.example:8443"
    for path in ("phases", ""):
        address = (served.url + path).rstrip("/")
        answer = ask(address, "GET", {"Host": host})
        assert answer.status == 301
        target = urlsplit(answer.header("location"))
        assert target.netloc in ("", host)
        assert target.path == urlsplit(address).path + "/"


def test_head_is_get_without_its_body(served: Served) -> None:
    """Same status, type, packing and caching, and nothing after the headers."""
    names = ("content-type", "content-encoding", "cache-control", "etag", "vary")
    for path in (hashed(served)[0], PAGE):
        get = served.ask(path, Accept_Encoding="gzip")
        head = served.ask(path, "HEAD", Accept_Encoding="gzip")
        assert head.body == b""
        assert head.status == get.status
        assert [head.header(name) for name in names] == [get.header(name) for name in names]


def test_a_part_of_a_file_is_that_part(served: Served) -> None:
    """A download that broke off can go on; a part that is not there is refused."""
    path = next(path for path in hashed(served) if path.endswith(".zip"))
    whole = (served.site / path).read_bytes()
    part = served.ask(path, Range="bytes=1000-1999")
    assert part.status == 206
    assert part.body == whole[1000:2000]
    assert part.header("cache-control") == KEPT
    assert served.ask(path, Range=f"bytes={len(whole) + 1}-").status == 416


@pytest.mark.parametrize("encoding", ["", "gzip", "br"])
def test_an_unchanged_page_is_not_sent_again(served: Served, encoding: str) -> None:
    """With the mark or the time of what it has, a browser gets 304, packed pages included."""
    first = served.ask(PAGE, Accept_Encoding=encoding)
    for known in (
        {"If_None_Match": first.header("etag")},
        {"If_Modified_Since": first.header("last-modified")},
    ):
        again = served.ask(PAGE, Accept_Encoding=encoding, **known)
        assert again.status == 304
        assert again.body == b""
        assert again.header("cache-control") == ASKED
    changed = served.ask(PAGE, Accept_Encoding=encoding, If_None_Match='"another-gzip"')
    assert changed.status == 200


def test_a_site_at_the_root_of_a_host(at_root: Served) -> None:
    """Without a sub-path pages, redirects, caching and the missing page work the same way."""
    expect_all(at_root)
    assert urlsplit(at_root.ask("phases").header("location")).path == "/phases/"


def test_a_site_at_a_path_that_addresses_encode(encoded: Served) -> None:
    """A folder with a space and an accent in its name is found, and so is its missing page."""
    expect_all(encoded)


def expect_all(site: Served) -> None:
    """Ask a small site for a page, a script, and something that is not there."""
    facts = read_facts(site.site)
    home, script = site.ask(""), site.ask("assets/stagecheck/0123/a.js")
    assert home.status == script.status == 200
    assert home.header("cache-control") == ASKED
    assert script.header("cache-control") == KEPT
    assert sends(home, facts.pages)
    assert sends(script, facts.workers)
    packed = site.ask("assets/stagecheck/0123/a.js", Accept_Encoding="gzip")
    assert packed.header("content-encoding") == "gzip"
    assert packed.body == (site.site / "assets/stagecheck/0123/a.js.gz").read_bytes()
    missing = site.ask("nothing/at/all")
    assert missing.status == 404
    assert missing.body == (site.site / "404.html").read_bytes()
