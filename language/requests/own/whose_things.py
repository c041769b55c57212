"""Whose things a text asks about: who owns them in the words, whoever else is mentioned beside.

"What have I got out, my husband moved the pile" asks of one's own; "what has my husband got out" of somebody else's;
"can my husband see what I have out" asks whether another learns of them.
"""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold

__all__ = ["another_learns", "asks_of_others", "asks_of_own"]

_KIN_EN = r"(?:husband|wife|spouse|partner|fianc\w{1,3}|mother|mum|mom|father|dad|parents?|brother|sister|family|friend|boyfriend|girlfriend|room ?mate|flat ?mate|neighbou?r|colleague|boss|employer|cousin|uncle|aunt|grand\w{2,8}|teacher|student|son|daughter|child|children|kids?|boy|girl|niece|nephew|ex|in ?laws)s?"
_KIN_FA = r"(?:همسر|شوهر|خانم|خانوم|زن|نامزد|مادر|مامان|پدر|بابا|برادر|داداش|خواهر|آبجی|خانواده|خونواده|دوست|رفیق|همکار|همسایه|هم ?اتاقی|رئیس|رییس|معلم|عمو|دایی|خاله|عمه|مادربزرگ|پدربزرگ|دختر|پسر|بچه|بچهها|فرزند|نوه)"
_MY_KIN_FA = rf"(?:{_KIN_FA} ?(?:\w{{1,6}} )?(?:م|ام|مون|مان|امون|امان|من|بنده|اینجانب)(?!\w))"
_MY_KIN_FI = r"(?:shoo?haram|shoo?harem|hamsaram|khanoo?mam|zanam|mamanam|madaram|babam|pedaram|baradaram|dadasham|khaharam|khanevadam|doo?stam|refigham|dokhtaram|pesaram|bacham|hamkaram)"
_THINGS_EN = (
    r"(?:books?|loans?|items?|cards?|account|record|history|reservations?|holds?|fines?|due dates?|list|pile|stuff)"
)
_HAS_EN = r"(?:has|have|had|got|borrow\w*|owes?|reserve[sd]?|checked|reads?|took|taken)"
_BACK_EN = r"(?! (?:\w+ ){0,4}(?:back|away)\b)(?! (?:my|mine|one of my|some of my)\b)"
_OWN = re.compile(
    rf"\b(?:my|our)(?: (?:own|library|other|current|late|overdue|borrowed|two|three|four|five|own library)){{0,2}} {_THINGS_EN}\b"
    rf"|\b(?:what|which|how (?:many|much)|any(?:thing)?|everything|books?|ones?|loans?|items?|things?)(?: (?!he\b|she\b|they\b|you\b|do\b)\w+){{0,3}} i(?:'ve| have|'m| am)?(?: (?:still|just|currently|already|now|even))? (?:got|have|had|borrowed|owe|took|taken|out|on loan)\b"
    r"|\bi(?:'ve| have)(?: \w+){0,4} (?:out|on loan|borrowed|checked out)\b|\b(?:have|am|do) i (?:still |currently )?(?:got|have|borrowed|owe)\b|\b(?:any\w*|which|some) (?:of )?mine\b|\bat me now\b"
    r"|(?<!\w)(?:کتاب|امانت|رزرو|جریمه|بدهی|حساب|کارت)(?:ا|ها|های|هایی|ای|ی|یها|ی ?ها)?(?:م|مو|مون|مان|یم|یمان| من| خودم| بنده| ما| خودمون)(?!\w)"
    r"|(?<!\w)(?:دستم(?:ه|ونه|ون)?|دست (?:من|خودم|ما)(?:ه|ست)?|پیشم(?:ه|ونه)?|پیش (?:من|خودم)(?:ه|ست)?|(?:در )?امانت (?:من|بنده|اینجانب|خودم|گرفتم|بردم))(?!\w)"
    r"|(?<!\w)(?:چی|چیا|چیها|چه \w{1,12}|چند(?: تا)?|کدوم\w{0,4}|کدام\w{0,4}|کتاب\w{0,6}|اونا\w{0,3}|خودم)(?: \w{1,12}){0,3} (?:گرفتم|گرفته ?ا?م|بردم|برده ?ا?م|دارم|برداشتم)(?!\w)"
    r"|\b(?:ketab|amanat|rezerv|jarime|bedehi|hesab|kart)(?:a|ha|haye|aye)?(?:am|amo|amoon|amun|moon|mun)\b|\b(?:dastame|dastamoone|daste man|pishame)\b|\b(?:chi|chia|chand ta|kodum\w{0,3}|ketab\w{0,4})(?: \w{1,12}){0,3} (?:gerefta?m|bordam|daram)\b"
)
_OTHERS = re.compile(
    r"\bwho(?:'s| is| has| have)?(?: \w+)? (?:got|has|have|holding|borrowed|reading|took|reserved)\b|(?<!\w)(?:دست|پیش) (?:کیه|کیست|کی|چه کسی)(?!\w)|\b(?:dast|pish)e? ki(?:e|ye|yeh)?\b"
    rf"|\b(?:{_KIN_EN}'s?|his|her|their|somebody else's|someone else's)(?: \w+){{0,2}} {_THINGS_EN}\b"
    rf"|\b(?:what|which|how (?:many|much)|any\w*|if|whether|everything|books?|list)\b[^.?!]{{0,40}}\b(?:my|our) (?:\w+ )?{_KIN_EN}(?:'s)?(?: (?:still|also|currently|already|now))? {_HAS_EN}\b{_BACK_EN}"
    rf"|\b(?:does|has|did|do|have)\b (?:my|our) (?:\w+ )?{_KIN_EN}(?: \w+)? {_HAS_EN}\b{_BACK_EN}|\bis (?:my|our) (?:\w+ )?{_KIN_EN} (?:late|overdue)\b"
    rf"|\b(?:what|which|how (?:many|much))\b[^.?!]{{0,24}}\b(?:he|she|they)(?:'s| has| have)?(?: \w+)? {_HAS_EN}\b{_BACK_EN}|\b(?:what|which|how (?:many|much))\b[^.?!]{{0,12}}\b(?:has|does|did) (?:he|she) {_HAS_EN}\b"
    rf"|(?<!\w)(?:دست|پیش) {_MY_KIN_FA}|(?<!\w)(?:کتاب|امانت|رزرو|جریمه|بدهی|حساب|کارت)(?:ا|ها|های|ای|ی)? (?:ی |های )?{_MY_KIN_FA}|(?<!\w){_MY_KIN_FA}(?: \w{{1,10}}){{0,3}} (?:چی|چیا|چند|چه|کدوم)(?: \w{{1,10}}){{0,4}} (?:گرفته|داره|برده|دستشه|دارد|گرفتهاند)(?!\w)"
    r"|(?<!\w)(?:کتاباش|کتابهاش|کتابهایش|کتاباشون|امانتاش|امانتهاش|امانتهایش|دستشه|دستشونه|کارتش|حسابش|امانت ایش[او]ن)(?!\w)"
    rf"|\b{_MY_KIN_FI}(?: \w{{1,10}}){{0,3}} (?:chi|chia|chand|kodum\w{{0,3}})(?: \w{{1,10}}){{0,4}} (?:gerefte|borde|dare|dasteshe?)\b|\bdastesh(?:e|une|oone)\b|\bketabash\w{{0,3}}\b"
)
# Who would learn of them …
_ANOTHER = re.compile(
    rf"\b(?:my (?:\w+ )?{_KIN_EN}|he|she|they|somebody|someone|anybody|anyone|people|others)\b"
    rf"|(?<!\w)(?:{_MY_KIN_FA}|کسی|یکی|اون|او|ایش[او]ن|بقیه|دیگران|خانوادهام)|\b(?:{_MY_KIN_FI}|kasi|baghiye)\b"
)
# … by this, said of the one who was named right before: Persian tells by the ending who it is.
_LEARNS_EN = re.compile(
    r"\b(?:see|find out|know|be told|get told|look up(?! [^.?!]{0,40}\bfor me\b)|(?<!someone )(?<!somebody )look at|(?:ask|call|phone|ring)(?! (?:me|us|if)\b)|get to know|learn)\b"
)
_LEARNS_FA = re.compile(
    r"(?<!\w)(?:ن?می ?بین(?:ه|ن|د|ند)|ببین(?:ه|ن|د|ند)|ن?می ?فهم(?:ه|ن|د|ند)|بفهم(?:ه|ن|د|ند)|(?:زنگ بزن(?:ه|ن|د|ند) )?بپرس(?:ه|ن|د|ند)|بدون(?:ه|ن|ند)|بدان(?:د|ند)|(?:مطلع|متوجه|باخبر|با خبر) (?:ب?شه|ب?شن|شود|شوند))(?!\w)"
    r"|(?<!\w)به(?:ش|شون|شان| (?:او|اون|ایش[او]ن|کسی|\w{2,10}م))(?: هم)?(?: \w{1,10}){0,4} ن?می ?(?:گین|گید|گویید|دین|دید)(?!\w)"
    r"|\b(?:mi ?bine|mi ?binan|bebin(?:e|an|and|ad)|befahm(?:e|an|ad|and)|mi ?fahm(?:e|an)|bepors(?:e|an|ad|and)|bedun(?:e|an)|bedoon(?:e|an))\b|\bbehesh(?:un|oon)? (?:\w+ ){0,3}mig(?:in|id)\b"
)
# Between the two somebody else came in, or the other only wishes to be told by the one who writes.
_CUTS_OFF = re.compile(
    r"\b(?:i|i'm|i've|i'd|we|we're|we've)\b|(?<!with )(?<!for )(?<!from )(?<!of )(?<!at )(?<!by )\byou\b|\b(?:wants?|wanted|wanting|likes?|needs?|needed|asked|asks|asking|trying|tries) (?:\w+ ){0,2}to(?: \w+)?\W*$"
    r"|(?<!\w)(?:می ?خواد|می ?خواست|می ?خوان|خواسته|می ?خواهد|باید)(?!\w)|\b(?:mikhad|mikhast|mikhan|mikhaad)\b"
)
_SENTENCE = re.compile(r"[^.!?؟\n;]{1,400}")
# What is learnt, pointed at, or left to what was said: "can he see it?".
_OF_THAT = re.compile(
    r"\W*(?:(?:about|of) )?(?:it|that|this|them|those|these|mine|everything|(?:what(?:'s| is)|which [^.?!]{0,20}) on my)\b|\W*$|\W+(?:too|also|as well|if|when|by|at|from|then)\b"
)
_LAST = 60


def asks_of_own(text: str) -> bool:
    """Tell whether a text speaks of what its writer has of the library's, and of nobody else's."""
    said = _said(text)
    return _OWN.search(said) is not None and _OTHERS.search(said) is None


def asks_of_others(text: str) -> bool:
    """Tell whether a text speaks of what somebody else has of the library's."""
    return _OTHERS.search(_said(text)) is not None


def another_learns(text: str, things: re.Pattern[str], *, of_that: bool = False) -> bool:
    """Tell whether somebody else is the one who would learn of these things; `of_that`: they were spoken of before."""
    for sentence in _SENTENCE.findall(_said(text)):
        for learns in _LEARNS_EN.finditer(sentence):
            another = _right_before(sentence, learns.start())
            behind = sentence[learns.end() :]
            # "… and ask", "… and be told": what is learnt stands behind the last of them.
            of_them = of_that or _OF_THAT.match(behind) or things.search(behind[: _LAST * 2])
            if another and of_them:
                return True
        if any(_right_before(sentence, learns.end(), learns.start()) for learns in _LEARNS_FA.finditer(sentence)):
            return True
    return False


def _right_before(sentence: str, end: int, begins: int | None = None) -> bool:
    """Tell whether another is named so near before, and nobody else comes in between."""
    start = max(0, end - _LAST * 2)
    named = list(_ANOTHER.finditer(sentence, start, end))
    if not named:
        return False
    between = sentence[named[-1].end() : end if begins is None else begins]
    return _CUTS_OFF.search(between) is None


def _said(text: str) -> str:
    return fold(text).replace("’", "'")
