"""What is wished for what was filed already: it is withdrawn, or stays, or goes on; nothing is done that was not said."""

# ruff: noqa: E501

from __future__ import annotations

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from crm.cases.answers import answer, close_case
from crm.cases.file import case_file
from tests.support.people import add_librarian
from tests.support.statements import scalar
from tests.support.talk import Begin, Talk

TOLD = {"fa": "نگهبان دم در سر مادرم داد زد", "en": "The guard at the door shouted at my mother"}


async def complains(begin: Begin, language: str, card: str | None = None) -> Talk:
    talk = await begin(language, card=card)
    assert (await talk.says("complaint", TOLD[language])).names == ["utter_complaint_taken"]
    return talk


async def state(services: Services, number: str = "K-000001") -> tuple[str, str | None]:
    file = await case_file(services.store, number)
    assert file is not None
    return file.status, file.resolution


async def count(services: Services) -> int:
    return int(await scalar(services.store, text("select count(*) from service_case")))


@pytest.mark.parametrize(
    ("language", "intent", "words"),
    [
        ("fa", "deny", "ولی نه، ثبتش نکن"), ("fa", "affirm", "پسش می‌گیرم"), ("fa", "affirm", "نمی‌خوام ثبت بشه"),
        ("fa", "cancel_hold", "حذفش کن"), ("fa", "deny", "sabtesh nakon"), ("en", "affirm", "withdraw it"),
        ("en", "cancel", "but no, don't register it"), ("en", "cancel", "I've changed my mind"),
    ],
)  # fmt: skip
async def test_what_is_filed_is_asked_about_and_withdrawn_by_a_yes(
    begin: Begin, services: Services, language: str, intent: str, words: str
) -> None:
    talk = await complains(begin, language)
    assert (await talk.says(intent, words)).names == ["utter_case_ask_withdraw"]
    assert (await state(services))[0] == "new"
    assert (await talk.says("affirm", {"fa": "بله", "en": "yes"}[language])).names == ["utter_case_withdrawn"]
    assert await state(services) == ("closed", "withdrawn")


async def test_a_fault_that_was_told_is_withdrawn_too(begin: Begin, services: Services) -> None:
    talk = await begin("fa")
    await talk.says("report_fault", "پرینتر طبقه دوم خرابه")
    assert (await talk.says("deny", "ولی نه، ثبتش نکن")).names == ["utter_case_ask_withdraw"]
    assert (await talk.says("deny", "آره ثبتش نکن")).names == ["utter_case_withdrawn"]
    assert await state(services) == ("closed", "withdrawn")


@pytest.mark.parametrize(
    ("language", "intent", "words"),
    [
        ("fa", "suggestion", "خیر، نظرم برگشت؛ بگذارید همان شکایت باقی بماند"), ("fa", "deny", "نه پسش نمی‌گیرم"),
        ("fa", "deny", "نه"), ("fa", "deny", "na bezar bemoone"), ("en", "cancel", "no, leave it, let it stand"),
        ("en", "cancel", "no, I changed my mind"), ("en", "deny", "no"),
    ],
)  # fmt: skip
async def test_a_case_that_is_not_withdrawn_stays_and_is_asked_about_once(
    begin: Begin, services: Services, language: str, intent: str, words: str
) -> None:
    talk = await complains(begin, language)
    await talk.says("case_withdraw", {"fa": "پسش می‌گیرم", "en": "withdraw it"}[language])
    said = await talk.says(intent, words)
    assert said.names == ["utter_case_stays"] and "K-000001" in said.text
    assert (await state(services))[0] == "new"


@pytest.mark.parametrize("intent", ["affirm", "case_withdraw", "cancel_hold"])
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "no I don't want to withdraw it"), ("en", "no, I do not want to cancel it"),
        ("en", "I won't withdraw it"), ("en", "I never said to withdraw it"), ("en", "no need to withdraw it"),
        ("en", "I refuse to withdraw it"), ("en", "no, withdraw it"), ("fa", "لغوش نمی‌کنم"), ("fa", "لغو نمی‌کنم"),
        ("fa", "نباید لغو بشه"), ("fa", "من نگفتم لغوش کن"), ("fa", "چرا لغوش کنم"), ("fa", "از شکایتم صرف نظر نمی‌کنم"),
        ("fa", "از شکایتم منصرف نمیشم"), ("fa", "nemikham pasesh begiram"),
    ],
)  # fmt: skip
async def test_who_refuses_withdraws_nothing(
    begin: Begin, services: Services, language: str, words: str, intent: str
) -> None:
    talk = await complains(begin, language)
    await talk.says("case_withdraw", {"fa": "پسش می‌گیرم", "en": "withdraw it"}[language])
    assert (await talk.says(intent, words)).names == ["utter_case_stays"]
    assert (await state(services))[0] == "new"


@pytest.mark.parametrize(
    ("language", "words"),
    [("fa", "نه هنوز دستشویی پاک نیست"), ("fa", "دستشویی پاک نمی‌شه"), ("fa", "صابون هم نیست، زمین هم پاک نیست"),
     ("fa", "لغو شد"), ("fa", "در رو ببندید سرده"), ("en", "don't report it to my parents")],
)  # fmt: skip
async def test_what_is_of_something_else_is_no_yes(begin: Begin, services: Services, language: str, words: str) -> None:
    talk = await complains(begin, language)
    await talk.says("case_withdraw", {"fa": "پسش می‌گیرم", "en": "withdraw it"}[language])
    await talk.says("case_add", words)
    assert (await state(services))[0] == "new"


@pytest.mark.parametrize(
    ("intent", "words"),
    [("affirm", "yes, withdraw K-000004"), ("case_withdraw", "withdraw K-000004"), ("affirm", "K-000004"),
     ("deny", "no, K-000004"), ("deny", "don't withdraw K-000004"), ("case_status", "and K-000004?")],
)  # fmt: skip
async def test_the_number_of_another_case_answers_nothing(
    begin: Begin, services: Services, intent: str, words: str
) -> None:
    talk = await complains(begin, "en")
    await talk.says("case_withdraw", "withdraw it")
    said = await talk.says(intent, words)
    assert not set(said.names) & {"utter_case_stays", "utter_case_withdrawn"}, said
    assert (await state(services))[0] == "new"


@pytest.mark.parametrize("words", ["leave K-000004", "K-000004 stays", "no email needed for K-000004"])
async def test_the_number_of_another_case_is_no_wish_for_this_one(begin: Begin, words: str) -> None:
    talk = await complains(begin, "en")
    said = await talk.says("case_status", words)
    assert not set(said.names) & {"utter_case_stays", "utter_contact_skipped"}, said


@pytest.mark.parametrize(
    ("language", "told", "words"),
    [("en", "The heating does not work", "they leave it dirty"), ("en", "The reading room is freezing", "you keep it too cold"),
     ("fa", "دستشویی طبقه دوم کثیفه", "زمین هم پاک نیست")],
)  # fmt: skip
async def test_a_detail_is_neither_kept_nor_withdrawn(
    begin: Begin, services: Services, language: str, told: str, words: str
) -> None:
    talk = await begin(language)
    await talk.says("complaint", told)
    said = await talk.says("case_add", words)
    assert not set(said.names) & {"utter_case_stays", "utter_case_ask_withdraw"}, said
    assert (await state(services))[0] == "new"


@pytest.mark.parametrize(
    ("language", "intent", "words", "answer_name"),
    [
        ("en", "case_add", "no email needed", "utter_contact_skipped"),
        ("en", "cancel", "no contact, just leave it", "utter_contact_skipped"),
        ("fa", "case_add", "تماس لازم نیست", "utter_contact_skipped"),
        ("fa", "case_add", "email lazem nist", "utter_contact_skipped"),
        ("en", "cancel", "leave it", "utter_case_stays"), ("fa", "cancel", "بذار بمونه", "utter_case_stays"),
    ],
)  # fmt: skip
async def test_who_gives_no_contact_takes_nothing_back_and_adds_nothing(
    begin: Begin, services: Services, language: str, intent: str, words: str, answer_name: str
) -> None:
    talk = await complains(begin, language)
    assert (await talk.says(intent, words)).names == [answer_name]
    assert talk.slots["pending"] is None
    assert int(await scalar(services.store, text("select count(*) from case_event where kind = 'note'"))) == 0


@pytest.mark.parametrize(("language", "words"), [("en", "don't register it"), ("fa", "ثبت نکن")])
async def test_what_is_not_filed_yet_is_not_filed(begin: Begin, services: Services, language: str, words: str) -> None:
    talk = await begin(language)
    await talk.says("complaint", {"en": "I want to complain", "fa": "می‌خوام شکایت کنم"}[language])
    await talk.says("out_of_scope", words, sure=0.5)
    assert await count(services) == 0 and talk.slots["pending"] is None


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "it is still cold, K-000001 is not fixed at all"), ("fa", "پرونده K-000001 هنوز درست نشده"),
     ("fa", "K-000001 hanooz dorost nashode")],
)  # fmt: skip
@pytest.mark.parametrize("then", ["answered", "closed"])
async def test_a_case_that_is_named_and_not_mended_is_taken_up_again(
    begin: Begin, services: Services, language: str, words: str, then: str
) -> None:
    sara = await add_librarian(services.store)
    talk = await complains(begin, language)
    file = await case_file(services.store, "K-000001")
    assert file is not None
    await answer(
        services.store, "K-000001", "Done.", version=file.version, by=sara, letter=lambda _l, n, w: f"{n}: {w}",
        then="answered",
    )  # fmt: skip
    if then == "closed":
        file = await case_file(services.store, "K-000001")
        assert file is not None
        await close_case(
            services.store, "K-000001", "fixed", version=file.version, by=sara, ending=lambda _l, n, r: f"{n}: {r}"
        )
    said = await talk.says("report_fault", words)
    assert said.names[0] == "utter_case_reopened"
    assert await count(services) == 1 and (await state(services))[0] == "appealed"


async def test_a_case_that_is_named_and_is_nobodys_here_opens_none(begin: Begin, services: Services) -> None:
    talk = await begin("en")
    said = await talk.says("report_fault", "the heating is still cold, K-000004 is not fixed at all")
    assert said.names == ["utter_case_not_yours_signed_out"] and await count(services) == 0


@pytest.mark.parametrize(
    ("matter", "told", "language", "words"),
    [
        ("complaint", "توالت طبقه دوم خیلی کثیفه و هیچ‌کس تمیز نمی‌کنه", "fa", "ضمنا صابونم نداره"),
        ("complaint", "The toilets are filthy and nobody cleans them", "en", "there is no soap either"),
        ("suggestion", "پیشنهاد می‌کنم شنبه‌ها تا نه شب باز باشید", "fa", "قهوه‌خونه هم بذارین"),
    ],
)
async def test_a_further_thing_is_kept_as_it_is_said(
    begin: Begin, services: Services, matter: str, told: str, language: str, words: str
) -> None:
    talk = await begin(language)
    await talk.says(matter, told)
    said = await talk.says("case_add", words, sure=0.6, moves={"case.second": 0.9})
    assert said.names == ["utter_case_joined"] and await count(services) == 1
    assert await scalar(services.store, text("select note from case_event where kind = 'note'")) == words
    # And may be said to be one of its own.
    another = {"fa": "موضوع دیگریه", "en": "it's another matter"}[language]
    said = await talk.says("affirm", another, sure=0.4)
    assert await count(services) == 2, said


@pytest.mark.parametrize(("language", "words"), [("en", "I have another complaint"), ("fa", "یه شکایت دیگه هم دارم")])
async def test_another_matter_that_is_only_announced_is_asked_for(
    begin: Begin, services: Services, language: str, words: str
) -> None:
    talk = await complains(begin, language)
    assert (await talk.says("complaint", words)).names == ["utter_case_ask_second"]
    more = {"en": "the reading room was locked all morning", "fa": "سالن مطالعه تمام صبح قفل بود"}[language]
    await talk.says("complaint", more)
    assert await count(services) == 2


@pytest.mark.parametrize(
    ("language", "words"), [("fa", "شمارشو یادم نیست"), ("fa", "shomarasho yadam nist"), ("en", "I forgot the number")]
)
async def test_a_number_that_is_forgotten_is_told(begin: Begin, language: str, words: str) -> None:
    talk = await complains(begin, language)
    await talk.says("case_status", {"fa": "پیگیری", "en": "any news"}[language])
    said = await talk.says("case_add", words)
    assert said.names == ["utter_case_state"] and "K-000001" in said.text


@pytest.mark.parametrize(
    ("language", "words", "named"),
    [
        ("en", "I'd rather speak to a librarian about a book that I damaged", False),
        ("fa", "می‌خوام با یه کتابدار درباره کتابی که خراب کردم صحبت کنم", False),
        ("en", "let me talk to a person", True), ("en", "I want to talk to a librarian about this", True),
        ("fa", "می‌خوام با یه کتابدار درباره شکایتم صحبت کنم", True),
    ],
)  # fmt: skip
async def test_a_wish_for_a_person_is_of_the_case_only_where_it_says_so(
    begin: Begin, services: Services, language: str, words: str, named: bool
) -> None:
    talk = await complains(begin, language)
    said = await talk.says("human_help", words)
    subject = await scalar(services.store, text("select subject from interaction where subject is not null"))
    assert ("K-000001" in said.text) is named
    assert ("K-000001" in str(subject)) is named


@pytest.mark.parametrize(
    ("language", "intent", "words"),
    [("en", "complaint", "can I complain anonymously"), ("fa", "privacy", "میشه ناشناس شکایت کنم؟")],
)
async def test_whether_one_may_stay_unnamed_is_answered(
    begin: Begin, services: Services, language: str, intent: str, words: str
) -> None:
    talk = await begin(language)
    assert (await talk.says(intent, words, sure=0.66)).names == ["utter_complaint_anonymous"]
    talk = await begin(language, card="20000001")
    assert (await talk.says(intent, words, sure=0.66)).names == ["utter_complaint_named"]
    assert await count(services) == 0


async def test_a_mere_question_beside_a_complaint_asks_for_no_complaint(begin: Begin, services: Services) -> None:
    talk = await complains(begin, "en")
    said = await talk.says("complaint", "is there soap at the other branch?", sure=0.79)
    assert "utter_complaint_ask_text" not in said.names and await count(services) == 1


@pytest.mark.parametrize(
    ("language", "words", "kept"),
    [("en", TOLD["fa"], "fa"), ("fa", TOLD["en"], "en"), ("en", "negahban ba man bad harf zad", "fa")],
)
async def test_a_case_has_the_language_of_its_words(
    begin: Begin, services: Services, language: str, words: str, kept: str
) -> None:
    talk = await begin(language)
    await talk.says("complaint", words)
    assert await scalar(services.store, text("select language from service_case")) == kept
