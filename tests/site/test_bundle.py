"""What the site ships of its own: scripts and styles, as short as they can be."""

import pytest

from stagecheck import bundle


def test_a_script_that_is_none_is_named() -> None:
    """The build ends with the file and the line, not with a page that does nothing."""
    with pytest.raises(
        ValueError, match=r"assets/quiz\.js cannot be shortened: unexpected .* line 2"
    ):
        bundle._minified("quiz.js", "const fine = 1;\nconst broken = ;\n")


def test_a_shortened_script_says_the_same() -> None:
    """Private fields, templates, modules that are loaded later, and strings stay what they are."""
    text = (
        "// A comment\nexport class A {\n  #one = `a  ${1 + 1}`;\n"
        "  get two() {\n    return import('./share.js');\n  }\n}\n"
    )
    short = bundle._minified("a.js", text)
    assert short == 'export class A{#e=`a  ${1+1}`;get two(){return import("./share.js")}}'
    assert bundle._minified("a.css", ".a {\n  color: red;\n}\n") == ".a{color:red}"
