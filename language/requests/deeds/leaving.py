"""The wish to be a member no more: "I'd like to end my membership", «عضویتم رو لغو کنم»."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.kept import kept
from language.normalise import fold

__all__ = ["ends_membership"]

_ENDS = re.compile(
    r"\b(?:end|cancel|close|quit|stop|finish|terminate|leave|give up|discontinue|resign)\b(?: from)?(?: (?:my|our|the|his|her|this|being|library|a)){0,3} (?:members?|membership)\b|\b(?:close|delete|cancel) (?:my|our|the) (?:library )?account\b|\b(?:do not|don't|no longer) (?:want|wish) to (?:be|stay|remain) (?:a )?members?\b"
    r"|(?<!\w)عضویت\w{0,6}(?: \w+){0,3} (?:(?:لغو|کنسل|باطل|فسخ|حذف|تموم|تمام)(?:ش)? (?:کنم|کنیم|کن|کنید|کنین|کنی|بکنم|بکنیم|بکن|بکنید|بکنین|کردن|نمایید|می ?کنم|می ?کنیم)|ببند(?:م|یم|ید|ین)?)(?!\w)"
    r"|(?<!\w)می ?خوا\w{1,4} عضویت\w{0,6}(?: \w+){0,2} (?:لغو|کنسل|باطل|فسخ|حذف) (?:بشه|بشود|شود)(?!\w)|(?<!\w)می ?ش(?:ه|ود) عضویت\w{0,6}(?: \w+){0,2} (?:لغو|کنسل|باطل|فسخ) کرد(?!\w)|(?<!\w)(?:لغو|کنسل|ابطال|فسخ|پایان|انصراف از) (?:کردن )?عضویت|دیگه نمی ?خوا\w+ عضو (?:باش|بمون)\w*"
    r"|\bozviat\w{0,6}(?: \w+){0,3} (?:(?:laghv|cancel|kansel|batel|tamum) (?:kon\w{0,3}|bokon\w{0,3}|kardan|mikonam)|beband\w{0,3})\b|\b(?:laghve?|cancele?) ozviat"
)
# Who leaves the town or the country, and asks what is to be done with the membership, asks how it ends.
_LEAVES = re.compile(
    r"\b(?:i|we)(?:'m| am|'ll| will|'re| are|'ve| have)?\b(?![^.?!]{0,8}\bnot\b)[^.?!]{0,30}\b(?:mov(?:e|ing)|leav(?:e|ing)|go(?:ing)? back|emigrat\w{2,4}|relocat\w{2,4})\b[^.?!]{0,40}\b(?:to|from|away|abroad|country|city|town|iran|tehran|for (?:good|always|ever))\b"
    r"|نقل ?مکان|مهاجرت|(?<!\w)از (?:تهران|ایران|اینجا|این شهر)(?: \w{1,8}){0,3} (?:می ?ر\w{1,4}|بر(?:م|یم)|کوچ)(?!\w)|دیگه (?:اینجا|تهران|ایران) نیست\w{0,3}|برای همیشه"
)
_WHAT_OF_IT = re.compile(
    r"\bwhat\b[^.?!]{0,24}\b(?:do|happens?|become)\b[^.?!]{0,16}\b(?:with|to|about|of) (?:my|our) (?:library )?membership\b(?! card)|\bmembership\b(?! card)[^.?!]{0,24}\bwhat\b[^.?!]{0,16}\bdo\b"
    r"|(?<!\w)عضویت\w{0,6}[^.؟?!]{0,20}(?:چیکار|چی ?کار|چه ?کار|چه ?کنم|چی می ?شه|چی میشه|چه می ?شود)|تکلیف عضویت"
)
# Asked of the library as a deed on one's own, it is a wish.
_DEED_ON_MY = r"(?: (?:please |kindly )?(?:end|cancel|close|stop|finish|terminate|discontinue|delete) (?:my|our)\b(?![^.?!]{0,60}\b(?:if|when|after|unless|automatically)\b))"
# It was ended by others, may be, or shall not be; and who complains of it.
_NOT = re.compile(
    rf"\bwill (?:you|they|the library|it)\b(?![^.?!]{{0,60}}\b(?:please|kindly)\b)(?!{_DEED_ON_MY})|\b(?:did|do|does|have|has|had|are|were) (?:you|they|the library)\b(?! able to{_DEED_ON_MY})"
    r"|\b(?:can|could|would|may|might) (?:they|the library|librarians?)\b|\bif (?:i|we) (?:don't|do not|can't|cannot|fail|forget|never)\b"
    r"|\b(?:don't|dont|do not|never|not)(?: (?:want|wish|have|going))?(?: to)?(?: \w+ly)? (?:end|cancel|close|quit|stop|finish|terminate|leave|give up|discontinue|delete)\b(?! (?:to|by|enough)\b)|\bwhy\b|\bcomplain\w*|\bunfair\w*|\bprotest\b"
    r"|(?<!\w)(?:چرا|چه (?:دلیل|علت)\w{0,2}|(?:بدون|بی) (?:هیچ )?(?:دلیل|علت)\w{0,2}|(?:دلیل|علت) (?:لغو|کنسل|ابطال|فسخ|حذف|پایان)|شکایت\w*|شاکی\w*|اعتراض\w*|معترض\w*|نباید)(?!\w)|(?<!\w)(?:دلیل|علت)\w{0,4}(?!\w)[^.؟?!]{0,40}(?<!\w)(?:چی|چیه|چیست)(?!\w)|\b(?:chera|shekayat\w*|eteraz\w*)\b"
)
# What becomes of one's data, or of the money, is another question.
_OF_ELSE = re.compile(
    r"\b(?:data|record|history|informations?|infos?|refund\w*|back|deposit|delete my data|kept|keep)\b|اطلا\w*|سابق\w*|داده|پول|ودیعه|برمی ?گرد|نگه|پاک|\b(?:etela\w*|sabeghe|pool|pul)\b"
)


@kept
def ends_membership(text: str) -> bool:
    """Tell whether a text says that, or asks how, a membership is ended; what remains of it is another question."""
    said = fold(text).replace("’", "'")
    if _LEAVES.search(said) and _WHAT_OF_IT.search(said):
        return True
    return _ENDS.search(said) is not None and _OF_ELSE.search(said) is None and _NOT.search(said) is None
