"""The order of a question said again, whole clauses only; what is bound, denied, asked or of something else is none."""

from __future__ import annotations

import pytest

from language.requests.deeds.said_again import denies_filing, find_said_again, parts_of, points


@pytest.mark.parametrize(
    ("deed", "text", "behind"),
    [
        ("file", "خب ثبتش کن، ولی کی جواب می‌دین؟", "کی جواب می‌دین؟"),
        ("file", "باشه report کن. و کوری رو هم extend کن", "کوری رو هم extend کن"),
        ("file", "لطفاً این درخواست را ثبت بفرمایید. بستری از پانزدهم بوده است.", "بستری از پانزدهم بوده است."),
        ("file", "sabtesh kon, key javab midin", "key javab midin"),
        ("file", "OK then report it because I can't find it anywhere. How long?", "How long?"),
        ("file", "please let them know", ""),
        ("move", "باشه عوضش کن، فقط وقتی رسید چند روز نگهش می‌دارین؟", "وقتی رسید چند روز نگهش می‌دارین؟"),
        ("cancel", "لغوش کن بره به نفر بعدی برسه. ملت عشقو دست نزن", "ملت عشقو دست نزن"),
        ("cancel", "just that one!! not clean code", "not clean code"),
        ("cancel", "ok, cancel it and tell me when you open", "tell me when you open"),
        ("renew", "yes extend it once, thanks", "thanks"),
        ("hold", "رزروش کن برام، تا کی نگه می‌دارین؟", "تا کی نگه می‌دارین؟"),
    ],
)
def test_the_order_is_said_again(deed: str, text: str, behind: str) -> None:
    again = find_said_again(text, deed)
    assert again is not None and points(again.object, deed) and again.behind == behind


@pytest.mark.parametrize(
    ("deed", "text"),
    [
        ("cancel", "can you cancel it?"),
        ("cancel", "don't cancel it"),
        ("cancel", "cancel it if the other one comes"),
        ("cancel", "لغوش کن اگه تا شنبه نیومد"),
        ("cancel", "why should I cancel it"),
        ("renew", "تمدیدش کن تا شنبه"),
        ("file", "report it if I don't find it"),
        ("file", "how do I report it?"),
        ("file", "I reported it already"),
        ("move", "عوضش کن به سعدی"),
        ("cancel", "let's cancel it"),
        ("cancel", "لغو بشه"),
        ("file", "خبر بدید که چی شد"),
        ("file", "ثبت بشه، کارتم مسدود میشه"),
    ],
)
def test_no_order_of_it(deed: str, text: str) -> None:
    assert find_said_again(text, deed) is None


@pytest.mark.parametrize("text", ["cancel my card", "cancel Clean Code", "send it by post", "کارتم رو لغو کن"])
def test_another_object_is_named(text: str) -> None:
    deed = "file" if text.startswith("send") else "cancel"
    again = find_said_again(text, deed)
    assert again is None or not points(again.object, deed)


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("صبر کن فعلاً گم‌شده نزن", True),
        ("don't report it yet", True),
        ("no need to report it", True),
        ("گزارشش نکنید", True),
        ("nobody has reported it", False),
        ("report it, I can't find it", False),
        ("ثبتش کن", False),
        ("They never send the SMS", False),
        ("don't send me SMS about it", False),
        ("why don't you report it", False),
        ("هیچوقت پیام نفرستید برام", False),
    ],
)
def test_what_is_not_to_be_filed(text: str, denied: bool) -> None:
    assert any(denies_filing(part) for part in parts_of(text)) == denied


@pytest.mark.parametrize(
    ("words", "deed", "count", "points_at_all"),
    [
        ("both", "cancel", 1, False),
        ("both", "cancel", 2, True),
        ("that one", "cancel", 2, False),
        ("it", "cancel", 2, False),
        ("the complaint", "cancel", 1, False),
        ("the reservation", "cancel", 1, True),
        ("the complaint", "file", 1, True),
    ],
)
def test_as_many_are_pointed_at_as_were_asked_about(words: str, deed: str, count: int, points_at_all: bool) -> None:
    assert points(words, deed, count) == points_at_all
