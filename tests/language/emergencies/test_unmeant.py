"""Blood that is not wished in a story, and scolding: no emergencies; what stands beside them is heard."""

from __future__ import annotations

import pytest

from language.emergencies.reading import find_distress, find_emergency


@pytest.mark.parametrize(
    "text",
    [
        "I like slow mysteries, small villages, nosy neighbours, not too much blood!",
        "a thriller without too much blood please",
        "بچهٔ شش سالهٔ منو جلوی همه دعوا کردن که چرا کتابو از قفسه درآوردی!!",
        "پسرمو دعوا کردن",
        "دخترم رو دعوا کرد",
        "جلد اولش رو دارید که اول خودم یه نگاه بندازم؟",
        "بذار خودم یه نگاهی بهش بندازم",
    ],
)
def test_what_is_not_meant_so_rings_nothing(text: str) -> None:
    assert find_emergency(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "there is too much blood",
        "too much blood",
        "not too much blood but he is unconscious",
        "دو نفر دارن دعوا می‌کنن",
        "دعوا شده تو سالن",
        "پسرمو دعوا کردن، بعد با چاقو زدن پسرمو",
        "یه نگاه میندازم و خودمو میندازم پایین",
    ],
)
def test_what_is_told_beside_rings(text: str) -> None:
    assert find_emergency(text) is not None


@pytest.mark.parametrize(
    ("text", "rings"),
    [
        ("هری پاتر برا دختر ۶ ساله‌م زود نیست؟", False),
        ("این کتاب برای پسر ۸ ساله‌م سخت نیست؟", False),
        ("I've already read Gone Girl. What's similar but less violent?", False),
        ("پسر ۹ سالم رمزش یادش نیست", False),
        ("دختر ۸ ساله‌م کارتش نیست", False),
        ("دختر ۷ سالم حوصله‌ش نیست", False),
        ("پسر ۹ سالم علاقه‌مند نیست", False),
        ("دختر ۶ ساله‌م نیست! همه جا رو گشتم", True),
        ("دختر ۶ ساله‌م تو بخش کودک نیستش", True),
        ("there's a violent man at the door", True),
    ],
)
def test_a_book_for_a_child_is_no_missing_child(text: str, rings: bool) -> None:
    assert (find_emergency(text) is not None) is rings


@pytest.mark.parametrize(
    ("text", "rings"),
    [
        ("dige nemikham zende basham ketabi hast komak kone?", True),
        ("mikham bemiram. ketabi darin adamo aroom kone", True),
        ("دیگه نمی‌خوام زنده باشم، کتابی هست آدمو آروم کنه", True),
        ("I don't want to be alive anymore, is there a book for that", True),
        ("ketabe mikham bemiram ro darin", False),
        ("ketabi darin darbare kasi ke nemikhad zende bashe", False),
        ("romane dige nemikham zende basham darin?", False),
        ("mikham khodamo beshnasam ketabi hast?", False),
    ],
)
def test_a_wish_for_a_book_beside_it_hides_no_despair(text: str, rings: bool) -> None:
    found = find_distress(text)
    assert (found is not None and found.kind == "despair" and found.degree == "alarm") is rings
