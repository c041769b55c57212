"""What a demonstration brought is known, keeps a production from starting, and goes when a library takes its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, insert, select, update

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.sign_in import demonstration
from crm.sign_in.passwords import hash_secret
from crm.staff import accounts, members
from library import seed

STAFF, PATRON, CANNED = table_of(records.StaffUser), table_of(records.Patron), table_of(records.CannedAnswer)
DEMO_STAFF = ("admin", "auditor", "editor", "librarian", "manager", "reference", "supervisor")


async def test_the_demonstration_is_marked_and_refused(store: Store) -> None:
    await seed.load(store, seed.DEMO_FILE)
    left = await demonstration.left_of_demonstration(store)
    assert left.staff == DEMO_STAFF
    with_pin = select(func.count(PATRON.c.id)).where(PATRON.c.pin_hash.is_not(None))
    assert left.patrons == await store.look(lambda c: c.scalar(with_pin)) > 0
    with pytest.raises(demonstration.DemonstrationLeft, match=r"admin, auditor, editor.*--replace"):
        await demonstration.refuse_demonstration(store)


async def test_a_library_of_ones_own_takes_all_of_it_away(store: Store, small: Path) -> None:
    await seed.load(store, seed.DEMO_FILE)
    await members.add_staff(store, "sara", "Sara", "admin", "a long pass phrase of her own")
    ours = {"code": "ours", "title_fa": "ع", "title_en": "t", "text_fa": "س", "text_en": "h"}
    await store.transact(lambda c: c.execute(insert(CANNED), {**ours, "updated_at": store.clock.now()}))
    await seed.load(store, small, replace=True, demo=False)
    assert not await demonstration.left_of_demonstration(store)
    await demonstration.refuse_demonstration(store)
    names = await store.look(lambda c: list(c.scalars(select(STAFF.c.username))))
    assert names == ["sara"]
    assert await store.look(lambda c: list(c.scalars(select(CANNED.c.code)))) == ["ours"]
    assert (await trail.verify(store)).is_sound
    removed = select(records.AuditEvent.entity_id).where(records.AuditEvent.action == "staff.removed")
    assert await store.look(lambda c: tuple(sorted(c.scalars(removed)))) == DEMO_STAFF


async def test_a_password_of_its_own_makes_an_account_ones_own(sqlite_store: Store) -> None:
    store = sqlite_store
    await seed.load(store, seed.DEMO_FILE)
    admin = await accounts.account_named(store, "admin")
    await accounts.set_password(store, admin.id, "a long pass phrase of one's own", by=Actor("system", "test"))
    assert "admin" not in (await demonstration.left_of_demonstration(store)).staff


async def test_what_cannot_sign_in_is_no_matter(sqlite_store: Store) -> None:
    store = sqlite_store
    await seed.load(store, seed.DEMO_FILE)
    await store.transact(lambda c: c.execute(update(STAFF).values(is_active=False)))
    await store.transact(lambda c: c.execute(update(PATRON).values(pin_hash=None)))
    assert not await demonstration.left_of_demonstration(store)


async def test_without_marks_the_password_that_everybody_knows_tells(sqlite_store: Store) -> None:
    known = {"username": "root", "display_name": "R", "role": "admin", "password_hash": hash_secret("demo-console")}
    await sqlite_store.transact(lambda c: c.execute(insert(STAFF), {**known, "created_at": sqlite_store.clock.now()}))
    assert (await demonstration.left_of_demonstration(sqlite_store)).staff == ("root",)


async def test_a_made_up_library_is_not_loaded_for_real_patrons(sqlite_store: Store) -> None:
    with pytest.raises(seed.SeedError, match="made up"):
        await seed.load(sqlite_store, seed.DEMO_FILE, demo=False)
    assert not await seed.has_library(sqlite_store)
