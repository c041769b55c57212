"""Rules of segments as one condition of a query over patrons."""

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, false, func, literal, not_, or_, select, true

from crm import records
from crm.database.upsert import table_of
from crm.outreach.reached import reached_by
from crm.outreach.rules import RuleCondition, RuleGroup, SegmentRule

__all__ = ["patrons_in"]

_PATRON = table_of(records.Patron)
_BRANCH = table_of(records.Branch)
_INTEREST = table_of(records.Interest)
_TERM = table_of(records.InterestTerm)
_LOAN = table_of(records.Loan)


def patrons_in(connection: Connection, rule: SegmentRule, now: datetime, zone: tzinfo) -> Select[tuple[int]]:
    """Give the query for the keys of the patrons whom a rule fits; ages count by the year in `zone`."""
    met = _joined(rule.join, [_group(connection, group, now, zone) for group in rule.groups])
    there = and_(_PATRON.c.erased_at.is_(None), _PATRON.c.merged_into_id.is_(None))
    return select(_PATRON.c.id).where(there, met)


def _joined(join: str, parts: Sequence[ColumnElement[bool]]) -> ColumnElement[bool]:
    return and_(true(), *parts) if join == "all" else or_(false(), *parts)


def _group(connection: Connection, group: RuleGroup, now: datetime, zone: tzinfo) -> ColumnElement[bool]:
    met = _joined(group.join, [_met(connection, one, now, zone) for one in group.conditions])
    return not_(met) if group.negated else met


def _met(connection: Connection, one: RuleCondition, now: datetime, zone: tzinfo) -> ColumnElement[bool]:
    # What is not known of somebody is not so: only then is "not" the other way round for everybody.
    met = func.coalesce(_plain(connection, one, now, zone), False)
    return not_(met) if one.negated else met


def _plain(connection: Connection, one: RuleCondition, now: datetime, zone: tzinfo) -> ColumnElement[bool]:
    if one.field == "category":
        return _PATRON.c.category.in_(one.values)
    if one.field == "branch":
        return _PATRON.c.home_branch_id.in_(select(_BRANCH.c.id).where(_BRANCH.c.code.in_(one.values)))
    if one.field == "lifecycle":
        return _PATRON.c.lifecycle.in_(one.values)
    if one.field == "language":
        return _PATRON.c.locale.in_(one.values)
    if one.field == "age":
        return _between(literal(now.astimezone(zone).year) - _PATRON.c.birth_year, one)
    if one.field == "interest":
        return _interested(one)
    if one.field == "seen":
        return _PATRON.c.last_engaged_at > now - timedelta(days=one.days or 0)
    if one.field == "channel":
        return reached_by(connection, one.values, now)
    since = now - timedelta(days=one.days or 0)
    lent = select(func.count()).where(_LOAN.c.patron_id == _PATRON.c.id, _LOAN.c.loaned_at > since)
    return _between(lent.correlate(_PATRON).scalar_subquery(), one)


def _interested(one: RuleCondition) -> ColumnElement[bool]:
    mine = exists().where(_INTEREST.c.patron_id == _PATRON.c.id)
    if not one.values:
        return mine
    # A term may say "a|b": either of two.
    said = literal("|").concat(_TERM.c.value).concat("|")
    named = or_(*(said.contains(f"|{value}|", autoescape=True) for value in one.values))
    # One inside the other, and no join: that begins with all terms of the kind, for each patron anew.
    named_in = exists().where(_TERM.c.interest_id == _INTEREST.c.id, _TERM.c.kind == "genre", named)
    return mine.where(named_in.correlate(_INTEREST))


def _between(number: ColumnElement[Any], one: RuleCondition) -> ColumnElement[bool]:
    bounds = []
    if one.least is not None:
        bounds.append(number >= one.least)
    if one.most is not None:
        bounds.append(number <= one.most)
    return and_(true(), *bounds)
