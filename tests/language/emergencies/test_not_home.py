"""Who does not want to go home is asked what is going on; who stays for the printer, or dislikes blood, is not."""

from __future__ import annotations

import pytest

from language.emergencies.reading import find_distress


@pytest.mark.parametrize(
    "text",
    [
        "is there anywhere inside I can stay after that? I'm 15. I don't really want to go home",
        "it's my stepdad. he gets really bad when he's been drinking. please don't ring my house",
        "شوهرم مست میکنه میترسم",
        "mitarsam beram khoone",
        "I'm scared to go home",
        "نمیخوام برم خونه",
    ],
)
def test_who_may_not_be_safe_at_home_is_heard(text: str) -> None:
    assert find_distress(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "I don't want to go home yet, is there another floor?",
        "can't go home before I know whether the book is in",
        "I don't want to go home without the book",
        "I'd rather not go home to fetch my card, can I use my phone?",
        "نمی‌خوام برم خونه بعد دوباره بیام، پرینتر کی درست میشه؟",
        "my dad gets angry when you send reminders",
        "my father is mad about the fine",
        "What would you give an old woman who's read all of Agatha Christie twice and doesn't care for blood?",
        "یه رمان جنایی که توش خون و خشونت نباشه، مادرم از خون خوشش نمیاد",
    ],
)
def test_who_stays_or_wishes_for_no_blood_is_not(text: str) -> None:
    assert find_distress(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "I used to study here. I've lost my job and lately I don't see much point in going on with any of it. "
        "I wondered if you had any books about that.",
        "my baby is two months old. I don't want to be here. I only logged in to renew a book on sleep",
        "بودن یا نبودنم برای هیشکی فرقی نداره. شاید فقط شما بفهمید اونم چون کتاب دستمه",
    ],
)
def test_despair_in_a_sentence_of_its_own_is_heard_beside_a_book(text: str) -> None:
    assert find_distress(text) is not None
