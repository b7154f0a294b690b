"""How far the share in a sample may be from the share in all."""

from fractions import Fraction
from math import sqrt

Z = 1.959964
"""The two-sided 95% point of the normal distribution."""


def wilson(found: int, sampled: int) -> tuple[float, float]:
    """Return the 95% interval, from 0 to 1, of a share that was `found` times in a sample.

    E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal
    of the American Statistical Association 22 (1927), 209-212. It holds near 0 and 1 as well.
    """
    share, z2 = found / sampled, Z * Z
    middle = share + z2 / (2 * sampled)
    reach = Z * sqrt((share * (1 - share) + z2 / (4 * sampled)) / sampled)
    by = 1 + z2 / sampled
    return max(0.0, (middle - reach) / by), min(1.0, (middle + reach) / by)


def per_cent(share: Fraction | float) -> str:
    """Write a share with one decimal; one that is not 0 or 1 never reads as if it were."""
    rounded = f"{float(share) * 100:.1f}%"
    if rounded == "0.0%" and share:
        return "below 0.1%"
    if rounded == "100.0%" and share != 1:
        return "above 99.9%"
    return {"0.0%": "0%", "100.0%": "100%"}.get(rounded, rounded)
