"""Tests in a real browser; a package, because other folders have modules of the same names."""
