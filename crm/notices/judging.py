"""What is looked at before a notice is told, and again at every try: whether it is still true, wanted and allowed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time

from sqlalchemy import Connection, RowMapping, Select, select, update

from crm import records
from crm.database.upsert import table_of
from crm.notices.rules import PURPOSE_OF, NoticeRules
from crm.notices.things import NoticeItem, Things
from crm.notices.ways import Way
from crm.trust.consents import permit

__all__ = ["ABOUT", "Digest", "Worded", "asked", "digest_of", "is_allowed", "settle", "unwanted"]

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


def unwanted(
    connection: Connection, rules: NoticeRules, notice: RowMapping, allowed: dict[tuple[str, str], bool], now: datetime
) -> str | None:
    """Say why a notice is not wanted; `allowed` keeps what the patron agreed to, by purpose and channel.

    One that goes by another channel than it was planned for needs a yes to that one, too.
    """
    if notice["asked"] is None or notice["left_at"] is not None:
        return "unsubscribed"
    if notice["via"] is not None and notice["via"] != notice["fallback"]:
        return "unsubscribed"
    channels = [notice["channel"], *([] if notice["via"] is None else [notice["via"]])]
    if not all(is_allowed(connection, notice, channel, allowed, now) for channel in channels):
        return "no_consent"
    return None if channels[-1] in rules.channels else "channel_off"


def is_allowed(
    connection: Connection, notice: RowMapping, channel: str, allowed: dict[tuple[str, str], bool], now: datetime
) -> bool:
    """Tell whether the patron agreed to be told by a channel; `allowed` keeps it, by purpose and channel."""
    what = (PURPOSE_OF[notice["kind"]], channel)
    if what not in allowed:
        allowed[what] = bool(permit(connection, notice["patron_id"], *what, now))
    return allowed[what]


def settle(
    connection: Connection, counts: dict[str, int], status: str, reason: str, notice: RowMapping, now: datetime
) -> None:
    """Note why a notice is not told, and count it; no message tells it any more."""
    counts[reason] = counts.get(reason, 0) + 1
    connection.execute(
        update(_NOTICE)
        .where(_NOTICE.c.id == notice["id"])
        .values(status=status, reason=reason, settled_at=now, message_id=None)
    )


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
