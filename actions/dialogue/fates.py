"""What a message says of each of a patron's own things, clause by clause: to be renewed, left out, brought back or lost.

"Renew everything except the Shahnameh, which I have finished" leaves one out and gives a reason; the reason is no part
of the exception, and what it says of the one brings nothing else in.
"""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from actions.dialogue.latin_titles import own_named
from language.normalise import fold
from language.requests.speech.polarity import refuses
from language.requests.speech.questions import orders
from language.requests.speech.sentences import deed_of

__all__ = ["Fates", "Owned", "read_fates", "told_of_each"]

_FEW = 5
# Beyond these a letter tells a story.
_MOST_CLAUSES, _MOST_LETTERS = 30, 900
# A title that is named stands as this sign while the words around it are read: what it contains says nothing.
_SIGN = "\u00a4"
_MARK = re.compile(rf"{_SIGN}(\d+){_SIGN}")
_SHORT = re.compile(r"[:؛;/(–]")
_ARTICLE = re.compile(r"^(?:the|a|an) ")
_CLAUSES = re.compile(
    r"[.!?؟؛;\n…:,،()]+|\s[-–—]+\s"
    # A reason, another subject or another wish begins a clause of its own.
    r"|\s(?=(?:which|who|because|cause|cos|cuz|since|as (?:i|it|that|my|we|a)|though|while|so)\b(?! that| far))|(?<!so that)\s(?=(?:i|i'm|i've|i'll|i'd|it|it's|that's|that one|this one|they|they're|we|we've|my \w{1,15} (?:is|has|wants|needs)|no longer)\b)"
    rf"|\s(?=(?:and|but) (?:the )?{_SIGN}\d+{_SIGN} (?:i|i'm|i've|i'll|is|was|has|goes|will|stays)\b)"
    r"|\s(?=and (?:i|i'm|i've|i'll|then|also|please|could|can|what|when|tell|let|give|how|until|will|bring|only|the other|the rest)\b)|(?<!all)(?<!everything)(?<!every one)(?<!both)(?<!anything)\s(?=but\b)"
    r"|\s(?=(?:که|چون|چونکه|زیرا|ولی|اما|ولیکن|راستی|بعدش|بعدشم|بعدم|فقط|اونو|اینو|اونا|اینا|اونها|اینها|آنها|آن را|این را|خودم|بقیه|باقی)(?!\w))|(?<=\sکن|کنی)\s(?=\S)|(?<=\sکنید|\sکنین|\sفرما)\s(?=\S)|(?<=فرمایید)\s(?=\S)|(?<=میارم|خوندم)\s(?=\S)|(?<=میارمش)\s(?=\S)|(?<=پس میدم)\s(?=\S)"
    r"|\s(?=(?:ke|chon|vali|amma|rasti|badesh|faghat|oono|ino|oona|una|khodam|baghie?)\b)|(?<=\bkon)\s(?=\S)|(?<=\bkonid|\bkonin)\s(?=\S)|(?<=\bmiaram)\s(?=\S)|(?<=miaramesh)\s(?=\S)"
)
_EXCEPT = re.compile(
    r"\b(?:with the exception of|except(?:ing)?(?: for| from)?|excluding|excepted|apart from|aside from|other than|(?:all|everything|every one|both) but(?! (?:if|when|i|please|what|only|tell|leave|not|don't)\b)|save for|leaving out|leave out|not including|without|minus|bar|skip|(?:but )?not(?! (?:just|only|merely|simply|yet)\b))\b"
    r"|(?<!\w)(?:به ?جز|بجز|جز|به ?غیر|بغیر|غیر|الا|مگر|منهای|به ?استثنای|به ?استثنا|باستثنای|سوای)(?: از)?(?!\w)"
    r"|\b(?:be ?jo?z|bejuz|joz|be ?ghe[iy]y?r|ghe[iy]y?r|ella|manha(?:ye)?|be ?estesna(?:ye)?)(?: az)?\b"
)
# Who is not to be left out is no exception.
_NOT_LEFT = re.compile(
    r"\b(?:don't|do not|never|not|without) (?:\w{1,10} )?(?:leave|leaving|skip\w*|forget\w*|exclud\w*|miss\w*|drop\w*)\b|(?<!\w)(?:فراموش|یاد\w{0,4}|جا) (?:نکن|نره|نرود|ننداز|نذار|نگذار)\w{0,3}(?!\w)|\b(?:faramoosh|faramush|yadet|yadetoon) na\w{2,5}\b"
)
# Said behind or before the name, in a clause of its own.
_LEFT = re.compile(
    r"\b(?:excepted|(?:is|being) the exception|(?:only )?exception is|stays?|can stay|as it is|no need (?:for|to)|leave|forget about)\b|\b(?:not|don't|do not) (?:do |touch |bother with |the )?¤|¤ (?:please )?(?:not|don't)(?=\W*$)"
    r"|(?<!\w)نه(?= ¤)|(?:¤|(?<!\w)(?:رو|را)) (?:نه(?=\W*$)|نکن\w{0,3}(?!\w))|(?<!\w)(?:نشه|نشود|بمون\w{0,3}|بماند|استثنا\w{0,3}|بیخیال|ولش کن|لازم نیست|نمی ?خواد|دست نزن\w{0,3})(?!\w)|\bna(?= ¤)|(?:¤|\bro|\bra) (?:na(?=\W*$)|nakon\w{0,3}\b)|\b(?:nashe|bemoo?ne|bikhial|velesh kon|estesna)\b"
)
_BACK = re.compile(
    r"\b(?:return(?:ing|ed)?|bring(?:ing)?|brought|drop(?:ping|ped)?(?: it| that| this| them)?(?: one)?(?: \S{1,20}){0,3} off|hand(?:ing)? (?:it |that |them )?(?:back|in)|(?:go|goes|going|comes?|coming|give|giving|take|taking) (?:it |that |them |\S{1,12} ){0,2}back|finished|done with|have read|already read|just read|'ve read|no longer need|don't need|no use)\b"
    r"|(?<!\w)(?:پس(?:ش|شون)? (?:می|ب)\S{1,8}|میارم\w{0,4}|بیارم\w{0,4}|می ?آورم|بر ?می ?گرد\w{1,8}|برگردون\w{1,6}|برگردان\w{1,6}|عودت|تحویل(?:ش)? (?:می|ب)\S{1,8}|خوندم\w{0,2}|خوانده ?ام|خواندم|خونده\w{0,2}|تموم(?:ش)? کرد\w{0,4}|تمام(?:ش)? کرد\w{0,4}|لازم(?:ش)? ندارم|نمی ?خوا(?:م|هم)\w{0,2}(?=\W*$))(?!\w)"
    r"|\b(?:miaram\w{0,4}|biaram\w{0,4}|pas(?:esh)? m\w{2,6}|khoo?ndam\w{0,3}|bargardoo?n\w{0,5}|tamoo?mesh kardam|tamoo?m kardam|lazemesh nadaram|nemikham\w{0,2}(?=\W*$))\b"
)
_LOST = re.compile(
    r"\b(?:lost|lose|can't find|cannot find|missing|stolen)\b"
    r"|(?<!\w)(?:گم(?:ش)? (?:کرد|شد)\w{0,4}|گم|دزدید\w{0,4}|جا گذاشت\w{0,3}|پیداش نمی\w{1,8})(?!\w)|\bgom\b"
)
# What is spoiled is renewed with the others.
_SPOILT = re.compile(
    r"\b(?:damaged|torn|tore|ruined|stained|spilled|spilt|soaked|fell (?:in|into))\b|(?<!\w)(?:پاره\w{0,3}|خراب\w{0,3}|خیس\w{0,3})(?!\w)|\b(?:pare|kharab|khis)\b"
)
# A card that is lost is no book; what may be lost, or was found, is not lost.
_NOT_LOST = re.compile(
    r"\b(?:my (?:\w{1,10} )?(?:card|pin|password|bag|phone|wallet)|if|whether|haven't|hasn't|didn't|not|thought|almost|nearly|found|missing (?:its|a|an|the|some|pages?|one))\b"
    r"|(?<!\w)(?:کارتم\w{0,2}|رمزم\w{0,2}|کیفم\w{0,2}|گوشیم\w{0,2}|اگه|اگر|نکرد\w{1,3}|نشد\w{1,3}|فکر|پیدا(?:ش)? (?:کرد|شد)\w{0,2})(?!\w)|\b(?:kartam\w{0,2}|ramzam\w{0,2}|age|agar|peydash? kardam)\b"
)
# What is not so, not yet so, asked or supposed.
_UNSAID = re.compile(
    r"\b(?:haven't|hasn't|not|didn't|don't|can't|couldn't|unless|if|whether|until|still|again|so (?:that )?(?:i|we) can)\b|(?<!\w)(?:اگه|اگر|نشد\w{0,3}|نشده|هنوز|نخوند\w{1,4}|نکردم|تا وقتی|قبل از اینکه)(?!\w)|\b(?:age|agar|hanooz|nashode|nakhoo?nd\w{1,4}|nakardam)\b"
)
_NOT_READ = re.compile(r"(?:لازم(?:ش)? ندارم|نمی ?خوام|don't need|no longer need)")
_WHOLE = re.compile(
    r"\b(?:all|everything|every (?:single )?(?:book|loan|item|one)|each|both|the (?:whole )?lot|whatever|my (?:\w{1,10} )?(?:books|loans|items|things|borrowings)|the (?:books|loans|items|ones|things)|the (?:rest|others?|remaining|other (?:ones|books|two|three|four|five))|them)\b"
    r"|(?<!\w)(?:همه\w{0,6}|همش\w{0,4}|تمام\w{0,3}|تموم|کل|کلیه|هر ?چی|هرچه|آنچه|بقیه\w{0,3}|باقی\w{0,2}|مابقی|کتاب ?(?:ها|های|هام|هایم|ا|ام|امو|هامو|هارو|هایی|ای)\w{0,3}|امانت ?(?:ها|های|هام|هایم|ا|ام|امو|ی|ات)\w{0,3}|جفت\w{0,4}|هر ?دو\w{0,3}|(?:دو|سه|چهار|پنج|چند) ?تا\w{0,2} دیگه\w{0,2})(?!\w)"
    r"|\b(?:hame\w{0,5}|hamash\w{0,3}|harchi|har chi|tamame?|baghi\w{0,4}|ketaba\w{0,4}|amanata\w{0,4})\b"
)
_LONGER = re.compile(r"\b(?:keep|have)\b[^.?!]{1,60}\b(?:longer|more time|another (?:week|month))\b")
_ORDER = re.compile(r"\b(?:renew|extend|prolong)\w*\b|تمدید|\btamdid")
# What is told of an order that was given before.
_DONE = re.compile(
    r"\b(?:you|was|were|had|got|have) (?:have |already |been |just )?(?:renewed|extended)\b|تمدید (?:کردی\w{0,2}|کرده\w{0,4}|شد\w{0,4}|بود)(?!\w)|\btamdid (?:kardi\w{0,2}|karde|shod\w{0,2})\b"
)
_VERB = re.compile(r"\s*(?:to )?(?:renew|extend|possible|allowed|sure|yet)")
_WEAK = frozenset({"not", "but not", "without", "minus", "skip", "bar"})
# "Without asking about Emma" leaves nothing out.
_NEAR, _FEWEST = re.compile(rf"\s*(?:(?:the|my|for|also|from|with) )?{_SIGN}"), 3
_PLEA = re.compile(
    r"\b(?:please|could you|can you|would you|will you|if you could|want|wanted (?:to ask|you)|i'd like|i would like|i need|should be|to be|grateful|appreciate)\b|(?<!\w)(?:لطفا|خواهش\w*|میشه|می ?شود|می ?خوا\w{1,6}|ممکنه|کنید|کنین|کنی|کن|فرما\w*|بفرما\w*|بشه|بشن|شوند|شود)(?!\w)|\b(?:lotfan|mishe|mikh\w{1,6}|konid|kon|beshe)\b"
)
_ASKS = re.compile(
    r"^\W{0,3}(?:how|when|why|what|which|who|is|are|was|do|does|did|can i|could i|may i|will i|can (?:it|they|\S{1,20} be)|چرا|کی|چند|چطور|آیا)(?!\w)"
)
_JOINTS = re.compile(r"[,،&]|(?<!\w)(?:and|or|nor|و|یا|va|ya|o)(?!\w)")
_FILLERS = frozenset(
    "the a my of it that this one book books please pls thanks too also either only just for now again though as well from on and or رو را هم کتاب کتابهای از این اون آن لطفا فقط تنها و یا همون همین ro ra ham ketab az in oon lotfan faghat va o"
    " مورد جلد عنوان نیز به برای برام دو تا جفت both them two three should be can could must to is are میشه میخوام باید بشه mishe".split()
)


@dataclass(frozen=True, slots=True)
class Owned:
    """A thing of the patron's own, as it may be named."""

    title: str
    author: str = ""


@dataclass(frozen=True, slots=True)
class Fates:
    """What a message says of things, by their places among all.

    wanted: named in an order. left: excepted from it by words. back: said to be brought back, read, or not needed.
    lost: said to be lost. spoilt: said to be damaged; it is left out of nothing. whole: all, or the rest, are ordered. ordered: something is. unread: a part of an
    exception names nothing that is known.
    """

    wanted: tuple[int, ...] = ()
    left: tuple[int, ...] = ()
    back: tuple[int, ...] = ()
    lost: tuple[int, ...] = ()
    spoilt: tuple[int, ...] = ()
    whole: bool = False
    ordered: bool = False
    unread: bool = False


def read_fates(text: str, things: Sequence[Owned]) -> Fates:
    """Read what a message says of each of these things; nothing where it is a long story."""
    said = _marked(fold(text[:_MOST_LETTERS]).replace("’", "'"), things)
    parts = _parts(said)
    if len(parts) > _MOST_CLAUSES:
        return Fates()
    found: dict[str, list[int]] = {"wanted": [], "left": [], "back": [], "lost": [], "spoilt": []}
    whole = ordered = unread = False
    by_name: set[int] = set()
    goes_on = ""
    for part, asked in parts:
        named = _named(part, things)
        fate, rest = _fate(part, named, asked=asked, goes_on=goes_on)
        if fate == "left":
            before, after = rest
            # "Apart from Emma also renew Dune": what stands behind the deed is ordered.
            deed = _ORDER.search(after)
            excepted = after[: deed.start()] if deed is not None and _named(after[: deed.start()], things) else after
            found["left"] += _named(excepted, things)
            unread = unread or _has_unread(after, things)
            ordered_here = [*_named(before, things), *_named(after[len(excepted) :], things)]
            found["wanted"] += [one for one in ordered_here if one not in found["left"]]
            whole = whole or _WHOLE.search(before) is not None
            ordered = ordered or _orders(before) or _orders(after)
        elif fate:
            found[fate] += named
            if fate == "wanted" and deed_of(tuple(part.split())) == "renew":
                by_name |= set(named)
            if fate == "wanted":
                ordered = ordered or _orders(part)
                whole = whole or _WHOLE.search(part) is not None
        # A reason in between ends no list: "except Emma (I'm done with it) and Dune".
        goes_on = goes_on if not (fate or named) and (_BACK.search(part) or _is_list(part)) else fate
    left, back, lost, spoilt = (tuple(dict.fromkeys(found[name])) for name in ("left", "back", "lost", "spoilt"))
    wanted = tuple(one for one in dict.fromkeys(found["wanted"]) if one not in {*left, *back, *lost})
    # "Renew Emma and Dune, I'll return Emma next week": why it is to be renewed, or that it is not after all.
    unread = unread or bool(by_name & {*back, *lost})
    return Fates(wanted, left, back, lost, spoilt, whole, ordered, unread)


def _fate(part: str, named: list[int], *, asked: bool, goes_on: str) -> tuple[str, tuple[str, str]]:
    """Say what a clause says of what it names, and part it before an exception; empty where it says nothing of that."""
    words = tuple(re.findall(r"[^\s,،]+", _MARK.sub(" x ", part)))
    renews = deed_of(words) == "renew" or _LONGER.search(part) is not None
    refused = renews and refuses(words)
    marker = _EXCEPT.search(part)
    if _NOT_LEFT.search(part) or _DONE.search(part) or (marker is not None and _ASKS.search(part)):
        # "Last time you renewed everything except Emma" tells of an old order; "don't skip Emma" leaves nothing out.
        return "", ("", "")
    if marker is not None and not named and renews and marker[0] not in _WEAK:
        # "Except the two due next week": what is left out is not known here.
        return "left", (part[: marker.start()], part[marker.end() :])
    if marker is not None and named and not refused:
        before, after = part[: marker.start()], part[marker.end() :]
        if marker[0] == "excepted":
            return "left", ("", before)
        near = _NEAR.match(after) or not (_MARK.search(after) or len(after.split()) > _FEWEST)
        if not _VERB.match(after) and (near if marker[0] in _WEAK else _MARK.search(after) or not _MARK.search(before)):
            # "Everything but" speaks of all of them by itself.
            return "left", (f"{before} {marker[0]}" if marker[0].endswith(" but") else before, after)
    if not named:
        if renews and not refused and not asks(part):
            return "wanted", ("", "")
        # "And everything else" goes on with the order; what says something else ends it.
        return ("wanted" if goes_on == "wanted" and _is_list(part) else ""), ("", "")
    stays = _LEFT.search(part) is not None and not (renews or asked) and not _LOST.search(part)
    # "I haven't finished Emma" leaves nothing out.
    if refused or (stays and not (_BACK.search(part) and _UNSAID.search(part))):
        return "left", ("", part)
    if _LOST.search(part) and not renews:
        said = asks(part) or _NOT_LOST.search(part)
        return ("" if said else "lost"), ("", "")
    if _SPOILT.search(part) and not renews:
        said = asks(part) or _NOT_LOST.search(part)
        return ("" if said else "spoilt"), ("", "")
    if _BACK.search(part) and not renews and not asked:
        unsaid = _UNSAID.search(_NOT_READ.sub(" ", part)) is not None
        return ("" if unsaid else "back"), ("", "")
    if renews and not asks(part):
        return "wanted", ("", "")
    if goes_on and _is_list(part):
        return goes_on, ("", part)
    return ("wanted" if _is_list(part) else ""), ("", "")


def asks(part: str) -> bool:
    """Tell whether a clause asks by its first word."""
    return _ASKS.search(part) is not None


def _orders(part: str) -> bool:
    longer = _LONGER.search(part) is not None
    if not (longer or _ORDER.search(part)) or asks(part) or _DONE.search(part):
        return False
    words = tuple(re.findall(r"[^\s,،]+", _MARK.sub(" x ", part)))
    return not refuses(words) and (orders(words) or _PLEA.search(part) is not None)


def _is_list(part: str) -> bool:
    """Tell whether a clause says no more than names: an item of a list."""
    return all(word in _FILLERS for word in re.findall(r"[^\s,،]+", _MARK.sub(" ", part)))


def _has_unread(after: str, things: Sequence[Owned]) -> bool:
    """Tell whether a part of an exception names nothing that is known and gives no reason."""
    for each in _JOINTS.split(after):
        # What follows the deed is no part of the exception: «غیر از کوری و آخری تمدید کن».
        bare = _MARK.sub(" ", _ORDER.split(each)[0])
        words = [word for word in re.findall(r"[^\s,،]+", bare) if word not in _FILLERS]
        known = _MARK.search(each) or _named(each, things) or _BACK.search(each) or _LOST.search(each)
        if words and not known:
            return True
    return False


def _parts(said: str) -> list[tuple[str, bool]]:
    """Part a text at its clauses; with each, whether its sentence ends as a question that asks for no deed."""
    found: list[tuple[str, bool]] = []
    start = 0
    begins = True
    for match in _CLAUSES.finditer(f"{said}\n"):
        part = said[start : match.start()].strip()
        bare = not match[0].strip()
        if part and bare and begins and len(part.split()) <= _FEW and not _says(part):
            # "The Hobbit | I'm done with": what is named first is what the rest speaks of.
            continue
        begins = not bare
        if part:
            found.append((part, any(mark in match[0] for mark in "?؟")))
        start = match.end()
    return found


def _says(part: str) -> bool:
    return any(pattern.search(part) is not None for pattern in (_ORDER, _EXCEPT, _BACK, _LOST))


def _named(part: str, things: Sequence[Owned]) -> list[int]:
    """Give the places of what a clause names: by the signs of whole titles, and item by item by what else it says."""
    places = [int(found[1]) for found in _MARK.finditer(part)]
    titles, authors = [one.title for one in things], [one.author for one in things]
    rests = [part] if not places else [each for each in _JOINTS.split(part) if not _MARK.search(each)]
    more = [one for rest in rests if _NAMING.search(rest) for one in own_named(rest, titles, authors)]
    return list(dict.fromkeys([*places, *more]))


_NAMING = re.compile(r"\w{3}")


def _marked(said: str, things: Sequence[Owned]) -> str:
    """Put a sign in the place of each title that stands in a folded text, the longest first."""
    forms = []
    for at, thing in enumerate(things):
        for form in dict.fromkeys((fold(thing.title), fold(_SHORT.split(thing.title)[0]))):
            bare = _ARTICLE.sub("", form.strip())
            if len(bare) > 1:
                forms.append((bare, at))
    for form, at in sorted(forms, key=lambda one: -len(one[0])):
        words = r"\s{0,2}".join(re.escape(word) for word in form.split())
        said = re.sub(rf"(?<!\w)(?:the )?{words}(?:'s)?(?=(?:رو|را|و|م|مو)?(?!\w))", f" {_SIGN}{at}{_SIGN} ", said)
    return re.sub(r"[^\S\n]+", " ", said)


def told_of_each(text: str, things: Sequence[Owned]) -> Fates | None:
    """Give what a message that orders a renewal says of some by name to be left out; None where it leaves none out so."""
    fates = read_fates(text, things)
    out = {*fates.left, *fates.back, *fates.lost}
    if not fates.ordered or fates.unread or not out or _PERHAPS.search(fold(text)):
        return None
    if not (fates.whole or fates.wanted or fates.left):
        # "Extend it, I've finished Emma": what is ordered stands in what was said before.
        return None
    if fates.wanted and not fates.whole:
        return fates
    wanted = tuple(at for at in range(len(things)) if at not in out)
    if not wanted:
        return None
    return replace(fates, wanted=wanted, left=tuple(sorted(out)), whole=True)


_PERHAPS = re.compile(
    r"\b(?:maybe|perhaps|might|not sure|found (?:it|them))\b|(?<!\w)(?:پیداش کردم|شاید|احتمالا|شک دارم|مطمئن نیستم)(?!\w)|\b(?:shayad|ehtemalan)\b"
)
