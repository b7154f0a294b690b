"""The doctor: every fault of a server is found and told with the way to mend it.

Run this file to write `golden/doctor.txt` again, then read the difference.
"""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner, Result

sys.path.insert(0, str(Path(__file__).parent.parent))

from ailing import Asked, Sent, Ward, ward
from faulty import CASES, Case, body, case, everywhere, header
from stagecheck.cli import main
from stagecheck.doctor import Finding, examine, report
from stagecheck.doctor.rules import RULES
from stagecheck.policy import page_policy

GOLDEN = Path(__file__).parent / "golden" / "doctor.txt"
# These need https: two tests of their own provoke them.
BY_HTTPS = {"DR102", "DR133"}
INTRANET = "http://intranet.example/play/"


def findings(site: Ward) -> tuple[Finding, ...]:
    return examine(site.url, {}, lambda _: None, seconds=5)


def codes(found: tuple[Finding, ...]) -> tuple[str, ...]:
    return tuple(sorted({one.code for one in found}))


def told(site: Ward, found: tuple[Finding, ...]) -> str:
    """Word what is found, with nothing in it that differs from day to day."""
    text = report(site.url, found).replace(site.url, INTRANET)
    port = str(urlsplit(site.url).port)
    return re.sub(r"\b[0-9a-f]{12}\b", "0123456789ab", text.replace(port, "8080"))


def golden() -> dict[str, str]:
    """Read what is told of each case."""
    parts = GOLDEN.read_text("utf-8").split("=== The server ")[1:]
    return dict(part.split("\n\n", 1) for part in parts)


def write_golden() -> None:
    """Examine a server with each fault in turn."""
    with TemporaryDirectory() as folder, ward(Path(folder)) as site:
        parts = []
        for one in CASES:
            site.fault = one.fault
            parts.append(f"=== The server {one.what}\n\n{told(site, findings(site))}\n")
    GOLDEN.write_text("".join(parts), "utf-8")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ward]:
    with ward(tmp_path_factory.mktemp("ward")) as site:
        yield site


@pytest.fixture
def healthy(served: Ward) -> Ward:
    served.fault = None
    served.asked.clear()
    return served


def by_brotli(_: Asked, sent: Sent) -> bool:
    return sent.headers.get("content-encoding") == "br"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ("doctor", *arguments))


def test_a_server_that_does_all_right_has_no_findings(healthy: Ward) -> None:
    """What is found below is found because of the fault."""
    assert findings(healthy) == ()


@pytest.mark.parametrize("fault", CASES, ids=lambda one: one.what)
def test_each_fault_is_found_and_nothing_else(healthy: Ward, fault: Case) -> None:
    """A code means one thing, no fault drowns in others, and the report is the one to read."""
    healthy.fault = fault.fault
    found = findings(healthy)
    assert codes(found) == fault.codes
    assert f"{told(healthy, found)}\n" == golden()[fault.what]


def test_every_code_is_provoked_by_a_case() -> None:
    """No rule stands that nothing leads to, and none is found without standing there."""
    assert {code for one in CASES for code in one.codes} | BY_HTTPS == RULES.keys()


def test_every_report_is_of_a_case() -> None:
    """The file of reports holds nothing that is no longer told."""
    assert list(golden()) == [one.what for one in CASES]


def test_all_files_are_found_from_the_home_page(healthy: Ward) -> None:
    """Nothing that the site holds is left unasked for, and nothing outside of it is asked for."""
    findings(healthy)
    unlinked = {"404.html"}
    assert {asked.path for asked in healthy.asked} >= healthy.files.keys() - unlinked


def test_a_redirect_is_not_followed(healthy: Ward) -> None:
    """The doctor goes nowhere it was not sent to."""
    healthy.fault = next(one.fault for one in CASES if one.what == "leads a script to a sign-on")
    findings(healthy)
    assert not [asked for asked in healthy.asked if "login" in asked.path]


def test_the_headers_of_the_operator_go_with_every_request(healthy: Ward) -> None:
    """A site behind a sign-on is examined as somebody who is signed in."""
    examine(healthy.url, {"Cookie": "session=1"}, lambda _: None)
    assert {asked.headers.get("cookie") for asked in healthy.asked} == {"session=1"}


def test_the_same_fault_of_many_files_is_told_once(healthy: Ward) -> None:
    """A report is as long as there is something to mend."""
    healthy.fault = next(one.fault for one in CASES if one.what == "does not pack")
    text = report(healthy.url, findings(healthy))
    assert text.count("DR131") == 1
    assert re.search(r"and \d+ more", text)


def test_the_status_tells_errors_from_warnings(healthy: Ward) -> None:
    """0 when nothing keeps readers away, warnings or not; 1 when something does."""
    assert run(healthy.url).exit_code == 0
    healthy.fault = next(one.fault for one in CASES if "DR131" in one.codes)
    warned = run(healthy.url)
    assert (warned.exit_code, "1 warning" in warned.stdout) == (0, True)
    healthy.fault = next(one.fault for one in CASES if "DR121" in one.codes)
    assert run(healthy.url).exit_code == 1


def test_a_policy_in_the_pages_counts(healthy: Ward) -> None:
    """Some hosts let nobody set headers; then the pages hold the policy, and workers have none."""
    within = page_policy(healthy.hashes)
    meta = f'<head><meta http-equiv="Content-Security-Policy" content="{within}">'.encode()
    into = body(lambda page: page.replace(b"<head>", meta))

    def change(sent: Sent) -> Sent | None:
        bare = sent.having(content_security_policy=None)
        return into(bare) if "text/html" in sent.headers.get("content-type", "") else bare

    healthy.fault = case("", "", everywhere, change).fault
    assert codes(findings(healthy)) == ()


def test_progress_is_told_beside_the_report(healthy: Ward) -> None:
    """The report alone can be kept in a file."""
    result = run(healthy.url.removesuffix("/"))
    assert result.stdout == f"{healthy.url}: nothing wrong was found.\n"
    assert "pages" in result.stderr


@pytest.mark.parametrize(
    "address", ["intranet", "ftp://a/", "http://", "http://a:b@c/", "http://a:x/"]
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    """Status 2, and what an address looks like."""
    assert run(address).exit_code == 2


def test_a_header_that_is_none_is_refused_and_not_repeated(healthy: Ward) -> None:
    """A secret that was typed wrongly is not shown."""
    result = run("--header", "hunter2", healthy.url)
    assert result.exit_code == 2
    assert "hunter2" not in result.output


@pytest.mark.parametrize(
    "nonsense",
    [
        b"",
        b"\xff\xfe\x00<html",
        b"[" * 100_000,
        b"<link rel=stylesheet href='http://[x'><a href='//[y'><script id=__config>{</script>",
        b'{"build": 1, "files": 2, "earlier": {}}',
        b'{"runtime": {"url": 1, "files": {"a": 1}}, "engine": []}',
        b'{"build": "1", "files": ["\xc3\xbc ber.js", "\\ud800.js"], "earlier": []}',
    ],
)
@pytest.mark.parametrize("encoding", [None, "gzip", "br", "deflate"])
def test_nonsense_of_a_server_is_told_and_not_stumbled_over(
    healthy: Ward, nonsense: bytes, encoding: str | None
) -> None:
    """Whatever comes in place of everything but the home page, there is a report."""

    def babble(sent: Sent) -> Sent:
        return replace(sent, body=nonsense).having(content_encoding=encoding)

    def elsewhere(asked: Asked, _: Sent) -> bool:
        return asked.path != ""

    healthy.fault = case("", "", elsewhere, babble).fault
    assert report(healthy.url, findings(healthy)).encode()


def test_a_name_is_asked_for_as_a_browser_would(healthy: Ward) -> None:
    """A space and a letter beyond ASCII are encoded; what is encoded stays."""
    names = ["a b.js", "\u00fc.js", "%20.js"]
    listing = {"build": "1", "files": names, "earlier": []}
    change = body(lambda _: json.dumps(listing).encode())
    healthy.fault = case("", "", "build.json", change).fault
    findings(healthy)
    asked = {asked.path for asked in healthy.asked}
    assert asked >= {"a%20b.js", "%C3%BC.js", "%20.js"}


def test_a_large_site_is_told_to_be_examined_in_part(healthy: Ward) -> None:
    """Nobody takes a look at the first pages for a look at all of them."""
    locations = "".join(f"<loc>{healthy.url}{number}/</loc>" for number in range(400))
    healthy.fault = case("", "", "sitemap.xml", body(lambda _: locations.encode())).fault
    said: list[str] = []
    examine(healthy.url, {}, said.append)
    assert said[0] == "Asking for the first 300 of 401 pages ..."
    assert len({asked.path for asked in healthy.asked if asked.path[:1].isdigit()}) == 299


def test_a_site_whose_pages_are_files_is_where_it_was_built_for(healthy: Ward) -> None:
    """Without directory addresses the home page names its file, which is the same place."""
    url = healthy.url
    canonical = f'href="{url}"'.encode()
    change = body(lambda page: page.replace(canonical, f'href="{url}index.html"'.encode()))
    healthy.fault = case("", "", "", change).fault
    assert "DR171" not in codes(findings(healthy))


def test_nobody_at_the_address(unused_port: int) -> None:
    """A server that does not run is told as such."""
    result = run(f"http://127.0.0.1:{unused_port}/")
    assert result.exit_code == 1
    assert "DR101" in result.stdout


@pytest.fixture
def unused_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for this machine, with its key, that nobody trusts."""
    path = tmp_path_factory.mktemp("certificate") / "both.pem"
    subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    make = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    subprocess.run(
        [*make, "-nodes", *subject, "-keyout", str(path), "-out", str(path) + ".crt"],
        check=True,
        capture_output=True,
    )
    path.write_bytes(path.read_bytes() + Path(f"{path}.crt").read_bytes())
    return path


def test_a_certificate_that_nobody_trusts(tmp_path: Path, certificate: Path) -> None:
    """It is told apart from a server that is not there."""
    with ward(tmp_path, certificate) as site:
        assert codes(findings(site)) == ("DR102",)


def test_a_port_that_speaks_no_https(healthy: Ward) -> None:
    """It is no matter of the certificate."""
    found = examine(healthy.url.replace("http:", "https:"), {}, lambda _: None, seconds=5)
    assert codes(found) == ("DR101",)
    assert "no https that this machine understands" in found[0].found


def test_brotli_is_missed_on_https_alone(
    tmp_path: Path, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Browsers ask for it there; on plain http nothing is said."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with ward(tmp_path, certificate) as site:
        assert codes(findings(site)) == ()
        site.fault = case("", "", by_brotli, header(content_encoding="gzip")).fault
        assert codes(findings(site)) == ("DR133",)


if __name__ == "__main__":
    write_golden()
