"""Settings that all tests share."""

import os
from pathlib import Path

from hypothesis import HealthCheck, settings

# One Chromium, and one built site for each address, serve whichever tests need them.
pytest_plugins = ("browser.fixtures",)

# No test depends on time: machines are shared. CI tries the same cases each time, so that a change
# is judged by what it does; anywhere else every run looks at new ones.
settings.register_profile(
    "stagecheck",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
settings.load_profile("stagecheck")

# The browser's Python, and its packed forms, are the same for every project that a test makes.
os.environ.setdefault("STAGECHECK_CACHE", str(Path(__file__).parents[1] / ".cache" / "stagecheck"))
