"""The wishes of one message in their order; what is only told, supposed or given as a reason wishes nothing."""

from __future__ import annotations

import pytest

from language.requests.speech.wishes_beside import asks_when_due, told_as_wish, wishes_in

WISHES = [
    ("renew The Kite Runner, tell me what I owe, and Saadi's hours on Saturday", "renew debt hours"),
    ("سلم The Kite Runer رو تمدید کنین، بگین بدهیم چقده و ساعت کار سعدی تو شنبه", "renew debt hours"),
    ("اول اینکه سووشون رو تمدید کنید بعد ببینید کلیدر که رزرو کردم به کجا رسید"
     " یه چیز دیگه هم شنبه سعدی از ساعت چند بازه",
     "renew hold hours"),
    ("hi do i hav somthing to pick up, and wen do u close today, and can i print 10 pages there", "holds hours asked"),
    ("kuri ro tamdid kon, bedehim cheghade, va shanbe saadi ta chand baze?", "renew debt hours"),
    ("Could you renew both, and is my reservation ready? How many more can I take?", "renew holds room"),
    ("همه رو تمدید کن راستی جمعه بازین", "renew hours"),
    ("Renew Emma. And where am I in the queue for Dune?", "renew holds"),
    ("Please renew Pride and Prejudice and War and Peace", "renew"),
    ("Can you renew Emma please? I would be grateful if you could do that before you close today.", "renew"),
    ("My son is at school until the library closes, so please renew Emma", "renew"),
    ("Emma رو تمدید کنید، چون شنبه تعطیله نمی‌تونم بیام", "renew"),
    ("Emma رو تمدید کنید که جریمه نشم. کتابخونه که بازه همین امروز میام", "renew"),
    ("renew both please, I don't want to owe anything", "renew"),
    ("Renew it please. If I'm late, do I owe anything?", "renew asked"),
    ("I have something to pick up, are you open?", "hours"),
    ("When the library opens I will come.", ""),
    ("Can I get another card for my wife?", "asked"),
    ("What do I owe for printing ten pages?", "asked"),
    ("Do I owe anything?", "debt"),
    ("جریمه دیرکرد چقدره؟", "asked"),
    ("جریمه‌ای دارم؟", "debt"),
    ("Can you recommend some books to pick up for a seven-year-old?", "asked"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kinds"), WISHES)
def test_the_wishes_of_a_message(text: str, kinds: str) -> None:
    assert " ".join(wish.kind for wish in wishes_in(text)) == kinds


@pytest.mark.parametrize("words", ["بگین بدهیم چقده", "what I owe", "موعد", "the due date", "ساعت کار سعدی"])
def test_what_is_wished_names_no_title(words: str) -> None:
    assert told_as_wish(words)


@pytest.mark.parametrize(
    "words",
    [
        "جنگ و صلح",
        "The Hours",
        "Great Expectations",
        "بامداد خمار",
        "Open City",
        "What I Owe to My Father",
        "When the Doors Close",
        "پنجره باز است",
    ],
)
def test_a_title_is_no_wish(words: str) -> None:
    assert not told_as_wish(words)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("بسیار خوب. موعد «جنگ و صلح» را هم بفرمایید.", True),
        ("And tell me the due date of Emma, please.", True),
        ("موعد «جنگ و صلح» را عقب بیندازید", False),
        ("Let me keep Emma longer. Also tell me the due date of it.", False),
        ("Emma رو دو هفته دیگه لازم دارم. موعدش رو هم بگید", False),
        ("«جنگ و صلح» را تمدید کنید و موعدش را بگویید", False),
    ],
)
def test_a_due_date_to_be_told(text: str, asks: bool) -> None:
    assert asks_when_due(text) is asks
