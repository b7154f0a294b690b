"""Scores quizzes: the same Python in CPython and in the reader's browser.

Imports the standard library and itself, nothing else. `bridge.handle` is the only door for
JavaScript; Python callers use `scoring.score` with the records of `model`.
"""
