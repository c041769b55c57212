"""What a book is like, asked of it: "is it scary?", «خنده‌داره؟»; a wish for such a book asks nothing of one."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.kept import kept
from language.normalise import fold

__all__ = ["GENRES_OF", "find_character"]

#: The genres of a catalogue that say of a book what is asked; none where no catalogue says it.
GENRES_OF: dict[str, tuple[str, ...]] = {
    "scary": ("horror", "thriller"),
    "funny": ("humour",),
    "sad": (),
    "romantic": ("romance",),
    "exciting": ("adventure", "thriller", "crime"),
    "violent": (),
    "hard": (),
}
# English: the question around the quality; Persian: the quality with its verb written to it.
_BEFORE = r"(?:is|are|was|isn'?t|r) (?:it|this|that|they|these|those|he|she|the (?:\w{3,8} )?(?:one|book|novel|story|film)|the (?:first|second|third|fourth|fifth|last)|(?:that|this) (?:one|book)|(?:(?!(?:waiting|somebody|someone|anybody|there|for|any|before)\b)\w+ ){1,6}?)(?: one| book)? ?(?:at all |very |really |too |so |that |rather |quite |actually |a bit |a little |any |going to be |on the |kind of |kinda |super |terribly ){0,3}"
_DOES = r"(?:does|will|would|did) (?:it|this|that(?: one)?|the (?:first|second|third|last)(?: one)?) (?:really )?"
_WORDS = {
    "scary": (
        r"(?:scar(?:y|ey|ier|ing)|frightening|creepy|spooky|terrifying|nightmar\w+|dark)",
        r"(?:scare|frighten) ",
        r"(?:ترسناک|وحشتناک|دلهره ?آور|ترس ?داره|می ?ترس)",
        r"(?:tarsnak|vahshatnak|mitarse)",
    ),
    "funny": (
        r"(?:funny|humorous|comic|a comedy|hilarious|amusing|witty|light ?hearted)",
        r"make (?:me|him|her|you|us|one) laugh",
        r"(?:خنده ?دار|طنز|بامزه|خنده ?آور|کمدی)",
        r"(?:khande ?dar|tanz|bamaze|komedi)",
    ),
    "sad": (
        r"(?:sad|depress?ing|gloomy|tragic|heart ?breaking|heavy going|a tear ?jerker|upsetting|bleak|weepy)",
        r"(?:end badly|end well|have a happy end\w*|make (?:me|him|her|you|us) cry|die)",
        r"(?:غمگین|غم ?انگیز|غمناک|گریه ?دار|تلخ|دلگیر|اندوه ?(?:ناک|بار)|ناراحت ?کننده|افسرده ?کننده)",
        r"(?:ghamgin|gham ?angiz|gerye ?dar|talkh|delgir)",
    ),
    "romantic": (
        r"(?:romantic|a love story|soppy)",
        r"have (?:a )?(?:love|romance)",
        r"(?:عاشقانه|رمانتیک)",
        r"(?:asheghane|romantik)",
    ),
    "exciting": (
        r"(?:exciting|gripping|thrilling|fast[- ]paced|boring|slow|dull|dry)",
        r"(?:get boring|drag)",
        r"(?:هیجان ?انگیز|پرهیجان|پرماجرا|حوصله ?سر ?بر|کسل ?کننده|خسته ?کننده|کش ?دار)",
        r"(?:hayajan ?angiz|por ?hayajan|hosele ?sar ?bar|khaste ?konande)",
    ),
    "violent": (
        r"(?:violent|bloody|gory|brutal|graphic|rude|full of swearing)",
        r"have (?:any |much )?(?:violence|blood|sex|swearing)",
        r"(?:خشن|خونین|صحنه ?دار|خشونت ?(?:داره|دارد))",
        r"(?:khashen|sahne ?dar)",
    ),
    "hard": (
        r"(?:hard|difficult|easy|tough|simple|heavy)(?: (?:to (?:read|follow|understand)|going|english|persian|language|for (?:a|my|me|him|her)\b[^?.!]{0,30}))?",
        r"(?:read easily|use (?:hard|difficult|easy) (?:words|english))",
        r"(?:سخت|سخت ?خوان|دشوار|ثقیل|ساده|آسون|آسان|روون|سنگین)",
        r"(?:sakht|sangin|sade|asun|ravun)",
    ),
}
# What is said in Persian behind the quality, as a question or a plain statement that asks.
_IS = r"(?:ه|ست|س|ن| ?است| ?هست\w{0,2}| ?هستش)?"
# Said so, such a book is wished for, or was: nothing is asked.
_WISHES = re.compile(
    r"\b(?:something|anything|nothing|someth?in|smth|sth|a (?:\w+ )?(?:book|novel|film|one)\b(?! is)|books?|novels?|films?|i (?:want|need|like|prefer)|looking for|suggest|recommend|should(?:n't)? be|must(?:n't)? be|please|instead|rather|more|less|but (?:not|funny))\b"
    r"|(?:یه|یک) (?:چیز|کتاب|رمان|فیلم)|چیزی|کتابی|رمانی|فیلمی|معرفی|پیشنهاد|می ?خوا\w+|نباش\w*|باشه|باشد|باشن|بده|بدین|بدید|(?<!\w)(?:تر|ترش)(?!\w)|\b(?:ye|yek) (?:chiz|ketab|roman|film)\w*|\b(?:bashe|nabashe|mikha\w+|moarefi|pishnahad|bede|bedin)\b"
)
_FEE = re.compile(
    r"\b(?:fee|fine|card|branch|library|room|rule|form|website|app|box|desk|wifi)\b|جریمه|کارت|شعبه|کتابخ\w+|اتاق|سایت|فرم|\b(?:jarime|kart|shobe|ketabkh\w+)\w*"
)


def _pattern(quality: str) -> re.Pattern[str]:
    plain, does, persian, latin = _WORDS[quality]
    return re.compile(
        rf"\b{_BEFORE}{plain}\b(?! (?:one|ones|book|books|novel|film)\b)|\b{_DOES}{does}|^(?:and |but |so |ok |hmm )?(?:too |very |really )?{plain}\s*\?"
        rf"|\bhow (?:much )?{plain} (?:is|are) (?:it|that|this|they|the \w+)\b"
        rf"|(?<!\w){persian}{_IS}(?!\w)(?! ?(?:ی|ای|تر)(?!\w))|(?<!\w){latin}(?:e|ast|hast|an)?\b(?! ?tar\b)"
    )


_ASKS = {quality: _pattern(quality) for quality in _WORDS}
_QUESTION = re.compile(r"[?؟]")
_CLAUSE = re.compile(r"[^.!;؛\n?؟]+[?؟]?")
_LATIN_ASKS = re.compile(r"\b(?:is|are|isnt|does|will|would|how)\b")


@kept
def find_character(text: str) -> tuple[str, ...]:
    """Find what a text asks of a book's character, of GENRES_OF; nothing where it wishes for such a book."""
    found: list[str] = []
    for clause in _CLAUSE.findall(fold(text).replace("’", "'")):
        if _FEE.search(clause) or _WISHES.search(clause):
            continue
        if not (_QUESTION.search(clause) or _LATIN_ASKS.search(clause)):
            continue
        found += [quality for quality, pattern in _ASKS.items() if pattern.search(clause.strip())]
    return tuple(dict.fromkeys(found))
