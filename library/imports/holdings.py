"""Copies as catalogue records describe them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pymarc import Field, Record

from language.normalise import fold
from library.imports.mapping import DEFAULT_HOLDINGS, Holdings, Mapping
from library.imports.record import CopyRecord, ImportProblem
from library.imports.texts import cleaned
from library.seed.dates import parse_day

__all__ = ["copies_of", "status_of"]

MOST_BARCODE = 64
#: By words that occur in status texts of several systems.
_STATUS_WORDS = (
    ("withdrawn", ("withdraw", "discard", "weed", "وجین", "خارج از")),
    ("lost", ("lost", "missing", "گم", "مفقود")),
    ("in_transit", ("transit", "در راه", "انتقال")),
    # «قابل امانت» is what may be lent.
    ("on_loan", ("checked out", "on loan", "در امانت", "امانت داده", "امانت رفته", "نزد عضو")),
)  # fmt: skip


def copies_of(
    record: Record, mapping: Mapping, kind: str
) -> tuple[tuple[CopyRecord, ...] | None, list[ImportProblem], date | None]:
    """Give the copies that a record describes (None where it says nothing of any), what is wrong, and the first day."""
    found: list[CopyRecord] = []
    problems: list[ImportProblem] = []
    days: list[date] = []
    for form in mapping.holdings if mapping.holdings is not None else DEFAULT_HOLDINGS:
        fields = record.get_fields(form.field)
        if mapping.holdings is None and not any(form.barcode in field for field in fields):
            continue
        for field in fields:
            barcode = cleaned(field.get(form.barcode))
            if not barcode:
                problems.append(ImportProblem.of("no_barcode", field=form.field))
                continue
            if len(barcode) > MOST_BARCODE:
                problems.append(ImportProblem.of("barcode_long", barcode=barcode))
                continue
            found.append(_copy(field, form, mapping, kind, barcode))
            if form.added and (day := _day(field.get(form.added))):
                days.append(day)
        if found:
            break
    unique = {copy.barcode: copy for copy in found}
    return (tuple(unique.values()) if found else None), problems, min(days, default=None)


def _copy(field: Field, form: Holdings, mapping: Mapping, kind: str, barcode: str) -> CopyRecord:
    branch = next(
        (value for code in (form.branch, form.other_branch) if code and (value := cleaned(field.get(code)))),
        mapping.default_branch or "",
    )
    given = cleaned(field.get(form.type)) if form.type else ""
    item_type = mapping.item_type(given) if given else kind
    if _is_set(field, form.not_for_loan):
        item_type = mapping.types.get("not_for_loan", "reference")
    return CopyRecord(
        barcode=barcode,
        branch=mapping.branch(branch) if branch else "",
        item_type=item_type,
        call_number=(cleaned(field.get(form.call_number)) or None) if form.call_number else None,
        shelf=(cleaned(field.get(form.shelf)) or None) if form.shelf else None,
        status=_status(field, form, mapping),
    )


def _status(field: Field, form: Holdings, mapping: Mapping) -> str:
    if _is_set(field, form.withdrawn):
        return "withdrawn"
    if _is_set(field, form.lost):
        return "lost"
    if _is_set(field, form.on_loan):
        return "on_loan"
    return status_of(field.get(form.status) if form.status else None, mapping)


def status_of(text: str | None, mapping: Mapping) -> str:
    """Give the status that a text or code of another system means; available where nothing else is said."""
    told = fold(cleaned(text))
    for theirs, ours in mapping.statuses.items():
        if fold(theirs) == told:
            return ours
    return next((status for status, words in _STATUS_WORDS if any(word in told for word in words)), "available")


def _is_set(field: Field, code: str | None) -> bool:
    return code is not None and cleaned(field.get(code)).casefold() not in ("", "0", "n", "no", "false")


def _day(text: str | None) -> date | None:
    try:
        return parse_day(cleaned(text)[:10], date.min)
    except ValueError:
        return None


def deleted(record: Record) -> bool:
    """Tell whether a record says of itself that it was deleted."""
    return str(record.leader)[5:6] == "d"


def control_fields(record: Record, tag: str) -> Sequence[str]:
    """Give the texts of a control field, each once."""
    return list(dict.fromkeys(field.data or "" for field in record.get_fields(tag)))
