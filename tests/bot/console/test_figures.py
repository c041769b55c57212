"""The dashboard, its files and the monthly report, over conversations whose figures were worked out by hand."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert

from bot.console.figures.span import month_span, months, span_of
from bot.console.figures.sparklines import sparkline
from bot.console.figures.tables import stock_lines
from bot.console.frame.locale import Locale
from crm import records
from crm.database.upsert import table_of
from crm.figures.counting import VERSION
from crm.figures.headline import HEADLINE, Course
from crm.figures.reading import Range
from crm.figures.rollup import roll_up
from language.digits import to_ascii
from protocol.clock import FixedClock
from tests.support.desk import NOW, Desk
from tests.support.html import page_of
from tests.support.texts import occurrences, phrase

PAGE = "/console/figures"
ALL = f"{PAGE}/all"


def talks(console: Desk, count: int = 12, *, counted: bool = True) -> None:
    """Write conversations of the last days: a third each on hours, renewals and, in English, on rooms."""

    def work(connection: Any) -> None:
        for number in range(count):
            at = NOW - timedelta(days=number % 4, minutes=number)
            escalated = number % 6 == 5
            row = {
                "public_id": f"f{number}", "engine_conversation": f"f{number}", "channel": "web_chat",
                "status": "closed", "outcome": "staff_resolved" if escalated else "bot_resolved",
                "handled_by": "both" if escalated else "bot", "language": ("fa", "fa", "en")[number % 3],
                "primary_intent": ("hours", "renew", "room_booking")[number % 3], "started_at": at,
                "ended_at": at + timedelta(minutes=3), "patron_message_count": 1,
                "handoff_requested_at": at if escalated else None,
                "first_staff_reply_at": at + timedelta(seconds=75) if escalated else None,
            }  # fmt: skip
            key = connection.execute(insert(table_of(records.Interaction)), row).inserted_primary_key[0]
            message = {"interaction_id": key, "seq": 1, "sender": "bot", "created_at": at, "latency_ms": 14}
            connection.execute(insert(table_of(records.Message)), {**message, "answer_status": "answered"})

    console.run(console.store.transact(work))
    if counted:
        console.run(roll_up(console.store))


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_without_conversations_there_is_no_data(console: Desk) -> None:
    manager = console.client("manager")
    assert phrase("figures.no_data") in manager.get(f"{PAGE}?span=week").text
    assert phrase("figures.no_data") in manager.get(f"{ALL}?span=week").text
    found = {row[0]: row for row in rows_of(manager.get(f"{ALL}?span=week&format=csv").text)[1:]}
    assert found["containment"][2] == "" and found["containment"][5] == "0", "no data is not nought"
    # Nobody of all those registered came: that is nought.
    assert found["reach"][2] == "0"


def test_the_figures_are_the_ones_worked_out_by_hand(console: Desk) -> None:
    talks(console)
    answer = console.client("auditor").get(f"{ALL}?span=week&format=csv")
    assert answer.headers["content-type"].startswith("text/csv")
    found = {row[0]: row for row in rows_of(answer.text)[1:]}
    assert (float(found["engaged"][2]), found["engaged"][3]) == (12, "count")
    assert (found["containment"][4], found["containment"][5]) == ("10", "12")
    assert float(found["containment"][2]) == 83.33
    assert found["handoff"][4:6] == ["2", "12"]
    # Two answers are fewer than five: neither value nor parts are told.
    assert found["handoff_accepted_open"][2] == "" or int(found["handoff_accepted_open"][5]) >= 5
    assert found["first_response_median"][2] == ""


def test_pictures_are_drawn_from_the_rows_of_their_tables(console: Desk) -> None:
    talks(console, 30)
    manager = console.client("manager")
    page = page_of(manager.get(f"{ALL}?span=week"))
    drawn = [json.loads(found) for found in page.attributes("[data-chart]", "data-chart")]
    intents = next(one for one in drawn if "ساعت کار" in one["labels"])
    assert intents["series"][0]["values"] == [10, 10, 10]
    table = rows_of(manager.get(f"{PAGE}/charts/intents?span=week").text)
    assert sorted(row[1] for row in table[1:]) == ["10", "10", "10"]
    assert {row[0] for row in rows_of(manager.get(f"{PAGE}/charts/languages?span=week").text)[1:]} == {
        phrase("figures.languages.fa"),
        phrase("figures.languages.en"),
    }


def test_small_cells_are_hidden(console: Desk) -> None:
    talks(console, 12)
    table = rows_of(console.client("manager").get(f"{PAGE}/charts/languages?span=week").text)
    assert dict(table[1:]) == {
        phrase("figures.languages.fa"): "8",
        phrase("figures.languages.en"): phrase("figures.hidden"),
    }


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ("from=nonsense", "day"),
        ("from=1405/13/01", "day"),
        ("from=2026-11-24&to=2026-11-01", "order"),
        ("span=zzz&to=x", "day"),
    ],
)
def test_days_that_cannot_be_read_are_said_to_be_so(console: Desk, asked: str, why: str) -> None:
    assert phrase(f"figures.bad_{why}") in console.client("manager").get(f"{PAGE}?{asked}").text


def test_days_are_read_in_both_calendars(console: Desk) -> None:
    talks(console)
    manager = console.client("manager")
    jalali = manager.get(f"{ALL}?from=۱۴۰۵/۰۹/۰۱&to=۱۴۰۵/۰۹/۰۳&format=csv").text
    assert jalali == manager.get(f"{ALL}?from=2026-11-22&to=2026-11-24&format=csv").text


def test_the_report_of_a_month(console: Desk) -> None:
    talks(console)
    manager = console.client("manager")
    text = manager.get(f"{PAGE}/report?month=1405-09").text
    assert "۱ آذر ۱۴۰۵" in text and "۳ آذر ۱۴۰۵" in text, "this month as far as it has come"
    assert phrase("figures.bad_month") in manager.get(f"{PAGE}/report?month=1405-15").text
    assert phrase("figures.bad_month") in manager.get(f"{PAGE}/report?month=1406-01").text
    assert manager.get(f"{PAGE}/report").status_code == 200
    (foot,) = page_of(manager.get(f"{PAGE}/report?month=1405-09")).texts("footer")
    # Three sentences, which do not run into one another.
    assert len(foot.split(" · ")) == 3 and foot.endswith(phrase("figures.report.where"))


def test_each_figure_leads_to_as_many_rows_as_it_says(console: Desk) -> None:
    talks(console, 30)
    manager = console.client("manager")
    week = page_of(manager.get(f"{ALL}?span=week"))
    found = list(zip(week.links(css="a.made"), week.texts("a.made"), strict=True))
    assert len(found) > 8
    for address, said in found:
        number = int(to_ascii("".join(re.findall(r"[۰-۹]+", said))) or 1)
        assert len(rows_of(manager.get(f"{address}&format=csv").text)) - 1 == number, address
        page = manager.get(address)
        assert page.status_code == 200 and not occurrences("figures.behind.differs", page.text), address
    address = next(address for address, _ in found if "/engaged/counted" in address)
    for query, count in (("", 25), ("&page=2", 5)):
        assert len(page_of(manager.get(f"{address}{query}")).links("/console/conversations/f")) == count


def test_what_is_hidden_or_nobodys_business_leads_nowhere(console: Desk) -> None:
    talks(console, 12)
    manager = console.client("manager")
    text = manager.get(f"{ALL}?span=week").text
    assert "/behind/handoff_accepted_open" not in text, "two requests are fewer than five"
    assert "/behind/lapsing_now" not in text and "/behind/reach" not in text
    for odd in ("lapsing_now/counted", "engaged/whole", "nothing/counted", "engaged/odd"):
        assert manager.get(f"{PAGE}/behind/{odd}?span=week").status_code == 404
    assert console.client("librarian").get(f"{PAGE}/behind/engaged/counted").status_code == 403


def test_definitions_stand_with_their_version_and_the_librarys_own_days(console: Desk) -> None:
    talks(console)
    text = console.client("manager").get(f"{ALL}?span=week").text
    assert phrase("figures.version", n=VERSION) in text
    assert occurrences("figure.lapsing_now.is", text, lapsing=180, lapsed=365)
    assert phrase("figures.stock.patrons:active") in text and phrase("figures.stock.cases:late") in text
    report = console.client("manager").get(f"{PAGE}/report?month=1405-09").text
    assert phrase("figures.stock.patrons:active") in report
    assert f"نسخهٔ {'۰۱۲۳۴۵۶۷۸۹'[VERSION]}" in report


def test_who_may_not_read_figures_is_refused(console: Desk) -> None:
    for role in ("librarian", "editor"):
        assert console.client(role).get(PAGE).status_code == 403
        assert console.client(role).get(ALL).status_code == 403
        assert console.client(role).get(f"{PAGE}/charts/days").status_code == 403


def test_an_unknown_picture_is_not_there(console: Desk) -> None:
    assert console.client("manager").get(f"{PAGE}/charts/nothing").status_code == 404


def locale(calendar: str = "jalali") -> Locale:
    return Locale("fa", calendar, "Asia/Tehran", FixedClock(NOW, frozen=True))


def test_presets_follow_the_readers_calendar() -> None:
    # The 24th of November 2026 is the third of Azar 1405, a Tuesday.
    week = span_of({"span": "week"}, locale())
    assert (week.first, week.last) == (date(2026, 11, 21), date(2026, 11, 24))
    assert span_of({"span": "week"}, locale("gregorian")).first == date(2026, 11, 23)
    last = span_of({"span": "last_month"}, locale())
    assert (last.first, last.last) == (date(2026, 10, 23), date(2026, 11, 21))
    assert span_of({"span": "last_month"}, locale("gregorian")).last == date(2026, 10, 31)
    assert last.before.days == last.days


def test_months_of_both_calendars() -> None:
    assert months(locale(), 3) == ["1405-09", "1405-08", "1405-07"]
    assert months(locale("gregorian"), 12)[-1] == "2025-12"
    leap = month_span("۱۴۰۳-۱۲")
    assert leap is not None and leap.days == 30
    february = month_span("2028-02")
    assert february is not None and february.days == 29
    assert month_span("1405-00") is None and month_span("1600-05") is None and month_span("x") is None


def test_nobody_counts_what_a_system_elsewhere_lends() -> None:
    counted = Range(NOW.date(), NOW.date(), ZoneInfo("UTC"), Counter(), {}, 0, stock_day=NOW.date())
    ours = {line.key for line in stock_lines(counted, counted, elsewhere=False)}
    theirs = {line.key for line in stock_lines(counted, counted, elsewhere=True)}
    assert ours - theirs == {"loans:out", "loans:overdue", "holds:open", "holds:ready", "fines:unpaid"}
    assert theirs < ours and "cases:open" in theirs


def rated(console: Desk, scores: list[int]) -> None:
    """Write answers to a survey, one of each day, newest first."""

    def work(connection: Any) -> None:
        def add(record: Any, **row: Any) -> int:
            return int(connection.execute(insert(table_of(record)), row).inserted_primary_key[0])

        survey = add(records.Survey, code="s", version=1, trigger="manual", kind="csat")
        question = add(records.SurveyQuestion, survey_id=survey, code="q", position=1, prompt="?", scale="csat5")
        for number, score in enumerate(scores):
            at = NOW - timedelta(days=number % 4, minutes=number)
            invited = add(records.SurveyInvitation, survey_id=survey, token_hash=f"t{number}", sent_at=at)
            given = add(records.SurveyResponse, survey_id=survey, invitation_id=invited, submitted_at=at)
            connection.execute(
                insert(table_of(records.SurveyAnswer)), {"response_id": given, "question_id": question, "score": score}
            )

    console.run(console.store.transact(work))
    console.run(roll_up(console.store))


@pytest.mark.parametrize(("scores", "status"), [([5, 4, 2], 404), ([5, 4, 2, 1, 5], 200)])
def test_nothing_is_listed_behind_what_is_hidden(console: Desk, scores: list[int], status: int) -> None:
    rated(console, scores)
    manager = console.client("manager")
    for address in ("whole?span=week", "counted?span=week&format=csv"):
        assert manager.get(f"{PAGE}/behind/csat/{address}").status_code == status


def test_a_list_behind_a_figure_has_all_its_pages(console: Desk) -> None:
    talks(console, 60)
    manager = console.client("manager")
    first = manager.get(f"{PAGE}/behind/engaged/counted?span=year")
    assert first.status_code == 200
    assert "۶۰" in first.text
    pages = [page_of(manager.get(f"{PAGE}/behind/engaged/counted?span=year&page={n}")) for n in (1, 2, 3)]
    assert sum(len(page.rows()) for page in pages) == 60
    assert len(rows_of(manager.get(f"{PAGE}/behind/engaged/counted?span=year&format=csv").text)) == 61


def test_five_figures_come_first_with_their_course(console: Desk) -> None:
    talks(console, 60)
    page = page_of(console.client("manager").get(f"{PAGE}?span=week"))
    assert page.texts(".headline h2") == [phrase(f"figure.{key}") for key in HEADLINE]
    # Saturday to yesterday are three whole days, of fifteen conversations each.
    assert page.attributes(".headline svg", "aria-label")[0] == phrase(
        "figures.course_days", since="۳۰ آبان", low="۱۵", high="۱۵"
    )
    assert len(page.attributes(".headline polyline", "points")[0].split()) == 3
    assert occurrences("figures.few_points", page.text), "nobody answered a survey, and no case was due"
    found = dict(zip(page.texts("a.made"), page.links(css="a.made"), strict=True))
    assert found[phrase("figures.behind.counted", n=60)].startswith(f"{PAGE}/behind/engaged/counted")


def test_a_line_runs_as_its_reader_reads() -> None:
    first = date(2026, 11, 20)
    course = Course(tuple((first + timedelta(days=n), value) for n, value in enumerate((0.0, 50.0, None, 100.0))), 1)
    persian = sparkline(course, "percent", locale())
    english = sparkline(course, "percent", Locale("en", "gregorian", "Asia/Tehran", FixedClock(NOW, frozen=True)))
    assert persian is not None and english is not None
    assert english.lines == ("4.0,30.0 41.3,17.0",), "a gap stays a gap"
    assert english.dots == ((116.0, 4.0),)
    assert persian.lines == ("116.0,30.0 78.7,17.0",)
    assert sparkline(Course(course.points[:3], 1), "percent", locale()) is None, "two points are no line"


def test_what_to_do_about_it_stands_below(console: Desk) -> None:
    rated(console, [5, 4, 2, 1, 5])
    manager = console.client("manager")
    page = page_of(manager.get(f"{PAGE}?span=week"))
    assert phrase("figures.to_do.score", score=1) in page.text and phrase("figures.to_do.score", score=2) in page.text
    address = next(link for link in page.links() if "/behind/csat/low" in link)
    assert len(rows_of(manager.get(f"{address}&format=csv").text)) == 3
    assert phrase("figures.to_do.late_none") in page.text
    assert manager.get(f"{PAGE}/behind/engaged/low?span=week").status_code == 404


def test_too_few_scores_are_not_told_one_by_one(console: Desk) -> None:
    rated(console, [1, 1, 2])
    page = page_of(console.client("manager").get(f"{PAGE}?span=week"))
    assert not [link for link in page.links() if "/behind/csat" in link]
    assert phrase("figures.to_do.scores_none") in page.text
