"""PDF read into blocks: lines put together into paragraphs, and short lines that begin something as headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pypdfium2

from library.documents.blocks import Block, tidied
from library.documents.pdf_lines import lines_of
from library.documents.refused import DocumentRefused

__all__ = ["blocks_of_pdf"]

MOST_PAGES = 300
# What begins an article of rules, or a numbered part: "Article 5", «مادهٔ ۵ –», "3.2 Fees".
_ARTICLE = re.compile(
    r"(?:(?:ماد[هۀة]ٔ?|فصل|بخش|تبصره|پیوست|Article|Section|Chapter|Part|Appendix)\s+[\w۰-۹٠-٩]{1,12}\b|[0-9۰-۹]{1,2}(?:[.-][0-9۰-۹]{1,2}){0,2}[.)-]?\s+\S)"
)
_ENDS = re.compile(r"[.!?؟:؛»)\]]$")
_ITEM = re.compile(r"[•●▪◦–*-]\s")
_PAGE_NUMBER = re.compile(r"(?:صفحه[ٔی]? ?)?(?:[-–] ?)?[0-9۰-۹]{1,4} ?(?:[-–] ?)?(?:(?:از|of|/) ?[0-9۰-۹]{1,4})?")
SHORT_HEADING = 70


def blocks_of_pdf(data: bytes) -> tuple[str, list[Block]]:
    """Give the title of a PDF file and its blocks; raises DocumentRefused."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise DocumentRefused("locked" if "password" in str(error).lower() else "broken") from error
    try:
        if len(document) > MOST_PAGES:
            raise DocumentRefused("long")
        pages = [_lines(lines_of(page)) for page in document]
        title = tidied(str(document.get_metadata_value("Title") or ""))
    except (pypdfium2.PdfiumError, UnicodeError) as error:
        raise DocumentRefused("broken") from error
    finally:
        document.close()
    lines = _without_repeated(pages)
    blocks = list(_blocks(lines))
    return title, blocks


def _lines(lines: Sequence[str]) -> list[str]:
    return [line for line in map(tidied, lines) if line and not _PAGE_NUMBER.fullmatch(line)]


def _without_repeated(pages: Sequence[Sequence[str]]) -> list[str]:
    """Leave out what stands at the top or bottom of most pages."""
    edges: dict[str, int] = {}
    for page in pages:
        for line in {*page[:2], *page[-2:]}:
            edges[line] = edges.get(line, 0) + 1
    repeated = {line for line, count in edges.items() if count >= 3 and count > len(pages) / 2}
    return [line for page in pages for line in page if line not in repeated]


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    widest = sorted((len(line) for line in lines), reverse=True)[: max(1, len(lines) // 10)]
    full = 0.75 * (sum(widest) / len(widest)) if widest else 0
    held: list[str] = []
    for place, line in enumerate(lines):
        following = lines[place + 1] if place + 1 < len(lines) else ""
        is_heading = _is_heading(line, held, full, following)
        if held and (is_heading or _ARTICLE.match(line) or _ITEM.match(line)):
            yield Block(" ".join(held))
            held = []
        if is_heading:
            yield Block(line, 2 if _ARTICLE.match(line) else 3)
            continue
        held.append(line)
        if _ENDS.search(line) and len(line) < full:
            yield Block(" ".join(held))
            held = []
    if held:
        yield Block(" ".join(held))


def _is_heading(line: str, held: Sequence[str], full: float, following: str) -> bool:
    if len(line) > SHORT_HEADING or _ITEM.match(line) or not following:
        return False
    if _ARTICLE.match(line):
        return not re.search(r"[.؛;،,]$", line)
    # The last line of a paragraph is short as well: a heading comes when nothing is left unfinished.
    unfinished = bool(held) and not _ENDS.search(held[-1])
    return not unfinished and not _ENDS.search(line) and len(line) < 0.6 * full and len(following) > len(line)
