"""Stands between an editor and a language server for YAML, and shows it front matters alone."""

from threading import Thread
from typing import Any

from .front_lines import front_lines, only_front
from .messages import Message, Pipe

_OFFERED = ("completionProvider", "hoverProvider")
"""What of the server's abilities makes sense here; to format would be to empty a file."""
_WHOLE_TEXTS = 1


class Relay:
    """Passes messages on; `settings` are those that the server asks for, by section.

    The text below a front matter never reaches the server, and what is asked there is answered
    with nothing.
    """

    def __init__(self, editor: Pipe, server: Pipe, settings: Message) -> None:
        self._editor = editor
        self._server = server
        self._settings = settings
        self._fronts: dict[str, int] = {}
        self._first: Any = None

    def run(self) -> None:
        """Pass messages on until the editor or the server has gone."""
        Thread(target=self._pass_back, daemon=True).start()
        while message := self._editor.read():
            self._from_editor(message)
            if message.get("method") == "exit":
                break

    def _pass_back(self) -> None:
        while message := self._server.read():
            self._from_server(message)

    def _from_editor(self, message: Message) -> None:
        asked = message.get("params") or {}
        match message.get("method"):
            case "initialize":
                self._first = message["id"]
            case "textDocument/didOpen":
                self._show(asked["textDocument"]["uri"], asked["textDocument"])
            case "textDocument/didChange":
                asked["contentChanges"] = asked["contentChanges"][-1:]
                for change in asked["contentChanges"]:
                    self._show(asked["textDocument"]["uri"], change)
        if "id" in message and self._is_below(asked):
            self._editor.write({"id": message["id"], "result": None})
        else:
            self._server.write(message)

    def _show(self, uri: str, holder: Message) -> None:
        """Put a front matter in place of a whole text, and remember how long it is."""
        self._fronts[uri] = front_lines(holder["text"])
        holder["text"] = only_front(holder["text"])

    def _is_below(self, asked: Message) -> bool:
        """Tell whether something is asked about a place outside a front matter."""
        if "position" not in asked:
            return False
        line: int = asked["position"]["line"]
        return not 1 <= line < self._fronts.get(asked["textDocument"]["uri"], 0)

    def _from_server(self, message: Message) -> None:
        asked = message.get("params") or {}
        match message.get("method"):
            case "workspace/configuration":
                result = [self._settings.get(one.get("section")) for one in asked["items"]]
                self._server.write({"id": message["id"], "result": result})
            case "client/registerCapability" | "client/unregisterCapability":
                self._server.write({"id": message["id"], "result": None})
            case None if message.get("id") == self._first and "result" in message:
                self._editor.write(_modest(message))
            case _:
                self._editor.write(message)


def _modest(message: Message) -> Message:
    """Name only the abilities that are offered here, and ask for whole texts at each change."""
    able = message["result"]["capabilities"]
    kept: Message = {name: able[name] for name in _OFFERED if name in able}
    kept["textDocumentSync"] = {"openClose": True, "change": _WHOLE_TEXTS}
    return {**message, "result": {**message["result"], "capabilities": kept}}
