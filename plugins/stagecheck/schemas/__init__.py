"""JSON Schemas for editors: completion and hover help, made from the shapes that the checks use."""

from .shapes import SCHEMAS, schemas, written

__all__ = ["SCHEMAS", "schemas", "written"]
