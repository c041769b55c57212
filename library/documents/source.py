"""Reading of a file by its kind."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import PurePath
from xml.parsers.expat import ExpatError

import mammoth
from markdown_it import MarkdownIt

from library.documents.blocks import Block
from library.documents.cutting import CutPassage, cut
from library.documents.html import blocks_of_html
from library.documents.pdf import blocks_of_pdf
from library.documents.refused import DocumentRefused

__all__ = ["KINDS", "ReadDocument", "kind_of", "read"]

KINDS = {".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown", ".pdf": "pdf", ".docx": "docx"}
MOST_PASSAGES = 1500
# What a DOCX file may hold unpacked.
MOST_UNPACKED = 60 * 1024 * 1024
LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A file as it was read."""

    title: str
    language: str
    kind: str
    passages: tuple[CutPassage, ...]


def kind_of(name: str) -> str:
    """Give the kind of a file by its name; raises DocumentRefused."""
    kind = KINDS.get(PurePath(name).suffix.lower())
    if kind is None:
        raise DocumentRefused("kind")
    return kind


def read(name: str, data: bytes) -> ReadDocument:
    """Read a file; raises DocumentRefused."""
    kind = kind_of(name)
    title, blocks = _blocks(kind, data)
    title = (title or next((block.text for block in blocks if block.level), "") or PurePath(name).stem)[:LONGEST_TITLE]
    passages = cut(blocks, title)
    if not passages:
        raise DocumentRefused("empty")
    if len(passages) > MOST_PASSAGES:
        raise DocumentRefused("long")
    sample = " ".join(passage.text for passage in passages)[:4000]
    return ReadDocument(title, _language(sample), kind, tuple(passages))


def _language(sample: str) -> str:
    persian = sum("\u0600" <= sign <= "\u06ff" for sign in sample)
    latin = sum(sign.isascii() and sign.isalpha() for sign in sample)
    return "fa" if persian >= latin else "en"


def _blocks(kind: str, data: bytes) -> tuple[str, list[Block]]:
    if kind == "pdf":
        return blocks_of_pdf(data)
    if kind == "docx":
        return blocks_of_html(_html_of_docx(data))
    text = _text(data)
    # Markdown may hold HTML; what it makes goes through the same reader.
    return blocks_of_html(MarkdownIt("commonmark").enable("table").render(text) if kind == "markdown" else text)


def _text(data: bytes) -> str:
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DocumentRefused("broken")
    for encoding in ("utf-8-sig", "utf-16") if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig",):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    # The code page that old Persian pages are written in.
    return data.decode("cp1256", errors="replace")


def _html_of_docx(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise DocumentRefused("big")
            if "word/document.xml" not in packed.namelist():
                raise DocumentRefused("broken")
        no_image = mammoth.images.img_element(lambda _: {"src": ""})
        made = mammoth.convert_to_html(io.BytesIO(data), convert_image=no_image)
    except (zipfile.BadZipFile, ExpatError, KeyError, ValueError, AttributeError, IndexError, OSError) as error:
        raise DocumentRefused("locked" if data.startswith(b"\xd0\xcf\x11\xe0") else "broken") from error
    return str(made.value)
