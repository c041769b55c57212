"""Rules in words, and what there is to choose from in their conditions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.console.frame.visit import Visit
from bot.texts import has_text
from crm.library_info import directory
from crm.outreach.rules import STATES, RuleCondition, RuleGroup, SegmentRule
from crm.outreach.segments import categories
from crm.records.values import NOTICE_CHANNELS
from language.genres import GENRES
from protocol.alphabet import by_alphabet
from protocol.values import LANGUAGES

__all__ = ["Choices", "choices", "in_words"]

Choices = Mapping[str, Sequence[tuple[str, str]]]


async def choices(visit: Visit) -> Choices:
    """Give what each condition that takes values of a list can be given, with the words for it."""
    branches = await directory.branches(visit.store)
    return {
        "category": [(one, _category(visit, one)) for one in await categories(visit.store)],
        "branch": [(one.code, one.name[visit.language]) for one in branches],
        "lifecycle": [(one, visit.t(f"segments.lifecycle.{one}")) for one in STATES],
        "language": [(one, visit.t(f"segments.language.{one}")) for one in LANGUAGES],
        "interest": sorted(
            ((one, visit.t(f"segments.genre.{one}")) for one in dict.fromkeys(GENRES)),
            key=lambda pair: by_alphabet(pair[1]),
        ),
        "channel": [(one, visit.t(f"channel.{one}")) for one in NOTICE_CHANNELS],
    }


def _category(visit: Visit, code: str) -> str:
    """Name a category of patrons; one of the library's own has its code for a name."""
    key = f"places.category.{code}"
    return visit.t(key) if has_text(key) else code


def in_words(visit: Visit, rule: SegmentRule, of: Choices) -> str:
    """Say a rule in one line."""
    groups = [_group(visit, group, of, alone=len(rule.groups) == 1) for group in rule.groups]
    return visit.t(f"segments.between.{rule.join}").join(groups)


def _group(visit: Visit, group: RuleGroup, of: Choices, *, alone: bool) -> str:
    said = visit.t(f"segments.between.{group.join}").join(_condition(visit, one, of) for one in group.conditions)
    if group.negated:
        return visit.t("segments.said.not", what=said)
    return said if alone or len(group.conditions) == 1 else f"({said})"


def _condition(visit: Visit, one: RuleCondition, of: Choices) -> str:
    names = dict(of.get(one.field, ()))
    values = visit.t("segments.said.or").join(names.get(value, value) for value in one.values)
    if one.field in ("age", "loans"):
        bounds = "both" if None not in (one.least, one.most) else "least" if one.most is None else "most"
        said = visit.t(
            f"segments.said.{one.field}_{bounds}", least=one.least or 0, most=one.most or 0, days=one.days or 0
        )
    elif one.field == "seen":
        said = visit.t("segments.said.seen", days=one.days or 0)
    elif one.field == "interest" and not one.values:
        said = visit.t("segments.said.any_interest")
    else:
        said = visit.t("segments.said.listed", field=visit.t(f"segments.field.{one.field}"), values=values)
    return visit.t("segments.said.not", what=said) if one.negated else said
