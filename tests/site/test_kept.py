"""Files of earlier builds are set aside and shipped again, for pages in open tabs."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from stagecheck.bundle import Bundle, Content
from stagecheck.kept import EARLIER, LIST, folder_for, set_aside, with_earlier

FOLDER = "assets/stagecheck"


def bundle(name: str) -> Bundle:
    """Return a build with one file of its own, and one that all builds share."""
    files: Mapping[str, Content] = {
        f"{FOLDER}/{name}/stagecheck.js": name.encode(),
        f"{FOLDER}/runtime/python.zip": b"the same",
    }
    return Bundle(files, {}, name)


def publish(site: Path, aside: Path, name: str) -> None:
    """Build a site anew, as the plugin and MkDocs do together."""
    set_aside(site, aside)
    files = {
        address: content if isinstance(content, bytes) else content.read_bytes()
        for address, content in with_earlier(bundle(name), aside).items()
    }
    for old in [path for path in site.rglob("*") if path.is_file()]:
        old.unlink()
    for address, data in files.items():
        (site / address).parent.mkdir(parents=True, exist_ok=True)
        (site / address).write_bytes(data)


def builds(site: Path) -> list[str]:
    """List the builds of which a site has files, by name."""
    return sorted(path.parent.name for path in site.glob(f"{FOLDER}/*/stagecheck.js"))


def test_the_last_builds_are_kept_and_older_ones_go(tmp_path: Path) -> None:
    """A site grows by a bounded number of builds, however often it is published."""
    for name in ("a", "b", "c", "d", "e", "f"):
        publish(tmp_path / "site", tmp_path / "aside", name)
    assert EARLIER == 3
    assert builds(tmp_path / "site") == ["c", "d", "e", "f"]
    listed = json.loads((tmp_path / "site" / LIST).read_text())
    assert listed["build"] == "f"
    assert [one["build"] for one in listed["earlier"]] == ["e", "d", "c"]


def test_the_same_build_again_takes_no_place(tmp_path: Path) -> None:
    """Building twice without an edit changes not one byte, and drops no earlier build."""
    for name in ("a", "b", "b"):
        publish(tmp_path / "site", tmp_path / "aside", name)
    once = (tmp_path / "site" / LIST).read_bytes()
    publish(tmp_path / "site", tmp_path / "aside", "b")
    assert (tmp_path / "site" / LIST).read_bytes() == once
    assert builds(tmp_path / "site") == ["a", "b"]


def test_going_back_to_an_earlier_build_keeps_both(tmp_path: Path) -> None:
    """An edit that was taken back is no reason to lose what readers have open."""
    for name in ("a", "b", "a"):
        publish(tmp_path / "site", tmp_path / "aside", name)
    listed = json.loads((tmp_path / "site" / LIST).read_text())
    assert (listed["build"], [one["build"] for one in listed["earlier"]]) == ("a", ["b"])


def test_a_build_that_failed_loses_nothing(tmp_path: Path) -> None:
    """What was set aside outlives a build that left the site's folder empty."""
    site, aside = tmp_path / "site", tmp_path / "aside"
    publish(site, aside, "a")
    set_aside(site, aside)
    (site / LIST).unlink()
    (site / FOLDER / "a/stagecheck.js").unlink()
    publish(site, aside, "b")
    assert builds(site) == ["a", "b"]


def test_the_first_build_has_none_before_it(tmp_path: Path) -> None:
    """Nothing to keep is no reason to complain."""
    publish(tmp_path / "site", tmp_path / "aside", "a")
    assert json.loads((tmp_path / "site" / LIST).read_text())["earlier"] == []


def test_a_site_without_quizzes_ships_nothing(tmp_path: Path) -> None:
    """There is no list where there is nothing to list."""
    assert with_earlier(Bundle({}, {}, ""), tmp_path) == {}


def test_a_build_without_quizzes_keeps_what_was_there(tmp_path: Path) -> None:
    """While every quiz is being repaired, a page in an open tab goes on."""
    site, aside = tmp_path / "site", tmp_path / "aside"
    publish(site, aside, "a")
    set_aside(site, aside)
    shipped = with_earlier(Bundle({}, {}, ""), aside)
    assert f"{FOLDER}/a/stagecheck.js" in shipped
    (site / LIST).write_bytes(bytes(shipped[LIST]))
    publish(site, aside, "b")
    assert builds(site) == ["a", "b"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "null",
        "[]",
        "[" * 100_000,
        "{}",
        '{"build": 1, "files": [], "earlier": []}',
        '{"build": "a", "files": {}, "earlier": []}',
        '{"build": "a", "files": [], "earlier": [[]]}',
        '{"build": "a", "files": ["../../etc/passwd"], "earlier": []}',
        '{"build": "a", "files": ["assets/stagecheck/../../secret"], "earlier": []}',
        '{"build": "a", "files": ["/etc/passwd"], "earlier": []}',
        '{"build": "a", "files": ["index.html"], "earlier": []}',
        '{"build": "a", "files": ["assets/stagecheck/build.json"], "earlier": []}',
    ],
)
def test_a_damaged_list_is_told_and_nothing_is_copied(tmp_path: Path, text: str) -> None:
    """Whatever stands in the list, it names no file but those of a build."""
    site, aside = tmp_path / "site", tmp_path / "aside"
    (site / FOLDER).mkdir(parents=True)
    (site / LIST).write_text(text)
    with pytest.raises(ValueError, match=r"build\.json: expected a list of builds"):
        set_aside(site, aside)
    assert not aside.exists()


def test_sites_in_two_folders_keep_apart(tmp_path: Path) -> None:
    """A trial build elsewhere leaves alone what is set aside of the site."""
    assert folder_for(tmp_path, Path("site")) != folder_for(tmp_path, Path("trial"))
