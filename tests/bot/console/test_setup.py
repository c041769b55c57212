"""The set-up in the console: what is done is seen by itself, and what is not for a library can be left out."""

from __future__ import annotations

import pytest

from crm.library_info import directory, loan_rules
from crm.library_info.closings_and_events import DayFilter, closings
from crm.library_info.setting_up import STEPS, progress
from tests.support.desk import Desk, without_librarians
from tests.support.html import Page, page_of

AT = "/console/setup"
RULE = {
    "patron_category": "kids", "item_type": "", "loan_days": "۱۰", "max_loans": "3", "is_renewable": "1",
    "max_renewals": "1", "renew_window_days": "", "max_overdue_days_to_renew": "0", "fine_per_day_minor": "۱۰۰۰",
    "max_fines_minor_to_renew": "0", "max_holds": "2", "hold_shelf_days": "3",
}  # fmt: skip


def to_do(page: str) -> set[str]:
    """Give the steps that are to do."""
    return set(Page(page).attributes("li.step:not(.past)", "data-step"))


def test_what_the_store_holds_is_done_and_the_rest_is_to_do(console: Desk) -> None:
    editor = console.client("editor")
    assert to_do(editor.get(AT).text) == set()
    without_librarians(console)
    page = editor.get(AT).text
    assert len(Page(page).all("li.step")) == len(STEPS)
    assert to_do(page) == {"desk"}
    assert page_of(editor.get("/console")).links(AT, "a.count")
    made = console.run(directory.branches(console.store))
    hours = {"desk": "librarian", "o0-0": "9:00", "c0-0": "16:00"}
    assert editor.post(f"/console/places/branches/{made[0].id}/hours", hours).status_code == 303
    page = editor.get(AT).text
    assert to_do(page) == set()
    assert page_of(editor.get("/console")).links(AT, "a.count") == []


def test_a_step_that_is_not_for_us_is_left_out_and_taken_up_again(console: Desk) -> None:
    editor = console.client("editor")
    assert to_do(editor.get(AT).text) == set()
    without_librarians(console)
    assert editor.post(f"{AT}/desk/skip").status_code == 303
    assert console.run(progress(console.store)).skipped == {"desk"}
    assert to_do(editor.get(AT).text) == set()
    editor.post(f"{AT}/desk/take-up")
    assert console.run(progress(console.store)).skipped == frozenset()
    assert to_do(editor.get(AT).text) == {"desk"}


FOLIO = {"library_system": "folio", "folio_url": "https://edge.library.example", "folio_api_key": "a-key"}
SIP2 = {"library_system": "sip2", "sip2_host": "sip.library.example"}


@pytest.mark.parametrize(
    ("settings_overrides", "named", "beside"), [({}, "کتاب‌یار", False), (FOLIO, "فولیو", True), (SIP2, "SIP2", False)]
)
def test_the_page_names_the_library_system_and_what_stands_beside_it(console: Desk, named: str, beside: bool) -> None:
    page = page_of(console.client("editor").get(AT))
    told = page.all('li[data-step="library"] p.dim')[-1].text()
    assert named in told and "KETABYAR_LIBRARY_SYSTEM" in told
    # Beside a FOLIO, cards and PINs are our own: patrons are to be brought in.
    assert ("docs/folio.md" in page.all('li[data-step="patrons"]')[0].text()) is beside


@pytest.mark.parametrize("step", ["library", "hours", "no-such-step"])
def test_what_every_library_needs_is_not_left_out(console: Desk, step: str) -> None:
    console.client("editor").post(f"{AT}/{step}/skip")
    assert console.run(progress(console.store)).skipped == frozenset()


def test_who_may_not_change_the_library_does_not_see_it(console: Desk) -> None:
    librarian = console.client("librarian")
    assert librarian.get(AT).status_code == 403
    assert AT not in librarian.get("/console").text


def test_a_loan_rule_is_added_changed_and_deleted(console: Desk) -> None:
    editor = console.client("editor")
    made = editor.post("/console/places/rules", RULE)
    assert made.status_code == 303, made.text[:800]
    [rule] = [one for one in console.run(loan_rules.rules(console.store)) if one.patron_category == "kids"]
    assert (rule.item_type, rule.loan_days, rule.fine_per_day_minor, rule.renew_window_days) == ("*", 10, 1000, None)
    at = f"/console/places/rules/{rule.id}"
    assert "kids" in editor.get("/console/places/rules").text
    assert "kids" in editor.get("/console/places/rules?format=csv").text
    seen = page_of(editor.get(at)).value("seen")
    assert editor.post(at, {**RULE, "seen": seen, "loan_days": "12"}).status_code == 303
    # Decided upon what stood there before: the other's change is shown, and nothing is lost.
    late = editor.post(at, {**RULE, "seen": seen, "loan_days": "20"})
    assert late.status_code == 409
    assert console.run(loan_rules.rule(console.store, rule.id)).loan_days == 12
    assert editor.post(f"{at}/delete").status_code == 303
    assert "kids" not in [one.patron_category for one in console.run(loan_rules.rules(console.store))]


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("loan_days", "0"),
        ("loan_days", ""),
        ("max_loans", "-1"),
        ("fine_per_day_minor", "many"),
        ("hold_shelf_days", "0"),
    ],
)
def test_a_rule_that_cannot_be_is_told_at_its_field(console: Desk, field: str, typed: str) -> None:
    before = console.run(loan_rules.rules(console.store))
    page = console.client("editor").post("/console/places/rules", {**RULE, field: typed})
    assert page.status_code == 422
    assert page_of(page).is_wrong(field)
    assert console.run(loan_rules.rules(console.store)) == before


def test_a_second_rule_for_the_same_is_refused(console: Desk) -> None:
    editor = console.client("editor")
    twin = {**RULE, "patron_category": "twins", "item_type": "book"}
    assert editor.post("/console/places/rules", twin).status_code == 303
    page = editor.post("/console/places/rules", twin)
    assert page.status_code == 422
    assert page_of(page).is_wrong("item_type")


def test_public_holidays_are_looked_at_and_brought_in_once(console: Desk) -> None:
    editor = console.client("editor")
    at = "/console/places/holidays"
    page = page_of(editor.get(f"{at}?country=IR&until=2027-03-30"))
    assert len(page.rows("tr.past")) > 3, "the demonstration is closed on them already"
    page = page_of(editor.get(f"{at}?country=AE&until=2027-09-05"))
    assert set(page.ticked("days")) < set(page.values("days")), "what follows the moon is left to whoever knows"
    assert "2027-03-29" in page_of(editor.get(f"{at}?country=DE&until=2027-09-05")).ticked("days")
    names = {"listed": "2027-03-29", "name_fa": "دوشنبهٔ عید پاک", "name_en": "Easter at our place"}
    sent = {"country": "DE", "until": "2027-09-05", "days": ["2027-03-29", "2027-05-17"], **names}
    for _ in range(2):
        assert editor.post(at, sent).status_code == 303
    today = console.store.clock.now().date()
    [row], total = console.run(closings(console.store, DayFilter(q="at our place"), today=today))
    assert total == 1
    assert (row.first_day.isoformat(), row.branch_id, row.reason_fa) == ("2027-03-29", None, "دوشنبهٔ عید پاک")
    assert "2027-03-29" not in page_of(editor.get(f"{at}?country=DE&until=2027-09-05")).values("days")


@pytest.mark.parametrize(
    "sent",
    [
        {"country": "IR", "until": "2027-04-05"},
        {"country": "XX", "until": "2027-04-05", "days": "2027-03-21"},
        {"country": "IR", "until": "2020-01-01", "days": "2027-03-21"},
        {"country": "IR", "until": "soon", "days": "2027-03-21"},
        {
            "country": "IR",
            "until": "2027-04-05",
            "days": "2027-03-21",
            "listed": "2027-03-21",
            "name_fa": "",
            "name_en": "x",
        },
    ],
)
def test_holidays_that_cannot_be_brought_in_are_told(console: Desk, sent: dict[str, str]) -> None:
    assert console.client("editor").post("/console/places/holidays", sent).status_code == 422
