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
