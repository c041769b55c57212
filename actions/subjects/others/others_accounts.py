"""Others' accounts: who has a book that is named and how to reach them, what is on somebody's card, with its number or PIN typed.

A number and a PIN in a message open nothing, whoever gives them; that is said, and nobody is sent to sign in for it.
"""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn, nested
from actions.facts.choices import menu
from actions.facts.lines import availability, by_title, is_seen
from actions.rasa.registry import HANDLERS
from actions.subjects.others.children import asks_of_child
from actions.subjects.titles.names_within import name_within
from actions.subjects.titles.titles_in_talk import title_in_talk, title_named
from language.normalise import fold
from library.values import Title

__all__ = ["asks_of_card", "asks_who_has", "claims_staff", "hears_of_others", "orders_on_fines_of_card", "say_only_own"]

_CARD = r"(?:\[(?:card|national-id)\]|(?<!\d)\d{8}(?!\d))"
_PERSON = (
    r"\b(?:my|our) (?:\w+ )?(?:husband|wife|spouse|partner|fianc\w+|mother|mum|mom|father|dad|parents?|brother|sister|friend|boyfriend|girlfriend|room ?mate|flat ?mate|neighbou?r|colleague|boss|cousin|uncle|aunt|grand\w+|teacher|student|son|daughter|child|children|kids?|boy|girl|niece|nephew)(?:'s)?\b"
    r"|\b(?:his|her|their|somebody else's|someone else's|another (?:person|member)'s) (?:\w+ )?card\b"
    r"|(?<!\w)(?:همسر|شوهر|خانم|خانوم|زن|نامزد|مادر|مامان|پدر|بابا|برادر|داداش|خواهر|آبجی|دوست|رفیق|همکار|همسایه|هم ?اتاقی|عمو|دایی|خاله|عمه|مادربزرگ|پدربزرگ|دختر|پسر|بچه|فرزند|نوه|شاگرد)(?: ?(?:م|ام|مون|مان|مو))(?!\w)|(?<!\w)(?:کارتش|کارتشون|شماره کارتش|کد عضویتش)(?!\w)"
    r"|\b(?:hamsaram|shoo?harem|shoo?haram|khanoo?mam|zanam|mamanam|babam|madaram|pedaram|khaharam|baradaram|dadasham|doo?stam|refigham|dokhtaram|pesaram|bacham|hamkaram|kartesh)\b"
)
_ACCOUNT = (
    r"\b(?:borrow\w*|loans?|on loan|checked out|has out|have out|got out|out|overdue|due|fines?|fees?|owes?|owed|reserv\w*|holds?|account|books?|what(?:'s| is) on|read)\b"
    r"|(?<!\w)(?:چی|چیا|چه|کدوم|کتاب\w*|امانت\w*|جریمه\w*|بدهی\w*|بدهکار\w*|رزرو\w*|موعد\w*|حساب\w*|گرفته|برده|خونده|دستشه)(?!\w)"
    r"|\b(?:chi|chia|ketab\w*|amanat\w*|jarime\w*|bedehi\w*|rezerv\w*|gerefte|borde)\b"
)
_OF_PERSON, _OF_ACCOUNT, _NUMBERED = re.compile(_PERSON), re.compile(_ACCOUNT), re.compile(_CARD)
_OWN_CARD = re.compile(r"\bmy (?:own )?(?:card|account|number|loans?)\b|(?<!\w)(?:کارتم|حسابم)(?!\w)")
# Eight digits alone may be a telephone's.
_OF_CARD_NUMBER = re.compile(
    rf"\[(?:card|national-id)\]|(?:\b(?:cards?|accounts?|members?|membership|patrons?|fines? (?:for|of|on)|kart)\b|کارت|عضویت|حساب)\D{{0,16}}{_CARD}"
)
# The number is said to be the other's: "my brother's card is [card]", «شماره کارتش [card]».
_KIN_EN = r"(?:husband|wife|spouse|partner|mother|mum|mom|father|dad|brother|sister|friend|boyfriend|girlfriend|room ?mate|neighbou?r|colleague|boss|cousin|uncle|aunt|teacher|student|son|daughter|child|kid)"
_KIN_FA = r"(?:همسر|شوهر|خانم|خانوم|زن|نامزد|مادر|مامان|پدر|بابا|برادر|داداش|خواهر|آبجی|دوست|رفیق|همکار|همسایه|دختر|پسر|بچه|فرزند)(?:م|ام|مون|مان)"
_THEIR_CARD = re.compile(
    rf"\b(?:(?:my|our) {_KIN_EN}'?s|his|her|their) (?:library )?(?:card|membership)(?: (?:number|no))?(?: is|:|,)? {_CARD}"
    rf"|(?<!\w)(?:(?:شماره )?کارتش|کد عضویتش|(?:شماره )?کارت {_KIN_FA})(?: هم)?:? {_CARD}"
    rf"|\b(?:shomare )?(?:kartesh|karte (?:hamsar|mamana?|baba|madar|pedar|khahar|baradar|dadash|doo?st|dokhtar|pesar)am) {_CARD}"
)
_ASKS = re.compile(
    r"\b(?:what(?:'s)?|which|how (?:much|many)|any\w*|does|has|see|show|check|look up|know|tell)\b|(?<!\w)(?:چی|چیا|چه|چقدر|چند|کدوم|ببین\w*|نشون|بگو)(?!\w)|\b(?:chi|chia|chand|cheghadr|bebin\w*)\b"
)
# A card that is lost, a joining, and what is brought back or collected with somebody's card have their own answers.
_OTHERWISE = re.compile(
    r"\b(?:renew\w*|reserve|lost|stolen|found|block|join|sign up|register|can'?t (?:log|sign)|collect|pick\w* up|return(?:ing)?|use|using|with (?:his|her|my|their))\b"
    r"|(?<!\w)گم(?!\w)|دزد|پیدا کرد|مسدود|عضو (?:ب|ن?می|کن)\w*|ثبت ?نام|تحویل|پس (?:ب|می)|برگردون|با کارت\w*|\b(?:gom|dozd|ozv|tahvil|pas bed\w*|ba kart\w*)\b"
)
_OF_FINES = re.compile(r"\b(?:fines?|fees?|debts?|owed|balance|jarime\w*|bedehi\w*)\b|جریمه|بدهی|دیرکرد")
_LIFTED = re.compile(
    r"(?:^\W*|[.!;:,]\s*|\b(?:please|now|and|just|you to) )(?:clear|delete|remove|waive|forgive|cancel|erase|reset|zero|wipe|reduce|write off)\b|\b(?:set|put|bring)\b[^.?!]{0,40}\bto (?:zero|0)(?!\d)"
    r"|(?<!\w)(?:(?:صفر|پاک|حذف|کم|لغو|معاف|تسویه) کن(?:ید|ین)?|ببخش(?:ید|ین)?|بردار(?:ید|ین)?)(?!\w)|\b(?:(?:sefr|pak|hazf|kam|laghv) kon\w*|bebakhsh\w*|bardar\w*)\b"
)
# What was paid is a matter of its own.
_PAID = re.compile(r"\b(?:pa(?:id|y|yment|ying)|charged|wrong\w*|mistake)\b|پرداخت|(?<!\w)پول|اشتباه|پیگیری|\bpardakht")
_MINE = re.compile(
    r"\b(?:my|mine|i)\b|(?<!\w)(?:من|خودم|خودمو|کارتم|جریمه ?(?:م|هام|ام)|جریمم)(?!\w)|\b(?:man|khodam|kartam)\b"
)
_PIN = re.compile(r"\[pin\]|\b(?:pin|password|passcode|ramz\w*)\b|(?<!\w)(?:رمز|پسورد|پین)\w*(?!\w)")
_THEIR_PIN = re.compile(
    r"\b(?:his|her|their|\w+'s) (?:pin|password|passcode)\b|(?<!\w)(?:رمز|پسورد|پین)(?:ش|شم|شو|شون|شونو)(?!\w)|\b(?:ramz|pass(?:word)?)(?:esh|esham|esho|eshun)\b"
)
_GIVEN = re.compile(
    r"\[pin\]|(?<!\d)\d{4,6}(?!\d)|\b(?:i (?:know|have|got)|here is|daram|midunam|midoonam)\b|(?<!\w)(?:دارم|بلدم|میدونم|میدانم)(?!\w)"
)
# Whoever says to be one of these is none by saying so.
_STAFF = re.compile(
    r"\b(?:i'?m|i am|this is|here is|speaking as|as) (?:the |a |an |your |actually )?(?:(?:library|head|chief|system|new|branch|it|deputy) ){0,2}(?:manager|director|librarian|admin\w*|supervisor|programmer|developer|staff member|employee)\b(?! (?:of|at|in|for) (?:a|an|my|our|the (?!librar|branch)\w+)\b)"
    r"|\bi (?:work|am working) (?:here(?! (?:in|next|near)\b)|for (?:you|the library)|at (?:your|the|this) library)\b|\bi'?m (?:from|with) (?:the )?(?:library|it|it department|staff)\b"
    r"|(?<!\w)(?:من |بنده |اینجانب )(?:خودم )?(?:مدیر|رئیس|رییس|کتابدار|ادمین|مسئول|کارمند|برنامه ?نویس|معاون)(?: ?(?:ی|کل|سیستم|بخش|شعبه|همین|این|\w{0,3}کتابخ\w{2,8})){0,3} ?(?:هستم|ام|م)?(?!\w)|(?<!\w)من (?:از|تو) (?:آی ?تی|بخش فنی|پشتیبانی)"
    r"|\bman (?:modir|rais|ketabdar|admin|masool|karmand)\w*"
)
_OF_CARD_DATA = re.compile(
    r"\b(?:loans?|borrowed|account|card|data|pin|history|details)\b|امانت|حساب|کارت|اطلاعات|رمز|سابقه|\b(?:amanat|hesab|kart|etelaat|ramz)"
)
# Who is spoken of is a member, and in the next breath it is asked what they have.
_MEMBER = re.compile(
    r"\b(?:borrows?|has a (?:library )?card|(?:is|are) (?:also )?(?:a )?(?:members?|registered|patrons?|customers?)|uses? (?:your|the|this) library|(?:goes|comes) to (?:your|the|this) library)\b"
)
_HAS = re.compile(
    r"\b(?:what|which|how (?:many|much)|whether|if)\b[^.?!]{0,20}\b(?:he|she|they)(?:'s| has| have| is| are|'ve)? (?:got|has|have|had|borrowed|borrow|reserved|reserve|owes?|out|on loan|reading)\b"
)
# Said after the refusal: who somebody is to the other, that they agree, or that their number is at hand.
_ENTITLED = re.compile(
    r"\b(?:i'?m|i am) (?:\w+ ){0,2}(?:his|her|their|the) (?:\w+ )?(?:wife|husband|mother|mum|mom|father|dad|parent|son|daughter|brother|sister|partner|spouse|boss|teacher|girlfriend|boyfriend|fianc\w+|guardian)\b|\bwe(?:'re| are) (?:married|family)\b"
    r"|\b(?:have|has|got|know|here is|here's|with|it's) (?:his|her|their) (?:library )?(?:card|membership)\b|\b(?:his|her|their) (?:library )?(?:card|membership) (?:number|no|is)\b|\b(?:he|she|they) (?:agree[sd]?|allow\w*|won'?t mind|doesn'?t mind|said (?:it'?s |it is )?(?:ok|okay|fine)|gave me|messages? you)\b"
    r"|(?<!\w)(?:من|خودم) (?:زن|شوهر|همسر|مادر|مامان|پدر|بابا|خواهر|برادر|دختر|پسر|نامزد|رئیس|معلم)(?:ش|شم|شون|شونم)(?!\w)|(?<!\w)(?:شماره )?کارت(?:ش|شم|شو|شون|شونم)(?: ?(?:رو|را|هم))?(?!\w)|(?<!\w)(?:خودش|ازش) (?:\w+ )?(?:اجازه|گفته|راضی|خواسته)|زن ?و ?شوهر\w*"
    r"|\bman (?:zan|shohar|hamsar|madar|pedar|khahar|baradar)esh\w*|\bkartesh\w*"
)
# The name of the title stands for itself: what the words within it say is no question.
_NAME = "\0"
_ITS_END = r"(?=\W*$|\W*[?؟.!,،]| (?:now|right now|at the moment|currently|today|at present|before me|checked out|on loan|out|at home|please)\b)"
_BOOK_FA = r"(?:(?:کتاب|رمان) )?"
_TOOK_FA = r"(?:برده|بردتش|بردش|گرفته|گرفتتش|امانت گرفته|امانت برده|قرض گرفته)(?=\W*$|\W*[?؟.!,،])"
_WHOSE_FA = r"(?:دست|پیش|نزد|(?:در |به )?(?:دست|اختیار|امانت)) (?:کیه|کیست|(?:کی|چه کسی|چه شخصی|کدام عضو|کدوم عضو)(?: ?(?:ه|یه|هست|است|هستش|س|یه|میباشد|می باشد))?)(?=\W*$|\W*[?؟.!,،])"
_WHO_HAS = re.compile(
    rf"(?:^\W*|[.!?;:,]\s*|\b(?:and|so|please|hi|hello|tell me|(?:to|you) (?:know|see)|find out) )(?:who|which (?:member|person|reader|patron))(?:'s| has| is| have)?(?: (?:currently|now|else|last|just|actually))* (?:got|has|have|had|having|holding|keeping|reading|borrowed|borrowing|took|taken out|took out|checked out) (?:the |a |your )?(?:(?:book|novel|copy of|copies of) )?(?:the )?{_NAME}{_ITS_END}"
    rf"|{_NAME} ?(?:(?:رو|را) )?(?:(?:الان|حالا|فعلا|اکنون|هم ?اکنون|در حال حاضر) )?{_WHOSE_FA}|^\W*(?:الان )?(?:دست|پیش) کیه {_BOOK_FA}{_NAME}"
    # Named in the sentence before: "I'm in the queue for Emma. Who has it at the moment?"
    rf"|{_NAME}[^?؟]{{0,90}}(?<!\w)(?:(?:این|آن|اون|همین) (?:کتاب|رمان|عنوان|نسخه|اثر)|کتاب|نسخه) ?(?:(?:الان|حالا|فعلا|اکنون|هم ?اکنون|در حال حاضر) )?{_WHOSE_FA}"
    rf"|{_NAME}[^?]{{0,90}}(?:[.!?;:]\s?|\b(?:tell me|to know|may i ask|like to ask) )who(?:'s| has| is)?(?: (?:currently|now|else|last|just|actually))* (?:got|has|holding|keeping|borrowed|taken) (?:it|this (?:book|copy|one)|that (?:book|copy|one)|the (?:book|copy)){_ITS_END}"
    rf"|{_NAME} ?(?:(?:رو|را) )?(?:(?:الان|حالا) )?(?:کی|چه کسی|کیا|کدوم عضو) {_TOOK_FA}|^\W*(?:کی|چه کسی|کیا|کدوم عضو) {_BOOK_FA}{_NAME} ?(?:(?:رو|را) )?{_TOOK_FA}"
    rf"|{_NAME} (?:(?:alan|ro) )*(?:dast|daste|pish|pishe) ?(?:kie|kiye|kiyeh|ki hast)\b|{_NAME} (?:ro )?ki (?:borde|gerefte|amanat gerefte)\b|^\W*ki {_NAME} (?:ro )?(?:borde|amanat gerefte)\b"
)
# Somebody asks of their own card, or of a loan that was never theirs.
_OWN = re.compile(
    r"\b(?:my (?:card|account|name|loans?)|wasn't me|not me|i'm the one|i am the one)\b|کارت من|کارتم|من نبودم|حسابم"
)
# Read surely as one of these, a text asks of no other reader.
_ELSE, _SURE = (
    frozenset(
        "human_help staff_contact lost_property lost_item return fines room_booking privacy my_data"
        " complaint report_fault case_add case_appeal case_status case_withdraw card_registration lost_card donation"
        " location hours events recommendation renew cancel_hold suggest_purchase".split()
    ),
    0.75,
)
# These order something, whoever's card is named with it.
_ORDERS = frozenset(
    "hold renew cancel_hold complaint human_help lost_card report_fault emergency privacy my_data".split()
)
_REACH = re.compile(
    r"\b(?:his|her|their|that (?:person|member|reader)'s|the (?:borrower|person|member|reader)'s) (?:(?:phone|mobile|telephone|e-?mail) )?(?:phone|number|name|address|e-?mail|mobile|telegram)\b"
    r"|(?<!\w)شماره(?:ش|شو|اش|شون)?(?: (?:تلفن|موبایل)(?:ش|شو|اش|شون))?(?: رو| را)? (?:بده|بدید|بدین|بگو|میخوام)(?!\w)|\bshoo?mara?sh\w* (?:ro )?(?:bede|bego|mikham)\b"
)
# The library's own number is nobody's secret.
_OF_HOUSE = re.compile(
    r"\b(?:librar\w+|branch\w*|desks?|staff|section)\b|شعبه|کتابخ|کتابدار|بخش|\b(?:sho'?be|ketabkh\w+|ketabdar\w*)\b"
)


def asks_who_has(text: str, name: str) -> bool:
    """Tell whether a text asks who has the book of that name, or had it before."""
    said, named = _plain(text), _plain(name).strip()
    if not named or named not in said:
        return False
    said = re.sub(rf"(?<!\w){re.escape(named)}(?!\w)", _NAME, said)
    return _WHO_HAS.search(said) is not None and _OWN.search(said) is None


def asks_of_card(text: str) -> bool:
    """Tell whether a text asks what is on somebody else's card whose number it gives."""
    said = _folded(text)
    if not _THEIR_CARD.search(said) or not _OF_PERSON.search(said) or _OTHERWISE.search(said):
        return False
    asked = _NUMBERED.sub(" ", said)
    return _OF_ACCOUNT.search(asked) is not None and _ASKS.search(asked) is not None


def orders_on_fines_of_card(text: str) -> bool:
    """Tell whether a text orders fines away from a card that it gives the number of, and does not call its own."""
    said = _folded(text)
    if not (_OF_CARD_NUMBER.search(said) and _OF_FINES.search(said) and _LIFTED.search(said)) or _PAID.search(said):
        return False
    return _MINE.search(said) is None and not said.rstrip().endswith(("?", "؟"))


async def hears_of_others(turn: Turn) -> bool:
    """Refuse what is asked of others' accounts by number, PIN or book; tell whether it was that."""
    if turn.is_payload or (turn.slot("pending") or {}).get("awaits") in _WORDS:
        return False
    said, last = _folded(turn.text), turn.thread.last
    of_others = last is not None and last.act == "others_loans"
    orders = turn.intent in _ORDERS and turn.confidence >= _SURE
    if not orders and orders_on_fines_of_card(turn.text):
        say_only_own(turn, fines=True)
        return True
    if _gives_pin(said, of_others=of_others):
        say_only_own(turn)
        return True
    if not orders and asks_of_card(turn.text):
        if not await asks_of_child(turn, any_topic=True):
            turn.intent, turn.confidence, turn.entities = "others_loans", 1.0, {}
            await HANDLERS["others_loans"].handler(turn)
        return True
    if not orders and claims_staff(turn.text):
        say_only_own(turn, fines=_OF_FINES.search(said) is not None)
        return True
    of_member = _asks_of_member(said, str(turn.recall("words") or "")) or _asks_of_him(turn, said)
    if not orders and of_member and not await asks_of_child(turn, any_topic=True):
        turn.intent, turn.confidence, turn.entities = "others_loans", 1.0, {}
        await HANDLERS["others_loans"].handler(turn)
        return True
    lately = any(act.act == "others_loans" for _, act in zip(range(_LATELY), turn.thread.acts(), strict=False))
    if not orders and _WHO_BLOCKS.search(said) and (lately or _OF_COPY.search(said)) and not _elsewhere(turn):
        await _keeps_private(turn, await title_in_talk(turn))
        return True
    if lately and not orders and _insists(turn, said):
        say_only_own(turn)
        return True
    of_copy = of_others and not orders and not turn.entity("title") and _WHEN_BACK.fullmatch(said.strip()) is not None
    if of_copy and (spoken := await title_in_talk(turn)) is not None:
        # Nobody's name any more: when a copy is due is no secret.
        turn.intent, turn.confidence, turn.entities, turn.moves = "search_book", 1.0, {}, {}
        return await _tell_due(turn, spoken)
    title = await _whose_reader_is_asked(turn)
    if title is None and not (of_others and _REACH.search(said) and not _OF_HOUSE.search(said)):
        return False
    await _keeps_private(turn, title)
    return True


# Who keeps the book from those who wait, asked at the end: "who has this room booked" asks of something else.
_WHO_BLOCKS = re.compile(
    r"\b(?:right|entitled|want|like|need|allowed|tell me|demand) (?:to (?:know|be told|hear) )?who(?:'s| is| has| keeps)? (?:(?:still|just|been) )?(?:blocking|holding|hogging|keeping|sitting on|got|has|have|hanging on to) (?:it|my (?:book|reservation)|(?:the|this|that) book)(?= (?:right )?now\W*$|\W*$)"
    r"|(?<!\w)(?:حق (?:دارم|منه)|می ?خوام|باید|بگ\w{1,3}) (?:که )?(?:بدونم|بدانم|بفهمم)? ?(?:(?:اون|این) )?کتاب\w{0,2} ?(?:الان )?(?:دست|پیش) (?:کیه|کیست|کی هست)(?=\W*$)"
)
_OF_COPY = re.compile(r"\b(?:books?|reservations?|on hold|cop(?:y|ies))\b|(?<!\w)(?:کتاب|رزرو|نسخه)")


def _elsewhere(turn: Turn) -> bool:
    """Tell whether a message is surely read as one that is of no copy of a book."""
    return turn.intent in _ELSE and turn.confidence >= _SURE


async def _keeps_private(turn: Turn, title: Title | None = None) -> None:
    """Say that readers are private, of the title that is asked about, and when a copy of it is due: that anybody may know."""
    spoken = title or await title_in_talk(turn)
    turn.intent, turn.confidence = "others_loans", 1.0
    turn.entities = {"title": [spoken.title]} if spoken is not None else {}
    await HANDLERS["others_loans"].handler(turn)
    if title is not None:
        await _tell_due(turn, title, out=True)


async def _tell_due(turn: Turn, title: Title, *, out: bool = False) -> bool:
    """Say when a copy of a title is due, or that one is in; only of one that is `out`, where that is wished."""
    places = await turn.library.availability(title.id)
    if not is_seen(places) or (out and any(place.available for place in places)):
        return False
    turn.show("title", [title.id])
    name = by_title(title.title, title.author)
    turn.say("utter_title_back", title=name, availability=availability(places), waiting=None)
    return True


# Nothing but the day is asked for: "ok, just tell me when it is due back".
_WHEN_BACK = re.compile(
    r"(?:(?:ok|okay|fine|alright|well|so|then|and|but|at least|just|please|can you|could you|tell me|say|thanks)[\s,.]{1,3}){0,5}when(?:'s| is| will)? (?:(?:it|the book|that one)(?:'s| is| will be)? (?:be )?(?:due back|due|back|coming back|returned|brought back)|(?:will |do )?they (?:bring|return|give) it(?: back)?)(?: then| please)?\W{0,4}"
    r"|(?:(?:باشه|خب|پس|فقط|لااقل|حداقل|لطفا|بگید|بگین|بگو)[\s،,.]{1,3}){0,4}(?:(?:اون|این) )?(?:کتاب )?(?:کی|چه روزی|چه تاریخی)(?: (?:قراره|باید|قرار است))? (?:برگرده|برگردد|برمی ?گرده|پسش? (?:می ?ده|میاره|بده|بیاره)|میاردش)\W{0,4}"
)


def claims_staff(text: str) -> bool:
    """Tell whether somebody who says to work for the library orders fines away, or asks for what is on a card."""
    said = _folded(text)
    if _STAFF.search(said) is None:
        return False
    lifts = _OF_FINES.search(said) is not None and _LIFTED.search(said) is not None
    return lifts or (
        _OF_CARD_NUMBER.search(said) is not None
        and _OWN_CARD.search(said) is None
        and _OF_CARD_DATA.search(said) is not None
    )


# "How many books can he borrow?" asks for the rule.
_MAY = re.compile(
    r"\b(?:can|may|could|allowed|must|need|should) (?:he|she|they)\b|\b(?:he|she|they) (?:can|may|could|must|needs?|should)\b"
)
_OF_LOANS, _READ_AS_LOANS = frozenset({"loans", "fines", "account", "others_loans", "hold_status"}), 0.6
_HE_HAS = re.compile(
    r"\b(?:what|which|how (?:many|much))\b[^.?!]{0,24}\b(?:(?:he|she)(?:'s)? (?:got|has|had|borrowed|owes?|reserved)|(?:has|does|is|did) (?:he|she) (?:got|have|had|borrow\w*|owe|reserve\w*|reading))\b"
)


def _asks_of_him(turn: Turn, said: str) -> bool:
    """Tell whether it is asked what "he" or "she" has out, where it was read as being of loans or fines."""
    read = turn.intent in _OF_LOANS and turn.confidence >= _READ_AS_LOANS
    # "How many has she got in the library" may be of an author.
    written = (
        re.search(r"\b(?:writ\w*|wrote|published|author|novels?|in the (?:library|catalogue))\b", said) is not None
    )
    asked = _HE_HAS.search(said) is not None and _MAY.search(said) is None and not written
    return read and asked and _OTHERWISE.search(said) is None


def _asks_of_member(said: str, before: str = "") -> bool:
    """Tell whether it is asked what somebody has who was just said to be a member, maybe in the words before."""
    named = any(_OF_PERSON.search(one) and _MEMBER.search(one) for one in (said, _folded(before)))
    asked = _HAS.search(said) is not None and _MAY.search(said) is None
    return named and asked and _OTHERWISE.search(said) is None


# So many acts back the refusal may stand: other parts of that message were answered behind it.
_LATELY = 3


def _insists(turn: Turn, said: str) -> bool:
    """Tell whether who was refused says that they may know it all the same."""
    surely = turn.intent in _WANTED_INSTEAD and turn.confidence >= _SURELY
    if (
        surely
        or _OTHERWISE.search(said) is not None
        or re.search(
            r"\b(?:mine|my (?:own )?(?:card|loans?|books?|account|fines?|reservations?))\b|کارتم|کتاب ?هام|امانت ?هام|خودم",
            said,
        )
    ):
        return False
    return _ENTITLED.search(said) is not None


# Surely read as one of these a message asks for something else.
_WANTED_INSTEAD, _SURELY = frozenset("search_book recommendation hold hours location events lost_card".split()), 0.85


async def _whose_reader_is_asked(turn: Turn) -> Title | None:
    """Give the title of the library of which it is asked who has it; None where no such question is put plainly."""
    if _ASKS_WHO.search(_folded(turn.text)) is None or (turn.intent in _ELSE and turn.confidence >= _SURE):
        return None
    title = await title_named(turn, turn.text)
    found = await name_within(turn, turn.text) if title is not None else None
    return title if found is not None and asks_who_has(turn.text, found[0]) else None


_ASKS_WHO = re.compile(r"\b(?:who|which|ki|kie|kiye|kiyeh)\b|(?<!\w)(?:کی|کیه|کیا|کیست|کسی|شخصی|کدوم|کدام)(?!\w)")


# What is told for a case is kept as it is told.
_WORDS = frozenset({"told", "words", "score", "join"})


def _gives_pin(said: str, *, of_others: bool) -> bool:
    """Tell whether somebody else's PIN is given, or right after a question for others' loans any PIN."""
    if _PIN.search(said) is None or said.rstrip().endswith(("?", "؟")):
        return False
    theirs = _THEIR_PIN.search(said) is not None
    return (
        _GIVEN.search(said) is not None
        and (theirs or of_others)
        and not re.search(r"\bmy pin\b|رمز(?:م| من)(?!\w)", said)
    )


def say_only_own(turn: Turn, *, fines: bool = False) -> None:
    """Say that a number or a PIN in a message opens no account, and who decides on fines where these were spoken of."""
    turn.intent, turn.confidence, turn.entities = "others_loans", 1.0, {}
    turn.did("others_loans", result="told")
    turn.say(
        "utter_own_card_only",
        status="refused",
        fines=nested("utter_part_fines_by_librarian") if fines else None,
        guardian=None,
        choices=menu("loans"),
    )


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[«»\"“”]", " ", _folded(text)).split())


def _folded(text: str) -> str:
    return fold(text).replace("’", "'")
