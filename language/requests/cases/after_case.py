"""What is asked right after a case was told, of what becomes of it: how one hears, who was there, what is done with it."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.kept import kept
from language.normalise import fold

__all__ = ["ANONYMOUS", "CALL", "DUTY", "HANDLING", "HEAR", "MEMBER", "PRECEDENT", "find_after_case", "orders_to_note"]

#: Whether one has to be a member for it; when somebody calls; how one hears of it; who was on duty then; whether others
#: have said the same; what is done with such cases.
MEMBER, CALL, HEAR, DUTY, PRECEDENT, HANDLING = "member", "call", "hear", "duty", "precedent", "handling"
#: That the name is to be left out.
ANONYMOUS = "anonymous"

_NO_MEMBER = re.compile(
    r"(?:\b(?:not|never|no|without|aint)|n't)\b[^.?!]{0,20}\b(?:members?|membership|registered|card|joined|signed up)\b|\bnon ?-?members?\b"
    r"|عضو(?: \w+){0,2} (?:نیست|نشد|نباش|نبود)\w*|(?:کارت|عضویت)\w*(?: \w+){0,2} ندار\w*|بدون (?:عضویت|کارت)|غیر ?عضو"
    r"|\bozv\w*(?: \w+){0,2} (?:nist|nashod|nabash)\w*|\bkart\w*(?: \w+){0,2} nadar\w*|\bbedoo?ne? (?:ozviat|kart)"
)
_MATTERS = re.compile(
    r"\b(?:matters?|problem|ok|okay|fine|count|need|allowed|still|issue|difference|possible|trouble|affect|valid|have to)\b"
    r"|(?<!\w)(?:اشکال\w*|مشکل\w*|مهمه?|ایراد\w*|فرق\w*|لازم\w*|حتما|میشه|می ?شود|قبول\w*|عیب\w*)(?!\w)"
    r"|\b(?:eshkal\w*|moshkel\w*|moheme?|iraad\w*|irad\w*|fargh\w*|lazem\w*|hatman|mishe|ghabul\w*|eyb\w*)\b"
)
_CALL = re.compile(
    r"\bwhen\b[^.?!]{0,16}\b(?:can|could|will|would|do|might|should)\b[^.?!]{0,20}\b(?:call|ring|phone|reach|contact)\b"
    r"|(?:کی|چه (?:موقع|ساعتی|وقت|روزی))[^.؟?!]{0,24}(?:زنگ|تماس) ?(?:می ?)?(?:زن|گیر|بزن|بگیر)\w*|\bkey\b[^.?!]{0,20}\b(?:zang|tamas)\b"
)
_HEAR = re.compile(
    r"\bhow\b[^.?!]{0,12}\b(?:will|do|would|am|shall|can)\b[^.?!]{0,12}\b(?:(?:told|hear|informed|notified)\b|know\b(?! (?:my|which|where|how|who|the (?!answer|result|outcome|decision))\b)|(?:find out|learn)\b(?=\W*$|\W*[.?!,;]|\W+(?:if|when|whether|once|about (?:it|this|that)|what (?:happens|happened|you|comes|came)|(?:the|your) (?:result|outcome|answer|decision))\b))"
    r"|\b(?:will|would|does|do|is) (?:some(?:body|one)|any(?:body|one)|you|they|the library|a librarian)\b[^.?!]{0,24}\b(?<!\ba )(?<!\ban )(?<!\bthe )(?<!\byour )(?:ring|call|phone|text|e-?mail|write(?: to)?|contact|inform|notify)\b[^.?!]{0,8}\b(?:me|us)\b|\b(?:will|would|does|do) (?:some(?:body|one)|any(?:body|one)|you|they)\b[^.?!]{0,24}\b(?:let (?:me|us) know|tell (?:me|us)\b(?=[\s,]*[?.!]?\s*$|[^.?!]{0,4}\b(?:if|when|once|why|the (?:result|outcome|answer|reason))\b))|\bdo i get (?:a |an )?(?:message|call|answer|reply|notified|told|text|e-?mail)\b"
    r"|(?<!\w)(?:از کجا|چطور\w{0,4}|چجور\w{0,4}|چگونه)(?!\w)[^.؟?!]{0,20}(?:بفهم|خبر|مطلع|متوجه|بدون|بدان)\w{0,8}|(?:به من|بهم|بهمون|به ما|خبرم|با من|باهام)[^.؟?!]{0,16}(?:زنگ|خبر|تماس|اطلاع|پیام\w*)[^.؟?!]{0,6}(?:می ?(?:د|زن|گیر|کن)\w+)[^.؟?!]{0,8}[؟?]|(?<!\w)(?:خبر|زنگ|تماس|اطلاع|پیامک)\w*(?: هم)? می ?(?:د|زن|گیر|کن)\w+[^.؟?!]{0,6}[؟?]|(?<!\w)(?:خبر|زنگ|اطلاع)\w* می ?(?:د|زن)\w+ یا"
    r"|(?:جواب|پاسخ|نتیجه)\w*[^.؟?!]{0,12}(?:چطور\w*|چجور\w*|از کجا|کجا)|(?<!\w)(?:چطور\w{0,4}|چجور\w{0,4}|چگونه)(?!\w)[^.؟?!]{0,14}(?:جواب|پاسخ)\w{0,8}[^.؟?!]{0,12}می ?(?:د|گیر|رس)\w+"
    r"|\baz koja (?:befahm|bedun|bedoon|khabar)\w*|\bchet(?:or|ori)\b[^.?!]{0,16}\bkhabar|\b(?:khabar|zang|etela)\w*(?: ham)? mi ?(?:d|z|k)\w+"
)
_DUTY = re.compile(
    r"\bwho(?:se)?\b[^.?!]{0,24}\b(?:on (?:duty|shift)|(?:his|her|their|the) shift|shift (?:was|is)|(?:was|were) (?:working|in charge|responsible|sitting|(?:there|at|behind|on)\b[^.?!]{0,16}\b(?:desk|counter|door|then|that (?:time|hour|day)|at that)))\b|\bwhose shift\b"
    r"|(?<!\w)(?:کی|چه کسی|کدوم \w+)[^.؟?!]{0,12}(?:شیفت|مسئول|سر ?کار|پشت (?:میز|پیشخوان)|نگهبان)\w{0,6}[^.؟?!]{0,8}بود\w{0,4}|(?<!\w)شیفت\w{0,6}(?!\w)[^.؟?!]{0,16}(?<!\w)(?:کی|چه کسی)(?!\w)|(?<!\w)(?:مسئول|نگهبان|کتابدار|کارمند)\w{0,6}(?!\w)[^.؟?!]{0,20}(?<!\w)(?:کی|چه کسی) (?:بود|بوده)\w{0,4}"
    r"|\bshift\w*(?: \w+){0,3} (?:ki|kie|kiye|kist)\b|\bki\b(?: \w+){0,3} (?:shift|mas(?:oo|u)l|negahban|poshte miz)\w*(?: \w+){0,2} b(?:oo|u)d\w*"
)
_PRECEDENT = re.compile(
    r"\b(?:has|have|did|had)\b(?: \w+)? (?:any(?:body|one)|some(?:body|one)|others?|other people|many|people|anyone else|anybody else)\b[^.?!]{0,24}\b(?:asked|complained|said|suggested|reported|told|wanted|proposed|mentioned)\b|\bam i the (?:first|only)\b|\b(?:asked|suggested|complained|reported|said)\b[^.?!]{0,16}\b(?:before|already)\b ?\?"
    r"|(?:قبلا\w*|تا ?حالا|کس (?:دیگه|دیگری)|دیگران|بقیه|کسی)[^.؟?!]{0,20}(?:گفته?|گفتن|گفته بود|خواسته|خواستن|شکایت کرده|شکایت داشته|پیشنهاد داده|پیشنهاد کرده|گزارش داده|اعتراض کرده)(?:ه|ن|ان|اند|است)?(?!\w)[^.؟?!]{0,12}[؟?]|اولین نفری? ?(?:هستم|ام|م)[^.؟?!]{0,16}[؟?]"
    r"|\b(?:ghablan|ta hala|kasi)\b[^.?!]{0,20}\b(?:gofte|khaste|shekayat karde|pishnahad dade)\b"
)
_HANDLING = re.compile(
    r"\bwhat (?:\w+ ){0,2}?(?:happens|becomes|is done|gets done|do you (?:\w+ )?do|do they do|will happen)\b[^.?!]{0,12}\b(?:with|to|of|about) (?:it|this|that|these|those|them|such|complaints?|reports?|suggestions?|requests?|letters?|mine|my \w+)\b|\bwhat (?:\w+ ){0,2}?happens (?:next|then|now|afterwards)\b"
    r"|با (?:این|اینا|اینها|این ?جور|شکایت|پیشنهاد|گزارش|درخواست)\w*(?: \w+){0,2} (?:چی ?کار|چکار|چه ?کار)\w*|(?<!\w)(?:بعدش|الان|حالا|بعد) (?:چی|چه) (?:میشه|می ?شود|پیش میاد)(?!\w)"
    r"|\bba (?:in|ina|shekayat|pishnahad|gozaresh|darkhast)\w*(?: \w+){0,2} (?:chi ?kar|che ?kar)"
)
# What these are asked of is the patron's own, and no case.
_OF_OWN = re.compile(
    r"\b(?:reserv\w*|holds?|loans?|due|overdue|renew\w*|queue)\b|رزرو|امانت|تمدید|مهلت|موعد|سررسید|نوبت|\b(?:rezerv|amanat|tamdid|mohlat|nobat)\w*"
)
_ANONYMOUS = re.compile(
    r"(?<!the )(?<!an )\banonym(?:ous(?:ly)?|ity)\b|\b(?:without|leave out|leave off|don't (?:use|put|write|give|mention)) my name\b|\bmy name (?:out|off)\b"
    r"|(?<!\w)(?<!ثبت )(?:اسم|نام)(?:م|مو|ام|مون|مان)? ?(?:هم |رو |را )*(?:ننویس\w*|نمی ?خوا\w*|نباشه|نیاد|نیار\w*|نبر\w*|فاش)|(?<!\w)(?<!زن )(?<!مرد )(?<!آدم )(?<!فرد )(?<!نفر )(?<!یک )(?<!شخص )(?:ناشناس|بی ?نام)(?!\w)(?![^.؟?!]{0,14}(?:دارید|دارین|داری|هست)(?!\w))|(?<!\w)به ?عنوان (?:یک |یه )?(?:فرد |نفر |شخص |آدم )?(?:ناشناس|بی ?نام)(?!\w)|(?<!\w)(?:ناشناس|بی ?نام) (?:بودن|موندن|ماندن)(?!\w)|(?<!\w)(?:گزارش|شکایت|پیام|پیشنهاد|انتقاد|درخواست|نظر)\w{0,4} (?:من |ما |هم )?(?:ناشناس|بی ?نام)(?: هست| است|ه)(?!\w)|\besmam\w*(?: \w+){0,2} (?:nanevis\w*|nemikh\w*|nabashe)"
)
_KINDS = (
    (ANONYMOUS, _ANONYMOUS),
    (CALL, _CALL),
    (HEAR, _HEAR),
    (DUTY, _DUTY),
    (PRECEDENT, _PRECEDENT),
    (HANDLING, _HANDLING),
)
_TO_NOTE = re.compile(
    r"^\W*(?:(?:and|also|please|oh|ok|yes|then|but|so)\W+){0,3}(?:put|write|note|add|mention|include|state|say)\b(?: (?:it|this|in|down|there|also|too|to it)){0,3} (?:that|how|too)\b"
    r"|^\W*(?:(?:و|لطفا|راستی|پس|بعد|خب)\s){0,2}(?:اینم |این رو هم |اینو هم |این را هم )?(?:بنویس|بنویسید|بنویسین|اضافه کن|اضافه کنید|اضافه کنین|یادداشت کن|یادداشت کنید|ذکر کنید)(?: که)?(?!\w)"
    r"|^\W*(?:(?:va|lotfan)\s){0,2}(?:inam |ino ham )?(?:benevis\w*|ezafe kon\w*)\b"
)

# What is put on a list or on hold, said once more or written for oneself is none of what was told.
_NO_NOTE = re.compile(
    r"\b(?:on hold|holds?|reserv\w*)\b|\b(?:to|on|onto|into) (?:my |the |your |a )?(?:\w+ )?(?:lists?|queue|loans|basket)\b|\b(?:say|write|put|state|mention) (?:that|it|this) (?:again|once more|in (?:english|persian|farsi))\b|\b(?:put|add) (?:that|this) (?:book|title|one|film|dvd)\b"
    r"|رزرو|(?<!\w)(?:برام|برایم|برای من|واسم)(?!\w)|(?<!\w)دوباره (?:بگ\w{0,8}|بنویسی?[دن]?)(?: لطفا)?\W*$|(?<!\w)(?:به|تو|توی) (?:لیست|فهرست|امانت)\w*|(?<!\w)ساعت(?: ?های| ?ها)? ?(?:ی )?(?:کار|باز)\w{0,8}(?!\w)(?! هم (?!رو|را|برام|بگ|بنویس))(?![^.؟?!]{0,30}(?<!\w)(?:رعایت|ن?می ?کرد|نبود|نیست|بود|بسته|تعطیل))|\b(?:rezerv\w*|reserv\w*|baram|vasam|saate? kar\w*)\b"
)
# What follows the order as a clause of its own is told, whatever it speaks of.
_TOLD = re.compile(
    r"\b(?:put|write|note|add|mention|include|state|say)\b(?: (?:it|in|down|there|also|too)){0,2} (?:how|that(?! (?:(?!(?:the|a|an|my|our|your|no|some|every|any|this)\b)\w{1,20} )?(?:books?|title|one|film|dvd|novel|item)\b)(?! (?:again|once more|too|please|also|for me|down|as well|in (?:english|persian|farsi)|to|on|onto|into)\b)) \w+ \w"
    r"|(?<!\w)(?:بنویس(?:ید|ین)?|(?:اضافه|یادداشت|ذکر) کن(?:ید|ین)?) که(?! ساعت[^.؟?!]{0,30}(?<!\w)(?:چنده?|چیه|چیست|کی)(?!\w)) \w+ \w"
)


@kept
def find_after_case(text: str) -> str | None:
    """Name what a text asks of a case that was told right before it: MEMBER, CALL, HEAR, …; None where it asks none of it."""
    said = fold(text).replace("’", "'").replace("'m not", " not")
    if _OF_OWN.search(said):
        return None
    if _NO_MEMBER.search(said) and _MATTERS.search(said):
        return MEMBER
    return next((kind for kind, pattern in _KINDS if pattern.search(said)), None)


def orders_to_note(text: str) -> bool:
    """Tell whether a text begins with the order to put something into what was told: "and put in that …"."""
    said = fold(text).replace("’", "'")
    found = _TO_NOTE.search(said)
    if found is None or {"?", "؟"} & set(text):
        return False
    told = _TOLD.search(said)
    return (told is not None and told.start() < found.end()) or _NO_NOTE.search(said) is None
