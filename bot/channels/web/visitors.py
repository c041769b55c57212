"""Visitors by their secret token."""

from __future__ import annotations

import re

from crm.conversations import identities
from crm.conversations.identities import Identity
from crm.database.store import Store

__all__ = ["Visitors"]

TOKEN = re.compile(r"[A-Za-z0-9_-]{20,100}")


class Visitors:
    """Visitors by token, looked up in the store each time.

    Nothing is remembered here: a token that ended with a sign-in, at this gateway or another, ends everywhere at once.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    async def create(self, language: str, address: str | None = None, *, is_test: bool = False) -> tuple[Identity, str]:
        """Make a visitor and their token, which is given out this once; `is_test` for staff who try the service out."""
        return await identities.create_visitor(self._store, language=language, address=address, is_test=is_test)

    async def find(self, token: str) -> Identity | None:
        """Give the visitor whom a token proves, or None."""
        return await identities.visitor_by_token(self._store, token) if TOKEN.fullmatch(token) else None
