"""When a page is due to be read through again by whoever keeps it."""

from calendar import monthrange
from datetime import date, timedelta

from .front import PageFront


def due(front: PageFront) -> date:
    """Give the day by which a page is to be reviewed."""
    count, unit = front.review_in.split()
    match unit.rstrip("s"):
        case "week":
            return front.last_reviewed + timedelta(weeks=int(count))
        case "month":
            return _months_on(front.last_reviewed, int(count))
        case _:
            return _months_on(front.last_reviewed, 12 * int(count))


def _months_on(day: date, months: int) -> date:
    """Go on by months; from the 31st to the last day of a month that has none."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
