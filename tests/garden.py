"""A small project on disk: one quiz about a garden, its scale, and the pages it names."""

from pathlib import Path

MISTAKES = Path(__file__).parent / "site" / "mistakes"

PAGES = {
    "index.md": "# Garden\n\nWelcome.\n",
    "check.md": "# Check\n\nHow is it?\n\n::: quiz garden\n",
    "phases/weedy.md": "# Weedy\n",
    "phases/fenced.md": "# Fenced\n",
    "phases/blooming.md": "# Blooming\n",
    "plays/water-it.md": "---\ntitle: Water it\n---\n\n# Water the garden\n",
}

QUIZZES = {
    "quiz": "garden",
    "gates": "paths",
    "profile": "gardeners",
    "bands": "harvest",
    "each": "beds",
    "knowledge": "watering",
}
"""Sound quizzes of every rule in `MISTAKES`, by file, with their ids; all use the same pages."""

SETTINGS = """\
site_name: Garden
site_url: http://127.0.0.1:8000/
docs_dir: playbook
use_directory_urls: true
plugins:
  - stagecheck:
      quizzes_dir: quizzes
"""


def make_garden(root: Path) -> Path:
    """Write the project below `root`, and return `root`."""
    for path, text in PAGES.items():
        write(root, f"playbook/{path}", text)
    for name in ("quiz.md", "scales.md"):
        target = "garden.md" if name == "quiz.md" else name
        write(root, f"quizzes/{target}", (MISTAKES / name).read_text("utf-8"))
    write(root, "mkdocs.yml", SETTINGS)
    return root


def add_quiz(root: Path, name: str) -> str:
    """Add one of `QUIZZES` to the project, with a page of its own that embeds it; return its id."""
    identifier = QUIZZES[name]
    write(root, f"quizzes/{identifier}.md", (MISTAKES / f"{name}.md").read_text("utf-8"))
    write(root, f"playbook/{identifier}.md", f"# Another check\n\n::: quiz {identifier}\n")
    return identifier


def write(root: Path, path: str, text: str) -> None:
    """Write one file of a project."""
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, "utf-8")


def replace(root: Path, path: str, old: str, new: str) -> None:
    """Edit one file of a project: `old` must be there."""
    text = (root / path).read_text("utf-8")
    assert old in text, (path, old)
    write(root, path, text.replace(old, new))
