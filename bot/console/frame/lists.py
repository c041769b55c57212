"""Lists in the query string: page, order, filters and search, and the same list as a CSV file."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import AsyncIterable, AsyncIterator, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from urllib.parse import urlencode

from litestar.response import Stream

from bot.console.frame.pages import locale_for
from bot.console.frame.request import AnyRequest
from bot.console.frame.session import Reader, told_reader
from crm.records.staff_names import StaffName

__all__ = ["ANY", "DAY", "MOST_ROWS", "NUMBER", "ListQuery", "csv_response"]

MOST_ROWS = 50_000
MOST_SIZE = 100
MOST_PAGE = 100_000
LONGEST = 200
BOM = "\ufeff"
# What a spreadsheet takes for a formula at the beginning of a cell, behind whatever is not seen there.
_HIDDEN = r"[\s\x00-\x1f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
_SIGN = r"[=+\-@＝＋－﹣−＠]"
_FIRST = re.compile(rf"(?={_HIDDEN}*{_SIGN}|[\t\r])")
# A cell may begin in the middle of ours: where semicolon or tabulator part columns, marks of quotation hold for the
# first column alone.
_INNER = re.compile(rf"(?<=[;\t\r\n])(?={_HIDDEN}{{0,40}}{_SIGN})")

ANY = "any"
DAY = "day"
NUMBER = "number"
Kind = str | Collection[str]


@dataclass(frozen=True, slots=True)
class ListQuery:
    """The query of a list's address.

    `filters` holds only what was asked for and could be read; days are in `days`, whole numbers in `numbers`.
    `ignored` names the parameters that could not be read.
    """

    path: str
    page: int
    size: int
    sort: str
    descending: bool
    q: str
    filters: Mapping[str, str]
    days: Mapping[str, date]
    numbers: Mapping[str, int]
    ignored: tuple[str, ...]
    wants_csv: bool
    _default: str = ""
    _default_size: int = 25
    _typed: Mapping[str, str] = field(default_factory=dict)
    _unread: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_request(
        cls,
        request: AnyRequest,
        *,
        filters: Mapping[str, Kind] | None = None,
        sorts: Collection[str] = (),
        default_sort: str = "",
        size: int = 25,
        path: str | None = None,
        asked: Mapping[str, str] | None = None,
    ) -> ListQuery:
        """Read a list's address.

        `filters` maps a parameter to ANY, DAY, NUMBER or the values it may have; `sorts` are the columns that may
        order the list, `default_sort` one of them, with a minus before it for the other way round. `path` is the list's
        own where its query was sent elsewhere, `asked` is another query than the request's.
        """
        given = request.query_params if asked is None else asked
        asked = {name: value.strip()[:LONGEST] for name, value in given.items()}
        locale = locale_for(request.app.state["console"], told_reader(request))
        kept: dict[str, str] = {}
        days: dict[str, date] = {}
        numbers: dict[str, int] = {}
        ignored: list[str] = []
        for name, kind in (filters or {}).items():
            value = asked.get(name, "")
            if not value:
                continue
            if kind == DAY:
                found = locale.read_day(value)
                if found is not None:
                    days[name] = found
            elif kind == NUMBER:
                if value.isdecimal() and len(value) < 16:
                    numbers[name] = int(value)
            elif kind == ANY or value in kind:
                kept[name] = value
            if name not in kept and name not in days and name not in numbers:
                ignored.append(name)
        wanted = asked.get("sort", "") or default_sort
        if wanted.removeprefix("-") not in sorts:
            if wanted != default_sort:
                ignored.append("sort")
            wanted = default_sort
        return cls(
            path=path or request.url.path,
            page=_number(asked, "page", 1, MOST_PAGE, ignored),
            size=_number(asked, "size", size, MOST_SIZE, ignored),
            sort=wanted.removeprefix("-"),
            descending=wanted.startswith("-"),
            q=asked.get("q", ""),
            filters=kept,
            days=days,
            numbers=numbers,
            ignored=tuple(ignored),
            wants_csv=asked.get("format") == "csv",
            _default=default_sort,
            _default_size=size,
            _typed={name: asked[name] for name in (*kept, *days, *numbers)},
            _unread={name: asked[name] for name in ignored if asked.get(name)},
        )

    @property
    def offset(self) -> int:
        """Give how many rows come before this page."""
        return (self.page - 1) * self.size

    @property
    def limit(self) -> int:
        """Give how many rows a page has, or a file at most."""
        return MOST_ROWS if self.wants_csv else self.size

    @property
    def is_filtered(self) -> bool:
        """Tell whether anything narrows the list."""
        return bool(self.q or self._typed)

    @property
    def narrowed_by(self) -> int:
        """Give how many filters narrow the list beside the words looked for."""
        return len(self._typed)

    @property
    def kept(self) -> str:
        """Give what a saved view of the list keeps: its filters and its order, and no words looked for."""
        return self.url(q=None, page=None, size=None).partition("?")[2]

    def value(self, name: str) -> str:
        """Give what was typed for a filter, to be shown in its field: also what could not be read."""
        return self._typed.get(name) or self._unread.get(name, "")

    def unread(self, name: str) -> str:
        """Give what was typed for a parameter and could not be read; its name where nothing was."""
        return self._unread.get(name, name)

    def pages(self, total: int) -> int:
        """Give how many pages a list of `total` rows has, at least one."""
        return max(1, -(-total // self.size))

    def url(self, **changes: object) -> str:
        """Give the address of the same list with some parameters changed; None takes one away."""
        mine: dict[str, object] = {"q": self.q, **self._typed}
        mine["sort"] = ("-" if self.descending else "") + self.sort
        mine["size"] = self.size if self.size != self._default_size else ""
        mine["page"] = self.page if self.page > 1 else ""
        mine.update(changes)
        for name, usual in (("page", 1), ("sort", self._default)):
            if mine.get(name) == usual:
                mine[name] = ""
        asked = urlencode({name: str(value) for name, value in mine.items() if value not in (None, "")})
        return f"{self.path}?{asked}" if asked else self.path

    def page_url(self, page: int) -> str:
        """Give the address of another page."""
        return self.url(page=page)

    def sort_url(self, column: str) -> str:
        """Give the address of the list ordered by a column; once more turns the order round."""
        return self.url(sort=f"-{column}" if self.sort == column and not self.descending else column, page=None)

    def csv_url(self) -> str:
        """Give the address of the whole list as a file."""
        return self.url(format="csv", page=None, size=None)


def csv_response(
    reader: Reader,
    filename: str,
    header: Sequence[str],
    rows: Iterable[Sequence[object]] | AsyncIterable[Sequence[object]],
) -> Stream:
    """Send a list as a CSV file that spreadsheets read well: UTF-8 with its mark, no cell a formula.

    At most MOST_ROWS rows are sent, as they come.
    """
    name = "".join(sign for sign in filename if sign.isalnum() or sign in "-_.").removesuffix(".csv")
    return Stream(
        _lines(header, rows, reader.language),
        media_type="text/csv",
        headers={
            "Content-Disposition": f'attachment; filename="{name or "list"}.csv"',
            "Content-Language": reader.language,
            "Cache-Control": "no-store",
        },
    )


async def _lines(
    header: Sequence[str], rows: Iterable[Sequence[object]] | AsyncIterable[Sequence[object]], language: str
) -> AsyncIterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n", quoting=csv.QUOTE_ALL)

    def written() -> str:
        text = buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
        return text

    buffer.write(BOM)
    writer.writerow([_cell(name, language) for name in header])
    count = 0
    async for row in _each(rows):
        writer.writerow([_cell(value, language) for value in row])
        count += 1
        if count == MOST_ROWS:
            break
        if count % 500 == 0:
            yield written()
    yield written()


async def _each(rows: Iterable[Sequence[object]] | AsyncIterable[Sequence[object]]) -> AsyncIterator[Sequence[object]]:
    if isinstance(rows, AsyncIterable):
        async for row in rows:
            yield row
    else:
        for row in rows:
            yield row


def _cell(value: object, language: str) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if not isinstance(value, str):
        return str(value)
    if isinstance(value, StaffName):
        value = value.said(language)
    return ("'" if _FIRST.match(value) else "") + _INNER.sub("'", value)


def _number(asked: Mapping[str, str], name: str, default: int, most: int, ignored: list[str]) -> int:
    value = asked.get(name, "")
    if not value:
        return default
    if not value.isdecimal() or len(value) > 9 or not 1 <= int(value) <= most:
        ignored.append(name)
        return default
    return int(value)
