"""What lint found, written for a person, a program, or the host of a pull request."""

from collections.abc import Callable, Mapping

from .as_json import as_json
from .github import as_commands
from .gitlab import as_code_quality
from .outcome import Due, Outcome
from .summary import as_summary
from .text import as_lines, counted

FORMATS: Mapping[str, Callable[[Outcome], str]] = {
    "text": as_lines,
    "json": as_json,
    "github": as_commands,
    "gitlab": as_code_quality,
}
"""Each format with its writer, whose text ends with a line end where there is any."""

__all__ = ["FORMATS", "Due", "Outcome", "as_summary", "counted"]
