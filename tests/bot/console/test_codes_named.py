"""Codes of the seed are named on the pages: categories of patrons, types of copies, topics and values of rules."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from crm import records
from crm.database.upsert import table_of
from crm.knowledge.facts import FactValues, add_fact
from crm.library_info import loan_rules
from language.digits import to_persian
from tests.support.desk import Desk
from tests.support.html import page_of
from tests.support.texts import phrase

PATRON = table_of(records.Patron)
TEXT = "کتاب {member.book.loan_days} روز نزد شماست."


@pytest.fixture
def rules(console: Desk) -> list[loan_rules.RuleRow]:
    """The rules of the library, with one for a category of its own."""
    known = console.run(loan_rules.rules(console.store))
    terms = {name: getattr(known[0], name) for name in loan_rules.RuleValues.__dataclass_fields__}
    own = replace(loan_rules.RuleValues(**terms), patron_category="alumni", item_type="vinyl")
    console.run(loan_rules.put_rule(console.store, own, by=console.actor("editor"), rule_id=None, seen=None))
    return known


def test_rules_name_whom_and_what_they_are_for(console: Desk, rules: list[loan_rules.RuleRow]) -> None:
    shown = page_of(console.client("editor").get("/console/places/rules"))
    cells = {cell for each in ("tbody th", "tbody td") for cell in shown.texts(each)}
    assert {phrase("places.category.member"), phrase("places.category.student")} <= cells
    assert phrase("places.item_type.dvd") in cells
    assert not cells & {"member", "student", "child", "staff", "dvd", "textbook"}
    assert {"alumni", "vinyl"} <= cells, "what the library calls so itself stays"


def test_a_patron_is_of_a_category_with_a_name(console: Desk) -> None:
    query = select(PATRON.c.public_id).where(PATRON.c.category == "student").order_by(PATRON.c.id).limit(1)
    public_id = console.run(console.store.look(lambda connection: connection.scalar(query)))
    shown = page_of(console.client("librarian").get(f"/console/patrons/{public_id}"))
    assert phrase("places.category.student") in shown.texts(".facts dd")
    assert "student" not in shown.texts(".facts dd")


def test_facts_are_listed_with_the_values_of_the_rules(console: Desk) -> None:
    by = console.actor("editor")
    values = FactValues(
        topic="lost_card", question_fa="چند روز؟", question_en="How long?", text_fa=TEXT,
        text_en="See {member.book.per_day}",
    )  # fmt: skip
    console.run(add_fact(console.store, values, by=by))
    terms = console.run(console.parts.library.lending_terms())
    days = {(one.category, one.item_type): one.loan_days for one in terms}
    said = days.get(("member", "book")) or days.get(("member", "*")) or days["*", "*"]
    shown = page_of(console.client("editor").get("/console/places/facts?topic=lost_card"))
    assert TEXT.replace("{member.book.loan_days}", to_persian(str(said))) in shown.text
    assert "{" not in shown.text
    assert phrase("places.topic.lost_card") in shown.texts("tbody td")
