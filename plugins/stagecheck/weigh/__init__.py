"""What the answers to a quiz lead to: how often to each stage, and which questions decide."""

from .outcome import Outcome
from .patterns import ItemWeight
from .weighing import Part, Weighing, weigh

__all__ = ["ItemWeight", "Outcome", "Part", "Weighing", "weigh"]
