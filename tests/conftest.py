"""Settings that all tests share."""

import os

from hypothesis import HealthCheck, settings

# No test depends on time: machines are shared. CI tries the same cases each time, so that a change
# is judged by what it does; anywhere else every run looks at new ones.
settings.register_profile(
    "stagecheck",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
settings.load_profile("stagecheck")
