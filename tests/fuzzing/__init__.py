"""Spoilt inputs by the hundred thousand: whatever comes in, it is judged, in bounded time and room.

`python -m fuzzing quiz --count 100000 --seed 7`, from the folder tests/, is a run by hand.
"""
