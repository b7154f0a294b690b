"""When a page is due to be read through again by whoever keeps it."""

from calendar import monthrange
from datetime import date, timedelta

from .front import PageFront


def due(front: PageFront) -> date:
    """Give the day by which a page is to be reviewed, at the latest the last day that there is."""
    count, unit = front.review_in.split()
    try:
        return _on(front.last_reviewed, int(count), unit.rstrip("s"))
    except (ValueError, OverflowError):
        return date.max


def _on(day: date, count: int, unit: str) -> date:
    match unit:
        case "week":
            return day + timedelta(weeks=count)
        case "month":
            return _months_on(day, count)
        case _:
            return _months_on(day, 12 * count)


def _months_on(day: date, months: int) -> date:
    """Go on by months; from the 31st to the last day of a month that has none."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
