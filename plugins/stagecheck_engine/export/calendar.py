"""Days to remember, as a calendar file: iCalendar of RFC 5545, events of a whole day."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .. import codec
from ..errors import ExportError
from ..model import Play, Quiz
from .cleaned import lines, one_line
from .days import FIRST_YEAR, LAST_YEAR, following, is_day
from .records import Action

OCTETS = 75
"""No line is longer; the line break does not count."""


MORNING = "PT8H"
"""When a calendar reminds: at eight, counted from the beginning of the day where the reader is."""


class Event(NamedTuple):
    """What is on a day: a title, a text of some lines, and the address of a page or nothing.

    `about` names the thing itself, whatever its day: its kind, its id and where it stands.
    """

    day: str
    title: str
    text: str
    link: str
    about: tuple[str, ...]


def next_check(quiz: Quiz, day: str, site: str, link: str) -> Event:
    """Remind of taking a quiz again. `site` is the site's address, `link` that of the page."""
    text = "Answer without looking at your last answers; then see what changed."
    return Event(day, f"Take again: {quiz.title}", text, link, ("check", site, quiz.id))


def keep_or_drop(play: Play, day: str, site: str, link: str) -> Event:
    """Remind of judging a play that was begun. `site` is the site's address."""
    text = "Compare what came of it with what you set out to see. Then say which it is, and why."
    return Event(day, f"Keep or drop: {play.title}", text, link, ("play", site, play.id))


def action(agreed: Action, tag: str, link: str) -> Event:
    """Remind of what was agreed in the round `tag`, and name its owner; its text is its id."""
    owner = f"Owner: {one_line(agreed.owner)}" if one_line(agreed.owner) else "Nobody owns it yet."
    return Event(agreed.day, agreed.text, owner, link, ("action", link, tag, agreed.text))


def written(events: Iterable[Event], now: str) -> str:
    """Write events; those that are equal are one. `now` is in UTC, such as 2026-11-22T09:30:00Z.

    What is imported replaces what was written before of the same thing. Raises ExportError: SC431
    for a day that is none, SC434 where there is no event.
    """
    distinct = list(dict.fromkeys(events))
    if not distinct:
        hint = "set a day for the next check, or for an action, first"
        raise ExportError("SC434", "there is no day to put into a calendar", hint)
    for day in (now[:10], *(event.day for event in distinct)):
        _check(day)
    if not _MOMENT.fullmatch(now):
        message = f"expected a moment of a day in UTC, found {now[:40]!r}"
        raise ExportError("SC431", message, "write it as in 2026-11-22T09:30:00Z")
    inside = [line for event in _named(distinct) for line in _event(*event, now)]
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//stagecheck//EN", "CALSCALE:GREGORIAN")
    return "".join(f"{_folded(line)}\r\n" for line in (*head, *inside, "END:VCALENDAR"))


def _named(events: Iterable[Event]) -> Iterable[tuple[str, Event]]:
    """Name each event by what it is about: on another day, it takes the place of the one before.

    Two that are about the same are told apart by their order.
    """
    seen: dict[tuple[str, ...], int] = {}
    for event in events:
        count = seen[event.about] = seen.get(event.about, 0) + 1
        text = codec.dumps([*event.about, count])
        yield f"{checksum(text.encode()):032x}@stagecheck", event


def sequence(now: str) -> int:
    """Number a moment by its minutes since 1970, as if all months had 31 days.

    Of two events of one name a calendar takes the one of the higher number, which stays below 2^31
    (RFC 5545, 3.8.7.4 and 3.3.8).
    """
    year, month, day, hour, minute = (int(part) for part in re.findall(r"\d+", now)[:5])
    days = ((year - FIRST_YEAR) * 12 + month - 1) * 31 + day - 1
    return (days * 24 + hour) * 60 + minute


def checksum(text: bytes) -> int:
    """Return FNV-1a in 128 bits, to tell events apart: `hashlib` is not there."""
    found = _BASIS
    for octet in text:
        found = (found ^ octet) * _PRIME % 2**128
    return found


_BASIS, _PRIME = 0x6C62272E07BB014262B821756295C58D, 2**88 + 0x13B


def _check(day: str) -> None:
    if not is_day(day):
        message = f"expected a day of {FIRST_YEAR} to {LAST_YEAR}, found {day[:40]!r}"
        raise ExportError("SC431", message, "write the day as in 2026-11-22")


def _event(uid: str, event: Event, now: str) -> Sequence[str]:
    begin, end = (day.replace("-", "") for day in (event.day, following(event.day)))
    title = _escaped(one_line(event.title))
    url = [f"URL:{event.link}"] if _ADDRESS.fullmatch(event.link) else []
    return [
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{re.sub('[-:]', '', now[:19])}Z",
        f"SEQUENCE:{sequence(now)}",
        f"DTSTART;VALUE=DATE:{begin}",
        f"DTEND;VALUE=DATE:{end}",
        f"SUMMARY:{title}",
        f"DESCRIPTION:{_escaped(lines(event.text))}",
        *url,
        # A reminder does not make anybody unavailable for a day.
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{title}",
        f"TRIGGER:{MORNING}",
        "END:VALARM",
        "END:VEVENT",
    ]


_ADDRESS = re.compile(r"https?://[!-~]+")
_MOMENT = re.compile(r"[0-9-]{10}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?Z")


def _escaped(text: str) -> str:
    return re.sub(r"[\\;,]", r"\\\g<0>", text).replace("\n", "\\n")


def _folded(line: str) -> str:
    """Break a line into pieces of at most `OCTETS`, never within a character."""
    pieces, room = [""], OCTETS
    for one in line:
        size = len(one.encode())
        if size > room:
            pieces.append(" ")
            room = OCTETS - 1
        pieces[-1] += one
        room -= size
    return "\r\n".join(pieces)
