"""What notices are about, as it stands at this moment: whether each is still true, and the facts that it tells."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import RowMapping

from crm.guardians.ages import GuardianAges
from crm.guardians.standing import first_name, holds_today
from crm.notices.following import CALLED_OFF, COMING, MOVED, event_untrue
from crm.notices.mirror import FRESH
from crm.notices.rules import WELCOME_NEWS, NoticeRules

__all__ = ["NoticeItem", "Things"]


@dataclass(frozen=True, slots=True)
class NoticeItem:
    """One thing that a message tells: its day where the thing is, and what it is called.

    `day` is None of a hold that is ready without a last day.

    `ref` is the library system's own id of a loan or hold, the number of a case, or which match of a new title it is;
    `branch` the names of the place where a hold waits, `texts` what a campaign says, both by language; `author` is a
    new title's, `why` the interest that it meets, in the patron's words. Of an event `ref` is its number in the
    calendar, "" of one that is called off, `at` when it begins, `names` its title by language, and `news` what is told
    of it: that it is coming, moved or called off. `ward` is the link by which it is a child's, `whose` the child's
    first name, "" where none is kept.
    """

    kind: str
    day: date | None
    title: str | None = None
    ref: str = ""
    branch: dict[str, str] | None = None
    author: str = ""
    why: str = ""
    texts: dict[str, str] | None = None
    ward: int = 0
    whose: str = ""
    at: time | None = None
    names: dict[str, str] | None = None
    news: str = ""


@dataclass(frozen=True, slots=True)
class Things:
    """What some notices are about, read at one moment: loans, holds, cards, cases, new titles, campaigns, events."""

    loans: dict[int, RowMapping]
    holds: dict[int, RowMapping]
    patrons: dict[int, RowMapping]
    cases: dict[int, RowMapping]
    matches: dict[int, RowMapping] = field(default_factory=dict)
    recipients: dict[int, RowMapping] = field(default_factory=dict)
    # Campaigns with the patrons whom they told under a record that was made one with theirs.
    told: frozenset[tuple[int, int]] = frozenset()
    # Links by which children's loans are told to guardians, and the ages that the library has set for that.
    wards: dict[int, RowMapping] = field(default_factory=dict)
    # Loans and holds at another library system, as they were when they were last read there.
    mirrored: dict[int, RowMapping] = field(default_factory=dict)
    ages: GuardianAges = field(default_factory=GuardianAges)
    # Events that are followed, and which of the notices of them have a fellow that told the same on the same channel.
    followed: dict[int, RowMapping] = field(default_factory=dict)
    events_told: frozenset[int] = frozenset()

    def waits(self, notice: RowMapping, rules: NoticeRules, now: datetime) -> datetime | None:
        """Give until when a notice waits that has hours of its own; None where it is to be told now."""
        recipient = self.recipients.get(notice["recipient_id"] or 0)
        if recipient is None or recipient["hours_from"] is None:
            return None
        first: datetime | None = rules.within(now, recipient["hours_from"], recipient["hours_until"])
        if first is None:
            # The quiet hours have come to cover all of its own: it is looked at again, and ends with its campaign.
            return rules.morning(rules.local_day(now) + timedelta(days=1))
        return first if first > now else None

    def read_at(self, notice: RowMapping) -> datetime | None:
        """Give when what a notice tells was read of another library system; None where our own store knows it."""
        found = self.mirrored.get(notice["mirrored_id"] or 0)
        if found is None and notice["kind"] == "card_expiring":
            patron = self.patrons.get(notice["patron_id"] or 0)
            found = patron if patron is not None and patron["tells_card"] else None
        if found is None:
            return None
        at: datetime | None = found["read_at"]
        return at if at is not None else datetime.min.replace(tzinfo=UTC)

    def is_stale(self, notice: RowMapping, now: datetime) -> bool:
        """Tell whether another library system has to be asked once more before a notice is told."""
        at = self.read_at(notice)
        return at is not None and at < now - FRESH

    def letter(self, notice: RowMapping) -> int | None:
        """Give which message a notice belongs into: None for the one that tells everything together."""
        recipient = self.recipients.get(notice["recipient_id"] or 0)
        return None if recipient is None else int(recipient["campaign_id"])

    def untrue(self, notice: RowMapping, now: datetime) -> str | None:
        """Say why a notice is true no more; None while it is."""
        by_kind: dict[str, Callable[[RowMapping], str | None]] = {
            "due_soon": partial(self._loan_untrue, now=now),
            "overdue": partial(self._loan_untrue, now=now),
            "hold_ready": self._hold_untrue,
            "card_expiring": self._card_untrue,
            "case_answered": self._answer_untrue,
            "new_title": self._match_untrue,
            "campaign": self._campaign_untrue,
            "welcome": self._welcome_untrue,
            "event": self._event_untrue,
        }
        why = by_kind[notice["kind"]](notice)
        if why is None and notice["due_at"] <= now and self._is_over(notice, now):
            return "too_late"
        return why

    def _is_over(self, notice: RowMapping, now: datetime) -> bool:
        """Tell whether a notice whose date has passed is of no use any more."""
        if notice["kind"] == "campaign":
            return bool(self.recipients[notice["recipient_id"]]["ends_at"] <= now)
        if notice["kind"] == "welcome":
            return bool(notice["due_at"] <= now - WELCOME_NEWS)
        if notice["kind"] == "hold_ready":
            return bool(self._hold(notice)["ready_until"] is not None)
        return notice["kind"] in ("due_soon", "card_expiring", "event")

    def _loan(self, notice: RowMapping) -> Any:
        return self.loans.get(notice["loan_id"] or 0) or self.mirrored.get(notice["mirrored_id"] or 0)

    def _hold(self, notice: RowMapping) -> Any:
        return self.holds.get(notice["hold_id"] or 0) or self.mirrored.get(notice["mirrored_id"] or 0)

    def _loan_untrue(self, notice: RowMapping, *, now: datetime) -> str | None:
        loan = self._loan(notice)
        if loan is None or not self._is_told(notice, loan, now):
            return "closed"
        if loan["returned_at"] is not None:
            return "returned"
        return None if loan["due_at"] == notice["due_at"] else "renewed"

    def _is_told(self, notice: RowMapping, loan: RowMapping, now: datetime) -> bool:
        """Tell whether a loan is told to whom it was planned for: its patron, or a guardian who still may see it."""
        if not notice["thing"].startswith("ward:"):
            return bool(loan["patron_id"] == notice["patron_id"])
        link = self.wards.get(notice["guardianship_id"] or 0)
        if link is None or not link["reminds"] or not link["sees_loans"] or link["child_allows"] == "nothing":
            return False
        if (link["guardian_id"], link["child_id"]) != (notice["patron_id"], loan["patron_id"]):
            return False
        return holds_today(link, self.ages, _day(now, loan["time_zone"], UTC))

    def _hold_untrue(self, notice: RowMapping) -> str | None:
        hold = self._hold(notice)
        if hold is None or hold["patron_id"] != notice["patron_id"] or hold["status"] != "ready":
            return "closed"
        # Kept for longer: the new day is planned anew.
        return None if hold["until"] == notice["due_at"] else "renewed"

    def _card_untrue(self, notice: RowMapping) -> str | None:
        patron = self.patrons.get(notice["patron_id"] or 0)
        if patron is None or patron["erased_at"] is not None:
            return "closed"
        return None if patron["expires_at"] == notice["due_at"] else "renewed"

    def _welcome_untrue(self, notice: RowMapping) -> str | None:
        patron = self.patrons.get(notice["patron_id"] or 0)
        gone = patron is None or patron["erased_at"] is not None or patron["registered_at"] is None
        return "closed" if gone else None

    def _answer_untrue(self, notice: RowMapping) -> str | None:
        case = self.cases.get(notice["case_id"] or 0)
        if case is None or case["patron_id"] != notice["patron_id"]:
            return "closed"
        return "read" if (case["heard"] or 0) >= int(notice["thing"].partition(":")[2]) else None

    def _match_untrue(self, notice: RowMapping) -> str | None:
        match = self.matches.get(notice["match_id"] or 0)
        # What somebody has given up since is no reason to write to them.
        gone = match is None or match["patron_id"] != notice["patron_id"] or match["words"] is None
        return "closed" if gone else None

    def _event_untrue(self, notice: RowMapping) -> str | None:
        if notice["id"] in self.events_told:
            return "closed"
        return event_untrue(notice, self.followed.get(notice["followed_id"] or 0))

    def _campaign_untrue(self, notice: RowMapping) -> str | None:
        to = self.recipients.get(notice["recipient_id"] or 0)
        if to is None or to["patron_id"] != notice["patron_id"] or to["arm"] != "told":
            return "closed"
        if to["state"] != "running" or to["approved_by_id"] is None:
            return "stopped"
        if (to["campaign_id"], to["patron_id"]) in self.told:
            return "closed"
        if to["status"] == "opted_out":
            return "taken_out"
        # Who has come back since is not asked to come back.
        return None if to["trigger"] in ("once", to["lifecycle"]) else "state_changed"

    def item(self, notice: RowMapping, rules: NoticeRules) -> NoticeItem:
        """Give what a notice tells."""
        kind, due = notice["kind"], notice["due_at"]
        if kind in ("due_soon", "overdue"):
            loan = self._loan(notice)
            day = _day(due, loan["time_zone"], rules.zone)
            link = self.wards.get(notice["guardianship_id"] or 0)
            if link is None:
                return NoticeItem(kind, day, loan["title"], loan["ils_loan_id"])
            name = first_name(link["child_name"])
            return NoticeItem(kind, day, loan["title"], loan["ils_loan_id"], ward=link["id"], whose=name)
        if kind == "hold_ready":
            hold = self._hold(notice)
            branch = None if hold["name_fa"] is None else {"fa": hold["name_fa"], "en": hold["name_en"]}
            last = None if hold["ready_until"] is None else _day(due, hold["time_zone"], rules.zone)
            return NoticeItem(kind, last, hold["title"], hold["ils_hold_id"], branch)
        if kind == "new_title":
            match = self.matches[notice["match_id"]]
            return NoticeItem(
                kind, None, match["title"], str(match["id"]), author=match["authors"] or "", why=match["words"]
            )
        if kind == "campaign":
            to = self.recipients[notice["recipient_id"]]
            return NoticeItem(kind, None, texts={"fa": to["text_fa"], "en": to["text_en"]})
        if kind == "event":
            return self._event_item(notice, rules)
        if kind == "case_answered":
            return NoticeItem(kind, _day(due, None, rules.zone), None, self.cases[notice["case_id"]]["number"])
        return NoticeItem(kind, _day(due, None, rules.zone))

    def _event_item(self, notice: RowMapping, rules: NoticeRules) -> NoticeItem:
        event = self.followed[notice["followed_id"]]
        begins = notice["due_at"].astimezone(ZoneInfo(event["time_zone"]) if event["time_zone"] else rules.zone)
        news = COMING if notice["step"] % 2 == 0 else MOVED if event["event_id"] is not None else CALLED_OFF
        place = None if event["name_fa"] is None else {"fa": event["name_fa"], "en": event["name_en"]}
        return NoticeItem(
            "event", begins.date(), None, str(event["event_id"] or ""), place, at=begins.time(), news=news,
            names={"fa": event["title_fa"], "en": event["title_en"]},
        )  # fmt: skip


def _day(moment: datetime, zone_name: str | None, house: tzinfo) -> date:
    return moment.astimezone(ZoneInfo(zone_name) if zone_name else house).date()
