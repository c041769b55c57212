"""Keys of the rows of a library file, counted from 1, because the store is empty; and its days, as they are there."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from library.seed.dates import parse_day
from library.seed.document import Document
from library.seed.parts import Day

__all__ = ["RowKeys"]

# When things happened on a day of which only the date is written.
DESK_TIME = time(10, 30)


class RowKeys:
    """The keys of branches, titles and items, and the moments at which days begin that stand in the file."""

    def __init__(self, document: Document, now: datetime) -> None:
        self.now = now
        main = next(branch for branch in document.branches if branch.main)
        self.zone = ZoneInfo(main.time_zone)
        self.today = self.now.astimezone(self.zone).date()
        self.branch_ids = {branch.code: key for key, branch in enumerate(document.branches, 1)}
        self.title_ids = {title.id: key for key, title in enumerate(document.titles, 1)}
        copies = [(title, copy) for title in document.titles for copy in title.copies]
        self.item_ids = {copy.barcode: key for key, (_, copy) in enumerate(copies, 1)}
        self.branch_of_item = {copy.barcode: copy.branch for _, copy in copies}

    def branch_id(self, code: str | None) -> int | None:
        """Give the key of a branch; None where none is named."""
        return None if code is None else self.branch_ids[code]

    def day(self, written: Day) -> date:
        """Give a day as it is written."""
        return parse_day(written, self.today)

    def at(self, written: Day) -> datetime:
        """Give the moment at which something happened of which only the day is written."""
        moment = datetime.combine(self.day(written), DESK_TIME, self.zone).astimezone(UTC)
        # What was written as done is never in the future, however early it is today.
        return min(moment, self.now) if self.day(written) <= self.today else moment
