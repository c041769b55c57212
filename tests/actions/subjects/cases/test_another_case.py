"""Another case that is ordered is filed by itself, praise is gone on with, and a disturbance that goes on names the guard."""

# ruff: noqa: E501

from __future__ import annotations

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from actions.subjects.cases.another_case import told_with_another
from actions.subjects.cases.going_on_now import disturbs, goes_on_now
from actions.subjects.cases.praised import goes_on_with_praise
from tests.support.statements import scalar
from tests.support.talk import Begin


async def _cases(services: Services) -> int:
    return int(await scalar(services.store, text("select count(*) from service_case")) or 0)


@pytest.mark.parametrize(
    "said",
    [
        "یکی دیگه هم بنویس! اون آقا مسخره‌م کرد",
        "لطفا یه شکایت دیگه هم ثبت کنید: نگهبان سرم داد زد",
        "شکایت دیگه‌ای هم دارم: نگهبان سرم داد زد",
        "yeki dige ham benevis! negahban dad zad saram",
        "write another one! the man at the desk laughed at me",
        "Please file a second complaint about the guard, he shouted",
        "and can you register a separate one: the lift was dirty",
        "I have another complaint: the lady was rude to my son",
    ],
)
def test_another_one_is_ordered(said: str) -> None:
    assert told_with_another(said) is not None


@pytest.mark.parametrize(
    "said",
    [
        "he said it to another woman as well",
        "another one laughed too",
        "یکی دیگه هم خندید",
        "یکی دیگه هم اونجا نشسته بود و نوشت",
        "یکی دیگه هم بنویسم؟",
        "یه کتاب دیگه هم رزرو کن",
        "I don't want another complaint filed",
        "should I write another one?",
        "write another poem",
        "open another window please",
        "this is another example of how rude he is",
    ],
)
def test_no_other_one_is_ordered(said: str) -> None:
    assert told_with_another(said) is None


@pytest.mark.parametrize(
    ("language", "first", "then", "read"),
    [
        ("fa", "سالن مطالعهٔ مرکزی یخچاله و سه هفته‌ست هیچ‌کس جواب نمیده", "یکی دیگه هم بنویس! اون آقای پشت میز مسخره‌م کرد", "complaint"),
        ("en", "nobody has answered the phone at the desk for a week", "And write another one! The man at the desk laughed at me.", "case_add"),
        ("en", "nobody has answered the phone at the desk for a week", "I have another complaint: the lady upstairs was rude to my son.", "complaint"),
    ],
)  # fmt: skip
async def test_it_is_a_case_of_its_own(
    begin: Begin, services: Services, language: str, first: str, then: str, read: str
) -> None:
    talk = await begin(language)
    await talk.says("complaint", first)
    assert (await talk.says(read, then, sure=0.95)).names == ["utter_complaint_taken"]
    assert await _cases(services) == 2


async def test_more_of_it_stays_with_it(begin: Begin, services: Services) -> None:
    talk = await begin("en")
    await talk.says("complaint", "the man at the desk shouted at me")
    await talk.says("complaint", "he said it to another woman as well", sure=0.95)
    assert await _cases(services) == 1


async def test_what_it_is_is_asked_for(begin: Begin, services: Services) -> None:
    talk = await begin("en")
    await talk.says("complaint", "the man at the desk shouted at me")
    assert (await talk.says("complaint", "write another one please", sure=0.95)).names == ["utter_case_ask_second"]
    assert (await talk.says("complaint", "the toilets upstairs were filthy all day")).names == ["utter_complaint_taken"]
    assert await _cases(services) == 2


@pytest.mark.parametrize(
    ("language", "praise", "more"),
    [
        ("fa", "خانومی که دیروز تو بخش کودک شعبه مرکزی بود خیلی با حوصله بود دستش درد نکنه", "اسمشونو نمیدونم عینکی بودن. میشه به خودشون برسونین؟"),
        ("en", "the woman at the Saadi desk was so patient with my mother", "I don't know her name, can you pass it on to her?"),
        ("fa", "hamkaretun emruz kheili komak kard damesh garm", "be khodesh beresunin"),
    ],
)  # fmt: skip
async def test_praise_is_gone_on_with(begin: Begin, services: Services, language: str, praise: str, more: str) -> None:
    talk = await begin(language)
    await talk.says("praise", praise)
    assert (await talk.says("out_of_scope", more, sure=0.3)).names == ["utter_praise_passed_on"]
    assert await _cases(services) == 1


@pytest.mark.parametrize(
    "said", ["when do you open?", "tell him to renew it", "اسم کتاب یادم نیست", "give me her number", "رزروم کی می‌رسه؟"]
)
def test_nothing_of_praise(said: str) -> None:
    assert not goes_on_with_praise(said)


async def test_no_praise_was_given(begin: Begin) -> None:
    said = await (await begin("en")).says("out_of_scope", "can you pass it on to her?", sure=0.3)
    assert "utter_praise_passed_on" not in said.names


@pytest.mark.parametrize(
    "said",
    [
        "همین الان! طبقه دوم، کنار پنجره",
        "هنوزم دارن حرف می‌زنن",
        "hamin alan, tabaghe dovom",
        "they're still at it",
        "Right now, by the window on floor 2",
        "it's happening as we speak",
    ],
)
def test_it_goes_on_now(said: str) -> None:
    assert goes_on_now(said)


@pytest.mark.parametrize(
    "said",
    [
        "I want an answer right now",
        "همین الان جواب می‌خوام",
        "همین الان شماره‌م رو می‌دم",
        "it was on Monday, floor 2",
        "renew my book right now",
        "I'm leaving right now",
    ],
)
def test_nothing_goes_on(said: str) -> None:
    assert not goes_on_now(said)


def test_people_disturb() -> None:
    assert disturbs("سه نفر بغل من بلندبلند حرف می‌زنن") and disturbs("two men keep talking loudly")
    assert not disturbs("the heating is broken") and not disturbs("شوفاژ خرابه")


@pytest.mark.parametrize(
    ("language", "told", "now"),
    [
        ("fa", "دو ساعته سه نفر بغل من بلندبلند حرف می‌زنن هیچ‌کس هیچی نمیگه", "همین الان! طبقه دوم، کنار پنجره"),
        ("en", "two men next to me have been talking loudly for an hour and nobody says anything", "they're still at it, by the window"),
    ],
)  # fmt: skip
async def test_whom_to_turn_to(begin: Begin, language: str, told: str, now: str) -> None:
    talk = await begin(language)
    await talk.says("complaint", told)
    assert (await talk.says("case_add", now, sure=0.9)).names == ["utter_case_urgent"]
