"""Settings for web servers: those an operator keeps, completed with what only a build knows."""

from .meta import write_into_pages
from .publishing import publish

__all__ = ["publish", "write_into_pages"]
