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


class Event(NamedTuple):
    """What is on a day: a title, a text of some lines, and the address of a page or nothing."""

    day: str
    title: str
    text: str
    link: str


def next_check(quiz: Quiz, day: str, link: str) -> Event:
    """Remind of taking a quiz again."""
    text = "Answer without looking at your last answers; then see what changed."
    return Event(day, f"Take again: {quiz.title}", text, link)


def keep_or_drop(play: Play, day: str, link: str) -> Event:
    """Remind of judging a play that was begun."""
    text = "Compare what came of it with what you set out to see. Then say which it is, and why."
    return Event(day, f"Keep or drop: {play.title}", text, link)


def action(agreed: Action, link: str) -> Event:
    """Remind of what was agreed, and name its owner."""
    owner = f"Owner: {one_line(agreed.owner)}" if one_line(agreed.owner) else "Nobody owns it yet."
    return Event(agreed.day, agreed.text, owner, link)


def written(events: Iterable[Event], today: str) -> str:
    """Write events; those that are equal are one.

    Raises ExportError: SC431 for a day that is none, SC434 where there is no event.
    """
    distinct = list(dict.fromkeys(events))
    if not distinct:
        hint = "set a day for the next check, or for an action, first"
        raise ExportError("SC434", "there is no day to put into a calendar", hint)
    for day in (today, *(event.day for event in distinct)):
        _check(day)
    inside = [line for event in distinct for line in _event(event, today)]
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//stagecheck//EN", "CALSCALE:GREGORIAN")
    return "".join(f"{_folded(line)}\r\n" for line in (*head, *inside, "END:VCALENDAR"))


def uid(event: Event) -> str:
    """Name an event by what it says: exported twice, it stands in a calendar once."""
    return f"{checksum(codec.dumps([*event]).encode()):032x}@stagecheck"


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


def _event(event: Event, today: str) -> Sequence[str]:
    begin, end = (day.replace("-", "") for day in (event.day, following(event.day)))
    url = [f"URL:{event.link}"] if _ADDRESS.fullmatch(event.link) else []
    return [
        "BEGIN:VEVENT",
        f"UID:{uid(event)}",
        f"DTSTAMP:{today.replace('-', '')}T000000Z",
        f"DTSTART;VALUE=DATE:{begin}",
        f"DTEND;VALUE=DATE:{end}",
        f"SUMMARY:{_escaped(one_line(event.title))}",
        f"DESCRIPTION:{_escaped(lines(event.text))}",
        *url,
        # A reminder does not make anybody unavailable for a day.
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


_ADDRESS = re.compile(r"https?://[!-~]+")


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
