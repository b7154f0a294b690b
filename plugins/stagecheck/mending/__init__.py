"""Mends what is safe to mend: only what makes fewer problems, and no new one."""

from .mender import Mended, mend
from .trial import Outside, Trial, trial

__all__ = ["Mended", "Outside", "Trial", "mend", "trial"]
