"""Wishes for something to read: for whom, what it is like and about, how long, in which language, and what not."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from language.kept import kept
from language.normalise import fold
from language.requests.reading.reading_numbers import find_ages, find_pages, find_years
from language.requests.reading.reading_refused import find_refused
from language.requests.reading.reading_self import without_self
from language.requests.reading.reading_untold import find_untold, without_untold
from language.requests.reading.reading_words import FILLING, NARROW, TERMS, tokens
from language.requests.titles.ordinary_words import is_ordinary

__all__ = ["ReadingWish", "read_change", "read_wish", "reads_others", "says_of_books"]

#: "Short" is at most so many pages, "long" at least so many.
SHORT, LONG = 200, 450
#: "Like … but shorter", of whatever length that is.
SHORTER = 300
_LONGEST_TERM = max(map(len, TERMS))
_MOST_TOKENS = 80
_MOST_TOPICS = 3

_BREAKS = frozenset(".,;:!?؟،؛()") | {"but", "ولی", "اما", "only"}
_NEGATING = frozenset(
    "no not without nothing except excluding isn't aren't don't doesn't dont doesnt hate hates dislike dislikes minus non never avoid"
    " بدون غیر جز بجز نه na bedune".split()
)
# What stands after what is not wanted.
_NEGATED_AFTER = frozenset(
    "نباشه نباشد نباشن نمیخوام نمیخواد نمیخوایم ندارم نداره نمیاد متنفرم بدم نداشته nabashe nemikham".split()
)
_AROUND_NOT = 4
# What is wanted where the other is refused.
_OTHERWISE = {"origin": {"!fa": "fa", "fa": "!fa"}, "language": {"en": "fa", "fa": "en"}}
# What refuses without a "no", and is read as one.
_RELUCTANT = re.compile(
    r"\b(?:(?:not|isn't|n't) (?:really |much |exactly )?(?:in the mood|up) for|(?:not|isn't) (?:really |much |exactly )?(?:a (?:big |huge |great )?fan of|into|keen on|fond of)"
    r"|(?:no|little) (?:patience|time|appetite|stomach|energy) for|(?:can't|cannot|cant) (?:stand|bear|face|take|stomach)|(?:sick|tired|bored|weary) of|(?:scared|afraid|frightened|terrified) of(?! the dark)|fed up with"
    r"|(?:had )?(?:quite )?enough of|spare me|rather than(?: the| an?)?|instead of(?: the| an?)?|anything but|rather not|don't (?:want|like|feel like|fancy)(?: any| a| anything| something)?|not another)\b"
)
# «English حوصله‌م نمی‌شه»: what stands before it is refused.
_WEARY_OF = re.compile(r"(?<!\w)(\w+) (?:رو |را |خوندن )?حوصل\w*(?: \w+)? (?:نمی ?\w+|ندارم|نیست)(?!\w)")
# Who has read enough of something wants something else: «رمان ایرانی رو زیاد خوندم», "I've read plenty of crime".
_ENOUGH_OF = re.compile(
    r"(?<!\w)(?:رو |را )?(?:زیاد|خیلی|کلی|به اندازه کافی|به قدر کافی|همه ?(?:ش|شو|شون|شونو)?) (?:خونده?|خوانده?|دیده?) ?(?:م|ام|ایم|یم)(?!\w)"
)
_ENOUGH_BEFORE = re.compile(
    r"\b(?:i|we|he|she|they)(?:'ve| have|'s| has)? (?:already )?read (?:enough|plenty|loads|lots|tons|too (?:much|many)|so (?:much|many)|a lot)(?: of)?(?= )"
)
# An answer before the wish itself: "no, …"; as a word of refusal it stands right before what is refused.
_ANSWER = frozenset({"نه", "na"})
_FEW_REFUSED = 3
# After these all that is named up to the refusal is refused: «حوصلهٔ کلاسیک کلفت ندارم».
_RELUCTANT_OF = frozenset("حوصله حوصله‌ی حوصلهی میل علاقه علاقه‌ای علاقهای اعصاب طاقت تحمل hosele hoseleye".split())

_HAS_IT = re.compile(r"\b(?:has|have|had|does|do|is|are) (?:it|that|this|they|these)\b|(?<!\w)(?:داره|دارد|دارن)$")
# The language of subtitles is not that of the film.
_SUBTITLES = re.compile(
    r"\b(?:with |in |has |have |got )?(?:an? )?(?:english|persian|farsi|french|german|arabic)? ?(?:subtitles?|subtitled|subs|captions?)(?: in (?:english|persian|farsi|french|german|arabic))?\b"
    r"|(?:با |دارای )?(?:زیر ?نویس)(?: (?:انگلیسی|فارسی|فرانسه|آلمانی|عربی|داشته باشه|دار))*(?!\w)|\b(?:ba )?zir ?nevise? (?:englisi|farsi)\b"
)

_LIKE_EN = re.compile(
    r"(?:(?<!d )(?<!\bi )(?<!would )(?<!you )(?<!we )(?<!they )(?<!to )(?<!not )(?<!feel )(?<!sounds )(?<!looks )(?<!she )(?<!he )(?<!who )(?<!kids )(?<!really )"
    r"\b(?:something |anything |one |books? |novels? |more )?(?:like|similar to|along the lines of|in the style of|in the vein of|same as)"
    r"|\b(?:loved|enjoyed|liked|adored|finished|devoured|fan of|fans of|(?:\b(?:have|has|had|just|already|(?<!should )(?<!could )(?<!can )(?<!shall )(?<!may )(?<!must )(?<!would )i|we|he|she|they)|'ve|'s) (?:already |just |recently )?read)(?: (?:basically|practically|pretty much|nearly|almost|literally|already))?(?: (?:everything|anything|all|every|most)(?: of)?(?: the)?(?: (?:books?|novels?|stories|titles?|works?)(?: (?:by|of|from))?)?(?: (?:by|of|from))?)?)\s+(?P<what>[^.,;!?\n]{2,60})",
)
_LIKE_FA = re.compile(
    r"\b(?:mesle|mesl e|shabihe|shabih e|shabih be)\s+(?P<fin>(?!(?:in|un|oon|on|hamin|hamun)\b)[^.,;!?\n]{2,40}?)(?= (?:moarefi|pishnahad|bede|bedid|mikham|darid|darin|dari|begid|begin|bashe|ke|vali|ama|baraye|vase|chi|chia|chizi|mishe|hast|kootah|kutah)\b|[.,;!?]|$)"
    r"|(?:تو مایه های|تو مایههای|در سبک|به سبک|شبیه به|شبیه|مثل|مانند|عین|طرفدار)\s+(?:(?:مثل|شبیه|مانند)\s+)*(?P<what>[^.،؛!؟\n]{2,60})"
    r"|(?<!\w)از (?:سبک |کتابای |کتاب ?های |کارای |کارهای |نوشته ?های |رمان ?های )?(?P<fond>[^.،؛!؟\n]{2,30}?) خوشم (?:میاد|اومد|آمد|میومد)"
    r"|(?<!\w)(?:دخترم|پسرم|بچم|خواهرم|برادرم|من)? ?(?:تازه |همین الان )?(?P<done>[^.،؛!؟\n]{2,30}?)(?:(?: رو| را|(?<=\w)و) (?:همین الان |تازه |کامل )?|(?<=ها) )(?:تموم|تمام) (?:کرد|شد)\w*"
    r"|(?<!\w)(?P<had>[^.،؛!؟\n]{2,60}?) (?:رو|را) (?:خیلی )?(?:دوست داشتم|خوندم|خونده|خواندم|دوست داشت|دوست داشته)"
)
# After "like" and "read", no names: "like twice", "read it already".
_NO_NAMES = frozenset(
    "twice totally really so a an the it this that them those these all crazy once much lot lots three times already to for me next lately books book novels"
    " him me us you yours mine ours aloud along your my his her any something anything everything one ones in on about by at more again english persian farsi"
    " اونه اینه اونا اوناست این اینو اون اونو همین همینو همش همشو اینا اونا اینها آنها همینا همونا قبلا رو را همه".split()
)
_LIKE_END = re.compile(
    r"\s(?:like (?:twice|three|a|ten)|suggest|recommend|actually|absolutely|already|twice|so|what|can|should|now|lately|but|and|only|which|that|there|for|in|with|please|by|about|yet|though|ولی|اما|باشه|باشد|که|همه|همش|همشو|معرفی|دارید|دارین|داری|میخوام|میخواهم|بده|بدید|چیزی|چی"
    r"|پیشنهاد|یه|یک|یکی|برای|به|هست|رو|را|کوتاه|کوتاهتر|خوشم)\b.*$"
)
_LIKE_START = re.compile(
    r"^(?:the )?(?:books?|novels?|works?|writings?|کتاب های|کتابهای|کتابای|کتاب|رمان های|رمان|آثار|کارهای|کارای|نوشته های)\s+(?:of|by)?\s*"
)
_ABOUT = re.compile(
    r"(?:\b(?:about|(?<=books )on|(?<=book )on|(?<=something )on|(?<=anything )on|(?<=titles )on|(?<=one )on|(?<=ones )on|(?<=novel )on|(?<=novels )on|(?<=films )on|(?<=film )on|(?<=reading )on|(?<=material )on|(?<=stuff )on|(?<=history )of|(?<=architecture )of|(?<=geography )of|(?<=photographs )of|(?<=photos )of|(?<=pictures )of|(?<=maps )of|(?<=criticism )of|(?<=biographies )of|(?<=biography )of|(?<=memoirs )of|(?<=criticism )on|(?<=literature )on|(?<=guide )to(?: the)?|(?<=guides )to(?: the)?|(?<=introduction )to(?: the)?|learn to play|learning to play|(?<=for )learn(?:ing)?|(?<=to )learn|featuring|involving|set in|set on|takes place in|dealing with)\s+|\b(?:darbare(?:ye|i)?|dar more?de?|raje be|rajebe) |(?:درباره|درباره ی|در مورد|راجع به|راجب|درمورد|با موضوع|موضوعش|مخصوص|ویژه|ویژه ی|(?<=کتاب )آموزش|(?<=کتابای )آموزش|(?<=کتاب های )آموزش)\s+)"
    r"(?P<what>[^.,;!?،؛؟\n]{2,50})"
)
_ABOUT_END = re.compile(
    r"\s(?:that|which|who|for|by|with|but|and|or|from|in|که|برای|باشه|دارید|دارین|داری|چی|میخوام|و|یا|از|هست|معرفی)\b.*$"
)
_BY = re.compile(
    r"(?:\b(?:by|written by|from the pen of)\s+|(?<!\w)(?:نوشته|نوشته ی|اثر|آثار|اثری از|کارهای|کتابهای|به قلم|از|az)\s+)(?P<what>[^.,;!?،؛؟\n]{2,40})"
)
_WRITTEN_THEN = re.compile(
    r"\b(?:written|published|from|of) (?:in )?(?:the )?(?:19th|20th|21st|nineteenth|twentieth|twenty first) century\b"
    r"|\b(?:19th|20th|21st|nineteenth|twentieth|twenty first) century (?:\w+ )?(?:novels?|fiction|literature|classics?|writers?|authors?|poet\w*|books?|stories|drama)\b"
    r"|\bvictorian (?:\w+ )?(?:novels?|fiction|literature|classics?)\b|\b(?:modern|contemporary)\b|(?:رمان|ادبیات|نویسنده|شعر|کتاب|داستان)\w*(?: \w+){0,2} (?:قرن|سده)|معاصر|مدرن|امروزی"
)
_LONGEST_NAME = 4
# «از دست داده», «از اول»: a turn of speech, and nobody's name.
_NO_AUTHOR = frozenset(
    "دست یاد صفر بین پس قبل پیش اول آخر آخرش نظر طرف کجا وقتی روی رو تو توی همون همین نوع جنس سر ته بس لحاظ جمله دم راه زیر بالا"
    " dast yad bein ghabl pish aval akhar nazar taraf koja vaghti ru tu".split()
)
_POINTING = frozenset("this that it these those me him her them the a an این اون آن همین همون اینا اونا من".split())
_MORE = re.compile(
    r"\b(?:another(?: one)?|others?|more|anything else|something else|next|different ones?|other ones)\b"
    r"|(?<!\w)(?:یکی دیگه|یه چیز دیگه|چیز دیگه|چیز دیگه ای|دیگه چی|دیگه|بازم|باز هم|بیشتر|یکی دیگر|چیز دیگری|بقیه|های دیگه)(?!\w)"
)
_SHORTER = re.compile(
    r"\b(?:shorter|thinner|slimmer|smaller|fewer pages|less long|not so long|too long|too thick)\b|کوتاهتر|کوتاه تر|\b(?:kuta|kutah|kootah|koota|nazok) ?tar\b|کم ?حجم ?تر|نازکتر|نازک تر|کلفت|قطور|طولانیه|زیاد بلند"
)
_THAN = re.compile(
    r"\b(?:shorter|thinner|kuta|kutah|kootah|koota|nazok) ?(?:tar|than)?\b|کوتاه ?تر|نازک ?تر|کم ?حجم ?تر"
)
_LONGER = re.compile(
    r"(?<!\bno )(?<!\bnot )(?<!\bnothing )(?<!\bnever )(?<!\bany )\b(?:longer|thicker|bigger|too short)\b|بلندتر|بلند تر|قطورتر|طولانی ?تر|پرحجم ?تر"
)


@dataclass(frozen=True, slots=True)
class ReadingWish:
    """What a patron wants of something to read; an empty part is not asked for.

    genres, forms, kinds: words of language/genres.py ("a|b" is either); each genre must hold, one of the forms and kinds.
    without: genres, forms and kinds that must not hold. ages: the reader's, youngest and oldest. language, origin: codes,
    "!fa" is any other. since, until: years of the common era. author: a name, or several ("a|b"). like: what it shall be like; it may be a title, an author,
    or nothing that is known. not_by: words of names whose works are not wanted. topics: words that title, subjects or summary must hold. not_on: words that they must not hold.
    not_from: codes of languages in which it must not have been written.
    untold: what no catalogue tells ("not_sad"), which is said and not searched for.
    """

    genres: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    audience: str = ""
    ages: tuple[int, ...] = ()
    most_pages: int = 0
    least_pages: int = 0
    language: str = ""
    origin: str = ""
    since: int = 0
    until: int = 0
    new: bool = False
    author: str = ""
    like: str = ""
    topics: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()
    not_by: tuple[str, ...] = ()
    not_on: tuple[str, ...] = ()
    not_from: tuple[str, ...] = ()

    def packed(self) -> dict[str, Any]:
        """Give the wish as a slot keeps it: what is empty is left out."""
        return {
            name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items() if value
        }

    @classmethod
    def unpacked(cls, kept: Mapping[str, Any]) -> ReadingWish:
        """Read a wish from a slot."""
        known = {field.name for field in fields(cls)}
        parts: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in kept.items() if name in known
        }
        return cls(**parts)

    def __bool__(self) -> bool:
        return self != ReadingWish()

    def lacking(self, part: str) -> ReadingWish:
        """Give the wish without one of its parts."""
        empty: dict[str, Any] = {part: getattr(ReadingWish(), part)}
        return replace(self, **empty)


@dataclass(frozen=True, slots=True)
class WishReading:
    """A wish, and words beside it that may be a topic and were understood as nothing.

    narrow: words that say more than the genre that they were read as: of programming "python", of sport "football".
    """

    wish: ReadingWish
    rest: tuple[str, ...] = ()
    narrow: tuple[str, ...] = ()

    @property
    def hints(self) -> tuple[str, ...]:
        """Give all words that help to choose among the titles that meet the wish."""
        return tuple(dict.fromkeys((*self.rest, *self.narrow)))


_OF_PLACES = frozenset("cooking history art architecture music travel cinema photography gardening religion".split())
_COUNTRIES = frozenset(
    "russia france germany italy turkey japan روسیه فرانسه آلمان ایتالیا ترکیه ژاپن چین انگلیس".split()
)
_TO_PLACE = frozenset(
    "about to in of for around visit visiting درباره مورد به راجب واسه برای سفر تاریخ فرهنگ هنر معماری vase be".split()
)


def _is_place(words: Sequence[str], start: int, end: int, about: Container[str], practical: bool) -> bool:
    """Tell whether a country, or what comes from there, is what a book is about, and nobody who wrote it."""
    if end - start > 1 or words[start] in _OWN:
        return False
    if words[start] in _COUNTRIES:
        return words[start] in about or not _TO_PLACE.isdisjoint(words[max(0, start - 2) : start]) or practical
    return practical and not {"by", "from", "از"} & set(words[max(0, start - 2) : start])


_OWN = frozenset("iranian persian ایرانی ایرونی irani foreign translated خارجی ترجمه khareji".split())
# Beside a name these only say what bears it: «شهر تهران», "the city of Tehran".
_LOOSE = frozenset(
    "city town country village place period time era شهر کشور روستا دوره زمان ویژه مینویسم مینویسیم موضوعی".split()
)
# What can be read, or heard, by those who see no small print, in the words of reading_words.py.
_READABLE = "large_print|audiobook"
_OF_CONTRACT = re.compile(r"\b(?:contracts?|agreements?|terms|conditions|policy|insurance)\b|قرارداد|شرایط|مقررات|بیمه")
_BOOK = re.compile(r"\b(?:books?|ketab\w*)\b|(?<!\w)کتاب(?!خ|دار)")


_LOOKED_AT = re.compile(
    r"(?<!\w)(?:کتاب|رمان|شعر|اشعار|دیوان|داستان|عکس|ورق)(?!خ|دار)|(?<!\w)ببین(?:م|یم)(?:ش|شون|شان| (?:خوبه|چیه|چطوره|چجوریه|بعد|اگه|اول))|(?<!\w)(?:اول|برم|بیام|بیایم) (?:\w{2,10} ){0,3}ببین"
)
# What is taught or written about children.
_STUDIES = frozenset(
    "psychology psychological development education rights health nutrition literature illness care therapy abuse labour labor learning behaviour behavior brain minds"
    " روانشناسی رشد تربیت آموزش حقوق سلامت تغذیه بیماری روانپزشکی نقاشی بازی رفتار پرورش یادگیری درمانی کار ravanshenasi roshd".split()
)
_FOR_WHOM = frozenset("for برای واسه برا مناسب baraye vase".split())


def _is_studied(words: Sequence[str], start: int, end: int) -> bool:
    """Tell whether children are what a book is about: "child development", «روان‌شناسی رشد کودک»."""
    if not _FOR_WHOM.isdisjoint(words[max(0, start - 2) : start]):
        return False
    behind = words[end : end + 1] if words[start].isascii() else []
    before = words[max(0, start - 1) : start]
    of = words[max(0, start - 3) : start] if words[max(0, start - 1) : start] in (["of"], ["in"]) else []
    return not _STUDIES.isdisjoint((*behind, *(before if not words[start].isascii() else ()), *of))


_SIGHT = re.compile(r"\b(?:eyesight|eyes|sight|see)\b|چشم|بین|\bcheshm")
_BETWEEN = r"(?:(?!(?:for|my|because|she|he|her|i|we)\b)[\w'\u200c]+ ){0,5}?"
_ON_SIGHT = re.compile(
    rf"\b(?:about|on|regarding)\b {_BETWEEN}(?:eyesight|eyes|sight|see)\b|(?<!\w)(?:درباره\w?|در مورد|راجع به|درمورد) {_BETWEEN}چشم|\b(?:darbare\w*|raje be) {_BETWEEN}cheshm"
)
# A mother-in-law is no jurist, and «می‌خواستم ببینم» wants to know, not to watch.
_BY_MARRIAGE = re.compile(
    r"\b(?P<kin>mother|father|sister|brother|daughter|son)s?(?:[ -]+in[ -]+laws?)\b|(?<!\w)(?:می ?)?خواست(?:م|یم) ببین(?:م|یم)(?= \w)"
)


@kept
def read_wish(text: str) -> WishReading:
    """Read what a text wants of something to read."""
    plain = _BY_MARRIAGE.sub(r" \g<kin> ", " ".join(tokens(text)[:_MOST_TOKENS]))
    ages, plain = find_ages(plain)
    wished = without_self(plain)
    reading = _read(text, wished, ages)
    if wished != plain and not says_of_books(reading.wish):
        # "I study law, what is there for me?": nothing else is said of it.
        whole = _read(text, plain, ages)
        return replace(whole, wish=replace(whole.wish, origin=reading.wish.origin))
    return reading


def says_of_books(wish: ReadingWish) -> bool:
    """Tell whether a wish says what kind of thing it is for, beside its language and its reader."""
    return bool(
        wish.genres or wish.forms or wish.kinds or wish.topics or wish.like or wish.author or "easy" in wish.untold
    )


def _read(text: str, plain: str, ages: tuple[int, ...]) -> WishReading:
    (most, least), plain = find_pages(plain)
    (since, until), plain = find_years(plain)
    plain = _less_of(plain)
    plain = _SPAN.sub(" ", _READ_THESE.sub(" , ", plain))
    refusing = find_refused(plain, _is_kind)
    untold = tuple(dict.fromkeys((*refusing.untold, *find_untold(refusing.rest))))
    plain = without_untold(refusing.rest)
    plain = _NOT_HARD.sub(" ", plain)
    # Before "not another" is read as a mere no.
    not_by, plain = _not_by(plain)
    plain = _ENOUGH_BEFORE.sub(" no ", _ENOUGH_OF.sub(" نمیخوام ؛ ", _without_answer(plain)))
    plain = _SUBTITLES.sub(" ", _RELUCTANT.sub(" no ", _WEARY_OF.sub(r" بدون \1 ", plain)))
    plain = _without_spoken(plain)
    like, plain = _like(" ".join(plain.split()), text)
    about, _ = _about(plain)
    author = _author(plain)
    found: dict[str, list[str]] = {}
    without: list[str] = []
    not_from: list[str] = []
    left: list[str] = []
    words = plain.split()
    terms = [one for one in _terms(words, about) if one[2] != "new" or _is_new(words, one[0], one[1])]
    starts = [start for start, _, slot, _ in terms if slot not in ("word", "")]
    practical = any(slot == "genres" and value in _OF_PLACES for _, _, slot, value in terms)
    practical = practical and not any(slot == "forms" for _, _, slot, _ in terms)
    edges = {place for start, end, slot, _ in terms if slot in _OTHERWISE for place in (start, end)}
    refused = {
        place
        for start, end, slot, _ in terms
        if slot == "genres" and _is_negated(words, start, end, _following(words, start, end, starts))
        for place in (start, end)
    }
    for start, end, slot, value in terms:
        if slot == "length" and _is_of_time(words, end):
            # "A long train trip", «سفر طولانی»: the way is long, and no book.
            continue
        if value == _READABLE and _OF_CONTRACT.search(plain):
            continue
        if slot == "kinds" and _SIGHT.search(" ".join(words[start:end])) and _ON_SIGHT.search(plain):
            # "Anything about bad eyesight" is what it is about, and not how it is read.
            left += words[start:end]
            continue
        if value == "dvd" and words[start].startswith("ببین") and _LOOKED_AT.search(plain):
            # «اول از اینجا ببینمش»: a book is looked at.
            continue
        if slot == "audience" and value == "children" and not ages and _is_studied(words, start, end):
            # «روان‌شناسی کودک»: what it is about, and nobody who reads it.
            left.append(words[start])
            continue
        if slot == "origin" and _is_place(words, start, end, about, practical):
            # "A book about Turkey", "Italian cooking": what it is about, and not where it was written.
            left.append(words[start])
            continue
        if slot == "word":
            if not _is_refused(words, end):
                left.append(value)
        elif slot == "forms" and edges & {start, end} and _is_negated(words, start, end, len(words)):
            # "No Persian novels", «رمان ایرانی نه»: a novel, and another one.
            found.setdefault(slot, []).append(value)
        elif slot == "forms" and refused & {start, end} and _is_negated(words, start, end, len(words)):
            # "No crime novels" refuses the crime, and no novel.
            continue
        elif slot and _is_negated(words, start, end, _following(words, start, end, starts)):
            if value == _READABLE:
                # "No small print" asks for the same as small print that cannot be read.
                found.setdefault(slot, []).append(value)
                continue
            without += [] if slot not in ("genres", "forms", "kinds") else value.split("|")
            if slot in _OTHERWISE and value in _OTHERWISE[slot]:
                # "Not foreign", «انگلیسی نباشه»; not translated is what was written in the language that is spoken.
                own = "en" if slot == "origin" and value == "!fa" and text.isascii() else _OTHERWISE[slot][value]
                found.setdefault(slot, []).append(own)
            elif slot == "origin" and not value.startswith("!"):
                not_from.append(value)
            if (slot, value) == ("length", "long"):
                most = most or SHORT
            elif (slot, value) == ("audience", "children"):
                found.setdefault("audience", []).append("adults")
            elif slot == "audience":
                without.append(value)
        elif slot:
            found.setdefault(slot, []).append(value)
    length = found.get("length", [])
    if _SHORTER.search(plain) and (like or "long" in length or _THAN.search(plain)):
        # Shorter than what is not known here how long it is, or was said to be too long.
        most, length = most or SHORTER, [one for one in length if one != "long"]
    if "era" in found and about and not _WRITTEN_THEN.search(plain):
        # "Travellers in the nineteenth century" were then; books about them may be of any year.
        found.pop("era")
    era = next((value.split("-") for value in found.get("era", [])), None)
    left = [word for word in left if word not in author.replace("|", " ").split() and not _is_contraction(word)]
    subject = _learnt(words)
    if subject and (code := _read_in(subject, plain)):
        # Who learns a language and wants to read in it needs what is short, and no dictionary.
        found.setdefault("language", []).insert(0, code)
        found.pop("origin", None)
        found.setdefault("forms", []).append("novel|stories")
        found["genres"] = [genre for genre in found.get("genres", []) if genre != "language"]
        length, subject = [*length, *(["short"] if "long" not in length else [])], ""
        untold = tuple(dict.fromkeys((*untold, "easy")))
    if subject:
        # A language to learn is what the book is about, and not in which language it is.
        found.pop("language", None)
        found.pop("origin", None)
        found.setdefault("genres", []).append("language")
    criticism = _CRITICISM.search(plain) is not None
    if criticism:
        # What is written about novels, and none of them.
        forms_meant = [word for form in found.pop("forms", []) for word in _AS_TOPIC.get(form.split("|")[0], ())]
        left, without = [word for word in left if word not in _OF_CRITICISM], []
        of = author.split() or [word for word in left if word in about] or left
        own = next((one for one in forms_meant if one.isascii() == text.isascii()), "")
        subject, author = " ".join(of[:_MOST_OF_CRITICISM]) or own, ""
        found["forms"] = ["nonfiction"]
        for part in ("genres", "origin", "era", "language"):
            found.pop(part, None)
    if "easy" in untold and "language" in found and not (found.keys() & {"genres", "forms", "kinds"} or like):
        # Who reads a language with pains wants what is short, whatever it tells.
        found["forms"] = ["novel|stories"]
        length = length if "long" in length else [*length, "short"]
    if "subtitles" in untold and "kinds" not in found:
        if found.keys() & {"genres", "forms"} or author or like or left or _BOOK.search(plain) or _HAS_IT.search(plain):
            # A book may have notes and captions; and "has it English subtitles?" is asked of what is spoken of.
            untold = tuple(one for one in untold if one != "subtitles")
        else:
            # Only films have them.
            found["kinds"] = ["dvd"]
    if set(kinds := found.get("kinds", [])) & set(_READABLE.split("|")):
        # "Large print, not small print": which of them is said.
        found["kinds"] = [kind for kind in kinds if kind != _READABLE]
    languages = dict.fromkeys(found.get("language", []))
    if (len(languages) > 1 and not _reads_in(words, plain)) or _ANY_LANGUAGE.search(plain):
        found.pop("language", None)
    places = {words[start] for start, end, slot, _ in terms if slot == "origin" and words[start] in left}
    named = tuple(dict.fromkeys(map(_singular, (word for word in left if word in about or word in places))))
    topics = (tuple(word for word in named if word not in _LOOSE) or named)[:_MOST_TOPICS]
    topics = tuple(subject.split()) if subject and criticism else (subject,) if subject else topics
    forms = found.get("forms", [])
    wish = ReadingWish(
        genres=tuple(dict.fromkeys(found.get("genres", []))),
        without=tuple(dict.fromkeys(without)),
        # "A short story for children": the narrower of two forms.
        forms=tuple(min(forms, key=len).split("|")) if forms else (),
        kinds=tuple(dict.fromkeys(kind for value in found.get("kinds", []) for kind in value.split("|"))),
        audience=next(iter(found.get("audience", [])), ""),
        ages=ages or next((_span(value) for value in found.get("ages", [])), ()),
        most_pages=most or (SHORT if "short" in length else 0),
        least_pages=least or (LONG if "long" in length and "short" not in length else 0),
        language=next(iter(found.get("language", [])), ""),
        origin=next(iter(found.get("origin", [])), ""),
        since=since or (int(era[0]) if era and era[0] else 0),
        until=until or (int(era[1]) if era and era[1] else 0),
        new="new" in found,
        like=_as_written(like, text),
        author=_as_written(author, text),
        topics=topics,
        untold=untold,
        not_by=not_by,
        not_on=refusing.words,
        not_from=tuple(dict.fromkeys(not_from)),
    )
    rest = tuple(dict.fromkeys(word for word in left if word not in topics and _singular(word) not in topics))
    kept = [
        (start, end)
        for start, end, slot, value in terms
        if slot == "genres" and start not in refused and not set(value.split("|")) & set(without)
    ]
    said = (word for start, end in kept for word in words[start:end])
    narrow = tuple(dict.fromkeys(one for word in said for one in NARROW.get(word, ())))
    return WishReading(_settled(wish), rest, narrow)


def read_change(text: str, before: ReadingWish, pages: Sequence[int] = ()) -> tuple[ReadingWish, bool] | None:
    """Read a follow-up as the wish before with something changed; None when it says nothing of one.

    `pages` are those of the titles just shown, for "shorter". Also tells whether others are wanted than those shown.
    """
    plain = " ".join(tokens(text))
    known_already = reads_others(text)
    if len(plain.split()) > (_MOST_LEANING if known_already or _LEANS.search(plain) else _MOST_OF_CHANGE):
        return None
    reading = read_wish(text)
    wish = reading.wish
    shorter, longer = _SHORTER.search(plain), _LONGER.search(plain)
    more = known_already or _MORE.search(plain) is not None
    if not wish and not shorter and not longer and not more:
        return None
    if reading.rest and not wish and len(reading.rest) > 1 and not more:
        return None
    if _MOOD in wish.genres and before.genres and not _TOLD_IN_STORIES.intersection("|".join(before.genres).split("|")):
        # "Something lighter" of what is no story asks for an easier one.
        genres = tuple(one for one in wish.genres if one != _MOOD)
        wish = replace(wish, genres=genres, untold=tuple(dict.fromkeys((*wish.untold, "easy"))))
    if wish.origin and not wish.language and before.language not in ("", "fa", "en"):
        # "And Turkish?" after books in Russian.
        wish = replace(wish, language=wish.origin, origin="")
    changed = before
    for field in fields(ReadingWish):
        value = getattr(wish, field.name)
        if not value:
            continue
        if field.name in ("genres", "without", "untold", "not_by", "not_on", "not_from"):
            value = tuple(dict.fromkeys((*getattr(before, field.name), *value)))
        part: dict[str, Any] = {field.name: value}
        changed = replace(changed, **part)
    if len(plain.split()) > _FEW_OF_REFUSAL and (wish.origin or wish.language):
        # «غذای ایرانی، نه فرنگی» refuses another kind of what is wished for.
        wished = {one for genre in before.genres for one in genre.split("|")}
        changed = replace(changed, without=tuple(one for one in changed.without if one not in wished))
    # What is refused now is not wanted any more.
    changed = replace(changed, genres=_not_refused(changed.genres, changed.without),
                      without=tuple(one for one in changed.without if one not in wish.genres))  # fmt: skip
    if wish.forms == ("nonfiction",) and wish.topics:
        # What was written about them is of any time and any language.
        changed = replace(changed, genres=(), origin="", language=wish.language, since=0, until=0, most_pages=0)
    known = sorted(count for count in pages if count)
    if shorter and not (wish.most_pages and wish.most_pages not in (SHORT, SHORTER)):
        changed = replace(
            changed, most_pages=(known[len(known) // 2] if known else before.most_pages or SHORT + 1) - 1, least_pages=0
        )
    elif longer:
        changed = replace(
            changed,
            least_pages=(known[(len(known) - 1) // 2] if known else before.least_pages or SHORT) + 1,
            most_pages=0,
        )
    return _settled(changed), more or changed != before


# What only changes a wish is said in few words; in some more where it begins as what goes on.
_MOST_OF_CHANGE, _MOST_LEANING = 14, 24
_LEANS = re.compile(
    r"\bnothing too \w{3,12}\b|\bno [a-z]{4,14}s please\b|\b(?:not|isn't) what i (?:asked|meant|wanted|was asking|said)\b|منظورم (?:این|اون) نبود|(?<!\w)(?:اینو|این رو|این را) (?:نگفتم|نخواستم|نپرسیدم)(?!\w)"
    r"|^(?:(?:hmm+|ok|okay|well|oh|sorry|nice|great|thanks|please|yes|no|right|cool)[ ,.!]{1,3}){0,3}(?:and|but|also|if possible|ideally|preferably|only|just|not|less|more|maybe|nothing|without|can it|could it|could they|it (?:should|must|can)|they (?:should|must|can))\b"
    r"|^(?:(?:خب|اوکی|باشه|ممنون|مرسی|نه|آره)[ ،,.]{1,3}){0,2}(?:ولی|اما|اگه (?:میشه|بشه|ممکنه)|فقط|ترجیحا|نویسنده|یه کم|یکم)(?!\w)|^(?:(?:khob|ok|merci)[ ,.]{1,3}){0,2}(?:vali|ama|age mishe|faghat)\b"
)


def reads_others(text: str) -> bool:
    """Tell whether a text says that what was shown, or most of it, was read already."""
    return _READ_THESE.search(" ".join(tokens(text))) is not None


_FEW_OF_REFUSAL = 4
_MOOD = "humour|friendship"
_TOLD_IN_STORIES = frozenset(
    "romance crime thriller fantasy scifi dystopia historical humour horror adventure war family coming_of_age philosophical political"
    " magic_realism folk classic mystic rural friendship school animals psychology".split()
)


def _not_refused(genres: Sequence[str], without: Container[str]) -> tuple[str, ...]:
    """Give what is wanted without what is refused; of "a or b" the one that is not."""
    left = ("|".join(one for one in genre.split("|") if one not in without) for genre in genres)
    return tuple(genre for genre in left if genre)


def _settled(wish: ReadingWish) -> ReadingWish:
    """Make parts agree: a reader's age says for whom, a genre that is a form as well is asked for once."""
    if wish.ages:
        oldest = wish.ages[-1]
        wish = replace(wish, audience="", ages=() if oldest >= 18 else wish.ages)
        if oldest >= 18:
            wish = replace(wish, audience="adults")
    if any("parenting" in genre.split("|") for genre in wish.genres):
        # The child is spoken of, and does not read.
        wish = replace(wish, ages=(), audience="" if wish.audience == "children" else wish.audience)
    genres = [genre for genre in wish.genres if genre not in wish.without]
    if wish.forms == ("picture",) and _PRACTICAL.intersection(genres) and not (wish.audience or wish.ages):
        # "A crochet book with pictures" is no picture book.
        wish = replace(wish, forms=())
    if "family" in genres and _PRACTICAL.intersection(genres):
        # A cookbook for family meals is no family saga.
        genres = [genre for genre in genres if genre != "family"]
    # "Something funny" is narrower than what is funny or of friendship.
    genres = [one for one in genres if "|" not in one or not set(one.split("|")) & (set(genres) - {one})]
    if "historical|history" in genres and set(wish.forms) & {"novel", "stories", "dvd"}:
        genres[genres.index("historical|history")] = "historical"
    if "romance" in genres and "history" in genres:
        # Love and history are found together in a story of the past.
        genres[genres.index("history")] = "historical"
    if "iran" in genres:
        genres = [genre for genre in genres if genre != "history"]
    if "scifi" in genres:
        genres = [genre for genre in genres if genre not in ("science", "fantasy")]
    if "fantasy" in wish.without and "scifi" in wish.without:
        genres = [genre for genre in genres if genre not in ("science", "fantasy")]
    return replace(wish, genres=tuple(genres))


_PRACTICAL = frozenset(
    "gardening crafts cooking computing programming ai technology sport language music art photography architecture"
    " medicine|health maths physics chemistry biology business law economics".split()
)


def _terms(words: Sequence[str], about: Container[str] = ()) -> Iterator[tuple[int, int, str, str]]:
    """Give the terms among words, the longest first at each place, and what is left, with slot "word".

    What is left names a subject: a verb or what only joins words does so only where it is said to be one (`about`).
    """
    place = 0
    while place < len(words):
        for length in range(min(_LONGEST_TERM, len(words) - place), 0, -1):
            key = tuple(words[place : place + length])
            term = _term(key)
            if term is not None:
                yield place, place + length, *term
                place += length
                break
        else:
            word = words[place]
            if (
                word not in FILLING
                and (len(word) > 2 or (word == "زن" and word in about))
                and not word.isdigit()
                and word not in _BREAKS
                and word not in _NEGATED_AFTER
                and (word in about or not is_ordinary(word))
            ):
                yield place, place + 1, "word", word
            place += 1


_ENDINGS = (
    "ست", "س", "های", "ها", "هایی", "ای", "ی", "ه", "و", "ش", "م", "تر", "ترین", "رو", "مون", "شون", "ام", "ات", "اش", "مان", "یه", "ا",
)  # fmt: skip
_LEAST_STEM = 3


def _term(key: tuple[str, ...]) -> tuple[str, str] | None:
    """Give what a run of words asks for, its last word with or without an ending."""
    if key in TERMS:
        return TERMS[key]
    if len(key) > 1 and len(key[-1]) <= _LEAST_STEM:
        return None
    if (
        found := next((TERMS[one] for stem in _stems(key[-1]) if (one := (*key[:-1], stem)) in TERMS), None)
    ) is not None:
        return found
    written = tuple(_SPOKEN_AN.sub("ا\\1", word) for word in key)
    return _term(written) if written != key else None


# «باغبونی», «آشپزخونه», «ایرونی» are spoken for «باغبانی», «آشپزخانه», «ایرانی».
_SPOKEN_AN = re.compile(r"(?<=\w)و([نم])(?=\w)")


def _stems(word: str) -> Iterator[str]:
    """Give a word without a spoken or a plural ending, every way it can be cut, and without two of them."""
    if word.isascii():
        if word.endswith("s") and len(word) > _LEAST_STEM + 1:
            yield word[:-1]
        if word.endswith("e") and len(word) > _LEAST_STEM + 1:
            # «tarikhe Tehran» is Persian in Latin letters.
            yield word[:-1]
        return
    cut = [word[: -len(end)] for end in _ENDINGS if word.endswith(end) and len(word) - len(end) >= _LEAST_STEM]
    yield from cut
    for stem in cut:
        yield from (stem[: -len(end)] for end in _ENDINGS if stem.endswith(end) and len(stem) - len(end) >= _LEAST_STEM)


def _is_known(word: str) -> bool:
    return word in FILLING or word.isdigit() or _term((word,)) is not None


def _is_negated(words: Sequence[str], start: int, end: int, following: int) -> bool:
    """Tell whether a term, before the `following` one, is what is not wanted: "no fantasy", «فانتزی نباشه»."""
    for word in reversed(words[max(0, start - _AROUND_NOT) : start]):
        if word in _BREAKS:
            break
        if word in _NEGATING:
            return True
    if words[end : end + 1] in (["نه"], ["no"]) and (end + 1 == len(words) or words[end + 1] in _BREAKS):
        return True
    for at in range(end, min(end + _AROUND_NOT, following)):
        word = words[at]
        if word in _BREAKS or word == "که":
            break
        if words[at - 1] in _NO_MATTER:
            # «فرقی نداره» refuses nothing.
            return False
        if word in _NEGATED_AFTER and (word != "بدم" or words[at + 1 : at + 2] == ["میاد"]):
            # «هدیه بدم» gives, and dislikes nothing.
            return True
    return False


_NO_MATTER = frozenset("فرقی مشکلی اشکالی عیبی ایرادی عیب اشکال مهم farghi moshkeli eybi eyb".split())


def _is_refused(words: Sequence[str], end: int) -> bool:
    """Tell whether what is named is refused at the end of its clause: «هری پاتر رو دیده، میگه نمیخوام»."""
    for word in words[end : end + _FAR_REFUSED]:
        if word in _BREAKS or word in _WANTED:
            return False
        if word in _REFUSED:
            return True
    return False


_FAR_REFUSED = 8
_REFUSED = frozenset("نمیخوام نمیخواد نمیخوایم nemikham nemikhad".split())
_WANTED = frozenset("که میخوام میخواد میخوایم mikham mikhad ke".split())


def _without_answer(plain: str) -> str:
    """Leave out a "no" that answers what was said before, and refuses nothing of what is named behind it."""
    words = plain.split()
    if not words or words[0] not in _ANSWER:
        return plain
    clause = next((at for at, word in enumerate(words) if word in _BREAKS), len(words))
    return " ".join(words[1:]) if clause > _FEW_REFUSED else plain


def _following(words: Sequence[str], start: int, end: int, starts: Sequence[int]) -> int:
    """Give where the next term stands; after what refuses all that follows, the end."""
    if any(word in _RELUCTANT_OF for word in words[max(0, start - _AROUND_NOT) : start]):
        return len(words)
    return next((one for one in starts if one >= end), len(words))


# "No heavy maths", "too dark for me", "less scary", «ریاضی سنگین نداشته باشه», «خیلی تاریکه»: that much of it is refused.
_HEAVY = re.compile(
    r"\b(?:no|not|without|nothing|avoid|isn't|aren't|don't want)(?: (?:too|so|very|any|that|really|overly))* (?:heavy|hard|complicated|advanced|difficult|dense|much)(?: on(?: the)?)? (?P<en>\w+)"
    r"|(?<!\w)(?P<fa>\w+) (?:خیلی |زیاد )?(?:سنگین|پیچیده|سخت|زیاد)ی? (?=نداشته|نباشه|نباشد|نمی ?خوام)"
)
_JUDGED = (
    r"(?:^|(?<=[.,;!?] )|(?<=\bbut )|(?<=\band )|(?<=\bbecause ))"
    r"(?:(?:that|it|this)(?: is|'s|s| was| looks| sounds| seems)|(?:they|these|those)(?: are|'re| were| look| sound| seem)"
    r"|(?:the|that|this) (?:\w+ )?(?:one|book|novel|story|first|second|third)(?: is|'s| was| looks| sounds| seems)) "
)
_TOO = re.compile(
    # what is asked for may be "very funny for my husband": only what was shown is judged so
    rf"{_JUDGED}(?:(?:a )?(?:bit|little)|rather|quite|very|so|pretty|really) (?P<me>\w+) for (?:me|us|him|her|them|my|our)\b"
    rf"|{_JUDGED}(?:(?:a )?(?:bit|little)|rather|quite|very|so|pretty|really) (?P<weighs>dark|scary|sad|violent|bleak|depressing|gloomy|bitter|tragic)\b"
    r"|^(?:a )?(?:bit|little) (?P<bit>\w+) for (?:me|us|him|her|them|my|our)\b|\b(?:too|less) (?P<en>\w+)"
    r"|(?<!\w)(?:یه کم|یکم|کمی|خیلی|زیادی|زیاد|یه خرده|یه ذره)(?: زیادی)? (?P<fa>\w{3,}?)(?:ه|ست|ند|ن|یه| بود| بودن| است)(?= (?:برام|واسم|برای|واسه)|[ ]?[.,،؛!؟?]|$)|(?<!\w)(?:کمتر|نه خیلی|نه چندان) (?P<less>\w+)"
)


def _is_genre(word: str) -> bool:
    return (_term((word,)) or ("",))[0] == "genres"


def _is_kind(word: str) -> bool:
    """Tell whether a word names a genre that can be refused as such: a mood is refused with what it is said of."""
    slot, value = _term((word,)) or ("", "")
    return slot == "genres" and value != _MOOD


def _less_of(plain: str) -> str:
    """Write what is to be less, or was too much, as what is refused, where a genre is named; the rest stays."""

    def heavy(found: re.Match[str]) -> str:
        word = found["en"] or found["fa"]
        if not _is_genre(word):
            return found[0]
        return f" no {word}" if found["en"] else f"{word} "

    def too_much(found: re.Match[str]) -> str:
        word = next(filter(None, found.groups()))
        if not _is_genre(word):
            return found[0]
        return f" no {word} , " if word.isascii() else f" بدون {word} ، "

    return _TOO.sub(too_much, _HEAVY.sub(heavy, plain))


_NEW_OF = frozenset(
    "book books novel novels title titles anything something ones one thing stuff releases arrivals film films audiobooks fiction"
    " کتاب کتابی کتابای کتابهای رمان رمانی رمانهای فیلم چی چیز چیزی چیا داستان های رسیده ketab ketabe ketabi roman chi chizi".split()
)
_SHORT_OF_NEW = 4


def _is_new(words: Sequence[str], start: int, end: int) -> bool:
    """Tell whether "new" is said of what is wished for: «تازه می‌خوام کتاب‌خون بشم» and "new in town" are no such wish."""
    if end - start > 1 or words[start] not in _MAY_BE_JUST:
        return True
    beside = [*words[max(0, start - 2) : start], *words[end : end + 1]]
    if any(word in _NEW_OF or (_term((word,)) or ("",))[0] in ("genres", "forms", "kinds") for word in beside):
        return True
    return len(words) <= _SHORT_OF_NEW and not set(words[end : end + 1]) & {"in", "to", "here", "at"}


_MAY_BE_JUST = frozenset("new تازه jadid taze".split())


_WAYS = frozenset(
    "trip trips flight flights journey journeys ride rides drive drives day days week weekend night nights evening winter summer"
    " holiday holidays vacation wait commute travel train bus plane car time سفر پرواز راه مسیر تعطیلات روز شب".split()
)


def _is_of_time(words: Sequence[str], end: int) -> bool:
    """Tell whether a length is that of a way or a time: "a long train trip", «سفر طولانی»."""
    after = words[end : end + 2]
    before = words[max(0, end - 2) : end - 1]
    return not _WAYS.isdisjoint(after) or not {one for one in before if not one.isascii()}.isdisjoint(_WAYS)


def _singular(word: str) -> str:
    """Give a Persian word without the ending of its plural: «محله‌های» is told of as «محله»."""
    found = _PLURAL.match(word)
    return found["one"] if found is not None else word


_PLURAL = re.compile(r"(?!تنها|آنها|اینها)(?P<one>[^\W\d_a-z]{2,20})(?:های|هایی|هایش|ها)$")


def _is_contraction(word: str) -> bool:
    return word.isascii() and word.endswith(("'s", "'re", "'ll", "'ve", "'d"))


_LEARNT = {
    "persian": "فارسی|persian|farsi", "english": "انگلیسی|english|englisi", "german": "آلمانی|german|almani",
    "french": "فرانسه|فرانسوی|french", "arabic": "عربی|arabic", "turkish": "ترکی|turkish", "spanish": "اسپانیایی|spanish",
    "italian": "ایتالیایی|italian", "russian": "روسی|russian",
}  # fmt: skip
_LEARNING = re.compile(
    r"\b(?:learn(?:ing)?|teach(?:ing)? myself|study(?:ing)?|practi[sc](?:e|ing))(?: to (?:speak|read)| some| the)? (?P<en>[a-z]+)\b|\b(?P<for>[a-z]+) for (?:foreigners?|learners?|beginners?)\b"
    r"|\b(?P<book>persian|farsi) (?:books?|texts?|material|readers?) (?:\w+ )?for (?:foreigners?|learners?|non ?native\w*)\b"
    r"|(?<!\w)کتاب\w{0,4} (?:\w+ ){0,2}(?P<foreign>فارسی) (?:\w+ )?(?:برای|واسه|مخصوص|ویژه) (?:\w+ )?(?:خارجی|غیر ?فارسی ?زبان)\w{0,4}(?!\w)"
    r"|(?<!\w)(?P<forfa>فارسی|انگلیسی|farsi|englisi) (?:برای|واسه|baraye|vase) (?:خارجی|غیر ?فارسی|زبان ?آموز|khareji)\w{0,4}"
    r"|(?<!\w)(?:یادگیری|آموزش|یاد گرفتن|آموختن)(?: زبان| ی)? (?P<fa>\w+)|(?<!\w)(?P<then>\w+) (?:رو |را )?(?:یاد ?(?:بگیر|میگیر|گرفتن)\w*)"
    r"|(?<!\w)(?:yadgiriye?|amoozeshe?|amuzeshe?)(?: zabane?)? (?P<fin>\w+)"
)


# «سخت نباشه» refuses nothing that is named before it.
_NOT_HARD = re.compile(
    r"(?<!\w)(?:خیلی |زیاد )?(?:سخت|دشوار|پیچیده)\w{0,2} (?:نباشه|نباشد|نباشن|نیست)(?!\w)|\bsakht nabashe\b"
)
# «فارسی یا انگلیسی فرقی نداره»: neither is asked for.
_ANY_LANGUAGE = re.compile(
    r"\b(?:any|either) language\b|\blanguage (?:does not|doesn't) matter\b|\b(?:persian|farsi|english) or (?:persian|farsi|english)\b"
    r"|(?<!\w)(?:فارسی|انگلیسی)ش? (?:یا|و|هم) (?:فارسی|انگلیسی)|زبانش? (?:مهم نیست|فرقی ?\w*)|\b(?:farsi|englisi) ya (?:farsi|englisi)\b"
)
_SPOKEN = re.compile(
    r"\b(?:speaks?|understands?|knows?|reads?) (?:only |just |little |some |a bit of |a little )*(?:russian|turkish|arabic|persian|farsi|english|french|german|chinese)(?: (?:and|or) (?:only |just |little |some |a bit of |a little )*(?:russian|turkish|arabic|persian|farsi|english|french|german|chinese))?\b"
)
_IN_LANGUAGE = re.compile(r"\bin (?:russian|turkish|arabic|persian|farsi|english|french|german|chinese)\b")


def _without_spoken(plain: str) -> str:
    """Leave out which languages somebody speaks, where it is said besides in which the book shall be."""
    rest = _SPOKEN.sub(" ", plain)
    return rest if rest != plain and _IN_LANGUAGE.search(rest) else plain


def _learnt(words: Sequence[str]) -> str:
    """Give the language that somebody wants to learn, by its name; empty for none."""
    for found in _LEARNING.finditer(" ".join(words)):
        said = next(filter(None, found.groups()))
        for name, ways in _LEARNT.items():
            for way in ways.split("|"):
                if said == way or (len(way) > _LEAST_STEM and said.startswith(way)):
                    return name.capitalize() if said.isascii() else way
    return ""


# What is read in the language that is learnt, and teaches it to nobody.
_TO_READ_IN = re.compile(
    r"(?<!\w)کتاب(?:ی|های)? (?:آسان|آسون|ساده|راحت)(?!\w)|\bketab\w{0,3} (?:asan|asun|asoon|sade)\b|\b(?:novels?|stor(?:y|ies)|fiction|(?:to|can|could|may|love to) read|easy (?:books?|reading|reads?|texts?)|readable)\b"
    r"|(?<!\w)(?:رمان\w*|داستان\w*|قصه\w*|بخون\w*|بخوان\w*)(?!\w)|\b(?:roman\w*|dastan\w*|bekhun\w*|bekhoon\w*)\b"
)
# Who reads so as to learn wants what teaches: «چی بخونم که انگلیسی یاد بگیرم؟».
_CRITICISM = re.compile(
    r"\b(?:literary criticism|(?<!i )criticism|secondary (?:literature|sources)|critical (?:stud(?:y|ies)|essays|works|reading)|(?:books?|works?|studies|essays|something|anything) (?:about|on) (?:the |iranian |persian |modern ){0,3}(?:novels?|poetry|poems|fiction)\b(?=[^.?!]{0,40}\bnot the (?:novels?|poems?|poetry|books?) (?:themselves|itself))|not the (?:novels?|poems?|stories|books) (?:themselves|itself))\b"
    r"|(?<!\w)(?:نقد(?: و بررسی| ادبی)?(?=(?: ی)? (?:\w{2,14} ){0,2}?(?:رمان|داستان|شعر|آثار|ادبیات|کتاب))|نقد ادبی|درباره(?: ی)? (?:شعر|رمان|داستان)(?=[^.؟!]{0,40}(?:نه خود|خود (?:شعر|رمان|داستان)\w{0,3} نه)))|\bnaghde? (?:adabi|romane?|shere?|asare?)\b"
)
_OF_CRITICISM = frozenset(
    "criticism secondary literature literary critical study studies essays works master نقد بررسی ادبی ادبیات خود آثار naghd naghde rather themselves".split()
)
_MOST_OF_CRITICISM = 2
_AS_TOPIC = {"novel": ("novel", "رمان"), "poetry": ("poetry", "شعر"), "stories": ("story", "داستان")}
_READ_TO_LEARN = re.compile(
    r"(?<!\w)(?:بخون\w*|بخوان\w*)(?: (?:که|تا|و))?(?: \w+){1,3} ?یاد ?(?:بگیر|می ?گیر|بده|می ?ده)\w*|\b(?:to|can|could|may) read (?:in order to|to|so (?:that )?(?:i|he|she|we|they) (?:can )?) ?learn\b"
)
_TO_LEARN_FROM = re.compile(
    r"\b(?:grammars?|dictionar\w+|textbooks?|course\w*|exercises?|vocabulary|teach myself|to learn from|learning book|self[- ]study|workbooks?)\b"
    r"|(?<!\w)(?:گرامر\w*|دستور زبان|واژه\w*|لغت\w*|خودآموز\w*|آموزشی\w*|درسی\w*|دوره\w*)(?!\w)"
)
_CODES = {"persian": "fa", "english": "en", "german": "de", "french": "fr", "arabic": "ar", "turkish": "tr",
          "spanish": "es", "italian": "it", "russian": "ru"}  # fmt: skip


def _read_in(subject: str, plain: str) -> str:
    """Give the code of the language that is learnt, where something to read in it is wished for; empty otherwise."""
    if _TO_READ_IN.search(_READ_TO_LEARN.sub(" ", plain)) is None or _TO_LEARN_FROM.search(plain) is not None:
        return ""
    said = fold(subject)
    return next((_CODES[name] for name, ways in _LEARNT.items() if said == name or said in ways.split("|")), "")


def _reads_in(words: Sequence[str], plain: str) -> bool:
    subject = _learnt(words)
    return bool(subject) and bool(_read_in(subject, plain))


def _as_written(name: str, text: str) -> str:
    """Give a name with the capitals with which it was written."""
    at = text.lower().find(name) if name.isascii() else -1
    return text[at : at + len(name)] if at >= 0 else name


def _span(value: str) -> tuple[int, ...]:
    first, _, last = value.partition("-")
    return (int(first), int(last))


def _like(plain: str, text: str) -> tuple[str, str]:
    """Give what it shall be like, and the text without it: a name, and not what a word of ours names ("loves animals")."""
    for pattern in (_LIKE_EN, _LIKE_FA):
        for found in pattern.finditer(plain):
            group = next(name for name in found.groupdict() if found[name])
            name = _LIKE_END.sub("", f" {found[group]} ").strip()
            name = _LIKE_START.sub("", name).strip()
            said = [word for word in name.split() if word not in _BREAKS]
            if said and not any(letter.isalpha() for letter in "".join(said)):
                # "Like 17, 18" counts.
                continue
            if said and (
                set(said) <= _NO_NAMES
                or (_is_place_of_reading(said) and not _is_capital(_as_written(name, text)))
                or (len(said) > 1 and said[0] in _THINGS)
            ):
                # "Loved it, actually", "read them all last year".
                continue
            telling = [word for word in said if word not in FILLING]
            named = [word for word in telling if _term((word,)) is None]
            likened = any(mark in found[0] for mark in ("like ", "similar", "style", "مثل", "شبیه", "سبک", "مایه"))
            if likened and len(said) > 1 and said[0] not in _POINTING:
                telling = named = said
            called = len(said) > 1 and _is_called(_as_written(name, text))
            if not called and (not telling or (not named and not likened)):
                continue
            if not called and named and len(named) * 2 < len(telling):
                continue
            at = plain.find(name, found.start())
            return name, (plain[:at] + " " + plain[at + len(name) :]) if at >= 0 else plain
    return _liked(plain)


def _is_called(name: str) -> bool:
    """Tell whether words are written as a name, each with a capital: "Gone Girl"."""
    said = [word for word in name.split() if len(word) > 2]
    return len(said) > 1 and all(word[:1].isupper() and not word.isupper() for word in said)


def _liked(plain: str) -> tuple[str, str]:
    """Give a name that somebody says to like ("i like agatha christie"), and the text without it: no word of ours."""
    for found in _LIKES_NAME.finditer(plain):
        said = found["what"].split()
        fewest = 1 if _SIMILAR.search(plain) else _FEWEST_OF_NAME
        if fewest <= len(said) <= _LONGEST_NAME and not any(map(_is_known, said)) and said[0] not in _NO_NAMES:
            return found["what"], f"{plain[: found.start('what')]} {plain[found.end('what') :]}"
    return "", plain


# Who asks for what is similar has named what it shall be like, in one word or more.
_SIMILAR = re.compile(
    r"\b(?:similar|(?:anyone|someone|somebody|anybody|anything|something|others?|who else is|writers?|authors?) (?:(?:else|\w{3,8}) )?like (?:that|him|her|them|it|this)|along th(?:ose|e same) lines)\b|(?<!\w)(?:شبیه|مشابه|مثل)\w{0,3}(?!\w)"
)
_FEWEST_OF_NAME = 2


_LIKES_NAME = re.compile(
    r"(?:\b(?:i|he|she|we|they|my \w{3,12})(?:'m| am| is| are)? |^)(?:really |also |just |mostly |usually |absolutely )?(?:like|likes|love|loves|enjoy|enjoys|adore|adores|a fan of|into)\s(?P<what>[^.,;:!?\n]{4,40}?)(?= ?[.,;:!?]| (?:a lot|very much|and|but|so|most|best|the most|please|pls)\b| ?$)"
)
_THINGS = frozenset("it that this them those these".split())


def _is_place_of_reading(said: Sequence[str]) -> bool:
    """Tell whether words say where or when one reads, and name nothing: "I read on the metro", "in bed"."""
    return said[0] in {"on", "in", "at", "before", "during"} and said[-1] in _PLACES_TO_READ


def _is_capital(name: str) -> bool:
    """Tell whether a name is written as one: "On the Train", and not "on the train"."""
    return name.split()[-1][:1].isupper()


_PLACES_TO_READ = frozenset(
    "metro bus tram tube subway train plane bed bath way commute night nights evening evenings morning mornings work lunch holiday sofa".split()
)


# "The one about the sea" names the sea, "about the one we saw" nothing.
_ARTICLE = re.compile(r"^(?:the|a|an) (?!one\b|ones\b|same\b|other\b|first\b|last\b)")


def _about(plain: str) -> tuple[frozenset[str], str]:
    said = (_ARTICLE.sub("", match["what"]) for match in _ABOUT.finditer(plain))
    found = [what for what in said if what and what.split()[0] not in _POINTING]
    return frozenset(word for text in found for word in _ABOUT_END.sub("", f" {text} ").split()), plain


_NOT_BY = re.compile(
    r"(?:[,;] )?\b(?:but |just |though )?not another (?P<more>[^.,;!?\n]{2,30}?)(?: (?:book|novel|again|please|pls|this time))?(?= ?[.,;!?]| ?$)"
    r"|(?:[,;] )?\b(?:(?:but |just )?(?:not|nothing|none|no more|anything but|no)(?: anything| one| ones| any)?(?: (?:else|more))? (?:by|from|of)|by anyone (?:but|except)|other than|apart from|except(?: for)?|besides)\s+(?P<by>[^.,;!?\n]{2,30}?)(?: (?:again|please|pls|this time|though))?(?= ?[.,;!?]| ?$)"
    r"|(?:از|کار|نوشته ?ی?|اثر)\s+(?P<fa>[^.،؛!؟?\n]{2,30}?)(?: خودش)? (?:نباشه|نباشد|نباشن|نمی ?خوام|نه)(?!\w)"
    r"|(?:[،,] ?|(?<!\w)(?:ولی|اما) )?(?<!\w)نه (?:از|کار|نوشته)(?: |‌)(?P<not>[^.،؛!؟?\n]{2,30}?)(?= ?[.،؛!؟?]| ?$| (?:باشه|باشد|لطفا))"
    r"|\b(?:az|kare) (?P<fin>[^.,;!?\n]{2,30}?) nabashe\b"
)
_NOT_NAME = re.compile(r"[,;] ?(?:but )?not (?P<name>[^.,;!?\n\s]{3,20})(?: again| please)?\s*[.!?]?\s*$")


def _not_by(plain: str) -> tuple[tuple[str, ...], str]:
    """Give the words of a name whose works are not wanted, and the text without them: "nothing by Austen"."""
    found = _NOT_BY.search(plain)
    name = next(filter(None, found.groups()), "") if found is not None else ""
    if not name and (bare := _NOT_NAME.search(plain)) is not None:
        # "Anything similar, not Austen": no word of ours.
        found, name = bare, bare["name"]
    words = tuple(word for word in name.split() if word not in FILLING)
    if found is None or not words or len(words) > _LONGEST_NAME or any(map(_is_known, words)):
        return (), plain
    return words, f"{plain[: found.start()]} {plain[found.end() :]}"


_EITHER = re.compile(r" (?:or|یا|ya) ")


def _author(plain: str) -> str:
    """Give whose work it shall be: "by …", «از …», where what follows is a name and no word of ours."""
    for found in _BY.finditer(plain):
        name = _LIKE_END.sub("", f" {found['what']} ").strip()
        said = name.split()
        pointing = bool(said) and said[0] in _POINTING | _NO_NAMES | _NO_AUTHOR
        if said and not pointing and not any(map(_is_known, said)) and len(said) <= _LONGEST_NAME:
            return _EITHER.sub("|", name)
    return ""


# "From Daneshvar until today" is a time, and by whom nothing is.
_SPAN = re.compile(
    r"\b(?:from|since) (?:[\w'-]{3,15} ){1,3}(?:until|till|to|up to) (?:today|now|the present|our (?:time|day)s?)\b|(?<!\w)از (?:\w{3,15} ){1,3}تا (?:امروز|الان|حالا|کنون)(?!\w)"
)
# Who has read most of what was shown wants others, and none like these.
_READ_THESE = re.compile(
    r"\b(?:(?:i|we|he|she|they)(?:'ve| have|'s| has)? )?(?:already )?(?:read|seen|know|had) (?:already )?(?:(?:most|many|some|a lot|half|several|all|nearly all|almost all|both|all but one)(?: of)? (?:these|those|them|it)|these|those|them(?: all)?)(?: already| before)?\b"
    r"|(?:^|(?<=[،,.؛!؟?] )|(?<=ولی )|(?<=اما )|(?<=که ))(?:(?:این|اون)\w{0,3} ?(?:رو |را )?)?(?:همه|بیشتر|اکثر|خیلی|نصف|چند ?تا)\w{0,6}(?: از)?(?: (?:اینا|اینها|اونا|شون|اینارو))?(?: ?(?:رو|را|و))? (?:قبلا )?(?:خونده?|خوانده?|دیده?) ?(?:م|ام|ایم|یم)(?!\w)"
    r"|(?<!\w)(?:اینا|اینها|این ?ها|اونا|اونها|اینارو|اونارو)(?: ?(?:رو|را|و))? (?:همه\w{0,4} |قبلا )?(?:رو )?(?:خونده?|خوانده?|دیده?) ?(?:م|ام|ایم|یم)(?!\w)"
    r"|\b(?:ina|inaro|ino|hame\w{0,4}|bishtar\w{0,5}|aksar\w{0,5})(?: ro)? (?:ghablan )?kh(?:u|oo)nd\w{1,4}\b"
)
_READ_IT = re.compile(
    r"\b(?:i|we|he|she|they)(?:'ve| have|'s| has)? (?:already |just )?(?:read|seen|finished|had|got) (?:it|that|this|them|those|these|both|all|(?:the )?(?:first|second|third|last|other)(?: one)?)\b"
    r"|(?<!\w)(?:این\w*|اون\w*|همین|همون|اولی\w*|دومی\w*|سومی\w*|آخری\w*|همه\w*|هر ?دو\w*) ?(?:رو |را )?(?:قبلا |قبلاً )?(?:خونده?|خوانده?|دیده?) ?(?:م|ام|ایم|یم|ه|است)(?!\w)|\b(?:ino|uno|oono|avvali|avali|dovomi|sevomi)(?: ro)? (?:ghablan )?khund\w*"
)
_ANOTHER = re.compile(
    r"\b(?:any(?:thing|one)?|some(?:thing)?|another|else|other|more|what about|how about|have you got|do you have)\b|(?<!\w)(?:چیزی|چیز|یه ?چیز\w*|یکی|دیگه|دیگر|دیگه ?ای|معرفی|پیشنهاد|دارید|دارین)(?!\w)|\b(?:chizi?|dige|yeki|moarefi|darid|darin)\b"
)


def wishes_another(text: str) -> bool:
    """Tell whether a text says that something shown was read, and wishes for something else."""
    said = fold(text).replace("’", "'")
    read = _READ_IT.search(said)
    return read is not None and _ANOTHER.search(said, read.end()) is not None


def wished_anew(text: str) -> str:
    """Give what is wished for behind the words that something shown was read; empty where nothing else is."""
    said = fold(text).replace("’", "'")
    read = _READ_IT.search(said)
    if read is None or _ANOTHER.search(said, read.end()) is None:
        return ""
    return said[read.end() :].strip(" .,;:!?؟،؛")
