"""What stands behind each figure: exactly as many rows as the figure says, of the right kind, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection

from crm import records
from crm.database.store import Store
from crm.figures.behind import behind, parts_of
from crm.figures.reading import Range, figures_of, read
from crm.figures.rollup import roll_up
from crm.figures.values import Amount, FigureShare, Quantile
from tests.support.given_figures import DAY, HOUR, NOON, case, patron, talk, write

# Figures of patrons and stocks: nobody is listed by them.
NO_ROWS = {
    "reach", "lapsing_now", "newly_lapsed", "returned", "win_back", "retention", "churn", "retention_published",
    "activation", "new_patrons_chat", "new_patrons_assisted", "recovery_retention", "adequacy", "superiority",
    "service_recovery", "win_back_effect", "notices_delivered", "notices_pressed", "notices_kept_back",
    "notices_no_consent", "campaigns_left",
}  # fmt: skip


async def a_day(store: Store) -> None:
    """One day with something of everything."""
    await write(store, records.Patron, *(patron(n) for n in (1, 2)))
    asked = {"handoff_requested_at": NOON, "outcome": "staff_resolved", "handled_by": "both"}
    await write(
        store, records.Interaction,
        talk(1), talk(2, patron_id=1), talk(3, patron_id=2, outcome="abandoned"), talk(4, outcome="case_opened"),
        talk(5, **asked, first_staff_reply_at=NOON + timedelta(minutes=4), read_effort=4), talk(6, **asked),
        talk(7, primary_intent="goodbye"), talk(8, is_test=True), talk(9, patron_id=1, started_at=NOON + 3 * HOUR),
        talk(10, kind="call", channel="phone", handled_by="staff", outcome="staff_resolved"),
        talk(11, read_effort=2, outcome="staff_resolved", handled_by="staff"),
    )  # fmt: skip
    said = [
        {"interaction_id": n, "seq": 1, "sender": "bot", "answer_status": status, "latency_ms": 20, "created_at": NOON}
        for n, status in ((1, "answered"), (2, "fallback"), (3, "refused"), (4, "error"), (5, "clarified"))
    ]
    await write(store, records.Message, *said)
    await write(store, records.Feedback, {"message_id": 1, "interaction_id": 1, "value": 1, "created_at": NOON})
    due = {"due_at": NOON + HOUR, "answered_at": NOON}
    await write(
        store, records.ServiceCase, case(1, **due), case(2, due_at=NOON), case(3, kind="question"),
        case(4, status="closed", resolution="fixed", closed_at=NOON),
    )  # fmt: skip
    closed = {"kind": "status", "to_value": "closed", "occurred_at": NOON}
    await write(store, records.CaseEvent, {"case_id": 4, **closed}, {"case_id": 3, **closed})
    reopened = {"case_id": 3, "kind": "reopen", "to_value": "appealed", "occurred_at": NOON + HOUR}
    await write(store, records.CaseEvent, reopened)
    loan = {"id": 1, "ils_loan_id": "l", "loaned_at": NOON, "due_at": NOON, "synced_at": NOON}
    await write(store, records.Loan, loan)
    tried = [("succeeded", None, 1), ("refused", "on_hold", 2), ("failed", "unavailable", 8)]
    await write(
        store, records.RenewalAttempt,
        *(
            {
                "loan_id": 1, "idempotency_key": f"k{n}", "result": result, "requested_at": NOON, "reason_code": reason,
                "new_due_at": NOON if reason is None else None, "interaction_id": n,
            }
            for result, reason, n in tried
        ),
    )  # fmt: skip
    title = {"id": 1, "ils_bib_id": "b", "title": "t", "search_norm": "t", "search_squash": "t"}
    await write(store, records.TitleRecord, title)
    hold = {"ils_hold_id": "h1", "title_id": 1, "placed_at": NOON, "interaction_id": 1, "ready_at": NOON + HOUR}
    elsewhere = {**hold, "ils_hold_id": "h2", "interaction_id": None}
    await write(store, records.Hold, hold, elsewhere)
    await write(store, records.Survey, {"id": 1, "code": "s", "version": 1, "trigger": "manual", "kind": "csat"})
    question = {"id": 1, "survey_id": 1, "code": "q", "position": 1, "prompt": "?", "scale": "csat5"}
    await write(store, records.SurveyQuestion, question)
    for number in (1, 2, 3):
        invited = {"id": number, "survey_id": 1, "token_hash": f"t{number}", "sent_at": NOON, "interaction_id": number}
        await write(store, records.SurveyInvitation, invited)
    for number, score in ((1, 5), (2, 2)):
        response = {"id": number, "survey_id": 1, "invitation_id": number, "submitted_at": NOON}
        await write(store, records.SurveyResponse, response)
        await write(store, records.SurveyAnswer, {"response_id": number, "question_id": 1, "score": score})


async def check(store: Store, counted: Range) -> set[str]:
    """Hold every figure against the rows behind it; give the figures that have some."""
    seen = set()
    for key, figure in figures_of(counted).items():
        value = figure.value
        said = {"counted": 0.0, "whole": 0.0}
        if isinstance(value, FigureShare):
            said = {"counted": value.numerator, "whole": value.denominator}
        elif isinstance(value, Amount):
            said["counted"] = value.value
        elif isinstance(value, Quantile):
            said["whole"] = value.count
        for part, number in said.items():
            patterns = parts_of(key, part, counted.counts)  # type: ignore[arg-type]
            if patterns:
                rows = await behind(store, patterns, counted.first, counted.last)
                assert len(rows) == number, (key, part)
                assert all(fact.talk or fact.case or fact.kind in ("hold", "case", "renewal") for fact in rows), key
                seen.add(key)
    return seen


async def test_every_figure_leads_to_as_many_rows_as_it_says(store: Store) -> None:
    await a_day(store)
    counted = await read(store, DAY, DAY)
    listed = await check(store, counted)
    assert set(figures_of(counted)) - listed <= NO_ROWS | {"nps"}
    # And so they do when the days are kept.
    await roll_up(store)
    first = DAY - timedelta(days=2)
    assert await check(store, await read(store, first, DAY + timedelta(days=1))) == listed


async def test_the_rows_are_the_ones_meant(store: Store) -> None:
    await a_day(store)
    counted = await read(store, DAY, DAY)

    async def talks(key: str) -> set[str | None]:
        return {fact.talk for fact in await behind(store, parts_of(key, "counted", counted.counts), DAY, DAY)}

    assert await talks("abandonment") == {"p3"}
    assert await talks("handoff_unanswered") == {"p6"}
    # A goodbye alone is nothing that was solved, and the patron of the second came back.
    assert await talks("verified_resolution") == {"p1", "p9"}
    missed = await behind(store, (("sla", "missed"),), DAY, DAY)
    assert [fact.case for fact in missed] == ["K-2"]


async def test_a_page_of_years_reads_no_more_days_than_it_shows(store: Store) -> None:
    talks = [talk(n, started_at=NOON - timedelta(days=n)) for n in range(6)]
    await write(store, records.Interaction, *talks)
    patterns, first = (("engaged", ""),), DAY - timedelta(days=900)
    days: list[date] = []
    look = store.look

    async def counting(work: Callable[[Connection], Any]) -> Any:
        days.append(DAY)
        return await look(work)

    store.look = counting  # type: ignore[method-assign]
    try:
        listed = await behind(store, patterns, first, DAY, most=2)
    finally:
        del store.look
    assert [fact.talk for fact in listed] == ["p0", "p1", "p2"]
    assert len(days) == 1 + 3, "the zone, and three days of nine hundred"
    assert len(await behind(store, patterns, DAY - timedelta(days=9), DAY)) == 6


async def test_patrons_are_not_listed(store: Store) -> None:
    counted = await read(store, DAY, DAY)
    for key in NO_ROWS:
        assert parts_of(key, "counted", counted.counts) == () == parts_of(key, "whole", counted.counts) or (
            key == "service_recovery"
        )
