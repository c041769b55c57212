"""A statement puts Persian texts in the order in which they are looked up."""

from __future__ import annotations

import random

from sqlalchemy import select

from crm import records
from crm.database.alphabet import in_order_of
from crm.database.store import Store
from crm.database.upsert import table_of
from protocol.alphabet import by_alphabet
from tests.support.store_rows import add_patron

LETTERS = "آ ا ب پ ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن و ه ی".split()
NAMES = [f"{letter}رش" for letter in LETTERS] + ["گ‌ل‌ناز", "گلنار", "وحید", "ناهید", "هانیه", "Dana", "ali"]


async def test_both_databases_know_the_alphabet(store: Store) -> None:
    for name in random.Random(3).sample(NAMES, len(NAMES)):
        await add_patron(store, display_name=name)
    patron = table_of(records.Patron)
    query = select(patron.c.display_name).order_by(*in_order_of(patron.c.display_name, is_sqlite=store.is_sqlite))
    found = await store.look(lambda connection: list(connection.scalars(query)))
    assert found == sorted(NAMES, key=by_alphabet)
