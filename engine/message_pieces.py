"""The parts of a message: where it is cut, and which of its sentences ask for something by themselves.

A message is cut at the end of a sentence or at a conjunction, and only where what stands before and what comes after
ask for something by themselves: a question, an order or a request, in words. "I looked for X and Y" has no second verb
of asking and stays whole, and so does a story that ends with one question. Of a letter, and of a message of several
sentences, only those that ask are looked at; what is counted off in one of them ("(a) … (b) …") is a part each.
"""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from engine.asking import ASKED, ENGLISH, FEWEST_WORDS, NEED, ONE_MORE, ORDER, WORD, asks, asks_alone, word_count
from engine.counted_off import counted_spans
from language.normalise import fold
from language.requests.library_info.whereabouts import speaks_of_opening

LETTER = 300  # characters; what is longer is read sentence by sentence
SENTENCES = 3  # and so is what has as many sentences
MOST_PIECES = 8
# Probability from which the reading of a part counts as sure: where a sentence ends, at a conjunction, at a bare comma.
SENTENCE_SURE = 0.5
SURE = 0.75
COMMA_SURE = 0.9

_LINK = r"(?:(?:and|also|plus|then|if so|if not|by the way|btw|و|هم|راستی|ضمناً|ضمنا|همچنین|در ضمن|بعدشم|بعدش هم|بعدش|بعد|سپس|اینکه|و اینکه|va|rasti|zemnan|dar zemn|badesham|badesh)[,،]?\s+)*"
_CUTS = re.compile(
    # A run of signs or spaces is looked at from its first one only.
    rf"(?P<end>(?<![.!?؟…])[.!?؟…]+\s+|\n\s*|(?:(?<!\s)\s+)?[;؛]\s*)(?P<lead>{_LINK})"
    rf"|(?:(?<!\s)\s+)?(?P<comma>[,،])\s*(?P<link>{_LINK})"
    r"|(?<!\s)\s+(?:and(?: also| then)?|plus|as well as)\s+"
    r"|(?<!\s)\s+(?:و(?:\s+(?:هم|همچنین|ضمناً|ضمنا))?|همچنین|ضمناً|ضمنا|در ضمن|راستی|بعدشم|va|rasti|zemnan|dar zemn|badesham)\s+",
    re.IGNORECASE,
)
# With these somebody turns to something else: whatever stands before is a message of its own.
_TURNS = re.compile(
    r"(?<!\w)(?:by the way|btw|while you(?:'re| are) at it|while i have you|one more thing|another thing|راستی|ضمناً|ضمنا|در ضمن|rasti|zemnan|dar zemn)[,،:]?\s*$",
    re.IGNORECASE,
)
_FEWEST_BEFORE_A_TURN = 3
# What leads to the second half must not be left at the end of the first one.
_LEADING = re.compile(
    r"(?<!\w)(?:if so|if not|by the way|btw|also|and|و|اگه|اگر|راستی|ضمناً|ضمنا)[\s,،]*$", re.IGNORECASE
)
# "… and we would like to bring a class. Is this something you arrange?"
_WISH = re.compile(
    r"\b(?:i|we)(?:'d| would| should| also)* (?:like|love|want|need|hope|plan|intend|wish)(?: also)? to\b|\b(?:i|we)(?:'m| am|'re| are) (?:hoping|planning|thinking|looking) (?:to|of)\b"
    r"|(?<!\w)(?:می ?خوا(?:م|هم|یم|هیم|ستم|ستیم)|مایل(?:م|یم| هستم| هستیم)|قصد دار(?:م|یم)|در نظر دار(?:م|یم)|می‌خوا(?:م|هم|یم|هیم|ستم|ستیم))(?!\w)",
    re.IGNORECASE,
)
_OF_THAT = re.compile(
    r"^\W*(?:\w[\w'’]*\s+){0,4}?(?:this|that|it|such|so)\b(?! (?:year|month|week|branch|library|weekend|morning|afternoon|evening))|^\W*(?:\w\S*\s+){0,3}?(?:این کار|چنین|همچین|این امکان|این کارو|این مورد|اینکار)",
    re.IGNORECASE,
)
# "Where is it?" asks about what the first half has named.
_LEANING = re.compile(
    r"^(?:and )?(?:where|who|what|which|how much)(?:'?s| is| are| may use| can use)?"
    r" (?:it|that|they|this|those|them)[ ?!.]*$|^(?:کجاست|کجاس|چنده|چقدره|کیه|چیه)[ ؟?!.]*$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?؟…\n]+[.!?؟…]*")
# What is counted off in one sentence: "whether you …, whether we … and whether …".
_MARKS = re.compile(r"(?<!\w)whether\s+", re.IGNORECASE)
_BEFORE_MARKS = re.compile(
    r"^.*\b(?:(?:tell me|let me know|know|ask|wonder|wondering)(?: about)?|explain)\b\W*|^\W*|[:：]\W*$", re.IGNORECASE
)
_EDGE = " \t\n,;،؛"
# With these another request begins; they are no part of it.
_LEAD = re.compile(
    rf"(?:(?:also|and|plus|then|by the way|btw|و|هم|راستی|ضمناً|ضمنا|همچنین|در ضمن|{ORDER}|{ONE_MORE})[,،:]?\s+)+",
    re.IGNORECASE,
)
_LINKED = re.compile(rf"^\W*(?:also|and|plus|{ORDER}|{ONE_MORE})(?!\w)", re.IGNORECASE)
_LONGEST_REASON = 160
_DAY = re.compile(
    r"\b(?:to(?:day|morrow|night)|(?:satur|sun|mon|tues|wednes|thurs|fri)days?|weekend|fardas?|jome|\w*shanbe)\b"
    r"|(?<!\w)(?:امروز|فردا|پس ?فردا|جمعه|\w*شنبه)(?!\w)"
)
# "When I'm done, what should I read?" asks one thing.
_SUBORDINATE = re.compile(
    r"\W*(?:(?:and|so|but|ok|okay|then)\s+)*(?:when|if|once|after|while|since|because|as|until|before)\s+(?:i|we|you|he|she|they|it)\b",
    re.IGNORECASE,
)
# What says how the thing asked for just before should be, and asks for no other.
_CONTINUES = re.compile(
    r"(?:something|anything|nothing|preferably|ideally|best if|not too|maybe something|but (?:not|nothing|something))\b|(?:چیزی|یه چیزی|یک چیزی|ترجیحا|ترجیحاً|ولی|فقط|البته)(?!\w)",
    re.IGNORECASE,
)


# Behind these a question may begin; behind a comma alone not with a word that may only go on with what it stands by.
_OPENED = re.compile(r"[.!?:؟…;؛\n]\s+|(?P<comma>[,،])\s+")
_NOT_TURNED = (
    r"(?! (?:do|does|did|can|could|should|shall|must|would|will|is|are) (?:i|we|you|it|the|there|my|this|that)\b)"
)
_RELATIVE = re.compile(
    rf"\W*(?:what|which|who|whom|whose|where|when|why|how|is|are|was|were|any)\b{_NOT_TURNED}", re.IGNORECASE
)
# "The Hobbit, which is due tomorrow" asks nothing of it.
_OF_BEFORE = re.compile(rf"\W*(?:which|who|whom|whose|where|when)\b{_NOT_TURNED}[^?؟]*$", re.IGNORECASE)
# A condition goes with what it is a condition of.
_CONDITION = re.compile(r"\W*(?:if(?! (?:so|not)\b)|اگه|اگر|age|agar)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True)
class MessagePiece:
    """A part of a message that asks for something, and how sure its reading has to be."""

    text: str
    start: int
    sure: float
    # It is one of several that are counted off: a request of its own whatever it is about.
    counted: bool = False
    # It stands before a turn to something else, and asks nothing by itself.
    told: bool = False

    @property
    def end(self) -> int:
        """Where it ends in the message."""
        return self.start + len(self.text)


def pieces(text: str) -> list[MessagePiece]:
    """Give the parts of a message that may be requests of their own: one for what is not cut, none where none asks."""
    if counted_off := counted_spans(text):
        return _beside(text, counted_off)
    parts = list(sentences(text))
    if len(text) <= LETTER:
        questions = sum(words.endswith(ASKED) for words, _ in parts)
        found = _asking(parts) if len(parts) >= SENTENCES or questions > 1 else []
        if len(found) > 1:
            return found
        counted = next((marked for words, start in parts if (marked := _counted(words, start))), [])
        return counted or _cut(text, 0)
    return _asking(parts)


def sentences(text: str) -> Iterator[tuple[str, int]]:
    """Give the sentences of a message, and where they begin in it."""
    for sentence in _SENTENCE.finditer(text):
        words = sentence.group().strip()
        if WORD.search(words):
            yield words, sentence.start() + sentence.group().index(words)


def _beside(text: str, spans: list[tuple[int, int]]) -> list[MessagePiece]:
    """Give the parts that a message counts off, and the questions that stand before and after all of them."""
    begin, end = spans[0][0], spans[-1][1]
    asked = [(words, at) for words, at in sentences(text) if words.endswith(ASKED)]
    before = [one for one in asked if one[1] + len(one[0]) <= begin]
    after = [one for one in asked if one[1] >= end]
    counted = [MessagePiece(text[first:last], first, SENTENCE_SURE, counted=True) for first, last in spans]
    return [*_asking(before), *counted, *_asking(after)][:MOST_PIECES]


def _asking(told_in: list[tuple[str, int]]) -> list[MessagePiece]:
    """Give the parts of the sentences that ask, each with the one told just before it where it leans on that."""
    found: list[MessagePiece] = []
    told: tuple[str, int] | None = None
    for at, (words, start) in enumerate(told_in):
        if not asks_alone(words) or _is_reason(words, told_in[at + 1 :]):
            if found and told is None and _CONTINUES.match(words):
                # "What should I read next? Something witty": it says how that should be.
                gap = " " * max(1, start - found[-1].end)
                found[-1] = replace(found[-1], text=f"{found[-1].text}{gap}{words}")
                continue
            told = (words, start)
            continue
        lead = _LEAD.match(words)
        begin = lead.end() if lead else 0
        parts = _counted(words[begin:], start + begin) or _cut(words[begin:], start + begin)
        if told is not None and len(told[0]) <= _LONGEST_REASON and _belongs(told[0], words):
            first = parts[0]
            gap = " " * max(1, first.start - told[1] - len(told[0]))
            parts = [MessagePiece(f"{told[0]}{gap}{first.text}", told[1], first.sure), *parts[1:]]
        found += parts
        told = None
        if len(found) >= MOST_PIECES:
            break
    return found[:MOST_PIECES]


def _belongs(told: str, words: str) -> bool:
    """Tell whether what was told before a question is a part of it: a need, or the day whose hours it asks for."""
    if NEED.match(told) or (_WISH.search(told) and _OF_THAT.search(words)):
        return True
    asked = fold(words)
    return _DAY.search(fold(told)) is not None and _DAY.search(asked) is None and speaks_of_opening(words)


def _is_reason(words: str, later: list[tuple[str, int]]) -> bool:
    """Tell whether a wish that is told is the reason of the question behind it: "I need to print. Do you have …?"."""
    if words.endswith(ASKED) or not NEED.match(words) or not later:
        return False
    return later[0][0].endswith(ASKED) and not _LINKED.match(later[0][0])


def _counted(words: str, start: int) -> list[MessagePiece]:
    """Give the parts that a sentence counts off; none where it counts nothing off."""
    marks = found if len(found := list(_MARKS.finditer(words))) > 1 else []
    ends = [*(mark.start() for mark in marks[1:]), len(words)]
    spans = [(mark.start(), end) for mark, end in zip(marks, ends, strict=False)]
    if marks and (before := _without_end(words[: marks[0].start()])):
        # "Could you tell me what you accept, whether …": the first stands before the first mark.
        asked = _BEFORE_MARKS.match(before)
        begin = asked.end() if asked else 0
        if word_count(before[begin:]) > FEWEST_WORDS and ENGLISH.match(before[begin:]):
            spans = [(begin, len(before)), *spans]
    parts = ((begin, _without_end(words[begin:end])) for begin, end in spans)
    return [MessagePiece(part, start + begin, SENTENCE_SURE, counted=True) for begin, part in parts if part]


def _without_end(words: str) -> str:
    """Leave out a comma and an "and" that lead to the next part."""
    left = words.rstrip(_EDGE)
    return left[: -len(" and")].rstrip(_EDGE) if left.lower().endswith(" and") else left


def question_beside(text: str) -> str | None:
    """Give the only sentence of a message that asks with a question mark, beside others; None where there is none."""
    parts = [words for words, _ in sentences(text)]
    asked = [words for words in parts if words.endswith(ASKED) and len(WORD.findall(words)) > FEWEST_WORDS]
    return asked[0] if len(asked) == 1 and len(parts) > 1 else None


def _asks_in_the_end(left: str) -> bool:
    """Tell whether what stands before a cut ends by asking: "Morning, a few things: can you renew them all"."""
    behind = left
    for mark in _OPENED.finditer(left):
        behind = left[mark.end() :]
        if asks(behind) and not (mark["comma"] and (_RELATIVE.match(behind) or _SUBORDINATE.match(behind))):
            return True
    return False


def _cut(text: str, offset: int) -> list[MessagePiece]:
    """Cut a text wherever what stands before the cut and what comes after it both ask for something."""
    found: list[MessagePiece] = []
    start, before = 0, SENTENCE_SURE
    for mark in _CUTS.finditer(text):
        ended = (mark["end"] or "").strip()
        left, right = text[start : mark.start()] + ended, text[mark.end() :]
        told = bool(ended) and not mark["lead"] and NEED.match(left) is not None
        told = told or (not ended and _SUBORDINATE.match(left) is not None)
        if told or _LEANING.match(right) or not asks(right, second=True):
            continue
        if (mark["comma"] and not mark["link"] and _OF_BEFORE.match(right)) or (not ended and _CONDITION.match(right)):
            continue
        turns = _TURNS.search(text[: mark.end()]) is not None and word_count(left) >= _FEWEST_BEFORE_A_TURN
        asked = asks(left) or _asks_in_the_end(left)
        if not turns and (_LEADING.search(left) or not asked):
            continue
        sure = SENTENCE_SURE if ended or turns else COMMA_SURE if mark["comma"] and not mark["link"] else SURE
        found.append(MessagePiece(left, offset + start, max(before, sure), told=not asked))
        start, before = mark.end(), sure
        if len(found) == MOST_PIECES - 1:
            break
    found.append(MessagePiece(text[start:], offset + start, before))
    # "Renew them all, tell me when Dune comes, and are you open?": what a list parts by commas it parts as surely.
    return [replace(one, sure=min(one.sure, SURE)) for one in found] if before == SURE else found
