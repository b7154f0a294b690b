"""The rules of style: what they find and leave alone, and that none of them is for nothing."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from garden import make_garden, replace, write
from samples import ROOT
from stagecheck.playbook import expand, load_playbook
from stagecheck.project import load_pages
from stagecheck.settings import find_project
from stagecheck.style import Guide, check_style
from stagecheck.style.guide import Rule
from stagecheck.style.masks import read_of
from stagecheck.style.passages import Passage, passages
from stagecheck.style.runs import said_twice
from stagecheck.style.sentences import cut
from stagecheck.style.slips import Slip
from stagecheck.style.words import doubled_words, words_to_leave_out

RULES = """\
rules:
  management:
    title: Leave out the words that lose a manager
    reason: They cannot place them.
    words: {social media: "ask", engagement: who takes part}
  sentences:
    title: Write short sentences
    reason: They are read in a hurry.
    longest_sentence: 30
"""
SHELF = Path(__file__).parent / "shelf"
PLAY = ROOT / "playbook/plays/speak-managements-language.md"


def rule(**asked: object) -> Rule:
    return Rule.model_validate({"title": "T", "reason": "R", **asked})


def slips_in(text: str, **asked: object) -> list[str]:
    """Return what a rule finds in the Markdown of a page, as it is written there."""
    look = (words_to_leave_out if "words" in asked else doubled_words)(rule(**asked))
    cut = list(passages(text, ["Leave out"], said=True))
    return [written(*one) for one in look(cut)]


def written(passage: Passage, slip: Slip) -> str:
    return re.split(r"[^\w-]", passage.text[slip.at :], maxsplit=1)[0]


@pytest.fixture
def garden(tmp_path: Path) -> Path:
    """A project with one quiz and rules of style."""
    root = make_garden(tmp_path)
    write(root, "style.yml", RULES)
    write(root, "playbook/style.md", "# Rules\n\n::: style\n")
    replace(
        root, "mkdocs.yml", "quizzes_dir: quizzes", "quizzes_dir: quizzes\n      style: style.yml"
    )
    return root


def said_of(root: Path) -> list[str]:
    project = find_project(root)
    pages, _ = load_pages(project)
    return [str(one).partition(" is against")[0] for one in load_playbook(project, pages).problems]


def test_a_quiz_is_held_to_the_rules_as_a_page_is(garden: Path) -> None:
    """Help, options, feedback and what the front matter tells readers; keys are no words."""
    assert said_of(garden) == []
    replace(garden, "quizzes/garden.md", "purpose: To see", "purpose: With engagement, to see")
    replace(garden, "quizzes/garden.md", "`b` Somebody, with", "`engagement` Social media, with")
    assert said_of(garden) == [
        "quizzes/garden.md:6:15: PB050 'engagement'",
        "quizzes/garden.md:47:16: PB050 'Social media'",
    ]


def test_feedback_is_the_writers_own(garden: Path) -> None:
    """On a page a quotation is what somebody said; in a quiz it is what we answer."""
    sound = (SHELF.parent / "mistakes/knowledge.md").read_text("utf-8")
    write(garden, "quizzes/watering.md", re.sub(r"^  > ", "  > Engagement. ", sound, flags=re.M))
    write(garden, "playbook/check.md", "# Check\n\n> Engagement.\n")
    found = said_of(garden)
    assert len(found) == sound.count("\n  > ")
    assert all(re.match(r"quizzes/watering.md:\d+:5: PB050 'Engagement'", one) for one in found)


def test_what_managers_are_sent_is_held_to_the_rules(garden: Path) -> None:
    """The sentences of briefs are looked at word by word, at their place in the file."""
    write(garden, "brief.yml", "a:\n  argument: >-\n    Few read it.\n    Engagement grew.\n")
    replace(garden, "mkdocs.yml", "style: style.yml", "style: style.yml\n      briefs: brief.yml")
    assert said_of(garden) == ["brief.yml:4:5: PB050 'Engagement'"]


def test_without_the_setting_nothing_is_looked_at(garden: Path) -> None:
    """Another organisation's pages may be written in any style."""
    replace(garden, "mkdocs.yml", "      style: style.yml\n", "")
    replace(garden, "playbook/index.md", "Welcome.", "Engagement. <!-- style: management -->")
    assert said_of(garden) == []


def test_a_mark_is_never_sent_to_readers() -> None:
    """What allows a slip is for editors; in code it is an example, and stays."""
    project = find_project(SHELF)
    playbook = load_playbook(project, load_pages(project)[0])
    text = "A page <!-- style: words, why -->\n\n`<!-- style: words -->` shows one."
    assert expand(playbook, "index.md", text) == ("A page\n\n`<!-- style: words -->` shows one.")


def test_the_page_of_rules_is_made_from_the_rules() -> None:
    """Each rule is shown with its reason, what to write, and what stays."""
    project = find_project(SHELF)
    playbook = load_playbook(project, load_pages(project)[0])
    text = expand(playbook, "about/x.md", "::: style")
    assert "### Say it as gardeners do { #words }" in text
    assert (
        "A visitor should not need a dictionary. [Why, and what to say](../plays/water-it.md)"
        in text
    )
    assert '| "horticultur…" | gardening |' in text
    assert '*Stays*: "The Foliage Society".' in text
    assert "*Does not hold in*: `facts.yml`." in text
    for one in playbook.style.rules.values() if playbook.style else ():
        assert f"*Why*: {one.reason}" in text


WORD = {"plan": "x", "big plan": "y"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("plan", ["plan"]),
        ("A PLAN, the plan's end, plan-making, re-plan", ["PLAN", "plan", "plan-making", "plan"]),
        ("planned plane plan_b aplan plan2", []),
        ("a big\nplan, a big-plan", ["big", "big-plan"]),
        ('"plan" and “plan”', []),
        ('"plan, left open', ["plan"]),
        ("`plan` ``a ` plan`` <b class='plan'> <!-- plan --> [x](plan) {#plan}", []),
        ("[plan](x) ![plan](x) *plan* **plan**", ["plan", "plan", "plan", "plan"]),
        ("> plan\n> plan", []),
        ("```\nplan\n```\n\n    plan", ["plan"]),
        ("| Leave out | b |\n| --- | --- |\n| plan | plan |", ["plan"]),
        ("| a | Leave out |\n| --- | --- |\n| x | plan |\n\n| plan |", ["plan"]),
        ("::: plan", []),
    ],
)
def test_a_word_is_found_where_a_writer_says_it(text: str, found: list[str]) -> None:
    """Any case and hyphens; never within a word, in quotation marks, code, tags or addresses."""
    assert slips_in(text, words=WORD) == found


def test_the_longest_phrase_goes_first() -> None:
    """Advice on a phrase is not lost to advice on a word of it."""
    passage = Passage(1, *["a big plan"] * 3)
    ((_, slip),) = words_to_leave_out(rule(words=WORD))([passage])
    assert slip.hint == "Write instead: y"


def test_a_phrase_in_which_the_word_is_right_is_kept() -> None:
    """`keep` goes before the words, from wherever it begins."""
    text = "The Big Plan of 2011 was a plan."
    assert slips_in(text, words=WORD, keep=["the big plan of 2011"]) == ["plan"]


STYLE = yaml.safe_load((ROOT / "site_config/style.yml").read_text("utf-8"))


def spellings() -> Iterator[tuple[str, str, str]]:
    """Give every phrase of our rules as somebody may write it: the rule, that, what instead."""
    for name, about in STYLE["rules"].items():
        for phrase, instead in about.get("words", {}).items():
            endings = ["", "s", "ing", "isation"] if "*" in phrase else [""]
            for one in (phrase.replace("*", ending) for ending in endings):
                yield from ((name, said, instead) for said in cases_of(one))


def cases_of(phrase: str) -> list[str]:
    return [phrase, phrase.capitalize(), phrase.upper()]


def test_every_word_of_our_rules_is_found_however_it_is_written() -> None:
    """In small letters, at the beginning of a sentence or in capitals, with whatever ending."""
    for name, said, instead in spellings():
        look = words_to_leave_out(rule(words=STYLE["rules"][name]["words"]))
        slips = look([Passage(1, *[f"{said}, it is."] * 3)])
        assert [one.hint for _, one in slips] == [f"Write instead: {instead}"], said


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the the", ["the"]),
        ("The\n  the", ["The"]),
        ("so-so so", []),
        ("had had", []),
        ("`a` a", []),
    ],
)
def test_a_doubled_word_is_found(text: str, found: list[str]) -> None:
    """Over the end of a line too; not where one of them is part of something else."""
    assert slips_in(text, doubled=True, keep=["had had"]) == found


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two! Three? Four… Five", 5),
        ('He said "Go." She went.', 2),
        ("Soap, e.g. of almonds, is 3.5 cm long.", 1),
        ("*One.* (Two.) “Three.” 4 follows.", 4),
        ("one | two", 2),
    ],
)
def test_a_text_is_cut_where_a_sentence_ends(text: str, count: int) -> None:
    """A full stop before a small letter or within a number ends nothing."""
    sentences = [one for _, one in cut(text)]
    assert "".join(sentences) == text
    assert len(sentences) == count


MARKDOWN = st.text(st.sampled_from('plan "“”`\n|>[](){}<>!-#*:.İß é'), max_size=60)


@given(MARKDOWN)
@example("İ plan")
@example('`"` plan "')
def test_no_text_moves_what_is_found_in_it(text: str) -> None:
    """Whatever is left out leaves spaces, so that every place is that of the file."""
    for one in passages(text, (), said=False):
        assert len(one.read) == len(one.text)
        assert all(a in (b, " ") for a, b in zip(one.read, one.text, strict=True))
        lines = text.split("\n")
        for _, slip in words_to_leave_out(rule(words={"plan": "x"}))([one]):
            place = one.place(slip.at)
            assert lines[place.line - 1][place.column - 1 :].lower().startswith("plan")


@given(st.lists(st.sampled_from(["plan", "a", "`", "``", '"', "\n"]), max_size=12))
def test_nothing_is_found_in_code_or_quotes(parts: list[str]) -> None:
    """A word between two equal runs of backticks, or two quotation marks, is nobody's."""
    text = " ".join(parts)
    for quoted in (f'"{text.replace(chr(34), "")}"', f"```` {text.replace(chr(10), ' ')} ````"):
        assert slips_in(f"x {' '.join(quoted.split())} x", words=WORD) == []


HOSTILE = [
    "` ",
    "``a",
    '"',
    "“",
    "[",
    "](",
    '](a "',
    "<",
    "<!--",
    "{",
    "plan ",
    "a ",
    "\\|",
    ". ",
    "|",
]


@pytest.mark.parametrize("part", HOSTILE)
def test_a_hostile_page_is_read_to_its_end(part: str) -> None:
    """As large as a file may be: a pattern that looked again and again would not come back."""
    text = part * (200_000 // len(part))
    assert len(read_of(text)) == len(text)
    assert list(passages(text, (), said=False))
    slips_in(text, words={"plan": "x", "*ization*": "y", "a number of": "z"})
    assert "".join(one for _, one in cut(text)) == text
    slips_in(text, doubled=True)


def broken(rules: dict[str, dict[str, object]]) -> list[str]:
    """Name what is wrong with this repository's own texts by other rules."""
    guide = Guide.model_validate({**STYLE, "rules": rules})
    return [one.code for one in check_style(find_project(ROOT), guide, texts())]


@cache
def texts() -> dict[str, str]:
    """Return the texts of our own pages."""
    pages, _ = load_pages(find_project(ROOT))
    return {path: page.text for path, page in pages.items()}


def exceptions() -> Iterator[tuple[str, str, str]]:
    """Give every exception of our rules: the rule, the key, what is excepted."""
    for name, about in STYLE["rules"].items():
        for key in ("keep", "not_in"):
            yield from ((name, key, one) for one in about.get(key, ()))


@pytest.mark.parametrize("one", list(exceptions()), ids=" ".join)
def test_every_exception_is_needed(one: tuple[str, str, str]) -> None:
    """Without it, something in the playbook would be against the rule: no list only grows."""
    name, key, excepted = one
    about = STYLE["rules"][name]
    assert broken({name: about | {key: [at for at in about[key] if at != excepted]}})


def test_the_rules_hold_the_words_that_managers_should_not_hear() -> None:
    """Whatever the play tells readers to strike is against a rule."""
    text = PLAY.read_text("utf-8")
    column = re.findall(
        r"^\| ([^|]+) \|", text.partition("| Leave out |")[2].partition("\n\n")[0], re.M
    )
    struck = [word for cell in column for word in re.findall(r'"([^"]+)"', cell)]
    struck += re.findall(r'"([^"]+)"', text.partition("pile up ")[2].partition(",")[0])
    assert len(struck) >= 11
    management = STYLE["rules"]["management"]
    for word in struck:
        assert slips_in(f"We want {word.lower()} here.", words=management["words"]), word


def test_no_advice_breaks_a_rule() -> None:
    """What an editor is told to write instead is never a word that is replaced too."""
    all_words = {word: "x" for about in STYLE["rules"].values() for word in about.get("words", ())}
    for about in STYLE["rules"].values():
        for instead in about.get("words", {}).values():
            assert slips_in(instead.replace('"', ""), words=all_words) == [], instead


@pytest.mark.parametrize(("mark", "told"), [("# ", 0), ("## ", 2), ("", 2)])
def test_a_title_may_stand_on_a_page_and_in_its_quiz(mark: str, told: int) -> None:
    """Any other words in a row are said twice, and told in both files."""
    text = f"{mark}Would your neighbours lend you a ladder?\n"
    files = {path: tuple(passages(text, [], said=True)) for path in ("check.md", "ladder.md")}
    assert len(list(said_twice(rule(run=6), files))) == told


NEW = Path(__file__).parent / "golden" / "new"


@pytest.mark.parametrize("path", sorted(NEW.glob("*.md")), ids=lambda path: path.stem)
def test_what_a_command_begins_is_against_no_rule(path: Path) -> None:
    """A file that `stagecheck new` writes passes in our own playbook, beside its other pages."""
    guide = Guide.model_validate(STYLE)
    begun = texts() | {f"plays/{path.name}": path.read_text("utf-8")}
    found = check_style(find_project(ROOT), guide, begun)
    assert [str(one) for one in found] == []
