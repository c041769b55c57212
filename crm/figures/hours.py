"""Time within opening hours."""

from datetime import datetime, timedelta

from crm.library_info.calendar import OpeningCalendar

__all__ = ["open_seconds"]


def open_seconds(calendar: OpeningCalendar, begin: datetime, end: datetime) -> float:
    """Give how many seconds of a span lie in opening hours."""
    first, last = begin.astimezone(calendar.zone), end.astimezone(calendar.zone)
    total, day = 0.0, first.date()
    while day <= last.date():
        for opens, closes in calendar.day(day).spans:
            since = max(first, datetime.combine(day, opens, calendar.zone))
            until = min(last, datetime.combine(day, closes, calendar.zone))
            total += max(0.0, until.timestamp() - since.timestamp())
        day += timedelta(days=1)
    return total
