"""The figures against stores whose answers were worked out by hand, on both databases."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, insert, select

from crm import records
from crm.conversations.unanswered import DECLINED
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.figures import values
from crm.figures.reading import FIGURES, figures_of, read
from crm.figures.rollup import roll_up
from crm.figures.values import FigureShare, Nps, Quantile
from crm.records import Base
from protocol.clock import FixedClock

# The clock of the tests stands at 2026-11-24 10:00 in Tehran; what is told here happened on the 20th, a Friday.
DAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)


async def write(store: Store, record: type[Base], *rows: dict[str, Any]) -> None:
    await store.transact(lambda connection: connection.execute(insert(table_of(record)), list(rows)) and None)


def talk(number: int, **values: Any) -> dict[str, Any]:
    """A closed conversation of chat partner `number` on the day, solved by the bot when nothing else is said."""
    row = {
        "id": number, "public_id": f"p{number}", "engine_conversation": f"p{number}", "channel": "web_chat",
        "channel_identity_id": None, "patron_id": None, "status": "closed", "outcome": "bot_resolved",
        "handled_by": "bot", "language": "fa", "primary_intent": "hours", "started_at": NOON,
        "ended_at": NOON + timedelta(minutes=5), "patron_message_count": 1, "handoff_requested_at": None,
        "first_staff_reply_at": None, "is_test": False, "kind": "conversation", "read_effort": None,
    }  # fmt: skip
    return {**row, **values}


async def ten_talks(store: Store) -> None:
    """Ten engaged conversations, of which four were escalated, and what is not one of them."""
    person = {"channel": "web_chat", "assurance": 0, "created_at": NOON, "last_seen_at": NOON, "language": "fa"}
    rows = [{**person, "id": n, "public_id": f"i{n}", "external_id": f"v{n}", "token_hash": f"t{n}"} for n in (1, 2)]
    await write(store, records.ChannelIdentity, *rows)
    asked = {"handoff_requested_at": NOON, "outcome": "staff_resolved", "handled_by": "both"}
    await write(
        store,
        records.Interaction,
        talk(1), talk(2), talk(3), talk(4, language="en", channel="telegram"),
        # The same chat partner comes again with the same matter: the first was not solved.
        talk(5, channel_identity_id=1),
        talk(6, outcome="abandoned"),
        talk(7, **asked, first_staff_reply_at=NOON + timedelta(seconds=90)),
        talk(8, **{**asked, "outcome": "abandoned"}),
        talk(9, outcome="case_opened"),
        talk(10, handled_by="staff", outcome="staff_resolved", read_effort=4),
        # Not engaged: a test, nothing said, a note, and the day after.
        talk(11, is_test=True), talk(12, patron_message_count=0), talk(13, kind="note"),
        talk(14, channel_identity_id=1, started_at=NOON + timedelta(days=2), ended_at=NOON + timedelta(days=2)),
        talk(15, channel_identity_id=2, started_at=NOON + timedelta(days=1), ended_at=NOON + timedelta(days=1)),
    )  # fmt: skip


async def share(store: Store, key: str, first: date = DAY, last: date = DAY) -> tuple[float, float]:
    value = figures_of(await read(store, first, last))[key].value
    assert isinstance(value, FigureShare)
    return value.numerator, value.denominator


async def test_ten_conversations_have_the_figures_worked_out_by_hand(store: Store) -> None:
    await ten_talks(store)
    made = figures_of(await read(store, DAY, DAY))
    assert made["engaged"].value.value == 10
    assert made["containment"].value.value == 60.0
    assert made["verified_resolution"].value.value == 40.0
    assert made["false_containment"].value.value == 20.0
    assert await share(store, "deflection") == (4, 8)
    assert await share(store, "abandonment") == (2, 10)
    assert await share(store, "handoff") == (2, 10)


async def test_what_was_kept_gives_the_same_as_what_is_counted(store: Store) -> None:
    await ten_talks(store)
    live = figures_of(await read(store, DAY, DAY))
    assert await roll_up(store) == 4
    assert await roll_up(store) == 0
    kept = await read(store, DAY, DAY)
    assert figures_of(kept) == live and kept.uncounted == 0
    # The rows go, the figures stay.
    await store.transact(lambda c: c.execute(delete(table_of(records.Interaction)).where(records.Interaction.id < 14)))
    assert figures_of(await read(store, DAY, DAY))["containment"].value.value == 60.0


async def test_a_day_that_may_still_change_is_counted_again(store: Store, clock: FixedClock) -> None:
    await ten_talks(store)
    await roll_up(store)
    await write(store, records.Interaction, talk(20))
    assert await roll_up(store) == 0
    clock.advance(timedelta(hours=1))
    assert await roll_up(store) == 4
    assert figures_of(await read(store, DAY, DAY))["engaged"].value.value == 11


async def test_days_are_the_librarys_own(store: Store) -> None:
    # 20:29 and 20:30 in UTC are before and after midnight in Tehran.
    late = datetime(2026, 11, 20, 20, 29, tzinfo=UTC)
    for number, at in ((1, late), (2, late + timedelta(minutes=1))):
        await write(store, records.Interaction, talk(number, started_at=at, ended_at=at))
    assert (await read(store, DAY, DAY)).counts["engaged", ""] == 1
    assert (await read(store, DAY + timedelta(1), DAY + timedelta(1))).counts["engaged", ""] == 1
    assert (await read(store, DAY, DAY)).counts["hour", "6:23"] == 1


async def test_no_data_is_not_nought_and_few_are_hidden(store: Store) -> None:
    empty = figures_of(await read(store, DAY, DAY))
    assert set(empty) == set(FIGURES)
    assert [
        key for key, figure in empty.items() if isinstance(figure.value, FigureShare) and figure.value.has_data
    ] == []
    await write(store, records.Interaction, talk(1), talk(2))
    few = figures_of(await read(store, DAY, DAY))["containment"].value
    assert isinstance(few, FigureShare) and few.is_hidden and few.value is None and few.denominator == 2


def messages(talk: int, *statuses: str, latency: int | None = 12) -> list[dict[str, Any]]:
    return [
        {
            "interaction_id": talk, "seq": n, "sender": "bot", "answer_status": status, "latency_ms": latency,
            "created_at": NOON,
        }
        for n, status in enumerate(statuses, 1)
    ]  # fmt: skip


async def test_answers_thumbs_and_latency(store: Store) -> None:
    await write(store, records.Interaction, talk(1), talk(2))
    said = [
        *messages(1, "answered", "answered", "fallback", "refused"),
        *messages(2, "error", "clarified", latency=1234),
    ]
    await write(store, records.Message, *said)
    asked = {"interaction_id": 1, "sender": "patron", "created_at": NOON}
    await write(store, records.Message, *({**asked, "id": n, "seq": n} for n in (101, 102, 103, 104)))
    # Two answers to one question, one declined as nothing for a library, and one that only a reviewer found useless.
    replies = ((102, "fallback", None), (102, "fallback", None), (103, "refused", DECLINED), (104, "answered", None))
    more = [
        {"interaction_id": 1, "seq": n, "sender": "bot", "answer_status": status, "answer_name": name, "latency_ms": 12,
         "created_at": NOON, "in_reply_to_id": to}
        for n, (to, status, name) in enumerate(replies, 111)
    ]  # fmt: skip
    await write(store, records.Message, *more)
    question = {"language": "fa", "sample_redacted": "q", "first_seen_at": NOON, "last_seen_at": NOON}
    await write(store, records.UnansweredQuestion, {**question, "id": 1, "cluster_key": "k"})
    seen = [{"question_id": 1, "message_id": n, "wording": "q", "seen_at": NOON} for n in (102, 103, 104)]
    await write(store, records.QuestionSighting, *seen)
    ids = await store.look(lambda c: list(c.scalars(select(records.Message.id).order_by(records.Message.id))))
    thumbs = [(ids[0], 1, 1), (ids[1], 1, 1), (ids[2], 1, -1)]
    rows = [{"message_id": m, "interaction_id": i, "value": v, "created_at": NOON} for m, i, v in thumbs]
    await write(store, records.Feedback, *rows)
    assert await share(store, "unanswered") == (2, 10)
    assert await share(store, "failed") == (1, 10)
    assert await share(store, "refused") == (2, 10)
    assert await share(store, "helpful") == (2, 3)
    assert await share(store, "helpful_coverage") == (3, 10)
    # A thumb down means that the conversation did not solve it.
    assert await share(store, "verified_resolution") == (1, 2)
    made = figures_of(await read(store, DAY, DAY))
    assert made["latency_p50"].value == Quantile(0.5, 10, 12)
    assert made["latency_p95"].value == Quantile(0.95, 10, 1200)


async def test_scores(store: Store) -> None:
    survey = {"code": "s", "version": 1, "trigger": "manual"}
    await write(
        store, records.Survey, {**survey, "id": 1, "kind": "csat"}, {**survey, "id": 2, "kind": "nps", "code": "n"}
    )
    question = {"code": "q", "position": 1, "prompt": "?"}
    await write(
        store, records.SurveyQuestion,
        {**question, "id": 1, "survey_id": 1, "scale": "csat5"},
        {**question, "id": 2, "survey_id": 2, "scale": "nps11"},
    )  # fmt: skip
    csat, nps = [1, 2, 3, 4, 5], [10] * 18 + [8, 7] + [6, 0]
    await write(
        store, records.SurveyInvitation,
        *({"id": n, "survey_id": 1, "token_hash": f"t{n}", "sent_at": NOON} for n in range(1, 11)),
    )  # fmt: skip
    for number, (survey_id, score) in enumerate([(1, s) for s in csat] + [(2, s) for s in nps], 1):
        invited = number if survey_id == 1 else None
        response = {"id": number, "survey_id": survey_id, "submitted_at": NOON, "invitation_id": invited}
        await write(store, records.SurveyResponse, response)
        await write(store, records.SurveyAnswer, {"response_id": number, "question_id": survey_id, "score": score})
    made = figures_of(await read(store, DAY, DAY))
    assert made["csat"].value.value == 40.0
    assert await share(store, "response_rate") == (5, 10)
    score = made["nps"].value
    assert isinstance(score, Nps) and round(score.score or 0, 1) == 72.7
    assert score.value is None and score.is_hidden, "22 answers are too few to be shown"


async def test_renewals_and_holds(store: Store) -> None:
    title = {"id": 1, "ils_bib_id": "b", "title": "t", "search_norm": "t", "search_squash": "t"}
    await write(store, records.TitleRecord, title)
    await write(
        store, records.Loan, {"id": 1, "ils_loan_id": "l", "loaned_at": NOON, "due_at": NOON, "synced_at": NOON}
    )
    tries = ["succeeded"] * 6 + ["refused"] * 3 + ["failed"]
    await write(
        store,
        records.RenewalAttempt,
        *(
            {
                "loan_id": 1, "idempotency_key": f"k{n}", "result": result, "requested_at": NOON,
                "reason_code": None if result == "succeeded" else "on_hold",
                "new_due_at": NOON if result == "succeeded" else None,
            }
            for n, result in enumerate(tries)
        ),
    )  # fmt: skip
    await write(store, records.Interaction, talk(1))
    holds = [{"ils_hold_id": f"h{n}", "title_id": 1, "placed_at": NOON, "interaction_id": None} for n in range(4)]
    holds[0]["interaction_id"] = 1
    await write(store, records.Hold, *holds)
    made = figures_of(await read(store, DAY, DAY))
    assert made["renewal_success"].value.value == 60.0
    assert made["renewal_technical"].value.value == 90.0
    assert await share(store, "holds_chat") == (1, 4)
    assert (await read(store, DAY, DAY)).counts["renewal_reason", "on_hold"] == 4


def case(number: int, **values: Any) -> dict[str, Any]:
    row = {
        "id": number, "number": f"K-{number}", "kind": "complaint", "subject": "s", "opened_at": NOON, "due_at": None,
        "answered_at": None, "closed_at": None, "resolution": None, "status": "new",
    }  # fmt: skip
    return {**row, **values}


async def test_cases(store: Store) -> None:
    hour = timedelta(hours=1)
    closed = {"status": "closed", "closed_at": NOON + 8 * hour, "resolution": "fixed"}
    await write(
        store, records.ServiceCase,
        case(1, due_at=NOON + hour, answered_at=NOON + hour), case(2, due_at=NOON, answered_at=NOON + hour),
        case(3, due_at=NOON, kind="question"), case(4, **closed), case(5, status="investigating"),
    )  # fmt: skip
    events = [
        (4, "status", "waiting_patron", hour), (4, "status", "investigating", 3 * hour),
        (4, "status", "closed", 8 * hour),
        (5, "status", "closed", hour), (5, "reopen", None, timedelta(days=3)),
    ]  # fmt: skip
    await write(
        store, records.CaseEvent,
        *({"case_id": c, "kind": k, "to_value": to, "occurred_at": NOON + at} for c, k, to, at in events),
    )  # fmt: skip
    counted = (await read(store, DAY, DAY)).counts
    assert counted["case", "complaint"] == 4 and counted["case", "question"] == 1
    assert await share(store, "sla_met") == (1, 3)
    assert await share(store, "reopened") == (1, 2)
    # Eight hours, less the two in which it waited for the patron.
    assert counted["resolution", str(values.rounded(6 * 3600))] == 1


async def test_handoffs_in_and_out_of_hours(store: Store) -> None:
    branch = {"id": 1, "code": "m", "name_fa": "م", "name_en": "M", "is_main": True, "time_zone": "Asia/Tehran"}
    await write(store, records.Branch, branch)
    hours = {"branch_id": 1, "weekday": 6, "opens": time(8), "closes": time(13)}
    await write(store, records.BranchHours, hours)
    evening = NOON + timedelta(hours=6)
    answered = [
        talk(n, handoff_requested_at=NOON, first_staff_reply_at=NOON + timedelta(seconds=n * 30)) for n in range(1, 6)
    ]
    late = [talk(6, handoff_requested_at=evening), talk(7, handoff_requested_at=evening)]
    await write(store, records.Interaction, *answered, *late)
    assert await share(store, "handoff_accepted_open") == (5, 5)
    assert await share(store, "handoff_accepted_closed") == (0, 2)
    made = figures_of(await read(store, DAY, DAY))
    assert made["handoff_unanswered"].value.value == 2
    assert made["first_response_median"].value == Quantile(0.5, 5, 90)
    assert made["first_response_p90"].value == Quantile(0.9, 5, 150)


async def test_new_patrons_and_reach(store: Store) -> None:
    patrons: Sequence[dict[str, Any]] = [
        {"id": 1, "public_id": "a", "acquired_via": "web_chat", "registered_at": NOON, "card_number_hash": "1"},
        {"id": 2, "public_id": "b", "acquired_via": "in_person", "registered_at": NOON, "card_number_hash": "2"},
        {
            "id": 3,
            "public_id": "c",
            "acquired_via": "ils_import",
            "registered_at": NOON - timedelta(days=400),
            "card_number_hash": "3",
        },
    ]
    await write(store, records.Patron, *({**each, "created_at": NOON, "updated_at": NOON} for each in patrons))
    before = NOON - timedelta(days=3)
    await write(
        store,
        records.Interaction,
        talk(1, patron_id=2, started_at=before, ended_at=before),
        talk(2, patron_id=3),
        talk(3, patron_id=3),
    )
    assert await share(store, "new_patrons_chat") == (1, 2)
    assert await share(store, "new_patrons_assisted") == (1, 2)


@pytest.mark.parametrize(
    ("value", "kept"), [(0, 0), (7, 7), (99, 99), (100, 100), (104, 100), (105, 100), (1234, 1200), (99_600, 100_000)]
)
def test_values_are_kept_to_two_digits(value: float, kept: int) -> None:
    assert values.rounded(value) == kept


def test_the_sign_of_the_net_promoter_score() -> None:
    assert Nps.of({10: 30, 0: 10}).value == 50.0
    assert Nps.of({10: 10, 0: 30}).value == -50.0
    assert round(Nps.of({9: 18, 8: 2, 3: 2}).interval or 0, 1) == 25.8
