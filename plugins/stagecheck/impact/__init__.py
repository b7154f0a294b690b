"""What a change to quizzes and pages does to teams, saved answers, codes and plays."""

from .compare import Impact, compare
from .side import Base, read_base, read_now
from .told import as_json, tell

__all__ = ["Base", "Impact", "as_json", "compare", "read_base", "read_now", "tell"]
