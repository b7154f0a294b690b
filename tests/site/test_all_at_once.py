"""Mistakes of nearly every kind, planted at once in this very playbook, are all named in one run.

The mistakes of `mistakes/cases.md` are quizzes of their own here, and those of `PLANTS` stand in
the real pages, facts, sentences, settings and ledger.
"""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner, Result

from cases import read_cases
from garden import MISTAKES
from samples import ROOT, copy_playbook
from stagecheck.cli import main
from stagecheck.playbook.minutes import WORDS_A_MINUTE
from stagecheck.playbook.page import read_kept
from stagecheck.problems import TITLES

NOT_HERE = {
    "QZ083": "with a folder missing there is nothing left to plant in",
    "QZ084": "with a folder outside the project nothing else is read",
    "QZ094": "an entry that was edited by hand is named as damaged, which says more",
    "QZ052": "it takes a quiz of hundreds of questions, of which each would have a problem here",
    "PB021": "PB020 needs an organisation without problems of its own",
    "PB022": "PB020 needs an organisation without problems of its own",
}
"""Codes that cannot stand beside the others, with the reason; other tests show each of them."""

OTHERS = re.compile(r"PB05\d|PB06\d|PB085")
"""Of style, addresses and placeholders, which have planted mistakes of their own."""


class Plant(NamedTuple):
    """A mistake in a real file: what is replaced (the first match), and what it is called then.

    `mark` begins where each problem is to be named; a mark of "" is the file's beginning.
    """

    path: str
    old: str
    new: str
    expected: tuple[tuple[str, str], ...]


FACTS = "playbook/evidence/facts.yml"
NOBODY = """\\1
F998:
  cited: Nobody, 2020
  strength: opinion
  finding: Nobody found it.
  unused: true
  sources: []
F999:
  cited: Somebody, 2021
  strength: read
  finding: Nobody cites it.
  sources: []
"""
CONFLICT = "<<<<<<< HEAD\nOurs.\n=======\nTheirs.\n>>>>>>> theirs\n"

PLANTS = [
    Plant(
        "playbook/plays/go-outside.md", r"\nminutes: \d+", "\nminutes: 59", (("PB001", "minutes:"),)
    ),
    Plant(
        "playbook/plays/go-outside.md",
        r"\nrun_time: \d+",
        "\nrun_time: 999",
        (("PB002", "run_time:"),),
    ),
    Plant(
        "playbook/plays/triangles.md",
        r"\nphases: .*",
        "\nphases: [nowhere]",
        (("PB003", "nowhere]"),),
    ),
    Plant(
        "playbook/plays/find-your-story.md",
        r"",
        "[F9999]",
        (("PB010", "[F9999]"), ("PB013", "sources:")),
    ),
    Plant("playbook/plays/engage-peers.md", r"", "77%", (("PB012", "77%"),)),
    Plant(
        "playbook/plays/win-finance.md", r"", "[F998]", (("PB014", "[F998]"), ("PB013", "sources:"))
    ),
    Plant("playbook/plays/move-a-routine.md", r"", "{{ platfrm }}", (("PB020", "{{ platfrm"),)),
    Plant(FACTS, r"(\n)\Z", NOBODY, (("PB011", "F999:"),)),
    Plant("playbook/evidence/index.md", r"\n::: facts\n", "\nFacts.\n", ()),
    Plant(FACTS, r"\A", "", (("PB015", ""),)),
    Plant("playbook/brief.yml", r"the \{check\}", "the {chekc}", (("PB040", "stage: >-"),)),
    Plant("playbook/brief.yml", r"stages: \[folly, ", "stages: [", (("PB041", "groups:"),)),
    Plant("mkdocs.yml", r"\nnav:\n", "\nnav:\n  - Gone: gone.md\n", (("PB091", "gone.md"),)),
    Plant(
        "playbook/about/glossary.md", r"\Z", "\n<!-- to be written\n", (("PB092", "<!-- to be"),)
    ),
    Plant(
        "playbook/checks/growth.md",
        r"\n::: quiz growth",
        "\n:: quiz growth",
        (("QZ082", ":: quiz"),),
    ),
    Plant(
        "quizzes/growth.md",
        r"\nversion: 1",
        "\nversion: 2",
        (("QZ090", "version: 2"), ("QZ080", "")),
    ),
    Plant(
        "playbook/checks/champion.md",
        r"quiz champion",
        "quiz chimpanzee",
        (("QZ081", "::: quiz chimp"),),
    ),
    Plant("quizzes/champion.md", r"\A", "", (("QZ080", ""),)),
    Plant("playbook/plays/work-with-hr.md", r"\n# ", "\n# \udcff", (("QZ001", "\ufffd"),)),
    Plant("playbook/objections/hr.md", r"\A---\n", "", (("QZ003", ""),)),
    Plant("playbook/objections/executive.md", r"\ntitle: ", "\ntitle: @", (("QZ004", "@"),)),
    Plant("playbook/objections/it.md", r"\nowner:", "\nownr:", (("QZ005", "ownr:"),)),
    Plant("playbook/objections/finance.md", r"\nreview_in:.*", "", (("QZ006", ""),)),
    Plant(
        "playbook/objections/legal.md",
        r"\nlast_reviewed:.*",
        "\nlast_reviewed: May",
        (("QZ007", "last_rev"),),
    ),
    Plant(
        "playbook/objections/sceptic.md",
        r"\nowner: .*",
        r"\g<0>\nowner: Nobody",
        (("QZ008", "owner: Nobody"),),
    ),
    Plant("playbook/objections/colleague.md", r"\n# ", f"\n{CONFLICT}# ", (("QZ097", "<<<<<<<"),)),
    Plant(
        "quizzes/six-phases.md",
        r"\n- \[ \] ",
        "\n- [ ] `new` Something new.\n- [ ] ",
        (("QZ091", "version:"),),
    ),
    Plant("quizzes/versions/outside/1.json", r'"weight": 1', '"weight": 3', (("QZ092", ""),)),
    Plant("quizzes/know-five-steps.md", r"\A", "", (("QZ090", "version:"),)),
    Plant(
        "quizzes/know-inward-first.md", r"\nversion: 2", "\nversion: 1", (("QZ096", "version:"),)
    ),
]


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """Return a copy of the playbook with every mistake, and what is expected to be said of it."""
    root = copy_playbook(tmp_path_factory.mktemp("all"))
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    # Two hundred quizzes about one garden say the same words again and again.
    (root / "mkdocs.yml").write_text(re.sub(r"\n +style: .*", "", settings), "utf-8")
    for command in (["init", "-q"], ["add", "."], [*AS_NOBODY, "commit", "-qm", "Published"]):
        subprocess.run(["git", *command], cwd=root, check=True)
    expected = [*files(root), *quizzes(root)]
    for plant in PLANTS:
        put(root, plant)
    return root, sorted(expected + [line for plant in PLANTS for line in places(root, plant)])


AS_NOBODY = ["-c", "user.name=Nobody", "-c", "user.email=nobody@example.org"]


def put(root: Path, plant: Plant) -> None:
    """Make one mistake; without anything to replace, in place of the first words of a paragraph."""
    file = root / plant.path
    text = file.read_text("utf-8")
    if plant.old:
        changed, count = re.subn(plant.old, plant.new, text, count=1)
        assert count, plant
    else:
        # As many words as before, so that the minutes stay right.
        count = len(re.findall(r"\w+", plant.new))
        words = rf"\n\n(?:[A-Z]?[a-z]+ ){{{count}}}(?=[a-z]+ [a-z]+ (?!.*\[F))"
        changed = re.sub(words, lambda _: f"\n\n{plant.new} ", text, count=1)
        assert changed != text, plant
    file.write_text(changed, "utf-8", "surrogateescape")


def places(root: Path, plant: Plant) -> list[str]:
    """Say where each problem of a plant is to be named."""
    text = (root / plant.path).read_text("utf-8", errors="replace")
    found = []
    for code, mark in plant.expected:
        before = text[: text.index(mark)]
        column = len(before) - (before.rfind("\n") + 1) + 1
        found.append(f"{plant.path}:{before.count(chr(10)) + 1}:{column}: {code}")
    return found


def quizzes(root: Path) -> list[str]:
    """Write each known mistake of a quiz as a quiz of its own, with the pages that it names."""
    folder = root / "playbook"
    for page in ("weedy", "fenced", "blooming"):
        text = (folder / "phases/folly.md").read_text("utf-8")
        (folder / f"phases/{page}.md").write_text(text.replace("stage: folly", f"stage: {page}"))
    shutil.copy(folder / "plays/run-a-pilot.md", folder / "plays/water-it.md")
    shutil.copy(MISTAKES / "scales.md", root / "quizzes")
    embeds, expected = [], []
    for number, case in enumerate(read_cases(MISTAKES / "cases.md")):
        if case.file != "scales.md":
            name = f"planted-{number:03}"
            text = case.applied_to((MISTAKES / (case.file or "quiz.md")).read_text("utf-8"))
            text, named = re.subn(r"(?m)^(\s*)id: [a-z]+$", rf"\1id: {name}", text, count=1)
            if named or "\nid:" not in text:
                embeds.append(f"::: quiz {name}")
            else:
                expected.append(f"quizzes/{name}.md:1:1: QZ080")
            (root / f"quizzes/{name}.md").write_text(text, "utf-8")
            said = (case.said or "").splitlines()
            expected += [re.sub(r"^quizzes/[a-z]+\.md", f"quizzes/{name}.md", one) for one in said]
    expected += scaled(root)
    embed(root, [*embeds, "::: quiz broken"])
    hidden = "phases/weedy.md phases/fenced.md phases/blooming.md plays/water-it.md embeds.md"
    with (root / "mkdocs.yml").open("a") as settings:
        settings.write("\nnot_in_nav: |\n" + "".join(f"  /{one}\n" for one in hidden.split()))
    return expected


def scaled(root: Path) -> list[str]:
    """Add a scale that is no good, and a quiz that takes it; return what is expected."""
    with (root / "quizzes/scales.md").open("a") as scales:
        scales.write(
            "\n## Broken {#broken}\n\n- `open` No. {value=0}\n- `locked` A lock. {value=x}\n"
        )
    text = (MISTAKES / "quiz.md").read_text("utf-8").replace("id: garden", "id: broken")
    changed = text.replace("scale=fence", "scale=broken")
    (root / "quizzes/broken.md").write_text(changed, "utf-8")
    line = changed[: changed.index("scale=broken")].count("\n") + 1
    return [f"quizzes/broken.md:{line}:1: QZ027", "quizzes/scales.md:12:20: QZ035"]


def embed(root: Path, lines: list[str]) -> None:
    """Put quizzes on a page that is sound, and takes as many minutes as it says."""
    text = (root / "playbook/objections/it.md").read_text("utf-8")
    text = text.replace("\n# ", "\n" + "\n".join(lines) + "\n\n# ", 1)
    kept, _ = read_kept("playbook", "embeds.md", text)
    assert kept
    minutes = -(-kept.words // WORDS_A_MINUTE)
    text = re.sub(r"\nminutes: \d+", f"\nminutes: {minutes}", text)
    (root / "playbook/embeds.md").write_text(text, "utf-8")


def files(root: Path) -> list[str]:
    """Add, move and remove files; return what is expected to be said of them."""
    (root / "quizzes/large.md").write_text("a" * 300_000)
    (root / "quizzes/notes.txt").write_text("Which questions?\n")
    (root / "playbook/notes.mkd").write_text("# Notes\n")
    shutil.copy(root / "playbook/plays/go-outside.md", root / "playbook/plays/unlisted.md")
    ledger = root / "quizzes/versions"
    shutil.copy(ledger / "sponsor/1.json", ledger / "sponsor/first.json")
    (ledger / "know-five-steps/1.json").unlink()
    inward = root / "quizzes/know-inward-first.md"
    inward.write_text(inward.read_text("utf-8").replace("\nversion: 1", "\nversion: 2"), "utf-8")
    released = run(root, "release", "know-inward-first")
    assert released.exit_code == 0, released.output
    return [
        "quizzes/large.md:1:1: QZ002",
        "quizzes/large.md:1:1: QZ080",
        "quizzes/notes.txt:1:1: QZ098",
        "playbook/notes.mkd:1:1: QZ099",
        "playbook/plays/unlisted.md:1:1: PB090",
        "quizzes/versions/sponsor/first.json:1:1: QZ093",
        "quizzes/versions/know-five-steps/1.json:1:1: QZ095",
    ]


def run(root: Path, *arguments: str) -> Result:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        return CliRunner().invoke(main, arguments)


def begins(line: str) -> str:
    """Cut a line after its code."""
    return re.sub(r"^(.*?:\d+:\d+: [A-Z]{2}\d{3}).*", r"\1", line)


def test_all_are_named_at_their_places_and_nothing_else(tree: tuple[Path, list[str]]) -> None:
    """Every planted mistake has its line, column and code, and no mistake makes up another."""
    root, expected = tree
    result = run(root, "lint")
    assert result.exit_code == 1, result.output
    found = [begins(line) for line in result.stdout.splitlines()]
    assert sorted(found) == sorted(map(begins, expected))


def test_a_program_is_told_the_same(tree: tuple[Path, list[str]]) -> None:
    """The same places and codes stand in the report for programs, and the status is the same."""
    result = run(tree[0], "lint", "--format", "json")
    assert result.exit_code == 1
    told = [
        f"{one['path']}:{one['line']}:{one['column']}: {one['code']}"
        for one in json.loads(result.stdout)["problems"]
    ]
    assert sorted(told) == sorted(map(begins, tree[1]))


def test_nearly_every_code_is_among_them(tree: tuple[Path, list[str]]) -> None:
    """Those that are not cannot be, and it is said why."""
    planted = {begins(line)[-5:] for line in tree[1]}
    missing = {code for code in TITLES if code not in planted and not OTHERS.match(code)}
    assert missing == set(NOT_HERE)
    assert len(planted) >= 40
