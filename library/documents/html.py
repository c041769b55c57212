"""HTML read into blocks: what the page is about, without menus, headers and footers."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from library.documents.blocks import Block, tidied

__all__ = ["blocks_of_html"]

_ASIDE = (
    "script, style, noscript, template, svg, nav, header, footer, aside, form, button, iframe, dialog,"
    " [hidden], [aria-hidden=true], [role=navigation], [role=banner], [role=contentinfo], [role=search]"
)
# Where a page says itself which part of it is the page's own.
_MAIN = ("main", "[role=main]", "article", "#content", "#main", ".content", "body")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_PARAGRAPHS = frozenset({"p", "blockquote", "pre", "dd", "figcaption", "summary", "address", "caption"})
_MARKED = {"li": "• "}
LEAST_MAIN = 80
DEEPEST = 200


def blocks_of_html(text: str) -> tuple[str, list[Block]]:
    """Give the title of a page and its blocks."""
    tree = LexborHTMLParser(text)
    named = tree.css_first("title")
    title = tidied(named.text()) if named is not None else ""
    heading = tree.css_first("h1")
    if heading is not None and tidied(heading.text(separator="")):
        title = tidied(heading.text(separator=""))
    for node in tree.css(_ASIDE):
        # A heading of the page itself may stand in a header.
        if node.css_first("h1") is None or node.tag != "header":
            node.decompose()
    for choice in _MAIN:
        found = tree.css_first(choice)
        if found is not None and (choice == "body" or len(found.text(strip=True)) >= LEAST_MAIN):
            return title, [block for block in _walk(found, 0) if block.text]
    return title, []


def _walk(node: LexborNode, depth: int) -> Iterator[Block]:
    """Give the blocks of a node: its headings, paragraphs, items and rows, and words that stand in it freely."""
    loose: list[str] = []

    def spent() -> Iterator[Block]:
        words = tidied("".join(loose).replace("\n", " "))
        loose.clear()
        if words:
            yield Block(words)

    child = node.first_child
    while child is not None:
        tag = child.tag or ""
        if tag == "-text":
            loose.append(child.text_content or "")
        elif tag in _HEADINGS:
            yield from spent()
            yield Block(_line(child), _HEADINGS[tag])
        elif tag == "table":
            yield from spent()
            yield from _rows(child)
        elif tag == "dt":
            yield from spent()
            yield Block(_line(child), 6)
        elif tag in _PARAGRAPHS and not _holds_blocks(child):
            yield from spent()
            yield Block(tidied(child.text(separator="")))
        elif tag in _MARKED and not _holds_blocks(child):
            yield from spent()
            yield Block(_MARKED[tag] + _line(child))
        elif tag == "br":
            loose.append("\n")
        elif _is_inline(child):
            loose.append(child.text(separator=""))
        elif depth < DEEPEST:
            yield from spent()
            yield from _walk(child, depth + 1)
        child = child.next
    yield from spent()


def _line(node: LexborNode) -> str:
    return tidied(node.text(separator="").replace("\n", " "))


_INLINE = frozenset(
    """
    a abbr b bdi bdo cite code data del dfn em font i ins kbd label mark q s samp small span strong sub sup time tt u
    var
    """.split()
)


def _is_inline(node: LexborNode) -> bool:
    return node.tag in _INLINE and not _holds_blocks(node)


def _holds_blocks(node: LexborNode) -> bool:
    return node.css_first("p, ul, ol, table, h1, h2, h3, h4, h5, h6, dl, div, section") not in (None, node)


def _rows(table: LexborNode) -> Iterator[Block]:
    """Give a table row by row, each cell with the name of its column where there is one."""
    names: list[str] = []
    for row in table.css("tr"):
        cells = list(row.css("th, td"))
        texts = [_line(cell) for cell in cells]
        if not names and texts and all(cell.tag == "th" for cell in cells):
            names = texts
            continue
        if not any(texts):
            continue
        if len(names) == len(texts):
            parts = [texts[0], *(f"{name}: {text}" for name, text in zip(names[1:], texts[1:], strict=True) if text)]
        else:
            parts = [text for text in texts if text]
        yield Block("• " + " – ".join(parts))
