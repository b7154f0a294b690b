"""Feeds one target with spoilt inputs, within bounds of time and room for each, and reports."""

import argparse
import json
import random
import resource
import signal
import sys
import traceback
from collections import Counter
from pathlib import Path
from types import FrameType

from fuzzing.targets import TARGETS

SECONDS = 4
"""Of the processor's time, which a busy machine does not stretch: what takes more hangs."""

ROOM = 1 << 30
"""Bytes that the whole process may ask for: Python and its libraries take a fifth of it."""


class Late(BaseException):
    """An input took too long; no `Exception`, for the bridge makes a sentence of those."""


def main() -> int:
    """Run from the command line; ends with 1 and keeps the input when something does not hold."""
    parser = argparse.ArgumentParser(prog="fuzzing", description=__doc__)
    parser.add_argument("target", choices=sorted(TARGETS))
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path, default=Path("build/fuzzing-failed.txt"))
    asked = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (ROOM, ROOM))
    signal.signal(signal.SIGVTALRM, _late)
    seen: Counter[str] = Counter()
    for number in range(asked.count):
        text = TARGETS[asked.target].make(random.Random(f"{asked.seed}.{number}"))  # noqa: S311
        try:
            signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
            seen.update(set(TARGETS[asked.target].judge(text)))
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        except BaseException:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            asked.keep.parent.mkdir(parents=True, exist_ok=True)
            asked.keep.write_bytes(text.encode("utf-8", "surrogatepass"))
            traceback.print_exc()
            print(f"{asked.target}: input {number} of seed {asked.seed}, kept in {asked.keep}")
            return 1
    print(json.dumps({"inputs": asked.count, "seen": dict(seen.most_common())}))
    return 0


def _late(signum: int, frame: FrameType | None) -> None:
    del signum, frame
    raise Late(f"longer than {SECONDS} seconds")


if __name__ == "__main__":
    sys.exit(main())
