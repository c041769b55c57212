"""What can go wrong in the store.

StoreError
├── StoreBusy              the database stayed locked, or no connection came free, within the timeout
├── StoreUnavailable       the database cannot be reached or opened
│   └── StoreNotReady      it has not the tables that the code needs: none yet, or those of another version
├── NotFound               no such row: .what, .key
├── Conflict               the row is not in a state that allows this: .what, .state
│   ├── Taken              somebody else has it: .holder
│   └── Overtaken          somebody else changed it first: .changed, .who, .when
├── InvalidValue           a value that the store refuses before asking the database: .field
├── LinkRefused            a sign-in link that cannot be used
│   ├── LinkUnknown
│   ├── LinkExpired
│   ├── LinkUsed
│   └── LinkTriesSpent
└── PinThrottled           too many tries for one card, chat or address: .retry_at
TurnClosed                 nobody waits any more for what was to be written
"""

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
    "Overtaken",
    "PinThrottled",
    "StoreBusy",
    "StoreError",
    "StoreNotReady",
    "StoreUnavailable",
    "Taken",
    "TurnClosed",
]


class StoreError(Exception):
    """Stand for every failure of the store."""


class StoreBusy(StoreError):
    """Say that the database stayed locked past the timeout; nothing was written."""


class StoreUnavailable(StoreError):
    """Say that the database cannot be reached or opened."""


class StoreNotReady(StoreUnavailable):
    """Say that the database has not the tables that the code needs, and what to do about it."""


class NotFound(StoreError):
    """Say that a row that was asked for does not exist."""

    def __init__(self, what: str, key: object) -> None:
        super().__init__(f"no such {what}: {key}")
        self.what = what
        self.key = key


class Conflict(StoreError):
    """Say that a row is in a state that does not allow what was asked."""

    def __init__(self, what: str, state: str) -> None:
        super().__init__(f"{what} is {state}")
        self.what = what
        self.state = state


class Taken(Conflict):
    """Say that somebody else has it, by the name that is shown of them."""

    def __init__(self, what: str, state: str, holder: str) -> None:
        super().__init__(what, state)
        self.holder = holder


class Overtaken(Conflict):
    """Say that somebody else changed a thing after it was looked at: which values, and who did it when."""

    def __init__(self, what: str, changed: tuple[str, ...], who: str | None, when: datetime | None) -> None:
        super().__init__(what, "changed")
        self.changed = changed
        self.who = who
        self.when = when


class InvalidValue(StoreError):
    """Say that a value is refused before the database is asked."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason


class LinkRefused(StoreError):
    """Stand for every reason why a sign-in link cannot be used."""


class LinkUnknown(LinkRefused):
    """Say that no such link was issued."""


class LinkExpired(LinkRefused):
    """Say that the link was not used in time."""


class LinkUsed(LinkRefused):
    """Say that the link was used before."""


class LinkTriesSpent(LinkRefused):
    """Say that too many wrong tries were made on the link's page."""


class PinThrottled(StoreError):
    """Say that a card, a chat or an address has had too many tries, and when the next one is allowed."""

    def __init__(self, retry_at: datetime) -> None:
        super().__init__(f"too many tries; next one at {retry_at.isoformat()}")
        self.retry_at = retry_at


class TurnClosed(Exception):
    """Say that nobody waits any more for what is to be written: the patron was told already how the turn ended.

    No StoreError: whoever bears a store that fails must not take this for one.
    """

    def __init__(self) -> None:
        super().__init__("the turn of this message is over")
