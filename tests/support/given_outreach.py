"""Patrons of every kind, for rules over them; and a plain evaluation of rules, to compare with the store's."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from crm import records
from crm.actor import PATRON
from crm.conversations.identities import Identity
from crm.database.store import Store
from crm.interests.keeping import keep_interest
from crm.interests.profiles import InterestProfile
from crm.outreach.rules import RuleCondition, RuleGroup, SegmentRule
from crm.trust.consents import record_consent
from language.requests.reading.wish import ReadingWish
from tests.support.given_notices import TEHRAN, at_telegram, loan, wants
from tests.support.store_rows import add, add_patron

CATEGORIES = ("student", "teacher", None)
BRANCHES = ("b0", "b1", None)
STATES = ("new", "active", "lapsing", "lapsed")
GENRES = ("history", "crime", "thriller")
CHANNELS = ("telegram", "email")


@dataclass
class Known:
    """What a test knows of a patron, by itself."""

    id: int
    category: str | None = None
    branch: str | None = None
    lifecycle: str = "active"
    language: str = "fa"
    birth_year: int | None = None
    seen_at: datetime | None = None
    loans: list[datetime] = field(default_factory=list)
    genres: set[str] = field(default_factory=set)
    interested: bool = False
    channels: set[str] = field(default_factory=set)


async def people(store: Store, count: int, seed: int) -> list[Known]:
    dice, now = random.Random(seed), store.clock.now()
    branches = {None: None} | {
        code: await add(store, records.Branch, code=code, name_fa=code, name_en=code) for code in BRANCHES if code
    }
    known = []
    for _ in range(count):
        one = Known(0, dice.choice(CATEGORIES), dice.choice(BRANCHES), dice.choice(STATES), dice.choice(("fa", "en")))
        one.birth_year = dice.choice((None, 1950, 1990, 2010, 2016))
        one.seen_at = dice.choice((None, now - timedelta(days=dice.randint(0, 400))))
        one.id = await add_patron(
            store, category=one.category, home_branch_id=branches[one.branch], lifecycle=one.lifecycle,
            locale=one.language, birth_year=one.birth_year, last_engaged_at=one.seen_at,
        )  # fmt: skip
        for _ in range(dice.choice((0, 0, 1, 3))):
            lent = now - timedelta(days=dice.randint(1, 300))
            row = {"loaned_at": lent, "due_at": lent + timedelta(days=14), "returned_at": lent + timedelta(days=7)}
            await loan(store, one.id, 0, **row)
            one.loans.append(lent)
        await _interests(store, one, dice)
        await _channels(store, one, dice)
        known.append(one)
    return known


async def _interests(store: Store, one: Known, dice: random.Random) -> None:
    for genres in dice.sample([("history",), ("crime|thriller",), ("crime", "history")], dice.choice((0, 0, 1, 2))):
        profile = InterestProfile.of(ReadingWish(genres=genres))
        await store.transact(
            lambda connection, profile=profile: keep_interest(connection, store, one.id, profile, "…", "fa", by=PATRON)
        )
        one.interested = True
        one.genres |= {each for genre in genres for each in genre.split("|")}


async def _channels(store: Store, one: Known, dice: random.Random) -> None:
    for channel in CHANNELS:
        if dice.random() < 0.4:
            await wants(store, one.id, channel, "campaign")
            one.channels.add(channel)
            if dice.random() < 0.3:
                how: dict[str, Any] = {"source": "chat", "by": PATRON}
                gone = dice.choice((channel, None))
                await record_consent(store, one.id, "library_news", gone, "withdrawn", **how)
                one.channels -= {channel} if gone else set(CHANNELS)


def fits(rule: SegmentRule, one: Known, now: datetime) -> bool:
    """Evaluate a rule without a database."""
    joins = {"all": all, "any": any}

    def group(of: RuleGroup) -> bool:
        return joins[of.join](meets(each, one, now) is not each.negated for each in of.conditions) is not of.negated

    return joins[rule.join](group(of) for of in rule.groups)


def meets(of: RuleCondition, one: Known, now: datetime) -> bool:
    least, most = of.least or 0, of.most if of.most is not None else 10**9
    if of.field == "age":
        return one.birth_year is not None and least <= now.astimezone(TEHRAN).year - one.birth_year <= most
    if of.field == "loans":
        return least <= sum(lent > now - timedelta(days=of.days or 0) for lent in one.loans) <= most
    if of.field == "seen":
        return one.seen_at is not None and one.seen_at > now - timedelta(days=of.days or 0)
    if of.field == "interest":
        return bool(one.genres & set(of.values)) if of.values else one.interested
    if of.field == "channel":
        return bool(one.channels & set(of.values))
    held = {"category": one.category, "branch": one.branch, "lifecycle": one.lifecycle, "language": one.language}
    return held[of.field] in of.values


def some_rule(dice: random.Random) -> SegmentRule:
    groups = tuple(
        RuleGroup(
            tuple(some_condition(dice) for _ in range(dice.randint(1, 3))),
            dice.choice(("all", "any")),
            dice.random() < 0.3,
        )
        for _ in range(dice.randint(1, 3))
    )
    return SegmentRule(groups, dice.choice(("all", "any"))).checked()


def some_condition(dice: random.Random) -> RuleCondition:
    negated = dice.random() < 0.3
    values: dict[str, tuple[str, ...]] = {
        "category": ("student", "teacher", "guest"), "branch": ("b0", "b1", "b9"), "lifecycle": STATES,
        "language": ("fa", "en"), "interest": GENRES, "channel": CHANNELS,
    }  # fmt: skip
    name = dice.choice((*values, "age", "loans", "seen"))
    if name in values:
        lists = values[name]
        least = 0 if name == "interest" else 1
        return RuleCondition(name, tuple(dice.sample(lists, dice.randint(least, len(lists)))), negated=negated)
    if name == "age":
        least = dice.randint(0, 60)
        return RuleCondition(name, least=least, most=dice.choice((None, least + 20)), negated=negated)
    if name == "loans":
        few = dice.randint(0, 2)
        bounds = dice.choice(({"least": few}, {"most": few}, {"least": few, "most": few + 1}))
        return RuleCondition(name, days=dice.randint(1, 400), negated=negated, **bounds)
    return RuleCondition(name, days=dice.randint(1, 400), negated=negated)


async def news_reader(store: Store, **values: Any) -> tuple[int, Identity]:
    """A patron on Telegram who agreed to news of the library there."""
    patron = await add_patron(store, **values)
    who = await at_telegram(store, patron)
    await wants(store, patron, "telegram", "campaign", identity_id=who.id)
    return patron, who
