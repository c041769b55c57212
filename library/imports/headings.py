"""Which column of a table is which of our fields, by headings as Persian and English systems write them."""

# Lists of headings are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from language.normalise import squash

__all__ = ["CATALOGUE", "CIRCULATION", "PATRONS", "columns_of", "is_row_name"]

#: Of titles and their copies.
CATALOGUE = {
    "id": "id|bibid|biblionumber|bibnumber|record number|record id|title id|control number|شماره رکورد|شماره کتابشناسی"
    "|شماره کتاب‌شناختی|شناسه|شناسه رکورد|شماره مدرک|کد کتاب|ردیف",
    "title": "title|name|book title|عنوان|نام کتاب|عنوان کتاب|عنوان و نام پدیدآور",
    "authors": "author|authors|creator|responsibility|نویسنده|نویسندگان|پدیدآور|پدیدآورنده|پدیدآورندگان|مولف|سرشناسه",
    "translator": "translator|translators|مترجم|مترجمان",
    "language": "language|lang|زبان|زبان متن",
    "original_language": "original language|زبان اصلی",
    "isbn": "isbn|شابک",
    "publisher": "publisher|ناشر|انتشارات|نام ناشر",
    "year": "year|publication year|date|publication date|copyrightdate|سال|سال نشر|سال انتشار|تاریخ نشر",
    "pages": "pages|extent|صفحات|تعداد صفحات|تعداد صفحه|مشخصات ظاهری",
    "subjects": "subject|subjects|موضوع|موضوعات|موضوع‌ها",
    "series": "series|فروست|مجموعه",
    "series_number": "series number|volume|شماره فروست|شماره جلد",
    "summary": "summary|abstract|description|چکیده|خلاصه|یادداشت خلاصه",
    "kind": "kind|format|material type|document type|نوع ماده|نوع مدرک|نوع منبع",
    "audience": "audience|readers|مخاطب|گروه سنی",
    "ages": "age|ages|سن|رده سنی",
    "call_number": "call number|callnumber|itemcallnumber|classification|شماره راهنما|شماره بازیابی|رده|رده‌بندی|رده کنگره|رده دیویی",
    "added": "added|date added|accession date|dateaccessioned|تاریخ ثبت|تاریخ ورود",
    "barcode": "barcode|item barcode|بارکد|شماره ثبت|شماره اموال",
    "branch": "branch|library|homebranch|holdingbranch|location|شعبه|کتابخانه|محل نگهداری|بخش|item branch|copy branch|شعبه نسخه",
    "item_type": "item type|itype|نوع نسخه|نوع امانت",
    "shelf": "shelf|shelving location|قفسه|محل قفسه",
    "status": "status|item status|وضعیت|وضعیت نسخه",
    "also": "also|other titles|عنوان‌های دیگر|عنوان دیگر",
}  # fmt: skip

#: Of patrons.
PATRONS = {
    "card": "card|card number|cardnumber|barcode|patron barcode|membership number|member number|شماره کارت|شماره عضویت|کد عضویت|شماره عضو|کد عضو|بارکد",
    "id": "id|borrowernumber|patron id|شناسه|شناسه عضو",
    "name": "name|full name|نام کامل|نام و نام خانوادگی|عضو",
    "first_name": "first name|firstname|given name|نام",
    "last_name": "last name|surname|family name|نام خانوادگی",
    "category": "category|categorycode|patron category|membership type|گروه|نوع عضویت|گروه عضویت|دسته",
    "branch": "branch|branchcode|home branch|home library|library|شعبه|کتابخانه|کتابخانه اصلی",
    "language": "language|lang|زبان",
    "registered": "registered|date enrolled|dateenrolled|registration date|تاریخ عضویت|تاریخ ثبت نام",
    "expires": "expires|dateexpiry|expiry date|expiration date|valid until|تاریخ انقضا|اعتبار تا|تاریخ اعتبار|پایان اعتبار",
    "birth": "birth year|birth date|date of birth|dateofbirth|سال تولد|تاریخ تولد",
    "email": "email|e-mail|mail|ایمیل|پست الکترونیک|رایانامه",
    "phone": "phone|mobile|telephone|تلفن|تلفن همراه|موبایل|شماره تماس|همراه",
    "restricted": "restricted|blocked|debarred|barred|مسدود|محدود|محروم",
    "reason": "reason|block reason|debarredcomment|دلیل|علت|علت محدودیت",
}  # fmt: skip

#: Of loans, holds and fines.
CIRCULATION = {
    "loans": {
        "id": "id|issue id|loan id|checkout id|شناسه|شماره امانت",
        "card": PATRONS["card"].replace("|barcode", "").replace("|بارکد", ""),
        "barcode": "barcode|item barcode|بارکد|بارکد نسخه|شماره ثبت",
        "loaned": "loaned|issuedate|issue date|checkout date|loan date|تاریخ امانت|تاریخ تحویل",
        "due": "due|date_due|due date|تاریخ بازگشت|مهلت|موعد|تاریخ سررسید|موعد بازگشت",
        "returned": "returned|returndate|return date|تاریخ برگشت|برگردانده شد",
        "renewals": "renewals|renewals_count|renewal count|تمدید|تعداد تمدید",
    },
    "holds": {
        "id": "id|reserve_id|hold id|reserve id|شناسه|شماره رزرو",
        "card": PATRONS["card"].replace("|barcode", "").replace("|بارکد", ""),
        "title": CATALOGUE["id"].removeprefix("id|").replace("|شناسه", "") + "|title id|title",
        "barcode": "barcode|item barcode|بارکد|بارکد نسخه|شماره ثبت",
        "pickup": "pickup|branchcode|pickup branch|pickup library|branch|محل تحویل|شعبه|شعبه تحویل",
        "placed": "placed|reservedate|hold date|date placed|تاریخ رزرو",
        "status": "status|found|وضعیت",
        "ready_until": "ready until|expirationdate|pickup by|مهلت تحویل|تا تاریخ",
        "position": "position|priority|نوبت|اولویت",
    },
    "fines": {
        "id": "id|accountlines_id|fine id|شناسه|شماره جریمه",
        "card": PATRONS["card"].replace("|barcode", "").replace("|بارکد", ""),
        "barcode": "barcode|item barcode|بارکد|بارکد نسخه|شماره ثبت",
        "kind": "kind|type|debit_type_code|نوع|نوع بدهی|نوع جریمه",
        "amount": "amount|total|مبلغ|مبلغ جریمه",
        "paid": "paid|پرداخت شده|پرداختی",
        "outstanding": "outstanding|amountoutstanding|balance|مانده|بدهی",
        "assessed": "assessed|date|created on|تاریخ|تاریخ ثبت",
    },
}  # fmt: skip


# What the element of a row is called in XML.
_ROW_NAMES = (
    (CATALOGUE, "book|title|record|biblio|bibliographic record|item|کتاب|عنوان|مدرک|رکورد"),
    (PATRONS, "patron|member|borrower|user|person|عضو|کاربر"),
    (CIRCULATION["loans"], "loan|checkout|issue|lending|امانت"),
    (CIRCULATION["holds"], "hold|reserve|reservation|request|رزرو"),
    (CIRCULATION["fines"], "fine|fee|debt|account line|جریمه|بدهی"),
)


def is_row_name(name: str, known: Mapping[str, str]) -> bool:
    """Tell whether an element of this name is usually one of what has these fields."""
    names = next((names for fields, names in _ROW_NAMES if fields is known), "")
    plain = _plain(name)
    return any(plain in (_plain(one), _plain(f"{one}s")) for one in names.split("|"))


def columns_of(
    headings: Sequence[str],
    known: Mapping[str, str],
    given: Mapping[str, str],
    others: Iterable[tuple[str, int]] = (),
) -> dict[str, int]:
    """Give the place of each field's column: as the mapping says, else by the heading; each column once.

    `others` are more headings under which a column is known, where no column has them as its own.
    """
    places = {_plain(heading): place for place, heading in reversed(list(enumerate(headings)))}
    found = {name: places[_plain(heading)] for name, heading in given.items() if _plain(heading) in places}
    for heading, at in others:
        places.setdefault(_plain(heading), at)
    for name, written in known.items():
        if name in found or name in given:
            continue
        for heading in written.split("|"):
            place = places.get(_plain(heading))
            if place is not None and place not in found.values():
                found[name] = place
                break
    return found


@lru_cache(maxsize=5000)
def _plain(heading: str) -> str:
    return squash(heading).replace("_", "").replace("-", "").strip("*:")
