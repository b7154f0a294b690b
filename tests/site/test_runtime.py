"""The Python of the browser: complete, the same bytes each time, and never half of anything."""

import ast
import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import stagecheck_engine
from parity.pyodide_node import handle_all, import_failures
from stagecheck.runtime import Runtime, RuntimeUnavailable, export, prepare
from stagecheck.runtime.sources import codecs, imported
from stagecheck.store import Store
from stagecheck_engine import bridge, codec
from stagecheck_engine.model import (
    Attitude,
    Axis,
    Dimension,
    Gate,
    Item,
    Option,
    Point,
    Profile,
    Quiz,
    Stage,
)

ENGINE = Path(stagecheck_engine.__file__).parent
CACHE = Path(__file__).parents[2] / ".cache" / "stagecheck"
OPTIONS = (Option("no", "No", 0), Option("some", "Some do", 1), Option("yes", "Yes", 2))


@pytest.fixture(scope="module")
def runtime() -> Runtime:
    return prepare(ENGINE, CACHE)


@pytest.fixture(scope="module")
def copy(runtime: Runtime, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copy")
    export(runtime, folder)
    return folder


def contents(runtime: Runtime) -> dict[str, bytes]:
    files = {**runtime.runtime, "engine": runtime.engine}
    return {name: path.read_bytes() for name, path in files.items()}


def small_quiz() -> Quiz:
    """Two items, two stages: one by a gate, one by the profile."""
    items = [
        Item(name, "daily", f"{name}?", OPTIONS, True, False, 1, True, False, False)
        for name in ("ask", "share")
    ]
    return Quiz(
        id="small",
        version=1,
        kind="assessment",
        title="Small",
        places="Your team is",
        dimensions=(Dimension("daily", "Daily work"),),
        items=tuple(items),
        stages=(
            Stage("below", "Below", "Not yet.", "b.md"),
            Stage("there", "There", "Yes.", "t.md"),
        ),
        rule=Attitude(
            gates=(Gate("there", 2, ("ask", "share"), "some"),),
            profile=Profile((Axis("daily", "more"),), (Point("below", (0,)),)),
        ),
        plays=(),
    )


def requests() -> list[str]:
    links = (codec.Link("b.md", "b/"), codec.Link("t.md", "t/"))
    quiz = codec.dump_pack(codec.Pack(codec.SCHEMA_VERSION, small_quiz(), links))
    score = {"op": "score", "quiz": quiz, "base": "../", "anchor": "q-"}
    good = [{"ask": "yes", "share": "some"}, {"ask": "no"}, {"ask": "?"}, {}]
    bad: list[object] = [{**score, "answers": {"ask": 7}}, {**score, "quiz": "{"}, {"op": "?"}, []]
    scored = [{**score, "answers": answers} for answers in good]
    return [json.dumps(request) for request in [*scored, *bad]] + ["", "{", "9" * 5000]


def library_imports() -> set[str]:
    """Every module of the standard library in an import statement of the engine, however deep."""
    names: set[str] = set()
    for file in ENGINE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_bytes())):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names.add(str(node.module))
    return {name for name in names if name.partition(".")[0] in sys.stdlib_module_names}


def test_the_published_runtime_answers_as_cpython_does(runtime: Runtime) -> None:
    """Results and refusals are the same bytes in the pruned runtime, so nothing was missing."""
    expected = [bridge.handle(request) for request in requests()]
    assert json.loads(expected[0])["ok"]
    assert not json.loads(expected[-1])["ok"]
    assert handle_all(runtime, requests()) == expected


def test_every_import_of_the_engine_works_in_the_published_runtime(runtime: Runtime) -> None:
    """Also those in functions, which a start of the engine does not reach."""
    assert "json" in library_imports()
    assert import_failures(runtime, sorted(library_imports())) == {}


def test_what_nobody_imports_is_left_out(runtime: Runtime) -> None:
    """Pruning took place, and a module that is gone fails, as the test before relies on."""
    assert "sqlite3" not in runtime.modules
    assert set(import_failures(runtime, ["json", "sqlite3"])) == {"sqlite3"}


def test_two_builds_are_the_same_bytes(
    runtime: Runtime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second cache, where only npm's download is shared, gives every file again."""
    monkeypatch.delenv("STAGECHECK_RUNTIME", raising=False)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    for folder in CACHE.glob("npm-*"):
        shutil.copytree(folder, tmp_path / folder.name)
    again = prepare(ENGINE, tmp_path)
    assert contents(again) == contents(runtime)
    assert again.modules == runtime.modules


def test_no_file_asks_for_a_source_map(runtime: Runtime) -> None:
    """None is published, so that a browser with its tools open would find an error."""
    for name in ("pyodide.mjs", "pyodide.asm.mjs"):
        assert b"sourceMappingURL=" not in runtime.runtime[name].read_bytes()


def test_no_registry_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor without network reads what was tried and the way round it."""
    monkeypatch.delenv("STAGECHECK_RUNTIME", raising=False)
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9/")
    monkeypatch.setenv("npm_config_fetch_retries", "0")
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "npm"))
    with pytest.raises(RuntimeUnavailable) as caught:
        prepare(ENGINE, tmp_path / "cache")
    assert "npm ci" in caught.value.tried
    assert "127.0.0.1" in caught.value.found
    assert "STAGECHECK_RUNTIME" in caught.value.hint
    assert list((tmp_path / "cache").iterdir()) == []


def test_a_copy_serves_in_place_of_a_build(
    runtime: Runtime, copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What `export` wrote is what `prepare` gives, and the cache is not touched."""
    monkeypatch.setenv("STAGECHECK_RUNTIME", str(copy))
    from_copy = prepare(ENGINE, tmp_path / "cache")
    assert contents(from_copy) == contents(runtime)
    assert from_copy.modules == runtime.modules
    assert not (tmp_path / "cache").exists()


def alter(folder: Path) -> None:
    with (folder / "pyodide.mjs").open("ab") as file:
        file.write(b" ")


def remove(folder: Path) -> None:
    (folder / "engine.zip").unlink()


def forget(folder: Path) -> None:
    (folder / "manifest.json").unlink()


def reword(old: str, new: str) -> Callable[[Path], None]:
    def harm(folder: Path) -> None:
        manifest = folder / "manifest.json"
        manifest.write_text(manifest.read_text().replace(old, new))

    return harm


@pytest.mark.parametrize(
    ("harm", "found"),
    [
        (alter, "pyodide.mjs is altered"),
        (remove, "engine.zip cannot be read"),
        (forget, "manifest.json cannot be read"),
        (reword("engine.zip", "../engine.zip"), "must name these files and no others"),
        (reword('"pyodide": "', '"pyodide": "0.'), "It holds Pyodide 0."),
    ],
)
def test_a_harmed_copy_is_refused(
    copy: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    harm: Callable[[Path], None],
    found: str,
) -> None:
    """Whatever happened to the copy on its way, it is named and not published."""
    folder = tmp_path / "copy"
    shutil.copytree(copy, folder)
    harm(folder)
    monkeypatch.setenv("STAGECHECK_RUNTIME", str(folder))
    with pytest.raises(RuntimeUnavailable) as caught:
        prepare(ENGINE, tmp_path / "cache")
    assert found in caught.value.found
    assert "stagecheck runtime --output" in caught.value.hint


def test_a_copy_of_another_engine_is_refused(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page must not be scored by rules other than those it was checked with."""
    engine = tmp_path / "stagecheck_engine"
    shutil.copytree(ENGINE, engine)
    (engine / "model.py").write_text('"""Another model."""')
    monkeypatch.setenv("STAGECHECK_RUNTIME", str(copy))
    with pytest.raises(RuntimeUnavailable, match="other sources"):
        prepare(engine, tmp_path / "cache")


def test_imports_and_codecs_are_found_however_deep() -> None:
    """What a function imports, or names as a codec, is on the list of what to keep."""
    source = b"""
import json
def lazy(text):
    from urllib import parse
    from . import team
    return text.encode("idna"), open(text, encoding="utf-16"), text.count("ascii")
"""
    assert imported({"a.py": source}) == ("json", "urllib", "urllib.parse")
    assert codecs({"a.py": source}) == ("idna", "utf-16")


class Maker:
    """Fills an entry of the cache with one file, and counts how often."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, folder: Path) -> None:
        self.times += 1
        (folder / "deep").mkdir()
        (folder / "deep" / "file").write_text("whole")


@pytest.fixture
def make() -> Maker:
    return Maker()


def test_an_entry_is_made_once(tmp_path: Path, make: Maker) -> None:
    """The second build takes what the first one made."""
    store = Store(tmp_path)
    assert store.entry("name", make) == store.entry("name", make)
    assert make.times == 1


def test_a_build_that_breaks_off_leaves_nothing(tmp_path: Path, make: Maker) -> None:
    """An error in the middle of making an entry is passed on, and the next build starts afresh."""

    def fail(folder: Path) -> None:
        make(folder)
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        Store(tmp_path).entry("name", fail)
    assert list(tmp_path.iterdir()) == []


def test_an_entry_without_its_record_is_not_used(tmp_path: Path, make: Maker) -> None:
    """A folder that something else left half-written under the entry's name is replaced."""
    (tmp_path / "name").mkdir()
    (tmp_path / "name" / "half").write_text("ha")
    home = Store(tmp_path).entry("name", make)
    assert {path.name for path in home.iterdir()} == {"deep", "sha256.json"}


def test_an_altered_file_is_noticed(tmp_path: Path, make: Maker) -> None:
    """A cached file that is no longer what was recorded is made again."""
    home = Store(tmp_path).entry("name", make)
    (home / "deep" / "file").write_text("holed")
    assert (Store(tmp_path).entry("name", make) / "deep" / "file").read_text() == "whole"
    assert make.times == 2


def test_two_builds_at_once_share_one_result(tmp_path: Path, make: Maker) -> None:
    """The build that is overtaken while it makes an entry takes the other's, and leaves no rest."""

    def slow(folder: Path) -> None:
        Store(tmp_path).entry("name", make)
        (folder / "file").write_text("late")

    home = Store(tmp_path).entry("name", slow)
    assert (home / "deep" / "file").read_text() == "whole"
    assert [path.name for path in tmp_path.iterdir()] == ["name"]


def test_the_cache_removes_only_its_own(tmp_path: Path) -> None:
    """The folder may be one that others use too: what was not made here stays, however old."""
    store = Store(tmp_path)
    stale = store.entry("stale", lambda _: None)
    (tmp_path / "Documents").mkdir()
    for folder in (stale, tmp_path / "Documents"):
        os.utime(folder, (0, 0))
    store.entry("fresh", lambda _: None)
    assert {path.name for path in tmp_path.iterdir()} == {"Documents", "fresh"}
