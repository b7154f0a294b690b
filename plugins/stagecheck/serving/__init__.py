"""What an editor sees under `mkdocs serve`, and no reader: problems at their places, and a bar."""

from .view import STYLE, Editing, shown_instead, style, write_problems

__all__ = ["STYLE", "Editing", "shown_instead", "style", "write_problems"]
