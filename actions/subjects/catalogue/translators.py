"""Translations that are asked for by their translator: «ترجمهٔ شاملو هم دارید؟», "I meant Nicholson's translation"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from rapidfuzz import fuzz

from actions.dialogue.turn import Turn
from actions.dialogue.wording import search_words
from actions.facts.lines import titles_listed
from actions.rasa.registry import follows_up
from actions.subjects.catalogue.found_titles import show_found, show_title
from actions.subjects.catalogue.title_told import tell
from actions.subjects.titles.spoken_of import author_shown, spoken_of, titles_shown
from actions.subjects.titles.titles import is_titled
from actions.subjects.titles.titles_in_talk import title_named
from language.detect import is_finglish
from language.normalise import fold
from language.requests.titles.names import as_said
from language.requests.titles.ordinary_words import is_ordinary
from language.scripts import skeleton
from library.search.words import CHATTER, words
from library.values import Title

__all__ = ["find_translator", "is_translators", "named_translator"]

_BY = re.compile(
    r"\b(?P<own>[a-z]+)'s (?:translation|version)\b|\b(?:translated|translation|version) (?:done |made )?by (?P<by>[a-z]+(?: [a-z]+){0,2}?)(?= ?(?:$|[.,;!?]| (?:too|as|in|at|please|or|and)\b))"
    r"|\bthe one by (?P<one>[a-z]+(?: [a-z]+)?)(?= ?(?:$|[.,;!?]))"
    r"|(?<!\w)ترجمه ?(?:ی |ٔ ?)?(?P<fa>[^\W\d_]+(?: [^\W\d_]+){0,2}?)(?= ?(?:$|[.،؛!؟?]| (?:هم|رو|را|چی|چیه|چطور|دار\w+|هست\w*|شه|بهتر\w*|یا|در|تو|موجود\w*|بود\w*|میخوام|باشه)(?!\w)))"
    r"|\btarjome(?:ye)? (?P<fin>[a-z]+(?: [a-z]+)??)(?= ?(?:$|[.,!?]| (?:ham|ro|chi|darin|darid|dari|hast)\b))"
)
# It says nothing of translations: where none is known, an author may be meant.
_ONE_BY = re.compile(r"\bthe one by\b")
# What follows "translation" and is nobody's name.
_NO_NAMES = frozenset(
    "انگلیسی فارسی عربی فرانسه فرانسوی آلمانی روسی ترکی دیگه دیگر دیگری دیگه‌ای دیگهای دیگرای شده ش اش خوب بهتر کیه کی کیست این اون آن همون همین کدوم کدام چه جدید قدیمی روان ها های خوبی شه"
    " his her its their who what the a english persian farsi englisi dige khub khoob kie ki in oon un englisish farsish".split()
)
# Another one, or its language: «ترجمهٔ انگلیسیش» is nobody's.
_OF_LANGUAGE = re.compile(
    r"(?:دیگه|دیگر)|(?:انگلیسی|فارسی|عربی|فرانسوی|فرانسه|آلمانی|روسی|ترکی|اسپانیایی|ایتالیایی|ژاپنی)(?:ه|ی|یه|ی?ش(?:م|و|ون)?|رو|و|ام)?$|(?:englisi|ingilisi|inglisi|farsi|arabi)(?:e|e?sho?|e?sham)?$"
)
_SAME, _LOOKED_AT, _FEWEST_SOUNDS, _MOST_LETTERS = 86.0, 10, 2, 300
_TRANSLATOR = re.compile(r"(?:ترجمه|translated by)\w*\s*(.+)$")


def find_translator(text: str) -> tuple[str, str] | None:
    """Find whose translation a text asks for; gives the folded name and the text without it, or None."""
    said = fold(text[:_MOST_LETTERS]).replace("’", "'").replace("ترجمۀ", "ترجمه")
    for found in _BY.finditer(said):
        name = next(filter(None, found.groups()))
        named = [word for word in name.split() if word not in _NO_NAMES and not _OF_LANGUAGE.match(word)]
        if len(named) != len(name.split()) or all(is_ordinary(word) or word in CHATTER for word in named):
            continue
        return name, f"{said[: found.start()]} {said[found.end() :]}"
    return None


@follows_up
async def named_translator(turn: Turn) -> bool:
    """Show the translation that is asked for by its translator; of one that there is not, say so and whose there is."""
    asked = None if turn.is_payload else find_translator(turn.text)
    if asked is None:
        return not turn.is_payload and await _named_bare(turn)
    name, rest = asked
    title = await title_named(turn, rest) or await _named_in_latin(turn, rest) or await spoken_of(turn)
    if title is None:
        return await _among_shown(turn, name)
    works = await _translations(turn, title)
    if not any(map(_translator, works)):
        if _ONE_BY.search(fold(turn.text)) is not None:
            return False
        turn.intent = "search_book"
        await tell(turn, title, "translator")
        return True
    if fuzz.partial_ratio(name, fold(title.author.split("؛")[0])) >= _SAME and not _translator(title):
        # The author's own version is no translation.
        return False
    turn.intent = "search_book"
    by_them = [one for one in works if fuzz.partial_ratio(name, _translator(one)) >= _SAME]
    if not by_them and name.isascii():
        # The last of the names tells whose it is: Ahmad Shamlou is no Ahmad Mir-Alaei.
        by_them = [one for one in works if _sounds(name.split()[-1]) & _sounds(_translator(one))]
    if by_them:
        await show_title(turn, by_them[0])
        return True
    said = as_said(turn.text, name)
    turn.say("utter_hold_none_of", status="answered", titles=titles_listed([f"{title.title} ({said})"]))
    known = [one for one in works if _translator(one)]
    await tell(turn, next((one for one in known if one.id == title.id), known[0] if known else title), "translator")
    return True


async def _named_bare(turn: Turn) -> bool:
    """Tell of the translation of the title spoken of whose translator alone is named: «قاضی چی؟»."""
    found = _BARE.match(fold(turn.text))
    title = await spoken_of(turn) if found is not None else None
    if found is None or title is None:
        return False
    name = found["name"] or found["en"]
    by_them = [one for one in await _translations(turn, title) if is_translators(name, _translator(one))]
    if not by_them:
        return False
    turn.intent = "search_book"
    await show_title(turn, by_them[0])
    return True


def is_translators(name: str, translator: str) -> bool:
    """Tell whether a name that stands alone is a translator's: each of its words is one of theirs, or sounds so."""
    said, theirs = name.split(), translator.split()
    if any(is_ordinary(word) or word in CHATTER or len(word) < _SHORTEST_BARE for word in said):
        return False
    if all(any(fuzz.ratio(word, one) >= _SAME for one in theirs) for word in said):
        return True
    return not translator.isascii() and _sounds_like(name, translator)


_SHORTEST_BARE = 4
_BARE = re.compile(
    r"^\W{0,3}(?:(?P<name>[^\W\d_]{3,20}(?: [^\W\d_]{3,20})?) (?:chi|چی|چطور)|(?:and |what about )(?P<en>[a-z]{3,20}(?: [a-z]{3,20})?)(?:'s)?)(?:[,،] (?:oon|un|اون) \w{2,12})?\W{0,3}$"
)


async def _among_shown(turn: Turn, name: str) -> bool:
    """Show of a list, or of its author's, what somebody has translated; False where it is none of them."""
    shown = await titles_shown(turn)
    author = author_shown(turn) if shown else ""
    theirs = (await turn.library.search(author=author, limit=_MANY)).titles if author else ()
    by_them = [one for one in {one.id: one for one in (*shown, *theirs)}.values() if _is_by(name, one)]
    if not by_them:
        return False
    turn.intent = "search_book"
    if len(by_them) == 1:
        await show_title(turn, by_them[0])
    else:
        await show_found(turn, by_them[:_FEW], "utter_search_several")
    return True


_MANY, _FEW = 40, 5


def _is_by(name: str, title: Title) -> bool:
    """Tell whether somebody has translated a title, written as it is or as it sounds."""
    translator = _translator(title)
    if not translator:
        return False
    return fuzz.partial_ratio(name, translator) >= _SAME or _sounds_like(name, translator)


def _sounds_like(name: str, translator: str) -> bool:
    """Tell whether all sounds of a name in Latin letters are a translator's."""
    sounds = _sounds(name)
    return name.isascii() and bool(sounds) and sounds <= _sounds(translator)


async def _named_in_latin(turn: Turn, rest: str) -> Title | None:
    """Give the title that Persian in Latin letters names beside its translator; None where several may be meant."""
    words_left = " ".join(word for word in search_words(rest).split() if word not in _LATIN_BESIDE)
    if not words_left or not is_finglish(turn.text):
        return None
    page = await turn.library.search(words_left, limit=_LOOKED_AT)
    if not page.titles or page.author:
        return None
    first = page.titles[0]
    return first if page.total == 1 or not page.corrected else None


# "Tarjomeye Shamlu ham hast?" asks for no “Green Eggs and Ham”.
_LATIN_BESIDE = frozenset(
    "ham hast hastesh darid darin dari chi chie ro mikham mikhastam bud bood ya ke mojude".split()
)


def _sounds(name: str) -> set[str]:
    """Give the sounds of a name's words: a name is written in the letters of another script as it sounds."""
    return {sound for word in name.split() if len(sound := skeleton(word)) >= _FEWEST_SOUNDS}


def _translator(title: Title) -> str:
    found = _TRANSLATOR.search(fold(title.author))
    return found[1] if found is not None else ""


async def _translations(turn: Turn, title: Title) -> list[Title]:
    """Give the editions of a title's work, and other records of the same name."""
    works = {one.id: one for one in (title, *await turn.library.editions(title.id))}
    page = await turn.library.search(title=title.title, limit=_LOOKED_AT)
    same = [one for one in page.titles if is_titled(one.title, "".join(words(title.title)))]
    return list({**works, **{one.id: one for one in same}}.values())
