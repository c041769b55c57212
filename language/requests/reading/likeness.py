"""What something to read shall be like: a title, an author, or what somebody says to like."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from language.normalise import fold
from language.requests.reading.name_words import LIKE_END, LONGEST_NAME, NO_NAMES, POINTING, as_written
from language.requests.reading.negation import BREAKS
from language.requests.reading.reading_words import FILLING
from language.requests.reading.terms import find_term, is_genre, is_known
from language.requests.titles.ordinary_words import is_ordinary

__all__ = ["find_like", "is_named", "likens"]

_LIKE_EN = re.compile(
    r"(?:(?<!d )(?<!\bi )(?<!would )(?<!you )(?<!we )(?<!they )(?<!to )(?<!not )(?<!n't )(?<!n’t )(?<!feel )(?<!sounds )(?<!looks )(?<!she )(?<!he )(?<!who )(?<!kids )(?<!really )"
    r"\b(?:something |anything |one |books? |novels? |more )?(?:like(?! to\b)|similar to|along the lines of|in the style of|in the vein of|same as)"
    r"|\b(?:loved|enjoyed|liked|adored|finished|devoured|fan of|fans of|(?:\b(?:have|has|had|just|already|(?<!should )(?<!could )(?<!can )(?<!shall )(?<!may )(?<!must )(?<!would )(?<!do )i|we|he|she|they)|'ve|'s) (?:already |just |recently )?read)(?: (?:basically|practically|pretty much|nearly|almost|literally|already))?(?: (?:everything|anything|all|every|most)(?: of)?(?: the)?(?: (?:books?|novels?|stories|titles?|works?)(?: (?:by|of|from))?)?(?: (?:by|of|from))?)?)\s+(?P<what>[^.,;!?\n]{2,60})"
    r"|\b(?:what|which|something|anything|book)\b[^.,;!?]{0,40}\b(?:read|next)(?: next)? after\s+(?P<after>1984\b(?= ?(?:$|[.,;!?]))|[«\"][^«»\"\n]{2,60}[»\"])"
    # Only where it is written as a name: "my first African novel after Things Fall Apart".
    r"|\bmy (?:first|second|third|next) (?:\w{3,14} ){0,2}(?:novel|book) after\s+(?P<then>[^.,;!?\n]{2,50})",
)
_LIKE_FA = re.compile(
    r"\b(?:mesle|mesl e|shabihe|shabih e|shabih be|shabih)\s+(?P<fin>(?!(?:in|un|oon|on|hamin|hamun)\b)[^.,;!?\n]{2,40}?)(?= (?:moarefi|pishnahad|bede|bedid|mikham|darid|darin|dari|begid|begin|bashe|ke|vali|ama|baraye|vase|chi|chia|chizi|mishe|hast|kootah|kutah)\b|[.,;!?]|$)"
    r"|(?:تو مایه های|تو مایههای|در سبک|به سبک|شبیه به|شبیه|مثل|مانند|عین|طرفدار)\s+(?:(?:مثل|شبیه|مانند)\s+)*(?P<what>[^.،؛!؟\n]{2,60})"
    r"|(?<!\w)از (?:سبک |کتابای |کتاب ?های |کارای |کارهای |نوشته ?های |رمان ?های )?(?P<fond>[^.،؛!؟\n]{2,30}?) خوشم (?:میاد|اومد|آمد|میومد)"
    r"|(?:^|(?<=[.،؛!؟] ))(?:من |الان |سلام |فعلا ){0,2}(?P<hand>[^.،؛!؟\n]{2,40}?) (?:دستمه|دست منه|(?:رو |را )?دستم (?:است|هست))(?!\w)(?=.{0,60}(?<!\w)(?:همین ?جور|همین ?طور|شبیه|مثل|بعدش|بعدی)[^.؟!]{0,30}(?<!\w)(?:بخونم|بخوانم|معرفی|پیشنهاد))"
    r"|(?<!\w)(?:دخترم|پسرم|بچم|خواهرم|برادرم|من)? ?(?:تازه |همین الان )?(?P<done>[^.،؛!؟\n]{2,30}?)(?:(?: رو| را|(?<=\w)و) (?:همین الان |تازه |کامل )?|(?<=ها) )(?:تموم|تمام) (?:کرد|شد)\w*"
    r"|(?<!\w)(?P<had>[^.،؛!؟\n]{2,60}?) (?:رو|را) (?:خیلی |(?:یه|یک|دو|سه|چهار|پنج|ده|چند|\d{1,2}) ?بار )?(?:دوست داشتم|خوندم|خونده|خواندم|دوست داشت|دوست داشته)"
)
# Who read a book tells in the same breath that they disliked it themselves.
_DISLIKED = re.compile(
    r"\b(?:read|finished)\b[^.,;!?]{2,50}?(?: ?[.,;!]| and| but)(?: and| but)?(?: i)?(?: (?:really|absolutely|totally))? (?:hated it|disliked it|didn't (?:really )?(?:like|enjoy) it|couldn't stand it)\b"
    r"|(?<!\w)(?:خوندم|خواندم|تموم کردم|تمام کردم)(?: ?[.،,؛])?(?: (?:و|ولی|اما|اصلا|هیچ)){0,3} (?:خوشم (?:نیومد|نیامد)|دوست نداشتم|دوستش نداشتم|دوسش نداشتم|ازش بدم (?:اومد|آمد))(?!\w)"
)
_LOVED_IT = re.compile(
    r"(?<!n't )(?<!not )(?<!never )\b(?:loved|liked|enjoyed|adored|loves|likes|love|like) it\b|(?<!\w)(?:عاشقش|(?:خوشش|خوشم) (?:اومد|آمد)|دوستش داشت\w{0,2}|عالی)(?!\w)"
)
_SOON, _LATER = 30, 80  # letters
_LIKE_START = re.compile(
    r"^(?:the )?(?:books?|novels?|works?|writings?|کتاب های|کتابهای|کتابای|کتاب|رمان های|رمان|آثار|کارهای|کارای|نوشته های)\s+(?:of|by)?\s*"
)
_THINGS = frozenset("it that this them those these".split())
_WHEN = frozenset("after before next now then".split())
_PLACES_TO_READ = frozenset(
    "metro bus tram tube subway train plane bed bath way commute night nights evening evenings morning mornings work lunch holiday sofa".split()
)
# Who asks for what is similar has named what it shall be like, in one word or more.
_SIMILAR = re.compile(
    r"\b(?:similar|(?:anyone|someone|somebody|anybody|anything|something|others?|who else is|writers?|authors?) (?:(?:else|\w{3,8}) )?like (?:that|him|her|them|it|this)|along th(?:ose|e same) lines)\b|(?<!\w)(?:شبیه|مشابه|مثل)\w{0,3}(?!\w)"
)
_FEWEST_OF_NAME = 2
_LIKES_NAME = re.compile(
    r"(?:\b(?:i|he|she|we|they|my \w{3,12})(?:'m| am| is| are)? |^)(?:really |also |just |mostly |usually |absolutely )?(?:like|likes|love|loves|enjoy|enjoys|adore|adores|a fan of|into)\s(?P<what>[^.,;:!?\n]{4,40}?)(?= ?[.,;:!?]| (?:a lot|very much|and|but|so|most|best|the most|please|pls)\b| ?$)"
)


def find_like(plain: str, text: str) -> tuple[str, str]:
    """Give what it shall be like, and the text without it: a name, and not what a word of ours names ("loves animals")."""
    for pattern in (_LIKE_EN, _LIKE_FA):
        for found in pattern.finditer(plain):
            soon, behind = (plain[found.start() : found.end() + letters] for letters in (_SOON, _LATER))
            disliked = _DISLIKED.search(soon)
            if disliked is not None and _LOVED_IT.search(behind) is None:
                # "I read Blindness and hated it" is the measure of nothing.
                return find_like(f"{plain[: found.start()]} {plain[found.start() + disliked.end() :]}", text)
            group = next(name for name in found.groupdict() if found[name])
            quoted = _QUOTED.match(found[group])
            name = quoted["name"] if quoted is not None else LIKE_END.sub("", f" {found[group]} ").strip()
            name = _LIKE_START.sub("", _without_greeting(name)).strip()
            if (latin := _LATIN.search(name)) is not None and not name.isascii():
                # «پسرم Matilda رو خونده»: the name among Persian words.
                name = latin[0]
            if group == "then" and not _is_called(as_written(name, text)):
                continue
            said = [word for word in name.split() if word not in BREAKS]
            if said and not any(letter.isalpha() for letter in "".join(said)):
                if (quoted is None and name != _OF_DIGITS) or _DATED.search(plain[: found.start()]):
                    # "Like 17, 18" counts, "like 2020" dates.
                    continue
                return name, plain.replace(name, " ", 1)
            if (
                len(said) == 1
                and is_genre(said[0])
                and found[0].startswith(("more like", "something like", "anything like"))
            ):
                # "More like adventure" names a kind.
                continue
            if said and (
                set(said) <= NO_NAMES
                or (quoted is None and _is_description(said, as_written(name, text)))
                or (_is_place_of_reading(said) and not _is_capital(as_written(name, text)))
                or (len(said) > 1 and said[0] in _THINGS)
                or (said[0] in _WHEN and not _is_called(as_written(name, text)))
            ):
                # "Loved it, actually", "read them all last year", "what do I read after that".
                continue
            telling = [word for word in said if word not in FILLING]
            named = [word for word in telling if find_term((word,)) is None]
            likened = any(mark in found[0] for mark in ("like ", "similar", "style", "مثل", "شبیه", "سبک", "مایه"))
            if likened and len(said) > 1 and said[0] not in POINTING:
                telling = named = said
            called = len(said) > 1 and _is_called(as_written(name, text))
            if not called and (not telling or (not named and not likened)):
                continue
            if not called and named and len(named) * 2 < len(telling):
                continue
            at = plain.find(name, found.start())
            behind = plain[at + len(name) :]
            if _OF_THEIRS.search(behind) is None:
                behind = _BY_WHOM.sub(" ", behind)
            return name, f"{plain[:at]} {behind}" if at >= 0 else plain
    return _liked(plain)


# Whose the title is that was read, and nobody whose works are wished for: "I read Blindness by Saramago and …".
_BY_WHOM = re.compile(
    r"^ by (?!(?:an?|some|the same|that|this|him|her)\b)(?:[\w'.-]{2,15} ){0,2}?[\w'-]{3,15}(?= (?:together|and|but|so|which|last|recently|this|in)\b| ?[.,;:!?])"
)
# Whose other works are wished for is named with the title.
_OF_THEIRS = re.compile(
    r"\b(?:by|from|of) (?:her|him|them|hers|his|theirs|the same|that|this)\b|\b(?:his|her|their) (?:other|next|others|books|novels|works)\b|\b(?:she|he|they)(?:'s| has| have)? (?:else|wrote|written)\b"
)
_LIKENS = re.compile(
    r"\b(?:like|likes|loved?|loves|similar|along the lines|in the (?:style|vein) of|same as|fan of|into|mesle?|shabihe?|sabke?)\b|(?<!\w)(?:مثل|شبیه|سبک|مانند|عین|تو مایه|طرفدار|خوشم|عاشق|دوست)"
)


def likens(text: str) -> bool:
    """Tell whether a text says what something shall be like, and not merely what was read."""
    return _LIKENS.search(fold(text)) is not None


# Right before a name, what says that others shall be like it, or that it is liked.
_LIKENS_NEXT = re.compile(
    r"(?:\b(?:like|similar to|lines of|style of|vein of|same as|loved|enjoyed|liked|adored|fans? of|into|mesle?|shabihe?(?: be)?|sabke?)|(?<!\w)(?:مثل|شبیه|شبیه به|سبک|مانند|عین|مایه ?های|طرفدار))(?: (?:the|a|book|books|novel|کتاب|رمان)){0,2}[ «\"']{0,2}$"
)


def is_named(text: str, name: str) -> bool:
    """Tell whether what was read may be a name that is not known: likened to, written as one, or no part of a sentence."""
    said, called = fold(text), fold(name)
    at = said.find(called)
    if at < 0 or _LIKENS_NEXT.search(said[:at]) is not None or _is_called(name):
        return True
    words = called.split()
    plain = [word for word in words if word in FILLING or is_ordinary(word)]
    return len(words) <= LONGEST_NAME and len(plain) * 2 < len(words)


def _liked(plain: str) -> tuple[str, str]:
    """Give a name that somebody says to like ("i like agatha christie"), and the text without it: no word of ours."""
    for found in _LIKES_NAME.finditer(plain):
        said = found["what"].split()
        fewest = 1 if _SIMILAR.search(plain) else _FEWEST_OF_NAME
        if fewest <= len(said) <= LONGEST_NAME and not any(map(is_known, said)) and said[0] not in NO_NAMES:
            return found["what"], f"{plain[: found.start('what')]} {plain[found.end('what') :]}"
    return "", plain


_LATIN = re.compile(r"[a-z][\w'’-]{2,}(?: [\w'’-]+)*(?![^\W\d_])", re.ASCII)
# What stands between quotation marks is a title, also where it is of digits.
_QUOTED = re.compile(r"[«\"] ?(?P<name>[^«»\"]{1,60}?) ?[»\"]")
# The one title of digits alone that is spoken of without them.
_OF_DIGITS = "1984"
_DATED = re.compile(
    r"\b(?:from|in|since|around|before|after|until|published) ?$|\b(?:newer|older|published|written|recent)\b[^.!?]{0,20}$|(?<!\w)(?:جدید|تازه|قدیمی)\w{0,3}(?!\w)[^.!؟?]{0,20}$"
)
# Who greets and then speaks of themselves has not begun to name anything yet: «سلام بر غم» is a title.
_GREETING = re.compile(
    r"^(?:(?:سلام|درود|(?:وقت|روز|صبح|شب|عصر|ظهر)(?:تون|تان|شما)? ?(?:بخیر|به خیر)|خسته نباش(?:ید|ین|ی)|(?:با )?(?:عرض )?(?:ادب|احترام)|salam|dorood|vaght bekheir|khaste nabashid)(?!\w) ?[,،]? ?(?:و )?){1,6}(?:من|ما|man|(?=کتاب |رمان |ketab)) ?(?!او |پیش از تو)"
)
_INDEFINITE = frozenset("something anything nothing someone somebody everything".split())
_ARTICLES = frozenset("a an some this that these those".split())
_HEADS = frozenset("book books novel novels one ones story stories series thing things author writer".split())


def _without_greeting(name: str) -> str:
    """Leave out what stands before a name: a greeting, and who speaks."""
    return _GREETING.sub("", name)


def _is_description(said: Sequence[str], name: str) -> bool:
    """Tell whether words only describe what was read or is wished for: "a gorgeous book", "something short"."""
    if said[0] in _INDEFINITE:
        return not _is_called(name)
    return said[0] in _ARTICLES and said[-1] in _HEADS and not _is_called(name)


def _is_called(name: str) -> bool:
    """Tell whether words are written as a name, each with a capital: "Gone Girl"."""
    said = [word for word in name.split() if len(word) > 2]
    return len(said) > 1 and all(word[:1].isupper() and not word.isupper() for word in said)


def _is_place_of_reading(said: Sequence[str]) -> bool:
    """Tell whether words say where or when one reads, and name nothing: "I read on the metro", "in bed"."""
    return said[0] in {"on", "in", "at", "before", "during"} and said[-1] in _PLACES_TO_READ


def _is_capital(name: str) -> bool:
    """Tell whether a name is written as one: "On the Train", and not "on the train"."""
    return name.split()[-1][:1].isupper()
