"""Errors of the store.

StoreError
├── StoreBusy              the database stayed locked, or no connection came free, within the timeout
├── StoreUnavailable       the database cannot be reached or opened
│   └── StoreNotReady      it has not the tables that the code needs: none yet, or those of another version
├── NotFound               no such row: .what, .key
├── Conflict               the row is not in a state that allows this: .what, .state
│   ├── TakenBySomebody    somebody else has it: .holder
│   └── EditConflict       somebody else changed it first: .changed, .who, .when
├── InvalidValue           a value that the store refuses before asking the database: .field; .every refused one
├── LinkRefused            a sign-in link that cannot be used
│   ├── LinkUnknown
│   ├── LinkExpired
│   ├── LinkUsed
│   └── LinkTriesSpent
└── PinThrottled           too many tries for one card, chat or address: .retry_at
TurnClosed                 nobody waits any more for what was to be written
"""

from collections.abc import Callable
from datetime import datetime

__all__ = [
    "Conflict",
    "InvalidValue",
    "LinkExpired",
    "LinkRefused",
    "LinkTriesSpent",
    "LinkUnknown",
    "LinkUsed",
    "NotFound",
    "EditConflict",
    "PinThrottled",
    "Refusals",
    "StoreBusy",
    "StoreError",
    "StoreNotReady",
    "StoreUnavailable",
    "TakenBySomebody",
    "TurnClosed",
]


class StoreError(Exception):
    """A failure of the store."""


class StoreBusy(StoreError):
    """The database stayed locked past the timeout; nothing was written."""

    # What it says has no value of a row in it, and may be logged (process.logs).
    is_plain = True


class StoreUnavailable(StoreError):
    """The database cannot be reached or opened."""

    is_plain = True


class StoreNotReady(StoreUnavailable):
    """The database lacks the tables that the code needs; the text says what to do."""


class NotFound(StoreError):
    """A requested row does not exist."""

    def __init__(self, what: str, key: object) -> None:
        super().__init__(f"no such {what}: {key}")
        self.what = what
        self.key = key


class Conflict(StoreError):
    """A row is in a state that does not allow the request."""

    def __init__(self, what: str, state: str) -> None:
        super().__init__(f"{what} is {state}")
        self.what = what
        self.state = state


class TakenBySomebody(Conflict):
    """Somebody else has it, under the name shown for them."""

    def __init__(self, what: str, state: str, holder: str) -> None:
        super().__init__(what, state)
        self.holder = holder


class EditConflict(Conflict):
    """Somebody else changed a thing after it was looked at: which values, who, and when."""

    def __init__(self, what: str, changed: tuple[str, ...], who: str | None, when: datetime | None) -> None:
        super().__init__(what, "changed")
        self.changed = changed
        self.who = who
        self.when = when


class InvalidValue(StoreError):
    """A value is refused before the database is asked."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason
        self.every: tuple[InvalidValue, ...] = (self,)


class Refusals:
    """What is wrong with several values, to be refused at once: whoever corrects one sees the others too."""

    def __init__(self) -> None:
        self._found: list[InvalidValue] = []

    def note(self, field: str, reason: str) -> None:
        """Note a value that is refused."""
        self._found.append(InvalidValue(field, reason))

    def check[**P, Value](self, check: Callable[P, Value], *args: P.args, **kwargs: P.kwargs) -> Value | None:
        """Call what may refuse a value; give what it gives, or None where it refuses."""
        try:
            return check(*args, **kwargs)
        except InvalidValue as error:
            self._found.extend(error.every)
            return None

    def refuse(self) -> None:
        """Raise the first InvalidValue, with all of them in its `every`; nothing where nothing was noted."""
        if self._found:
            first = self._found[0]
            first.every = tuple(self._found)
            raise first


class LinkRefused(StoreError):
    """A sign-in link cannot be used."""


class LinkUnknown(LinkRefused):
    """No such link was issued."""


class LinkExpired(LinkRefused):
    """The link was not used in time."""


class LinkUsed(LinkRefused):
    """The link was used before."""


class LinkTriesSpent(LinkRefused):
    """Too many wrong attempts were made on the link's page."""


class PinChanged(StoreError):
    """The card was given another PIN while the old one was being checked."""


class PinThrottled(StoreError):
    """A card, a chat or an address has had too many attempts; the next one is allowed at `retry_at`."""

    def __init__(self, retry_at: datetime) -> None:
        super().__init__(f"too many tries; next one at {retry_at.isoformat()}")
        self.retry_at = retry_at


class TurnClosed(Exception):
    """The turn is closed: the patron has already been told how it ended, so nothing more may be written.

    No StoreError: whoever bears a store that fails must not take this for one.
    """

    def __init__(self) -> None:
        super().__init__("the turn of this message is over")
