"""Messages of the Language Server Protocol, as they pass through pipes."""

import json
from threading import Lock
from typing import IO, Any

type Message = dict[str, Any]


class Pipe:
    """One end of a conversation: read by one thread, written by several."""

    def __init__(self, reads: IO[bytes], writes: IO[bytes]) -> None:
        self._reads = reads
        self._writes = writes
        self._lock = Lock()

    def read(self) -> Message | None:
        """Read a message; None where the other side has gone."""
        length = 0
        while line := self._reads.readline():
            name, _, value = line.strip().partition(b":")
            if not name:
                return self._body(length)
            if name.lower() == b"content-length":
                length = int(value)
        return None

    def _body(self, length: int) -> Message | None:
        data = self._reads.read(length)
        if len(data) < length:
            return None
        message: Message = json.loads(data)
        return message

    def write(self, message: Message) -> None:
        """Send a message, whole."""
        data = json.dumps({"jsonrpc": "2.0", **message}).encode("utf-8")
        with self._lock:
            self._writes.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
            self._writes.flush()
