"""Hashed files have packed forms beside them; nothing else has."""

import gzip
from hashlib import shake_128
from pathlib import Path

import brotli
import pytest

from stagecheck.hashed import is_hashed
from stagecheck.packed import pack_ahead

SCRIPT = "assets/stagecheck/0123456789ab/quiz.js"
LONG = b"export const answer = (item) => form.elements[item];\n" * 40


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site with a page, a hashed script, and files that stay as they are."""
    files = {
        "index.html": LONG,
        SCRIPT: LONG,
        "assets/stagecheck/build.json": LONG,
        "assets/stagecheck/quizzes/short-0123456789ab.json": b"{}",
        "assets/javascripts/bundle.e8e0d5b4.min.js": LONG,
        "assets/theme.css": LONG,
    }
    for name, data in files.items():
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_bytes(data)
    return tmp_path / "site"


def packed(site: Path) -> set[str]:
    """List the packed files below a folder."""
    names = (path.relative_to(site).as_posix() for path in site.rglob("*"))
    return {name for name in names if name.endswith((".br", ".gz"))}


def test_only_what_never_changes_is_packed(site: Path, tmp_path: Path) -> None:
    """A packed page could outlive its page; a file with a hash in its name cannot change."""
    pack_ahead(site, tmp_path / "cache", print)
    names = (SCRIPT, "assets/javascripts/bundle.e8e0d5b4.min.js")
    assert packed(site) == {f"{name}.{ending}" for name in names for ending in ("br", "gz")}


def test_packed_forms_hold_the_file(site: Path, tmp_path: Path) -> None:
    """Unpacked they are the file to the byte, and they are smaller."""
    pack_ahead(site, tmp_path / "cache", print)
    assert brotli.decompress((site / f"{SCRIPT}.br").read_bytes()) == LONG
    assert gzip.decompress((site / f"{SCRIPT}.gz").read_bytes()) == LONG
    assert (site / f"{SCRIPT}.gz").stat().st_size < len(LONG)


def test_packing_again_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    """With and without a cache, and over what was packed before."""
    found = []
    for cache in ("one", "one", "two"):
        pack_ahead(site, tmp_path / cache, print)
        found.append({name: (site / name).read_bytes() for name in packed(site)})
    assert found[0] == found[1] == found[2]


def test_what_would_not_shrink_stays_alone(site: Path, tmp_path: Path) -> None:
    """A packed form that is larger than its file would cost readers more."""
    dense = "assets/stagecheck/dense-0123456789ab.zip"
    (site / dense).write_bytes(shake_128(b"dense").digest(3000))
    pack_ahead(site, tmp_path / "cache", print)
    assert not any(name.startswith(dense) for name in packed(site))


@pytest.mark.parametrize(
    ("address", "hashed"),
    [
        ("assets/stagecheck/runtime-0123456789ab/pyodide.asm.wasm", True),
        ("assets/javascripts/workers/search.2c215733.min.js", True),
        ("assets/stylesheets/main.484c7ddc.min.css", True),
        ("assets/stagecheck/build.json", False),
        ("assets/javascripts/lunr/tinyseg.js", False),
        ("assets/theme.css", False),
        ("search/search_index.json", False),
        ("check/index.html", False),
    ],
)
def test_a_hash_in_the_name_is_told(address: str, hashed: bool) -> None:
    """What browsers may keep for ever is what web servers are told, and nothing more."""
    assert is_hashed(address) == hashed
