"""stagecheck.policy: hashes from pages, and the policies made of them."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from stagecheck.policy import inline_script_hashes, page_policy, policy, worker_policy


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


def test_the_policy_in_a_page_lacks_what_only_a_header_may_say() -> None:
    """Browsers log an error about frame-ancestors in a page; the rest is that of workers."""
    left_out = set(worker_policy(("x",)).split("; ")) - set(page_policy(("x",)).split("; "))
    assert left_out == {"frame-ancestors 'self'"}
