"""One root for every error the engine raises, each with a code that never changes its meaning."""


class EngineError(Exception):
    """What went wrong, as objects: a stable `code`, a `message` and a `hint` on what to do."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(f"{code} {message}")
        self.code = code
        self.message = message
        self.hint = hint


class RequestError(EngineError):
    """The request to the bridge is not one it knows (SC1xx)."""


class QuizDataError(EngineError):
    """A packed quiz does not have the shape of this engine's model (SC2xx)."""


class AnswerError(EngineError):
    """An answer names an item or an option that the quiz does not have (SC3xx)."""


class CodeError(EngineError):
    """A code cannot be read, or belongs elsewhere (SC40x).

    SC401 mistyped, SC402 of another quiz, SC403 of another round, SC404 of a version that is not
    known here, SC405 of a version that asks something else here.
    """


class FileError(EngineError):
    """A file that should hold results or rounds cannot be taken (SC42x).

    SC421 not JSON, SC422 of another kind, SC423 of a later format, SC424 too much of it, SC425 its
    shape, SC426 a value that cannot be.
    """


class ExportError(EngineError):
    """What was asked for cannot be written (SC43x).

    SC431 a day that is none, SC432 no brief for this, SC433 a sentence with an unknown placeholder,
    SC434 nothing to write about.
    """


class BoardError(EngineError):
    """A board cannot be made (SC55x; the page's own faults have SC501 to SC509).

    SC551 of a quiz that places nobody, SC552 from fewer people than is decent, SC553 of a text that
    is far too long.
    """
