"""Why something cannot be begun."""


class Refused(Exception):  # noqa: N818 - reads as what happened
    """Nothing was written; the message names what is in the way and what to do."""
