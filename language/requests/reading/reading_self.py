"""What people say of themselves beside a wish for something to read: where they are from, what they do or study."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.requests.reading.own_origin import without_origin

__all__ = ["without_self"]

_ROLE = (
    r"(?:students?|undergrad\w{0,8}|postgrad\w{0,8}|pupils?|teachers?|tutors?|lecturers?|professors?|researchers?|scholars?|historians?|nurses?|doctors?|physicians?|dentists?|engineers?|programmers?"
    r"|developers?|lawyers?|judges?|architects?|accountants?|economists?|psychologists?|therapists?|scientists?|chemists?|biologists?|physicists?|musicians?|painters?|journalists?|translators?|speakers?"
    r"|drivers?|cooks?|chefs?|farmers?|soldiers?|officers?|managers?|librarians?|secretar(?:y|ies)|pharmacists?|assistants?|beginners?|expats?|immigrants?|refugees?|foreigners?|tourists?)"
)
_ONE = r"(?:i'm|im|i am|we're|we are|he's|he is|she's|she is|they're|they are|my (?:\w{2,12} ){0,2}?(?:is|was)|i was|he was|she was|working|i work|he works|she works|work|works)"
_FROM = r"(?:german|french|turkish|turk|russian|italian|spanish|polish|english|british|american|arab|iraqi|afghan|chinese|japanese|korean|indian|pakistani|armenian|swedish|dutch|brazilian|mexican|iranian|persian)"
_ENGLISH = re.compile(
    rf"\b{_ONE} (?:(?:only|just|also|actually|originally|as) )?(?:an? |the )?(?:[\w'-]{{2,14}} ){{0,4}}?{_ROLE}(?: (?:of|in|at|from|for) (?!need\b)[\w'-]{{2,14}}(?: (?!and\b|who\b|but\b|looking\b)[\w'-]{{2,14}}){{0,2}})?\b"
    rf"|\bas an? (?:[\w'-]{{2,14}} ){{0,2}}?{_ROLE}\b"
    rf"|\b(?:i'm|im|i am|we're|we are|he's|he is|she's|she is|(?:my|our) (?:\w{{2,12}} )?\w{{3,12}} is) (?:half )?(?:from \w{{3,14}}|{_FROM})(?! (?:stuff|books?|novels?|fiction|crime|cooking|history|literature|poetry))\b"
    r"|\b(?:i|he|she|we)(?:'m| am|'s| is)? (?:study|studies|studying) (?:\w{3,14})(?: and \w{3,14})? (?=(?:at|in) )"
)
_ROLE_FA = r"(?:دانشجو(?:ی|م|یم)?|دانش ?آموز|معلم|دبیر|استاد|پرستار|مهندس|وکیل|کارمند|پزشک|دکتر|راننده|خبرنگار|مترجم|پژوهشگر|محقق|حسابدار|برنامه ?نویس|آشپز|بازنشسته|هنرمند|نقاش|خیاط)"
# Whom a wish is for, or what it is about, is said of nobody.
_NOT_FOR = r"(?<!برای )(?<!واسه )(?<!برا )(?<!درباره )(?<!مورد )(?<!به )(?<!کتاب )(?<!رمان )(?<!شعر )(?<!از )"
_PERSIAN = re.compile(
    r"(?<!\w)(?:من|ما|خودم) (?:(?!دنبال|علاقه|عاشق|طرفدار|جستجو|جویای|منتظر|در پی)\w{1,14} ){1,7}?(?:هستم|هستیم)(?!\w)"
    rf"|(?<!\w){_NOT_FOR}(?:(?:من|ما) )?(?:یه |یک )?{_ROLE_FA} (?:(?!می ?خوا|دنبال|دار)\w{{2,14}} ){{0,4}}?(?:هستم|هستیم|ام|\w{{3,14}}(?:ام|یم)|هست|است)(?!\w)"
    rf"|(?<!\w){_NOT_FOR}{_ROLE_FA}(?:م|ام|ه|س|ست) ?(?=[،,.;!؟?]|و |$)"
    r"|(?<!\w)(?:من |ما )?(?:اهل|متولد|بچه ی?|از) ?(?:آلمان|فرانسه|ترکیه|روسیه|ایتالیا|اسپانیا|ژاپن|چین|کره|عراق|افغانستان|لهستان|هند|انگلیس|آمریکا)(?:م|یم|ه|ن)?(?: (?:هستم|هستیم|هست|است|اومدم|اومدیم|آمدم|آمده ?ام|اومده))?(?!\w)"
    r"|(?<!\w)(?:من |ما )?(?:آلمانی|فرانسوی|ترک|روس|ایتالیایی|اسپانیایی|ژاپنی|چینی|کره ای|عراقی|افغان|لهستانی|هندی|انگلیسی|آمریکایی)(?:م|ام|یم)?(?: (?:هستم|هستیم))(?!\w)"
)
_FINGLISH = re.compile(
    r"\b(?:man )?(?:ye )?(?:daneshju|daneshjoo)(?:ye|e|m|am)?(?: \w{3,12}){0,3}? ?(?:hastam|am)\b|\b(?:man )?(?:ahle|az) (?:alman|faranse|torkiye|rusiye|italia|zhapon|chin)(?:am)? (?:hastam|umadam|oomadam)?\b"
)


def without_self(plain: str) -> str:
    """Give folded words without what somebody says of themselves: a German student wishes for no German book."""
    for pattern in (_ENGLISH, _PERSIAN, _FINGLISH):
        plain = pattern.sub(" , ", plain)
    return without_origin(plain)
