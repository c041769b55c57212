"""What is said beside an order to renew, left out before it is read: "not the others", "and tell me why"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.latin_titles import own_named
from actions.dialogue.turn import Turn
from language.normalise import fold
from language.requests.deeds.ordering import orders_to_renew
from language.requests.speech.selecting import without_rest_left
from language.requests.speech.sentences import deed_of, sentences

__all__ = ["excepted", "shorten", "without_asked", "without_left", "without_telling"]

_ONLY_NOT = re.compile(
    r"(?<!\w)(?:فقط|تنها) ((?:(?!تمدید|کن|بقیه|همه)[^\s.،؛!?؟]{1,24} ){1,4}?)(?:رو |را )?(?:نه|نکن\w{0,3})(?!\w)(?! (?:بقیه|همه|چیز|اون یکی|این یکی))"
    r"|\b(?:faghat|tanha) ((?:(?!tamdid|kon|baghi|hame)[^\s.,;!?]{1,24} ){1,4}?)(?:ro )?(?:na|nakon\w{0,3})\b(?! (?:baghi|hame|oon yeki|in yeki))"
)
_TELLING = re.compile(
    r"[,;]?\s{1,3}and (?:then |also |please ){0,2}(?:tell me|let me know)\b(?![^.?!;]{0,120}\b(?:first|before|beforehand)\b)[^.?!;]{0,120}[.?!;]?\s{0,3}$",
    re.IGNORECASE,
)
# "If Gatsby can't be done, tell me why": the reason is told of each that is not renewed.
_TOLD_IF_NOT = re.compile(
    r"(?:(?<=[.?!;])|^|,)\s{0,2}(?:and |but )?if [^.?!;]{2,60}?\b(?:can't|cannot|can not|isn't|doesn't|won't|couldn't|not)\b[^.?!;]{0,40}?\b(?:tell me|let me know|say so)\b(?! first| before)(?: (?:why|so|that|please|and why|the reason|which|what is wrong|what's wrong)){0,3}\W{0,3}"
    r"|(?<!\w)(?:و |ولی )?(?:اگه|اگر|هر کدوم|هر کدام)(?: هم)?(?: \S{1,16}){0,4} (?:نشد|نمی ?شه|نمیشه|نمی ?شود|نشه|ممکن نبود|ممکن نیست|نبود)[ ،,]{1,2}(?:لطفا )?(?:به ?م )?(?:بگو|بگید|بگین|بگویید|بفرمایید)(?: (?:چرا|علتش|دلیلش|علت|دلیل|رو|را)){0,2}\W{0,3}",
    re.IGNORECASE,
)


def without_telling(text: str) -> str:
    """Give an order without what is to be told beside it; a text that orders nothing else as it is."""
    rest = _TELLING.sub("", _TOLD_IF_NOT.sub(" ", text)).strip(" ,،")
    return rest if rest != text and orders_to_renew(rest) else text


_CLAUSES = re.compile(
    r"(?:(?!\s(?:و (?:اینکه|این ?که|یه سوال)|va ye soal|and (?:(?:until |till |by )?when|who|which|how|what)\b))[^.,،;؛!?؟\n])+[.,،;؛!?؟\n]*|\s"
)
# A question of its own: "and when is … due?", «… سررسیدش کیه؟». "When you can", "which is due Friday" ask nothing.
_ASKS = re.compile(
    r"^\W{0,3}(?:(?:and|also|but|oh|so) ){0,2}(?:(?:until |till |by |from )?when|who|what|how (?:long|much|many)|which \w{2,12})(?:'s| is| are| was| were| does| do| did| has| have| can| must| should)\b(?! about)"
    r"|^\W{0,3}(?:(?:and|also|but|oh|so) ){0,2}who (?:wrote|translated|else|waits)\b"
    r"|(?<!\w)(?:سررسید\w*|موعد\w*|تاریخ\w*|مهلت\w*|date|due|جریمه\w*|دیرکرد\w*|مترجم\w*|ترجمه\w*|نویسنده\w*)(?: [^\s.؟?!،,]{1,20}){0,5} (?:کی(?:ه|ست)?|چند\w*|چقد\w*|چطور\w*)(?!\w)"
    r"|(?<!\w)(?:تا )?(?:کی|چند(?:م|ه)?|چه تاریخی|چه روزی) (?:باید |باس )?(?:بدم|بیارم|برگرد\w*|پس ب\w+|مهلت|وقت|دستم\w*)(?!\w)"
    r"|(?<!\w)تا (?:کی(?:ه|ست)?|چه (?:روز|تاریخ)ی?(?:ه|ست)?|چند(?:م)?(?:ه)?)(?: (?:است|هست))?\W{0,3}$|\bta (?:key|kei|kie)\W{0,3}$"
    r"|\b(?:sarresid\w*|mohlat\w*|tarikh\w*|jarime\w*)(?: \w{1,6})? (?:kei|kie|key|chand\w*|cheghad\w*)\b"
)


def without_asked(text: str, titles: Sequence[str], authors: Sequence[str]) -> str:
    """Give an order without the clauses that only ask of another loan: "renew Emma, and when is the Hobbit due?"."""
    parts = _CLAUSES.findall(text)
    asked = [
        part
        for part in parts
        if _ASKS.search(fold(part).replace("’", "'"))
        and deed_of(fold(part).split()) is None
        and own_named(part, titles, authors)
    ]
    rest = "".join(part for part in parts if part not in asked).strip(" ,،")
    return rest if asked and orders_to_renew(rest) else text


def excepted(text: str) -> str:
    """Say "only X not" as "except X", which is read as leaving it out."""
    return _ONLY_NOT.sub(lambda found: f"جز {found[1]}" if found[1] else f"joz {found[2]}", text)


def shorten(turn: Turn, text: str) -> None:
    """Leave words out of what is said, and what was found in them."""
    if text == turn.text:
        return
    turn.text = text
    turn.entities = {
        name: [one for one in values if one in text] if name == "title" else values
        for name, values in turn.entities.items()
        if name != "which"
    }


def without_left(text: str) -> str:
    """Give an order without "not the others"; a text that only refuses, or refuses the rest by its own verb, as it is."""
    kept = without_rest_left(text)
    if kept == text or _REFUSES_IT.search(fold(text)):
        return text
    return kept if any(deed_of(sentence.words) == "renew" for sentence in sentences(kept)) else text


_REFUSES_IT = re.compile(
    r"(?:نمی ?خوا\w{0,4}|لازم نیست|نمی ?خواد) (?:که )?(?:هیچ\w* )?تمدید|\b(?:don'?t|do not|not to) renew (?:the )?(?:rest|others?)|\bnemi ?kh\w{1,4} tamdid"
)
