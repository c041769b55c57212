"""Messages that do nothing but order titles, and those that say anything else."""

# Lists of words are read as such: their lines may be longer.

from __future__ import annotations

import pytest

from language.requests.deeds.plain_orders import read_plain
from language.requests.deeds.reserving_several import asks_whether_together, points_at_branch, points_at_other


@pytest.mark.parametrize(
    "text",
    [
        "I'd like to reserve two books: zzt0 and zzt1.",
        "could you please put zzt0, zzt1 aside for me at Saadi, thanks",
        "zzt0 رو برای سعدی hold کن، zzt1 رو هم",
        "لطفا zzt0 و zzt1 رو برام رزرو کنید",
        "قصد دارم دو عنوان را رزرو نمایم: «zzt0» و «zzt1».",
    ],
)
def test_a_plain_order_names_all(text: str) -> None:
    said = read_plain(text, {"saadi", "سعدی"})
    assert said is not None and said.ordered and said.named == (0, 1) and not said.left


@pytest.mark.parametrize(
    ("text", "left", "named"),
    [
        ("then leave out zzt2, the other two please", (2,), ()),
        ("reserve zzt0 and zzt1 but not zzt2", (2,), (0, 1)),
        ("zzt2 نه، بقیه رو رزرو کن", (2,), ()),
        ("از «zzt1» صرف‌نظر می‌کنم", (1,), ()),
    ],
)
def test_what_is_left_out_stands_alone(text: str, left: tuple[int, ...], named: tuple[int, ...]) -> None:
    said = read_plain(text)
    assert said is not None and said.left == left and said.named == named


@pytest.mark.parametrize(
    "text",
    [
        "forget it, I don't want zzt0 or the others",
        "no, forget zzt0, I will buy the other two myself",
        "yes please, don't forget zzt0",
        "yes, and I want to take out zzt0 first",
        "yes! my son just loves zzt0",
        "yes, I just need zzt0 by Friday",
        "I'd like to know when my reservation of zzt0 and zzt1 will be ready",
        "please release my hold on zzt0 and zzt1",
        "reserve zzt0 unless zzt1 is in",
        "reserve zzt0, otherwise zzt1",
        "reserve zzt0 instead of zzt1",
        "reserve zzt0 and zzt1 before Saturday or Sunday",
        "I want something like zzt0 and zzt1 that I can put on hold",
        "the first two I own already, please reserve the third",
        "I don't want zzt0, tell me more about the other two",
        "replace my reservation of zzt0 with zzt1 please",
        "بله، zzt0 رو لغو نکن",
        "zzt1 رو نمی‌خوام دیر بشه",
        "بدون zzt1 نمیشه که",
        "zzt0 رو رزرو کن، zzt1 رو خوندم",
        "به جای zzt0 zzt1 رو رزرو کن",
        "zzt0 رزرو کن نه zzt1",
        "می‌خوام رزرو zzt0 و zzt1 رو ببینم",
        "لطفا رزرو zzt0 و zzt1 رو پس بگیرید",
        "هر دو رو می‌خوام بدونم چند صفحه‌ست",
        "zzt0 و zzt1 رو برای من یا خواهرم رزرو کن",
    ],
)
def test_what_says_more_is_no_plain_order(text: str) -> None:
    assert read_plain(text) is None


def test_a_branch_is_pointed_at_only_where_it_is_wanted() -> None:
    assert points_at_branch("Can you change it to there?") and points_at_other("put it at Saadi, with my other one")
    assert not points_at_branch("I have never been in there, which one is nearest")
    assert not points_at_branch("I can't go to there where Dune is")
    assert not points_at_branch("not at the same branch as my other one")
    assert not points_at_other("not at the same branch as my other one")
    assert not points_at_other("طاعون رو با اون کارت دیگه‌م رزرو کن")
    assert not points_at_other("با آن که گران است طاعون رو رزرو کن")


@pytest.mark.parametrize(
    "text",
    [
        "Do you open earlier on Saturday?",
        "Can I pay my fines at the same time?",
        "Can I return books earlier than the date?",
        "Can four of us study together in a room?",
        "Can I get them renewed at the same time?",
        "میشه با دوستم باهم تو یه اتاق درس بخونیم؟",
        "اگه زودتر پس بیارم مشکلی نیست؟",
    ],
)
def test_other_things_are_done_together_as_well(text: str) -> None:
    assert not asks_whether_together(text)
    assert asks_whether_together("Could I get one of them sooner if I chose a different branch?")


@pytest.mark.parametrize("text", ["the other two please", "بقیه رو بذار"])
def test_the_others_of_several_are_meant(text: str) -> None:
    said = read_plain(text)
    assert said is not None and said.rest


def test_another_one_is_none_of_the_others() -> None:
    assert read_plain("another book") is None
