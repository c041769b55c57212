"""The rule of the life cycle: which state a patron is in at a moment, and when it becomes another."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

__all__ = ["IN_USE", "MEMBERS", "LifecycleRule"]

# Who uses the library, and whose membership runs.
IN_USE = ("new", "active")
MEMBERS = (*IN_USE, "lapsing", "lapsed")

# A state that lasts up to and with a moment is over right after it.
RIGHT_AFTER = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class LifecycleRule:
    """How many days a patron is new, may be silent before they count as lapsing, and before they count as lapsed.

    `return_days`: who comes back within so many days after they were written to is taken to have been won back.
    """

    new_days: int = 84
    lapsing_days: int = 180
    lapsed_days: int = 365
    return_days: int = 30

    def state(self, registered: datetime | None, engaged: datetime | None, at: datetime) -> str:
        """Give the state at a moment; the first that holds: prospect, new, active, lapsing, lapsed."""
        if registered is None or registered > at:
            return "prospect"
        if at - registered <= timedelta(days=self.new_days):
            return "new"
        if engaged is None or at - engaged > timedelta(days=self.lapsed_days):
            return "lapsed"
        return "active" if at - engaged <= timedelta(days=self.lapsing_days) else "lapsing"

    def dates(
        self, registered: datetime | None, engaged: datetime | None, *, member_since: datetime | None
    ) -> tuple[datetime | None, datetime | None]:
        """Give when somebody registered and last used the library, where the first is not known of a member.

        A member whose first day another system did not tell is no prospect and not new: all that is known is that they
        were one when they were taken over, at `member_since`; None for who is none.
        """
        if registered is not None or member_since is None:
            return registered, engaged
        return member_since - timedelta(days=self.new_days) - RIGHT_AFTER, engaged or member_since

    def new_until(self, registered: datetime) -> datetime:
        """Give the last moment at which a patron is new."""
        return registered + timedelta(days=self.new_days)

    def steps(
        self, registered: datetime | None, engaged: datetime | None, before: str | None, until: datetime
    ) -> Iterator[tuple[str, datetime]]:
        """Give the states that come about up to a moment and when, in order, as far as they can be known.

        `before` is the state that came before. `engaged` is the last use alone: what was between an earlier one and it
        nobody knows any more, but for the beginning.
        """
        moments: set[datetime] = set()
        if registered is not None:
            moments |= {registered, self.new_until(registered) + RIGHT_AFTER}
        if engaged is not None:
            spans = (timedelta(days=self.lapsing_days), timedelta(days=self.lapsed_days))
            moments |= {engaged, *(engaged + span + RIGHT_AFTER for span in spans)}
        for moment in sorted(moments):
            if moment > until or (engaged is not None and moment < engaged and moment != registered):
                continue
            state = self.state(registered, engaged, moment)
            if state != before:
                yield state, moment
                before = state
