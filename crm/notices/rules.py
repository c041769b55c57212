"""The library's rules for notices: how long before, on which channels, and never at night."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from crm.records.values import CHATS

__all__ = ["ASKED_ALONE", "ELSEWHERE", "KINDS_ON", "PURPOSE_OF", "WELCOME_NEWS", "NoticeRules", "time_of_day"]

# What patrons agree to (crm.trust.purposes), by the kind of notice that it is about.
PURPOSE_OF = {
    "due_soon": "loan_reminder",
    "overdue": "overdue",
    "hold_ready": "hold_ready",
    "card_expiring": "card_expiring",
    "case_answered": "case_answer",
    "new_title": "new_titles",
    "campaign": "library_news",
    "welcome": "welcome",
    "event": "event_reminder",
}
# What nobody means who asks for reminders: each is asked for by its own name, and agreed to alone.
ASKED_ALONE = frozenset({"new_title", "campaign", "welcome", "event"})

# Who has been a member for so long is not welcomed any more.
WELCOME_NEWS = timedelta(days=30)

# A chat gets the answer to a case itself (crm.cases.delivery): only outside of it is there anything to tell first.
_ANYWHERE = ("due_soon", "overdue", "hold_ready", "card_expiring", "new_title", "campaign", "welcome", "event")
KINDS_ON = {
    **dict.fromkeys(CHATS, _ANYWHERE),
    "email": (*_ANYWHERE, "case_answered"),
    "sms": (*_ANYWHERE, "case_answered"),
}


# What the store knows also where another system keeps loans and reservations, and is not read for notices: the
# catalogue, in which new titles are found, and the calendar of events are in our own store everywhere.
ELSEWHERE = frozenset({"card_expiring", "case_answered", "new_title", "campaign", "welcome", "event"})


@dataclass(frozen=True, slots=True)
class NoticeRules:
    """When what is told; `channels` are those that have a sender, `titles` whether a message names titles.

    `kinds` are those that the store knows enough for: the loans of another library system are not in it. `own_loans`
    tells whether the loans and holds of our own store are those of now, and no leftovers of before another system came.

    Nothing is sent from `quiet_from` until `quiet_until`, both by the library's clock; equal, there is no quiet time.
    """

    zone: ZoneInfo
    days_before: int = 2
    overdue_days: tuple[int, ...] = (1, 7, 14)
    card_days: int = 14
    quiet_from: time = time(21)
    quiet_until: time = time(9)
    channels: frozenset[str] = frozenset({"web_chat"})
    titles: bool = False
    kinds: frozenset[str] = frozenset(PURPOSE_OF)
    own_loans: bool = True

    def is_quiet(self, moment: datetime) -> bool:
        """Tell whether nobody is to be disturbed at a moment."""
        now = moment.astimezone(self.zone).time()
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= now < self.quiet_until
        return now >= self.quiet_from or now < self.quiet_until

    def awake(self, moment: datetime) -> datetime:
        """Give the first moment from this one on at which somebody may be told something, in UTC."""
        if not self.is_quiet(moment):
            return moment.astimezone(UTC)
        local = moment.astimezone(self.zone)
        day = local.date() + timedelta(days=local.time() >= self.quiet_until)
        return self.morning(day)

    def evening(self, moment: datetime) -> datetime:
        """Give when the quiet hours began that a moment lies in, in UTC."""
        local = moment.astimezone(self.zone)
        day = local.date() - timedelta(days=local.time() < self.quiet_from)
        return datetime.combine(day, self.quiet_from, self.zone).astimezone(UTC)

    def within(self, moment: datetime, begin: time, end: time) -> datetime | None:
        """Give the first moment from this one on that is awake and between two times of a day; None where none is."""
        found = self.awake(moment)
        for _ in range(4):
            local = found.astimezone(self.zone)
            if begin <= local.time() < end:
                return found
            day = local.date() + timedelta(days=local.time() >= end)
            found = self.awake(datetime.combine(day, begin, self.zone))
        return None

    def morning(self, day: date) -> datetime:
        """Give when the first notices of a day go out, in UTC."""
        return datetime.combine(day, self.quiet_until, self.zone).astimezone(UTC)

    def local_day(self, moment: datetime) -> date:
        """Give the library's day of a moment."""
        return moment.astimezone(self.zone).date()


def time_of_day(said: object) -> object:
    """Read a time on the 24-hour clock ("9:00", "21:30"); what is no text is given back. Raises ValueError."""
    if not isinstance(said, str):
        return said
    hour, _, minute = said.strip().partition(":")
    try:
        return time(int(hour), int(minute or 0))
    except ValueError:
        raise ValueError(f"{said} is no time of the day, such as 21:00") from None
