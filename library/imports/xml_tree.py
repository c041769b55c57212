"""Which elements a file has: what each is called, how often it is there, and which of them are rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from library.errors import ImportRefused
from library.imports.headings import columns_of, is_row_name
from library.imports.mapping import Mapping as Reading
from library.imports.xml_names import SCHEMAS, column_name, headings_of, says_its_column
from library.imports.xml_reading import XmlBreak, read_xml

__all__ = ["XmlNode", "XmlWalk", "cells_of", "names_of", "rows_of", "tree_of"]

MOST_NAMES, DEEPEST = 1000, 40
WORKBOOK = "urn:schemas-microsoft-com:office:spreadsheet"


class XmlNode:
    """Elements of one name at one place, or attributes: how many, and what stands in them."""

    __slots__ = ("children", "count", "has_text", "name", "parent")

    def __init__(self, name: str, parent: XmlNode | None) -> None:
        self.name = name
        self.parent = parent
        self.children: dict[str, XmlNode] = {}
        self.count = 0
        self.has_text = False

    @property
    def is_cell(self) -> bool:
        """Tell whether it holds a value, if only an empty one."""
        return self.has_text or not self.children

    def path(self, below: XmlNode | None = None) -> list[str]:
        """Give the names from the root to it, or from below another one."""
        names: list[str] = []
        node: XmlNode | None = self
        while node is not None and node is not below and node.parent is not None:
            names.append(node.name)
            node = node.parent
        return names[::-1]


class XmlWalk:
    """Goes through the elements and knows at which node it stands; what describes rows is passed over."""

    def __init__(self, top: XmlNode, file: str) -> None:
        self.top = self.node = top
        self._file = file
        self._skipped = 0
        self._depth = 0
        self._names = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Go to the node of an element; raises ImportRefused where there are more than a table can have."""
        space = tag[1:].partition("}")[0] if tag.startswith("{") else ""
        if self._skipped or space in SCHEMAS:
            self._skipped += 1
            return
        if space == WORKBOOK:
            raise ImportRefused("xml_workbook", file=self._file)
        self._depth += 1
        if self._depth > DEEPEST:
            raise ImportRefused("xml_too_much", file=self._file)
        self.node = self._child(self.node, column_name(tag, attributes))
        if says_its_column(tag, attributes):
            attributes = {name: value for name, value in attributes.items() if name != "name"}
        self.entered(attributes)

    def end(self, tag: str) -> None:
        """Go back to the node around it."""
        if self._skipped:
            self._skipped -= 1
            return
        self._depth -= 1
        self.left()
        self.node = self.node.parent or self.top

    def data(self, text: str) -> None:
        """Take some text."""
        if not self._skipped:
            self.wrote(text)

    def attributes(self, attributes: Mapping[str, str]) -> Iterator[tuple[XmlNode, str]]:
        """Give the node and the value of each attribute that is no matter of the format."""
        for name, value in attributes.items():
            if not name.startswith("{"):
                yield self._child(self.node, column_name(name, {})), value

    def _child(self, node: XmlNode, name: str) -> XmlNode:
        child = node.children.get(name)
        if child is None:
            self._names += 1
            if self._names > MOST_NAMES:
                raise ImportRefused("xml_too_much", file=self._file)
            child = node.children[name] = XmlNode(name, node)
        return child

    def entered(self, attributes: Mapping[str, str]) -> None:
        """An element began, and `node` is its node."""

    def left(self) -> None:
        """The element of `node` ends."""

    def wrote(self, text: str) -> None:
        """Some text of `node`."""


class _Counting(XmlWalk):
    def entered(self, attributes: Mapping[str, str]) -> None:
        self.node.count += 1
        for child, _ in self.attributes(attributes):
            child.count += 1
            child.has_text = True

    def wrote(self, text: str) -> None:
        if not self.node.has_text and text.strip():
            self.node.has_text = True


def tree_of(source: Path, name: str, encoding: str) -> XmlNode:
    """Read a file once for what it is made of, as far as it can be read; raises ImportRefused."""
    top = XmlNode("", None)
    try:
        for _ in read_xml(source, name, encoding, _Counting(top, name)):
            pass
    except XmlBreak as broken:
        if not top.children:
            raise ImportRefused("table_unread", file=name, why=broken.problem.values["why"]) from None
    return top


def cells_of(row: XmlNode) -> list[XmlNode]:
    """Give the cells of a row, in the order in which they were seen first."""
    return [node for node in _below(row) if node.is_cell and node is not row]


def names_of(row: XmlNode, cells: list[XmlNode]) -> tuple[list[str], list[tuple[str, int]]]:
    """Give the headings of cells, and the others under which each is known, the surest first."""
    paths = [cell.path(row) for cell in cells]
    return ["/".join(path) for path in paths], [
        (heading, place) for place, path in enumerate(paths) for heading in headings_of(path)
    ]


def rows_of(top: XmlNode, file: str, known: Mapping[str, str], mapping: Reading) -> XmlNode:
    """Give the node whose elements are the rows: as the mapping says, else the one that has most of our fields.

    What stands more often than the element around it belongs to no row of that. Raises ImportRefused.
    """
    nodes = [node for node in _below(top) if node.children]
    if mapping.rows is not None:
        wanted = [part.strip() for part in mapping.rows.replace("_", " ").split("/") if part.strip()]
        for node in nodes:
            if node.path()[-len(wanted) :] == wanted:
                return node
        raise ImportRefused("xml_no_rows", file=file, rows=mapping.rows)
    if not nodes:
        raise ImportRefused("nothing_read", files=file)

    def fitness(node: XmlNode) -> tuple[int, bool, int, int]:
        once = [cell for cell in cells_of(node) if cell.count <= node.count]
        headings, others = names_of(node, once)
        found = columns_of(headings, known if mapping.guess else {}, mapping.columns, others)
        # Loans, too, name a card and a copy: what an element is called tells them from fines.
        fields = len(found) + (2 if found and is_row_name(node.name, known) else 0)
        return fields, node.count > 1, len(once), len(node.path())

    return max(nodes, key=fitness)


def _below(node: XmlNode) -> Iterator[XmlNode]:
    for child in node.children.values():
        yield child
        yield from _below(child)
