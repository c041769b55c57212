"""What a turn asks the library system about its patron: remembered, so that the trail tells of it once a turn."""

from __future__ import annotations

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
        "place_hold",
        "cancel_hold",
        "change_pickup",
        "fees",
        "lending_terms",
    }
)


class _Watched:
    """A library system whose requests about one patron are written down by name."""

    def __init__(self, library: Library, patron_id: int, asked: set[str]) -> None:
        self._library, self._patron_id, self._asked = library, patron_id, asked

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._library, name)
        if name not in OF_ACCOUNTS:
            return found

        def ask(*arguments: Any, **named: Any) -> Any:
            if self._patron_id in (*arguments[:1], named.get("patron_id")):
                self._asked.add(name)
            return found(*arguments, **named)

        return ask


def watched(library: Library, patron_id: int, asked: set[str]) -> Library:
    """Give the same library system, which adds to `asked` what it is asked about a patron."""
    return cast(Library, _Watched(library, patron_id, asked))
