"""The arrows of the design: who may import whom, and what each package shows to others."""

import ast
import importlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PLUGINS = Path(__file__).parent.parent.parent / "plugins"
ENGINE = "stagecheck_engine"
MKDOCS_MODULES = {"stagecheck.plugin", "stagecheck.config"}
PUBLIC = {
    "stagecheck.doctor": {"Finding", "Level", "examine", "report"},
    "stagecheck.impact": {
        "Base",
        "Impact",
        "as_json",
        "compare",
        "read_base",
        "read_now",
        "tell",
    },
    "stagecheck.weigh": {"ItemWeight", "Outcome", "Part", "Weighing", "weigh"},
    "stagecheck.runtime": {"Runtime", "RuntimeUnavailable", "export", "prepare"},
    "stagecheck_engine.scoring": {"Standing", "place", "placer", "score"},
    "stagecheck_engine.team": {
        "Blocked",
        "Board",
        "Count",
        "DimensionBoard",
        "Held",
        "Holding",
        "Served",
        "Spread",
        "combine",
    },
}


def modules() -> list[Path]:
    """List every module of the product."""
    return sorted(PLUGINS.glob("stagecheck*/**/*.py"))


def name_of(path: Path) -> str:
    """Name a module as Python imports it."""
    parts = path.relative_to(PLUGINS).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> Iterator[str]:
    """Give the full names of all that a module imports, at its top or inside."""
    package = name_of(path) if path.stem == "__init__" else name_of(path).rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package.split(".")[: len(package.split(".")) - node.level + 1]
            parts = [*base, node.module or ""] if node.level else [node.module or ""]
            source = ".".join(part for part in parts if part)
            yield from (f"{source}.{alias.name}" for alias in node.names)


def is_in(name: str, package: str) -> bool:
    """Tell whether a full name lies in a package or module."""
    return f"{name}.".startswith(f"{package}.")


@pytest.mark.parametrize("path", [one for one in modules() if ENGINE in one.parts], ids=name_of)
def test_the_engine_imports_the_standard_library_and_itself(path: Path) -> None:
    """Nothing else is there in the browser."""
    foreign = {
        name
        for name in imports(path)
        if not is_in(name, ENGINE) and name.split(".")[0] not in sys.stdlib_module_names
    }
    assert not foreign


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_only_plugin_and_config_know_mkdocs(path: Path) -> None:
    """MkDocs may go; all but two modules would stay."""
    uses = any(is_in(name, "mkdocs") for name in imports(path))
    assert uses == (name_of(path) in MKDOCS_MODULES)


def test_scoring_knows_nothing_of_reports_or_of_the_bridge() -> None:
    """Scoring is pure: it gives records, and others word them."""
    for path in (PLUGINS / ENGINE / "scoring").glob("*.py"):
        used = {name for name in imports(path) if is_in(name, ENGINE)}
        allowed = ("model", "errors", "scoring")
        assert all(any(is_in(name, f"{ENGINE}.{one}") for one in allowed) for name in used), path


def test_a_board_knows_nothing_of_reports_or_of_the_bridge() -> None:
    """A board is data as well: it builds on scoring, and others word it."""
    for path in (PLUGINS / ENGINE / "team").glob("*.py"):
        used = {name for name in imports(path) if is_in(name, ENGINE)}
        allowed = ("model", "errors", "scoring", "team")
        assert all(any(is_in(name, f"{ENGINE}.{one}") for one in allowed) for name in used), path


def test_only_check_makes_a_quiz_at_build_time() -> None:
    """Any other maker of quizzes would be a way around the checks."""
    makers = set()
    for path in (PLUGINS / "stagecheck").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Quiz":
                makers.add(name_of(path))
    assert makers == {"stagecheck.check.quiz"}


def test_rendering_reads_no_files() -> None:
    """What a quiz looks like depends on the quiz and its place alone."""
    for name in ("render", "explain", "markdown"):
        used = set(imports(PLUGINS / "stagecheck" / f"{name}.py"))
        assert not used & {"pathlib.Path", "os", "io", "subprocess"}


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_modules_stay_small(path: Path) -> None:
    """A module holds one noun, in at most 300 lines; a function at most 40."""
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 40, node.name


@pytest.mark.parametrize(("module", "names"), PUBLIC.items())
def test_the_public_surface_is_what_it_says(module: str, names: set[str]) -> None:
    """Packages with a public surface declare it, and every name is there."""
    loaded = importlib.import_module(module)
    assert set(loaded.__all__) == names
    assert all(hasattr(loaded, name) for name in names)


def test_lock_files_pin_hashes_and_name_no_registry() -> None:
    """The same bytes are installed from whichever registry a machine uses."""
    root = PLUGINS.parent
    locks = [*root.glob("requirements*.lock"), *root.glob("tests/package-lock.json")]
    locks += root.glob("plugins/stagecheck/runtime/package-lock.json")
    assert len(locks) == 4
    for lock in locks:
        text = lock.read_text("utf-8")
        # The addresses of npm's "funding" are those of people, not of a registry.
        assert '"resolved"' not in text, lock
        assert "http" not in re.sub(r'"funding": (\[.*?\]|\{.*?\})', "", text, flags=re.DOTALL), (
            lock
        )
        assert "sha256:" in text or "sha512-" in text, lock
