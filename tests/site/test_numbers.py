"""Every number that an editor may write reaches the reader: an engine reads it from the pack."""

from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from garden import MISTAKES, PAGES
from made_up import pack
from stagecheck.check.quiz import Site, check
from stagecheck.exact import LARGEST, parse_number
from stagecheck.pages import Page
from stagecheck.parse import parse
from stagecheck_engine.codec import load_pack

LONGEST = 9_999_999
"""The largest whole number of a score."""

HARVEST = """\
---
id: harvest
version: 1
kind: assessment
minutes: 2
purpose: To see how much of the garden is eaten.
places: The harvest
rule: bands
stages:
  weedy: {{title: Weedy, belief: Nobody needs a garden., page: phases/weedy.md}}
  blooming: {{title: Blooming, belief: We tend it., page: phases/blooming.md}}
bands:
  weedy: [0, {border}]
  blooming: [{border}, {out_of}]
score:
  out_of: {out_of}
---

# Harvest check

## Beds {{#beds}}

### How much of it is dug? {{#dug}}

- `none` Nothing. {{value=0}}
- `half` About half of it. {{value={half}}}
- `all` All of it. {{value={all}}}

## Examples {{#examples}}

| team | Car park | Canteen |
| --- | --- | --- |
| stage | weedy | blooming |
| dug | none | all |
"""


def numbers(least: int, most: int) -> st.SearchStrategy[str]:
    """Write numbers above `least`, up to `most`, in every form and as finely as is allowed."""
    whole = st.integers(0, most).map(str)
    parts = st.integers(0, 999).map(lambda part: f".{part:03}")
    shares = st.integers(1, LARGEST).map(lambda by: f"/{by}")
    written = st.builds("{}{}".format, whole, st.one_of(st.just(""), parts, shares))
    return written.filter(lambda number: least < Fraction(number) <= most)


def read_back(path: str, text: str) -> None:
    """Check a quiz that has no problem, and that an engine reads of its pack what was written."""
    pages = {page: Page(page, page, "", ()) for page in PAGES}
    checked = check(parse(path, text), Site("playbook", pages, {}))
    assert checked.file is not None, checked.problems
    assert load_pack(pack(checked.file.quiz)).quiz == checked.file.quiz


@given(
    st.lists(numbers(0, LARGEST), min_size=2, max_size=2),
    st.lists(numbers(0, LONGEST), min_size=2, max_size=2),
)
def test_a_number_of_a_plain_score_is_read_from_its_pack(
    values: list[str], ends: list[str]
) -> None:
    """What is accepted in values, bands and `out_of` is not refused in the browser."""
    half, all_ = sorted(values, key=Fraction)
    border, out_of = sorted(ends, key=Fraction)
    assume(Fraction(border) < Fraction(out_of) and Fraction(out_of) >= 1)
    text = HARVEST.format(half=half, all=all_, border=border, out_of=out_of)
    read_back("quizzes/harvest.md", text)


@given(numbers(0, 100))
def test_a_pass_mark_is_read_from_its_pack(share: str) -> None:
    """What is accepted in `pass` is not refused in the browser."""
    text = (MISTAKES / "knowledge.md").read_text("utf-8")
    assert "pass: 80%" in text
    read_back("quizzes/watering.md", text.replace("pass: 80%", f"pass: {share}%"))


@given(st.from_regex(r"[0-9./-]{1,14}", fullmatch=True))
def test_a_number_is_read_exactly_or_not_at_all(text: str) -> None:
    """What is accepted is the number that stands there; a whole one is an int."""
    number = parse_number(text)
    assert number is None or number == Fraction(text)
    assert number is None or isinstance(number, int) == (number.denominator == 1)
