"""Writes several files, or none of them."""

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copymode
from tempfile import NamedTemporaryFile
from types import TracebackType
from typing import Self

from .refusal import Refused


@dataclass(slots=True)
class AllOrNothing:
    """Writes below `root`; leaving it with an error, or by an interruption, takes all back.

    Paths are relative to `root`. `created` and `changed` say what was written, in order.
    """

    root: Path
    created: list[str] = field(default_factory=list)
    changed: dict[str, bytes] = field(default_factory=dict)
    _folders: list[Path] = field(default_factory=list)

    def __enter__(self) -> Self:
        """Begin, with nothing written."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take everything back after an error."""
        if kind is not None:
            self._undo()

    def create(self, path: str, text: str) -> None:
        """Write a new file. Raises Refused where one exists or cannot be written."""
        file = self.root / path
        try:
            self._make_folder(file.parent)
            with file.open("x", encoding="utf-8", newline="") as opened:
                self.created.append(path)
                opened.write(text)
        except FileExistsError:
            raise Refused(f"{path} exists already, and is never overwritten") from None
        except OSError as error:
            raise Refused(f"{path} cannot be written: {error.strerror}") from None

    def change(self, path: str, text: str) -> None:
        """Put another text into a file that exists. Raises Refused."""
        file = (self.root / path).resolve()
        try:
            before = file.read_bytes()
            self.changed.setdefault(path, before)
            _put(file, text.encode("utf-8"))
        except OSError as error:
            raise Refused(f"{path} cannot be written: {error.strerror}") from None

    def _make_folder(self, folder: Path) -> None:
        missing = [one for one in (folder, *folder.parents) if not one.exists()]
        for one in reversed(missing):
            one.mkdir()
            self._folders.append(one)

    def _undo(self) -> None:
        for path in self.created:
            (self.root / path).unlink(missing_ok=True)
        for folder in reversed(self._folders):
            with suppress(OSError):  # somebody else has put a file there
                folder.rmdir()
        for path, before in self.changed.items():
            _put((self.root / path).resolve(), before)


def _put(file: Path, data: bytes) -> None:
    """Replace a file in one step, so that no reader and no interruption finds half of it."""
    with NamedTemporaryFile(dir=file.parent, prefix=f".{file.name}.", delete=False) as written:
        beside = Path(written.name)
        try:
            written.write(data)
            written.flush()
            copymode(file, beside)
            beside.replace(file)
        finally:
            beside.unlink(missing_ok=True)
