"""What only greets, thanks or reacts: "lovely", "ok so", «متشکرم», «چه خوب»; it names nothing to look for."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold
from language.requests.speech.phrases import words_of
from language.requests.speech.vocabulary import COURTESY

__all__ = ["greets", "without_filler"]

_PIECE = re.compile(r"[^.!?؟،,;؛:…\n]+[.!?؟،,;؛:…\n]*")
_QUOTES = re.compile(r"[«»“”\"]")
_GREETING = frozenset("hi hello hey morning evening afternoon سلام درود salam".split())
_REACTIONS = frozenset(
    fold(word)
    for word in (
        "lovely excellent great wonderful perfect brilliant super nice cool fine awesome amazing fantastic splendid marvellous superb"
        " right alright sure k oki okey wow ah aha aww haha hah hahaha lol yay hooray hurray mm mhm indeed really seriously interesting"
        " pity shame bad too cheers ta thx ty tnx much appreciated got gotcha see understood noted i very so that's thats kind of you"
        " a the what how glad hear lot lots many again there everyone all folks guys friend friends me my sweet super-duper ooh phew"
        " عالی عالیه عالیست خوبه خوب آفرین ممنونم ممنونتم متشکریم تشکر مچکرم دمت دمتون گرم دستت دستتون دست شما درد نکنه نکند قربونت قربانت"
        " قربون قربان فدات فدای چه جالب جالبه آها آهان اها اوکیه صحیح درسته درست حله ایول به‌به به وای ای بابا حیف محبت لطف کردید کردین دارید دارین"
        " زنده باشید باشی باشین عذر میخوام معذرت خیلی خیلیم بسیار واقعا چقدر قشنگ مرسی ازتون ازت اوه آخ آخی هه ههه ههههه خدا خیرتون خیرت بده"
        " علیکم و"
        " ali alie khoobe khub khoob mersi kheili kheyli damet garm dastet dard nakone che jaleb aha"
    ).split()
)
_FILLER = frozenset(fold(word) for word in COURTESY) | _REACTIONS


def without_filler(text: str) -> str:
    """Give a text without its parts that only greet, thank or react; empty where it has no other part."""
    if _QUOTES.search(text):
        return text.strip()
    parts = [part for part in _PIECE.findall(text) if set(words_of(part)) - _FILLER]
    return "".join(parts).strip()


def greets(text: str) -> bool:
    """Tell whether a text holds a greeting."""
    return not _GREETING.isdisjoint(words_of(text))
