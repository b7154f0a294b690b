"""What pages become: citations, an organisation's words, the list of facts, the table of plays."""

import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment

from garden import replace
from markup import read_page
from samples import ROOT
from stagecheck.cli import main
from stagecheck.playbook import Playbook, due, expand, load_playbook, styles
from stagecheck.playbook.contrast import contrast
from stagecheck.playbook.front import PageFront
from stagecheck.project import load_pages
from stagecheck.settings import find_project

SHELF = Path(__file__).parent / "shelf"


@pytest.fixture(scope="module")
def shelf() -> Playbook:
    project = find_project(SHELF)
    pages, _ = load_pages(project)
    return load_playbook(project, pages)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shelf as MkDocs builds it, with its links and anchors checked."""
    root = Path(shutil.copytree(SHELF, tmp_path_factory.mktemp("shelf") / "shelf"))
    settings = root / "mkdocs.yml"
    checked = "markdown_extensions: [attr_list, tables]\nvalidation: {links: {anchors: warn}}\n"
    settings.write_text(settings.read_text("utf-8") + checked, "utf-8")
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=root,
        env={**os.environ, "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    return root / "site"


def expanded(shelf: Playbook, path: str, text: str) -> str:
    return expand(shelf, path, text)


def test_a_citation_says_who_when_and_how_far_to_trust_it(shelf: Playbook) -> None:
    """Source, caveat and strength stand in brackets, with the way to the full entry."""
    text = expanded(shelf, "plays/water-it.md", "Plants help [F1]. Beds too [F2].")
    first = "([Greene, 2019](../facts.md#f1); one office; read in the source)"
    second = "([Spade & Sons, 2025](../facts.md#f2); a vendor's; as others report it)"
    assert text == f"Plants help {first}. Beds too {second}."


def test_a_fact_is_explained_once_a_page(shelf: Playbook) -> None:
    """The second citation of a fact on a page is its link alone."""
    text = expanded(shelf, "index.md", "It helps [F1].\n\nIt helps again [F1].")
    assert text.endswith("It helps again ([Greene, 2019](facts.md#f1)).")


def test_a_link_to_an_entry_is_no_citation(shelf: Playbook) -> None:
    """After `[F1](#f1)` the first real citation still says how far to trust the fact."""
    text = expanded(shelf, "facts.md", "See [F1](#f1). It helps [F1].")
    assert text == "See [F1](#f1). It helps ([Greene, 2019](#f1); one office; read in the source)."


@pytest.mark.parametrize("text", ["`[F1]`", "    ```\n    [F1]\n    ```", "[F1](x.md)", "[F1]: x"])
def test_what_only_looks_like_a_citation_stays(shelf: Playbook, text: str) -> None:
    """Code shows how to cite, and a link whose text is a number is a link."""
    assert expanded(shelf, "index.md", text) == text


def test_values_of_the_organisation_stand_in_the_text(shelf: Playbook) -> None:
    """A name in braces becomes the value, with a capital if it has one; in code it stays."""
    text = "{{ Cadence }} ask {{contacts.web_team}} at {{ support }}, not `{{ name }}`."
    told = "Every spring ask [Emil](mailto:emil@example.org) at the shed, not `{{ name }}`."
    assert expanded(shelf, "index.md", text) == told


def test_every_fact_is_listed_with_all_that_is_known_of_it(site: Path) -> None:
    """An entry a fact, in order, which names its sources, limits, and the pages that cite it."""
    page = read_page(site / "facts" / "index.html")
    entries = page.all("h3")
    assert [entry.attributes["id"] for entry in entries] == ["f1", "f2", "f3"]
    assert "They were not chosen by lot." in page.text
    assert "Often given as 12,000." in page.text
    links = {link.attributes["href"] for link in page.all("a")}
    assert {"https://example.org/plants", "../", "../plays/water-it/", "#f2"} <= links


def test_plays_stand_in_a_table_that_needs_no_script(site: Path) -> None:
    """Each play with its outcome, phases, audience, whole time and kind, by link."""
    page = read_page(site / "plays" / "index.html")
    (table,) = (box.all("table")[0] for box in page.all("div", **{"class": "filterable"}))
    rows = [[cell.text for cell in row.all("td")] for row in table.all("tr")]
    assert rows[1:] == [
        [
            "Water it A garden that was watered for three weeks.",
            "Weedy",
            "employee",
            "60 minutes",
            "trial",
        ]
    ]
    assert table.all("a")[0].attributes["href"] == "../plays/water-it/"
    assert table.all("data")[0].attributes["value"] == "90 minutes or less"


def test_code_on_a_built_page_is_as_it_was_typed(site: Path) -> None:
    """Nothing is expanded in a text to copy or in a span of code."""
    page = read_page(site / "index.html")
    assert "the harvest was 40% [F9] of {{ what }}" in page.text
    assert "Write [F1] and {{ name }}" in page.text


def test_the_accent_is_a_file_of_its_own(site: Path, shelf: Playbook) -> None:
    """The security policy allows no style in a page; every page links the file."""
    (css,) = styles(shelf).values()
    assert (site / "assets/organisation.css").read_bytes() == css
    assert b'[data-md-color-scheme="slate"] { --md-accent-fg-color: #80cbc4;' in css
    links = [link.attributes["href"] for link in read_page(site / "index.html").all("link")]
    assert any(href.endswith("assets/organisation.css") for href in links)


def test_without_an_accent_there_is_no_file() -> None:
    """A playbook that sets none keeps the theme's colours."""
    assert styles(Playbook()) == {}


def page_front(reviewed: date, interval: str) -> PageFront:
    return PageFront(
        title="A page",
        description="What a garden behind an office is good for, and where to begin in it.",
        owner="Gardener",
        last_reviewed=reviewed,
        review_in=interval,
        phases="all",
        audience=["employee"],
        minutes=1,
        sources=[],
    )


@pytest.mark.parametrize(
    ("reviewed", "interval", "day"),
    [
        ((2026, 1, 31), "1 month", (2026, 2, 28)),
        ((2027, 12, 31), "2 months", (2028, 2, 29)),
        ((2026, 11, 22), "6 months", (2027, 5, 22)),
        ((2026, 12, 1), "12 months", (2027, 12, 1)),
        ((2024, 2, 29), "1 year", (2025, 2, 28)),
        ((2026, 12, 25), "2 weeks", (2027, 1, 8)),
    ],
)
def test_a_review_is_due_on_a_day_that_exists(
    reviewed: tuple[int, int, int], interval: str, day: tuple[int, int, int]
) -> None:
    """Months that are shorter end the interval on their last day."""
    assert due(page_front(date(*reviewed), interval)) == date(*day)


def test_a_review_due_after_the_last_day_of_all_is_due_on_that_day() -> None:
    """A year with a digit too many ends no run with a traceback."""
    for interval in ("99 weeks", "1 month", "99 years"):
        assert due(page_front(date(9999, 12, 31), interval)) == date.max


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 99))
def test_a_longer_interval_is_never_due_earlier(reviewed: date, months: int) -> None:
    """Each month more moves the day on, by 28 to 31 days or to the same last day."""
    days = [due(page_front(reviewed, f"{count} months")) for count in (months, months % 99 + 1)]
    step = (days[1] - days[0]).days
    assert 28 <= step <= 31 or months == 99
    assert days[0] > reviewed


@pytest.mark.parametrize(
    ("colour", "background", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#767676", "#ffffff", 4.54), ("#ffffff", "#ffffff", 1.0)],
)
def test_contrast_is_that_of_the_guideline(colour: str, background: str, ratio: float) -> None:
    """Black on white is 21; #767676 is the lightest grey that passes on white."""
    assert round(contrast(colour, background), 2) == ratio
    assert contrast(colour, background) == contrast(background, colour)


def test_lint_lists_pages_that_are_due_and_is_content(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page past its date is told with its keeper, oldest first, and fails nothing."""
    monkeypatch.chdir(SHELF)
    result = CliRunner().invoke(main, ["lint", "--on", "2026-12-07", "playbook"])
    assert result.exit_code == 0
    told = re.findall(r"Due for review by (\S+): (\S+) \(Gardener\)", result.stderr)
    assert told == [
        ("2026-02-28", "playbook/index.md"),
        ("2026-12-06", "playbook/plays/water-it.md"),
    ]


def test_a_page_names_its_keeper_as_it_is_written() -> None:
    """At its foot as well, where a sentence would ask for small letters."""
    source = (ROOT / "site_config/overrides/partials/care.html").read_text("utf-8")
    meta = {"owner": "HR partner", "last_reviewed": date(2026, 11, 22)}
    foot = Environment(autoescape=True).from_string(source)
    assert "HR partner." in foot.render(page={"meta": meta}, config={"extra": {}})


def test_a_slip_on_the_page_of_a_phase_is_no_slip_of_others(tmp_path: Path) -> None:
    """A phase is there for those who name it, whatever else its page gets wrong."""
    root = Path(shutil.copytree(SHELF, tmp_path / "shelf"))
    replace(root, "playbook/phases/weedy.md", "owner:", "ovner:")
    project = find_project(root)
    pages, _ = load_pages(project)
    (only,) = load_playbook(project, pages).problems
    assert only.message == "unknown key 'ovner'"


def test_a_key_that_is_not_asked_for_is_not_checked(tmp_path: Path) -> None:
    """A site without the settings may have pages of any kind: it has no playbook to check."""
    root = Path(shutil.copytree(SHELF, tmp_path / "shelf"))
    (root / "mkdocs.yml").write_text("docs_dir: playbook\nplugins: [stagecheck]\n", "utf-8")
    (root / "playbook/index.md").write_text("No front matter, 40% and [F9] {{ x }}\n", "utf-8")
    project = find_project(root)
    pages, _ = load_pages(project)
    assert load_playbook(project, pages) == Playbook(docs="playbook")
