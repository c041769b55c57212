"""A turn's view of the library system: read once, and remembered for the trail where it is about the turn's patron."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, cast

from library.port import Library

__all__ = ["OF_ACCOUNTS", "watched"]

# The port's requests that read, or change, somebody's account.
OF_ACCOUNTS = frozenset(
    {
        "patron",
        "account",
        "loans",
        "check_renewal",
        "renew",
        "holds",
        "pickup_branches",
        "check_hold",
        "place_hold",
        "cancel_hold",
        "change_pickup",
        "fees",
        "lending_terms",
    }
)
# Several looks and handlers of one turn ask for these: what was given once is given again, until something is done.
_READ_ONCE = frozenset(
    "patron account loans holds pickup_branches check_hold fees lending_terms search title editions availability"
    " waiting".split()
)


class _Watched:
    """A library system that is asked the same once a turn; requests about one patron are written down by name."""

    def __init__(self, library: Library, patron_id: int | None, asked: set[str], read: dict[Hashable, Any]) -> None:
        self._library, self._patron_id, self._asked, self._read = library, patron_id, asked, read

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._library, name)
        if name not in _READ_ONCE and name not in OF_ACCOUNTS:
            return found

        def ask(*arguments: Any, **named: Any) -> Any:
            about = (*arguments[:1], named.get("patron_id"))
            if name in OF_ACCOUNTS and self._patron_id is not None and self._patron_id in about:
                self._asked.add(name)
            return self._once(name, found, arguments, named) if name in _READ_ONCE else found(*arguments, **named)

        return ask

    async def _once(self, name: str, found: Any, arguments: tuple[Any, ...], named: dict[str, Any]) -> Any:
        key = name, arguments, tuple(sorted(named.items()))
        if key not in self._read:
            self._read[key] = await found(*arguments, **named)
        given = self._read[key]
        # Who sorts or cuts a list does it to a list of their own.
        return list(given) if isinstance(given, list) else given


def watched(library: Library, patron_id: int | None, asked: set[str], read: dict[Hashable, Any]) -> Library:
    """Give the same library system, which adds to `asked` what it is asked about a patron.

    `read` is what was read already, which is not asked for again.
    """
    return cast(Library, _Watched(library, patron_id, asked, read))
