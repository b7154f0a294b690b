"""How a playbook is written: at most ten rules, as data, held at the line where one is broken."""

from .check import check_style
from .guide import Guide, Rule, read_guide
from .listing import listed
from .marks import without_marks

__all__ = [
    "Guide",
    "Rule",
    "check_style",
    "listed",
    "read_guide",
    "without_marks",
]
