"""Writes several files, or none of them."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from ..replacement import Unwritten, replace_file
from .refusal import Refused


@dataclass(slots=True)
class AllOrNothing:
    """Writes below `root`; leaving it with an error, or by an interruption, takes all back.

    Paths are relative to `root`. `created` and `changed` say what was written, in order: of what
    is changed, the bytes before and after.
    """

    root: Path
    created: list[str] = field(default_factory=list)
    changed: dict[str, tuple[bytes, bytes]] = field(default_factory=dict)
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
        """Take everything back after an error. Raises Refused where something has to stay."""
        if kind is not None and (kept := "\n".join(self._undo())):
            raise Refused(f"{error}\n{kept}") from error

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

    def change(self, path: str, before: str, after: str) -> None:
        """Put another text into a file that holds `before`. Raises Refused."""
        # Noted first: an interruption may come as soon as it is written.
        self.changed[path] = before.encode("utf-8"), after.encode("utf-8")
        try:
            replace_file(self.root, path, *self.changed[path])
        except Unwritten as error:
            del self.changed[path]
            raise Refused(str(error)) from None

    def _make_folder(self, folder: Path) -> None:
        missing = [one for one in (folder, *folder.parents) if not one.exists()]
        for one in reversed(missing):
            one.mkdir()
            self._folders.append(one)

    def _undo(self) -> Iterator[str]:
        """Take back what was written, and say what cannot be."""
        for path in self.created:
            (self.root / path).unlink(missing_ok=True)
        for folder in reversed(self._folders):
            with suppress(OSError):  # somebody else has put a file there
                folder.rmdir()
        for path, (before, after) in self.changed.items():
            try:
                if (self.root / path).read_bytes() != before:
                    replace_file(self.root, path, after, before)
            except (OSError, Unwritten):
                yield (
                    f"{path} was changed after something was added to it, and is left so: take out "
                    "by hand what is not yours"
                )
