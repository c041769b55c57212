"""Masking of passwords with letters that patrons give away in a sentence."""

from __future__ import annotations

import re

from language.canvas import Canvas

__all__ = ["settle_passwords"]

# What stands for a password: in quotation marks, or one word; nothing that is settled already.
_WORD = (
    '(?:["«“](?P<quoted>[^"»”\x01-\x03]{2,40})["»”]|'
    "(?P<word>[^\\s\"'«»“”،,؟?!.;\x01-\x03\\[(][^\\s\"'«»“”،,؟?;\x01-\x03]{2,}))"
)
_LOGIN_WORD = "(?:pas?s?\\s?w(?:or|ro|r)?d|pass(?:code|phrase|wd|key)|p(?:s)?wd)"
_NAME = f"(?<![^\\W_])(?:pin(?:\\s?code)?|{_LOGIN_WORD}|secret\\s+(?:code|word))"
_WHOSE = "(?:\\s+(?:for|of|on|to)\\s+(?:(?:my|the|our|his|her)\\s+)?\\w+(?:\\s+\\w+){0,2})"
_IS = (
    "(?:\\s+(?:is|was|are|might\\s+be|may\\s+be|should\\s+be|could\\s+be|used\\s+to\\s+be)\\b|'s\\b|\\s*(?::|=|->|→|—))"
)

_ENGLISH = re.compile(
    f"{_NAME}(?:\\s+(?:code|number)|{_WHOSE})?{_IS}\\s*(?:(?:now|still|set\\s+to)\\s+)?{_WORD}", re.IGNORECASE
)
_ENGLISH_MIXED = re.compile(
    f"{_NAME}(?:\\s+(?:code|number)|{_WHOSE})?\\s+"
    "(?P<word>(?=[^\\s]{0,60}\\d)(?=[^\\s]{0,60}[a-z])[\\w@#$%^&*!+-]{4,})",
    re.IGNORECASE,
)
_ENGLISH_AFTER = re.compile(
    # Of a longer word the beginning is not looked for at each of its signs.
    f"(?<![\\w\\[]){_WORD.replace('{2,}', '{2,62}')}"
    f"\\s+is\\s+(?:my|our)\\s+(?:\\w+\\s+)?(?:pin|{_LOGIN_WORD})(?![^\\W_])",
    re.IGNORECASE,
)
# Nothing between and nothing behind: "password swordfish", "login password swordfish, card …".
_ENGLISH_BARE = re.compile(
    f"(?<![^\\W_]){_LOGIN_WORD}{_WHOSE}?\\s+(?P<word>[a-z][a-z@#$%^&*!+-]{{3,}})(?=\\s*(?:[.,;!)\\n،]|$)|\\s+(?:and|card|for)\\b)",
    re.IGNORECASE,
)
_ENGLISH_NEW = re.compile(
    f"\\b(?:change|set|reset|make|turn)\\s+(?:my|the|our|his|her)\\s+(?:\\w+\\s+){{0,2}}(?:pin|{_LOGIN_WORD})\\s+(?:from\\s+\\S+\\s+)?to\\s+{_WORD}",
    re.IGNORECASE,
)
_ENGLISH_OLD = re.compile(f"\\b(?:pin|{_LOGIN_WORD})\\s+from\\s+{_WORD}\\s+to\\s", re.IGNORECASE)
_PERSIAN_NAME = (
    "(?:رمز|گذر[\u200c ]?واژه|پس+و+رد|پین|کلمه[\u200c یۀٔ]*عبور)"
    "(?:[ \u200c]?(?:عبور|ورود|کارت|حساب|عضویت|اشتراک|کتاب[ \u200c]?خانه|کتاب[ \u200c]?خونه|کاربری|کد|جدید|قدیم)){0,3}"
)
_PERSIAN = re.compile(
    f"{_PERSIAN_NAME}(?:[ \u200c]?(?:من|ام|م))(?:\\s*[:=])?\\s+{_WORD}"
    "(?:\\s+|\\s*\u200c)(?:است|هست|هستش|می[ \u200c]?باشد|میباشد|ه|بود)(?![^\\W\\d_])"
)
_PERSIAN_COLON = re.compile(f"{_PERSIAN_NAME}(?:[ \u200c]?(?:من|ام|م))?\\s*(?:[:=]|\\sاینه:?\\s)\\s*{_WORD}")
_PERSIAN_LATIN = re.compile(
    f"{_PERSIAN_NAME}(?:[ \u200c]?(?:من|ام|م))?\\s+(?P<word>[A-Za-z][\\w@#$%^&*!+-]{{2,}})", re.ASCII
)
_FINGLISH = re.compile(
    f"(?<![^\\W_])ramz(?:am|e\\s?man|\\s?oboor(?:am|e man)?)(?:\\s*[:=])?\\s*{_WORD}\\s+(?:ast|hast|e|ine)(?![^\\W_])",
    re.IGNORECASE,
)
_PATTERNS = (
    _ENGLISH, _ENGLISH_MIXED, _ENGLISH_AFTER, _ENGLISH_NEW, _ENGLISH_OLD, _ENGLISH_BARE,
    _PERSIAN, _PERSIAN_COLON, _PERSIAN_LATIN, _FINGLISH,
)  # fmt: skip
# What it is the password of may stand behind it as well.
_NAMES_FOLLOW = (_PERSIAN_LATIN, _ENGLISH_BARE)
# Who has forgotten a password, or wants another, does not tell it in the next word.
_WITHOUT_IT = re.compile(
    r"\b(?:forg[eo]t(?:ten)?|lost|lose|remember|recover|need|want|wrong|no|without|which|what|reset|help|about|a)\b",
    re.IGNORECASE,
)

# One for all is no secret of theirs.
_OF_THE_LIBRARY = re.compile(r"\b(?:wi-?fi|wireless|network|internet)\s*$", re.IGNORECASE)

# What people say about a password without telling it.
_HARMLESS = frozenset(
    """
    a about accepted again all allowed already also always an and any asked asking at because been being between blank
    blocked broken by case cancelled changed changing compromised confusing correct default denied different disabled
    due easy else empty enough entered expired expiring failing fine first for forgotten from given going gone good hard
    has have here his hidden how i if impossible in incorrect inside insecure invalid it its just kept known known last
    like listed locked long longer lost made mandatory maybe me missing mixed more my necessary needed never new no none
    not now off old on one only optional or our out outdated over personal possible printed private probably ready
    really recognised recognized refused rejected required reset right safe same saved secret secure secured sent set
    shared short shown simple simply so some something somewhere still stolen stored strong stuck supposed temporary
    that the their them there these they this those to too unable under unique unknown useless usually valid very
    attempt attempts box change changes criteria expiration expire expires expiry field fields form generator help hint
    hints issue issues length link links list login manager managers message option options page pages please pls policy
    problem problems protection question questions recovery request requirement requirements rule rules screen security
    service settings soon step support system thanks thank thing thx today tomorrow trouble update urgently asap anymore
    entirely instead myself online email mail again, kindly recover renew renewal retrieve retrieval verification
    visible was weak what when where which who why with without working written wrong yes you your yours
    اشتباه غلط نادرست درست صحیح خراب قفل مسدود بسته منقضی فراموش باطل معتبر نامعتبر قدیمی جدید ضعیف قوی کوتاه بلند
    طولانی ساده سخت آسان چی چه چیست چیه چند کجا کجاست همین همان همون این آن اون یادم عوض تغییر ناقص لازم مشکل دار
    چطور چطوری کدام کدوم محرمانه خصوصی شخصی مهم فعال غیرفعال گم پیدا مشخص نامشخص خالی یکی یکسان متفاوت
    """.split()
)
_LATIN_NAMES = frozenset(
    "wifi wi-fi pin password login opac email gmail yahoo account app pdf online reset site web vpn telegram instagram "
    "whatsapp davinci kindle windows android iphone library card koha please".split()
)
_MENTION = re.compile("p(?:in|as[sw]|s?wd)|secret|ramz|رمز|پ(?:ین|س[سو])|گذر|عبور")


def settle_passwords(canvas: Canvas, said: str) -> None:
    """Mask the word that somebody says is their password; `said` is all of it in lower case."""
    if not _MENTION.search(said):
        return
    for pattern in _PATTERNS:
        for match in list(pattern.finditer(canvas.open)):
            name = "quoted" if match.groupdict().get("quoted") else "word"
            word = match[name].rstrip(".!:)")
            start = match.start(name)
            plain = word.casefold()
            if len(word) < 3 or plain in _HARMLESS or (pattern in _NAMES_FOLLOW and plain in _LATIN_NAMES):
                continue
            before = canvas.words[max(0, match.start() - 32) : match.start()]
            if pattern is _ENGLISH_BARE and (_WITHOUT_IT.search(before) or _OF_THE_LIBRARY.search(before)):
                continue
            canvas.take(start, start + len(word), "pin")
