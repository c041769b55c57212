"""Closings of the demo library: the public holidays of two years, and what is closed besides."""

from __future__ import annotations

from typing import Any

Row = dict[str, Any]

# Iranian public holidays. Solar ones are Jalali days of every year; lunar ones fall by the moon and are announced
# for each year: 1405 as published, 1406 as computed. (first, last, Persian, English)
SOLAR = (
    ("01-01", "01-04", "نوروز", "Nowruz"),
    ("01-12", "01-12", "روز جمهوری اسلامی", "Islamic Republic Day"),
    ("01-13", "01-13", "روز طبیعت", "Nature Day"),
    ("03-14", "03-14", "رحلت امام خمینی", "Anniversary of the death of Imam Khomeini"),
    ("03-15", "03-15", "قیام پانزده خرداد", "Anniversary of 15 Khordad"),
    ("11-22", "11-22", "پیروزی انقلاب", "Revolution Day"),
    ("12-29", "12-29", "ملی شدن صنعت نفت", "Oil Nationalisation Day"),
)
LUNAR = (
    ("2026-03-21", "2026-03-22", "عید فطر", "Eid al-Fitr"),
    ("2026-04-14", None, "شهادت امام جعفر صادق", "Martyrdom of Imam Sadegh"),
    ("2026-05-27", None, "عید قربان", "Eid al-Adha"),
    ("2026-06-04", None, "عید غدیر", "Eid al-Ghadir"),
    ("2026-06-24", "2026-06-25", "تاسوعا و عاشورا", "Tasua and Ashura"),
    ("2026-08-04", None, "اربعین", "Arbaeen"),
    ("2026-08-12", None, "رحلت پیامبر و شهادت امام حسن", "Death of the Prophet"),
    ("2026-08-13", None, "شهادت امام رضا", "Martyrdom of Imam Reza"),
    ("2026-08-21", None, "شهادت امام حسن عسکری", "Martyrdom of Imam Hasan Askari"),
    ("2026-08-30", None, "میلاد پیامبر", "Birthday of the Prophet"),
    ("2026-11-13", None, "شهادت حضرت فاطمه", "Martyrdom of Fatima"),
    ("2026-12-23", None, "ولادت امام علی", "Birthday of Imam Ali"),
    ("2027-01-06", None, "مبعث", "Mab'ath"),
    ("2027-01-24", None, "نیمهٔ شعبان", "Birthday of Imam Mahdi"),
    ("2027-03-01", None, "شهادت امام علی", "Martyrdom of Imam Ali"),
    ("2027-03-10", "2027-03-11", "عید فطر", "Eid al-Fitr"),
    ("2027-04-03", None, "شهادت امام جعفر صادق", "Martyrdom of Imam Sadegh"),
    ("2027-05-17", None, "عید قربان", "Eid al-Adha"),
    ("2027-05-25", None, "عید غدیر", "Eid al-Ghadir"),
    ("2027-06-15", "2027-06-16", "تاسوعا و عاشورا", "Tasua and Ashura"),
    ("2027-07-25", None, "اربعین", "Arbaeen"),
    ("2027-08-02", None, "رحلت پیامبر و شهادت امام حسن", "Death of the Prophet"),
    ("2027-08-03", None, "شهادت امام رضا", "Martyrdom of Imam Reza"),
    ("2027-08-11", None, "شهادت امام حسن عسکری", "Martyrdom of Imam Hasan Askari"),
    ("2027-08-20", None, "میلاد پیامبر", "Birthday of the Prophet"),
    ("2027-11-03", None, "شهادت حضرت فاطمه", "Martyrdom of Fatima"),
    ("2027-12-12", None, "ولادت امام علی", "Birthday of Imam Ali"),
    ("2027-12-26", None, "مبعث", "Mab'ath"),
    ("2028-01-13", None, "نیمهٔ شعبان", "Birthday of Imam Mahdi"),
    ("2028-02-18", None, "شهادت امام علی", "Martyrdom of Imam Ali"),
    ("2028-02-27", "2028-02-28", "عید فطر", "Eid al-Fitr"),
)
EXCEPTIONS: tuple[Row, ...] = (
    {
        "first": "+6d",
        "last": "+7d",
        "branch": "saadi",
        "reason": {"fa": "تعمیر سامانهٔ گرمایش", "en": "repair of the heating"},
    },
    {
        "first": "+12d",
        "branch": "main",
        "hours": "08:00-14:00",
        "reason": {"fa": "آموزش کارکنان", "en": "staff training"},
    },
)


def closings() -> list[Row]:
    """List the holidays of two years and what is closed besides."""
    rows: list[Row] = [dict(exception) for exception in EXCEPTIONS]
    for year in ("1405", "1406"):
        rows += [_closing(f"{year}-{first}", f"{year}-{last}", fa, en) for first, last, fa, en in SOLAR]
    return rows + [_closing(first, last or first, fa, en) for first, last, fa, en in LUNAR]


def _closing(first: str, last: str, fa: str, en: str) -> Row:
    span = {"first": first} if first == last else {"first": first, "last": last}
    return {**span, "reason": {"fa": fa, "en": en}}
