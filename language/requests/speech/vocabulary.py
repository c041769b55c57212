"""Words of requests, folded: deeds, refusals, wishes, conditions, exceptions, and words that stand for things.

Every phrase is words with single spaces, as `language.normalise.fold` leaves them; Finglish is beside Persian.
"""

from __future__ import annotations

from language.normalise import fold

__all__ = [
    "ASKING_TO_BE_TOLD",
    "BOOKS",
    "COMMANDS",
    "CONDITIONS",
    "COURTESY",
    "DEED_FORMS",
    "DEED_STARTS",
    "EXCEPTIONS",
    "GENERIC",
    "NEGATED_COMMANDS",
    "POINTING",
    "RELUCTANCE",
    "ROOMS",
    "WISHES",
    "phrases",
]


def phrases(text: str) -> tuple[str, ...]:
    """Fold phrases that are parted by strokes, the longest first."""
    found = dict.fromkeys(fold(each) for each in text.split("|"))
    return tuple(sorted((each for each in found if each), key=len, reverse=True))


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(word) for word in text.split())


#: What is done, by the words that name it: forms that are whole words, and how Persian words for it begin.
DEED_FORMS: dict[str, frozenset[str]] = {
    "cancel": _words(
        "cancel cancels cancelled canceled cancelling canceling cancellation cancle cancell drop dropped"
        " dropping remove"
        " removed removing delete deleted deleting scrap undo withdraw kansel کنسل لغو حذف"
    ),
    "renew": _words(
        "renew renews renewed renewing renewal renewals renewable renuew reniew renw renwe extend extends extended"
        " extending extension extensions extnd prolong prolonged prolonging reborrow"
    ),
    "hold": _words(
        "reserve reserves reserved reserving reservation reservations resrve reserv hold holds holding request"
        " requested book booking رزو رزوش رزف رزفش رزرف رزرفش"
    ),
}
DEED_STARTS: dict[str, tuple[str, ...]] = {
    "cancel": ("لغو", "کنسل", "laghv", "lagv", "kansel"),
    "renew": ("تمدید", "تمدد", "تمیدد", "tamdid", "tamdeed"),
    "hold": ("رزرو", "رزور", "rezerv", "rezrv"),
}

#: Persian verbs by which a deed is ordered, and by which it is forbidden.
COMMANDS = _words(
    "کن کنید کنی بکن بکنید بکنی نما نمایید بنمایید فرمایید بفرمایید بفرما بفرمائید فرمائید بزن بزنید بده بدید بدی بدهید"
    " بگیر بگیرید بذار بذارید بگذارید کنین کنیییید kon konid konin koni bokon bokonid bokonin befarmaid befarmayid"
)
NEGATED_COMMANDS = _words(
    "نکن نکنید نکنین نکنی نکنم نکنه نکند نکنند نکنیم نشه نشود نشن نشوند نشم ننما ننمایید نفرما نفرمایید نزن"
    " نزنید نده ندید"
    " ندی ندهید نگیر نگیرید نذار نذارید نگذارید nakon nakonid nakonin nakoni nashe nashan nakonam"
)
#: What is said before a deed, or after its noun, by one who does not want it done.
RELUCTANCE = phrases(
    "نمیخوام|نمیخوایم|نمیخواستم|نمیخواد|لازم نیست|لازم ندارم|لازم نداره|نیازی نیست|نیاز نیست|نیازی به"
    "|احتیاجی به|احتیاجی نیست"
    "|نباید|قرار نبود|قرار نیست|مبادا|لزومی نداره|لزومی ندارد|بیخیال|بی خیال|ترجیح میدم|nemikham|nemikhaam"
    "|nemikhad|lazem nist"
    "|niazi nist|nabayad|bikhial"
)
#: Persian and English wishes of one's own, which are orders: "I want to renew".
WISHES = phrases(
    "میخوام|میخوایم|میخواستم|خواستم|مایلم|قصد دارم|تصمیم دارم|دوست دارم|لازم دارم|باید|خواهشمندم|خواهشمند"
    " است|تقاضا دارم"
    "|درخواست دارم|mikham|mikhaam|mikhastam|khastam|i want|i'd like|i would like|i need|i wish|i wanna|we want|we need"
    "|we'd like|we would like|id like|i'm hoping to|i hope to|i have to|i must|i'll"
)
#: What turns a wish or a plea into a question: "I want to know", «می‌خوام ببینم».
ASKING_TO_BE_TOLD = phrases(
    "بدونم|ببینم|بپرسم|سوال دارم|سوالم|سوال داشتم|پرسیدم|میپرسم|bedoonam|bebinam|beporsam|soal|to know|to ask|wonder"
    "|wondering|to find out|tell me|let me know|can you say|could you say|can you check|could you check|can you see"
    "|could you see|can you explain|could you explain|any idea|to check if|to see if|to check whether|check if"
    "|check whether|see if|see whether|i'm asking|just asking|curious"
)
CONDITIONS = phrases(
    "اگه|اگر|چنانچه|به شرطی|به شرط|در صورتی|در صورت|درصورتی|درصورت|age|agar|if|in case|provided|as long as|unless"
    "|on condition|so long as|assuming|supposing|suppose"
)
EXCEPTIONS = phrases(
    "به جز از|به جز|بجز از|بجز|جز|به غیر از|بغیر از|غیر از|غیراز|به غیر|سوای|الا|مگر|منهای|به استثنای|به"
    " استثنا|باستثنای"
    "|استثنای|بدون|be joz|bejoz|bejuz|joz|be gheyr az|be gheir az|gheyr az|gheir az|begheir az|manhaye|bedoone|ella"
    "|with the exception of|with exception of|except for|except|excepting|exept|exept for|excpt|excluding"
    "|exclude|apart from"
    "|aside from|other than|besides|but not|but for|all but|everything but|every one but|everyone but|any but|save for"
    "|minus|without|leaving out|leave out|skip|skipping|not including|bar"
)
COURTESY = _words(
    "please pls plz hi hello hey dear ok okay so and then well also but um uh sorry thanks thank you good"
    " morning evening"
    " afternoon day just actually btw quick question librarian sir madam yes yeah no oh hmm kindly now anyway"
    " سلام درود لطفا لطفن ببخشید خسته نباشید نباشی وقت وقتتون وقتتان بخیر خیر روز روزتون عصر شب ممنون مرسی"
    " سپاس سپاسگزارم"
    " متشکرم خب راستی بله آره نه باشه اوکی چشم آقا خانم جان عزیز محترم گرامی احترام پس حالا الان salam lotfan merci"
    " mamnoon khob bale are"
)

# What names no title, although it may stand where one could: "renew my books".
GENERIC = _words(
    "my the all both them it this that these those book books item items loan loans hold"
    " holds reservation reservations stuff thing things everything again one ones too also"
    " still be can please renewed extended any anything every each rest others other few some titles title"
    " کتاب کتابم کتابمو کتاب‌ها کتابها کتابهام کتاب‌هام"
    " کتابام کتابامو کتاب‌هامو کتاب‌هایم همه همهٔ همش همشون تمام هم باز دوباره امانت امانتم"
    " امانت‌ها امانتام امانت‌هام امانت‌هایم امانت‌هامو رزرو رزروم رزرومو رزروها رزروهام"
    " رزروهامو من این اون همین رو را و ها هام هامو ام هیچ هیچکدوم هیچکدام چیزی کدوم کدام بقیه باقی"
    " ketab ketabam ketaba ketabamo ketabhamo hame hamaro ro man in oon chizi"
)
#: Words that point at a thing and name none.
POINTING = _words(
    "it that this one same other the those these همین همون همان این اون آن اونو اینو همینو همونو همونه همینه یکی"
    " یکیو دیگه قبلی رزروش تمدیدش لغوش"
)
#: What may be reserved beside a book, and what says that it is a book.
ROOMS = ("room", "study room", "seat", "desk", "a room", "اتاق", "اتاق مطالعه", "صندلی", "جا", "سالن", "میز")
BOOKS = ("book", "a book", "the book", "title", "کتاب", "یه کتاب", "کتابو", "یک کتاب")
