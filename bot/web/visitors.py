"""Who is behind a visitor's secret token, remembered for a little while."""

from __future__ import annotations

import hashlib
import re
import time
from collections import OrderedDict
from collections.abc import Callable

from crm import identities
from crm.identities import Identity
from crm.store import Store

__all__ = ["Visitors"]

SECONDS = 30.0
MOST = 10_000
TOKEN = re.compile(r"[A-Za-z0-9_-]{20,100}")


class Visitors:
    """Look visitors up by token; neither the store nor this memory has the token itself."""

    def __init__(self, store: Store, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._store = store
        self._monotonic = monotonic
        self._known: OrderedDict[bytes, tuple[float, Identity]] = OrderedDict()
        self._keys: dict[int, bytes] = {}

    async def create(self, language: str, address: str | None = None) -> tuple[Identity, str]:
        """Make a visitor and their token, which is given out this once."""
        identity, token = await identities.create_visitor(self._store, language=language, address=address)
        self._remember(_key(token), identity)
        return identity, token

    async def find(self, token: str) -> Identity | None:
        """Give the visitor whom a token proves, or None."""
        if not TOKEN.fullmatch(token):
            return None
        key = _key(token)
        known = self._known.get(key)
        if known is not None and known[0] > self._monotonic():
            return known[1]
        identity = await identities.visitor_by_token(self._store, token)
        if identity is not None:
            self._remember(key, identity)
        return identity

    def forget(self, identity_id: int) -> None:
        """Read a visitor anew the next time: something about them has changed."""
        key = self._keys.pop(identity_id, None)
        if key is not None:
            self._known.pop(key, None)

    def _remember(self, key: bytes, identity: Identity) -> None:
        self._known[key] = (self._monotonic() + SECONDS, identity)
        self._known.move_to_end(key)
        self._keys[identity.id] = key
        if len(self._known) > MOST:
            _, (_, oldest) = self._known.popitem(last=False)
            self._keys.pop(oldest.id, None)


def _key(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
