"""Right answers and their points: the key of a knowledge check."""

from __future__ import annotations

from fractions import Fraction

from by_hand.form import Form, found
from by_hand.key import OPEN, OPEN_IS, Key, heads
from markup import Element

TWICE = (
    r"Count it as 0 first, then as all it is worth: where both sums pass, you have passed; where"
    r" neither does, you have not yet; otherwise it is open\. It is open too when fewer than (\d+)"
    r" of the (\d+) questions are answered\."
)


def verdict(page: Element, form: Form) -> str:
    """Find whether the check is passed, failed or open."""
    key = Key(page)
    table = key.table("right-answers")
    assert heads(table) == ["Question", "What is right", "Worth", "Points"]
    *questions, total = table.all("tbody")[0].all("tr")
    passed = key.read(r"Passed from (\S+) of (\S+) points\.")
    key.expect(OPEN)
    enough = key.read(r"If no answer is open, your result stands\. " + OPEN_IS + TWICE)
    heading, result = key.end()
    assert heading.text == "Your result"
    assert result.text == f"passed not yet open of {passed[2]} points"
    assert total.children[0].text == "All together"
    assert total.children[1].text == passed[2]
    assert int(enough[2]) == len(questions)
    points = [_points(row, form) for row in questions]
    if sum(question.given for question in form.values()) < int(enough[1]):
        return "open"
    low, high = sum(one[0] for one in points), sum(one[1] for one in points)
    if low >= Fraction(passed[1]):
        return "passed"
    return "open" if high >= Fraction(passed[1]) else "failed"


def _points(row: Element, form: Form) -> tuple[Fraction, Fraction]:
    number, what, worth, _ = row.children
    question = form[int(number.text)]
    right = {strong.text for strong in what.all("strong")}
    match = found(
        r"^(\S+?)(?:: each right tick adds (\S+), each wrong one takes (\S+) away,"
        r" never below 0)?$",
        worth.text,
    )
    if question.open:
        return Fraction(0), Fraction(match[1])
    ticked = set(question.ticked)
    if not match[2]:
        points = Fraction(match[1]) if ticked <= right else Fraction(0)
    else:
        added, taken = Fraction(match[2]) * len(ticked & right), Fraction(match[3])
        points = max(Fraction(0), added - taken * len(ticked - right))
    return points, points
