"""A team's board: the answers of several people put together, in numbers of people.

Nothing here averages attitudes. `combine` is pure and exact, and its cost grows with the people as
they do: no more than their number matters, so nobody is compared with everybody.
"""

from .board import Board, combine
from .plays import Blocked, Served
from .spread import Count, Spread
from .stages import DimensionBoard, Held, Holding

__all__ = [
    "Blocked",
    "Board",
    "Count",
    "DimensionBoard",
    "Held",
    "Holding",
    "Served",
    "Spread",
    "combine",
]
