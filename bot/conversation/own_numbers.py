"""The library's own telephone numbers, which are not masked."""

from __future__ import annotations

import re

from crm.database.store import Store
from crm.library_info import directory
from language.masking import national_number

__all__ = ["own_numbers"]

SEVERAL = re.compile("[,،;]| (?:/|و|and|or) ")


async def own_numbers(store: Store) -> frozenset[str]:
    """Give the telephones of the library and its branches, as they are dialled inside the country."""
    about = await directory.profile(store)
    phones = [branch.phone for branch in await directory.branches(store)]
    if about is not None:
        phones += (about.phone, about.emergency.guard)
    return frozenset(national_number(one) for phone in phones if phone for one in SEVERAL.split(phone))
