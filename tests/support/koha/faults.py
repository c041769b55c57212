"""What can go wrong at a Koha, to be switched on in tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["Fault"]


@dataclass
class Fault:
    """One thing that goes wrong, `times` times, at one operation such as `GET /patrons/{patron_id}` ("*": at any).

    How it goes wrong (`how`):
    status     answers by `status` and `body`, and does nothing
    busy       answers 429
    slow       answers after `seconds`
    silent     does what is asked, and answers after `seconds`, which is too late
    half       does it, and cuts the answer in the middle
    cut        hangs up instead of it
    garbage    does it, and answers what is no JSON
    odd        does it, and leaves the field `body` out of the answer
    forbidden  names a permission that our account lacks
    changed    does `change` right before

    Unusual, and no fault at all: `bare` gives the loan named by `body` without its copy, `override` lets staff alone
    allow the pick-up places of `body`.
    """

    operation: str
    how: str
    times: int = 1
    status: int = 500
    seconds: float = 0.0
    permission: object = None
    change: Callable[[], None] | None = None
    body: object = None

    def meets(self, operation: str) -> bool:
        """Tell whether it is this one's turn."""
        return self.times > 0 and self.operation in ("*", operation)
