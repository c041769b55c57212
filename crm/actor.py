"""Actors: who acts, named once where a request, a command or a job begins, and passed down to every write."""

from dataclasses import dataclass
from typing import Self

__all__ = ["PATRON", "Actor"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does it: `kind` is patron, staff, bot or system; `name` is public, never a card number.

    `id` is the key of a member of staff's account.
    """

    kind: str
    name: str
    id: int | None = None

    @classmethod
    def staff(cls, staff_id: int, username: str) -> Self:
        """Name a member of staff."""
        return cls("staff", username, staff_id)


# A patron in a chat of their own, whoever they are.
PATRON = Actor("patron", "patron")
