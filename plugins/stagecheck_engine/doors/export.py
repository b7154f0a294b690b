"""What a reader takes along, as a text with the name and the type of a file."""

from collections.abc import Callable

from .. import codec, request
from ..codec import Json, Pack
from ..errors import RequestError
from ..export import calendar, files, markdown, table
from ..request import RELOAD, Request
from ..scoring import score


def answer(asked: Request) -> Json:
    """Write a file of what `what` says. `day` is today; each needs more beside it.

    "markdown": `quiz`, `answers` and `site`, the address that links begin with. "csv": `quiz` and
    `answers`. "calendar": `quiz`, `on` (a day), `play` (its id, or empty for the next check),
    `site`, `link`, the address of the quiz's page, and, if there is a clock, `now` in UTC. "json":
    `mine`, in the shape of the file. Response: `name` (ASCII, no folder), `type` and `text`.
    """
    what = request.text(asked, "what")
    write = _WRITERS.get(what)
    if write is None:
        message = f"the request's 'what' is {what[:40]!r}, not one of: {', '.join(_WRITERS)}"
        raise RequestError("SC104", message, RELOAD)
    return {"ok": True, **write(asked, request.day(asked, "day"))}


def _markdown(asked: Request, day: str) -> Request:
    pack = _pack(asked)
    answers = codec.load_answers(asked.get("answers"))
    links = {link.page: request.address(asked, "site") + link.url for link in pack.links}
    text = markdown.result(pack.quiz, answers, score(pack.quiz, answers), links)
    return _file(f"{pack.quiz.id}-{day}.md", "text/markdown", text)


def _csv(asked: Request, day: str) -> Request:
    quiz = _pack(asked).quiz
    text = table.UTF_8 + table.result(quiz, codec.load_answers(asked.get("answers")))
    return _file(f"{quiz.id}-{day}.csv", "text/csv", text)


def _calendar(asked: Request, day: str) -> Request:
    now = request.moment(asked, day)
    pack, on = _pack(asked), request.day(asked, "on")
    play, site = request.text(asked, "play"), request.address(asked, "site")
    if not play:
        event = calendar.next_check(pack.quiz, on, site, request.address(asked, "link"))
        name = f"{pack.quiz.id}-again"
    else:
        found = next((one for one in pack.quiz.plays if one.id == play), None)
        if found is None:
            raise RequestError("SC110", f"the quiz has no play {play[:40]!r}", RELOAD)
        page = next(link.url for link in pack.links if link.page == found.page)
        event = calendar.keep_or_drop(found, on, site, site + page)
        name = f"{play}-keep-or-drop"
    return _file(f"{name}.ics", "text/calendar", calendar.written([event], now))


def _json(asked: Request, day: str) -> Request:
    mine = files.results_of(asked.get("mine"))
    return _file(f"my-results-{day}.json", "application/json", files.written_results(mine))


_WRITERS: dict[str, Callable[[Request, str], Request]] = {
    "markdown": _markdown,
    "csv": _csv,
    "calendar": _calendar,
    "json": _json,
}


def _pack(asked: Request) -> Pack:
    return codec.load_pack(request.text(asked, "quiz"))


def _file(name: str, type_: str, text: str) -> Request:
    return {"name": name, "type": f"{type_};charset=utf-8", "text": text}
