"""Checks that nothing stands twice in braces: one of the two would go unnoticed."""

from collections.abc import Mapping

from ..attributes import repeated
from ..findings import Findings
from ..problems import Place


def check_repeats(findings: Findings, attributes: Mapping[str, str], place: Place) -> None:
    """Name every attribute and class that is given more than once; `place` is theirs."""
    for name in repeated(attributes):
        findings.add("QZ014", place, f"{name!r} is given twice", "Keep one of the two")
