"""A file of results that a reader chose, judged whole before any of it is taken."""

from .. import codec, request
from ..codec import Json
from ..export import files
from ..export.days import following
from ..request import Request


def answer(asked: Request) -> Json:
    """Read the file whose `text` it is; `day` is today.

    Response: `results`, `unfinished` and `checks` as they stand in the file. A result of a day that
    is still to come would hide every later one: it is left out, and `ahead` counts those. Tomorrow
    is let in, for it may have begun elsewhere. Raises FileError, SC421 to SC426, for any other
    file, and RequestError SC108 for no day.
    """
    mine = files.read_results(request.text(asked, "text"))
    tomorrow = following(request.day(asked, "day"))
    past = tuple(one for one in mine.results if one.day <= tomorrow)
    return {
        "ok": True,
        "results": codec.plain(past),
        "ahead": len(mine.results) - len(past),
        "unfinished": codec.plain(mine.unfinished),
        "checks": codec.plain(mine.checks),
    }
