"""What each figure is made of: the marks that it counts, and those that it is a share of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from crm.figures.facts import Counts, Mark

__all__ = ["AMOUNTS", "PARTS", "QUANTILES", "Parts", "matches", "number"]

Pattern = tuple[str, str | None]
"""A metric, and what of it; None is all of it."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The marks that a figure counts, and those of the whole that it is a share of."""

    counted: tuple[Pattern, ...]
    whole: tuple[Pattern, ...] = ()


_ENGAGED: tuple[Pattern, ...] = (("engaged", ""),)
_TURNS: tuple[Pattern, ...] = (("turn", None),)

PARTS: Mapping[str, Parts] = {
    "containment": Parts((("contained", ""),), _ENGAGED),
    "verified_resolution": Parts((("verified", ""),), _ENGAGED),
    "false_containment": Parts((("unverified", ""),), _ENGAGED),
    "deflection": Parts((("verified", ""),), (("verified", ""), ("escalated", ""), ("staff_only", ""))),
    "abandonment": Parts((("outcome", "abandoned"),), _ENGAGED),
    "first_contact": Parts((("first_contact", "once"),), (("first_contact", None),)),
    "unanswered": Parts((("missed", None),), _TURNS),
    "failed": Parts((("turn", "error"),), _TURNS),
    "refused": Parts((("turn", "refused"),), _TURNS),
    "helpful": Parts((("thumb", "up"),), (("thumb", None),)),
    "helpful_coverage": Parts((("thumb", None),), _TURNS),
    "handoff": Parts((("handoff", None),), _ENGAGED),
    "handoff_accepted_open": Parts((("handoff_accepted", "open"),), (("handoff", "open"),)),
    "handoff_accepted_closed": Parts((("handoff_accepted", "closed"),), (("handoff", "closed"),)),
    "effort_reference": Parts((("effort_is", "reference"),), (("effort_is", None),)),
    "sla_met": Parts((("sla", "met"),), (("sla", None),)),
    "reopened": Parts((("closed", "reopened"),), (("closed", None),)),
    "renewal_success": Parts((("renewal", "succeeded"),), (("renewal", None),)),
    "renewal_technical": Parts((("renewal", "succeeded"), ("renewal", "refused")), (("renewal", None),)),
    "holds_chat": Parts((("hold", "chat"),), (("hold", None),)),
    "reminded_kept": Parts((("due", "reminded:kept"),), (("due", "reminded:kept"), ("due", "reminded:missed"))),
    "unreminded_kept": Parts((("due", "other:kept"),), (("due", "other:kept"), ("due", "other:missed"))),
    "notices_delivered": Parts((("notice_message", "sent"),), (("notice_message", None),)),
    "notices_pressed": Parts((("notice_button", "pressed"),), (("notice_button", None),)),
    "notices_kept_back": Parts((("notice_kept", None),), (("notice_kept", None), ("notice_told", None))),
    "notices_no_consent": Parts(
        (("notice_kept", "no_consent"), ("notice_kept", "unsubscribed")), (("notice_kept", None), ("notice_told", None))
    ),
    "campaigns_left": Parts((("campaign_message", "left"),), (("campaign_message", None),)),
    "service_recovery": Parts((("recovery", "yes"),), (("recovery", None),)),
    "new_patrons_chat": Parts((("registered", "chat"),), (("registered", None),)),
    "new_patrons_assisted": Parts((("registered_assisted", ""),), (("registered", None),)),
    "activation": Parts((("activation", "settled"),), (("activation", None),)),
}

AMOUNTS: Mapping[str, Parts] = {
    "engaged": Parts(_ENGAGED),
    "handoff_unanswered": Parts((("handoff_unanswered", None),)),
    "newly_lapsed": Parts((("became", "lapsed"),)),
    "returned": Parts((("returned", None),)),
}

# By name the metric whose values are kept, the quantile, and the unit.
QUANTILES: Mapping[str, tuple[str, float, str]] = {
    "latency_p50": ("latency", 0.5, "ms"),
    "latency_p95": ("latency", 0.95, "ms"),
    "first_response_median": ("first_response", 0.5, "seconds"),
    "first_response_p90": ("first_response", 0.9, "seconds"),
    "first_response_open_median": ("first_response_open", 0.5, "seconds"),
    "first_response_open_p90": ("first_response_open", 0.9, "seconds"),
    "case_time_median": ("resolution", 0.5, "seconds"),
    "case_time_p90": ("resolution", 0.9, "seconds"),
    "hold_ready_median": ("hold_ready", 0.5, "seconds"),
}


def number(counts: Counts, patterns: Iterable[Pattern]) -> float:
    """Add up what is counted under some marks."""
    wanted = tuple(patterns)
    return sum(n for mark, n in counts.items() if matches(mark, wanted))


def matches(mark: Mark, patterns: Iterable[Pattern]) -> bool:
    """Tell whether a mark is one of these."""
    return any(mark[0] == metric and of in (None, mark[1]) for metric, of in patterns)
