"""What is looked at before a notice is told, and again at every try: whether it is still true, wanted and allowed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time

from sqlalchemy import Connection, RowMapping, Select, select, update

from crm import records
from crm.database.many import among
from crm.database.upsert import table_of
from crm.notices.rules import PURPOSE_OF, NoticeRules
from crm.notices.things import NoticeItem, Things
from crm.notices.ways import Way
from crm.trust.consents import Permits

__all__ = ["ABOUT", "Agreed", "Digest", "Verdicts", "Worded", "asked", "digest_of", "unwanted"]

# In a message's `custom`: that it was sent by itself, for the channels that have to say how it is stopped.
ABOUT = "notices"

_NOTICE = table_of(records.Notice)
_SUBSCRIPTION = table_of(records.Subscription)


@dataclass(frozen=True, slots=True)
class Digest:
    """What one message tells one patron: every thing once, what is due first first.

    `is_signed_in` tells whether only the patron reads there.
    """

    channel: str
    language: str
    items: tuple[NoticeItem, ...]
    names_titles: bool
    is_signed_in: bool = True
    # When it was read of another library system, by the library's clock; None where all of it is our own store's.
    as_of: time | None = None


@dataclass(frozen=True, slots=True)
class Worded:
    """A digest in words, with buttons as {"title", "payload"}."""

    text: str
    buttons: list[dict[str, str]] = field(default_factory=list)


def asked() -> Select[tuple[object, ...]]:
    """Give the query of notices with the subscriptions that asked for them, to be narrowed by the caller."""
    return (
        select(
            _NOTICE,
            _SUBSCRIPTION.c.identity_id,
            _SUBSCRIPTION.c.language,
            _SUBSCRIPTION.c.fallback,
            _SUBSCRIPTION.c.ended_at.label("left_at"),
            _SUBSCRIPTION.c.id.label("asked"),
        )
        .outerjoin(_SUBSCRIPTION, _SUBSCRIPTION.c.id == _NOTICE.c.subscription_id)
        .order_by(_NOTICE.c.channel, _NOTICE.c.due_at, _NOTICE.c.id)
    )


class Agreed:
    """What patrons agreed to, read once for each purpose and channel, for all whom some notices are for."""

    def __init__(self, connection: Connection, notices: Sequence[RowMapping], now: datetime) -> None:
        """Begin with nothing read: what is not asked for is not looked up."""
        self._permits = Permits(connection, {one["patron_id"] for one in notices}, now)

    def to(self, notice: RowMapping, channel: str) -> bool:
        """Tell whether the patron of a notice agreed to be told it on a channel."""
        return bool(self._permits.to(PURPOSE_OF[notice["kind"]], channel)[notice["patron_id"]])


def unwanted(rules: NoticeRules, notice: RowMapping, agreed: Agreed) -> str | None:
    """Say why a notice is not wanted.

    One that goes by another channel than it was planned for needs a yes to that one, too.
    """
    if notice["asked"] is None or notice["left_at"] is not None:
        return "unsubscribed"
    if notice["via"] is not None and notice["via"] != notice["fallback"]:
        return "unsubscribed"
    channels = [notice["channel"], *([] if notice["via"] is None else [notice["via"]])]
    if not all(agreed.to(notice, channel) for channel in channels):
        return "no_consent"
    return None if channels[-1] in rules.channels else "channel_off"


@dataclass(slots=True)
class Verdicts:
    """Why some notices are not told: their numbers, by status and reason."""

    ids: dict[tuple[str, str], list[int]] = field(default_factory=dict)

    def note(self, status: str, reason: str, notice: RowMapping) -> None:
        """Remember of one notice why it is not told."""
        self.ids.setdefault((status, reason), []).append(notice["id"])

    def count(self, status: str) -> dict[str, int]:
        """Count the notices of one status by reason."""
        return {reason: len(ids) for (of, reason), ids in self.ids.items() if of == status}

    def settle(self, connection: Connection, now: datetime) -> None:
        """Write them down; no message tells these notices any more."""
        for (status, reason), ids in self.ids.items():
            change = update(_NOTICE).where(among(connection, _NOTICE.c.id, ids))
            connection.execute(change.values(status=status, reason=reason, settled_at=now, message_id=None))


def digest_of(rules: NoticeRules, channel: str, way: Way, about: Sequence[RowMapping], things: Things) -> Digest:
    """Put what a message tells together: of one thing with several reminders that had to wait, the latest tells all."""
    language = next((one["language"] for one in about if one["language"]), way.language)
    latest = {one["thing"]: one for one in about}
    items: list[NoticeItem] = []
    for one in latest.values():
        item = things.item(one, rules)
        # An event that two records followed which were made one since is told once.
        if item.kind != "event" or item not in items:
            items.append(item)
    read = [at for one in latest.values() if (at := things.read_at(one)) is not None]
    as_of = min(read).astimezone(rules.zone).time().replace(second=0, microsecond=0) if read else None
    return Digest(channel, language, tuple(items), rules.titles and way.is_signed_in, way.is_signed_in, as_of)
