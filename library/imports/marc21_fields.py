"""The fields of one MARC 21 record, read as what a title of the catalogue is told by."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pymarc import Field, Record

from language.isbn import canonical, find_isbn
from library.imports.holdings import control_fields
from library.imports.record_identity import indicator
from library.imports.relators import part_of, shown_names
from library.imports.texts import ages, cleaned, number_in, person, year_of

__all__ = ["Marc21Fields"]

SUBJECTS = ("600", "610", "611", "630", "648", "650", "651", "653")
_AUTHORS, _OTHERS = ("100", "110", "111"), ("700", "710", "711")
_LINK = re.compile(r"(\d{3})-(\d{2})")
_TRANSLATED = re.compile(r"translat|traduit|ترجم|مترجم|برگردان", re.IGNORECASE)


class Marc21Fields:
    """The fields of one record."""

    def __init__(self, record: Record) -> None:
        self.record = record
        # Of several the one that says a language: an empty one may stand before it.
        given = [text.ljust(40) for text in control_fields(record, "008")]
        self.fixed = next((text for text in given if text[35:38].strip(" |")), given[0] if given else " " * 40)
        self._linked: dict[tuple[str, str], Field] = {}
        for field in record.get_fields("880"):
            if found := _LINK.match(field.get("6") or ""):
                self._linked.setdefault((found[1], found[2]), field)

    def values(self, tag: str, code: str) -> list[str]:
        """Give the texts of a subfield, in their own script where a linked field has it."""
        found = []
        for field in self.record.get_fields(tag):
            own = self._own_script(field)
            found += [text for one in own.get_subfields(code) if (text := cleaned(one))]
        return found

    def title(self) -> tuple[str, list[str]]:
        """Give the title in its own script, and the other ways to write it."""
        fields = self.record.get_fields("245")
        if not fields:
            return "", []
        own = self._own_script(fields[0])
        title = _title(own)
        others = [_title(field) for field in fields if field is not own]
        for field in self.record.get_fields("130", "240", "246", "247", "740"):
            others += [_title(field)] + ([_title(self._own_script(field))] if field.get("6") else [])
        # What stands on the title page: names as they are asked for.
        others += [cleaned(field.get("c")) for field in {id(one): one for one in (own, fields[0])}.values()]
        return title or next(iter(filter(None, others)), ""), [other for other in others if other != title]

    def main_author(self) -> str:
        """Give the heading of the main author, in its own script."""
        return next((self._name(self._own_script(field)) for field in self.record.get_fields(*_AUTHORS)), "")

    def uniform_title(self) -> str:
        """Give the title under which all editions of a work are kept."""
        return next((cleaned(field.get("a")) for field in self.record.get_fields("240", "130")), "")

    def authors(self) -> tuple[str | None, list[str]]:
        """Give who made it, as it is shown, and the other ways to write the names."""
        told: dict[str, list[str]] = {"": [], "edited": [], "translated": [], "illustrated": []}
        others: list[str] = []
        for field in self.record.get_fields(*_AUTHORS, *_OTHERS):
            own = self._own_script(field)
            if not (name := self._name(own)):
                continue
            if own is not field:
                others.append(self._name(field))
            part = _part_of(own if own.get("e") or own.get("4") else field)
            # A body among the others is rarely who wrote it: a provider, a donor, a company.
            body = field.tag in ("710", "711") and any(told.values())
            if part is None or body or (field.get("t") and field.tag in _OTHERS):
                others.append(name)
            elif name not in told[part]:
                told[part].append(name)
        if not told[""] and not any(told.values()):
            spoken = self._own_script(self.record["245"]).get("c") if "245" in self.record else None
            return cleaned(spoken) or None, others
        return shown_names(told), others

    def is_translation(self) -> bool:
        """Tell whether a record says that it is one: then nothing but 041 $h tells of what."""
        if any(indicator(field, 0) == "1" for field in self.record.get_fields("041")):
            return True
        said = [text for tag, code in (("245", "c"), ("700", "e"), ("500", "a")) for text in self.values(tag, code)]
        codes = [text for field in self.record.get_fields("700") for text in field.get_subfields("4")]
        return "trl" in codes or "765" in self.record or any(_TRANSLATED.search(text) for text in said)

    def subjects(self) -> Iterator[str]:
        """Give each subject heading with its subdivisions."""
        for field in self.record.get_fields(*SUBJECTS):
            own = self._own_script(field)
            if own.tag == "600" or field.tag == "600":
                yield " -- ".join(filter(None, [person(own.get("a")), *map(cleaned, own.get_subfields("t", "v", "x"))]))
            else:
                yield " -- ".join(filter(None, map(cleaned, own.get_subfields("a", "p", "t", "v", "x", "y", "z"))))

    def isbns(self) -> tuple[str, ...]:
        """Give the valid ISBNs as thirteen digits; what stands beside them (“(pbk.)”) is left out."""
        texts = [text for field in self.record.get_fields("020") for text in field.get_subfields("a")]
        return tuple(dict.fromkeys(filter(None, (_isbn(text) for text in texts))))

    def published(self, code: str) -> list[str]:
        """Give a subfield of the publication: of 264 only what was published, not printed or protected."""
        fields = [
            field
            for field in self.record.get_fields("260", "264")
            if field.tag == "260" or indicator(field, 1) in ("1", " ", "")
        ]
        texts = [text for field in fields for text in self._own_script(field).get_subfields(code)]
        return [plain for text in texts if (plain := cleaned(text).strip("[]"))]

    def year(self, language: str | None, *, written_in_persian: bool) -> int | None:
        """Give the year: as it stands in a Persian publication, where codes are filled in by habit; else as coded."""
        printed = [year_of(text, written_in_persian=written_in_persian) for text in self.published("c")]
        coded = year_of(self.fixed[7:11], written_in_persian=written_in_persian) if self.fixed[7:11].isdigit() else None
        choices = [*printed, coded] if language == "fa" else [coded, *printed]
        return next((year for year in choices if year), None)

    def kind(self) -> str:
        """Tell as what it is lent."""
        leader, physical = str(self.record.leader), [text.casefold() for text in control_fields(self.record, "007")]
        of_item = self.fixed[29:30] if leader[6:7] in "efgkor" else self.fixed[23:24]
        carriers = " ".join([*self.values("338", "a"), *self.values("245", "h")]).casefold()
        if leader[6:7] in ("a", "t", "c", "d") and (of_item == "f" or any(one[:2] in ("tc", "fb") for one in physical)):
            return "braille"
        if leader[6:7] in ("a", "t") and (of_item == "d" or any(one[:2] == "tb" for one in physical)):
            return "large_print"
        if leader[6:7] == "g" or any(one[:1] in ("v", "m") for one in physical if leader[6:7] != "i"):
            return "dvd"
        if leader[6:7] == "i":
            return "audiobook"
        if leader[6:7] == "j":
            return "music"
        if leader[6:7] in ("c", "d"):
            return "score"
        if leader[6:7] in ("e", "f"):
            return "map"
        if (
            leader[6:7] == "m"
            or of_item in ("o", "q", "s")
            or "online resource" in carriers
            or "electronic" in carriers
        ):
            return "ebook"
        if leader[7:8] in ("s", "i", "b"):
            return "journal"
        return "book" if leader[6:7] in ("a", "t") else "other"

    def series(self) -> tuple[str | None, int | None]:
        """Give the series and the number in it."""
        for field in self.record.get_fields("490", "440", "830", "800"):
            own = self._own_script(field)
            if name := cleaned(own.get("t") or own.get("a")):
                return name, number_in(own.get("v"))
        return None, None

    def ages(self) -> tuple[int, int | None] | None:
        """Give the ages for which it is meant, where 521 tells ages and not grades."""
        for field in self.record.get_fields("521"):
            text = cleaned(field.get("a"))
            spoken = text.casefold()
            if indicator(field, 0) == "1" or "age" in spoken.split() or "ages" in spoken.split() or "سال" in spoken:
                return ages(text)
        return None

    def call_number(self) -> str | None:
        """Give the call number of the title: what copies say of theirs comes first elsewhere."""
        for tag in ("090", "050", "082"):
            for field in self.record.get_fields(tag):
                if text := cleaned(" ".join(field.get_subfields("a", "b"))):
                    return text
        return None

    def _own_script(self, field: Field) -> Field:
        found = _LINK.match(field.get("6") or "")
        if not found or field.tag == "880":
            return field
        linked = self._linked.get((field.tag, found[2]))
        return field if linked is None else linked

    @staticmethod
    def _name(field: Field) -> str:
        personal = (field.tag == "880" and (field.get("6") or "")[:3] in ("100", "700")) or field.tag in ("100", "700")
        name = field.get("a") or ""
        if personal:
            return person(name)
        return " ".join(filter(None, map(cleaned, field.get_subfields("a", "b"))))


def _title(field: Field) -> str:
    # 245 $h says [electronic resource], $c who made it.
    parts = [text for text in (cleaned(one) for one in field.get_subfields("a", "n", "p")) if text]
    rest = cleaned(field.get("b"))
    title = ". ".join(parts)
    return f"{title}: {rest}" if title and rest else title or rest


def _isbn(text: str) -> str | None:
    return canonical(re.split(r"[\s(:]", text.strip())[0]) or find_isbn(text)


def _part_of(field: Field) -> str | None:
    """Tell what somebody did: wrote it (""), edited, translated, illustrated; None for what nobody looks for."""
    codes = [text.strip(" .")[-3:].casefold() for text in field.get_subfields("4")]
    said = cleaned(" ".join(field.get_subfields("e")))
    return "" if field.tag in _AUTHORS else part_of(codes, said)
