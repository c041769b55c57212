"""What is said while a case is open and is not asked of it: a question that names things of its own."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.kept import kept
from language.normalise import fold
from language.requests.speech.sentences import sentences
from language.stems import stems

__all__ = ["asks_of_another", "asked_of_another"]

# Words of questions about a case itself, and those that say nothing of what a question is about.
_OF_CASES = frozenset(
    word
    for text in (
        "complaint complain case report request message letter number answer answered reply response respond hear heard back"
        " know notify notified inform informed contact contacted reach call phone email news update result outcome decide"
        " decision deal dealt handle read see seen look check follow track status register registered file filed note noted"
        " record add added write written put name anonymous staff librarian manager director boss head person responsible"
        " somebody someone anybody anyone nobody human people colleague team department charge"
        " before after since monday tuesday wednesday thursday friday saturday sunday weekend month morning evening"
        " long soon when quick quickly fast take takes took day days week weeks hour hours time today tomorrow date until"
        " page site website chat app screen telegram usually normally really actually even ever exactly still yet now then next already again first last other else way",
        "شکایت شکایتم پرونده پروندم گزارش گزارشم درخواست درخواستم پیام پیامم نامه شماره جواب پاسخ خبر خبرم نتیجه پیگیری رسیدگی"
        " بررسی ثبت یادداشت اسم نام ناشناس مشخصات تماس تلفن ایمیل کتابدار کارمند مسئول مدیر رئیس همکار کسی کسانی آدم نفر مربوطه"
        " میدین میدید میدن میده میدهید میدهند بدین بدید بدن بدهید دادن دادید میکنین میکنید میکنن میکنه کنین کنید کنن میرسه میرسد"
        " میکشه میکشد میشه میشود بشه شد میگیرم میگیرین میخونه میخونن میخوند میخوانند میبینه میبینن ببینم بفهمم متوجه مطلع باخبر طول زود زودتر"
        " معمولا واقعا اصلا حتما دقیقا هنوز الان حالا بعد دیگه بازم دوباره امروز فردا روز روزه هفته ساعت وقت موقع کی کیه تا چند چقدر"
        " مدت زمان دهند دهید کشد خواهد خواهند شنبه یکشنبه دوشنبه سهشنبه چهارشنبه پنجشنبه جمعه پیش پس"
        " بنویسم بنویسید نوشتن نویسید ذکر فاش معلوم هویت نام اسمم اسمو بدون بی رسید میرسونید برسونید منتقل ارجاع تصمیم"
        " میره سطل آشغال دور گفتم گفتید قبل دفعه صفحه سایت چت تلگرام میبینم میبینمش ببینمش تو توی داخل",
        "the a an i you we he she it they me my your our his her their him them us this that these those of in on at to for from"
        " with about by as into out up off over and or but so if not no yes is are was were be been being am do does did done"
        " doing have has had having will would shall should can could may might must what which who whom whose where why how"
        " there here just only also too very much many more most some any all both each please thanks thank sorry hello hi ok"
        " okay well oh hmm get gets got getting give gives gave given go goes going went come comes coming came let make made"
        " tell told say said ask asked want wanted need thing things something anything one ones bin least end",
        "و یا اما ولی که را رو به از با در بر برای واسه هم من ما شما تو او ایشون ایشان این آن اون اینا اونا همین همون یک یه است"
        " هست هستش نیست بود بودم باشه باشد دارم داره دارین دارید داشت شده شود چی چه چیه چیزی چیز کدوم کدام کجا کجاست چرا چطور"
        " چطوری چجوری چگونه آیا مگه پس خب نه آره بله لطفا ممنون مرسی سلام ببخشید اگه اگر هر همه خودم خود خیلی فقط یعنی میخوام"
        " میتونم میتوانم باید بگم بگید بگین بدم بدهم کنم کردم کرد",
    )
    for word in stems(text)
)
_INTERROGATIVE = re.compile(
    r"^\W*(?:(?:and|so|but|ok|okay|well|then|also|btw|by the way|oh|hmm|right|thanks|thank you|و|پس|خب|حالا|راستی|باشه|ممنون|مرسی)[\s,،.!]+)*"
    r"(?:can|could|may|do|does|did|is|are|am|will|would|should|what|when|where|which|who|how|why|is there|are there)\b"
    r"|(?<!\w)(?:چی|چیه|چنده|چقدر|چقدره|چند|کجا|کجاست|کدوم|کدام|کی|چطور|چطوری|چجوری|آیا|میشه|میتونم|میتوانم)(?!\w)",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<=[a-z,'’] )[A-Z][a-z]{2,}\b")
# With so many words of its own a question is about something else than the case.
_ENOUGH = 2


@kept
def asked_of_another(text: str, *, told: str = "") -> tuple[str, ...]:
    """Give the sentences of a text that ask, and name things that no case is about; `told` are the case's own words."""
    known = set(stems(fold(told)))
    found = []
    for part in _parts(text):
        asks = part.rstrip().endswith(("?", "؟")) or _INTERROGATIVE.search(fold(part)) is not None
        if asks and len(_own_words(part) - known) >= _ENOUGH:
            found.append(part)
    return tuple(found)


def asks_of_another(text: str) -> bool:
    """Tell whether something is asked in a text that is asked of no case."""
    return bool(asked_of_another(text))


# A comma parts what is told from what is asked behind it.
_PART = re.compile(r"[^.!?؟…\n]+[.!?؟…]*")
_BEHIND_COMMA = re.compile(
    r"[,،](?=\s*(?:and |but |so )?(?:can|could|may|do|does|did|is|are|will|would|what|when|where|which|how) )",
    re.IGNORECASE,
)


def _parts(text: str) -> list[str]:
    found = [piece for part in _PART.findall(text) for piece in _BEHIND_COMMA.split(part)]
    return [part.strip() for part in found if sentences(part)]


def _own_words(part: str) -> set[str]:
    words = {
        word
        for word in stems(fold(part).replace("’", "'"))
        if word not in _OF_CASES and len(word) > 1 and not word.isdigit()
    }
    # A name alone is enough: "and can't she take Matilda until then?".
    return words | {f"name {name}" for name in _NAME.findall(part) if stems(name)[0] not in _OF_CASES}
