"""stagecheck.policy: hashes from pages, the policy, and what a web server includes."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from stagecheck.policy import (
    inline_script_hashes,
    policy,
    site_path,
    worker_policy,
    write_deploy,
)

HOME = '<link rel="canonical" href="https://intranet.example/a/playbook/"><script>run()</script>'


def of(script: str) -> str:
    """Return the hash of a script as a policy writes it."""
    return "sha256-" + b64encode(sha256(script.encode()).digest()).decode()


def hashes_of(folder: Path, *pages: str) -> tuple[str, ...]:
    """Write `pages` as a site into `folder`, one in a folder deeper than the other; hash them."""
    for page in pages:
        folder /= "deeper"
        folder.mkdir()
        (folder / "index.html").write_text(page, encoding="utf-8")
    return inline_script_hashes(folder.parents[len(pages) - 1])


def test_hash_is_that_of_the_known_example(tmp_path: Path) -> None:
    """The example of the CSP specification gives the hash printed there."""
    page = "<script>alert('Hello, world.');</script>"
    assert hashes_of(tmp_path, page) == ("sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=",)


def test_every_page_counts_once_and_in_order(tmp_path: Path) -> None:
    """Equal scripts on several pages give one hash, and hashes are sorted."""
    found = hashes_of(tmp_path, "<script>a()</script><script>b()</script>", "<script>a()</script>")
    assert found == tuple(sorted({of("a()"), of("b()")}))


@pytest.mark.parametrize("kind", ["", "module", "text/javascript", " Module ", "importmap"])
def test_what_a_browser_runs_is_hashed(tmp_path: Path, kind: str) -> None:
    """A type that browsers run or obey counts, in any case and with spaces around."""
    assert hashes_of(tmp_path, f'<script type="{kind}">a()</script>') == (of("a()"),)


@pytest.mark.parametrize(
    "page",
    [
        '<script src="a.js"></script>',
        '<script type="application/json">{"a": 1}</script>',
        '<script type="text/template">a()</script>',
        "<!-- <script>a()</script> -->",
        "<p>&lt;script&gt;a()&lt;/script&gt;</p>",
        '<p title="<script>a()</script>">x</p>',
    ],
)
def test_what_a_browser_does_not_run_inline_is_not_hashed(tmp_path: Path, page: str) -> None:
    """Files, data, comments, text and attributes need no permission."""
    assert hashes_of(tmp_path, page) == ()


def test_text_of_a_script_is_hashed_as_it_stands(tmp_path: Path) -> None:
    """Markup, entities and letters beyond ASCII in a script are neither decoded nor dropped."""
    script = 'if (a < b && c) say("<b>é &amp; </i>")'
    assert hashes_of(tmp_path, f"<script>{script}</script>") == (of(script),)


def test_line_ends_of_windows_are_hashed_as_a_browser_reads_them(tmp_path: Path) -> None:
    """A browser turns CRLF into LF before it hashes."""
    folder = tmp_path / "deeper"
    folder.mkdir()
    (folder / "a.html").write_bytes(b"<script>a()\r\nb()</script>")
    assert inline_script_hashes(tmp_path) == (of("a()\nb()"),)


def test_policy_names_each_hash_and_turns_trusted_types_on() -> None:
    """Scripts are ours or hashed, nothing else inline; Trusted Types are required."""
    value = policy(("sha256-A=", "sha256-B="))
    assert "script-src 'self' 'wasm-unsafe-eval' 'sha256-A=' 'sha256-B=';" in value
    assert value.endswith("require-trusted-types-for 'script'; trusted-types default")
    assert "unsafe-inline" not in value
    assert "'unsafe-eval'" not in value


def test_worker_policy_differs_by_trusted_types_alone() -> None:
    """Everything but the two directives is the same for workers."""
    left_out = set(policy(("x",)).split("; ")) - set(worker_policy(("x",)).split("; "))
    assert left_out == {"require-trusted-types-for 'script'", "trusted-types default"}


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("https://intranet.example/a/playbook/", "/a/playbook"),
        ("http://127.0.0.1:8000/", ""),
        ("https://intranet.example", ""),
    ],
)
def test_site_path_is_that_of_the_home_page(tmp_path: Path, address: str, path: str) -> None:
    """The path comes from the canonical address, without the last slash."""
    home = f'<link href="{address}" rel="canonical">'
    (tmp_path / "index.html").write_text(home, encoding="utf-8")
    assert site_path(tmp_path) == path


def test_a_site_without_an_address_says_what_to_set(tmp_path: Path) -> None:
    """Without site_url there is no path, and the error names the setting."""
    (tmp_path / "index.html").write_text("<p>home</p>", encoding="utf-8")
    with pytest.raises(ValueError, match=r"index\.html: expected a canonical .* SITE_URL"):
        site_path(tmp_path)


def test_write_deploy_writes_what_nginx_includes(tmp_path: Path) -> None:
    """Every file that nginx.conf includes is written, each header for every status."""
    site, deploy = tmp_path / "site", tmp_path / "deploy"
    site.mkdir()
    (site / "index.html").write_text(HOME, encoding="utf-8")
    write_deploy(site, deploy)
    written = {path.relative_to(deploy).as_posix() for path in deploy.rglob("*.conf")}
    template = Path(__file__).parents[2] / "site_config/deploy/nginx.conf"
    lines = [line.split() for line in template.read_text(encoding="utf-8").splitlines()]
    included = {words[1].rstrip(";") for words in lines if words[:1] == ["include"]}
    assert written == included
    pages = (deploy / "stagecheck/headers.conf").read_text(encoding="utf-8").splitlines()
    assert pages[0] == f'add_header Content-Security-Policy "{policy((of("run()"),))}" always;'
    assert all(line.endswith(" always;") for line in pages)
    path = (deploy / "stagecheck/path.conf").read_text(encoding="utf-8")
    assert path == 'set $stagecheck_path "/a/playbook";\n'
