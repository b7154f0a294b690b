"""Every code of the doctor."""

from collections.abc import Mapping

from . import files, headers
from .rule import Rule

__all__ = ["RULES", "Rule"]

RULES: Mapping[str, Rule] = {
    **files.REACH,
    **files.WHOLE,
    **files.TYPES,
    **headers.PACKING,
    **headers.CACHING,
    **headers.POLICY,
    **files.ABSENT,
    **files.PLACE,
}
"""By code. A code never changes its meaning and is never used again."""
