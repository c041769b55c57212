"""What a message wishes to read, heard with what was said before: whose book, for which reader, in which letters."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from actions.dialogue.turn import Turn
from actions.rasa.registry import concludes
from actions.subjects.reading.authors_heard import author_among, of_two, other_author
from actions.subjects.reading.known_already import author_refused, words_known
from actions.subjects.titles.spoken_of import spoken_of
from actions.subjects.titles.titles_in_talk import title_named
from crm.knowledge import searching
from crm.library_info import directory
from language.detect import is_finglish
from language.normalise import fold
from language.requests.reading.length import SHORT
from language.requests.reading.likeness import is_named
from language.requests.reading.places_told import TOLD_PLACES
from language.requests.reading.reading import read_wish
from language.requests.reading.studies import read_study
from language.requests.reading.wish import ReadingWish, WishReading, says_of_books
from language.requests.speech.ordinals import find_place
from language.requests.titles.copies import find_copy
from language.requests.titles.leaning import is_only_place
from language.requests.titles.name_edges import author_alone
from language.requests.titles.ordinary_words import is_ordinary
from language.requests.titles.poets import means_poet

__all__ = [
    "asks_of_them",
    "asks_to_read",
    "hear_wish",
    "means_same_subject",
    "names_another_child",
    "names_another_reader",
    "only_tells_weakness",
    "persian_of",
]

# Whom a wish may be for, where no age is said: the reader who was spoken of before.
_THEIR = re.compile(
    r"\b(?:his|her|their|that) age\b|\bfor (?:him|her|them)\b|\b(?:he|she) (?:would|could|might|can|will|should|may)\b|\bgive (?:him|her)\b"
    r"|\bmy (?:son|daughter|niece|nephew|grandson|granddaughter|kid|child|little one)\b"
    r"|(?<!\w)(?:سن(?:ش|شون| او| ایشان| اون| این بچه)|(?:برا|واس|بر)ش|براش|واسش|مناسبش|برای (?:او|ایشان|اون)|(?:پسر|دختر|خواهرزاده|برادرزاده|نوه|بچه)(?:م|‌م|‌ام|ام))(?!\w)"
)
_LIKE_IT = re.compile(
    r"\b(?:like (?:it|that|that one|this|this one)|similar(?: to (?:it|that|this))?|in (?:the same|that|this|a similar) (?:vein|mood|style|spirit)|shabih(?:esh|e un|e in|e oon)|mesl(?:esh|e un|e in|e oon))\b"
    r"|(?<!\w)(?:شبیهش|مثلش|شبیه (?:همین|همون|این|اون|آن)|مثل (?:همین|همون|این|اون|آن)|تو همون (?:مود|حال|سبک|mood))(?!\w)"
)
# What asks something of those shown, or what they cost, and wishes for no others.
_OF_THEM = re.compile(
    r"^(?:(?:ok|okay|right|cool|great|and|but|so|hmm|oh|well|fine|sure|thanks)\W+)*(?:are|is|do|does|can|could|will|would|may|must|how)\b[^.?!]*\b(?:they|those|these|them|it|your)\b[^.!]*\?"
    r"|\b(?:for free|is it free|are they free|cost|charge|how much)\b"
    r"|(?<!\w)(?:مجانی\w*|رایگان\w*|پول می ?گیر\w+|پولی ?ه|چنده|چقدر می ?ش\w+|هزینه\w*)(?!\w)"
)
_OFFERING = re.compile(
    r"\b(?:you have|have you|you got|recommend|suggest|another|others?|instead|in english|in persian)\b"
)
_TO_READ = re.compile(
    r"\b(?:recommend\w*|suggest\w*|to read|to listen|to watch|should i read|shall i read|reading|something|anything|best|good|give (?:me|us|him|her|them)"
    r"|look(?:ing)? for|like|start|need|want|fancy|mood|pick|choose|moarefi|pishnahad|bekhun\w*|bekhoon\w*|mikham|bede|bedid)\b"
    r"|معرفی|پیشنهاد|بخون|بخوان|گوش (?:بدم|کنم)|ببینم|(?<!\w)(?:بده|بدید|بدین|بگید|بگین|میخوام|میخواهم|میخواد|دنبال|بهترین|قشنگ|خوب|شروع)(?!\w)"
)

_SURELY_TO_READ = re.compile(
    r"\b(?:recommend\w*|suggest\w*|(?:something|anything|what) (?:\w+ )?to read|(?:should|shall) i read|moarefi|pishnahad|chi bekh\w+)\b"
    r"|معرفی|پیشنهاد|(?:چی|چیزی) بخون|بدید? بخون|بده بخون|کتاب ?خون|کتاب ?خوان"
)


def asks_to_read(text: str, *, surely: bool = False) -> bool:
    """Tell whether a text asks for something to read, to hear or to watch; `surely`: in so many words."""
    return (_SURELY_TO_READ if surely else _TO_READ).search(fold(text)) is not None


def asks_of_them(text: str) -> bool:
    """Tell whether a text asks something of the titles shown, or of money, and wishes for no others."""
    asked = fold(text)
    return _OF_THEM.search(asked) is not None and not _OFFERING.search(asked)


async def persian_of(turn: Turn) -> str:
    """Give the words of the turn; Persian in Latin letters with the letters of Persian, as far as they are known."""
    if not is_finglish(turn.text):
        return _without_weakness(turn.text)
    return (await searching.index_of(turn.store)).in_persian(_without_weakness(turn.text))


def _without_weakness(text: str) -> str:
    """Leave out a language that somebody says they are weak in, where another is named: it is not the one wished for."""
    rest = _WEAK.sub(" ", text)
    return rest if rest != text and find_copy(rest, brief=True) is not None else text


def only_tells_weakness(text: str) -> bool:
    """Tell whether a text says of a language that somebody is weak in it, and names no other."""
    rest = _WEAK.sub(" ", text)
    return rest != text and find_copy(rest, brief=True) is None


_WEAK = re.compile(
    r"\b(?:my|his|her|our|their) (?:english|persian|farsi|arabic|french|german)(?: is|'s|’s) (?:basically|only|just|mostly|pretty much|barely|hardly|still)\b[^.,;!?]{0,40}"
    r"|\b(?:my|his|her|our|their) (?:english|persian|farsi|arabic|french|german)(?: is|'s|’s) (?:\w+ ){0,2}(?:small|little|weak|poor|bad|terrible|rusty|limited|basic|good|great|strong|enough)\b"
    r"|\b(?:my|his|her|our|their) (?:english|persian|farsi|arabic|french|german) (?:isn't|isn’t|is not|ain't|wasn't) (?:\w+ ){0,3}(?:there|good|great|strong|enough|ready|up to \w+|that far)\b(?: yet)?"
    r"|\b(?:my|his|her|our|their) (?:english|persian|farsi|arabic|french|german) (?:stops|ends|only|just|barely|hardly|goes|needs)\b[^.,;!?]{0,40}"
    r"|\b(?:i|he|she|they|we) (?:can't|can’t|cannot|don't|don’t|doesn't|doesn’t) (?:really )?(?:read|know|understand|speak) (?:\w+ )?(?:english|persian|farsi|arabic|french|german)\b"
    r"|(?<!\w)(?:انگلیسی|فارسی|عربی|فرانسه|آلمانی)(?:م|‌م|‌ام|ش|‌ش|‌اش|مون|شون)(?: \w+)? (?:خوب|قوی|کافی) (?:نیست|نیس)|(?<!\w)(?:انگلیسی|فارسی|عربی|فرانسه|آلمانی)(?:م|‌م|‌ام|ش|‌ش|‌اش|مون|شون)(?: \w+)? (?:ضعیف|افتضاح|بد)\w{0,4}"
    r"|(?<!\w)(?:انگلیسی|فارسی|عربی|فرانسه|آلمانی) (?:بلد نیستم|بلد نیست|نمی‌?دونم|نمی‌?فهمم|نمی‌?خونم)"
    r"|\b(?:englisi|farsi|arabi)(?:m|sh|am|esh) (?:\w+ )?(?:khub|khoob|ghavi) (?:nist|nis)\b|\b(?:englisi|farsi|arabi)(?:m|sh|am|esh) (?:\w+ )?(?:zaif|zaeif|bad)\w{0,3}\b|\b(?:englisi|farsi|arabi) balad nist\w{0,2}\b",
    re.IGNORECASE,
)


_BY_SAME = re.compile(
    r"\b(?:by|from|of) (?:the same|this|that) (?:author|writer)\b|(?<!\w)(?:از|کار|اثر|آثار) (?:همین|همون|همان) نویسنده\w{0,3}(?!\w)|\baz (?:hamin|hamun|hamoon) nevisande\w?\b(?! na)"
)


# What is told to have been read by these words alone may be no title.
_AFTER_THAT = re.compile(
    r"\bmy (?:first|second|third|next) (?:\w{3,14} ){0,2}(?:novel|book) after\b|(?<!\w)دستمه(?!\w)"
)
_REFUSED_BEFORE = re.compile(
    r"(?:\b(?:not|nothing|none|no|never|without|except|don't|doesn't|isn't)\b|(?<!\w)(?:نه|غیر|جز|بجز|بدون)(?!\w))(?: \w{2,12}){0,4} ?$"
)
_REFUSED_BEHIND = re.compile(
    r"^(?: (?:دیگه|دیگر|هم|اصلا|چیزی)){0,2} (?:نباشه|نباشد|نمی ?خوا\w{1,3}|نه)(?!\w)|^ (?:nabashe|nemikham)\b"
)


def _is_refused_there(said: str, found: re.Match[str]) -> bool:
    """Tell whether the author of what was read is refused in the clause that speaks of them."""
    return (
        _REFUSED_BEFORE.search(said[: found.start()]) is not None
        or _REFUSED_BEHIND.search(said[found.end() :]) is not None
    )


async def hear_wish(turn: Turn) -> WishReading:
    """Read what the turn wishes to read; an author who is named counts, and so does the reader spoken of before."""
    text = await persian_of(turn)
    reading = read_wish(text)
    if (study := read_study(text)) is not None:
        # Around the subject of a paper it is told who writes it, and where.
        beside = tuple(word for word in reading.rest if word not in study.topics)
        if await author_among(turn, beside, text) is None:
            return WishReading(replace(study, untold=reading.wish.untold))
    wish, rest = reading.wish, reading.rest
    if wish.author:
        wish = replace(wish, author=author_alone(wish.author))
    if is_finglish(turn.text):
        # A name is looked up as it was written; what else is left in Latin letters is no subject in English.
        in_latin = read_wish(turn.text)
        named, reading = in_latin.wish, replace(reading, narrow=reading.narrow or in_latin.narrow)
        wish = replace(
            wish,
            like=named.like or wish.like,
            author=named.author or wish.author,
            # Words of ours that are known in Latin letters need no guess at their Persian.
            genres=named.genres or wish.genres,
            forms=named.forms or wish.forms,
            kinds=named.kinds or wish.kinds,
            untold=named.untold or wish.untold,
            ages=wish.ages or named.ages,
        )
        # What is left in Latin letters is a subject only where it is said to be one.
        topics = [word for word in wish.topics if not word.isascii() or word in named.topics]
        topics += [word for word in named.topics if word in TOLD_PLACES and word not in topics]
        wish = replace(wish, topics=tuple(topics))
    if turn.language == "fa":
        rest = tuple(word for word in rest if not word.isascii() or word.capitalize() in turn.text)
    if wish.like and is_only_place(wish.like):
        # "I loved the first one": the one of the list that stands there, and no title of that name.
        wish = replace(wish, like=await _placed_name(turn))
    if wish.like and _AFTER_THAT.search(fold(turn.text)) and await _names_nothing(turn, wish.like):
        # "My first book after the exams": no title was read before it.
        wish = wish.lacking("like")
    only_read = wish.like and says_of_books(wish.lacking("like")) and not is_named(turn.text, wish.like)
    if only_read and await _names_nothing(turn, wish.like):
        # "Everything I read just falls out of my head": that is no title, and more is wished for than its like.
        wish = wish.lacking("like")
    same = _BY_SAME.search(fold(turn.text)) if wish.like else None
    if same is not None and (title := await title_named(turn, wish.like)) is not None:
        theirs = title.author.split("؛")[0].split(";")[0].strip()
        if _is_refused_there(fold(turn.text), same):
            # "I loved Emma; something similar, but not by the same author."
            wish = replace(wish, not_by=(fold(theirs),), author="")
        else:
            # "I read Blindness; what have you by the same author?"
            wish = replace(wish, author=theirs, like="")
    if wish.like:
        liked = set(fold(wish.like).split())
        rest = tuple(word for word in rest if word not in liked)
    if rest and (known := words_known(turn.text)):
        rest = tuple(word for word in rest if word not in known)
    if wish.forms == ("nonfiction",) and wish.topics:
        # An author who is written about has written none of it.
        return WishReading(wish.lacking("author"), (), reading.narrow)
    if wish.author and not means_poet(turn.text) and await directory.find_branch(turn.store, wish.author) is not None:
        # "From Saadi" is where it shall be fetched.
        wish = wish.lacking("author")
    if wish.author and is_ordinary(wish.author) and not await _is_author(turn, wish.author):
        # «دپرسم از کار»: what a word of the language is read as the author of is nobody's.
        wish = wish.lacking("author")
    if wish.author and _PAIR.search(wish.author) and not await _is_author(turn, wish.author):
        # «az fekr o khial» tells of what, and of nobody.
        wish = wish.lacking("author")
    if wish.like and _reads_letters(turn.text, wish.like) and await _names_nothing(turn, wish.like):
        # "I read Cyrillic and English": in which letters somebody reads is the measure of nothing.
        wish = wish.lacking("like")
    if refused := await author_refused(turn):
        own, wished = set(fold(refused).split()), set(fold(wish.author).split())
        wish = replace(wish, not_by=(fold(refused),))
        if wished and (wished <= own or own <= wished):
            wish = wish.lacking("author")
        rest = tuple(word for word in rest if word not in own)
    if not wish.like and _LIKE_IT.search(fold(turn.text)) and (title := await spoken_of(turn)) is not None:
        wish = replace(wish, like=title.title)
    if rest and not wish.author and (by := await author_among(turn, rest, text)) is not None:
        name, said = by
        wish, rest = replace(wish, author=name), tuple(word for word in rest if word not in said)
    if not wish.author and wish.most_pages and (owner := _owner(turn.text)) is not None:
        page = await turn.library.search(author=owner, limit=1, exactly=True)
        if page.titles and page.author and not page.corrected:
            wish = replace(wish, author=page.author)
    if not (wish.most_pages or wish.least_pages or wish.ages or wish.audience) and _is_small(turn.text):
        # "Something small by Orwell" is a thin book; of no author in particular it may be for somebody small.
        by_name = await author_among(turn, rest, text) if not wish.author else None
        if by_name is None and not wish.author and is_finglish(turn.text):
            by_name = await author_among(turn, read_wish(turn.text).rest, turn.text)
        theirs = wish.author or (by_name[0] if by_name is not None else "")
        if theirs:
            wish, rest = replace(wish, author=theirs, most_pages=SHORT), ()
    if not wish.author and "poetry" in wish.forms and (pair := await of_two(turn, text)) is not None:
        name, said = pair
        wish, rest = replace(wish, author=name), tuple(word for word in rest if word not in said)
    if wish.author and (other := await other_author(turn, wish.author, rest, text)) is not None:
        # "Kiarostami or Farhadi": of either.
        name, said = other
        wish = replace(wish, author=f"{wish.author}|{name}")
        rest = tuple(word for word in rest if word not in said)
    if "bilingual" in wish.untold and not wish.language:
        # Who learns a language goes on with books in it.
        before = (turn.recall("reading") or {}).get("wish") or {}
        wish = replace(wish, language=str(before.get("language") or ""))
    return WishReading(_in_letters(turn, _for_reader(turn, wish)), rest, reading.narrow)


_PAIR = re.compile(r" (?:o|va|و) ")


def _reads_letters(text: str, name: str) -> bool:
    """Tell whether a text says of what it reads that it is a script, beside a language: "I read Cyrillic and English"."""
    return (
        re.search(rf"\breads? (?:only )?{re.escape(fold(name))} (?:and|or|but|letters|script)\b", fold(text))
        is not None
        and _LANGUAGE.search(text) is not None
    )


_LANGUAGE = re.compile(r"\b(?:English|Persian|Farsi|Arabic|French|German|Russian|Turkish)\b", re.IGNORECASE)


async def _placed_name(turn: Turn) -> str:
    """Give the name of the title that words place in the list just shown; empty where they place none."""
    shown = turn.shown("title")
    place = find_place(turn.text, len(shown))
    title = await turn.library.title(shown[place]) if place is not None else None
    return title.title if title is not None else ""


async def _names_nothing(turn: Turn, name: str) -> bool:
    """Tell whether a name is known as no title's and no author's."""
    return bool((await turn.library.suggest(ReadingWish(like=name), limit=1, language=turn.language)).unknown)


async def _is_author(turn: Turn, name: str) -> bool:
    page = await turn.library.search(author=name, limit=1, exactly=True)
    return bool(page.titles and page.author) and not page.corrected


def _owner(text: str) -> str | None:
    """Give whose books are spoken of, by the ending: "one of Steinbeck's books"."""
    found = _OWNED.search(text.replace("’", "'"))
    return found["name"] if found is not None else None


_OWNED = re.compile(r"\b(?P<name>[A-Z][\w-]{2,20})'s (?:\w{2,12} )?(?:books?|novels?|works?|stories|titles|ones)\b")


def _is_small(text: str) -> bool:
    """Tell whether a text calls a book small, and nobody who would read it."""
    said = fold(text)
    return _SMALL.search(said) is not None and _CHILDREN.search(said) is None


# The book itself, and nothing that it is about or that its title names: "small towns", "small gods by Pratchett".
_SMALL = re.compile(
    r"\b(?:something|anything|one)(?: \w{2,8})? small(?:ish)?(?=\W*$| (?:by|from|of|please|to)\b| ?[.,!?])|\bsmall(?:ish)? (?:book|novel|one|volume)s?\b"
    r"|(?<!\w)(?:چیز|کتاب|رمان|داستان|یکی)(?: ?(?:ی|خیلی)){0,2} (?:کوچیک|کوچک)(?:ی|تر|تری|ه)?(?=\W*$| (?:از|دار\w*|لطفا|بخونم)(?!\w)| ?[.،,!?؟])"
    r"|\b(?:chiz|ketab|roman|dastan)(?:e|i)? (?:kheyli )?(?:k(?:o+|u)chi[ck]i?|kuchulu)(?=\W*$| (?:az|dar\w*|lotfan)\b| ?[.,!?])"
)
_CHILDREN = re.compile(
    r"\b(?:child\w*|kids?|son|daughter|boy|girl|bac+he\w*|pesar\w*|dokhtar\w*)\b|بچه|کودک|پسر|دختر|نوه"
)


# Who cannot read small letters needs the large ones in what is wished for next, too.
_HEARS = re.compile(r"\b(?:listen\w{0,3}|hear|audio\w{0,4}|record\w{0,4}|soti|gush)\b|صوتی|گویا|گوش|شنید")
# What is wished for the same eyes: it is said whom it suits, or that it would do, too.
_SAME_EYES = re.compile(
    r"\b(?:suit|for|please|interest) (?:her|him|them)\b|\b(?:she|he|they) (?:would|could|might|likes?|loves?|enjoys?|prefers?)\b|\b(?:would|will) do\b|\b(?:is|are|would be) (?:fine|ok|okay|good) (?:too|as well)\b"
    r"|(?<!\w)(?:براش|واسش|براشون|دوست داره|دوست دارن)(?!\w)|(?<!\w)هم (?:خوبه|خوب است|میشه|می ?شود|باشه)(?!\w)"
)
_OF_LETTERS = re.compile(
    r"\b(?:print|letters|braille|normal|ordinary|regular)\b|درشت|بریل|حروف|معمولی|(?<!\w)(?:خط|ریز)(?!\w)"
)
_OF_EYES = frozenset({"large_print", "braille"})


def _in_letters(turn: Turn, wish: ReadingWish) -> ReadingWish:
    """Keep the large letters or the braille that the last suggestions were to be in, for the same reader."""
    kept = turn.recall("reading") or {}
    kinds = tuple((kept.get("wish") or {}).get("kinds") or ())
    if (
        wish.kinds
        or not wish.packed()
        or not _OF_EYES.intersection(kinds)
        or turn.shown("title") != kept.get("last", [])
    ):
        return wish
    said = fold(turn.text)
    if (
        not _SAME_EYES.search(said)
        or _OF_LETTERS.search(said)
        or _HEARS.search(said)
        or _FOR_OTHERS.search(said)
        or names_another_reader(turn.text)
        or names_another_child(turn.text)
    ):
        return wish
    return replace(wish, kinds=kinds)


def _for_reader(turn: Turn, wish: ReadingWish) -> ReadingWish:
    kept = turn.recall("reader") or _reader_of_last(turn)
    if not kept or wish.ages or wish.audience:
        return wish
    said, last = fold(turn.text), turn.thread.last
    if names_another_reader(turn.text):
        return wish
    goes_on = last is not None and last.act in _OF_READING and not _FOR_OTHERS.search(said)
    if not goes_on and not _THEIR.search(said):
        return wish
    return replace(wish, ages=tuple(kept.get("ages") or ()), audience=str(kept.get("audience") or ""))


_OF_READING = frozenset({"recommendation", "new_arrivals"})
# Who says for whom it is now takes back whom it was for.
_FOR_OTHERS = re.compile(
    r"\b(?:for (?:me|myself|my (?:wife|husband|mother|mum|mom|father|dad|friend|boss|teacher)|an adult|adults|grown-?ups)|i'?d like|adult)\b"
    r"|(?<!\w)(?:خودم|برای من|واسه من|برا من|همسرم|شوهرم|زنم|مادرم|مامانم|پدرم|بابام|دوستم|بزرگسال\w*)(?!\w)|\b(?:khodam|baraye man|vase man|hamsaram|mamanam|babam)\b"
)

_CHILD = r"(?:sons?|daughters?|niece|nephew|grand(?:sons?|daughters?|child(?:ren)?|kids?)|kids?|child(?:ren)?|little|boys?|girls?|pupils?|students?|class|baby|toddler|twins|teen\w*)\b"
_CHILD_FA = r"(?:پسر|دختر|بچه|نوه|فرزند|خواهرزاده|برادرزاده|شاگرد|کوچولو|نوجوان|دوقلو|کلاس)"
# Whoever is somebody's and no child is another reader.
_ANOTHER = re.compile(
    rf"\bfor my (?!(?:\w+(?:'s)? ){{0,2}}?{_CHILD})[a-z]+"
    rf"|(?<!\w)(?:برای|برا|واسه|بهر) (?!{_CHILD_FA})(?!(?:هم|اینم|اونم|همینم|سوم|چندم|فیلم|علم|قدیم|کدوم|خودم|تمام|چشم)(?!\w))\w{{2,}}م(?:ون|ان)?(?!\w)(?! زاده)"
    r"|\b(?:baraye?|vase|vaseye) (?!(?:pesar|dokhtar|bache|nave|farzand|khahar ?zad|baradar ?zad)\w*)\w{2,}am\b"
)


def names_another_reader(text: str) -> bool:
    """Tell whether a text names somebody of one's own for whom something shall be read, and who is no child."""
    return _ANOTHER.search(fold(text).replace("’", "'")) is not None


_SAME_SUBJECT = re.compile(
    r"\b(?:on|about|in) (?:this|that|the same) (?:subject|topic|field|theme)\b|(?<!\w)(?:این|همین|اون|همون) (?:زمینه|موضوع|باره|حوزه)\w{0,3}(?!\w)|\b(?:in|hamin) (?:zamine|mozu|mozoo)\w{0,1}\b"
)


def means_same_subject(text: str) -> bool:
    """Tell whether a text asks for more on the subject that was spoken of, and of no title: «در این زمینه»."""
    return _SAME_SUBJECT.search(fold(text)) is not None


_SIBLING = re.compile(
    r"\b(?:(?:her|his|their|my other|my older|my younger|my second|my little|my big) (?:older |younger |little |big |twin )?(?:brother|sister|sibling|son|daughter|boy|girl|kid|child|one|cousin)|(?:the|my) (?:other|second|older|younger|elder|little|big) (?:kid|child|boy|girl|son|daughter)|my (?:other|older|younger|little|big) one|(?:his|her) (?:twin|cousin))\b"
    r"|\b(?:she|he|they)(?:'ve|'s)? (?:also )?(?:has|have|got)(?: got| also){0,2} (?:an? |another |one )?(?:older |younger |little |big |twin |baby ){0,2}(?:brother|sister|sibling|twin|cousin)\b"
    r"|(?<!\w)(?:یه |یک )?(?:خواهر|برادر|داداش|آبجی)(?: (?:کوچیک|کوچک|بزرگ)\w{0,3})?(?: \w{2,5} ساله?)? (?:هم |دیگه ){0,2}(?:داره|دارد|دارن)(?!\w)"
    r"|(?<!\w)(?:(?:خواهر|برادر|داداش|آبجی)(?: (?:کوچیک|کوچک|بزرگ)(?:ه|تر|تره)?)?(?:ش|اش|شم|شون)|(?:اون|آن) یکی(?: ?(?:بچه|پسر|دختر)\w{0,3}| (?:هم )?\d{1,2} سال\w{0,3})|(?:پسر|دختر|بچه) (?:بزرگ|کوچیک|کوچک|دوم|دیگه|دیگر|بزرگتر|کوچیکتر)\w{0,4})(?!\w)|\b(?:khahar|baradar|dadash|abji)(?:esh|ash|sh)\b|\boon yeki (?:bache|pesar|dokhtar)\w{0,3}\b"
)
_OF_A_SIBLING = re.compile(
    r"'s \d{1,2}\b|\b(?:for (?:him|her|them|that one)|(?:is|turns|reads|loves|likes|wants|who|a) \w+)\b|(?<!\w)(?:سال\w{0,4}|برا|برای|واسه|براش|واسش|اون|دوست|عاشق)(?!\w)|\b(?:sal\w{0,5}|vase|baraye|barash)\b"
)


def names_another_child(text: str) -> bool:
    """Tell whether a text speaks of a child's brother or sister, or another of one's own, with an age: a wish anew."""
    said = fold(text).replace("’", "'")
    wish = read_wish(text).wish
    return (
        _SIBLING.search(said) is not None
        and bool(wish.ages or wish.audience)
        and _OF_A_SIBLING.search(said) is not None
    )


def _reader_of_last(turn: Turn) -> dict[str, Any]:
    """Give for whom the last suggestions were."""
    wish = (turn.recall("reading") or {}).get("wish") or {}
    young = wish.get("audience") in ("children", "teens")
    return {"ages": wish.get("ages"), "audience": wish.get("audience")} if wish.get("ages") or young else {}


@concludes
async def keep_reader(turn: Turn) -> None:
    """Keep for whom something to read may be wished next: "my son is twelve", whatever was asked about him."""
    if turn.is_payload or not turn.text:
        return
    wish = read_wish(turn.text).wish
    if (wish.ages or wish.audience in ("children", "teens")) and _SPOKEN_OF.search(fold(turn.text)):
        turn.remember(reader={"ages": list(wish.ages), "audience": wish.audience})


_SPOKEN_OF = re.compile(
    r"\b(?:son|daughter|niece|nephew|grandson|granddaughter|kid|kids|child|children|boy|girl|little one|pupils?|students?)\b"
    r"|پسر|دختر|بچه|نوه|فرزند|خواهرزاده|برادرزاده|شاگرد"
)
