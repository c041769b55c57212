"""Names of a patron's own things in their own words: half a title, another script, a typing error, a suffix."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from language.normalise import fold
from language.requests.own.title_rows import find_in_row, find_marked
from language.requests.speech.sentences import deed_at
from language.requests.speech.vocabulary import COMMANDS, COURTESY, GENERIC, NEGATED_COMMANDS, POINTING
from language.requests.titles.names import find_named
from language.scripts import is_latin, skeleton
from language.words import ENGLISH_WORDS, FINGLISH_WEAK, FINGLISH_WORDS, PERSIAN_WORDS

__all__ = ["find_hinted", "find_own", "may_be_name"]

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SUBTITLE = re.compile(r"[:؛;/(–]")
_MOST_WORDS = 60
# Of two things that are named a little, the better one must be this much better.
_MARGIN = 0.15
_ENOUGH = 0.5
# So much of a title has to be said where several are named at once.
_MOSTLY = 0.75
# A word alone stands for a title from so many letters on, in Latin and in Persian ones.
_ALONE = {True: 5, False: 4}
_ENDINGS = ("شو", "مو", "تو", "رو", "هم", "و", "م", "ش", "ه", "ی", "'s", "s")
# What Persian letters are in Latin ones, roughly; «و» and «ی» are vowels as often as not.
_LATIN = str.maketrans({
    "آ": "a", "ا": "a", "ب": "b", "پ": "p", "ت": "t", "ث": "s", "ج": "j", "چ": "ch", "ح": "h", "خ": "kh", "د": "d",
    "ذ": "z", "ر": "r", "ز": "z", "ژ": "zh", "س": "s", "ش": "sh", "ص": "s", "ض": "z", "ط": "t", "ظ": "z", "ع": "a",
    "غ": "gh", "ف": "f", "ق": "gh", "ک": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n", "و": "o", "ه": "h", "ی": "i",
    "ئ": "e", "ء": "",
})  # fmt: skip
# What is pointed at: "the farm one", "the owl", «اون کتاب حافظه».
_POINTED_AT = re.compile(
    r"\b(?:the|that|my|this) (?P<word>[^\W_]{3,20})\b|\b(?P<one>[^\W_]{3,20}) one\b"
    r"|(?<!\w)(?:(?:اون|این|همون|همین) ?(?:کتاب|رمان|یکی)?|کتاب|رمان|مال|un|in|ketab\w{0,2}) (?P<fa>[^\W_]{3,20})"
)
_NO_HINTS = frozenset(
    "end day days time first second third last next other same line queue list date library branch desk card book"
    " books one week month year way rest both others fine fee price due total home story city"
    " روز کتاب اول دوم سوم آخر".split()
)
_EVERYDAY = frozenset(
    fold(word)
    for word in (
        "until till sunday monday tuesday wednesday thursday saturday longer bit chance possible maybe weeks days"
        " while fortnight"
        " بار دفعه مرتبه"
        " میخوام میشه نمیشه میتونم نمیتونم باید بیارم بیاره بگیرم بگیره بدم پس تمدید رزرو لغو مهلت موعد جریمه دیر نوبت"
        " صف نفر چندم امروز فردا شنبه یکشنبه دوشنبه جمعه هفته روز ماه حاضر آماده شعبه مرکزی سعدی خودم خودش خواهرم"
        " برادرم مادرم دوستم کارت بدهی پول کتابدار عوض منتظر کسی نگه تحویل برگردونم برگشت امتحان هنوز زودتر بعدی"
        " تاریخ همچنان لازم خیلی وقت دست گرفتم بردم تاحالا اونا ایناس نشد شدن میدید میکنید بیام میام داداشم"
    ).split()
)
_NO_NAMES = (
    COMMANDS | NEGATED_COMMANDS | COURTESY | GENERIC | POINTING | _EVERYDAY | PERSIAN_WORDS
    | ENGLISH_WORDS | FINGLISH_WORDS | FINGLISH_WEAK
)  # fmt: skip


def find_own(text: str, titles: Sequence[str], authors: Sequence[str] = ()) -> tuple[int, ...]:
    """Give the places of the titles that a text names, among the few that a patron has.

    Whole names first; else those that are named in part, in another script or with errors, each by words of its own;
    or the one that is named by its author; then those that are marked as titles, or stand in a row with one that is
    named. None where the same words could be two.
    """
    found = _find_own(text, titles, authors)
    marked = tuple(place for place in find_marked(text, titles, _in_latin) if place not in found)
    named = (*found, *marked)
    return (*named, *find_in_row(text, titles, named, _same, _NO_NAMES)) if named else ()


def _in_latin(word: str) -> str:
    return word if is_latin(word) else word.translate(_LATIN)


def _find_own(text: str, titles: Sequence[str], authors: Sequence[str]) -> tuple[int, ...]:
    """Give the places of the titles that words name anywhere."""
    said = [word.strip("'’-") for word in _WORD.findall(fold(text))][:_MOST_WORDS]
    named = find_named(text, titles).places
    if named:
        return named
    loose = [word for part in said for word in re.split("['’-]", part) if word]
    words = [word for word in loose if word not in _NO_NAMES and not deed_at(word)]
    if not words:
        return ()
    scores = [max(_likeness(words, loose, title), 0.0) for title in titles]
    if len(several := _apart(words, loose, titles, scores)) > 1:
        return several
    if max(scores, default=0.0) < _ENOUGH and (of_author := _of_author(text, words, authors[: len(scores)])):
        return of_author
    for place, author in enumerate(authors[: len(scores)]):
        if not _is_of_another(loose, words, author):
            scores[place] = max(scores[place], _by_author(words, author))
    best = max(scores, default=0.0)
    if best < _ENOUGH:
        return ()
    near = tuple(place for place, score in enumerate(scores) if score > best - _MARGIN)
    return near if len({fold(titles[place]) for place in near}) == 1 else ()


def _of_author(text: str, words: Sequence[str], authors: Sequence[str]) -> tuple[int, ...]:
    """Give the places of what is by one author, where words name it and speak of several: "the two by Austen"."""
    singular = [
        word[:-1] if is_latin(word) and len(word) > _LONG_NAME and word.endswith("s") else word for word in words
    ]
    by = [place for place, author in enumerate(authors) if _by_author([*words, *singular], author)]
    if len(by) < 2 or len({fold(_NAME_ENDS.split(authors[place])[0]).strip() for place in by}) > 1:
        return ()
    names = _WORD.findall(fold(re.split("[؛;،,]", authors[by[0]])[0]))
    said = _NOT_THEM.sub(" ", fold(text).replace("’", "'")[:_LONGEST])
    if not names or _NOT_ALL.search(said):
        return ()
    first = {skeleton(name) for name in names[:-1]} - {""}
    parts = re.findall(r"[^\W_]+|[.,;!?،؛؟]", said)
    spoken = [word for word in parts if word not in names[:-1] and skeleton(word) not in first]
    for at, word in enumerate(spoken):
        plural = _is_plural(names[-1], word)
        if not plural and not _is_author(names[-1], word):
            continue
        before, after = " ".join(spoken[max(at - _BEFORE, 0) : at]), " ".join(spoken[at + 1 : at + 4])
        counted = _COUNTED.search(before)
        many = _ENDS_IN_MANY.search(word) and fold(word) != names[-1] and _MARKS.match(after)
        whose = plural and _WHOSE.search(before) is not None
        if counted is None and not many and not whose and _MANY_AFTER.match(after) is None:
            continue
        number = _NUMBERS.get((counted["two"] or counted["do"] or counted["latin"] or "") if counted else "")
        return tuple(by) if number in (None, len(by)) else ()
    return ()


def _is_plural(name: str, word: str) -> bool:
    """Tell whether an English word is a last name of several: "the Dostoyevskys" are the books by Dostoyevsky."""
    return is_latin(word) and word.endswith("s") and not name.endswith("s") and _is_author(name, word[:-1])


# Behind the author stand who translated it, and others.
_NAME_ENDS = re.compile("[؛;،,]")
# The books of one author, as a family.
_WHOSE = re.compile(r"\b(?:the|my|both|all|two|three)$")
# So many words are looked at before the name of an author, and of so long a text.
_BEFORE, _LONGEST = 6, 600
# Several are spoken of, or so many: right before the name of their author, or right behind it.
_NUMBERS = {"both": 2, "two": 2, "three": 3, "دو": 2, "سه": 3, "do": 2, "se": 3}
_COUNTED = re.compile(
    r"\b(?:(?P<two>both|two|three)|ones|books|novels|titles|all|everything|whatever)(?: (?:of|the|my|these|those|books|ones|novels|titles|two|three|i have|there is))* by$"
    r"|\b(?:both|all|two|three)(?: (?:of|the|my|these|those|books|ones|novels|titles|by))*$"
    r"|(?<!\w)(?:هر ?)?(?P<do>دو|سه) ?(?:تا|جلد)?(?:ی)?(?: ?(?:کتاب|رمان|اثر)(?: ?(?:ها)?ی)?)?(?: (?:از|مال))?$"
    r"|(?<!\w)(?:دوتا|سه ?تا|دوتای|هردو|جفت\w{0,3}|همه|همه ی|تمام)(?: ?(?:کتاب|رمان|اثر)(?: ?(?:ها|ا)?ی?)?)?(?: (?:از|مال))?$"
    r"|(?<!\w)(?:کتاب|رمان|اثر) ?(?:ها|های|ا|ای)(?: (?:از|مال))?$|(?<!\w)آثار$"
    r"|\b(?:har ?)?(?P<latin>do|se) ?(?:ta)?(?: ?ye?)?(?: ketab\w{0,4}| roman\w{0,4})?(?: (?:az|male))?$|\b(?:ketab|roman)(?:ha|a)ye?$|\bhame(?:ye)?(?: ketab\w{0,4})?$"
)
_MANY_AFTER = re.compile(r"(?:s )?(?:ones|books|novels|titles)\b|ها(?:ی|ش|یش|شو|رو|یی|م)?(?!\w)|ha(?:ro|ye)?\b")
_ENDS_IN_MANY = re.compile(r"(?:ا|اش|ای|اشو|ارو|ها|هاش|هاشو|هارو|ha|haro|haye)$")
_MARKS = re.compile(r"(?:رو|را|ro|ra)?(?!\w)")
# What says no more than that this is all, and what leaves some out.
_NOT_THEM = re.compile(
    r"\b(?:that's|thats|that is|that'll be) all\b|\ball of it\b|\ball (?:right|good|done)\b|\bat all\b"
)
_NOT_ALL = re.compile(
    r"\b(?:not|\w{2,6}n't|dont|except|only one|just one|other than|besides)\b|\ball but\b|(?<!\w)(?:به ?جز|بجز|غیر از|فقط یکی|نه)(?!\w)|\b(?:bejoz|gheir az|faghat yeki)\b"
)


def _apart(
    words: Sequence[str], said: Sequence[str], titles: Sequence[str], scores: Sequence[float]
) -> tuple[int, ...]:
    """Give the places of the titles that are named mostly, each by words that name no other one of them."""
    named = [place for place, score in enumerate(scores) if score >= _MOSTLY]
    by = {place: _words_of(titles[place], words) or _words_of(titles[place], said) for place in named}
    for place in named:
        others = set().union(*(by[other] for other in named if other != place))
        if not by[place] or by[place] & others:
            return ()
    return tuple(sorted(named, key=lambda place: min(said.index(word) for word in by[place])))


def _words_of(title: str, words: Sequence[str]) -> set[str]:
    """Give the words that are a telling word of a title; one that is an everyday word elsewhere may be, too."""
    return {word for word in words if any(_same(part, word) for part in _parts(title))}


def _parts(title: str) -> list[str]:
    """Give the telling words of a title."""
    parts = _all_parts(title)
    return [part for part in parts if part not in _NO_NAMES and (len(part) > 2 or not is_latin(part))] or parts


def _all_parts(title: str) -> list[str]:
    return [word for part in re.split("['’-]", " ".join(_WORD.findall(fold(title)))) for word in part.split()]


def find_hinted(text: str, names: Sequence[str]) -> tuple[int, ...]:
    """Give the places of the things of which "the … one", «اون کتاب …» tells a word of the title or the author."""
    found = _POINTED_AT.finditer(fold(text))
    said = {match["word"] or match["one"] or match["fa"] for match in found} - _NO_HINTS - _NO_NAMES
    hints = [word for word in said if word and not deed_at(word)]
    words = [_WORD.findall(fold(name)) for name in names]
    return tuple(
        place for place, parts in enumerate(words) if any(_same(part, hint) for part in parts for hint in hints)
    )


def may_be_name(words: str) -> bool:
    """Tell whether words that name none of the patron's things could be a title at all: not everyday words alone."""
    said = _WORD.findall(fold(words))
    ends = ("شو", "یو", "مو")
    return any(
        len(word) > 1 and word not in _NO_NAMES and not deed_at(word) and not word.endswith(ends) for word in said
    )


def _likeness(words: Sequence[str], said: Sequence[str], title: str) -> float:
    """Tell how much of a title words name, 0 to 1; of its subtitle nothing need be said."""
    short = _SUBTITLE.split(title)[0]
    return max(_share(words, said, short), _share(words, said, title) if short != title else 0.0)


def _share(words: Sequence[str], said: Sequence[str], title: str) -> float:
    parts = _all_parts(title)
    whole = _sounds(parts)
    if len(whole) >= 2 and sum(map(len, whole)) >= 4 and is_latin("".join(parts)) is False and _within(said, whole):
        return 1.0
    telling = _parts(title)
    weight = sum(map(len, telling))
    found = [part for part in telling if any(_same(part, word) for word in words)]
    told = sum(map(len, found))
    if not found or told < 3:
        return 0.0
    if len(found) == 1 and len(telling) > 1 and len(found[0]) < _ALONE[is_latin(found[0])]:
        return 0.0
    # The longest word of a long title is more than half of it, and any telling word is enough where no other has one.
    return max(told / weight, _ENOUGH + (0.1 if len(found[0]) >= max(map(len, telling)) else 0.0))


def _by_author(words: Sequence[str], author: str) -> float:
    """Tell whether words hold the last name of an author."""
    names = [name for part in re.split("[؛;،,]", author)[:1] for name in _WORD.findall(fold(part))]
    last = names[-1:] if names else []
    return 0.6 if any(len(name) > 3 and _is_author(name, word) for name in last for word in words) else 0.0


def _is_of_another(loose: Sequence[str], words: Sequence[str], author: str) -> bool:
    """Tell whether something else is named as by an author: «سقوط کامو», "The Fall by Camus" beside The Stranger."""
    names = [name for part in re.split("[؛;،,]", author)[:1] for name in _WORD.findall(fold(part))]
    for place, word in enumerate(loose):
        if names and word in words and _is_author(names[-1], word):
            before = next((each for each in reversed(loose[:place]) if each not in _BY), "")
            if before in words and not any(_same(name, before) or _is_author(name, before) for name in names):
                return True
    return False


_BY = frozenset("by of from az از اثر نوشته نوشتهٔ".split())


def _is_author(name: str, word: str) -> bool:
    """Tell whether a word is a last name: a long one is heard in the other script though a letter sounds otherwise."""
    if _same(name, word):
        return True
    sound, other = skeleton(name), skeleton(word)
    if is_latin(name) == is_latin(word) or min(len(sound), len(other)) < _LONG_NAME:
        return False
    return fuzz.ratio(sound, other) >= _HEARD


# From so many consonants on, and so like, names of two scripts are one: "Dostoyevsky" and «داستایفسکی».
_LONG_NAME, _HEARD = 5, 90


def _same(part: str, word: str) -> bool:
    """Tell whether two words are one: with an ending, a letter wrong, or in the other script."""
    if part == word:
        return True
    if is_latin(part) == is_latin(word):
        for ending in _ENDINGS:
            if word.endswith(ending) and word[: -len(ending)] == part and len(part) > 2:
                return True
        return min(len(part), len(word)) >= 5 and fuzz.ratio(part, word) >= 82
    if is_latin(part) and _is_everyday(word):
        # «نگهش» is no "kings".
        return False
    persian, latin = (word, part) if is_latin(part) else (part, word)
    sound, other = skeleton(persian), skeleton(latin)
    if len(latin) < 4 or not sound or not other:
        return False
    likeness = fuzz.ratio(persian.translate(_LATIN), latin.replace("ck", "k").replace("c", "k"))
    if sound in (other, skeleton(latin.replace("v", ""))):
        return likeness >= (50 if len(sound) >= 3 or len(latin) >= 7 else 65)
    if len(other) >= 4 and fuzz.ratio(sound, other) >= 85 and likeness >= 50:
        return True
    return likeness >= 78


def _is_everyday(word: str) -> bool:
    """Tell whether a Persian word is an everyday one with an ending: «نگهش», «کتابمو»."""
    return any(
        word.endswith(ending) and len(word) - len(ending) >= 3 and word[: -len(ending)] in _NO_NAMES
        for ending in _ENDINGS
    )


def _sounds(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(sound for word in words if (sound := skeleton(word)))


def _within(said: Sequence[str], whole: tuple[str, ...]) -> bool:
    """Tell whether the sounds of a Persian title stand among words in Latin letters, one after the other."""
    sounds = [(skeleton(word) if is_latin(word) else "") for word in said]
    heard = [sound for sound in sounds if sound]
    return any(tuple(heard[at : at + len(whole)]) == whole for at in range(len(heard) - len(whole) + 1))
