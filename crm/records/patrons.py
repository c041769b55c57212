"""Tables of patrons and the verified ways to reach them."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import CheckConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import Base, Key, count, flag, link, one_of, where
from crm.records.values import ACQUIRED_VIA, CONTACT_KINDS, LANGUAGES, LIFECYCLES
from crm.records.words import PATRON, erased, wordless
from language.normalise import squash

__all__ = ["ContactPoint", "Patron", "name_key"]

# What an erased patron's row must not hold any more.
PERSONAL = (
    "display_name",
    "ils_patron_id",
    "card_number_hash",
    "card_last4",
    "pin_hash",
    "birth_year",
    "restriction_reason_fa",
    "restriction_reason_en",
)


def name_key(name: str | None) -> str | None:
    """Give a name as it is searched and compared: folded, without spaces; None for no name."""
    return (squash(name) or None) if name else None


def _name_key_of(context: Any) -> str | None:
    return name_key(context.get_current_parameters().get("display_name"))


class Patron(Base):
    """One patron; the card number only as a keyed hash, the birth year and not the date."""

    __tablename__ = "patron"
    __table_args__ = (
        one_of("lifecycle", LIFECYCLES),
        one_of("acquired_via", ACQUIRED_VIA),
        one_of("locale", LANGUAGES),
        CheckConstraint(
            "erased_at IS NULL OR (" + " AND ".join(f"{name} IS NULL" for name in PERSONAL) + ")",
            name="erased_is_empty",
        ),
        CheckConstraint("erased_at IS NULL OR name_norm IS NULL", name="erased_nameless"),
        CheckConstraint("(lifecycle = 'erased') = (erased_at IS NOT NULL)", name="erased_state"),
        CheckConstraint("merged_into_id <> id", name="not_merged_into_self"),
        Index(
            "uq_patron_card_number_hash",
            "card_number_hash",
            unique=True,
            **where("card_number_hash IS NOT NULL"),
        ),
        Index("uq_patron_ils_patron_id", "ils_patron_id", unique=True, **where("ils_patron_id IS NOT NULL")),
        Index("ix_patron_lifecycle", "lifecycle", "last_engaged_at"),
        Index("ix_patron_name", "name_norm", "birth_year", **where("name_norm IS NOT NULL")),
        Index("ix_patron_merged_into", "merged_into_id", **where("merged_into_id IS NOT NULL")),
    )

    id: Mapped[Key]
    public_id: Mapped[str] = mapped_column(String(36), unique=True, info=wordless("a random id"))
    ils_patron_id: Mapped[str | None] = mapped_column(String(64), info=erased(PATRON, "patrons.erase_patron"))
    card_number_hash: Mapped[str | None] = mapped_column(String(64))
    card_last4: Mapped[str | None] = mapped_column(String(4), info=erased(PATRON, "patrons.erase_patron"))
    pin_hash: Mapped[str | None]
    # When the desk last gave one: who was asked for an older one at that moment is not signed in by it any more.
    pin_given_at: Mapped[datetime | None]
    display_name: Mapped[str | None] = mapped_column(info=erased(PATRON, "patrons.erase_patron"))
    # The name once more, as it is searched; who changes the name changes this with it.
    name_norm: Mapped[str | None] = mapped_column(default=_name_key_of, info=erased(PATRON, "patrons.erase_patron"))
    locale: Mapped[str] = mapped_column(String(2), default="fa", server_default=text("'fa'"))
    category: Mapped[str | None] = mapped_column(String(32), info=wordless("a category"))
    home_branch_id: Mapped[int | None] = link("branch.id", "SET NULL")
    birth_year: Mapped[int | None]
    lifecycle: Mapped[str] = mapped_column(String(16), default="prospect", server_default=text("'prospect'"))
    # Whoever makes a patron says where they were won: nobody counts as imported because nobody said so.
    acquired_via: Mapped[str] = mapped_column(String(16))
    history_opt_in: Mapped[bool] = flag(False)
    is_demo: Mapped[bool] = flag(False)
    is_restricted: Mapped[bool] = flag(False)
    restriction_reason_fa: Mapped[str | None] = mapped_column(info=erased(PATRON, "patrons.erase_patron"))
    restriction_reason_en: Mapped[str | None] = mapped_column(info=erased(PATRON, "patrons.erase_patron"))
    registered_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
    last_engaged_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    erased_at: Mapped[datetime | None]
    merged_into_id: Mapped[int | None] = link("patron.id", "SET NULL")
    version: Mapped[int] = count(1)


class ContactPoint(Base):
    """One address of a patron; it is theirs alone only once it is verified."""

    __tablename__ = "contact_point"
    __table_args__ = (
        one_of("kind", CONTACT_KINDS),
        Index("uq_contact_point_public_id", "public_id", unique=True),
        Index("uq_contact_point_primary", "patron_id", "kind", unique=True, **where("is_primary")),
        Index(
            "uq_contact_point_verified",
            "kind",
            "value_norm",
            unique=True,
            **where("verified_at IS NOT NULL"),
        ),
    )

    id: Mapped[Key]
    # What an address is called outside of this table: unlike its number it is never another's.
    public_id: Mapped[str | None] = mapped_column(
        String(36), default=lambda: str(uuid4()), info=wordless("a random id")
    )
    patron_id: Mapped[int] = link("patron.id", "CASCADE", index=True)
    kind: Mapped[str] = mapped_column(String(16))
    value: Mapped[str] = mapped_column(info=erased(PATRON, "patrons.erase_patron"))
    value_norm: Mapped[str] = mapped_column(info=erased(PATRON, "patrons.erase_patron"))
    is_primary: Mapped[bool] = flag(False)
    verified_at: Mapped[datetime | None]
    bounced_at: Mapped[datetime | None]
    # When staff last said that it is good again after all, and who did.
    revived_at: Mapped[datetime | None]
    revived_by_id: Mapped[int | None] = link("staff_user.id", "SET NULL")
