"""Calendar files, read by a small parser written from RFC 5545 for this test alone."""

import re
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samples import team_quiz
from stagecheck_engine.errors import ExportError
from stagecheck_engine.export import calendar, days
from stagecheck_engine.export.calendar import Event
from stagecheck_engine.export.cleaned import lines, one_line
from stagecheck_engine.export.records import Action
from taken_along import HOSTILE, TEXTS

DAYS = st.dates(date(1970, 1, 1), date(2199, 12, 31)).map(date.isoformat)
LINKS = st.sampled_from(["", "https://intranet.example/a", "javascript:x", "https://a\r\nX:y"])
ABOUT = st.tuples(st.sampled_from(["check", "action"]), TEXTS)
EVENTS = st.builds(Event, DAYS, TEXTS, TEXTS, LINKS, ABOUT)
MOMENTS = st.datetimes(datetime(1970, 1, 1), datetime(2199, 12, 31)).map(
    lambda one: f"{one.isoformat(timespec='milliseconds')}Z"
)
NOW = "2026-11-22T09:30:00Z"


def content_lines(text: str) -> list[str]:
    """Unfold a calendar file."""
    assert text.endswith("\r\n")
    return re.sub(r"\r\n ", "", text).split("\r\n")[:-1]


def unescaped(value: str) -> str:
    """Read a value of the type TEXT; a backslash stands before nothing else than is allowed."""
    assert re.fullmatch(r"([^\\;,]|\\[\\;,nN])*", value)
    return re.sub(r"\\(.)", lambda one: "\n" if one[1] in "nN" else one[1], value)


def events(text: str) -> list[dict[str, str]]:
    """Read the events of a calendar, each property once, by name with its parameters."""
    found: list[dict[str, str]] = []
    head, *inside, end = content_lines(text)
    assert (head, end) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    inner: dict[str, str] = {}
    within = ""
    for line in inside:
        name, _, value = line.partition(":")
        assert re.fullmatch(r"[A-Z]+(;VALUE=DATE)?", name), line
        if (name, value) == ("BEGIN", "VEVENT"):
            inner, within = {}, ""
        elif (name, value) == ("END", "VEVENT"):
            found.append(inner)
        elif value == "VALARM":
            within = "ALARM " if name == "BEGIN" else ""
        else:
            assert within + name not in inner
            inner[within + name] = value
    return found


@given(st.lists(EVENTS, min_size=1, max_size=5), MOMENTS)
def test_what_is_written_is_read_back(given_: list[Event], now: str) -> None:
    """Each event once, on its day, with its title and text whatever stands in them."""
    read = events(calendar.written(given_, now))
    distinct = list(dict.fromkeys(given_))
    assert [unescaped(one["SUMMARY"]) for one in read] == [one_line(one.title) for one in distinct]
    assert [unescaped(one["DESCRIPTION"]) for one in read] == [lines(one.text) for one in distinct]
    for one, event in zip(read, distinct, strict=True):
        begin, end = one["DTSTART;VALUE=DATE"], one["DTEND;VALUE=DATE"]
        assert date.fromisoformat(begin) == date.fromisoformat(event.day)
        if event.day != "2199-12-31":
            assert date.fromisoformat(end) - date.fromisoformat(begin) == timedelta(days=1)
        assert datetime.fromisoformat(one["DTSTAMP"]) == datetime.fromisoformat(f"{now[:19]}Z")
        assert one["ALARM ACTION"] == "DISPLAY"
        assert one["ALARM TRIGGER"] == "PT8H"
        assert one["ALARM DESCRIPTION"] == one["SUMMARY"]
        assert one.get("URL", "") in ("", "https://intranet.example/a")


@given(st.lists(EVENTS, min_size=1, max_size=4))
def test_lines_are_short_and_whole(given_: list[Event]) -> None:
    """At most 75 octets, ended by CRLF alone; no character is cut in two."""
    octets = calendar.written(given_, NOW).encode()
    pieces = octets.split(b"\r\n")
    assert max(map(len, pieces)) <= 75
    assert not any(b"\r" in piece or b"\n" in piece for piece in pieces)
    assert all(piece.decode() for piece in pieces[:-1])
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", octets.decode())


@given(st.text(st.sampled_from("aä漢🙂,"), min_size=60, max_size=400))
def test_long_lines_are_folded_where_they_are_full(text: str) -> None:
    """No line has room for the character that begins the next one, of whichever width."""
    written = calendar.written([Event(NOW[:10], text, "", "", ())], NOW)
    assert unescaped(events(written)[0]["SUMMARY"]) == text
    pieces = [piece.encode() for piece in written.split("\r\n")]
    assert max(map(len, pieces)) <= 75
    for piece, following in pairwise(pieces):
        if following.startswith(b" "):
            assert len(piece) + len(following.decode()[1].encode()) > 75


@given(st.lists(EVENTS, min_size=1, max_size=8), MOMENTS, MOMENTS)
def test_names_of_events_are_stable_and_distinct(given_: list[Event], now: str, later: str) -> None:
    """Exported again on another day, in another order, an event is still the same one."""
    first, again = (
        events(calendar.written(one, at)) for one, at in ((given_, now), (given_[::-1], later))
    )
    assert {one["UID"] for one in first} == {one["UID"] for one in again}
    assert len({one["UID"] for one in first}) == len(first) == len(set(given_))


@given(MOMENTS, MOMENTS)
def test_what_is_written_later_has_the_higher_number(now: str, later: str) -> None:
    """To the minute, within what a calendar takes as a number."""
    first, then = calendar.sequence(now), calendar.sequence(later)
    assert (first < then, first > then) == (now[:16] < later[:16], now[:16] > later[:16])
    assert 0 <= first < 2**31


def test_a_day_that_was_moved_takes_the_place_of_the_one_before() -> None:
    """The same check, play or action on another day is the same event; any other is another."""
    quiz, site = team_quiz(), "https://intranet.example/"
    play, other = quiz.plays[:2]
    ask = Action("Ask in the open", "Ada", "2026-12-01")

    def written(day: str, now: str) -> list[dict[str, str]]:
        made = [
            calendar.next_check(quiz, day, site, f"{site}check/"),
            calendar.keep_or_drop(play, day, site, ""),
            calendar.keep_or_drop(other, day, site, ""),
            calendar.action(ask._replace(day=day), "7K3M", site),
            calendar.action(ask._replace(day=day, owner="Raj"), "9XYZ", site),
        ]
        return events(calendar.written(made, now))

    first = written("2027-02-22", NOW)
    again = written("2027-03-22", "2026-11-22T09:31:00Z")
    assert [one["UID"] for one in first] == [one["UID"] for one in again]
    assert len({one["UID"] for one in first}) == 5
    assert int(first[0]["SEQUENCE"]) < int(again[0]["SEQUENCE"])


def test_a_name_is_the_published_checksum() -> None:
    """FNV-1a in 128 bits; the example is that of its authors."""
    assert f"{calendar.checksum(b''):032x}" == "6c62272e07bb014262b821756295c58d"
    assert f"{calendar.checksum(b'a'):032x}" == "d228cb696f1a8caf78912b704e4a8964"


def test_the_day_after_is_that_of_the_calendar() -> None:
    """Every day of 230 years, by Python's own reckoning; what lies between days is none."""
    day, last = date(1970, 1, 1), date(2199, 12, 31)
    while day < last:
        after = day + timedelta(days=1)
        assert days.is_day(day.isoformat())
        assert days.following(day.isoformat()) == after.isoformat()
        if after.day == 1:
            assert not days.is_day(f"{day.isoformat()[:8]}{day.day + 1:02}")
        day = after
    assert days.following("2199-12-31") == "2200-01-01"


@pytest.mark.parametrize(
    "day",
    ["", "2026-13-01", "2026-00-10", "2026-02-00", "1969-12-31", "2200-01-01", "22.11.2026",
     "2026-1-1", "2026-11-22\n", "\uff12026-11-22", "2026-11-22T00", *HOSTILE[:3]],
)  # fmt: skip
def test_what_is_no_day_is_refused(day: str) -> None:
    """The message shows it, and says how a day is written."""
    with pytest.raises(ExportError, match="SC431"):
        calendar.written([Event(day, "x", "", "", ())], NOW)
    for now in (day, f"{day}T09:30:00Z"):
        with pytest.raises(ExportError, match="SC431"):
            calendar.written([Event(NOW[:10], "x", "", "", ())], now)


@pytest.mark.parametrize(
    "now", ["2026-11-22", "2026-11-22T25:00:00Z", "2026-11-22T09:30:00", "2026-11-22T09:30:00Z\n"]
)
def test_what_is_no_moment_is_refused(now: str) -> None:
    """The message shows it, and says how one is written."""
    with pytest.raises(ExportError, match="SC431"):
        calendar.written([Event(NOW[:10], "x", "", "", ())], now)


def test_a_calendar_without_events_is_refused() -> None:
    """Such a file would be none."""
    with pytest.raises(ExportError, match="SC434"):
        calendar.written([], NOW)


def test_what_readers_are_reminded_of() -> None:
    """The next check, keeping or dropping a play, and an action with its owner."""
    quiz = team_quiz()
    made = [
        calendar.next_check(quiz, "2027-02-22", "", "https://intranet.example/check/"),
        calendar.keep_or_drop(quiz.plays[0], "2026-12-20", "", ""),
        calendar.action(Action("Ask in the open", "Ada", "2026-12-01"), "7K3M", ""),
        calendar.action(Action("Tell Raj", " ", "2026-12-01"), "7K3M", ""),
    ]
    read = events(calendar.written(made, NOW))
    assert [one["SUMMARY"] for one in read] == [
        "Take again: Team stage check",
        "Keep or drop: Find your story",
        "Ask in the open",
        "Tell Raj",
    ]
    assert [one["DESCRIPTION"] for one in read[2:]] == ["Owner: Ada", "Nobody owns it yet."]
    assert [one.get("URL") for one in read[:2]] == ["https://intranet.example/check/", None]
