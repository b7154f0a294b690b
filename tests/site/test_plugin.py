"""The plugin in real MkDocs builds of a small project."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from garden import SETTINGS, add_quiz, make_garden, replace, write
from markup import Element, read_page
from samples import ROOT
from stagecheck.runtime import export
from stagecheck.toolchain import prepare_runtime

STAGECHECK = Path(sys.executable).parent / "stagecheck"


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A prepared copy of the browser's Python, as on a machine without registries."""
    folder = tmp_path_factory.mktemp("runtime")
    export(prepare_runtime(ROOT), folder)
    return folder


@pytest.fixture
def garden(tmp_path: Path) -> Path:
    return make_garden(tmp_path)


def build(root: Path, prepared: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Build as an editor does, with the runtime of `prepared`."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *options],
        cwd=root,
        env={**os.environ, "STAGECHECK_RUNTIME": str(prepared), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def quiz_on(page: Element, anchor: str = "quiz.garden") -> Element:
    (found,) = page.all("section", id=anchor)
    return found


def test_a_page_holds_the_whole_quiz_without_any_script(garden: Path, prepared: Path) -> None:
    """Every question is a fieldset with a legend, and every option a labelled native radio."""
    assert build(garden, prepared, "--strict").returncode == 0
    quiz = quiz_on(read_page(garden / "site/check/index.html"))
    questions = {field.attributes["data-item"]: field for field in quiz.all("fieldset")}
    assert list(questions) == ["who-sat", "at-the-gate", "who-watered"]
    legend = questions["at-the-gate"].all("legend")[0].text
    assert legend.startswith("2 What stands at its gate?")
    labels = questions["at-the-gate"].all("label")
    radios = [label.all("input", type="radio")[0].attributes["value"] for label in labels]
    assert radios == ["open", "shut", "locked", "?"]
    assert [label.text for label in labels][-1] == "? I cannot tell", "with what is typed of paper"


def test_the_explanation_is_made_from_the_data(garden: Path, prepared: Path) -> None:
    """A changed gate or point changes what readers are told about the score."""
    replace(garden, "quizzes/garden.md", "fenced: {joy: 1, fear: 2}", "fenced: {joy: 0, fear: 2}")
    build(garden, prepared, "--strict")
    (how,) = quiz_on(read_page(garden / "site/check/index.html")).all("details")
    assert "Blooming asks for" in how.text
    rows = [[cell.text for cell in row.children] for row in how.all("tr")]
    assert rows == [
        ["Typical result", "Joy (0 to 1)", "Fear (0 to 2)"],
        ["Weedy", "0", "0"],
        ["Fenced", "0", "2"],
    ]


def test_links_in_a_quiz_work_from_every_page(garden: Path, prepared: Path) -> None:
    """A link is written from the quiz file and leads to the page from wherever the quiz stands."""
    write(garden, "playbook/deep/er/page.md", "# Deep\n\n::: quiz garden\n")
    assert build(garden, prepared, "--strict").returncode == 0
    for address in ("check", "deep/er/page"):
        quiz = quiz_on(read_page(garden / "site" / address / "index.html"))
        targets = {link.attributes["href"] for link in quiz.all("a") if link.text == "how to water"}
        (target,) = targets
        assert (garden / "site" / address / target / "index.html").resolve().is_file()


def test_a_quiz_may_stand_twice_on_a_page(garden: Path, prepared: Path) -> None:
    """Two copies have no id in common, so labels and links find the right one."""
    text = "# Garden\n\n## Result\n\n::: quiz garden\n\nAgain:\n\n::: quiz garden\n"
    write(garden, "playbook/check.md", text)
    assert build(garden, prepared, "--strict").returncode == 0
    page = read_page(garden / "site/check/index.html")
    ids = [one.attributes["id"] for one in everything(page) if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    assert len(quiz_on(page, "quiz.garden.2").all("fieldset")) == 3


def test_a_page_without_a_quiz_carries_nothing_of_ours(garden: Path, prepared: Path) -> None:
    """Not one byte of script, style or markup is added to other pages."""
    build(garden, prepared, "--strict")
    assert "stagecheck" not in (garden / "site/index.html").read_text()


def test_everything_a_quiz_loads_is_shipped(garden: Path, prepared: Path) -> None:
    """Scripts, style, packed quiz and manifest exist under their hashed names."""
    build(garden, prepared, "--strict")
    quiz = quiz_on(read_page(garden / "site/check/index.html"))
    named = [quiz.attributes["data-quiz"], quiz.attributes["data-manifest"]]
    named += [one.attributes["src"] for one in quiz.all("script")]
    named += [one.attributes["href"] for one in quiz.all("link")]
    assert len(named) == 4
    for address in named:
        assert (garden / "site/check" / address).resolve().is_file()


def test_a_problem_fails_a_strict_build_and_no_other(garden: Path, prepared: Path) -> None:
    """CI stops; readers of a lenient build see a sentence instead of a broken quiz."""
    replace(garden, "quizzes/garden.md", "minutes: 2", "minuts: 2")
    strict = build(garden, prepared, "--strict")
    assert strict.returncode == 1
    assert "quizzes/garden.md:5:1: QZ005 unknown key 'minuts'" in strict.stderr
    lenient = build(garden, prepared)
    assert lenient.returncode == 0
    page = read_page(garden / "site/check/index.html")
    assert "is being repaired" in page.text
    assert "QZ005" not in page.text


def test_an_embed_of_no_quiz_leaves_no_gap(garden: Path, prepared: Path) -> None:
    """In a lenient build readers find a sentence where a misspelt quiz should be."""
    write(garden, "playbook/index.md", "# Garden\n\n::: quiz gardn\n")
    assert build(garden, prepared).returncode == 0
    page = read_page(garden / "site/index.html")
    assert "The quiz “gardn” is being repaired" in page.text


def test_an_embed_out_of_shape_is_never_published_as_text(garden: Path, prepared: Path) -> None:
    """Not even a lenient build shows readers the line that an editor got wrong."""
    write(garden, "playbook/index.md", "# Garden\n\n  ::: quiz garden\n")
    assert build(garden, prepared).returncode == 0
    page = read_page(garden / "site/index.html")
    assert ":::" not in page.text
    assert "A quiz is being repaired" in page.text


@pytest.mark.parametrize(
    "setting", ["exclude_docs: phases/weedy.md", "draft_docs: phases/weedy.md"]
)
def test_a_page_that_is_not_published_is_none(garden: Path, prepared: Path, setting: str) -> None:
    """A stage cannot have a page that readers cannot open."""
    write(garden, "mkdocs.yml", (garden / "mkdocs.yml").read_text() + setting + "\n")
    result = build(garden, prepared, "--strict")
    assert result.returncode == 1
    assert "QZ070 there is no page 'phases/weedy.md'" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("docs_dir: playbook", "docs_dir: /var/mail", "docs_dir must lie below"),
        ("quizzes_dir: quizzes", "deploy_dir: nowhere", "deploy_dir: "),
        ("quizzes_dir: quizzes", "deploy_dir: quizzes", "Set site_url"),
    ],
)
def test_a_wrong_setting_is_told_in_a_sentence(
    garden: Path, prepared: Path, old: str, new: str, says: str
) -> None:
    """Whoever runs the intranet learns which setting to mend."""
    replace(garden, "mkdocs.yml", old, new)
    replace(garden, "mkdocs.yml", "site_url: http://127.0.0.1:8000/\n", "")
    result = build(garden, prepared)
    assert result.returncode == 1
    assert says in result.stderr
    assert "Traceback" not in result.stderr


def test_a_page_that_cannot_be_read_ends_the_build_with_its_place(
    garden: Path, prepared: Path
) -> None:
    """Not even a page in another encoding gives an editor a traceback."""
    (garden / "playbook/index.md").write_bytes(b"# Garden\n\nCaf\xe9\n")
    result = build(garden, prepared)
    assert result.returncode == 1
    assert "playbook/index.md:3:4: QZ001" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_missing_runtime_is_told_in_a_sentence(garden: Path, tmp_path: Path) -> None:
    """An operator whose copy of Python is not there learns what to do."""
    result = build(garden, tmp_path / "nowhere")
    assert result.returncode == 1
    assert "STAGECHECK_RUNTIME" in result.stderr
    assert "Traceback" not in result.stderr


def test_two_builds_are_equal_to_the_byte(garden: Path, prepared: Path) -> None:
    """Nothing in what we ship depends on when it was built."""
    build(garden, prepared, "--strict", "--site-dir", "one")
    build(garden, prepared, "--strict", "--site-dir", "two")
    ours = "assets/stagecheck"
    one, two = (
        {
            path.relative_to(folder): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }
        for folder in (garden / "one" / ours, garden / "two" / ours)
    )
    assert one == two
    assert len(one) > 10
    pages = [(garden / name / "check/index.html").read_bytes() for name in ("one", "two")]
    assert pages[0] == pages[1]


def test_files_of_the_build_before_stay(garden: Path, prepared: Path) -> None:
    """A page in an open tab finds its files after a deploy, even one that was first got wrong."""
    build(garden, prepared, "--strict")
    old = files_on(garden / "site")
    replace(garden, "quizzes/garden.md", "minutes: 2", "minuts: 2")
    refused = build(garden, prepared, "--strict")
    assert refused.returncode == 1
    assert "Traceback" not in refused.stderr
    replace(garden, "quizzes/garden.md", "minuts: 2", "minutes: 2")
    replace(garden, "quizzes/garden.md", "# Garden check", "# The new garden check")
    assert build(garden, prepared, "--strict").returncode == 0
    assert files_on(garden / "site") > old
    page = quiz_on(read_page(garden / "site/check/index.html"))
    listed = json.loads((garden / "site/assets/stagecheck/build.json").read_text())
    assert page.attributes["data-build"] == listed["build"]


def test_a_fresh_clone_keeps_the_files_of_the_deployed_site(garden: Path, prepared: Path) -> None:
    """Where each build starts from nothing, `previous` names the site that readers have."""
    build(garden, prepared, "--strict", "--site-dir", "deployed")
    old = files_on(garden / "deployed")
    replace(garden, "quizzes/garden.md", "# Garden check", "# The new garden check")
    replace(garden, "mkdocs.yml", "quizzes_dir: quizzes", "previous: deployed")
    assert build(garden, prepared, "--strict").returncode == 0
    assert files_on(garden / "site") > old
    replace(garden, "mkdocs.yml", "previous: deployed", "previous: nowhere")
    without = build(garden, prepared, "--strict")
    assert without.returncode == 0
    assert "previous: there is no folder" in without.stderr


def test_a_damaged_list_of_builds_breaks_no_build(garden: Path, prepared: Path) -> None:
    """It is told, and the site is built all the same; --strict is about the new site."""
    build(garden, prepared, "--strict")
    write(garden, "site/assets/stagecheck/build.json", "{")
    result = build(garden, prepared, "--strict")
    assert result.returncode == 0
    assert "build.json: expected a list of builds" in result.stderr
    assert "Traceback" not in result.stderr


def files_on(site: Path) -> set[str]:
    """Name every hashed file of a built site."""
    found = (site / "assets/stagecheck").rglob("*")
    files = {path.relative_to(site).as_posix() for path in found if path.is_file()}
    return files - {"assets/stagecheck/build.json"}


def test_the_edit_link_leads_to_the_quiz_file(garden: Path, prepared: Path) -> None:
    """Beside the page's own edit link, the quiz has one to its own file."""
    settings = (garden / "mkdocs.yml").read_text()
    extra = "repo_url: https://git.example/team/garden\nedit_uri: edit/main/playbook/\n"
    write(garden, "mkdocs.yml", settings + extra)
    build(garden, prepared, "--strict")
    links = quiz_on(read_page(garden / "site/check/index.html")).all("a")
    edit = [link.attributes["href"] for link in links if link.text == "Edit this quiz"]
    assert edit == ["https://git.example/team/garden/edit/main/quizzes/garden.md"]


def everything(element: Element) -> list[Element]:
    """List all elements below one."""
    return [found for child in element.children for found in (child, *everything(child))]


def test_a_results_page_lists_every_check_of_the_site(garden: Path, prepared: Path) -> None:
    """First those that place a team; each with its title, its page and what a script needs."""
    add_quiz(garden, "knowledge")
    write(garden, "playbook/deep/mine.md", "# Mine\n\n::: my-results\n\n    ::: my-results\n")
    assert build(garden, prepared, "--strict").returncode == 0
    page = read_page(garden / "site/deep/mine/index.html")
    (mine,) = page.all("section", data_site="Garden")
    listed = {one.attributes["data-quiz"]: one for one in mine.all("li")}
    assert list(listed) == ["garden", "watering"]
    link = listed["garden"].all("a")[0]
    assert (link.text, link.attributes["href"]) == ("Garden check", "../../check/")
    for name in ("data-pack", "data-manifest"):
        (address,) = (
            one.attributes[name] for one in (mine, listed["garden"]) if name in one.attributes
        )
        assert (garden / "site/deep/mine" / address).resolve().is_file()
    for script in mine.all("script"):
        assert (garden / "site/deep/mine" / script.attributes["src"]).resolve().is_file()
    assert "::: my-results" in page.all("pre")[0].text
    check = quiz_on(read_page(garden / "site/check/index.html"))
    assert check.attributes["data-results"] == "../deep/mine/"


def test_a_results_page_of_a_site_without_a_check_says_so(tmp_path: Path, prepared: Path) -> None:
    """As while every quiz is being repaired."""
    write(tmp_path, "mkdocs.yml", SETTINGS)
    write(tmp_path, "playbook/index.md", "# Mine\n\n::: my-results\n")
    (tmp_path / "quizzes").mkdir()
    assert build(tmp_path, prepared).returncode == 0
    page = read_page(tmp_path / "site/index.html")
    assert "This site has no check at the moment." in page.text
    assert not page.all("script", type="module")


def test_nobody_is_asked_to_share_what_is_private(garden: Path, prepared: Path) -> None:
    """No button, and no place for a shared result; all other assessments have both."""
    assert build(garden, prepared, "--strict").returncode == 0
    quiz = quiz_on(read_page(garden / "site/check/index.html"))
    assert quiz.all("button", data_action="share")[0].text == "Share or keep this result"
    assert "data-share" in quiz.attributes
    replace(garden, "quizzes/garden.md", "rule: attitude", "private: true\nrule: attitude")
    assert build(garden, prepared, "--strict").returncode == 0
    quiz = quiz_on(read_page(garden / "site/check/index.html"))
    assert not quiz.all("button", data_action="share")
    assert not quiz.all("div", data_part="brought")
    assert "data-share" not in quiz.attributes


def test_what_is_begun_can_be_built_at_once(garden: Path, prepared: Path) -> None:
    """What `stagecheck new` writes, of every kind and rule, passes a strict build."""
    write(garden, "mkdocs.yml", SETTINGS + "nav:\n  - index.md\n  - check.md\n")
    replace(
        garden,
        "mkdocs.yml",
        "plugins:",
        "not_in_nav: |\n  /phases/\n  /plays/water-it.md\nplugins:",
    )
    named = ["--title", "A *new* <one>: #1", "--purpose", "To see how it is."]
    placed = ["--places", "The garden", "--stages", "Weedy, Fenced, In bloom"]
    begun = [["page", "shed", *named[:2]], ["play", "dig-it", *named[:2]]]
    for rule in ("bands", "gates", "profile"):
        begun.append(["quiz", f"beds-{rule}", "--rule", rule, *named, *placed])
    begun.append(["quiz", "beds-share", "--rule", "share", *named])
    for arguments in begun:
        subprocess.run(
            [STAGECHECK, "new", *arguments], cwd=garden, check=True, stdin=subprocess.DEVNULL
        )
    built = build(garden, prepared, "--strict")
    assert built.returncode == 0, built.stderr
    for address in ("shed", "plays/dig-it", "checks/beds-gates"):
        (heading,) = read_page(garden / f"site/{address}/index.html").all("h1")
        assert heading.text == "A *new* <one>: #1"
    quiz_on(read_page(garden / "site/checks/beds-share/index.html"), "quiz.beds-share")
