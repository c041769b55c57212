"""Tables in XML: rows are elements that are repeated, their cells the elements and attributes in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from library.imports.encodings import UNREAD
from library.imports.headings import CATALOGUE, columns_of
from library.imports.mapping import Mapping as Reading
from library.imports.record import BrokenRecord, ImportProblem
from library.imports.table_base import MOST_CELL, Row, Table
from library.imports.texts import cleaned
from library.imports.xml_reading import XmlBreak, encoding_of, read_xml
from library.imports.xml_tree import XmlNode, XmlWalk, cells_of, names_of, rows_of, tree_of

__all__ = ["XmlTable"]

# What a title may have several of, and what parts them.
SEVERAL = {"authors": "؛ ", "translator": "؛ ", "subjects": "؛ ", "also": "؛ ", "isbn": " "}
_END = object()


class XmlTable(Table):
    """A table whose rows are elements; the number of a row is its place among them, from 1.

    An element that a row lacks is an empty cell. Of one that a row has several times the first counts that is not
    empty; of a title's names and subjects all do, and each of its copies is a row of its own with the same number.
    """

    def __init__(self, source: Path, name: str, known: Mapping[str, str], mapping: Reading) -> None:
        super().__init__(name)
        self.check(known, mapping)
        self._source, self._encoding = source, encoding_of(source, mapping.encoding)
        self._top = tree_of(source, name, self._encoding)
        self._row = rows_of(self._top, name, known, mapping)
        self._cells = cells_of(self._row)
        self.headings, others = names_of(self._row, self._cells)
        self.columns = columns_of(self.headings, known if mapping.guess else {}, mapping.columns, others)
        # What is empty in all rows is often left out.
        self.empty = {field: heading for field, heading in mapping.columns.items() if field not in self.columns}
        self.total = self._row.count
        self.rows_at = "/".join(self._row.path())
        several = SEVERAL if known is CATALOGUE else {}
        self._between = {self.columns[field]: sign for field, sign in several.items() if field in self.columns}
        # The element that is a copy, where the row is a title with several.
        barcode = self._cells[self.columns["barcode"]] if several and "barcode" in self.columns else None
        self._copy = barcode.parent if barcode is not None and barcode.parent is not self._row else barcode

    def rows(self) -> Iterator[Row | BrokenRecord]:
        """Give the rows that are not empty, and what cannot be read; nothing after a break in the XML can be."""
        walk = _Rows(self._top, self._row, self._cells, self.name, self._between, self._copy)
        reading = read_xml(self._source, self.name, self._encoding, walk)
        broken: ImportProblem | None = None
        is_going = True
        while is_going:
            try:
                is_going = next(reading, _END) is not _END
            except XmlBreak as error:
                is_going, broken = False, error.problem
            for number, cells in walk.take():
                yield from self._row_of(number, cells)
        if broken is not None:
            yield BrokenRecord(walk.ended + 1, broken)

    def _row_of(self, number: int, cells: Mapping[int, str] | None) -> Iterator[Row | BrokenRecord]:
        if cells is None:
            yield BrokenRecord(number, ImportProblem.of("cell_long", most=MOST_CELL))
        elif cells:
            found = {name: cells.get(place, "") for name, place in self.columns.items()}
            if any(UNREAD in text for text in found.values()):
                yield BrokenRecord(number, ImportProblem.of("encoding", why=self._encoding))
            else:
                yield Row(number, found | dict.fromkeys(self.empty, ""))


class _Rows(XmlWalk):
    """Collects the rows that have ended since the last look; the cells of one that is too long are None."""

    def __init__(
        self,
        top: XmlNode,
        row: XmlNode,
        cells: Sequence[XmlNode],
        file: str,
        between: Mapping[int, str],
        copy: XmlNode | None,
    ) -> None:
        super().__init__(top, file)
        self.ended = 0
        self._row = row
        self._places = {cell: place for place, cell in enumerate(cells)}
        self._between = between
        self._done: list[tuple[int, Mapping[int, str] | None]] = []
        self._cells: dict[int, str] = {}
        self._copy = copy
        self._copies: list[dict[int, str]] = []
        # The cells of the copy that is open, if one is.
        self._its: dict[int, str] | None = None
        # The texts of the elements that are open in a row, one in another.
        self._texts: list[list[str]] = []
        self._left = MOST_CELL

    def take(self) -> list[tuple[int, Mapping[int, str] | None]]:
        """Give the rows that are complete: the number of each, and its cells by their places."""
        done, self._done = self._done, []
        return done

    def entered(self, attributes: Mapping[str, str]) -> None:
        if self.node is self._row:
            self._cells, self._copies, self._its, self._texts, self._left = {}, [], None, [], MOST_CELL
        elif not self._texts:
            return
        if self.node is self._copy:
            self._its = {}
        self._texts.append([])
        for cell, text in self.attributes(attributes):
            self._left -= len(text)
            self._put(cell, text)

    def wrote(self, text: str) -> None:
        if self._texts and self.node in self._places:
            self._left -= len(text)
            if self._left >= 0:
                self._texts[-1].append(text)

    def left(self) -> None:
        if not self._texts:
            return
        text = "".join(self._texts.pop())
        if self.node is self._row:
            self.ended += 1
            if self._left < 0:
                self._done.append((self.ended, None))
            else:
                self._done += [(self.ended, self._cells | its) for its in self._copies or [{}]]
        elif self.node in self._places:
            self._put(self.node, text)
        if self.node is self._copy and self._its is not None:
            self._copies.append(self._its)
            self._its = None

    def _put(self, cell: XmlNode, text: str) -> None:
        place = self._places.get(cell)
        value = cleaned(text) if place is not None and self._left >= 0 else ""
        if place is None or not value:
            return
        cells = self._cells if self._its is None else self._its
        if place not in cells:
            cells[place] = value
        elif place in self._between:
            cells[place] += f"{self._between[place]}{value}"
