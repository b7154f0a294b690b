"""One more line in the menu of mkdocs.yml, however it is written, and nothing else changed."""

import pytest

from stagecheck.starting.nav import read_nav
from stagecheck.starting.refusal import Refused

MENUS = {
    "indented": (
        "site_name: G\nnav:\n  - index.md\n  - a/one.md  # first\n\n# Next.\ntheme: x\n",
        "  - a/one.md  # first\n  - a/new.md\n\n# Next.\n",
    ),
    "not indented": ("nav:\n- index.md\n- a/one.md\ntheme: x\n", "- a/one.md\n- a/new.md\ntheme"),
    "titled": (
        "nav:\n  - One: a/one.md\n  - b.md\n",
        "  - One: a/one.md\n  - a/new.md\n  - b.md\n",
    ),
    "in a section": (
        "nav:\n  - A:\n      - a/one.md\n      # More:\n  - b.md\n",
        "      - a/one.md\n      - a/new.md\n      # More:\n  - b.md\n",
    ),
    "in brackets": ("nav: [index.md, a/one.md, b.md]\n", "[index.md, a/one.md, a/new.md, b.md]"),
    "in brackets over lines": (
        "nav: [\n  a/one.md,\n  b.md,\n]\n",
        "  a/one.md, a/new.md,\n  b.md,",
    ),
    "in brackets below a section": ("nav:\n  - A: [a/one.md]\n", "  - A: [a/one.md, a/new.md]\n"),
    "empty brackets": ("nav: []\ntheme: x\n", "nav: [a/new.md]\ntheme: x\n"),
    "the last line without an end": ("nav:\n  - a/one.md", "nav:\n  - a/one.md\n  - a/new.md"),
    "other ends of lines": ("nav:\r\n- a/one.md\r\n- b.md\r\n", "a/one.md\r\n- a/new.md\r\n- b.md"),
    "with tags and quotes": (
        "site_url: !ENV [X, '']\nnav:\n  - 'a/one.md'\n  - \"b.md\"\n",
        "  - 'a/one.md'\n  - a/new.md\n  - \"b.md\"\n",
    ),
    "with an emoji above": ("site_name: 🌱\nnav:\n  - a/one.md\n", "  - a/one.md\n  - a/new.md\n"),
    "no neighbour": ("nav:\n  - index.md\n  - B:\n      - b/b.md\n", "- b/b.md\n  - a/new.md\n"),
}


@pytest.mark.parametrize(("before", "part"), MENUS.values(), ids=MENUS)
def test_a_line_is_added_behind_its_neighbours(before: str, part: str) -> None:
    """The new line is the only difference, and it names the page where it was to be."""
    nav = read_nav(before)
    assert nav
    section = next(iter(nav.sections_of("a")), "")
    after, line = nav.with_page("a/new.md", section)
    assert part in after
    assert "a/new.md" in after.split("\n")[line - 1]
    added = [(", a/new.md", ""), ("a/new.md", "")]
    added += [(f"\n{' ' * n}- a/new.md", "") for n in (0, 2, 6)]
    added += [(f"{' ' * n}- a/new.md\r\n", "") for n in (0, 2)]
    assert before in {after.replace(*one) for one in added}


def test_a_project_without_a_menu_has_none() -> None:
    """MkDocs lists all pages by itself where no menu is given."""
    assert read_nav("site_name: G\n") is None
    assert read_nav("nav:\n") is None
    assert read_nav("") is None


def test_sections_are_named_by_their_way_or_their_last_part() -> None:
    """A part that two sections share names neither."""
    nav = read_nav(
        "nav:\n  - A:\n      - More:\n          - a.md\n  - B:\n      - More:\n          - b.md\n"
    )
    assert nav
    assert nav.section_named("a / more") == "A / More"
    with pytest.raises(
        ValueError, match="several sections 'More'; choose from: A / More, B / More"
    ):
        nav.section_named("More")
    with pytest.raises(ValueError, match="no section 'C'; choose from: A, A / More, B, B / More"):
        nav.section_named("C")


def test_settings_that_are_no_yaml_are_refused() -> None:
    """What cannot be read is not edited."""
    with pytest.raises(Refused, match=r"mkdocs\.yml is not YAML"):
        read_nav("nav: [")


def test_a_menu_in_another_file_is_not_edited() -> None:
    """A menu of one page, written here, would replace the one that is inherited."""
    with pytest.raises(Refused, match="takes its menu from another file"):
        read_nav("INHERIT: ../base.yml\n")
    assert read_nav("INHERIT: ../base.yml\nnav:\n  - index.md\n")
