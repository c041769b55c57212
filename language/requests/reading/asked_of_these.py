"""What is asked of titles that were suggested, in words that name none: how long, by whom, which is the shortest."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from language.kept import kept
from language.normalise import fold

__all__ = ["asks_hours_beside", "asks_of_each", "asks_shortest", "asks_whether_there", "takes_it"]

_LONGEST = 24  # words
_COSTS = re.compile(
    r"\b(?:cost\w{0,2}|price\w{0,1}|colou?r|black|print\w{0,3}|scan\w{0,3}|cop(?:y|ies|ied) (?:a|my|per)|per page|a4|pdf)\b|چنده|قیمت|هزینه|پرینت|چاپ|رنگی|کپی"
)
# Those shown, as words stand for them: who names a title asks of that.
_THEM = r"(?:it|this|that|they|these|those|each|each one|both|this one|that one|the book|the books)"
_THEM_FA = r"(?:(?:این ?ها|این ?ا|این|این یکی|اون ?ها|اون ?ا|اون|اون یکی|همشون|هر ?کدوم(?:شون)?|هر ?کدام|هر ?یک|کتاب ?ها|کتابا)(?: ?(?:رو|را))? )?"
_FIRST = r"(?:(?:and|but|so|ok|okay|fine|hmm?|oh|well|also|please|then|sorry|cool|great|هم|و|خب|پس|باشه|ببخشید|راستی|khob|pas) ?){0,3}"
_THEN = r"(?: (?:though|then|please|pls|really|actually|each|by the way))?"
_LENGTH = re.compile(
    rf"{_FIRST}(?:what(?:'s| is| are) the )?(?:page (?:count|number)s?|number of pages|how many pages(?: (?:is|are|do|does|have|has) {_THEM}(?: have| got| each)?| each| in {_THEM}| {_THEM} (?:is|are|has|have))?|how (?:long|thick|big) (?:is|are) {_THEM}|(?:is|are) {_THEM} (?:very |too |that |really |all )?(?:long|thick)|of {_THEM}){_THEN}"
    rf"|{_FIRST}{_THEM_FA}(?:حدودا |تقریبا )?(?:(?:چند|چن) صفحه ?(?:ست|است|اند|ان|ن|ه|س|دارن|داره)?|تعداد صفح(?:ات|ه ?ها|ه)? ?(?:ش|اش|شون|شان|شو)?(?: (?:چقدره|چقدر است))?)|{_FIRST}(?:chand|chan) safhe\w{{0,3}}"
)
_AUTHOR = re.compile(
    rf"{_FIRST}(?:who(?:'s| is| are| was)? (?:the |its |their )?(?:authors?|writers?)(?: of {_THEM})?|who wrote {_THEM}|who (?:are they|is it|is that) by){_THEN}"
    rf"|{_FIRST}{_THEM_FA}(?:نویسند(?:ش|هش|ه ?اش|ه ?شون|هاشون|شون) (?:کی(?:ه|ن|ا)?|کیست|چه کسی)|(?:کی|چه کسی) (?:نوشته|نوشتش|نوشتتش|نوشته ?شون))|{_FIRST}nevisande?(?:sh|ash|shun|shoon) kie?|{_FIRST}(?:ina ?(?:ro)? )?ki neveshte\w{{0,3}}"
)
# Said beside a question of those shown, such clauses name nothing else.
_BESIDE = re.compile(
    rf"{_FIRST}(?:lovely|hi|hello|thanks|thank you|merci|hmm?|oh|wow|cool|great|nice|good|mm+|سلام|ممنون|مرسی|خوبه|عالیه)?(?: (?:that|it))?"
    rf"|{_FIRST}(?:that|this|it|they|these|those)(?: one)?(?:'s| is| are| sounds?| looks?) [^?؟]{{2,50}}|{_FIRST}(?:is|are) (?:he|she|they) [^?؟]{{2,50}}"
    rf"|{_FIRST}(?:half|some|most) of (?:them|us) [^?؟]{{2,50}}|{_FIRST}i(?:'m| am) (?:sorry|afraid|a slow|not|no)\b[^?؟]{{0,40}}|{_FIRST}(?:i|we|he|she) (?:only |just )?(?:have|has|'ve got) (?:only |just )?(?:a|one|two|three|little|no|not much|few|\d) (?:\w{{3,6}} )?(?:time|days?|weeks?|weekend|evenings?|hours?)"
    rf"|{_FIRST}(?:وقت (?:ندار\w{{1,2}}|کم دار\w{{1,2}})|حوصله ندارم|(?:فقط )?یه هفته وقت دارم)"
)
_CLAUSES = re.compile(r"[.,،؛;!?؟:()\n]+")
_BRANCH = r"(?:(?:the )?(?:central|main|saadi|sadi|bagh[ -]?e?[ -]?ferdows|bagh[ -]?ferdos)(?: branch| library)?)"
_BRANCH_FA = r"(?:(?:شعبه|کتابخانه|کتابخونه) ?(?:ی )?)?(?:مرکزی|سعدی|باغ ?فردوس)"
_SHORTEST = re.compile(
    r"\bwhich (?:one|of (?:them|these|those))? ?(?:is|are|'s|would be)? ?(?:the )?(?:shorter|shortest|thinner|thinnest|quickest|quicker)\b"
    r"|(?<!\w)(?:کدوم|کدام)(?:شون|شان|ش|اش|یکی|یک)?(?: ?(?:از )?(?:اینا|این ?ها))? (?:از همه )?(?:کوتاه|نازک|کم ?حجم) ?تر(?:ه|ینه|ین)?(?: است| هست)?(?!\w)|\bkod[ou]{1,2}m(?:eshoon|eshun|esh|ash|yeki)?(?: (?:az )?(?:ina|inha))? (?:az hame )?(?:kootah|kutah|nazok) ?tar(?:e|ine)?\b"
)
# What is ordered or wished for beside is heard elsewhere.
_NEW = re.compile(
    r"\b(?:put|keep|reserve|order|hold|set|save)\b|(?<!\w)(?:نگه|کنار|بذار\w{0,3}|رزرو\w{0,3}|سفارش)(?!\w)|\b(?:negah|kenar|bezar\w{0,3}|rezerv\w{0,2})\b|\b(?:something|anything|another|else|instead|recommend|suggest)\b|(?<!\w)(?:چیزی|یه چیز|یکی دیگه|معرفی|پیشنهاد)(?!\w)|\b(?:ye chiz|dige|moarefi)\b"
)
_TAKES = re.compile(
    r"\b(?:i'll|i will|i'd like to|let me|we'll) (?:take|have|pick up|get|go (?:with|for)|start with)\b|\bi(?:'d like| want| would like) (?:the|that|number)\b"
    r"|(?<!\w)(?:می ?خوام(?:ش|شو)?|می ?خواهم(?:ش)?|بر ?می ?دارم(?:ش)?|می ?گیرم(?:ش)?|می ?برم(?:ش)?)(?!\w)|\b(?:mikham(?:esh|sh)?|barmidaram(?:esh)?|migiram(?:esh)?|mibaram(?:esh)?)\b"
)
_REFUSES = re.compile(r"\b(?:not|don't|no)\b|(?<!\w)(?:نه|نمی ?خوام|نمی ?خواهم|غیر|جز)(?!\w)|\b(?:na|nemikham)\b")
_HOURS = re.compile(
    r"\b(?:until|till|up to) (?:when|what time) (?:are|is|do|does|will) (?:you|the library|it|they|we)(?: stay| be)? (?:open|close|there)\b|\b(?:what time|when) do you (?:close|open|shut)\b|\bhow late are you open\b"
    r"|(?<!\w)تا (?:کی|ساعت چند|چه ساعتی|چند) (?:باز|هست(?:ین|ید)|کار می ?کن)|(?<!\w)(?:چه ساعتی|ساعت چند|کی) (?:باز|تعطیل|می ?بندین|می ?بندید)(?:ین|ید|ه|است|هست|میشه|می ?شین)?(?!\w)|\bta (?:key|saat chand|chand) (?:baz|hast)"
)
_WHEN = r"(?: (?:too|also|as well|now|right now|today|please)){0,2}(?: or [^?؟]{3,50})?"
_THERE = re.compile(
    rf"{_FIRST}(?:(?:is|are) (?:it|that one|this one|that|they|both|these|those)(?: both| all| also| still| even)? (?:there|in|on the shelf|available)|(?:they|both) are there(?: both)?)(?:(?: in| at)? {_BRANCH}| (?:in|at) {_BRANCH})?{_WHEN}|{_FIRST}(?:is|are) (?:it|they|both|these|those) (?:in|at) {_BRANCH}{_WHEN}"
    rf"|{_FIRST}(?:از (?:میان|بین) )?{_THEM_FA}(?:(?:کدام ?یک|کدوم ?ها|کدوما|کدومشون|کدومش|کدام ?ها) )?(?:(?:هم ?اکنون|الان|امروز|هم) )?(?:(?:تو|توی|در) {_BRANCH_FA} (?:هم )?(?:هست(?:ش|ن|ند)?|موجود(?:ه|ن| است| هست)?|دار(?:ین|ید|ن|ه)(?:ش|شون)?)|(?:هست(?:ش|ن|ند)?|موجود(?:ه|ن|ند|ه الان)?|دار(?:ین|ید|ن|ه)(?:ش|شون)?) (?:تو|توی|در) {_BRANCH_FA})"
)
# Beside it, where somebody lives or which branch is meant may be told.
_NEAR = re.compile(
    rf"{_FIRST}{_BRANCH}|{_FIRST}(?:i|we)(?:'m|'re| am| are| live| work)(?: (?:live|work|living))? (?:very |quite )?(?:near|at|in|by|close to|next to) {_BRANCH}|{_FIRST}(?:i|i'?ll|il)(?: will)? take (?:it|that one|this one|the short\w{{0,4}})|{_FIRST}{_BRANCH_FA}|{_FIRST}(?:من |ما )?(?:نزدیک|پیش) {_BRANCH_FA}(?: ?(?:م|ام|ایم|یم|هستم|هستیم|زندگی می ?کنم))?"
)


@kept
def asks_of_each(text: str) -> bool:
    """Tell whether a text asks of what was suggested how long it is, or by whom, and wishes for nothing else."""
    said = fold(text).replace("’", "'")
    if len(said.split()) > _LONGEST or _COSTS.search(said) or _NEW.search(said):
        return False
    return _only(said, (_LENGTH, _AUTHOR), (_BESIDE,))


@kept
def asks_shortest(text: str) -> bool:
    """Tell whether a text asks which of those suggested is the shortest."""
    said = fold(text).replace("’", "'")
    return _SHORTEST.search(said) is not None and len(said.split()) <= _LONGEST and not _NEW.search(said)


@kept
def asks_whether_there(text: str) -> bool:
    """Tell whether a text asks if what was suggested is there, and names nothing else."""
    return _only(fold(text).replace("’", "'"), (_THERE,), (_BESIDE, _NEAR))


def _only(said: str, asking: Sequence[re.Pattern[str]], beside: Sequence[re.Pattern[str]]) -> bool:
    """Tell whether a clause asks, and each of the others says no more than what may stand beside."""
    clauses = [" ".join(part.split()) for part in _CLAUSES.split(said) if part.strip()]
    asked = [part for part in clauses if any(one.fullmatch(part) for one in asking)]
    return bool(asked) and all(part in asked or any(one.fullmatch(part) for one in beside) for part in clauses)


@kept
def takes_it(text: str) -> bool:
    """Tell whether a text says that one of those suggested is taken: "I'll take the second", «دومی رو می‌خوام»."""
    said = fold(text).replace("’", "'")
    return _TAKES.search(said) is not None and _REFUSES.search(said) is None and not _NEW.search(said)


def asks_hours_beside(text: str) -> bool:
    """Tell whether a text asks, whatever else it says, until when there is somebody at the library."""
    return _HOURS.search(fold(text)) is not None
