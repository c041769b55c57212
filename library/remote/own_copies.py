"""Copies of our own catalogue: which there are of a title, of which type, and where they belong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from crm import records

__all__ = ["OwnCopy", "copies_of", "own_copy"]

GONE = ("lost", "withdrawn")

_OF_TITLES = (
    select(records.Item, records.TitleRecord)
    .join(records.TitleRecord, records.TitleRecord.id == records.Item.title_id)
    .where(records.TitleRecord.ils_bib_id.in_(bindparam("titles", expanding=True)), records.Item.status.not_in(GONE))
    .order_by(records.Item.id)
)


@dataclass(frozen=True, slots=True)
class OwnCopy:
    """A copy of our catalogue, with its title."""

    barcode: str
    title_id: str
    title: str
    author: str
    item_type: str
    branch_id: int | None
    call_number: str
    shelf: str


def own_copy(item: records.Item, title: records.TitleRecord) -> OwnCopy:
    """Give a copy with what is told of its title."""
    return OwnCopy(
        item.barcode,
        title.ils_bib_id,
        title.title,
        title.authors or "",
        item.item_type,
        item.branch_id,
        item.call_number or title.call_number or "",
        item.shelf or "",
    )


def copies_of(session: Session, title_ids: Iterable[str]) -> dict[str, list[OwnCopy]]:
    """Give our catalogue's copies of titles, without those that are gone; an empty list where there are none."""
    found: dict[str, list[OwnCopy]] = {name: [] for name in title_ids}
    for item, title in session.execute(_OF_TITLES, {"titles": sorted(found)}):
        found[title.ils_bib_id].append(own_copy(item, title))
    return found
