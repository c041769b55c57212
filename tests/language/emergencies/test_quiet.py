"""Quiet despair without its usual words is heard; what is said of a book, a form or a car park is not."""

from __future__ import annotations

import pytest

from language.emergencies.reading import Distress, find_distress, likely_kind


@pytest.mark.parametrize(
    "text",
    [
        "dont really see a reason to be around",
        "I can't see a way out",
        "there's no way out for me",
        "it'd be easier for everyone if I were gone",
        "i want to sleep forever",
        "I don't care if I live or die",
        "there's nothing to look forward to anymore",
        "what's the best way to die painlessly",
        "دیگه دلیلی نمی‌بینم باشم",
        "نمی‌دونم چرا هنوز هستم",
        "کاش به دنیا نیومده بودم",
        "می‌خوام تمومش کنم، همه‌چیو",
        "یه عالمه قرص خوردم",
        "kash mordam",
        "dige nemikham basham, khaste shodam az hame chi",
    ],
)
def test_quiet_despair_is_heard(text: str) -> None:
    found = find_distress(text)
    assert found is not None
    assert (found.kind, found.degree == "doubtful") == ("despair", False)


@pytest.mark.parametrize(
    "text",
    [
        "I think I'm done. with everything",
        "I feel so empty and alone lately, there is nobody I can talk to",
        "my life is a mess and I don't know how to go on",
        "no one needs me",
        "راهی نمونده برام",
        "دیگه نا ندارم",
        "هیچکس منو نمی‌خواد",
        "hichki mano nemikhad",
    ],
)
def test_what_is_heavy_is_asked_about(text: str) -> None:
    found = find_distress(text)
    assert found is not None
    assert (found.kind, found.degree) == ("despair", "doubtful")


@pytest.mark.parametrize(
    "text",
    [
        "I don't see the point of being a member if all books are out",
        "I don't see the point of staying around here till 8",
        "I feel alone in the reading room at night, it is too dark",
        "I feel empty handed every time I visit",
        "I brought it back late, tell them I'm sorry",
        "there's no way out of the parking garage",
        "I won't be here much longer, moving to Germany in March",
        "I'm done with everything on my list, what else can I read?",
        "I feel like giving up on this book, can I return it early?",
        "I don't know how to go on with the renewal",
        "I feel really low lately, recommend me a funny novel",
        "I have been feeling low, what do you have that is cheerful?",
        "there is nothing to look forward to in the December programme",
        "بوف کور رو می‌خوام تمومش کنم، تمدیدش کن",
        "هیچ راهی نداره که تمدید بشه؟",
        "دیگه دلیلی نمی‌بینم عضو باشم",
        "نمی‌دونم چرا هنوز بدهکارم",
        "کاش زودتر عضو می‌شدم",
    ],
)
def test_what_sounds_like_it_is_left(text: str) -> None:
    assert find_distress(text) is None


def test_loneliness_is_guessed_to_be_despair_and_no_other_danger() -> None:
    assert likely_kind("I feel so empty and alone, nobody to talk to") == "despair"
    assert likely_kind("I am alone and a man follows me") == "harassment"


# Written in haste, without a word of harm, or with two heavy things beside an ordinary one.
HEAVY = (
    "ye but im so far behnd evryone. i dont slep, i cry evry nigth. wats even the point",
    "i dont no. somtimes i think it wuld be esier if i just wasnt here",
    "would be better for my mum if i simply wasn't around anymore",
    "what's even the point anymore",
    "راستش فقط استرس نیست بعضی وقتا میگم اگه قبول نشم دیگه اصلا برای چی باید باشم به مامان بابامم نمیتونم بگم",
    "راستش فقط امتحان نیست، چند هفته‌ست شبا خوابم نمی‌بره، حس می‌کنم دیگه هیچی فایده نداره",
    "چند ماهه خوابم نمی‌بره",
    "احساس می‌کنم زندگی دیگه معنایی نداره",
)
ORDINARY = (
    "what's even the point of this card",
    "what is the point of renewing on paper?",
    "it would be easier if the desk wasn't so far",
    "چرا باید عضو باشم؟",
    "برای چی باید پای میز باشم؟",
    "حس می‌کنم این کارت فایده نداره",
    "چند هفته‌ست منتظر کتابم",
    "چند ماهه امانت نگرفتم، امتحان داشتم",
    "every night the wifi is down",
)


@pytest.mark.parametrize("text", HEAVY)
def test_what_weighs_on_somebody_is_heard_however_it_is_written(text: str) -> None:
    found = find_distress(text)
    assert found is not None and found.kind == "despair"


@pytest.mark.parametrize("text", ORDINARY)
def test_what_only_sounds_heavy_is_not(text: str) -> None:
    assert find_distress(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "کتاب به دردم نمیخوره همش فکر میکنم اگه قبول نشم دیگه زنده بودنم چه فایده ای داره",
        "زنده موندنم به چه دردی می‌خوره",
        "اصلا واسه چی زنده‌ام",
        "zende boodanam che fayde dare",
        "no book helps. what use is my being alive if I fail",
    ],
)
def test_what_use_it_is_that_one_lives_is_heard_beside_a_book(text: str) -> None:
    assert find_distress(text) == Distress("despair", "quiet")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Hello. I search a book for when a person don't want to continue anymore", True),
        ("is there a book for somebody who does not want to go on", True),
        ("یه کتاب برای وقتی آدم دیگه نمی‌خواد باشه", True),
        ("I don't want to continue with this book", False),
        ("a book for people who don't want to continue smoking", False),
        ("a book for someone who doesn't want to continue school", False),
        ("نویسنده‌ش زنده‌ست؟", False),
        ("دیگه نمی‌خوام این کتابو ادامه بدم", False),
    ],
)
def test_a_book_for_who_does_not_want_to_go_on_is_asked_about(text: str, asked: bool) -> None:
    assert (find_distress(text) == Distress("despair", "doubtful")) is asked
