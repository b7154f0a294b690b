"""What an operator is told about each web server, from the settings they were given."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from servers.asking import Served


def test_the_doctor_finds_nothing_wrong(served: Served) -> None:
    """The settings and the doctor agree about what a server is to do."""
    command = [str(Path(sys.executable).with_name("stagecheck")), "doctor", served.url]
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout
    assert "nothing wrong was found" in run.stdout
