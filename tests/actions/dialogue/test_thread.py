"""The thread: what was offered, done and said last, and every kind of ellipsis after every kind of act."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from actions.dialogue.thread import Act, Offer, Thread
from tests.support.talk import Begin, Said, Talk


@dataclass(frozen=True)
class First:
    """A request that is answered first, and what its answer is told by."""

    intent: str
    words: dict[str, str]
    entities: dict[str, dict[str, Any]] = field(default_factory=dict)
    card: str | None = None

    async def asked(self, talk: Talk, language: str) -> Said:
        """Ask it."""
        return await talk.says(self.intent, self.words[language], **self.entities.get(language, {}))


HOURS = First("hours", {"en": "when is the central library open today", "fa": "امروز کتابخانهٔ مرکزی تا کی بازه"},
              {"en": {"branch": "central library"}, "fa": {"branch": "کتابخانهٔ مرکزی"}})  # fmt: skip
EVENTS = First("events", {"en": "what is on this week?", "fa": "این هفته چه برنامه‌ای دارید؟"})
PLACE = First("location", {"en": "address of the central library?", "fa": "نشانی کتابخانهٔ مرکزی"})
WIFI = First("wifi", {"en": "do you have wireless internet?", "fa": "اینترنت بی‌سیم دارید؟"})
OWL = First("search_book", {"en": "do you have Animal Farm?", "fa": "بوف کور رو دارید؟"},
            {"en": {"title": "Animal Farm"}, "fa": {"title": "بوف کور"}})  # fmt: skip

# After which act, by which kind of ellipsis: how it may be said in each language, and what the answer shows.
GRID: list[tuple[str, First, dict[str, tuple[str, ...]], str, str]] = [
    (
        "a day",
        HOURS,
        {
            "en": ("and on Thursday?", "Thursday", "how about Thursday", "what about 26 November then"),
            "fa": ("پنجشنبه چی؟", "پنجشنبه", "و پنجشنبه؟", "پنج‌شنبه چطور", "۵ آذر چی"),
        },
        "8:00|۸:۰۰",
        "12:00|۱۲:۰۰",
    ),
    (
        "a branch",
        HOURS,
        {
            "en": ("what about Saadi?", "the Saadi branch", "and at Saadi", "same for Saadi"),
            "fa": ("شعبهٔ سعدی چی؟", "سعدی", "و شعبه سعدی؟", "سعدی چطور؟", "واسه سعدی هم"),
        },
        "Saadi|سعدی",
        "20:00|۲۰:۰۰",
    ),
    (
        "both",
        HOURS,
        {"en": ("and Saadi tomorrow?", "what about Saadi tomorrow"), "fa": ("فردا سعدی چی؟", "و سعدی فردا؟")},
        "Saadi|سعدی",
        "Pest control|سم‌پاشی",
    ),
    (
        "a correction of the day",
        HOURS,
        {
            "en": (
                "no, I meant Thursday",
                "sorry, I meant on Thursday",
                "not today, I mean Thursday",
                "I said Thursday",
            ),
            "fa": ("نه، منظورم پنجشنبه بود", "پنجشنبه رو گفتم", "ببخشید منظورم پنجشنبه‌ست", "نه پنجشنبه"),
        },
        "8:00|۸:۰۰",
        "12:00|۱۲:۰۰",
    ),
    (
        "a correction of the branch",
        HOURS,
        {
            "en": ("no, Saadi", "actually at Saadi", "I meant the Saadi branch", "wait, Saadi"),
            "fa": ("نه، شعبه سعدی", "نه صبر کن سعدی", "منظورم سعدی بود", "نه سعدی رو گفتم"),
        },
        "Saadi|سعدی",
        "20:00|۲۰:۰۰",
    ),
    (
        "a day of events",
        EVENTS,
        {"en": ("and next week?", "what about next week"), "fa": ("هفتهٔ بعد چی؟", "و هفته بعد؟")},
        "Nothing is planned|No events|برنامه‌ای",
        "Nothing is planned|No events|برنامه‌ای",
    ),
    (
        "a question on events",
        EVENTS,
        {
            "en": ("is it free?", "do I have to register?", "where is it?", "what time does it start"),
            "fa": ("رایگانه؟", "ثبت‌نام می‌خواد؟", "کجاست؟", "چه ساعتی شروع میشه"),
        },
        "Poetry|شب شعر",
        "Poetry|شب شعر",
    ),
    (
        "a branch of a place",
        PLACE,
        {"en": ("and Saadi?", "what about the Saadi branch"), "fa": ("سعدی چی؟", "و شعبهٔ سعدی؟")},
        "Saadi Street|خیابان سعدی",
        "Saadi|سعدی",
    ),
    (
        "a question on a topic",
        WIFI,
        {
            "en": ("is it free?", "how much does it cost?", "do I have to be a member?", "for how many days?"),
            "fa": ("پولیه؟", "چقدر هزینه داره؟", "باید عضو باشم؟", "چند روزه؟"),
        },
        "wireless|وای‌فای",
        "free|رایگان",
    ),
    (
        "another title",
        OWL,
        {
            "en": ("and Burmese Days?", "what about Burmese Days", "Burmese Days too?"),
            "fa": ("شاهنامه چی؟", "و شاهنامه؟", "شاهنامه هم؟"),
        },
        "Burmese Days|شاهنامه",
        "Saadi|سعدی",
    ),
    (
        "the author",
        OWL,
        {"en": ("who wrote it?", "and the author?"), "fa": ("نویسنده‌ش کیه؟", "کی نوشته؟")},
        "George Orwell|صادق هدایت",
        "Animal Farm|بوف کور",
    ),
    (
        "more by the author",
        OWL,
        {
            "en": ("has he written anything else?", "anything else by him?"),
            "fa": ("دیگه ازش چی دارید؟", "کتاب دیگه‌ای ازش هست؟"),
        },
        "Orwell|هدایت",
        "Orwell|هدایت",
    ),
]
# However the model reads what leans on something else, the thread decides.
MISREAD = (("out_of_scope", 0.4), ("nlu_fallback", 0.6), ("search_book", 0.55), ("deny", 0.6))
CASES = [
    pytest.param(first, text, language, shown, also, id=f"{kind}: {text}")
    for kind, first, said, shown, also in GRID
    for language, texts in said.items()
    for text in texts
]


def one_of(words: str, text: str) -> bool:
    """Tell whether a text has one of the words between bars."""
    return any(word in text for word in words.split("|"))


@pytest.mark.parametrize(("first", "text", "language", "shown", "also"), CASES)
async def test_what_leans_on_an_act_is_that_act_again(
    begin: Begin, first: First, text: str, language: str, shown: str, also: str
) -> None:
    for intent, sure in MISREAD:
        talk = await begin(language)
        await first.asked(talk, language)
        said = await talk.says(intent, text, sure=sure, rest=("out_of_scope", 0.4))
        assert one_of(shown, said.text) and one_of(also, said.text), (intent, said.names, said.text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "yes please"),
        ("en", "sure, go ahead"),
        ("en", "do it"),
        ("fa", "آره بزن"),
        ("fa", "همین خوبه"),
        ("fa", "حتماً، ممنون"),
    ],
)
async def test_a_yes_does_what_the_button_does(begin: Begin, language: str, text: str) -> None:
    for intent in ("affirm", "praise", "out_of_scope"):
        talk = await begin(language, card="20000003")
        await OWL.asked(talk, language)
        assert (await talk.says(intent, text)).names == ["utter_hold_where"]


async def test_an_ok_is_no_yes_to_a_button(begin: Begin) -> None:
    talk = await begin("en", card="20000003")
    await OWL.asked(talk, "en")
    assert (await talk.says("affirm", "ok, thanks")).names == ["utter_heard"]


async def test_a_yes_or_no_with_other_words_is_read_without_them(begin: Begin) -> None:
    for word, intent in (("yes", "affirm"), ("no", "deny"), ("stop", "cancel")):
        talk = await begin("en")
        said = await talk.says(intent, f"{word}, is there wireless in the reading room", rest=("wifi", 0.9))
        assert said.names[0].startswith("utter_fact")
    talk = await begin("en")
    unread = await talk.says("affirm", "yes and blorp the zork", ranking=[("affirm", 0.5), ("hours", 0.2)])
    assert unread.names == ["utter_hours_all"]


async def test_a_yes_while_the_sign_in_is_waited_for_asks_for_it_again(begin: Begin) -> None:
    talk = await begin("fa")
    await talk.says("renew", "کتاب‌هایم را تمدید کنید")
    assert (await talk.says("affirm", "بله حتماً")).names == ["utter_sign_in_again"]


async def test_another_branch_while_the_sign_in_is_waited_for_goes_with_the_request(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("hold", "reserve Animal Farm", title="Animal Farm")
    assert (await talk.says("search_book", "at Saadi please", sure=0.6)).names == ["utter_sign_in_again"]
    await talk.sign_in("20000003")
    said = await talk.presses("/signed_in")
    assert said.names[-1] == "utter_hold_confirm" and "Saadi" in said.text


async def test_another_title_in_place_of_the_first_one(begin: Begin) -> None:
    for text, intent in (("no, I meant Burmese Days", "deny"), ("wrong one, sorry. Burmese Days", "hold")):
        talk = await begin("en", card="20000003")
        await talk.says("hold", "reserve Animal Farm", title="Animal Farm")
        said = await talk.says(intent, text, sure=0.6)
        assert said.names == ["utter_hold_where"] and "Burmese Days" in said.text


async def test_the_second_of_a_list_is_done_like_the_first(begin: Begin) -> None:
    for text in ("and the second?", "the second one too", "what about the second one"):
        talk = await begin("en", card="20000004")
        await talk.says("loans", "what do I have out")
        assert "Gatsby" not in (await talk.says("renew", "renew the first one")).text
        said = await talk.says("out_of_scope", text, sure=0.5)
        assert said.names[0].startswith("utter_renew") and "Gatsby" in said.text, (text, said.names)


async def test_a_bare_yes_to_which_title_is_asked_again_and_never_an_empty_search(begin: Begin) -> None:
    talk = await begin("en", card="20000003")
    asked = await talk.says("hold", "reserve something by Orwell", author="Orwell")
    assert asked.names == ["utter_hold_which"]
    assert (await talk.says("affirm", "yes")).names == ["utter_hold_which"]


async def test_beside_the_point_names_other_readings_and_a_person(begin: Begin) -> None:
    for language, text in (("en", "that's not what I asked"), ("fa", "اینو نپرسیدم")):
        talk = await begin(language)
        await talk.says("hours", "…tables…", ranking=[("hours", 0.6), ("room_booking", 0.2), ("facilities", 0.1)])
        said = await talk.says("deny", text)
        payloads = [button["payload"] for button in said.buttons]
        assert said.names == ["utter_beside"] and payloads == ["/room_booking", "/facilities", "/human_help"]
        assert "missed" in said.effects


async def test_a_correction_that_is_not_read_asks_which_was_meant(begin: Begin) -> None:
    talk = await begin("en")
    await HOURS.asked(talk, "en")
    said = await talk.says("deny", "no, I mean the one by the lake", rest=("out_of_scope", 0.5))
    assert said.names == ["utter_which_meant"] and len(said.buttons) == 3


async def test_the_same_answer_is_not_given_a_third_time(begin: Begin) -> None:
    talk = await begin("en")
    said = [await talk.says("wifi", text) for text in ("wifi?", "is there wifi", "but the wifi", "wifi")]
    assert said[0].text == said[1].text == said[3].text and said[2].names == ["utter_same_again"]


async def test_an_open_question_does_not_swallow_another_matter(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("lost_property", "I left something")
    said = await talk.says("report_fault", "by the way, the lamp over table four is broken", sure=0.99)
    assert said.names[0] == "utter_report_fault_taken"
    told = await talk.says("report_fault", "a red scarf near the window yesterday evening", sure=0.6)
    assert "utter_lost_property_taken" in told.names


async def test_the_language_of_a_book_is_not_the_chats(begin: Begin) -> None:
    for language, text in (("fa", "انگلیسیش چی"), ("en", "is there a Persian version")):
        talk = await begin(language)
        await OWL.asked(talk, language)
        said = await talk.says("change_language", text, ranking=[("change_language", 0.8), ("search_book", 0.1)])
        assert talk.slots.get("language") is None and talk.following == "action_listen"
        assert said.names[0] == "utter_edition_only"


async def test_what_was_just_renewed_stays(begin: Begin) -> None:
    talk = await begin("en", card="20000004")
    talk.slots["thread"] = Thread().with_turn(
        "m0", acts=[Act("renew", kind="loan", things=("1",), title="Emma", result="done", undo="renewed_for_good")]
    )
    assert (await talk.says("cancel", "undo that")).names == ["utter_undo_renewed"]


def test_a_thread_is_kept_short_and_reads_itself_back() -> None:
    kept: list[dict[str, Any]] = []
    for number in range(6):
        act = Act("hours", branch="main", days=("2026-11-26", "2026-11-26"), words="x" * 20)
        kept = Thread.of(kept).with_turn(
            f"m{number}", acts=[act], offers=[Offer("hold", {"ref": "title:1"})], answers=["a"]
        )
    thread = Thread.of(kept)
    assert len(thread.turns) == 3 and thread.last == act and thread.times_said("a") == 3
    assert thread.offers() == [Offer("hold", {"ref": "title:1"})]
    assert Thread.of(kept).before("m5#2").last == act and len(Thread.of(kept).before("m5").turns) == 2
