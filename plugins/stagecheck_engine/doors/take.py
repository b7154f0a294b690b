"""A file of results that a reader chose, judged whole before any of it is taken."""

from .. import codec, request
from ..codec import Json
from ..export import files
from ..request import Request


def answer(asked: Request) -> Json:
    """Read the file whose `text` it is. Raises FileError, SC421 to SC426, for any other.

    Response: `results`, `unfinished` and `checks` as they stand in the file.
    """
    mine = files.read_results(request.text(asked, "text"))
    return {
        "ok": True,
        "results": codec.plain(mine.results),
        "unfinished": codec.plain(mine.unfinished),
        "checks": codec.plain(mine.checks),
    }
