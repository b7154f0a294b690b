"""The minutes that a page promises: to read it, and to run the steps of a play."""

import re

from ..findings import Findings
from .front import PlayPage
from .page import KeptPage

WORDS_A_MINUTE = 200
"""Reading speed: below the 238 words of silent reading that M. Brysbaert's review of 190 studies
found (Journal of Memory and Language 109, 2019), since these pages are read to act on."""

_STEP = re.compile(r"### .*?(\d+) minutes")


def check_minutes(findings: Findings, page: KeptPage) -> None:
    """Hold the promised minutes against the text."""
    needed = minutes_for(page.words)
    if page.front.minutes != needed:
        noun = "minute" if needed == 1 else "minutes"
        promised = page.front.minutes
        message = f"{page.words} words take {needed} {noun} to read, and `minutes` is {promised}"
        mend = page.where.changing("minutes", str(needed))
        place = page.where.place(("minutes",))
        findings.add("PB001", place, message, f"Write `minutes: {needed}`", mend)
    if isinstance(page.front, PlayPage):
        _check_steps(findings, page, page.front.run_time)


def minutes_for(words: int) -> int:
    """Return the whole minutes that so many words take to read."""
    return max(1, -(-words // WORDS_A_MINUTE))


def _check_steps(findings: Findings, page: KeptPage, promised: int) -> None:
    steps = [int(found[1]) for block in page.blocks if (found := _STEP.match(block.text))]
    if sum(steps) != promised:
        message = f"the steps take {sum(steps)} minutes, and `run_time` is {promised}"
        hint = "Mend one of the two; a step's heading ends like `### 2. Choose one (10 minutes)`"
        mend = page.where.changing("run_time", str(sum(steps))) if steps else None
        findings.add("PB002", page.where.place(("run_time",)), message, hint, mend)
