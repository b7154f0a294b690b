"""Every check that reads and does not run: quizzes, pages, Python, JavaScript. Status 1 on any."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
TYPE_SCRIPT = ROOT / "tests" / "node_modules" / ".bin" / "tsc"

CHECKS = {
    "quizzes and pages": [BIN / "stagecheck", "lint", "--finished"],
    "Python, rules": [BIN / "ruff", "check"],
    "Python, form": [BIN / "ruff", "format", "--check"],
    "Python, types": [BIN / "mypy"],
    "JavaScript, types": [TYPE_SCRIPT, "-p", "tests/jsconfig.json"],
}


def main() -> int:
    """Run all checks, so that one run shows everything there is to mend."""
    # Node comes from the virtual environment; a machine without it needs nothing else.
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    failed = []
    for name, command in CHECKS.items():
        print(f"lint: {name}", flush=True)
        if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
            failed.append(name)
    if failed:
        print(f"lint: mend {', '.join(failed)}", file=sys.stderr)
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
