"""A hundred thousand spoilt inputs and more: no crash, no hang, no markup through.

Each run is a process of its own, with a bound on time for every input and on room for all.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

RUNS = [
    *(("quiz", seed, 4_000) for seed in range(4)),
    *(("front", seed, 15_000) for seed in range(2)),
    ("scales", 0, 10_000),
    ("page", 0, 12_000),
    *(("request", seed, 20_000) for seed in range(2)),
    ("code", 0, 40_000),
]
"""Target, seed and number of inputs."""

KINDS = {"quiz": 40, "front": 5, "scales": 10, "page": 3, "request": 8, "code": 5}
"""How many different outcomes a run must see at least, or its inputs are all alike."""


def test_there_are_a_hundred_thousand_inputs() -> None:
    """The runs below, and the ten thousand of the browser's storage, are as many as promised."""
    assert sum(count for _, _, count in RUNS) >= 100_000


@pytest.mark.parametrize(("target", "seed", "count"), RUNS)
def test_whatever_comes_in_is_judged(target: str, seed: int, count: int, tmp_path: Path) -> None:
    """Every input ends in a result or in problems with a code, a place and a way out."""
    command = [sys.executable, "-m", "fuzzing", target, "--seed", str(seed), "--count", str(count)]
    ran = subprocess.run(
        [*command, "--keep", str(tmp_path / "failed.txt")],
        cwd=Path(__file__).parent.parent,
        capture_output=True,
        check=False,
        text=True,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr[-3000:]
    report = json.loads(ran.stdout)
    assert report["inputs"] == count
    assert report["seen"]["sound" if target != "page" else "1 embeds"] > 0
    assert len(report["seen"]) >= KINDS[target], report["seen"]
