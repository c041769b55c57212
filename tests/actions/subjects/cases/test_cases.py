"""What is told is kept: a case at once, its contact and further words afterwards, and its state for its patron."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import insert, text

from actions.dialogue.turn import Services
from actions.subjects.cases.case_contact import read_contact
from crm import records
from crm.actor import Actor
from crm.cases import opening
from crm.cases.answers import answer, close_case
from crm.cases.contact import contact_of
from crm.cases.file import CaseFile, case_file
from crm.database.upsert import table_of
from crm.patrons import cards
from crm.staff import sessions
from crm.staff.presence import note_present, set_away
from protocol.clock import FixedClock
from protocol.effects import CONTACT_ASKED
from tests.support.people import add_librarian
from tests.support.statements import scalar
from tests.support.talk import Begin, Said, Talk

TOLD = {"fa": "نگهبان شعبه سعدی دیروز سر پسرم داد زد", "en": "The guard at Saadi shouted at my son in the hall"}
PERSON = {"fa": "با یه آدم حرف بزنم", "en": "let me talk to a person"}


async def count(services: Services) -> int:
    return int(await scalar(services.store, text("select count(*) from service_case")))


async def file_of(services: Services, number: str = "K-000001") -> CaseFile:
    file = await case_file(services.store, number)
    assert file is not None
    return file


def letter(_language: str, number: str, words: str) -> str:
    return f"{number}: {words}"


async def answered(services: Services, by: Actor, number: str, words: str, then: str = "answered") -> None:
    file = await file_of(services, number)
    await answer(services.store, number, words, version=file.version, by=by, letter=letter, then=then)


async def tells(talk: Talk) -> Said:
    return await talk.says("complaint", TOLD[talk.language])


@pytest.fixture
async def sara(services: Services) -> Actor:
    return await add_librarian(services.store)


LEAVING = {
    "says nothing more": [],
    "says goodbye": [("goodbye", {"fa": "خداحافظ", "en": "bye"})],
    "asks for a person": [("human_help", PERSON)],
    "changes the subject": [("hours", {"fa": "فردا بازید؟", "en": "are you open tomorrow?"})],
    "refuses the question": [("deny", {"fa": "نه", "en": "no"})],
    "says stop": [("cancel", {"fa": "ولش کن", "en": "never mind"})],
}


@pytest.mark.parametrize("language", ["fa", "en"])
@pytest.mark.parametrize("leaving", LEAVING)
@pytest.mark.parametrize("card", [None, "20000001"])
async def test_a_complaint_is_filed_as_it_is_told_whatever_comes_next(
    begin: Begin, services: Services, language: str, leaving: str, card: str | None
) -> None:
    talk = await begin(language, card=card)
    said = await tells(talk)
    assert said.names[0] == "utter_complaint_taken" and "K-000001" in said.text
    for intent, words in LEAVING[leaving]:
        await talk.says(intent, words[language])
    file = await file_of(services)
    assert file.description == TOLD[language] and file.status == "new" and await count(services) == 1
    assert file.has_patron is (card is not None)


@pytest.mark.parametrize("language", ["fa", "en"])
async def test_a_complaint_that_is_only_announced_is_asked_for(begin: Begin, services: Services, language: str) -> None:
    talk = await begin(language)
    words = {"fa": "سلام، می‌خوام یه شکایت ثبت کنم لطفا", "en": "hello, I would like to make a complaint please"}
    assert (await talk.says("complaint", words[language])).names == ["utter_complaint_ask_text"]
    assert await count(services) == 0
    said = await talk.says("wifi", {"fa": "فردا وای‌فای دارید؟", "en": "do you have wifi?"}[language])
    assert said.names[-1] == "utter_back_to_question"
    assert (await talk.says("report_fault", TOLD[language], sure=0.6)).names == ["utter_complaint_taken"]
    assert (await file_of(services)).description == TOLD[language]


@pytest.mark.parametrize(
    "words",
    ["you are all useless, I am so angry", "افتضاحید واقعا، حالم به هم می‌خوره از این وضع", "terrible service!!"],
)
async def test_anger_without_a_matter_is_asked_about_and_nothing_is_filed(
    begin: Begin, services: Services, words: str
) -> None:
    assert (await (await begin("en")).says("complaint", words)).names == ["utter_complaint_ask_text"]
    assert await count(services) == 0


async def test_what_may_be_no_complaint_is_asked_before_it_is_filed(begin: Begin, services: Services) -> None:
    talk = await begin("en")
    said = await talk.says("complaint", "my brother never liked the old reading lamps upstairs", sure=0.25)
    assert said.names == ["utter_complaint_ask_whether"] and await count(services) == 0
    assert (await talk.says("affirm", "yes")).names == ["utter_complaint_taken"]
    assert await count(services) == 1


async def test_another_telling_is_a_matter_of_its_own_and_the_question_stays(begin: Begin, services: Services) -> None:
    talk = await begin("en")
    await talk.says("lost_property", "lost something")
    said = await talk.says("report_fault", "by the way the lift is stuck again")
    assert said.names == ["utter_report_fault_taken", "utter_back_to_question"]
    assert (await talk.says("out_of_scope", "a brown scarf, yesterday evening")).names == ["utter_lost_property_taken"]
    assert (await file_of(services, "K-000002")).subject == "lost_property"


async def test_a_question_is_not_taken_for_what_was_lost(begin: Begin, services: Services) -> None:
    talk = await begin("en")
    await talk.says("lost_property", "lost something")
    await talk.says("search_book", "do you have Animal Farm?", title="Animal Farm")
    assert await count(services) == 0


@pytest.mark.parametrize("language", ["fa", "en"])
async def test_details_told_right_after_come_into_the_case(begin: Begin, services: Services, language: str) -> None:
    talk = await begin(language)
    await talk.says(
        "lost_property", {"fa": "چترم رو در سالن مطالعه جا گذاشتم", "en": "I left my umbrella in the hall"}[language]
    )
    said = await talk.says(
        "out_of_scope", {"fa": "دیروز غروب، دسته‌ش چوبیه", "en": "yesterday at dusk, wooden handle"}[language]
    )
    assert said.names == ["utter_case_words_added"]
    assert [step.note for step in (await file_of(services)).steps if step.is_patrons]
    asked = await talk.says(
        "out_of_scope", {"fa": "پایتخت فرانسه کجاست؟", "en": "what is the capital of France?"}[language]
    )
    assert asked.names == ["utter_out_of_scope"]


async def test_the_same_told_twice_is_one_case_unless_it_is_said_to_be_another(
    begin: Begin, services: Services
) -> None:
    talk = await begin("en")
    await talk.says("report_fault", "the lift at the central library is stuck")
    again = await talk.says("report_fault", "the lift at the central library is still stuck")
    assert again.names == ["utter_case_joined"] and await count(services) == 1
    await talk.presses(again.payload("It is another matter"))
    assert await count(services) == 2
    assert (await talk.says("report_fault", "the toilet door upstairs is off its hinges")).names[
        0
    ] == "utter_report_fault_taken"


@pytest.mark.parametrize(
    ("words", "read"),
    [("[phone]", ""), ("my number is [phone]", ""), ("telegram @sara_reads", "@sara_reads"), ("پای میز", "پای میز"),
     ("at the desk please", "at the desk please"), ("همین‌جا", "همین‌جا"), ("just cancel the fee then", None),
     ("is anybody at the desk now?", None), ("پیگیری پرونده K-000003", None), ("I do not know", None)],
)  # fmt: skip
def test_a_contact_is_what_has_the_shape_of_one(words: str, read: str | None) -> None:
    assert read_contact(words) == read


async def test_a_contact_is_added_to_the_case_that_was_told(begin: Begin, services: Services, sara: Actor) -> None:
    talk = await begin("en")
    assert CONTACT_ASKED in (await tells(talk)).effects
    assert (await talk.says("hours", "are you open tomorrow?")).effects == {CONTACT_ASKED}
    said = await talk.says("out_of_scope", "my number is [phone]")
    assert said.names == ["utter_contact_taken"] and {"contact_for_case": "K-000001"} in said.custom
    said = await talk.says("nlu_fallback", "or at the desk")
    assert said.names == ["utter_contact_taken"]
    assert await contact_of(services.store, "K-000001", by=sara) == "or at the desk"


async def test_who_tells_how_to_be_reached_is_not_asked(begin: Begin) -> None:
    said = await (await begin("en")).says("complaint", f"{TOLD['en']}, write to [email]")
    assert {"contact_for_case": "K-000001"} in said.custom
    assert "for the librarian to do" in said.text, "nothing is sent there by itself"
    assert CONTACT_ASKED not in said.effects


async def test_a_patrons_own_contact_is_offered_covered(begin: Begin, services: Services, sara: Actor) -> None:
    patron = await cards.patron_by_card(services.store, "20000001")
    assert patron is not None
    point = {"patron_id": patron.id, "kind": "email", "value": "mina@post.example", "value_norm": "mina@post.example"}
    await services.store.transact(lambda connection: connection.execute(insert(table_of(records.ContactPoint)), point))
    talk = await begin("en", card="20000001")
    said = await tells(talk)
    assert "m…@post.example" in said.text and "mina@" not in said.text
    assert "librarian can reach you" in said.text, "no letter goes there by itself, whatever is set up"
    used = await talk.says("affirm", "yes please")
    assert used.names == ["utter_contact_used"] and "I send nothing there myself" in used.text
    assert await contact_of(services.store, "K-000001", by=sara) == "mina@post.example"


@pytest.mark.parametrize("language", ["fa", "en"])
async def test_a_case_is_asked_after_by_number_or_as_mine(
    begin: Begin, services: Services, language: str, sara: Actor
) -> None:
    talk = await begin(language)
    await tells(talk)
    for words in ({"fa": "شکایتم چی شد؟", "en": "any news on my complaint?"}, {"fa": "K-۰۰۰۰۰۱", "en": "k 1"}):
        said = await talk.says("case_status", words[language])
        assert said.names == ["utter_case_state"] and "K-000001" in said.text
    await answered(services, sara, "K-000001", "We have spoken with the guard.")
    assert "spoken with the guard" in (await talk.says("case_status", "K-000001")).text


async def test_anothers_case_is_told_like_one_that_is_not_there(begin: Begin, services: Services) -> None:
    await tells(await begin("en", card="20000001"))
    for card in (None, "20000002"):
        talk = await begin("en", card=card)
        texts = {(await talk.says("case_status", f"how is K-{number:06d}?")).text for number in (1, 999)}
        assert len(texts) == 1 and "shouted" not in texts.pop()
        for intent, words in (("case_add", "it was much worse"), ("case_withdraw", "drop"), ("case_appeal", "not so")):
            talk = await begin("en", card=card)
            said = await talk.says(intent, f"K-000001: {words}")
            assert said.names[0].startswith("utter_case_not_yours"), intent
    assert (await file_of(services)).status == "new"


async def test_a_case_told_before_the_sign_in_goes_with_the_patron_who_adds_to_it(
    begin: Begin, services: Services
) -> None:
    talk = await begin("en")
    await tells(talk)
    await talk.sign_in("20000001")
    assert (await talk.says("case_status", "any news on my complaint?")).names == ["utter_case_state"]
    await talk.says("case_add", "add to my complaint that two readers saw it")
    elsewhere = await begin("en", card="20000001")
    assert (await elsewhere.says("case_status", "any news on my complaint?")).names == ["utter_case_state"]


async def test_words_are_added_and_a_case_is_withdrawn(begin: Begin, services: Services) -> None:
    talk = await begin("en")
    await tells(talk)
    await talk.says("hours", "are you open?")
    assert (await talk.says("case_add", "I want to add something to my complaint")).names == ["utter_case_ask_words"]
    assert (await talk.says("complaint", "two other readers saw it as well")).names == ["utter_case_words_added"]
    said = await talk.says("case_withdraw", "withdraw my complaint")
    assert said.names == ["utter_case_ask_withdraw"]
    assert (await talk.says("affirm", "yes")).names == ["utter_case_withdrawn"]
    file = await file_of(services)
    assert (file.status, file.resolution) == ("closed", "withdrawn")
    assert [step.note for step in file.steps if step.is_patrons] == ["two other readers saw it as well"]


async def test_who_does_not_accept_an_answer_has_the_case_taken_up_again(
    begin: Begin, services: Services, sara: Actor
) -> None:
    talk = await begin("en", card="20000001")
    await tells(talk)
    await answered(services, sara, "K-000001", "The guard was right.")
    due = (await file_of(services)).due_at
    said = await talk.says("case_appeal", "I do not accept that, there were witnesses")
    assert said.names == ["utter_case_reopened"]
    file = await file_of(services)
    assert file.status == "appealed" and file.reopen_count == 1 and file.is_reopened_by_patron
    assert file.due_at is not None and due is not None and file.due_at >= due


async def test_a_grievance_right_after_an_answer_is_about_the_answer(
    begin: Begin, services: Services, sara: Actor
) -> None:
    talk = await begin("en", card="20000001")
    await tells(talk)
    await answered(services, sara, "K-000001", "The guard was right.")
    other = await begin("en", card="20000001")
    await other.presses("/signed_in")
    said = await other.says("complaint", "that is a shame, two people saw him do it")
    assert said.names == ["utter_case_reopened"] and await count(services) == 1


async def test_a_few_words_about_it_take_a_step_with_the_case_just_told_of(begin: Begin, services: Services) -> None:
    talk = await begin("en")
    await tells(talk)
    await talk.says("deny", "no")
    assert (await talk.says("out_of_scope", "withdraw it", sure=0.3)).names == ["utter_case_ask_withdraw"]
    assert (await file_of(services)).status == "new"


async def test_a_reply_to_a_librarians_message_comes_into_the_case(
    begin: Begin, services: Services, sara: Actor
) -> None:
    talk = await begin("en")
    await tells(talk)
    await talk.says("deny", "no")
    await answered(services, sara, "K-000001", "Was it at the main door?", then="waiting_patron")
    assert (await talk.says("hours", "around four in the evening")).names == ["utter_case_words_added"]
    assert (await file_of(services)).status == "investigating"
    await answered(services, sara, "K-000001", "It will not happen again.")
    assert (await talk.says("thanks", "thank you")).names == ["utter_thanks"]


async def test_what_is_new_is_told_once_in_every_chat_of_the_patron(
    begin: Begin, services: Services, sara: Actor
) -> None:
    first = await begin("en", card="20000001")
    await tells(first)
    await answered(services, sara, "K-000001", "The guard has apologised.")
    there = await first.says("greet", "hello")
    assert "utter_case_news" not in there.names, "it was sent into this chat"
    other = await begin("en", card="20000001")
    said = await other.presses("/signed_in")
    assert said.names == ["utter_signed_in", "utter_case_news"] and "has apologised" in said.text
    third = await begin("fa", card="20000001")
    assert "utter_case_news" in (await third.says("hours", "امروز بازید؟")).names
    for talk in (other, third):
        talk.slots = {}
        assert "utter_case_news" not in (await talk.says("greet", "hello")).names


@pytest.mark.parametrize("resolution", ["fixed", "explained", "compensated", "declined", "duplicate", "withdrawn"])
async def test_a_patron_who_was_away_hears_how_the_case_ended(
    begin: Begin, services: Services, sara: Actor, resolution: str
) -> None:
    talk = await begin("en", card="20000001")
    await tells(talk)
    await talk.says("sign_out", "sign me out")
    version = (await file_of(services)).version
    if resolution == "explained":
        sent = await answer(services.store, "K-000001", "He is new.", version=version, by=sara, letter=letter)
        version = sent.version
    told = await close_case(
        services.store, "K-000001", resolution, version=version, by=sara,
        ending=lambda language, number, how: f"{number} {how} {language}",
    )  # fmt: skip
    assert told.channel is None
    said = await (await begin("en", card="20000001")).presses("/signed_in")
    assert "utter_case_news" in said.names and "K-000001" in said.text


@pytest.mark.parametrize(("language", "words"), [("fa", "نمی‌خواهم بگویم"), ("fa", "رد کن"), ("en", "Skip")])
async def test_the_button_that_gives_no_contact_may_be_typed(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language)
    asked = await tells(talk)
    assert words in {button["title"] for button in asked.buttons} | {"رد کن"}
    assert (await talk.says("nlu_fallback", words, sure=0.3)).names == ["utter_contact_skipped"]


class TestAPerson:
    """From the bot to a librarian, and what happens until one comes."""

    async def test_who_waits_is_told_for_how_long_and_is_answered_meanwhile(
        self, begin: Begin, services: Services
    ) -> None:
        talk = await begin("en")
        queued = await talk.says("human_help", PERSON["en"])
        assert queued.names == ["utter_handoff_queued"] and "10 min" in queued.text
        assert (await talk.says("hours", "are you open today?")).names == ["utter_hours_all"]
        assert (await talk.says("out_of_scope", "anybody there?")).names == ["utter_handoff_waiting"]
        assert (await talk.says("nlu_fallback", "it is about the blue form")).names == ["utter_handoff_noted"]
        assert (await talk.says("cancel", "never mind then")).names == ["utter_handoff_withdrawn"]
        assert await self.status(services) == "open"

    @pytest.mark.parametrize(("language", "typed"), [("fa", "پیام می‌گذارم"), ("en", "leave a message")])
    async def test_the_button_that_leaves_a_message_may_be_typed(
        self, begin: Begin, services: Services, language: str, typed: str
    ) -> None:
        talk = await begin(language)
        await talk.says("human_help", PERSON[language])
        assert (await talk.says("nlu_fallback", typed)).names == ["utter_handoff_ask_word"]
        assert await self.status(services) == "open"

    async def test_only_who_is_there_is_said_to_be_called(self, begin: Begin, services: Services) -> None:
        store = services.store
        await add_librarian(store)
        staff = await scalar(store, text("select id from staff_user where username = 'maryam'"))
        for language, there, none in (
            ("en", "I have called a librarian", "No librarian is at the desk at this moment"),
            ("fa", "به کتابدار خبر دادم", "همین حالا کتابداری پشت میز نیست"),
        ):
            await store.transact(lambda connection: connection.execute(text("update staff_user set present_at = null")))
            nobody = await (await begin(language)).says("human_help", PERSON[language])
            assert none in nobody.text and there not in nobody.text
            await sessions.begin_session(store, staff)
            await note_present(store, staff)
            await set_away(store, staff, away=False)
            called = await (await begin(language)).says("human_help", PERSON[language])
            assert there in called.text and none not in called.text
            # Whoever has said that they are away is not called.
            await set_away(store, staff, away=True)
            away = await (await begin(language)).says("human_help", PERSON[language])
            assert none in away.text
        assert await self.status(services) == "waiting_staff", "whoever comes sees who waits"

    async def test_the_button_back_tells_the_librarian_whom_somebody_waits_for(
        self, begin: Begin, services: Services
    ) -> None:
        talk = await begin("en")
        await talk.says("human_help", PERSON["en"])
        assert (await talk.presses("/back_to_bot")).names == ["utter_handoff_withdrawn"]
        assert await self.status(services) == "open"
        assert (await talk.presses("/back_to_bot")).names == ["utter_back_to_bot"]

    async def test_a_complaint_goes_along_to_the_librarian(self, begin: Begin, services: Services) -> None:
        talk = await begin("fa")
        await tells(talk)
        said = await talk.says("human_help", PERSON["fa"])
        assert said.names == ["utter_handoff_queued"] and "K-000001" in said.text
        subject = await scalar(services.store, text("select subject from interaction where status = 'waiting_staff'"))
        assert str(subject).startswith("K-000001") and await count(services) == 1

    async def test_what_is_no_clear_wish_for_a_person_is_asked(self, begin: Begin, services: Services) -> None:
        talk = await begin("en")
        asked = await talk.says("human_help", "could you help me out with the thing", sure=0.6)
        assert asked.names == ["utter_handoff_ask_whether"] and await self.status(services) == "open"
        assert (await talk.says("affirm", "yes")).names == ["utter_handoff_queued"]

    async def test_out_of_hours_a_message_becomes_one_case_with_the_question(
        self, begin: Begin, services: Services, clock: FixedClock
    ) -> None:
        clock.advance(timedelta(hours=14))
        talk = await begin("en")
        assert (await talk.says("human_help", PERSON["en"])).names == ["utter_handoff_away"]
        assert await count(services) == 0
        said = await talk.says("research_help", "I need a scan of a letter from your archive for my thesis")
        assert said.names == ["utter_librarian_taken"]
        case = await opening.case(services.store, "K-000001")
        assert case is not None and case.description == "I need a scan of a letter from your archive for my thesis"
        assert case.due_at is not None and f"{case.due_at.astimezone(services.zone).day} November" in said.text
        assert (await talk.says("out_of_scope", "[email]")).names == ["utter_contact_taken"]
        assert await count(services) == 1

    async def test_out_of_hours_a_wish_with_its_matter_is_filed_at_once(
        self, begin: Begin, services: Services, clock: FixedClock
    ) -> None:
        clock.advance(timedelta(hours=14))
        said = await (await begin("en")).says("human_help", "I need a person about the damaged atlas I brought back")
        assert said.names == ["utter_librarian_taken"] and await count(services) == 1

    async def test_a_message_in_the_place_of_waiting(self, begin: Begin, services: Services) -> None:
        talk = await begin("en")
        queued = await talk.says("human_help", "I need a person about the damaged atlas I brought back")
        said = await talk.presses(queued.payload("Leave a message"))
        assert said.names == ["utter_librarian_taken"] and await self.status(services) == "open"
        assert "damaged atlas" in str((await file_of(services)).description)

    async def status(self, services: Services) -> str:
        return str(await scalar(services.store, text("select status from interaction order by id desc limit 1")))


@pytest.mark.parametrize("read", ["nlu_fallback", "human_help", "staff_contact", "out_of_scope", "facilities", "hours"])
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "the lady at the desk was rude to my mother"),
        ("en", "i rang six times and nobody answered"),
        ("fa", "مسئول بخش امانت سر بچم داد زد"),
        ("fa", "از صبح زنگ می‌زنم هیچکس جواب نمیده"),
    ],
)
async def test_a_grievance_is_filed_as_it_is_told_whatever_it_was_read_as(
    begin: Begin, services: Services, read: str, language: str, words: str
) -> None:
    said = await (await begin(language)).says(read, words, sure=0.6)
    assert said.names[0] == "utter_complaint_taken" and "K-000001" in said.text
    assert (await file_of(services)).description == words


async def test_what_may_be_a_grievance_is_offered_in_one_step(begin: Begin, services: Services) -> None:
    talk = await begin("en")
    offered = await talk.says("nlu_fallback", "the toilets upstairs are always filthy", sure=0.4)
    assert offered.names == ["utter_complaint_ask_whether"] and await count(services) == 0
    filed = await talk.presses(offered.payload("Yes, register it"))
    assert filed.names[0] == "utter_complaint_taken"
    assert (await file_of(services)).description == "the toilets upstairs are always filthy"


@pytest.mark.parametrize(
    ("read", "sure", "words"),
    [
        ("out_of_scope", 0.9, "order me a pizza"),
        ("out_of_scope", 0.9, "real madrid is the best"),
        ("chitchat", 0.9, "lovely weather"),
        ("wifi", 0.9, "the wifi here"),
    ],
)
async def test_what_has_nothing_to_do_with_a_told_case_is_answered_for_itself(
    begin: Begin, services: Services, read: str, sure: float, words: str
) -> None:
    talk = await begin("en")
    await tells(talk)
    said = await talk.says(read, words, sure=sure)
    assert "utter_case_words_added" not in said.names and "utter_case_ask_add" not in said.names
    assert words not in (await file_of(services)).description


async def test_in_doubt_one_question_keeps_the_words(begin: Begin, services: Services) -> None:
    talk = await begin("en")
    await tells(talk)
    asked = await talk.says("out_of_scope", "i came with three friends", sure=0.5)
    assert asked.names == ["utter_case_ask_add"]
    added = await talk.presses(asked.payload("Add to it"))
    assert added.names[0] == "utter_case_words_added"
    assert "three friends" in str(await file_of(services))


@pytest.mark.parametrize("words", ["he wore a blue jacket", "my son was crying", "the guard at the hall door"])
async def test_what_belongs_to_a_told_case_is_added(begin: Begin, services: Services, words: str) -> None:
    talk = await begin("en")
    await tells(talk)
    said = await talk.says("out_of_scope", words, sure=0.5)
    assert said.names == ["utter_case_words_added"] and words in str(await file_of(services))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fa", "می‌خواهم شکایتی ثبت کنم"),
        ("fa", "میخوام یه شکایت بنویسم"),
        ("fa", "مایلم انتقادی ثبت کنم"),
        ("en", "I would like to make a complaint"),
        ("en", "i want to file a formal complaint please"),
    ],
)
async def test_a_complaint_that_is_announced_is_none_asked_after(begin: Begin, language: str, words: str) -> None:
    assert (await (await begin(language)).says("case_status", words)).names == ["utter_complaint_ask_text"]


@pytest.mark.parametrize(
    ("language", "words"),
    [("fa", "شکایتم چی شد"), ("fa", "می‌خواهم بدانم شکایتم به کجا رسید"), ("en", "what happened to my complaint?")],
)
async def test_one_that_is_asked_after_is_not_announced(begin: Begin, language: str, words: str) -> None:
    said = await (await begin(language)).says("case_status", words)
    assert "utter_complaint_ask_text" not in said.names


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "My complaint is that the toilets are dirty"),
        ("en", "I want to complain that it stinks"),
        ("en", "my complaint: no soap"),
        ("fa", "شکایتم اینه که سرده"),
        ("fa", "می‌خوام شکایت کنم که وای‌فای قطعه"),
        ("fa", "shekayatam ine ke sholoughe"),
    ],
)
async def test_what_is_said_behind_the_word_complaint_is_told(begin: Begin, language: str, words: str) -> None:
    assert (await (await begin(language)).says("complaint", words)).names[0] == "utter_complaint_taken"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "my complaint is about your staff"),
        ("en", "I want to complain that you are terrible"),
        ("en", "my complaint is very serious"),
        ("fa", "شکایتم از کتابخونه‌تونه"),
    ],
)
async def test_a_complaint_that_says_nothing_is_asked_about(begin: Begin, language: str, words: str) -> None:
    assert (await (await begin(language)).says("complaint", words)).names == ["utter_complaint_ask_text"]
