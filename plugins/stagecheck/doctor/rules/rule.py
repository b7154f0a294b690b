"""What stands in every finding of one code."""

from typing import NamedTuple

SETTINGS = "The settings in build/deploy/ do so, for nginx, Apache and IIS."
SIGNED_IN = "sign in with a browser and ask again with --header 'Cookie: …' of that session."


class Rule(NamedTuple):
    """How serious a finding is, what was expected, and the way to mend it.

    `level` is error or warning. The settings named in `fix` are those that a build writes.
    """

    level: str
    expected: str
    fix: str
