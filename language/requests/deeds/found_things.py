"""What was found of the library's: somebody else's card, a library book, one's own card that had been lost."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.kept import kept
from language.normalise import fold

__all__ = [
    "BOOK",
    "CARD",
    "asks_to_give_back",
    "asks_whose",
    "find_found",
    "found_own_card",
    "speaks_of_found_card",
    "wants_card_open",
]

#: Somebody else's card; a book of the library's that somebody else has lost.
CARD, BOOK = "card", "book"
_FOUND_EN = r"(?:found|picked up|came across|spotted|lying|lay|was left|were left|left behind|handed in|dropped by)"
_FOUND_FA = r"(?<!\w)(?:پیدا(?:ش)? (?:کردم|کرده ?ام|کردیم|شد|شده)|افتاده بود|جا مونده|جا مانده)(?!\w)"
_FOUND_LATIN = r"\b(?:peyda(?:sh)? (?:kardam|kardim|shod|shode)|oftade bud|ja munde)\b"
_WHOSE_CARD = r"(?:(?:some(?:one|body)(?: else)?|a (?:stranger|lady|man|woman|kid|child|girl|boy)|another (?:person|member|reader)|other people|one of your (?:members|readers))'?s? (?:library |membership )?card|(?:a|one of your|some|this|your) (?:library|membership) cards?)"
_OTHER_FA = r"(?:یکی(?: دیگه| دیگر)?|یه ?نفر|یک نفر|کس دیگ\w{0,4}|کسی|شخص دیگ\w{0,4}|یه (?:خانم|خانوم|آقا|بچه|پسر|دختر)\w{0,4}|دیگری)"
_CARD = re.compile(
    rf"\b{_FOUND_EN}\b[^.?!]{{0,40}}\b{_WHOSE_CARD}\b|\b{_WHOSE_CARD}\b[^.?!]{{0,24}}\b{_FOUND_EN}\b"
    rf"|(?<!\w)کارت(?!خوان|خون)\w{{0,8}}(?!\w)[^.؟?!]{{0,30}}(?<!\w){_OTHER_FA}(?!\w)[^.؟?!]{{0,40}}{_FOUND_FA}"
    rf"|(?<!\w)(?:یه|یک|یکی) کارت(?!خوان|خون| ?بانک)[^.؟?!]{{0,24}}(?:کتابخون|کتابخان|عضویت)[^.؟?!]{{0,44}}{_FOUND_FA}"
    rf"|\bkart\w{{0,8}}\b[^.?!]{{0,30}}\b(?:yeki(?: dige)?|ye ?nafar|kas\w{{0,4}} dig\w{{0,4}}|kasi|ye khanum\w{{0,4}}|ye agha\w{{0,4}})\b[^.?!]{{0,40}}{_FOUND_LATIN}"
)
_WHOSE_BOOK = r"(?:one of your (?:books|dvds|library books)|(?:a|some|this|some(?:one|body)(?: else)?'s) (?:library book|book (?:of yours|of the library'?s?|from (?:you|your library|the library)|with your stamp|that belongs to (?:you|the library))))"
_BOOK = re.compile(
    rf"\b{_FOUND_EN}\b[^.?!]{{0,30}}\b{_WHOSE_BOOK}\b|\b{_WHOSE_BOOK}\b[^.?!]{{0,24}}\b(?:lying|was left|left behind|forgotten)\b"
    rf"|(?<!\w)کتاب(?!خون|خان)\w{{0,12}}(?!\w)[^.؟?!]{{0,40}}(?<!\w)(?:شما(?!\w)|کتابخون|کتابخان)[^.؟?!]{{0,60}}{_FOUND_FA}"
    rf"|(?<!\w)کتاب(?:ا|ها|های|هایی)?(?:تون|تان)(?!\w)[^.؟?!]{{0,50}}{_FOUND_FA}"
    rf"|(?<!\w)کتاب(?!خون|خان)\w{{0,12}}(?!\w)[^.؟?!]{{0,16}}(?<!\w)(?:یکی دیگه|یه ?نفر|یک نفر|کس دیگ\w{{0,4}})(?!\w)[^.؟?!]{{0,50}}{_FOUND_FA}"
    rf"|\bketab(?!kh)\w{{0,12}}\b[^.?!]{{0,40}}\b(?:shoma|ketabkhun|ketabkhan|ketabkhoon|ye ?nafar|yeki dige|kas\w{{0,4}} dig)[^.?!]{{0,60}}{_FOUND_LATIN}"
)
# One's own, what was lost, paid or died for, and what is only listed, is another matter.
_NOT = re.compile(
    r"\b(?:i|we) (?:had |have |'ve )?(?:lost|paid|borrowed)\b|\b(?:in|on|at|through) (?:the|your)(?: library)? (?:catalogue|catalog|list|(?:web ?)?site|app)\b|\bonline\b|\bmy (?:late|dead)\b|\b(?:died|passed away)\b|\b(?:can't|cannot|couldn't|didn't|not) find\b|\bbank\b|\bcard (?:application|form)s?\b"
    r"|گم ?(?:کرد|شد|ش)|پول\w*[^.؟?!]{0,12}(?:داد|پرداخت)|فوت|مرحوم|بانک|(?<!\w)(?:کارتم|کتابم|کتابمو|کارتمو)(?!\w)|پیدا نمی|پیدا نکرد|\b(?:gom|fot|marhum|banki?|kartam|ketabam)\b"
    # What is ordered, looked for or found damaged.
    r"|\b(?:reserv\w+|renew\w*|extend|on hold|search\w*|look(?:ing)? for|recommend\w*|damag\w+|torn|ripped|stained|broken|missing pages?)\b"
    r"|رزرو|تمدید|جست ?و ?جو|سرچ|کاتالوگ|اپلیکیشن|(?<!\w)(?:پاره|خراب|آسیب|صدمه)|\b(?:rezerv|reserve|tamdid|katalog|pare|kharab)\b"
)
# A book that was found in such places stood there, or was listed; a card was lost there.
_PLACES = re.compile(
    r"\b(?:in|on|at|through) (?:the|your)(?: library)? (?:library|reading room|hall|shelf|shelves|stacks)\b|سایت|فهرست|قفسه|سالن|تالار|\b(?:sayt|site|ghafase)\b"
)
# What was found at the library stood there to be borrowed.
_AT_LIBRARY = re.compile(r"(?<!\w)(?:تو|توی|در|داخل) کتابخ(?:ون|ان)|\b(?:too|tu|tooye|tuye|dar) ketabkh")
_WHOSE = re.compile(
    r"\bwho\b(?! (?:else )?(?:do|should|shall|can|could|must|may|might|would|will) (?:i|we)\b)(?! (?:to|takes|accepts|collects|handles)\b)[^.?!]{0,24}\b(?:it|this|that|borrowed|had|owner|belongs?|reader|person|took|lost)\b|\bwhose\b|\b(?:call|ring|phone|contact|reach|message)\b[^.?!]{0,12}\b(?:him|her|them|the (?:owner|reader|person))\b|\b(?:his|her|their|the owner'?s?) (?:phone |telephone |tele)?(?:number|name|address)\b|\bgive it (?:back )?to (?:him|her|them)\b"
    r"|(?<!\w)(?:مال کی|مال کیه|مال چه کسی|کی (?:بوده|بود|گرفته|برده)|دست کی|دست چه کسی|صاحبش کی\w*|شماره (?:ش|اش|تلفنش|صاحبش)|شمارهش|اسمش چیه)(?!\w)|خودم (?:بهش|به خودش|به صاحبش|بش|زنگ)"
    r"|\b(?:male ki\w*|ki (?:bud|bude|gerefte|borde)|dast ?e? ki|sahebesh|shomarash|shomarasho|khodam behesh)\b"
)
_IT = r"(?:it|this|that|them|these|the (?:book|card|thing)s?)"
_GIVE_BACK = re.compile(
    rf"\b(?:where|which branch|how|whom?)\b[^.?!]{{0,24}}\b(?:bring|drop|give|hand|return|leave|take)\b[^.?!]{{0,8}}\b{_IT}\b|\bwhat (?:should|do|shall|can|must) i do\b(?! (?:about|to|if|when|for|in)\b)|\b(?:bring|drop|hand) (?:it|this|them)\b|\b(?:leave|give) (?:it|this|them) (?:at|in|with|to|back)\b"
    r"|(?<!\w)(?:کجا|به کی|به کدوم\w{0,4}|چطور\w{0,3}|چجور\w{0,3})(?!\w)[^.؟?!]{0,24}(?<!\w)(?:تحویل|پسش|پس بد\w{0,4}|(?:بدم|بدیم|بیارم|بیاریم|ببرم|ببریم|بذارم|بزارم)(?:ش|شون)?(?!\w))"
    r"|(?<!\w)(?:چی ?کار|چه ?کار|چکار)(?:ش|شون)?(?: باید)? (?:باید )?(?:کنم|کنیم|بکنم|بکنیم)(?!\w)"
    r"|\b(?:koja|be ki|chetor\w{0,2})\b[^.?!]{0,24}\b(?:tahvil|pas(?:esh)? bed\w{0,4}|(?:bedam|biaram|bebaram)(?:esh)?\b)|\bchi ?kar(?:esh)? (?:bayad )?(?:konam|bokonam)\b"
)
# One's own things are brought, renewed and asked for as ever.
_OWN = re.compile(
    r"\b(?:my|our|mine) (?!hands?\b|bag\b)|\b(?:renew|reserve|borrow|get|sign in|log in)\b"
    r"|(?<!\w)(?:کتاب|امانتی?|کارت|رزرو|جریمه|عضویت)(?:ها|های|ا)?(?:م|مو|مون|مان|هام)(?!\w)|تمدید|رزرو|خودم|\b(?:tamdid|rezerv|ketabam\w{0,2}|ketabham\w{0,2}|kartam\w{0,2})\b"
)
_ON_CARD = re.compile(
    r"\b(?:it|its|it's|this|that|name|names|type|enter|owner)\b"
    r"|(?<!\w)(?:روش|رویش|پشتش|اسم\w{0,4}|نام|شماره\w{0,4}|بنویسم\w{0,2}|تایپ|وارد کنم|صاحب\w{0,3}|این)(?!\w)|\b(?:roosh|rush|esm\w{0,3}|shomare\w{0,3}|shomarash|benevisam|type)\b"
)
_OWN_AGAIN = re.compile(
    r"\b(?:(?:my|the) (?:lost |old |missing )?(?:library |membership )?card|it)\b[^.?!]{0,16}\b(?:turned up|showed up|reappeared|is back|came back|was (?:in|under|behind)\b[^.?!]{0,24}\ball along)\b"
    r"|\b(?:found|(?:if|when|once) (?:i|we) find) (?:(?:my|the) (?:lost |old )?(?:library |membership )?card|it)\b(?! (?:does|doesn't|doesnt|did|didn't|is|isn't|isnt|was|wasn't|has|hasn't|can't|cannot|won't|wont|hard|difficult|number|reader|no longer|not|never|stopped)\b)"
    r"|(?<!\w)پیدا(?:ش)? (?:کردم|کرده ?ام|کردیم|شد|شده|شدش|بشه|بشود)(?!\w)|(?<!\w)(?:اگه|اگر|وقتی)(?!\w)[^.؟?!]{0,24}(?<!\w)پیدا(?:ش)? کنم(?!\w)"
    r"|\bpeyda(?:sh)? (?:kardam|kardim|shod|shode|beshe)\b|\b(?:age|agar)\b[^.?!]{0,24}\bpeyda(?:sh)? konam\b"
)
# Somebody else has found the purse or the card that was lost.
_BROUGHT = re.compile(
    r"\b(?:found|handed in|turned in|brought(?: back)?|returned) (?:my|the) (?:\w{1,10} )?(?:purse|wallet|bag|handbag|backpack)\b|\b(?:purse|wallet|bag|handbag|backpack|card)(?: has been| was| is| got)? (?:found|handed in|turned in|brought back|returned)\b"
    r"|(?<!\w)(?:کیف|کارت|کوله|وسایل)\w{0,4}(?: پول\w{0,3})?(?: (?:رو|را|م|هم))? ?(?:پیدا(?:ش)? (?:کرده?|کردن|کردند|شده?)|تحویل (?:داده?|دادن)|پس (?:داده?|دادن|آوردن?|گرفتم)|آورده?|آوردن)(?!\w)"
    r"|\b(?:kif|kart|kule)\w{0,4}(?: (?:ro|ra|am))? ?(?:peyda(?:sh)? (?:karde?|kardan|shode?)|tahvil dade?|pas (?:dade?|avordan|gereftam))\b"
)
# It is not there yet, or others are asked for it.
_NOT_AGAIN = re.compile(
    r"(?:\b(?:not|never|cannot|cant|havent|hasnt|didnt|couldnt)|n't)\b[^.?!,;]{0,20}\b(?:found|find|(?:turn|show)(?:ed|n)? up|reappeared|back)\b|\b(?:found|turned up|showed up)\b[^.?!,;]{0,16}\b(?:yet|nowhere)\b"
    r"|\b(?:has|have|had|did|if|when) (?:any ?one|any ?body|some ?one|some ?body|you|they)\b|\b(?:has|did) (?:(?:my|the) (?:\w+ ){0,2}card|it)\b|\b(?:where|how) (?:do|can|could|should|would) (?:i|we)\b[^.?!,;]{0,8}\bfind\b|\b(?:let me know|tell me if|call me|contact me|inform me)\b"
    r"|(?<!\w)(?:کجا|چطور\w{0,3}|چجور\w{0,3}|شماره\w{0,4})(?!\w)[^.؟?!]{0,30}(?<!\w)پیدا|خبرم? (?:کن(?:ید|ین|ی)?|بد(?:ه|ید|ین|ی|هید)?)(?!\w)|خبرم|(?<!\w)(?:کسی|کس)(?!\w)[^.؟?!]{0,20}پیدا|\b(?:koja|chetor\w{0,2}|shomare\w{0,3})\b[^.?!]{0,30}\bpeyda|\bkhabaram\b"
)
_LOSS = re.compile(
    r"\b(?:lost|mislaid|misplaced|lose) (?:my|the|our)\b|\b(?:is|was|got|has been|went) (?:lost|missing|gone|stolen)\b|گم ?(?:کرد|شد|ش)|دزدید|\bgom (?:kard|shod)"
)
_IF = re.compile(
    r"\b(?:if|in case)\b|\b(?:when|once)\b(?! (?:i|we) (?:\w+ly )?(?:got|came|went|was|were|looked|opened|checked|arrived|returned|reached|cleaned|emptied|searched)\b)|(?<!\w)(?:اگه|اگر|هر وقت)(?!\w)|(?<!\w)وقتی(?!\w)(?![^.،؟?!]{0,24}(?<!\w)(?:رسید|اومد|آمد|رفت|برگشت|گشت|بود|داشت)(?:م|یم)(?!\w))|\b(?:age|agar)\b"
)
_OF_CARD = re.compile(r"\bcard\b(?! reader)|(?<!\w)کارت(?!خوان|خون)|\bkart(?!kh)")


@kept
def find_found(text: str) -> str | None:
    """Name what a text says was found of somebody else's: CARD or BOOK; None where it tells of no such thing."""
    said = fold(text).replace("’", "'")
    if _NOT.search(said):
        return None
    if _CARD.search(said):
        return CARD
    stood = _PLACES.search(said) or _AT_LIBRARY.search(said)
    return BOOK if _BOOK.search(said) and not stood else None


def found_own_card(text: str, *, lost: bool = False) -> bool:
    """Tell whether a text says, or supposes, that the patron's own lost card is there again; `lost`: its loss was told."""
    said = fold(text).replace("’", "'")
    told = [one for words in (_OWN_AGAIN, *([_BROUGHT] if lost else [])) for one in words.finditer(said)]
    again = any(not _asks_after(said, one) for one in told)
    if not again or _NOT_AGAIN.search(said) or (_LOSS.search(said) and _IF.search(said)):
        return False
    return lost or _OF_CARD.search(said) is not None


# "Was my purse handed in?", «کیفم تحویل داده شده؟» only ask after it: such words stand before it, …
_ASKED_BEFORE = re.compile(
    r"^\W*(?:(?:and|so|but|ok|hi|hello|please|sorry|then|by chance|maybe)\W+){0,2}(?:was|were|is|are|has|have|had|did|does|do|could|can|will|any ?(?:one|body))\b|\b(?:whether|(?:check|see|know|tell me|find out|look|wonder\w*|any (?:chance|news|sign)) (?:if|that|of)?)\b"
    r"|(?<!\w)(?:آیا|ببین\w*|چک کن\w*|بررسی کن\w*|نگاه کن\w*|(?:ن?می ?دون|خبر دار)\w*|معلوم)(?!\w)|\b(?:aya|bebin\w*|check kon\w*|midun\w*)\b"
)
# … or a mark behind it, unless what comes between them asks for something of its own.
_ASKS_ON = re.compile(
    r"\b(?:what|how|do|does|can|could|should|will|would|must|shall|is|so|card|works?)\b|(?<!\w)(?:چ[یه]|چیکار|چکار|چطور\w*|کارت\w{0,3}|باز|فعال|باید|حالا|هنوز|میش[هد]?|می ?شود|بیام|برم|کجا\w*)(?!\w)|\b(?:chi\w{0,4}|kart\w{0,3}|baz|bayad|hala|hanuz)\b"
)
_BY_ONESELF = re.compile(r"\b(?:i|we)(?:'ve| have)?(?: \w+)? $|(?:کرد|کن|گرفت|kard|kon|gereft)(?:م|یم|ه ?ام|am|im)$")


def _asks_after(said: str, found: re.Match[str]) -> bool:
    """Tell whether a lost thing is only asked after where it is said to be found; what is supposed is no question."""
    start = max((said.rfind(mark, 0, found.start()) for mark in ".,;:!?؟،؛"), default=-1) + 1
    before, behind = said[start : found.start()], _CLAUSE_END.split(said[found.end() :], maxsplit=1)
    if _BY_ONESELF.search(before) or _BY_ONESELF.search(found[0]):
        return False
    if _ASKED_BEFORE.search(before):
        return True
    marked = len(behind) > 1 and behind[1] in "?؟"
    return marked and not _ASKS_ON.search(behind[0]) and not _IF.search(before + found[0])


_CLAUSE_END = re.compile(r"([.,;:!?؟،؛])")

# The card that was to be blocked shall work again, or no other is wanted.
_OPEN = re.compile(
    r"\b(?:(?:re-?)?(?:open|activate|enable)|unblock|unfreeze|switch|turn)\w{0,3}\b[^.?!]{0,24}\bcard\b|\bcard\b[^.?!]{0,24}\b(?:(?:re-?)?(?:open|activate|enable)|unblock|unfreeze|switch|turn|back on|work again)\w{0,3}\b|\b(?:no|not|don't need|do not need|without) (?:(?:a|an|any|the|need for a) ){0,2}(?:new one|new card|replacement|duplicate)\b"
    r"|(?<!\w)کارت\w{0,3}[^.؟?!]{0,24}(?:باز|فعال|وصل|راه|آزاد)(?:ش)? ?(?:کن|بنداز|انداز|بش|می ?کن)\w*|(?<!\w)المثنی (?:نمی ?خوا|لازم ندار|لازم نیست)\w*"
    r"|\bkart\w{0,3}\b[^.?!]{0,24}\b(?:baz|faal|vasl) (?:kon|besh)\w*|\balmosan\w{0,3} nemikha\w*"
)


def wants_card_open(text: str) -> bool:
    """Tell whether a text wants the card that was to be blocked to work again, or no other in its place."""
    return _OPEN.search(fold(text).replace("’", "'")) is not None


def asks_whose(text: str) -> bool:
    """Tell whether a text asks who lost what was found, or how that person is reached."""
    return _WHOSE.search(fold(text).replace("’", "'")) is not None


def asks_to_give_back(text: str) -> bool:
    """Tell whether a text asks where or how what was found is handed in."""
    said = fold(text).replace("’", "'")
    return _GIVE_BACK.search(said) is not None and _OWN.search(said) is None


def speaks_of_found_card(text: str) -> bool:
    """Tell whether a text speaks of a card that was found a moment ago, and of what stands on it; not of one's own."""
    said = fold(text).replace("’", "'")
    return _ON_CARD.search(said) is not None and _OWN.search(said) is None
