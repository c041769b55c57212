"""Corrections: what was meant in place of what was understood, and that an answer was beside the point."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from dataclasses import dataclass

from language.kept import kept
from language.normalise import fold
from language.requests.speech.phrases import Phrases, words_of

__all__ = ["Correction", "find_correction"]

# Said alone, these only say that the answer was none; before something else, they take back.
_BESIDE = Phrases(
    "that's not what i asked|that is not what i asked|thats not what i asked|that's not what i asked for"
    "|not what i asked|not what i asked for|i didn't ask that|i did not ask that|i didn't ask for that"
    "|i didn't ask you that"
    "|i never asked that|i asked something else|i asked about something else|that wasn't my question"
    "|that was not my question"
    "|that's not my question|that is not my question|not my question|that's not what i meant"
    "|that is not what i meant"
    "|not what i meant|that's not what i mean|that's not what i wanted|not what i wanted|that's not what i want"
    "|that's not what i said|i didn't say that|i did not say that|i didn't mean that|i did not mean that"
    "|you misunderstood|you misunderstood me|you got me wrong|you got it wrong|you got that wrong"
    "|you've got it wrong"
    "|you don't understand|you do not understand|you don't understand me|you didn't understand"
    "|you did not understand"
    "|you are not listening|you're not listening|that doesn't answer my question|that does not answer my question"
    "|that doesn't answer it|you didn't answer my question|you did not answer my question"
    "|you haven't answered my question"
    "|you didn't answer|answer my question|answer the question|that didn't help|that doesn't help"
    "|that does not help"
    "|this doesn't help|not helpful|that's not helpful|that's wrong|that is wrong|wrong answer|that's not it"
    "|that is not it"
    "|that has nothing to do with it|that has nothing to do with my question|irrelevant|that's irrelevant"
    "|read my question"
    "|read it again|read my message again|wrong|that's not right|that isn't right|incorrect",
    "اینو نپرسیدم|این رو نپرسیدم|این را نپرسیدم|من اینو نپرسیدم|من این رو نپرسیدم|اونو نپرسیدم|این سوال من نبود"
    "|سوالم این نبود"
    "|سوال من این نبود|سوالم چیز دیگه بود|سوال من چیز دیگه ای بود|یه چیز دیگه پرسیدم|چیز دیگه ای پرسیدم"
    "|چیز دیگری پرسیدم"
    "|منظورم این نبود|منظور من این نبود|منظورم اون نبود|اینو نگفتم|این رو نگفتم|من اینو نگفتم|اینو نخواستم"
    "|این رو نخواستم"
    "|اینو نمیخواستم|این رو نمیخواستم|اشتباه فهمیدی|اشتباه فهمیدید|اشتباه متوجه شدی|اشتباه متوجه شدید|بد فهمیدی"
    "|بد متوجه شدی"
    "|متوجه نشدی|متوجه نشدید|نفهمیدی|نفهمیدید|متوجه سوالم نشدی|متوجه سوال من نشدید|این جواب من نیست"
    "|این جواب سوالم نیست|این جواب سوال من نیست|جواب سوالم نیست"
    "|جواب سوال من نیست"
    "|جواب من این نیست|جواب سوالم این نبود|جواب سوالم رو ندادی|جواب سوالمو ندادی|جواب سوال من رو ندادید"
    "|جواب منو ندادی"
    "|جوابمو ندادی|جوابم رو ندادید|جواب سوالمو بده|جواب منو بده|ربطی نداشت|ربطی نداره|چه ربطی داره|چه ربطی داشت"
    "|بی ربطه|بی ربط بود"
    "|کمکی نکرد|به دردم نخورد|غلطه|غلط بود|اشتباهه|اشتباه است|جوابت غلطه|سوالمو دوباره بخون|دوباره بخون",
    "ino naporsidam|in soalam nabood|manzooram in nabood|manzuram in nabud|eshtebah fahmidi|javabamo nadadi"
    "|rabti nadasht",
)
_PUZZLED = Phrases(
    "what do you mean|what does that mean|what does this mean|what do you mean by that|i don't get it"
    "|i do not get it"
    "|i don't understand|i do not understand|i didn't understand|i don't follow|that makes no sense|huh|meaning"
    "|come again|what",
    "یعنی چی|یعنی چه|یعنی چی این|منظورت چیه|منظورتون چیه|منظورتان چیست|منظور چیه|متوجه نشدم|نفهمیدم|نمیفهمم"
    "|سر در نیاوردم"
    "|گیج شدم|چی میگی|چی گفتی|چی میگید|چه میگویید",
    "yani chi|manzooret chie|nafahmidam|motevajeh nashodam|chi migi",
)
# Before what was meant.
_MEANT = Phrases(
    "no|nope|nah|oops|sorry|wait|actually|rather|i mean|i meant|i said|i was asking about|i asked about|i asked for"
    "|i was talking about|i'm talking about|i am talking about|my question was|my question is|i wanted"
    "|what i meant was"
    "|what i mean is|i was asking|not that|not this|not it|not that one|not this one|not that book|wrong one|the wrong one|not her|not him"
    "|my mistake"
    "|my bad|correction|on second thought|on second thoughts|better|make it|make that|change it to|change that to"
    "|hold on|hang on|no wait|or rather|scratch that|let's say|let me rephrase",
    "نه|نه نه|نخیر|خیر|ببخشید|صبر کن|صبر کنید|وایسا|وایستا|اشتباه شد|اشتباه کردم|اشتباه گفتم|اشتباه نوشتم"
    "|اشتباه فهمیدی"
    "|اشتباه گرفتی|منظورم|منظور من|منظورم اینه|منظورم این بود|منظورم اینه که|منظورم این بود که|گفتم|من گفتم"
    "|پرسیدم|من پرسیدم"
    "|سوالم|سوالم اینه|سوالم این بود|سوال من این بود|سوالم درباره|اون نه|این نه|اونو نه|اینو نه|اون یکی نه"
    "|این یکی نه|نه اون"
    "|نه این|نه اونو|نه اینو|در واقع|راستش|بلکه|یعنی|بهتره|عوضش کن به|عوضش کن|تغییرش بده به|به جاش|بجاش|بجای اون"
    "|به جای اون",
    "na|manzooram|manzuram|manzooram ine|goftam|bebakhshid|sabr kon|eshtebah goftam",
)
# After it: «شنبه منظورم بود».
_MEANT_AFTER = Phrases(
    "i mean|i meant|i said|instead|rather|is what i meant|was what i meant|is what i asked|would be better"
    "|is better|better",
    "منظورم بود|منظورم هست|منظورمه|رو گفتم|را گفتم|رو میگم|را میگم|گفتم|بود|بهتره|بهتر است|بهتر بود|بهتره برام|نه"
    "|بذار|بذارید",
)
_I_MEAN = Phrases("i mean|i meant|i said|but", "منظورم|منظور من|گفتم|بلکه")
_REFUSED = 5  # words
_NOT = frozenset({"not", "نه"})
_FEWEST, _CONTRASTED = 3, 8  # words
# Before "not" these say another thing than a value; a question compares nothing.
_BEFORE_NOT = frozenset(
    "or is are was were am do does did can could may might have has had will would should must i'm it's that's if why whether"
    " of please better یا که چرا اگه اگر و ولی اما دیگه هم هنوز".split()
)
_ASKING = frozenset(
    "why what when where who how which do does is are can could چرا چی کی کجا چطور کدوم آیا میشه دارید دارین یا".split()
)
_BETTER = Phrases(
    "would be better|is better|works better|suits me better|would suit me|is closer|is nearer|instead|please",
    "باشه بهتره|بهتره|بهتر است|باشه|باشد|بذارید|بذار|نزدیک تره|راحت تره|به جاش|لطفا",
    "bashe behtare|behtare|bashe",
)
_PARTS = re.compile(r"[.!,،؛;]+")
# What is said of the value that was not meant.
_OF_NO_USE = re.compile(
    r"\b(?:i )?(?:don't|do not) (?:need|want|care|mean)\b|\bnever mind\b|\bforget (?:about )?(?:the )?\w+$"
    r"|(?:کاری ندارم|کار ندارم|کاری نداشتم|نمیخوام|نمیخوامش|مهم نیست|ولش)$"
)
#: Of what takes back, this alone may also begin a new sentence: it needs something that was taken up before.
_WEAK = frozenset(
    {"no", "nope", "nah", "نه", "نخیر", "خیر", "sorry", "ببخشید", "actually", "wait", "راستش", "یعنی", "na", "better"}
)


@dataclass(frozen=True, slots=True)
class Correction:
    """What takes back: "beside" (the answer was none), "puzzled" (it was not understood) or "meant" (with `rest`).

    `weak` tells that "no" or "sorry" was all that took back.
    """

    kind: str
    rest: str = ""
    weak: bool = False


@kept
def find_correction(text: str) -> Correction | None:
    """Find what takes back an answer; None when nothing does."""
    words = words_of(_without_reason(text))
    # "No, renewal of the first" corrects; "no renewal" denies the renewal, and nothing that was said before.
    none_wanted = _NONE_WANTED.search(fold(text)) is not None
    words = _without_none_wanted(words) if none_wanted else words
    contrast = _contrast(words)
    if contrast is not None:
        return contrast
    stripped = _leading(words)
    if _BESIDE.fill(stripped) or (stripped != words and _BESIDE.fill(words)):
        return Correction("beside")
    if _PUZZLED.fill(words):
        return Correction("puzzled")
    rest = _after_refusal(words)
    said = len(rest) < len(words)
    while (
        rest and not (none_wanted and _wants_none(rest, 0)) and (length := max(_BESIDE.at(rest, 0), _MEANT.at(rest, 0)))
    ):
        said = said or not set(rest[:length]) <= _WEAK
        rest = rest[length:]
    taken_back = len(rest) < len(words)
    if (
        rest
        and (length := _MEANT_AFTER.before(rest, len(rest)))
        and (taken_back or rest[-length:] not in (["بود"], ["نه"]))
    ):
        said = said or taken_back or length > 1 or rest[-1] not in {"بود", "نه", "گفتم", "better"}
        rest = rest[:-length]
        taken_back = True
    if taken_back and rest:
        # "No wait, Saadi, not Central": what is refused goes with it.
        contrast = _contrast(rest)
        kept = contrast.rest.split() if contrast is not None else _without_refused_end(rest)
        said = said or len(kept) < len(rest)
        rest = kept
    return Correction("meant", " ".join(rest), weak=not said) if taken_back and rest else None


_NONE_WANTED = re.compile(r"\bno (?:renewals?|extensions?)\b")


def _without_none_wanted(words: list[str]) -> list[str]:
    """Leave out "no renewal" before anything else."""
    at = next((place for place, word in enumerate(words) if word not in _WEAK or _wants_none(words, place)), len(words))
    if not _wants_none(words, at):
        return words
    meant = _after_refusal(words[at:])
    return meant if len(meant) < len(words) - at else words[at + 2 :]


def _wants_none(words: list[str], at: int) -> bool:
    return words[at : at + 1] == ["no"] and " ".join(words[at + 1 : at + 2]).rstrip("s") in ("renewal", "extension")


def _contrast(words: list[str]) -> Correction | None:
    """Read a value against another one: "adults, not children", «برای بزرگسال نه بچه‌ها»."""
    if not _FEWEST <= len(words) <= _CONTRASTED or set(words) & _ASKING:
        return None
    at = next((place for place, word in enumerate(words) if word in _NOT and 0 < place < len(words) - 1), None)
    if at is None or words[at - 1] in _BEFORE_NOT or _MEANT.at(words, 0) or _I_MEAN.at(words, at + 1):
        return None
    return Correction("meant", " ".join(words[:at]))


def _without_reason(text: str) -> str:
    """Leave out what is said of what is meant, behind it: «سعدی باشه بهتره، محل کارم اونجاست», "… I don't need X"."""
    parts = [part for part in _PARTS.split(text) if part.strip()]
    if len(parts) < _FEWEST - 1:
        return text
    kept = [part for part in parts if not _OF_NO_USE.search(fold(part))]
    words = words_of(parts[0])
    taken = bool(_MEANT.at(words, 0) or _BESIDE.at(words, 0))
    return "، ".join(kept) if taken and kept else text


def _without_refused_end(rest: list[str]) -> list[str]:
    """End at the words that say that a value is the better one; the reason behind them names nothing."""
    for place in range(1, min(len(rest), _REFUSED)):
        length = _BETTER.at(rest, place)
        if length:
            return rest[:place]
    return rest


def _after_refusal(words: list[str]) -> list[str]:
    """Leave out what is refused before what is meant: "not today, I mean tomorrow", «مرکزی نه، منظورم سعدی بود»."""
    for place in range(1, min(len(words), _REFUSED + 1)):
        length = _I_MEAN.at(words, place)
        if (
            length
            and place + length < len(words)
            and (words[0] in {"not", "no", "نه"} or words[place - 1] in {"نه", "no", "not"})
        ):
            return words[place:]
    return words


def _leading(words: list[str]) -> list[str]:
    """Leave out a "no" and the like before a whole sentence."""
    while (
        len(words) > 1
        and words[0] in _WEAK | {"but", "ولی", "اما", "من", "i", "ok", "باشه", "خب"}
        and not _BESIDE.at(words, 0)
    ):
        words = words[1:]
    return words
