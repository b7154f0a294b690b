"""Measurements, by `make bench`: ratios within one run, never a test of time."""
