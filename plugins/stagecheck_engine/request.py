"""What stands in a request, field by field. Raises RequestError for whatever cannot be meant."""

import re

from . import codec
from .codec import Json
from .errors import RequestError
from .model import Answers

type Request = dict[str, Json]

RELOAD = "reload the page: it and its scripts come from two different builds"


def read(request_json: str) -> Request:
    """Read a request. Raises SC101 where it is not JSON, SC102 where it is no object."""
    try:
        data = codec.loads(request_json)
    except (ValueError, TypeError) as error:
        raise RequestError("SC101", f"the request is not JSON: {error}", RELOAD) from None
    if not isinstance(data, dict):
        found = type(data).__name__
        raise RequestError("SC102", f"the request must be an object, found a {found}", RELOAD)
    return data


def text(request: Request, name: str) -> str:
    """Read a text. Raises SC103."""
    value = request.get(name)
    if isinstance(value, str):
        return value
    found = "nothing" if value is None else f"a {type(value).__name__}"
    raise RequestError("SC103", f"the request's {name!r} must be text, found {found}", RELOAD)


LONGEST = 300
"""Characters of a line that are taken."""


def line(request: Request, name: str) -> str:
    """Read what somebody typed into one line. Raises SC103."""
    return " ".join(text(request, name).split())[:LONGEST]


def base(request: Request) -> str:
    """Read the way to the site's root. Links begin with it: nothing else may stand here. SC106."""
    found = text(request, "base")
    if re.fullmatch(r"/?(\.{1,2}/)*", found):
        return found
    message = f"the request's 'base' leads to no root: {found[:100]!r}"
    raise RequestError("SC106", message, RELOAD)


def address(request: Request, name: str) -> str:
    """Read the address of a folder on the web; links made of it lead nowhere else. Raises SC106."""
    found = text(request, name)
    if re.fullmatch(r"https?://[^\s\"<>\\]+/", found):
        return found
    message = f"the request's {name!r} must be the address of a folder, found {found[:100]!r}"
    raise RequestError("SC106", message, RELOAD)


def versions(request: Request, answers: Answers) -> dict[str, int]:
    """Read to which version of the quiz each of the answers was given. Raises SC105."""
    data = request.get("versions")
    given = data if isinstance(data, dict) else {}
    # bool is an int in Python, but no number in a request.
    numbers = {item: one for item, one in given.items() if type(one) is int}
    missing = [item for item in answers if item not in numbers]
    if missing or not isinstance(data, dict):
        message = "the request's 'versions' must have a whole number for each answer"
        raise RequestError("SC105", message, RELOAD)
    return numbers


def below(request: Request, name: str, limit: int) -> int:
    """Read a whole number from 0 to below a limit. Raises SC107."""
    value = request.get(name)
    if type(value) is int and 0 <= value < limit:
        return value
    message = f"the request's {name!r} must be a whole number from 0 to below {limit}"
    raise RequestError("SC107", message, RELOAD)


def day(request: Request, name: str) -> str:
    """Read a day such as 2026-11-22. Raises SC108."""
    from .export.days import FIRST_YEAR, LAST_YEAR, is_day

    found = text(request, name)
    if is_day(found):
        return found
    message = f"expected a day of {FIRST_YEAR} to {LAST_YEAR}, found {found[:40]!r}"
    raise RequestError("SC108", message, "choose a day from the calendar, or write it in full")


def moment(request: Request, day: str) -> str:
    """Read the moment `now`, such as 2026-11-22T09:30:00Z; without it, that a day begins. SC103."""
    return text(request, "now") if "now" in request else f"{day}T00:00:00Z"


def objects(request: Request, name: str) -> list[Request]:
    """Read a list of objects. Raises SC109."""
    value = request.get(name)
    found = [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
    if isinstance(value, list) and len(found) == len(value):
        return found
    raise RequestError("SC109", f"the request's {name!r} must be a list of objects", RELOAD)
