"""A facilitator's rounds in a file, out of one, and what a team agreed to do as a file."""

from collections.abc import Callable
from typing import cast

from .. import codec, request
from ..codec import Json
from ..errors import RequestError
from ..export import calendar, fields, files, markdown, shapes, table
from ..export.records import Action, Head
from ..request import RELOAD, Request


def answer(asked: Request) -> Json:
    """Do what `what` says. `day` is today.

    "read": takes the `text` of a file and gives its `rounds`. The others give a file with `name`
    (ASCII, no folder), `type` and `text`: "write" takes `rounds` in the shape of the file;
    "markdown", "csv" and "calendar" take `actions`, objects with `text`, `owner` and `day`, with
    the `check` (its title), the `name` and the `tag` of their round, and the last one `link`, the
    address of the page of boards, and, if there is a clock, `now` in UTC. Raises FileError, SC421
    to SC426, for data that no file can hold, and ExportError SC434 for a calendar without an
    action.
    """
    what = request.text(asked, "what")
    if what == "read":
        found = files.read_rounds(request.text(asked, "text"))
        return {"ok": True, "rounds": codec.plain(found.rounds)}
    write = _WRITERS.get(what)
    if write is None:
        message = f"the request's 'what' is {what[:40]!r}, not one of: read, {', '.join(_WRITERS)}"
        raise RequestError("SC104", message, RELOAD)
    name, type_, text = write(asked)
    return {"ok": True, "name": name, "type": f"{type_};charset=utf-8", "text": text}


def _write(asked: Request) -> tuple[str, str, str]:
    whole = files.rounds_of(asked.get("rounds"))
    # One alone is told from others of its day.
    tag = f"-{whole.rounds[0].tag}" if len(whole.rounds) == 1 else ""
    name = f"rounds{tag}-{request.day(asked, 'day')}.json"
    return name, "application/json", files.written_rounds(whole)


def _markdown(asked: Request) -> tuple[str, str, str]:
    text = markdown.actions(_actions(asked), _head(asked))
    return _name(asked, "md"), "text/markdown", text


def _csv(asked: Request) -> tuple[str, str, str]:
    text = table.UTF_8 + table.actions(_actions(asked), _head(asked))
    return _name(asked, "csv"), "text/csv", text


def _calendar(asked: Request) -> tuple[str, str, str]:
    link, tag = request.text(asked, "link"), _tag(asked)
    events = [calendar.action(one, tag, link) for one in _actions(asked)]
    now = request.moment(asked, request.day(asked, "day"))
    return _name(asked, "ics"), "text/calendar", calendar.written(events, now)


def _head(asked: Request) -> Head:
    check, name = (request.line(asked, field) for field in ("check", "name"))
    return Head(check, name, _tag(asked), request.day(asked, "day"))


def _name(asked: Request, ending: str) -> str:
    return f"actions-{_tag(asked)}-{request.day(asked, 'day')}.{ending}"


def _tag(asked: Request) -> str:
    return fields.tag(asked.get("tag"), "tag")


def _actions(asked: Request) -> tuple[Action, ...]:
    return shapes.actions(cast(Json, request.objects(asked, "actions")), "actions")


_WRITERS: dict[str, Callable[[Request], tuple[str, str, str]]] = {
    "write": _write,
    "markdown": _markdown,
    "csv": _csv,
    "calendar": _calendar,
}
