"""Whatever an editor's file holds, it is a quiz or a list of problems, and never a traceback."""

import re

from hypothesis import given
from hypothesis import strategies as st

from garden import MISTAKES, PAGES, QUIZZES
from stagecheck.check.quiz import Checked, Site, check, check_scales
from stagecheck.findings import Findings
from stagecheck.markdown import render
from stagecheck.pages import Page, read_page
from stagecheck.parse import parse
from stagecheck.problems import TITLES

QUIZ = (MISTAKES / "quiz.md").read_text("utf-8")
SOUND = [(MISTAKES / f"{name}.md").read_text("utf-8") for name in QUIZZES]
ODD = [
    *("---", "", "# ", "## {#x}", "### {#}", "- `a`", "- ` ` x", "| a |", "|||", "    code", "> q"),
    *(
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "![i](x)",
        "```",
        "::: quiz",
        "- [x] a",
    ),
    *(
        "\t",
        "\x00",
        "\u2028",
        "\ud800",
        "é",
        "*",
        "***",
        "[",
        "](",
        "{#a b=c}",
        "{#a b='",
        "&#0;",
        "1. x",
    ),
    *(
        "- {at_least: 1",
        "a: &a [*a]",
        "a: *b",
        "<<: 1",
        "!!python/object:os.system {}",
        "minutes: !!bool x",
        "a: !!timestamp x",
        "a: !!int ''",
        "? [a]\n: b",
    ),
    *(
        "version: 1e999",
        "version: 99999999999999999999",
        "id: 2020-01-01",
        "stages: []",
        "gates: {}",
        "rule: bands",
        "rule: share",
        "kind: knowledge",
        "pass: 100%",
        "bands: {weedy: [0, 1/0]}",
        "  out_of: .inf",
        "groups: {a: {title: A, sum: [a]}}",
    ),
    *(
        "- [ ] `a` b",
        "- [X]",
        "- `a` b {value=1/2}",
        "- `a` {value=",
        "  > ",
        "  > > - x",
        "  > <b>x</b>",
        '### x {#x .several none="~" weight=2}',
        "### x {#x .several .unordered weight=101}",
        '### x {#x none=""}',
        "| who-sat | ~ | a b | b a a |",
        "\\*",
        "&amp;",
        "[x][y]",
        "{{ x }}",
        "$x^2$",
    ),
]
PAGES_OF_GARDEN = {path: Page(path, path, "", ()) for path in PAGES}


def judged(text: str) -> Checked:
    """Check a quiz beside the garden's scales and pages."""
    empty = Site("playbook", PAGES_OF_GARDEN, {})
    scales, _ = check_scales(
        parse("quizzes/scales.md", (MISTAKES / "scales.md").read_text()), empty
    )
    return check(parse("quizzes/garden.md", text), Site("playbook", PAGES_OF_GARDEN, scales))


def expect_sound(text: str, checked: Checked) -> None:
    """A file or problems, one of the two; a problem has a known code and a place in the file."""
    assert (checked.file is None) == bool(checked.problems)
    last = text.count("\n") + 1
    for problem in checked.problems:
        assert problem.code in TITLES
        assert 1 <= problem.line <= last + 1
        assert problem.column >= 1
        assert problem.message
        assert problem.hint


@given(st.text())
def test_any_text_is_judged(text: str) -> None:
    """Text that is no quiz at all."""
    expect_sound(text, judged(text))


@given(st.text(alphabet=st.sampled_from("-:{}[]&*!|>'\"%@`,#? \n\tabc01.\\~")))
def test_any_front_matter_is_judged(text: str) -> None:
    """YAML, or what looks like it, between the two lines."""
    whole = f"---\n{text}\n---\n\n# Title\n"
    expect_sound(whole, judged(whole))


@st.composite
def spoilt_quizzes(draw: st.DrawFn) -> str:
    """Spoil a sound quiz of any rule: lines taken out, doubled, swapped, cut, or replaced."""
    lines = draw(st.sampled_from(SOUND)).split("\n")
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["drop", "double", "swap", "cut", "odd", "insert"])):
            case "drop" if len(lines) > 1:
                lines.pop(at)
            case "double":
                lines.insert(at, lines[at])
            case "swap":
                other = draw(st.integers(0, len(lines) - 1))
                lines[at], lines[other] = lines[other], lines[at]
            case "cut":
                lines[at] = lines[at][: draw(st.integers(0, len(lines[at])))]
            case "odd":
                lines[at] = draw(st.sampled_from(ODD))
            case _:
                lines.insert(at, draw(st.sampled_from(ODD) | st.text(max_size=20)))
    return "\n".join(lines)


@given(spoilt_quizzes())
def test_any_spoilt_quiz_is_judged(text: str) -> None:
    """A sound quiz with a few accidents in it."""
    expect_sound(text, judged(text))


@given(spoilt_quizzes())
def test_no_markup_comes_through_a_quiz(text: str) -> None:
    """Of whatever stands in a quiz, only the Markdown that it may use becomes elements."""
    checked = judged(text)
    if checked.file is None:
        return
    for wording in checked.file.items.values():
        proses = [wording.question, *wording.options.values()]
        proses += [block.prose for block in (*wording.help, *checked.file.about)]
        proses += [block.prose for blocks in wording.feedback.values() for block in blocks]
        for prose in proses:
            html = render(prose.tokens, lambda target: target)
            assert set(re.findall(r"<([a-z0-9]+)", html)) <= {
                *("p", "ul", "li", "em", "strong", "code", "a", "br")
            }
            assert not re.findall(r'href="(?!\.\./|https?:|mailto:)', html)


@given(st.text(), st.sampled_from(["::: quiz", "```", "---", "# "]))
def test_any_page_is_read(text: str, odd: str) -> None:
    """Embeds and titles are found in any text without a traceback."""
    findings = Findings("playbook/x.md")
    page = read_page(findings, "x.md", f"{odd}{text}\n{text}{odd}")
    assert page.path == "x.md"
    assert {problem.code for problem in findings.problems} <= {"QZ082", "PB092"}


def test_a_very_long_file_is_judged() -> None:
    """A quiz of a thousand questions is read to its end, with a problem for every repeated id."""
    item = "\n### Who came? {#who-came}\n\n- `a` Nobody.\n- `b` Somebody.\n"
    checked = judged(QUIZ.replace("\n## Examples", item * 1000 + "\n## Examples"))
    codes = [problem.code for problem in checked.problems]
    assert codes.count("QZ013") == 999
