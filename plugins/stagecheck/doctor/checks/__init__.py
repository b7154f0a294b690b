"""What is looked at, in the order in which an operator mends it. A check reads a survey alone."""

from collections.abc import Callable, Iterator

from ..finding import Finding
from ..survey import Survey
from . import absent, caching, packing, place, policies, types, whole

type Check = Callable[[Survey], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    place.check,
    whole.check,
    absent.check,
    types.check,
    policies.check,
    packing.check,
    caching.check,
)
