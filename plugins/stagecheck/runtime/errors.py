"""The one error of this package."""


class RuntimeUnavailable(Exception):  # noqa: N818 - it names a state of the machine, not a slip
    """Python for the browser could not be had.

    `tried` says what was being done, `found` what happened instead, `hint` what to do about it.
    """

    def __init__(self, tried: str, found: str, hint: str) -> None:
        super().__init__(tried, found, hint)
        self.tried = tried
        self.found = found
        self.hint = hint

    def __str__(self) -> str:
        """Three sentences, in the order a reader needs them."""
        return f"Python for the browser: could not {self.tried}.\n{self.found}\n{self.hint}"
