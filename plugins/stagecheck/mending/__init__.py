"""Mends what is safe to mend: only what makes fewer problems, and no new one."""

from .files import Unwritten, write
from .mender import Mended, mend
from .trial import Outside, Trial, trial

__all__ = ["Mended", "Outside", "Trial", "Unwritten", "mend", "trial", "write"]
