"""Several titles in one order to reserve, and what is said of them until they are placed."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import pytest

from tests.support.talk import Begin

CARD = "20000003"


@pytest.mark.parametrize(
    ("language", "intent", "text", "names"),
    [
        ("en", "search_book", "I'd like to reserve two books: Animal Farm and Burmese Days.", ["Animal Farm", "Burmese Days"]),
        ("en", "hold", "hold burmese days, the great gatsby pls", ["Burmese Days", "The Great Gatsby"]),
        (
            "en",
            "hold",
            "My club reads Burmese Days and Animal Farm. Could you put both on hold for me?",
            ["Burmese Days", "Animal Farm"],
        ),
        ("en", "hold", "reserve The Lion, the Witch and the Wardrobe and Prince Caspian", ["The Lion", "Prince Caspian"]),
        ("en", "hold", "reserve burmese days and the hobbit but not animal farm", ["Burmese Days", "The Hobbit"]),
        ("en", "hold", "please reserve gatsby, burmese days for me", ["The Great Gatsby", "Burmese Days"]),
        ("fa", "hold", "قصد دارم دو عنوان را رزرو نمایم: «بوف کور» و «شاهنامه».", ["بوف کور", "شاهنامه"]),
        ("fa", "search_book", "میشه شاهنامه و بوف کور رو برام نگه دارین", ["شاهنامه", "بوف کور"]),
        ("fa", "hold", "کوری رو برام hold کن، animal farm رو هم", ["کوری", "Animal Farm"]),
    ],
)  # fmt: skip
async def test_all_that_are_ordered_are_asked_about_together(
    begin: Begin, language: str, intent: str, text: str, names: list[str]
) -> None:
    talk = await begin(language, card=CARD)
    asked = await talk.says(intent, text)
    assert asked.names == ["utter_hold_where"] and all(name in asked.text for name in names)
    confirm = await talk.says("location", "Saadi" if language == "en" else "سعدی")
    assert confirm.names == ["utter_hold_confirm"] and all(name in confirm.text for name in names)
    placed = await talk.says("affirm", "yes" if language == "en" else "بله")
    assert len(placed.names) == len(names) and set(placed.names) <= {"utter_hold_placed", "utter_hold_refused"}


@pytest.mark.parametrize(
    ("intent", "text", "stay", "out"),
    [
        ("renew", "Then leave out Gatsby. The other two at Saadi, please.", ["Animal Farm", "Burmese Days"], "Gatsby"),
        ("hold", "actually not gatsby", ["Animal Farm", "Burmese Days"], "Gatsby"),
        ("deny", "drop Burmese Days", ["Animal Farm", "Gatsby"], "Burmese"),
        ("hold", "only animal farm and gatsby", ["Animal Farm", "Gatsby"], "Burmese"),
        ("hold", "just the first two please", ["Animal Farm", "Burmese Days"], "Gatsby"),
    ],
)
async def test_what_is_left_out_is_out(begin: Begin, intent: str, text: str, stay: list[str], out: str) -> None:
    talk = await begin("en", card=CARD)
    await talk.says("hold", "reserve Animal Farm, Burmese Days and The Great Gatsby at Central")
    confirm = await talk.says(intent, text)
    assert confirm.names == ["utter_hold_confirm"]
    assert all(name in confirm.text for name in stay) and out not in confirm.text
    placed = await talk.says("affirm", "yes")
    assert out not in placed.text and stay[0] in placed.text


async def test_so_it_is_in_persian(begin: Begin) -> None:
    talk = await begin("fa", card=CARD)
    await talk.says("hold", "«بوف کور»، «شاهنامه» و «کوری» رو رزرو کن، شعبه سعدی")
    confirm = await talk.says("hold", "از «شاهنامه» صرف‌نظر می‌کنم. دو عنوان نخست را ثبت بفرمایید.")
    assert confirm.names == ["utter_hold_confirm"] and "بوف کور" in confirm.text and "شاهنامه" not in confirm.text


async def test_a_name_of_the_list_that_is_not_there_is_said(begin: Begin) -> None:
    talk = await begin("en", card=CARD)
    said = await talk.says("hold", "reserve “Animal Farm” and “The Unheard Bell” at Saadi")
    assert said.names == ["utter_hold_none_of", "utter_hold_confirm"] and "The Unheard Bell" in said.text


@pytest.mark.parametrize(
    ("intent", "text", "branch"),
    [
        ("account", "Sorry, I made a mistake. My house is nearer to Central. Can you change it to there?", "Central"),
        ("hold", "oh wait, I was wrong, Bagh-Ferdows would be much better for me since I pass it each day", "Bagh-Ferdows"),
    ],
)  # fmt: skip
async def test_another_branch_is_taken_for_all_of_them(begin: Begin, intent: str, text: str, branch: str) -> None:
    talk = await begin("en", card=CARD)
    await talk.says("hold", "reserve Animal Farm and Burmese Days at Saadi")
    confirm = await talk.says(intent, text, sure=0.5)
    assert confirm.names == ["utter_hold_confirm"] and branch in confirm.text and "Burmese Days" in confirm.text


async def test_a_question_meanwhile_is_answered_and_what_waits_is_kept(begin: Begin) -> None:
    talk = await begin("en", card=CARD)
    await talk.says("hold", "reserve Animal Farm and Burmese Days at Saadi")
    many = await talk.says("loan_policy", "How many can I have reserved at one time?")
    assert many.names[0] == "utter_hold_room"
    where = await talk.says("hold", "Could I get one of them sooner if I chose a different branch?")
    assert where.names[0] == "utter_search_several"
    assert (await talk.says("affirm", "yes")).names == ["utter_hold_placed", "utter_hold_placed"]


@pytest.mark.parametrize(
    ("language", "before", "text", "title"),
    [
        ("en", "do you have Burmese Days?", "reserve The Hobbit then, at Saadi", "The Hobbit"),
        ("fa", "بوف کور دارین؟", "اوکی پس Great Gatsby. وارد شدم هم، بزن برای سعدی", "The Great Gatsby"),
    ],
)
async def test_the_title_named_whole_wins_over_the_one_spoken_of(
    begin: Begin, language: str, before: str, text: str, title: str
) -> None:
    talk = await begin(language, card=CARD)
    await talk.says("search_book", before)
    assert title in (await talk.says("hold", text)).text


async def test_a_title_named_before_the_sign_in_is_the_one_that_is_kept(begin: Begin) -> None:
    talk = await begin("fa")
    await talk.says("complaint", "کتاب شاهنامه رو می‌خوام رزرو کنم هی ارور می‌ده", sure=0.4)
    await talk.sign_in(CARD)
    said = await talk.says("hold", "بیا اینم وارد شدم. حالا رزروش کن برای مرکزی")
    assert "شاهنامه" in said.text and "utter_hold_what" not in said.names


@pytest.mark.parametrize(
    ("intent", "text", "never"),
    [
        ("search_book", "do you have Animal Farm and Burmese Days?", "hold"),
        ("hold", "don't reserve Animal Farm and Burmese Days", "utter_hold_where"),
        ("complaint", "I reserved Animal Farm and Burmese Days and heard nothing", "utter_hold_where"),
        ("renew", "renew Animal Farm and Burmese Days", "utter_hold_where"),
        ("hold", "Reserve Animal Farm. Do you also have Burmese Days?", "Burmese Days"),
        ("hold", "how many books can I reserve?", "utter_hold_where"),
        ("hold", "Reserve Animal Farm, my friend Sara loves Tolstoy and Gogol", "utter_hold_none_of"),
        ("suggest_purchase", "please buy The Silent Drum and The Unheard Bell", "utter_hold_where"),
    ],
)
async def test_what_looks_alike_orders_no_several(begin: Begin, intent: str, text: str, never: str) -> None:
    talk = await begin("en", card=CARD)
    said = await talk.says(intent, text)
    assert never not in said.names and (never.startswith("utter") or never == "hold" or never not in said.text)


async def test_of_one_or_the_other_it_is_asked_which(begin: Begin) -> None:
    talk = await begin("en", card=CARD)
    said = await talk.says("hold", "reserve Animal Farm or Burmese Days, whichever comes first")
    assert said.names == ["utter_hold_which"]


async def test_what_an_order_hangs_on_is_not_ordered(begin: Begin) -> None:
    talk = await begin("en", card=CARD)
    said = await talk.says("hold", "if Prince Caspian is out, reserve Animal Farm and Burmese Days")
    assert "Prince Caspian" not in said.text or "utter_hold_where" not in said.names


async def test_reservations_that_stand_are_moved_and_not_made_again(begin: Begin) -> None:
    talk = await begin("fa", card="20000002")
    said = await talk.says("hold", "صد سال تنهایی و Animal Farm رو ببرین سعدی")
    assert not {"utter_hold_where", "utter_hold_confirm"} & set(said.names)


@pytest.mark.parametrize("text", ["Bagh-Ferdows, not Central", "not Central, Bagh-Ferdows please"])
async def test_a_branch_that_is_refused_leaves_no_title_out(begin: Begin, text: str) -> None:
    talk = await begin("en", card=CARD)
    await talk.says("hold", "reserve Animal Farm and Burmese Days at Central")
    said = await talk.says("location", text)
    assert said.names == ["utter_hold_confirm"] and "Animal Farm" in said.text and "Burmese Days" in said.text
