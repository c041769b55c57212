"""What is said of a loan that was brought back and still stands on the account, and what is asked while it is looked for."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from datetime import date

from language.dates import find_dates
from language.normalise import fold
from language.requests.deeds.objections import refuses_to_pay

__all__ = [
    "asks_how_long",
    "asks_if_blocked",
    "asks_of_charge",
    "days_since",
    "has_it_looked_for",
    "insists_on_return",
    "is_charged_for",
    "may_stand",
    "may_tell_back",
    "means_latest",
    "speaks_late",
    "still_stands",
    "tells_back",
    "was_late",
    "was_reminded",
]

_BOX_EN = r"(?:box|slot|drop|drop ?box|machine|chute|bin|flap|letter ?box|hatch)"
_WHOM_EN = r"(?:man|lady|woman|gentleman|girl|guy|boy|guard|librarian|colleague|clerk|staff|desk|counter|human|person|somebody|someone|one of you\w*|employee|member of staff|reception\w*)"
_BOX_FA = r"(?:صندوق|دستگاه|باکس|جعبه)\w{0,3}"
_WHOM_FA = r"(?:کتابدار|خانوم|خانم|آقا|اقا|مسئول|مسوول|همکار|نگهبان|میز|پیشخوان|پیشخون|متصدی|کارمند)"
# That it came back: by oneself, or by somebody of one's own; not that it will, should or did not.
_BACK = re.compile(
    r"\b(?:returned|return(?=ed)|brought|gave|given|give|took|taken|handed|dropped|put|carried|sent) (?:\w+ ){0,6}?back\b|\b(?:returned|brought|gave|took|handed|dropped) (?:\w+ ){0,6}?(?:in last|on (?:\w+day)|days? (?:ago|back|before)|weeks? ago|yesterday|already)\b"
    rf"|\b(?:put|dropped|popped|threw|chucked|posted|slid|pushed|placed|left|shoved|stuck|fed|deposited|delivered|submitted|lodged) (?:\w+ ){{0,8}}?(?:in|into|through|inside|down|at) (?:the|your|a|that) (?:\w+ ){{0,3}}?{_BOX_EN}\b"
    rf"|\b(?:handed|gave|returned|brought|given|passed) (?:\w+ ){{0,7}}?(?:to|at|over to|in at|into) (?:the|your|a|that|one of) (?:\w+ ){{0,3}}?{_WHOM_EN}\b|\b(?:handed|turned|dropped|brought|gave) (?:it|them|that|this|that one|both|everything|the (?:\w+ )?(?:books?|novels?|copy)|my (?:\w+ )?(?:books?|novels?|copy)) (?:in|off)\b|\b(?:brought|handed|gave|given) (?:it )?in\b"
    r"|\b(?:i|we|he|she|my \w+)(?:'ve| have|'d| had| did| has)?(?: \w+ly| already| just| even)? return(?:ed)? (?:it|them|this|that|those|both|all|the|these|my|a|that one|on|in|to|last|at|with)\b"
    r"|\b(?:i|we|he|she|my \w+)(?:'ve| have|'d| had)?(?: already| just| definitely)? returned\b|^returned\b|\b(?:book|books|novel|it|they|both|that|which|this|one|title)(?:'s| is| was| were| are| has been| have been|'ve been)? (?:already |long )?(?:returned|brought back|given back|handed in|handed back|dropped off)\b"
    r"|\b(?:it|they|both|that|which|book|one)(?:'s| has| have)? (?:went|gone|been) back\b|\b(?:has|have|'s|'ve) been (?:back|on your (?:own )?shel(?:f|ves)) (?:\w+ ){0,4}?since\b"
    r"|(?:پس|پسش|پسشون) ?(?:دادم\w{0,2}|دادیم\w{0,2}|دادن\w{0,2}|داد|داده ?(?:ام|ایم|بودم|شده?)|آوردم\w{0,2}|اوردم\w{0,2}|آوردیم\w{0,2}|آورده ?ام|آورد)(?!\w)"
    r"|(?:(?:بر|باز)(?:ش|شون)? ?گردوند|(?:بر|باز)(?:ش|شون)? ?گردان[ید]{0,2}د?)(?:م|یم|مش|مشون|یمش|ه ?ام|ه ?ایم|ه بودم|ه شده?|ن|ند)?(?!\w)(?<!گردان)"
    r"|(?:تحویل|عودت)(?:ش|شون)? ?(?:\w+ ){0,4}?(?:داد|دادم|دادمش|دادیم|دادیمش|دادن|داده ?(?:ام|ایم|بودم|شده?)?)(?!\w)|(?<!\w)(?:مسترد|تحویل|عودت)(?: داده)? (?:شد|شده|گردید|گردیده)(?!\w)|(?<!\w)مسترد کرد\w{0,3}(?!\w)"
    rf"|(?<!\w)(?:انداخت|گذاشت)(?:م|مش|مشون|یم|یمش|ه ?ام|ن)?(?: \w+){{0,4}}? {_BOX_FA}(?!\w)|(?<!\w){_BOX_FA}(?!\w)[^.؟?!]{{0,50}}(?<!\w)(?:انداخت|گذاشت|قرار داد)(?:م|مش|مشون|یم|یمش|ه ?ام|ن)?(?!\w)"
    rf"|(?<!\w)دادم(?:ش|شون)? (?:به |دست )(?:\w+ ){{0,2}}?{_WHOM_FA}|(?<!\w)(?:به|دست) (?:\w+ ){{0,2}}?{_WHOM_FA}\w{{0,2}}(?: \w+){{0,5}}? (?:دادم|دادمش|دادیم)(?!\w)"
    r"|(?<!\w)(?:مگه|مگر)(?: \w+){0,5} (?:پس (?:نیاورد|نداد)|برنگردوند|برش نگردوند|تحویل نداد|تحویلش نداد)(?:م|یم|مش)?(?!\w)"
    rf"|\b(?:pas|tahvil)(?:esh|eshun|esho)? (?:dadam\w*|avordam\w*|dadim|dade)\b|\bbar(?:esh)? ?gard(?:oo|u|a)nd\w{{0,4}}\b|\b(?:andakhtam|gozashtam)\w{{0,3}}(?: \w+){{0,4}} s[ao]ndo?[qg]h?\w*|\bsand[ou]g?[gq]h?\w*(?: \w+){{0,4}} (?:andakhtam|gozashtam)\w*|\bdadam\w{{0,4}} (?:be|daste?) (?:un |oon )?(?:ketabdar|khan[ou]+m|agha|masoul)\w*"
)
# In a clause before it, these make it no deed that was done …
_SUPPOSED = re.compile(
    r"\b(?:if|in case|until|till|once|before|after|unless|not|never|haven't|hasn't|didn't|n't|forgot|anyone|who|has anyone|did (?:anyone|somebody)|somebody|someone)\b"
    r"|(?<!\w)(?:اگه|اگر|وقتی|چطور\w{0,2}|چجوری|کجا|بعد از|قبل از|تا وقتی|باید)(?!\w)|\b(?:age|agar|vaghti|chetor)\b"
)
# … and right before it these.
_MEANT_ONLY = re.compile(
    r"\b(?:how|where|can|could|should|must|will|would|shall|to|to be|please)(?: (?:i|we|it|they))? $|\b(?:you|they|your \w+)(?:'ve| have| had| just| once| have just)? $"
)
# These come back, too, and are no loan.
_NO_LOAN = re.compile(
    r"\b(?:cards?|keys?|locker|umbrella|laptop|headphones|wallet|money|refund|deposit|form|application|phone|bag|my own (?:book|copy)|own book)\b|(?<!\w)کتاب خودم(?!\w)|(?<!\w)(?:کارت|کلید|کمد|چتر|لپ ?تاپ|کیف|پول|فرم|گوشی|هدفون)\w{0,3}(?!\w)"
)
_CLAUSE = re.compile(r"[.!?؟;؛،,\n:]")


def tells_back(text: str) -> bool:
    """Tell whether a text says that something lent has been brought back; what is supposed or asked says nothing."""
    return _is_told(_BACK, text)


def may_tell_back(text: str) -> bool:
    """Tell whether a text may say so, in words that say other things as well: "mum took it round to you"."""
    return _is_told(_GIVEN, text)


def _is_told(pattern: re.Pattern[str], text: str) -> bool:
    said = _said(text)
    for found in pattern.finditer(said):
        clause = _CLAUSE.split(said[: found.start()])[-1][-_NEAR:]
        if not (_SUPPOSED.search(clause) or _MEANT_ONLY.search(clause) or _NO_LOAN.search(found[0])):
            return True
    return False


# What was done with it, where the reader has understood that it is about a loan that is back.
_GIVEN = re.compile(
    r"\b(?:i|we|he|she|my \w+)(?:'ve| have|'d| had)?(?: \w+ly| already| just| even)? (?:returned|brought|gave|given|took|taken|handed|dropped|put|posted|left|fed|sent|deposited|delivered|submitted|carried)\b|\b(?:is|are|was|were|been) (?:already |long )?(?:back|returned|in your hands)\b|\b(?:dropped|brought|took|handed|gave|sent) (?:my|our|the|his|her|it|them)\b|\bnot with me\b|\b(?:you|they)(?:'ve| have)? (?:got|have|received|took) it\b"
    r"|(?<!\w)(?:دادم|دادمش|دادیم|دادیمش|داده ?ام|آوردم|آوردمش|اوردم|آوردیم|آورد|بردم|بردمش|برد|برده|گذاشتم|گذاشتمش|انداختم|انداختمش|گرفتین|گرفتید|رفت|برگشت\w{0,3}|برگشته|عودت)(?!\w)|\b(?:dadam|avordam|bordam|andakhtam|gozashtam|bargasht)\w*"
)
_NEAR = 40
_ACCOUNT_EN = r"(?:account|card|name|records?|list|loans?|profile|page|file|screen|app|system|borrowed items|checkouts?|shelf of loans)"
_ACCOUNT_FA = r"(?:حساب|کارت|لیست|فهرست|امانت|اسم|نام|پای|گردن|دست|سیستم|سامانه|پروفایل|پرونده|سایت|اپ|صفحه)"
# That it stands there all the same.
_STILL = re.compile(
    rf"\b(?:still|yet|nevertheless|continues? to|keeps?|remains?|stays?)\b[^.?!;]{{0,50}}\b(?:(?:on|in|under|against|with|to) (?:my|our|the|your|me\b|us\b) ?{_ACCOUNT_EN}?|show\w{{0,4}}|list\w{{0,3}}|there|checked out|borrowed|outstanding|out|on loan|my loans?|have it|have (?:a|the|that|this|my)|got it|says?)\b"
    rf"|\b(?:system|website|site|app|account|computer|catalogue|screen|card|page|you|it|they|library|machine)(?: \w+)? (?:says?|shows?|showing|claims?|claiming|thinks?|reckons?|insists?|tells? me|told me)\b[^.?!;]{{0,40}}\b(?:still|i have|i've|overdue|late|out|due|on loan|not (?:been )?returned|haven't)\b"
    r"|\b(?:why|how come)\b[^.?!;]{0,40}\b(?:on my (?:account|card|list|name)|under my name|overdue|listed)\b|\bsays? (?:it's |it is |i'm )?(?:overdue|late)\b|\b(?:adamant|convinced|insisting)\b[^.?!;]{0,12}\bi (?:haven't|have not|didn't|still)\b|\bnothing (?:has |have |'s )?(?:been )?(?:changed|happened|updated) (?:on|in|with) my\b|\b(?:still|down) as mine\b|\b(?:come|came|taken|take|gone|go|removed?|wiped?|cleared?|struck|disappear\w*) (?:it |them )?(?:off|from) (?:my|our|the) (?:\w+ )?(?:card|account|list|record|name)s?\b"
    r"|\b(?:not|never|n't|nobody) (?:\w+ ){0,2}?(?:cleared?|checked (?:it |them )?in|taken off|removed|registered|recorded|updated?|gone from|processed|scanned|disappear\w*)\b"
    rf"|(?<!\w)(?:هنوز|همچنان|کماکان|هنوزم|باز هم|بازم)(?!\w)[^.؟?!;]{{0,50}}?(?:{_ACCOUNT_FA}\w{{0,6}}|هست\w{{0,2}}|مونده|مانده|میگه|می ?گوید|می ?زنه|نشون|نشان|برنگشته|نخورده|نرفته|ثبت نش\w+|حذف نش\w+|پاک نش\w+|اونجاست|آنجاست|کتابو دارم|دارمش)(?!\w)"
    r"|(?<!\w)(?:سیستم|سامانه|سایت|اپ|برنامه)\w{0,5}(?: \w+){0,4} (?:می ?گه|می ?گوید|می ?زنه|زده|نوشته|نشون|نشان)|(?<!\w)(?:زده|نوشته|می ?زنه|می ?گه|میگید|میگین)(?: \w+){0,4} (?:دست(?:م|مه| من\w?| ما\w?)|امانت\w{0,3}|دیرکرد\w*|دیر|تاخیر\w*|نیاورد\w*|پس نداد\w*|برنگردوند\w*)(?!\w)"
    r"|(?<!\w)(?:ثبت|حذف|پاک|خارج|برداشته|کم)(?:ش|شون)? ?(?:نکرد|نشد|نمیش|نمی ?ش|نمی ?کن)\w*|(?<!\w)(?:حساب|کارت|لیست|فهرست|امانت|نام|اسم)\w{0,5}(?: \w+){0,3} (?:باقی\w*|مونده|مانده|برنمی ?دا\w*|برنداشت\w*)|(?<!\w)برگشت(?:ش)? (?:زده |ثبت )?(?:نشد|نخورد|نزد)\w*|(?<!\w)(?:برنمی ?دا\w*|برنداشت\w*|ورنمی ?دا\w*)(?: \w+){0,4} (?:حساب|کارت|لیست)\w*|(?<!\w)چرا(?!\w)[^.؟?!]{0,30}(?:تو|توی|در|پای|گردن) ?(?:حساب|کارت|لیست|من)\w{0,4}(?!\w)"
    r"|\b(?:hano?u?z\w*|hanooz\w*)\b[^.?!]{0,40}\b(?:hesab\w*|list\w*|kart\w*|dast\w*|esm\w*|hast\w*|ast|amanat\w*|mund\w*|neshu?o?n\w*|mige|mizane)\b|\b(?:hesab\w*|kart\w*|list\w*)(?: \w+){0,2} (?:hanu?oo?z)\b"
)
# A message, or a word in the account, of its lateness.
_REMINDED = re.compile(
    r"\b(?:texts?|sms(?:es)?|messages?|e-?mails?|reminders?|notices?|letters?|notifications?|warnings?)\b[^.?!;]{0,50}\b(?:overdue|late|return\w*|bring|back|due|fine|owe)\b|\b(?:overdue|late) (?:\w+ )?(?:texts?|sms|messages?|e-?mails?|reminders?|notices?|letters?|warnings?)\b|\breminder messages?\b|\b(?:first|second|third|fourth|another|more|these|your|two|three|several|constant) (?:\w+ )?reminders?\b|\b(?:texted|emailed|e-mailed|messaged|reminded) (?:me|us)\b|\bwhy am i getting\b[^.?!;]{0,20}\b(?:reminders?|messages?|texts?)\b"
    r"|(?<!\w)(?:پیامک|پیام|اس ?ام ?اس|ایمیل|اخطار|اخطاریه|یادآوری|هشدار)\w{0,4}(?!\w)[^.؟?!;]{0,50}?(?:دیرکرد|دیر|تاخیر|برنگردون|پس ندا|پس بد|نیاورد|مهلت|سررسید|موعد|جریمه|بیار)|(?:دیرکرد|تاخیر|جریمه|اخطار)[^.؟?!;]{0,30}(?<!\w)(?:پیامک|پیام|اس ?ام ?اس|ایمیل)"
    r"|\b(?:payamak|sms|payam|email)\b[^.?!]{0,40}\b(?:dirkard|dir|takhir|jarime|biar\w*|pas)\w*"
)
_CHARGED = re.compile(
    r"\b(?:charg(?:ed?|es|ing)|fin(?:ed?|es|ing)|bill(?:ed|ing)?|late fees?|overdue|owe)\b|دیرکرد|جریمه|بدهی|تاخیر|\b(?:jarime|dirkard|bedehi)\w*"
)
_PAST = re.compile(
    r"\b(?:history|years? ago|borrowing record)\b|(?<!\w)(?:سابقه|سوابق|تاریخچه|پارسال)\w{0,4}(?!\w)|\bsabeghe\w*"
)


def still_stands(text: str) -> bool:
    """Tell whether a text says that a loan is still on the account; of what was borrowed once, it says nothing."""
    said = _said(text)
    return (_STILL.search(said) is not None or _REMINDED.search(said) is not None) and _PAST.search(said) is None


_SHOWN = re.compile(
    rf"\b(?:my|our|the|your) (?:\w+ )?{_ACCOUNT_EN}\b|\b(?:late|overdue|still|again)\b|\b(?:text|message|sms|e-?mail|reminder)\w*\b"
    rf"|(?<!\w){_ACCOUNT_FA}\w{{0,6}}(?!\w)|(?<!\w)(?:هنوز|دیرکرد|تاخیر|دوباره|پیامک|پیام|بازم)\w{{0,3}}(?!\w)|\b(?:hesab|list|kart|hano?u?z|dirkard)\w*"
)


def may_stand(text: str) -> bool:
    """Tell whether a text may say that it is still there: it names the account, a message, or lateness."""
    said = _said(text)
    return _SHOWN.search(said) is not None and _PAST.search(said) is None


def was_reminded(text: str) -> bool:
    """Tell whether a text speaks of a message that something is late."""
    return _REMINDED.search(_said(text)) is not None


def is_charged_for(text: str) -> bool:
    """Tell whether a text contests that something is late or charged; who was late, or asks what it is, does not."""
    said = _said(text)
    contests = _CHARGED.search(said) is not None and _CONTESTS.search(said) is not None
    return contests and _WAS_LATE.search(said) is None


def was_late(text: str) -> bool:
    """Tell whether a text admits that a thing came back late, or asks what that is."""
    return _WAS_LATE.search(_said(text)) is not None


_CONTESTS = re.compile(
    r"\b(?:why|but|yet|though|although|how can|how come|already|apparently|wtf|not fair|charging|you're charging|says?|claims?|for (?:a|the) book (?:that )?(?:i|we|u|you)|on something)\b"
    r"|(?<!\w)(?:چرا|ولی|اما|در ?حالی|مگه|مگر|نوشته|زده|الکی|واسه کتابی که|برای کتابی که|بابت کتابی که)(?!\w)|\b(?:chera|vali|mage)\b"
)
_WAS_LATE = re.compile(
    r"\b(?:back|returned|brought (?:it|them|the \w+)|handed (?:it|them) in)(?: \w+){0,2} (?:late|too late)\b|\bhow much\b|\blate (?:return|in returning|bringing)\b|\bi was late\b"
    r"|(?<!\w)دیر (?:پس|آورد|اورد|برگردوند|تحویل|برگشت)\w*|(?<!\w)با (?:تاخیر|دیرکرد)(?!\w)|(?<!\w)(?:چقد\w*|چه ?قدر|چند|چنده)(?!\w)|\bdir (?:pas|avord|tahvil)\w*"
)


_LATE = re.compile(
    r"\b(?:overdue|late|past due)\b|دیرکرد|(?<!\w)(?:دیر|دیره|دیرتر\w*|تاخیر\w*|مهلتش گذشته|موعدش گذشته|عقب ?افتاده\w*)(?!\w)|\b(?:dirkard|dir|dire|takhir)\b"
)
_LATEST = re.compile(
    r"\b(?:most overdue|longest overdue|latest|oldest|(?:earliest|first) due|due (?:first|earliest)|was due first|furthest overdue|the longest)\b"
    r"|(?<!\w)از همه(?: \w+){0,3} ?(?:دیرتر|زودتر|قدیمی ?تر|عقب ?تر|جلوتر|بیشتر)\w{0,2}|(?<!\w)(?:دیرترین|قدیمی ?ترین|زودترین)(?!\w)|\baz hame\w* (?:dirtar|zudtar|zoodtar)\w*"
)


def speaks_late(text: str) -> bool:
    """Tell whether a text speaks of something that is late, as of the one that is meant."""
    return _LATE.search(_said(text)) is not None


def means_latest(text: str) -> bool:
    """Tell whether a text means the one that was due before all others."""
    return _LATEST.search(_said(text)) is not None


_TODAY = re.compile(
    r"\b(?:today|this (?:morning|afternoon|evening|noon)|just now|(?:an?|one|two|three|few|\d) hours? ago|minutes? ago|half an hour ago|earlier today)\b"
    r"|(?<!\w)(?:امروز|امشب|همین الان|چند ساعت پیش|ساعت پیش|دقیقه پیش|یه ساعت پیش|همین الآن)(?!\w)|\b(?:emruz|emrooz)\b"
)
_YESTERDAY = re.compile(
    r"\b(?:yesterday|last night|last evening)\b|(?<!\w)(?:دیروز|دیشب)(?!\w)|\b(?:diruz|dirooz|dishab)\b"
)
_LONG_AGO = re.compile(
    r"\b(?:days?|weeks?|months?) (?:ago|back|before|earlier)\b|\b(?:last|past) (?:week|month)\b|\bthe other (?:day|week)\b|(?<!\w)(?:روز|هفته|ماه|مدت\w{0,2}) ?ی? ?(?:پیش|قبل|گذشته)(?!\w)|(?<!\w)(?:پریروز|پارسال)(?!\w)|\b(?:ruz|rooz|hafte|mah) (?:pish|ghabl)\b|(?<!\w)(?:چند|دو|سه|چهار|پنج|\d+) روزه(?!\w)|\b(?:for|been) (?:\w+ ){0,2}(?:days|weeks)\b"
)
_WEEK = 7


def days_since(text: str, today: date) -> int | None:
    """Give how many days ago, at least, a text says that a thing was brought back; None where it says nothing."""
    said = _said(text)
    if _LONG_AGO.search(said) and not re.search(r"\b(?:a|one|1) days? ago\b|(?<!\w)(?:یه|یک|1) روز (?:پیش|قبل)", said):
        return 2
    if _YESTERDAY.search(said):
        return 1
    # A weekday is the one before today; only what stands beside a deed that is done is read here.
    days = [(today - one.first).days for one in find_dates(text, today) if one.first == one.last]
    past = [ago if ago >= 0 else ago % _WEEK for ago in days if ago > -_WEEK and ago != 0]
    if past:
        return min(past)
    return (
        0 if _TODAY.search(said) or re.search(r"\bjust (?:returned|dropped|put|handed|brought|gave)\b", said) else None
    )


_LOOKS = re.compile(
    r"\b(?:look|check|search|go and see|have a look)\b[^.?!]{0,40}\b(?:shel(?:f|ves)|box|drop|slot|stacks|back ?room|trolley|for it|again|properly)\b|\b(?:have|get|ask|tell|send|can|could|let) (?:someone|somebody|them|a librarian|your \w+|one of you\w*|a person)(?: to| please)?(?: go)?(?: and)? (?:look|check|search|find)\b|\b(?:someone|somebody) (?:needs to|should|must|has to|could|can|will)\b[^.?!]{0,20}\b(?:look|check|search|find)\b|\b(?:go|just) (?:and )?(?:look|check|find it)\b|\bfind (?:it|my book|the book)\b|^\W*(?:so |then |well |just |please ){0,3}(?:look|check|search|find it)\b"
    r"|(?<!\w)(?:قفسه|صندوق|مخزن)\w{0,3}(?: \w+){0,4} (?:ب?گرد|نگاه|چک|ببین|بررسی)\w*|دنبالش (?:ب?گرد)\w*|(?<!\w)(?:یکی|یه نفر|کسی|یک نفر)(?: \w+){0,6} (?:نگاه|چک|ببین|بگرد|پیدا|بررسی)\w*|(?<!\w)(?:برید|برین|برو|بگردید|بگردین|پیداش کن\w*|پیگیری کن\w*|پیگیری بفرمایید|پیگیری فرمایید|بررسی کن\w*)(?!\w)"
    r"|\b(?:yeki|ye nafar)\b[^.?!]{0,30}\b(?:negah|check|begard\w*|bebin\w*)\b|\bghafase\w*(?: \w+){0,3} (?:check|negah|begard\w*)"
)


def has_it_looked_for(text: str) -> bool:
    """Tell whether a text wants it looked for, on the shelf or in the box."""
    return _LOOKS.search(_said(text)) is not None


_INSISTS = re.compile(
    r"\b(?:am i (?:lying|a liar|making)|i'm not (?:lying|a liar)|call(?:ing)? me a liar|i swear|i(?:'ve| have)? (?:already )?(?:looked|searched|checked|turned)\b[^.?!]{0,30}\b(?:home|house|everywhere|bag|upside)|(?:isn't|is not|not|it's not) (?:here|at home|at my|with me)|i (?:don't|do not|didn't|haven't) (?:have|got|even have) (?:it|the book|that book)|i(?:'m| am) (?:sure|certain|positive|telling you)|with my own (?:hands|eyes)|i did(?: return| bring| hand| give)? (?:it )?(?:back)?|how (?:do|can|should|am) i (?:supposed to )?prove)\b"
    r"|\b(?:no|haven't|don't|didn't|without|nobody|never|any)\b[^.?!]{0,25}\breceipts?\b"
    r"|(?<!\w)(?:دروغ ?گو|دروغ)(?!\w)|(?<!\w)(?:خونه|خانه|همه ?جا)\w{0,3}(?: \w+){0,3} (?:گشتم|نگاه کردم|نیست)|(?<!\w)(?:گشتم|مطمئنم|مطمینم|قسم|به خدا|والا|با چشم(?:ای)? خودم|با دست\w{0,2} خودم|ثابت کنم|دست من نیست|پیش من نیست|پیشم نیست|دستم نیست)(?!\w)|(?<!\w)رسید\w{0,2}(?: \w+){0,3} (?:نداد|نداره|ندارم|نمی ?ده|نگرفت|ندادید|ندادین)\w{0,2}"
    r"|\b(?:dorugh|doroogh|be khoda|motmaenam|dast(?:e man|am) nist)\b"
)


def insists_on_return(text: str) -> bool:
    """Tell whether a text insists that it is back: "it isn't here", "I've no receipt", «یعنی دروغ می‌گم؟»."""
    return _INSISTS.search(_said(text)) is not None


_HOW_LONG = re.compile(
    r"\bhow (?:long|soon|many days)\b|\b(?:by |so |and |until )?when\b[^.?!]{0,30}\b(?:hear|know|answer\w*|repl\w+|get back|find|found|tell|told|call|look\w*|sort\w*|settled|cleared|done|fixed|decided?|update)\b|\bby when\b|\bwhat happens (?:next|now|then)\b"
    r"|(?<!\w)(?:تا کی|کی|چه وقت|تا چند روز|چند روز\w*|چقد\w*|چه ?قدر|چه مدت)(?!\w)[^.؟?!]{0,30}(?:طول|جواب|پاسخ|خبر|معلوم|مشخص|پیدا|بررسی|درست|می ?کشه|صبر|منتظر|نتیجه|حل)|(?:طول|جواب|خبر|پاسخ|نتیجه)\w{0,3}(?: \w+){0,3} (?:کی|تا کی|چقد\w*|چند روز\w*)(?!\w)|(?<!\w)(?:تا کی|چقد\w*|چه ?قدر) (?:باید )?(?:صبر|منتظر)"
    r"|\b(?:ta key|key|cheghad\w*|chand ruz)\b[^.?!]{0,30}\b(?:tool|tul|javab|khabar|malum|sabr)\w*"
)
_OTHER_TIME = re.compile(
    r"\b(?:open|close[ds]?|opening|keep (?:it|them|the|a|this|my)|borrow\w*|renew\w*|hold|holds|reserv\w*|queue|card|membership|event|walk|drive)\b(?! (?:something|anything) else)|(?<!\w)(?:باز|بازه|بازید|بازین|تعطیل\w*|تمدید\w*|رزرو\w*|نوبت\w*|عضویت\w*|نگه ?دار\w*)(?!\w)"
)


def asks_how_long(text: str) -> bool:
    """Tell whether a sentence of a text asks when it is settled; of hours, renewals and queues it asks something else."""
    for sentence in re.split(r"[.!?؟\n]", _said(text)):
        found = _HOW_LONG.search(sentence)
        if found is not None and not _OTHER_TIME.search(sentence[found.start() : found.end() + _NEAR]):
            return True
    return False


_CHARGES_ME = re.compile(
    r"\b(?:not|n't|never|won't|refuse|no way|without) (?:\w+ ){0,3}?(?:pay|paying)\b|\b(?:not|won't pay|wont pay) (?:a|one|any) (?:penny|rial|cent|toman)\b|\bwont pay\b"
    r"|\b(?:fines?|fees?|charges?|lateness|late fees?)\b[^.?!]{0,40}\b(?:run\w*|grow\w*|continu\w*|stop\w*|go(?:es|ing)? (?:on|up)|keeps?|meanwhile|still|add\w*|paused?|frozen)\b|\b(?:am|will|do|would) i\b[^.?!]{0,24}\b(?:charged|fined|pay|owe)\b|\bwho pays\b|\bcharg\w+ me\b"
    r"|(?<!\w)(?:نمی ?دم|نمی ?دهم|نمی ?پردازم|پرداخت نمی ?کنم|پول نمی ?دم|پرداخت نخواهم کرد|زیر بار نمی ?رم)(?!\w)|(?:ریال|قرون|تومن|تومان|شاهی)\w{0,4} ?(?:هم )?(?:نمی ?دم|نمی ?دهم|نمی ?پردازم)|(?:جریمه|دیرکرد)\w{0,4}(?: \w+){0,5} (?:می ?آد|میاد|بیاد|می ?ره|می ?خوره|بخوره|ادامه|اضافه|حساب|می ?شه|می ?شود|متوقف|می ?دم|بدم)"
    r"|\b(?:nemidam|pardakht nemikonam|pool nemidam)\b|\bjarime\w*(?: \w+){0,4} (?:miad|mire|mikhore|mishe)\b"
)


def asks_of_charge(text: str) -> bool:
    """Tell whether a text refuses what lateness costs meanwhile, or asks whether it goes on."""
    return refuses_to_pay(text) or _CHARGES_ME.search(_said(text)) is not None


_BLOCKED = re.compile(
    r"\b(?:am|are|is|will|was) (?:i|we|my (?:card|account))\b[^.?!]{0,30}\b(?:block\w*|lock\w*|suspend\w*|barred|banned|frozen|restricted)\b|\b(?:block(?:ed)?|locked|suspended) (?:me|my card|my account|like)\b|\b(?:can|may|could|am i allowed to|do i get to) ?(?:i|we)?\b[^.?!]{0,24}\b(?:borrow|take out|take|check out|get|renew|reserve)\b[^.?!]{0,24}\b(?:else|another|other|more|new|meantime|meanwhile|until|while|books?|things?|anything|something|now|still)\b"
    r"|(?<!\w)(?:می ?تونم|می ?توانم|می ?شه|می ?شود|اجازه دارم|بتونم)(?!\w)[^.؟?!]{0,30}(?:کتاب|چیز|امانت|یکی)\w{0,3}(?: \w+){0,3} (?:ب?گیر|ب?بر|بردار)\w*|(?<!\w)(?:کتاب|چیز|امانت)\w{0,3}(?: \w+){0,3} (?:می ?تونم|می ?توانم|می ?شه|می ?شود)(?: \w+){0,2} (?:ب?گیر|ب?بر|بردار)\w*|(?<!\w)(?:کارت|حساب)\w{0,3}(?: \w+){0,3} (?:قفل|مسدود|بسته|بلاک|محدود)\w*|(?<!\w)(?:قفل|مسدود|بلاک|محروم)\w{0,3} ?(?:شد|ک?رد|هست|می ?ش)\w*"
    r"|\b(?:mitoo?u?nam|mishe)\b[^.?!]{0,30}\b(?:begiram|bebaram)\b|\bkart\w*(?: \w+){0,2} (?:ghofl|masdud|block)\w*"
)


def asks_if_blocked(text: str) -> bool:
    """Tell whether a text asks whether more may be borrowed meanwhile."""
    return _BLOCKED.search(_said(text)) is not None


def _said(text: str) -> str:
    return fold(text).replace("’", "'")
