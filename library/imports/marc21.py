"""MARC 21 bibliographic records as titles of the catalogue."""

from __future__ import annotations

from pymarc import Record

from library.imports.coded import MARC_AUDIENCES, MARC_FORMS, first_language
from library.imports.describing import Headings, work_of
from library.imports.holdings import copies_of, deleted
from library.imports.mapping import Mapping
from library.imports.marc21_fields import Marc21Fields
from library.imports.record import BrokenRecord, CatalogueRecord, ImportProblem
from library.imports.record_identity import entered_on, identity, time_of
from library.imports.texts import page_count

__all__ = ["read_marc21"]


def read_marc21(number: int, record: Record, mapping: Mapping) -> CatalogueRecord | BrokenRecord:
    """Read a record; what cannot be told from it stays empty."""
    key = identity(record, mapping)
    if key is None:
        return BrokenRecord(number, ImportProblem.of("no_id"))
    changed_at = time_of(record)
    if deleted(record):
        return CatalogueRecord(number, key, changed_at=changed_at, deleted=True)
    reading = Marc21Fields(record)
    title, titles_also = reading.title()
    if not title:
        return BrokenRecord(number, ImportProblem.of("no_title", id=key))
    fixed = reading.fixed
    language = first_language([fixed[35:38], *reading.values("041", "a")])
    original = first_language(reading.values("041", "h")) or (None if reading.is_translation() else language)
    kind = reading.kind()
    copies, problems, first_day = copies_of(record, mapping, kind)
    authors, authors_also = reading.authors()
    headings = Headings(reading.subjects(), reading.values("655", "a"), fixed_form(fixed, record))
    pages = page_count(" ".join(reading.values("300", "a"))) if kind in ("book", "large_print", "braille") else None
    series, series_number = reading.series()
    reading_ages = reading.ages()
    return CatalogueRecord(
        number=number,
        id=key,
        title=title,
        authors=authors,
        language=language,
        original_language=original,
        subjects=headings.subjects(),
        isbns=reading.isbns(),
        publisher=next(iter(reading.published("b")), None),
        year=reading.year(language, written_in_persian=original == "fa" and language == "fa"),
        kind=mapping.kinds.get(kind, kind),
        audience=headings.audience or MARC_AUDIENCES.get(fixed[22:23] if is_book(record) else "") or None,
        age_from=reading_ages[0] if reading_ages else None,
        age_to=reading_ages[1] if reading_ages else None,
        form="film" if kind == "dvd" else headings.form(pages),
        genres=headings.genres(),
        work=work_of(reading.main_author(), reading.uniform_title() or title),
        pages=pages,
        series=series,
        series_number=series_number,
        summary=next(iter(reading.values("520", "a")), None),
        call_number=reading.call_number(),
        added=first_day or entered_on(fixed[:6]),
        also=tuple(dict.fromkeys(filter(None, (*titles_also, *authors_also)))),
        copies=copies,
        changed_at=changed_at,
        problems=tuple(problems),
    )


def is_book(record: Record) -> bool:
    """Tell whether 008 is that of books: language material that is no serial."""
    return str(record.leader)[6:7] in ("a", "t") and str(record.leader)[7:8] not in ("b", "i", "s")


def fixed_form(fixed: str, record: Record) -> str:
    """Give the form that 008 tells of a book."""
    if not is_book(record):
        return ""
    if "d" in fixed[24:28] or "e" in fixed[24:28]:
        return "reference"
    if fixed[34:35] in ("a", "b", "c", "d"):
        return "memoir" if fixed[34] == "a" else "biography"
    return MARC_FORMS.get(fixed[33:34], "")
