"""Titles that a wish for something to read names as read, owned or known, and authors whom it names as not wanted."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from actions.dialogue.turn import Turn
from actions.subjects.titles.spoken_of import editions_of
from actions.subjects.titles.titles_in_talk import title_named
from language.normalise import fold
from language.requests.reading.reading import read_wish
from language.requests.reading.terms import is_known
from language.requests.titles.ordinary_words import is_ordinary

__all__ = ["author_refused", "known_already", "without_refusal", "words_known"]

_NAME = r"[^.,;:!?\n]{3,60}?"
_VERB = (
    r"(?:read|own|owns|finished|devoured|(?:known|know|knows)(?=[^.,;:!?\n]{3,60} (?:by heart|already|inside out)\b))"
)
_I = r"(?<!should )(?<!shall )(?<!can )(?<!could )(?<!may )(?<!must )(?<!do )(?<!did )(?<!if )(?<!when )(?<!before )\b(?:i|we)(?:'ve| have| had)?"
_THEY = r"(?<!if )(?<!when )(?<!should )(?<!can )(?<!does )(?<!did )\b(?:he|she|they)(?:'s| has| have| had)?"
_HOW = r"(?: (?:already|all|both|in fact|just|only|also|recently|lately)){0,2}"
_END = r"(?= ?(?:[.,;:!?\n]|$)| (?:already|twice|by heart|but|so|since|and now|last|recently)\b)"
_BEFORE = rf"(?:^|[.,;:!?\n] ?)(?:and |but |so |no |not ){{0,2}}(?P<what>{_NAME}),? (?:that one |that |this one )?"
_KNOWN = (
    re.compile(rf"{_I}(?:{_HOW} {_VERB}| already (?:got|have|had)) (?P<what>{_NAME}){_END}"),
    re.compile(rf"{_BEFORE}\b(?:i|we)(?:'ve| have)?(?: already| all)? (?:read|own|know|known|had|got){_END}"),
    re.compile(
        r"(?:^|[.،؛:!؟?,\n] ?|(?<!\w)(?:و|ولی|اما|که) )(?P<what>[^.،؛:!؟?,\n]{3,60}?)(?: ?(?:رو|را)|(?<=[^\W\d_])و)?(?: (?:که|هم|قبلا|قبلاً|پیش ?تر|پیشتر|کامل|همه|همشو|همش|کلا|خودش|خودم|(?:یه|یک|دو|سه|چند|\d) ?بار|تو(?:ی)? (?:مدرسه|دانشگاه))){0,3} (?:(?:خوندم|خواندم|خوندیم)|(?:خونده|خوانده) ?(?:ام|م|ایم|یم))(?!\w)"
    ),
    re.compile(
        r"\b(?P<what>[a-z' ]{3,50}?) (?:ro|ra|o) (?:(?:ghablan|hame|hamasho|kamel|ham|khodam|khodesh|(?:\d{1,2}|ye|do|se|chand) ?bar) ){0,2}(?:kh(?:u|oo)nd(?:am|e|eam)|hefzam|daram)\b"
    ),
    # What was left half read is not read again.
    re.compile(
        r"(?:^|[.،؛:!؟?,\n] ?)(?:یه عمره |چند ?باره |هر بار )?(?P<what>[^.،؛:!؟?,\n]{3,40}?) (?:رو|را) (?:نصفه|نیمه ?کاره|نصفه ?نیمه|وسطش|ول)(?!\w)"
    ),
    re.compile(
        rf"\b(?:gave up on|couldn't (?:finish|get through)|never finished|stopped reading|abandoned) (?P<what>{_NAME}){_END}"
    ),
    # Whose copy was borrowed and read, too.
    re.compile(
        rf"\b(?:borrowed|took) (?P<what>{_NAME}) (?:from me|from us|from (?:her|his|a|my) \w{{3,12}}) (?:last \w{{4,5}} )?and (?:finished|read|loved|devoured) it\b"
    ),
)
_OWNED = (
    re.compile(rf"\b(?:he|she|they) (?:has|have|'s got) (?P<what>{_NAME}) already\b"),
    re.compile(
        r"(?:^|[.،؛:!؟?,\n] ?|(?<!\w)(?:و|ولی|اما) )(?P<what>[^.،؛:!؟?,\n]{3,60}?) ?(?:رو|را) (?:که )?(?:خودم|خودش|خودمون) (?:که )?(?:الان )?(?:دار(?:م|ه|یم)|گرفتم)(?!\w)"
    ),
)
# What the reader has read of whom is spoken here: the wish is theirs.
_THEIRS = (
    re.compile(rf"{_THEY}{_HOW} {_VERB} (?P<what>{_NAME}){_END}"),
    re.compile(rf"{_BEFORE}\b(?:he|she)(?:'s| has)?(?: already| all)? (?:read|owns|knows|known|had|got){_END}"),
    re.compile(
        r"(?:^|[.،؛:!؟?,\n] ?|(?<!\w)(?:و|ولی|اما|که) )(?P<what>[^.،؛:!؟?,\n]{3,60}?)(?: ?(?:رو|را)|(?<=[^\W\d_])و)?(?: (?:که|هم|قبلا|قبلاً|پیش ?تر|پیشتر|کامل|همه|همشو|همش|کلا|خودش|خودم|(?:یه|یک|دو|سه|چند|\d) ?بار|تو(?:ی)? (?:مدرسه|دانشگاه))){0,3} (?:(?:خونده|خوانده)(?: ?(?:ند|است))?|(?<=همه )خوندن|(?<=قبلا )دیده)(?!\w)"
    ),
)
_FOR_THEM = re.compile(
    r"\bfor (?:him|her|them|my)\b|\bmy (?:\w{3,8} )?(?:niece|nephew|son|daughter|grand\w{3,8}|kid|child|boy|girl)\b|\b(?:so|but|and)(?: \w{2,7})? not (?:that|this|it)\b"
    r"|(?<!\w)(?:(?:برای|برا|واسه)(?! (?:خودم|من|ما)(?!\w))|براش|واسش|پسرم|دخترم|نوه ?م|خواهرزاده ?م|یه چیز دیگه|یکی دیگه)(?!\w)"
)
_UNREAD = re.compile(r"\bi (?:never|haven't|have not|didn't|did not)\b|(?<!\w)ن(?:خوندم|خواندم|خونده)")
_JOINED = re.compile(r" (?:and|together with|along with|as well as|or|و|یا|va|ya) ")
_FEWEST, _LONGEST = 3, 7
# So many titles have one name in common, of a series.
_SERIES = 20
_HARDLY = 2
_THEIRS_MOST = 60
_ALL_OF = re.compile(r"\b(?:all|everything|hame\w{0,3}|hamasho|hamash)\b|(?<!\w)(?:همه|همشو|همش|همه ?ش)(?!\w)")
# Of so many of a series the other editions are known as well.
_OTHERS_OF = 8


async def known_already(turn: Turn) -> tuple[str, ...]:
    """Give the ids of the titles that are named as read already, with their other editions and the rest of a series."""
    ids: list[str] = []
    for name in _named(turn.text):
        title = await title_named(turn, name)
        if title is not None:
            ids += await editions_of(turn, title)
            continue
        if len(name.split()) == 1 and _ALL_OF.search(fold(turn.text)) is not None:
            # «Agatha ro hamasho khoondam»: whose works are all known.
            theirs = await turn.library.search(author=name, limit=_THEIRS_MOST, exactly=True)
            if theirs.author and not theirs.corrected:
                ids += [one.id for one in theirs.titles]
                continue
        # A word alone names a title only where it names hardly any other.
        most = _SERIES if len(name.split()) > 1 else _HARDLY
        page = await turn.library.search(name, limit=_SERIES, exactly=True)
        if page.corrected or page.author or page.total > most:
            continue
        ids += [one.id for one in page.titles]
        for one in page.titles[:_OTHERS_OF]:
            ids += await editions_of(turn, one)
    return tuple(dict.fromkeys(ids))


def words_known(text: str) -> frozenset[str]:
    """Give the words of the titles that a text tells as read or owned already: they are no subject; a mere word may be an author."""
    return frozenset(word for name in _named(text) if " " in name and not _JOINED.search(name) for word in name.split())


def _named(text: str) -> Iterator[str]:
    said = fold(text).replace("’", "'")
    theirs = _FOR_THEM.search(said) is not None and _UNREAD.search(said) is None
    for pattern in (*_KNOWN, *_OWNED, *_THEIRS) if theirs else (*_KNOWN, *_OWNED):
        for found in pattern.finditer(said):
            for name in {found["what"], *_JOINED.split(found["what"])}:
                words = name.strip(" «»\"'").split()
                if words and len(words) <= _LONGEST and not all(is_ordinary(one) or is_known(one) for one in words):
                    yield " ".join(words)


_REFUSED = re.compile(
    r"(?:\b(?:but not|except(?: for)?|other than|anyone but|anything but|apart from|no more)|(?:^|[.,;:] ?)not (?=[^.,;:!?\n]{3,60}(?:[.,;:!\n]|$)))\s*(?:by |from |anything by |another )?(?P<name>[^\W\d_][\w'-]{2,20}(?: [^\W\d_][\w'-]{2,20}){0,2}?)(?: (?:please|pls|again|this time))?(?= ?(?:[.,;:!?\n]|$)| because\b)"
    r"|\b(?:not|n't)(?: really| exactly)? (?:married|wedded|tied|glued|attached|bound) to (?P<tied>[^\W\d_][\w'-]{2,20})\b|\b(?:tired|sick|enough) of (?P<tired>[^\W\d_][\w'-]{2,20})(?= ?(?:[.,;:!?\n]|$))"
    r"|(?:^|[.,;:!?] ?)(?P<thanks>[^\W\d_][\w'-]{2,20}(?: [^\W\d_][\w'-]{2,20})?),? no,? (?:thanks?|thank you|ta)\b"
    r"|(?:^|[.،؛:!؟?] ?)(?:نه )?(?P<he>[^\W\d_a-z]\w{2,15}(?: [^\W\d_a-z]\w{2,15})?) (?:(?:رو|را) )?(?:که )?(?:[^\W\d_]\w{1,12} ){0,5}?(?:هیچی|بی ?خیال|ولش|نمی ?خوام|نه)(?= ?(?:$|[.،؛!؟?]))"
    r"|(?:^|[.,;:!?] ?)(?:na,? )?(?P<ro>[a-z]{4,15}) (?:(?:ro|ra|o) )?(?:ke )?(?:[a-z]{2,12} ){0,5}?(?:hichi|bi ?khial|velesh|nemikham|na)(?= ?(?:$|[.,;!?]))"
    r"|(?<!\w)(?:غیر از|به غیر از|به جز|بجز|جز)\s+(?:کتاب ?های |آثار |کارای |کارهای )?(?P<fa>[^\W\d_]\w{2,15}(?: [^\W\d_]\w{2,15}){0,2})"
    r"|(?<!\w)نه (?:از )?(?P<no>[^\W\d_a-z]\w{2,15}(?: [^\W\d_a-z]\w{2,15})?)(?= ?(?:$|[.،؛!؟]))"
)
_ALIKE = 0.8


async def author_refused(turn: Turn) -> str:
    """Give the author, as the catalogue writes the name, whose works are expressly not wanted; empty where none is."""
    said = fold(turn.text)
    for found in _REFUSED.finditer(said):
        words = next(filter(None, found.groups())).split()
        if found["name"]:
            beside = f"{said[: found.start()]} {said[found.end() :]}"
            runs = list(dict.fromkeys((tuple(words), (words[-1],), (words[0],))))
        else:
            beside, runs = "", [tuple(words[:length]) for length in range(len(words), 0, -1)]
        for run in runs:
            if any(is_known(word) or is_ordinary(word) for word in run) or len("".join(run)) <= _FEWEST:
                continue
            page = await turn.library.search(author=" ".join(run), limit=1, exactly=len(run) == 1)
            if not page.titles or not page.author or (len(run) == 1 and page.corrected):
                continue
            if not found["name"] or _is_named(words, page.author, beside):
                return page.author
    return ""


async def without_refusal(turn: Turn) -> str:
    """Give the turn's text without the words that refuse an author, and why, where more than one sentence is said."""
    parts = [part for part in _SENTENCES.split(turn.text) if part.strip()]
    author = await author_refused(turn) if len(parts) >= _TWO else ""
    if not author:
        return turn.text
    left = " ".join(kept for part in parts if (kept := _left_of(part, author)))
    return left or turn.text


def _left_of(sentence: str, author: str) -> str:
    """Give what is left of a sentence without the refusal of an author, and why; empty where that wishes for nothing."""
    said = fold(sentence)
    found = next((one for one in _REFUSED.finditer(said) if _is_of(one, author)), None)
    if found is None:
        return sentence
    # As it is written, with its capitals, where folding has moved nothing.
    text = sentence if len(said) == len(sentence) else said
    before, behind = _CLAUSES.split(text[: found.start()]), _CLAUSES.split(text[found.end() :])
    left = [one for one in (*before, *behind) if _WHY.match(fold(one)) is None]
    rest = " ".join(" ".join(left).split())
    return rest if read_wish(rest).wish else ""


def _is_of(found: re.Match[str], author: str) -> bool:
    """Tell whether a refusal is that of an author: "not Orwell", and neither "not too long" nor "not Huxley"."""
    words, own = next(filter(None, found.groups())).split(), fold(author).split()
    return any(SequenceMatcher(None, word, one).ratio() >= _ALIKE for word in words for one in own)


_SENTENCES = re.compile(r"(?<=[.!?؟\n])\s+")
_CLAUSES = re.compile(r"(?<=[,،;؛])\s*|(?<!\s)\s+(?=(?:because|since|چون|آخه)\s)")
_TWO = 2
# Why they are refused says what a book shall be like as little as their name: "he's too sad", "I've read all of his".
_WHY = re.compile(
    r"[\s,،]*(?:and |but |as |so )?(?:(?:because|since)\b|(?:he|she|they|it)(?:'s|'re| is| are| was)(?! (?:\d|(?:only|just|about|turning|almost|nearly|at|in|on|into|mad|crazy|keen|fond|interested|learning|reading|starting|a|an|my|for|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen)\b))"
    r"|(?:his|her|their) (?:books|novels|stories|style|writing|things|stuff)\b|too \w|(?:i|we)\b[^.?!]{0,30}\b(?:him|his|hers?|them)\b)"
    r"|[\s,،]*(?:که |و )?(?:(?:چون|آخه)(?!\w)|(?:خیلی|زیادی) [^،.]{2,20}(?:ه|است|بود|می ?نویس\w{1,3})(?= ?(?:[،.!]|$))|(?:کتاب ?هاش|کتاباش|نوشته ?هاش|ازش|همه ?ش\w{0,2})(?!\w))"
)


def _is_named(words: list[str], author: str, beside: str) -> bool:
    """Tell whether words name an author by the surname, mistyped or not, and nothing beside them does."""
    own = fold(author).split()
    alike = all(any(SequenceMatcher(None, word, one).ratio() >= _ALIKE for one in own) for word in words)
    surname = SequenceMatcher(None, words[-1], own[-1]).ratio() >= _ALIKE
    return alike and surname and re.search(rf"\b{re.escape(own[-1])}", beside) is None
