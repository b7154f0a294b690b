"""Speaks to a language server over its standard input and output, as an editor does."""

import json
import os
import subprocess
from pathlib import Path
from threading import Timer
from typing import Any, Self

from samples import ROOT

BIN = ROOT / ".venv" / "bin"
SERVER = ROOT / "tests" / "node_modules" / ".bin" / "yaml-language-server"

PATIENCE = 60
"""Seconds after which a silent server is taken to be stuck, and ended."""

type Json = dict[str, Any]


class Editor:
    """An editor with a language server; `settings` are those of a workspace."""

    def __init__(self, command: list[str], root: Path, settings: Json) -> None:
        environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
        self._server = subprocess.Popen(
            command, cwd=root, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._settings = settings
        self._root = root
        self._last = 0
        self._told: dict[str, list[Json]] = {}
        self.able: Json = {}

    def __enter__(self) -> Self:
        """Introduce each other."""
        able = {"textDocument": {"completion": {"completionItem": {"snippetSupport": True}}}}
        able["workspace"] = {"configuration": True, "workspaceFolders": True}
        folder = {"uri": self._root.as_uri(), "name": "project"}
        introduced = self.ask(
            "initialize",
            processId=None,
            rootUri=folder["uri"],
            workspaceFolders=[folder],
            capabilities=able,
        )
        self.able = introduced["capabilities"]
        self._tell("initialized")
        self._tell("workspace/didChangeConfiguration", settings=self._settings)
        return self

    def __exit__(self, *_: object) -> None:
        """Say goodbye."""
        self.ask("shutdown")
        self._tell("exit")
        self._server.wait(timeout=30)
        for stream in (self._server.stdin, self._server.stdout):
            if stream:
                stream.close()

    def open(self, path: Path, language: str, text: str) -> None:
        """Open a file with a text, saved or not."""
        document = {"uri": path.as_uri(), "languageId": language, "version": 1, "text": text}
        self._tell("textDocument/didOpen", textDocument=document)

    def change(self, path: Path, text: str) -> None:
        """Type: the file now holds another text."""
        document = {"uri": path.as_uri(), "version": 2}
        changes = [{"text": text}]
        self._tell("textDocument/didChange", textDocument=document, contentChanges=changes)

    def completions(self, path: Path, line: int, column: int) -> list[str]:
        """Return what is offered at a place; line and column count from 1."""
        found = self.ask("textDocument/completion", **_at(path, line, column))
        items = found["items"] if isinstance(found, dict) else found or []
        return [one["label"] for one in items]

    def hover(self, path: Path, line: int, column: int) -> str:
        """Return what is told about a place."""
        found = self.ask("textDocument/hover", **_at(path, line, column))
        return str(found["contents"]["value"]) if found else ""

    def diagnostics(self, path: Path) -> list[str]:
        """Return what is marked in a file, as `line:column: message`."""
        while path.as_uri() not in self._told:
            self._read()
        return [
            f"{one['range']['start']['line'] + 1}:{one['range']['start']['character'] + 1}: "
            f"{one['message']}"
            for one in self._told.pop(path.as_uri())
        ]

    def ask(self, method: str, **parameters: Any) -> Any:
        """Send a request and return its result."""
        self._last += 1
        mine = self._last
        self._send({"id": mine, "method": method, "params": parameters})
        while True:
            message = self._read()
            if message.get("id") == mine and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def _tell(self, method: str, **parameters: Any) -> None:
        self._send({"method": method, "params": parameters})

    def _send(self, message: Json) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._server.stdin
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self._server.stdin.flush()

    def _read(self) -> Json:
        """Read a message; answer it where the server asks for something."""
        assert self._server.stdout
        stuck = Timer(PATIENCE, self._server.kill)
        stuck.start()
        length = 0
        while line := self._server.stdout.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        message: Json = json.loads(self._server.stdout.read(length))
        stuck.cancel()
        if "method" in message:
            self._heed(message)
        return message

    def _heed(self, message: Json) -> None:
        """Note what is marked, and give the settings where they are asked for."""
        asked = message.get("params") or {}
        if message["method"] == "textDocument/publishDiagnostics":
            self._told[asked["uri"]] = asked["diagnostics"]
        if "id" in message:
            items = asked.get("items", []) if isinstance(asked, dict) else []
            result = [self._settings.get(one.get("section")) for one in items] or None
            self._send({"id": message["id"], "result": result})


def _at(path: Path, line: int, column: int) -> Json:
    position = {"line": line - 1, "character": column - 1}
    return {"textDocument": {"uri": path.as_uri()}, "position": position}
