"""UNIMARC bibliographic records as titles of the catalogue, where they differ from MARC 21."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pymarc import Field, Record

from language.calendars import from_jalali
from language.digits import to_ascii
from language.isbn import canonical, find_isbn
from library.imports.coded import UNIMARC_AUDIENCES, UNIMARC_FORMS, first_language
from library.imports.describing import Headings, work_of
from library.imports.holdings import copies_of, deleted
from library.imports.mapping import Mapping
from library.imports.record import BrokenRecord, CatalogueRecord, ImportProblem
from library.imports.record_identity import identity, indicator, time_of
from library.imports.relators import part_of, shown_names
from library.imports.tables import LAST_JALALI_YEAR
from library.imports.texts import cleaned, number_in, page_count, year_of

__all__ = ["is_unimarc", "read_unimarc"]

SUBJECTS = ("600", "601", "602", "604", "605", "606", "607", "608", "610")
_NAMES = ("700", "701", "702", "710", "711", "712")
# Relators of 702 and 712.
_PARTS = {"730": "translated", "340": "edited", "220": "edited", "440": "illustrated", "650": None, "610": None}
# 106 $a, and letters of the leader.
_KINDS = {"g": "dvd", "i": "audiobook", "j": "music", "c": "score", "d": "score", "e": "map", "f": "map", "l": "ebook"}


def is_unimarc(record: Record) -> bool:
    """Tell whether a record is of this format: it has its title where MARC 21 has none."""
    return "200" in record and "245" not in record


def read_unimarc(number: int, record: Record, mapping: Mapping) -> CatalogueRecord | BrokenRecord:
    """Read a record; what cannot be told from it stays empty."""
    key = identity(record, mapping)
    if key is None:
        return BrokenRecord(number, ImportProblem.of("no_id"))
    if deleted(record):
        return CatalogueRecord(number, key, changed_at=time_of(record), deleted=True)
    title, also = _title(record)
    if not title:
        return BrokenRecord(number, ImportProblem.of("no_title", id=key))
    coded = _first(record, "100", "a").ljust(36)
    language = first_language(_all(record, "101", "a"))
    translated = any(indicator(field, 0) in ("1", "2") for field in record.get_fields("101"))
    original = first_language(_all(record, "101", "c")) or (None if translated else language)
    kind = _kind(record)
    copies, problems, first_day = copies_of(record, mapping, kind)
    authors, main = _authors(record)
    form = UNIMARC_FORMS.get(_first(record, "105", "a").ljust(13)[11], "")
    headings = Headings(_subjects(record), _all(record, "608", "a"), form)
    pages = page_count(_first(record, "215", "a")) if kind in ("book", "large_print", "braille") else None
    series = record.get_fields("225", "410")
    audience = next((found for code in coded[17:20] if (found := UNIMARC_AUDIENCES.get(code))), None)
    return CatalogueRecord(
        number=number,
        id=key,
        title=title,
        authors=authors,
        language=language,
        original_language=original,
        subjects=headings.subjects(),
        isbns=tuple(
            dict.fromkeys(filter(None, (canonical(text) or find_isbn(text) for text in _all(record, "010", "a"))))
        ),
        publisher=_first(record, "210", "c") or _first(record, "214", "c") or None,
        year=_year(record, coded, language, written_in_persian=language == "fa" and original == "fa"),
        kind=mapping.kinds.get(kind, kind),
        audience=headings.audience or audience,
        form="film" if kind == "dvd" else headings.form(pages),
        genres=headings.genres(),
        work=work_of(main, _first(record, "500", "a") or title),
        pages=pages,
        series=next((text for field in series if (text := cleaned(field.get("a") or field.get("t")))), None),
        series_number=next((number_in(field.get("v")) for field in series if field.get("v")), None),
        summary=_first(record, "330", "a") or None,
        call_number=_first(record, "676", "a") or _first(record, "680", "a") or None,
        added=first_day or _entered(coded),
        also=tuple(dict.fromkeys(filter(None, also))),
        copies=copies,
        changed_at=time_of(record),
        problems=tuple(problems),
    )


def _all(record: Record, tag: str, code: str) -> list[str]:
    return [text for field in record.get_fields(tag) for one in field.get_subfields(code) if (text := cleaned(one))]


def _first(record: Record, tag: str, code: str) -> str:
    return next(iter(_all(record, tag, code)), "")


def _title(record: Record) -> tuple[str, list[str]]:
    field = record["200"]
    # $a may be there again: works that are bound together, or the parallel title under $d.
    names = [text for one in field.get_subfields("a") if (text := cleaned(one))]
    parts = [text for one in field.get_subfields("h", "i") if (text := cleaned(one))]
    rest = cleaned(field.get("e"))
    title = ". ".join([*names[:1], *parts])
    shown = f"{title}: {rest}" if title and rest else title
    said = [cleaned(one) for one in field.get_subfields("d", "f", "g")]
    others = [*names[1:], *said]
    for tag in ("500", "510", "512", "517", "541"):
        others += _all(record, tag, "a")
    return shown, others


def _authors(record: Record) -> tuple[str | None, str]:
    told: dict[str, list[str]] = {"": [], "edited": [], "translated": [], "illustrated": []}
    main = ""
    for field in record.get_fields(*_NAMES):
        name = _name(field)
        part = _part(field) if field.tag in ("702", "712") else ""
        if not name or part is None:
            continue
        main = main or name
        if name not in told[part]:
            told[part].append(name)
    if not any(told.values()):
        return _first(record, "200", "f") or None, ""
    return shown_names(told), main


def _part(field: Field) -> str | None:
    """Tell what somebody did: by UNIMARC's number, or in words, as IranMARC often has it («مترجم»)."""
    said = cleaned(field.get("4"))
    return _PARTS[said[:3]] if said[:3] in _PARTS else part_of((), said)


def _name(field: Field) -> str:
    family, given = cleaned(field.get("a")), cleaned(field.get("b"))
    return f"{given} {family}".strip() if field.tag < "710" else family


def _subjects(record: Record) -> Iterator[str]:
    for field in record.get_fields(*SUBJECTS):
        name = [_name(field)] if field.tag == "600" else [cleaned(field.get("a"))]
        yield " -- ".join(filter(None, [*name, *map(cleaned, field.get_subfields("x", "y", "z"))]))


def _year(record: Record, coded: str, language: str | None, *, written_in_persian: bool) -> int | None:
    printed = [
        year_of(text, written_in_persian=written_in_persian)
        for text in (*_all(record, "210", "d"), *_all(record, "214", "d"))
    ]
    of_code = year_of(coded[9:13], written_in_persian=written_in_persian) if coded[9:13].isdigit() else None
    choices = [*printed, of_code] if language == "fa" else [of_code, *printed]
    return next((year for year in choices if year), None)


def _entered(coded: str) -> date | None:
    """Give the day on which a record was entered; IranMARC writes it by the Jalali calendar too."""
    digits = to_ascii(coded[:8])
    if len(digits) != 8 or not digits.isascii() or not digits.isdecimal():
        return None
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    try:
        return from_jalali(year, month, day) if year < LAST_JALALI_YEAR else date(year, month, day)
    except ValueError:
        return None


def _kind(record: Record) -> str:
    leader = str(record.leader)
    if leader[6:7] in _KINDS:
        return _KINDS[leader[6]]
    if leader[6:7] in ("a", "b"):
        medium = _first(record, "106", "a")
        kinds = {"d": "large_print", "e": "large_print", "f": "braille", "s": "ebook"}
        if medium[:1] in kinds:
            return kinds[medium[0]]
        return "journal" if leader[7:8] == "s" else "book"
    return "dvd" if "115" in record else "other"
