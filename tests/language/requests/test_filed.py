"""What is wished for what was filed: it goes or stays, needs no answer, is not mended, its number is forgotten."""

from __future__ import annotations

import pytest

from language.requests.filed import (
    STAYS,
    WITHDRAWN,
    announces_another,
    asks_to_tell_anonymously,
    declines_contact,
    find_wish_for_filed,
    forgets_number,
    goes_on,
    only_changes_mind,
    says_unmended,
)


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


@pytest.mark.parametrize(
    "text",
    lines("""
    ولی نه، ثبتش نکن
    پسش می‌گیرم
    نه ثبت نکن لطفا
    نمی‌خوام ثبت بشه
    بی‌زحمت حذفش کنید
    پشیمون شدم
    شکایتم رو لغو کنید
    لطفاً شکایت مرا پس بگیرید
    از شکایتم صرف‌نظر می‌کنم
    میشه پسش بگیرم؟
    sabtesh nakon
    pasesh migiram
    na nemikham sabt beshe
    but no, don't register it
    please don't file it
    actually withdraw that
    i take it back
    can you withdraw it?
    i didn't want it registered
    cancel my complaint please
    i've changed my mind
    i don't want to make a complaint
    """),
)
def test_what_takes_it_back(text: str) -> None:
    assert find_wish_for_filed(text) == WITHDRAWN


@pytest.mark.parametrize(
    "text",
    lines("""
    خیر، نظرم برگشت؛ بگذارید همان شکایت باقی بماند
    بذار بمونه
    نه بذارید باشه
    سر جاش باشه
    پسش نمی‌گیرم
    نه لغوش نکن
    همون شکایت بماند
    نگهش دارید لطفا
    na bezar bemoone
    leave it
    just leave it
    no, leave it, let it stand
    keep it
    don't withdraw it
    no, the complaint stays
    i changed my mind, let it stand
    it should stay as it is
    """),
)
def test_what_lets_it_stay(text: str) -> None:
    assert find_wish_for_filed(text) == STAYS


@pytest.mark.parametrize(
    "text",
    lines("""
    when can I take the book back?
    cancel my reservation
    how do I cancel my card
    leave it to the manager and tell him
    it was on the second floor
    he took it back from me
    نگهبان بد حرف زد
    چطور شکایتم رو پس بگیرم اگه بخوام
    پولم را پس می‌گیرم
    کتابم رو تمدید نکن
    بله
    """),
)
def test_what_wishes_neither(text: str) -> None:
    assert find_wish_for_filed(text) is None


def test_a_mind_that_was_only_changed() -> None:
    assert only_changes_mind("no, I changed my mind") and only_changes_mind("نه، نظرم برگشت")
    assert not only_changes_mind("I changed my mind, delete it")


@pytest.mark.parametrize(
    "text",
    lines("""
    no email needed
    no contact, just leave it
    don't call me
    i don't need a reply
    no thanks, no email
    here is fine
    I'd rather not say
    ایمیل لازم نیست
    نمی‌خوام زنگ بزنید
    لازم نیست خبرم کنید
    همین‌جا کافیه
    شماره نمی‌دم
    email lazem nist
    zang nazanid
    """),
)
def test_what_gives_no_contact(text: str) -> None:
    assert declines_contact(text)


@pytest.mark.parametrize(
    "text",
    lines("""
    no answer from the desk for days
    nobody answers the phone
    there is no contact person in the hall
    don't call me a liar, the guard said
    the phones do not work
    why is there no email?
    تماس گرفتم جواب ندادن
    ایمیل من کار نمی‌کنه
    """),
)
def test_what_complains_of_no_answer_is_no_refusal(text: str) -> None:
    assert not declines_contact(text)


@pytest.mark.parametrize(
    ("text", "unmended"),
    [
        ("the heating is still cold, K-000004 is not fixed at all", True), ("K-000004 still not working", True),
        ("nobody came to fix it", True), ("it's broken again", True), ("درست نشده", True), ("هنوز سرده", True),
        ("پرونده ک ۴ رو دوباره باز کنید", True), ("hanooz dorost nashode", True), ("همچنان چکه می‌کنه", True),
        ("K-000004", False), ("is K-000004 fixed yet?", False), ("thanks, it is fixed now", False),
        ("ممنون درست شد", False), ("وضعیت ک ۴ چیه", False),
    ],
)  # fmt: skip
def test_what_is_not_mended(text: str, unmended: bool) -> None:
    assert says_unmended(text) is unmended


@pytest.mark.parametrize(
    ("text", "forgotten"),
    [
        ("شمارشو یادم نیست", True), ("شماره پرونده رو نمی‌دونم", True), ("کدش رو ندارم", True),
        ("shomarasho yadam nist", True), ("i forgot the number", True), ("I don't remember the case number", True),
        ("can't find my number", True), ("i forgot my card number", False), ("شماره کارتم یادم نیست", False),
        ("my number is 5", False),
    ],
)  # fmt: skip
def test_a_number_that_is_forgotten(text: str, forgotten: bool) -> None:
    assert forgets_number(text) is forgotten


@pytest.mark.parametrize(
    "text",
    ["ضمنا صابونم نداره", "قهوه‌خونه هم بذارین", "there is no soap either", "also the door squeaks", "دستمال هم نیست",
     "zemnan saboon ham nadare", "besides, it was cold"],
)  # fmt: skip
def test_what_goes_on(text: str) -> None:
    assert goes_on(text) and not announces_another(text)


@pytest.mark.parametrize(
    "text", ["I have another complaint", "یه شکایت دیگه هم دارم", "there is something else", "ye shekayat dige daram"]
)
def test_what_only_announces_another(text: str) -> None:
    assert announces_another(text)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("can I complain anonymously", True), ("میشه ناشناس شکایت کنم؟", True), ("mishe nashenas shekayat konam", True),
        ("do I have to give my name to make a complaint?", True), ("می‌تونم بدون اسم گزارش بدم", True),
        ("the guard was rude", False), ("an anonymous novel", False), ("I complain, and leave my name out", False),
    ],
)  # fmt: skip
def test_whether_it_may_be_told_without_a_name(text: str, asked: bool) -> None:
    assert asks_to_tell_anonymously(text) is asked


@pytest.mark.parametrize("text", ["", "؟", "w" * 4000, "ثبت " * 800, "leave it " * 500, "not " * 1000])
def test_odd_texts_wish_for_nothing(text: str) -> None:
    assert not announces_another(text) and not asks_to_tell_anonymously(text)
    assert find_wish_for_filed(text) is None and not forgets_number(text)
