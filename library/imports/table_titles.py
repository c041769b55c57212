"""Titles and copies from a table: a row is a copy, or a title without one; rows of one title stand together."""

from __future__ import annotations

from collections.abc import Iterator

from language.genres import AUDIENCES, KINDS
from language.isbn import canonical, find_isbn
from language.normalise import fold, squash
from library.imports.coded import first_language
from library.imports.describing import Headings, work_of
from library.imports.holdings import status_of
from library.imports.mapping import Mapping
from library.imports.record import BrokenRecord, CatalogueRecord, CopyRecord, ImportProblem
from library.imports.tables import Row, Table, day_in
from library.imports.texts import ages, number_in, page_count, person, year_of

__all__ = ["titles_of"]

_LANGUAGES = {"فارسی": "fa", "persian": "fa", "farsi": "fa", "انگلیسی": "en", "english": "en", "عربی": "ar",
              "arabic": "ar", "فرانسه": "fr", "french": "fr", "آلمانی": "de", "german": "de", "ترکی": "tr",
              "کردی": "ku", "کردی سورانی": "ku", "روسی": "ru"}  # fmt: skip
_KINDS = {
    "کتاب": "book", "کتابچاپی": "book", "book": "book", "books": "book", "bk": "book", "فیلم": "dvd", "دیویدی": "dvd",
    "dvd": "dvd", "video": "dvd", "کتابصوتی": "audiobook", "کتابگویا": "audiobook", "audiobook": "audiobook",
    "کتابالکترونیکی": "ebook", "ebook": "ebook", "بریل": "braille", "braille": "braille",
    "درشتخط": "large_print", "چاپدرشت": "large_print", "largeprint": "large_print", "مجله": "journal",
    "نشریه": "journal", "journal": "journal", "magazine": "journal",
}  # fmt: skip
_AUDIENCES = {
    "کودک": "children", "کودکان": "children", "children": "children", "juvenile": "children", "نوجوان": "teens",
    "نوجوانان": "teens", "teens": "teens", "youngadult": "teens", "بزرگسال": "adults", "بزرگسالان": "adults",
    "adult": "adults", "adults": "adults",
    # The age groups that Iranian children's books carry.
    "الف": "children", "ب": "children", "ج": "children", "د": "teens", "ه": "teens",
}  # fmt: skip


def titles_of(table: Table, mapping: Mapping) -> Iterator[CatalogueRecord | BrokenRecord]:
    """Give the titles of a table, each with the copies of its rows."""
    table.needs("title")
    open_record: CatalogueRecord | None = None
    for row in table.rows():
        if not isinstance(row, Row):
            yield row
            continue
        found = _title(row, mapping)
        if isinstance(found, BrokenRecord):
            yield found
        elif open_record is not None and found.id == open_record.id:
            open_record.copies = (*(open_record.copies or ()), *(found.copies or ())) or None
            open_record.problems = (*open_record.problems, *found.problems)
        else:
            if open_record is not None:
                yield open_record
            open_record = found
    if open_record is not None:
        yield open_record


def _title(row: Row, mapping: Mapping) -> CatalogueRecord | BrokenRecord:
    isbns = tuple(dict.fromkeys(filter(None, (canonical(one) or find_isbn(one) for one in row["isbn"].split(" ")))))
    key = row["id"] or (f"isbn-{isbns[0]}" if isbns else "")
    if not key or len(key) > 64:
        return BrokenRecord(row.number, ImportProblem.of("no_id"))
    if not row["title"]:
        return BrokenRecord(row.number, ImportProblem.of("no_title", id=key))
    problems = []
    language, original = (_language(row[name]) for name in ("language", "original_language"))
    original = original or (None if row["translator"] else language)
    kind = _KINDS.get(squash(row["kind"]), row["kind"].casefold() if row["kind"].casefold() in KINDS else "")
    kind = mapping.kinds.get(row["kind"], kind or ("other" if row["kind"] else "book"))
    author = person(row["authors"]) if _is_one_name(row["authors"]) else row["authors"]
    persian = not row["title"].isascii()
    helper = row["translator"] and f"{'ترجمهٔ' if persian else 'translated by'} {row['translator']}"
    headings = Headings((part.strip() for part in row["subjects"].replace("؛", ";").split(";")), (), "")
    try:
        added = day_in(row["added"], mapping.calendar)
    except ValueError:
        added = None
        problems.append(ImportProblem.of("bad_day", value=row["added"]))
    span = ages(row["ages"]) if row["ages"] else None
    audience = _AUDIENCES.get(squash(row["audience"]), "") or headings.audience
    return CatalogueRecord(
        number=row.number,
        id=key,
        title=row["title"],
        authors=("؛ " if persian else "; ").join(filter(None, (author, helper))) or None,
        language=language,
        original_language=original,
        subjects=row["subjects"] or None,
        isbns=isbns,
        publisher=row["publisher"] or None,
        year=year_of(row["year"], written_in_persian=language == "fa" and original == "fa"),
        kind=kind,
        audience=audience if audience in AUDIENCES else None,
        age_from=span[0] if span else None,
        age_to=span[1] if span else None,
        form="film" if kind == "dvd" else headings.form(None),
        genres=headings.genres(),
        work=work_of(author, row["title"]),
        pages=page_count(row["pages"]) or number_in(row["pages"]),
        series=row["series"] or None,
        series_number=number_in(row["series_number"]),
        summary=row["summary"] or None,
        call_number=row["call_number"] or None,
        added=added,
        also=tuple(filter(None, (part.strip() for part in row["also"].replace("؛", ";").split(";")))),
        copies=_copies(row, mapping, kind),
        problems=tuple(problems),
    )


def _language(text: str) -> str | None:
    return _LANGUAGES.get(fold(text)) or first_language([text])


def _copies(row: Row, mapping: Mapping, kind: str) -> tuple[CopyRecord, ...] | None:
    if not row["barcode"]:
        return None
    branch = row["branch"] or mapping.default_branch or ""
    return (
        CopyRecord(
            barcode=row["barcode"][:64],
            branch=mapping.branch(branch) if branch else "",
            item_type=mapping.item_type(row["item_type"]) if row["item_type"] else kind,
            call_number=row["call_number"] or None,
            shelf=row["shelf"] or None,
            status=status_of(row["status"], mapping),
        ),
    )


def _is_one_name(text: str) -> bool:
    """Tell whether a cell holds one inverted name, and not several with commas between them."""
    return text.count(",") + text.count("،") == 1 and ";" not in text and "؛" not in text
