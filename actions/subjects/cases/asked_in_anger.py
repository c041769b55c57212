"""A plain question beside angry words: it is answered, and files nothing: "When do you open? This is annoying."."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.rasa.registry import HANDLERS
from actions.subjects.cases.case_filing import tells_fault
from language.normalise import fold
from language.requests.cases.annoyance import is_annoyed
from language.requests.cases.grievances import SURE, find_grievance

__all__ = ["hear_question"]

# Read as one of these, words are filed.
_FILED = frozenset({"complaint", "website_problem", "report_fault", "suggestion", "insult"})
# Read as nothing, «when is Saadi open» still asks for the hours; "it" may be anything.
_UNREAD = frozenset({"nlu_fallback", "out_of_scope"})
_IT = re.compile(r"\b(?:it|they|that|this)\b|(?<!\w)(?:این|اون|آن)(?!\w)")
# A number that is asked for may be that of the telephone.
_OF_NUMBERS = frozenset({"case_status", "human_help", "bot_challenge"})
_BY_TELEPHONE = re.compile(
    r"\b(?:phone|telephone|rang|ring|call\w*|answers?|picked up|pick up)\b|تلفن|زنگ|تماس|\b(?:telefon|zang|tamas)\b"
)
# Who wants something filed says so, whatever is asked beside it.
_TO_BE_FILED = re.compile(
    r"\b(?:complain\w*|suggest\w*|propos\w*|report(?:ing)?|feedback)\b|شکایت|اعتراض|پیشنهاد|انتقاد|گزارش|\b(?:shekayat|pishnahad|enteghad|gozaresh)\b"
)
_CLAUSE = re.compile(r"[.!?؟\n;؛،,…]+")
_FEWEST_TOLD = 4  # words
# What is plainly asked, by the words that ask for it, at the beginning of a clause.
_LEADS = r"(?:^|[.!?؟،,;\n…-] ?)(?:(?:and|so|but|ok|okay|also|now|just|well|then|please|pls|great|fine|hello|hi|look|tell me|ffs|omg|wtf|damn|christ|jesus|seriously|honestly|ugh|خب|حالا|پس|لطفا|بگو|بگید|بگین|فقط|آقا|خانم|سلام|و|ok|khob|hala|pas|begu|begin) ){0,4}"
_PLAIN = {
    "hours": re.compile(
        _LEADS
        + r"(?:when (?:do|is|are|will|does) (?:you|the \w+(?: branch| library)?|it|saadi|central|bagh\S*) (?:open|close[ds]?|opened|shut)\b|when are you open\b|what time (?:do|does|are|will)\b|(?:until|till) (?:when|what time)\b|how late\b[^.?!]{0,12}\bopen\b|(?:are|is) (?:you|it|the \w+|\w+) (?:open|closed)\b|what are (?:the|your) (?:opening )?hours\b"
        r"|(?:کی|ساعت چند|چه ساعتی|از چند|از کی|تا کی|تا چند|تا ساعت چند|چند)(?: \w+){0,3} (?:باز|میبند|می ?بند|تعطیل)\w*|(?:امروز|فردا|شنبه|جمعه|الان)(?: \w+){0,4} باز(?:ین|ید|ه|ه\w*)?(?!\w)"
        r"|(?:key|kei|ta key|saat chand|ta chand|az chand)(?: \w+){0,3} (?:baz\w*|mibandi\w*|tatil\w*))"
    ),
    "location": re.compile(
        _LEADS + r"(?:where (?:is|are|exactly) (?:the |your )?\w+|how do i (?:get|find) (?:there|to)\b"
        r"|(?:آدرس\w*|نشانی\w*) (?:کجا\w*|چیه|بد\w*)|(?:شعبه|کتابخونه|کتابخانه)\w*(?: \w+){0,2} کجا\w*|(?:adres\w*|neshani) (?:bed\w*|chie))"
    ),
    "fines": re.compile(
        _LEADS + r"(?:how much (?:do i|is my|are my|have i|is it|does it|is the (?:fine|fee))\b"
        r"|(?:جریمه|بدهی|دیرکرد)\w*(?: \w+){0,3} (?:چقد\w*|چنده|چند)|چقد\w*(?: \w+){0,3} (?:جریمه|بدهکار|بدهی)\w*|(?:jarime|bedehi)\w*(?: \w+){0,3} (?:chegh?adr\w*|chande?))"
    ),
    "loans": re.compile(
        _LEADS
        + r"(?:when (?:is|are|must|do i have to) (?:my|it|they|the books?|i)\b[^.?!]{0,30}\b(?:due|back|return)|what do i have (?:out|on loan)\b"
        r"|(?:کتاب|امانت)\w*(?: \w+){0,3} (?:تا کی|کی)(?!\w))"
    ),
    "staff_contact": re.compile(
        _LEADS
        + r"(?:(?:is there|do you have|what is|what's|give me) (?:a|an|the|your|any)? ?(?:phone|telephone|number|email)\b|who do i (?:call|ring|write to)\b"
        r"|(?:شماره|تلفن|ایمیل)\w*(?: \w+){0,3} (?:چنده|چیه|بد\w*|دارید|دارین)|(?:shomare|telefon)\w*(?: \w+){0,3} (?:chande|chie|bed\w*))"
    ),
}


def _tells_beside(text: str, question: re.Pattern[str]) -> bool:
    """Tell whether a clause beside the question, and beside the anger, tells something: "the heating is off"."""
    for clause in _CLAUSE.split(text):
        said = fold(clause).replace("’", "'").strip()
        if len(said.split()) >= _FEWEST_TOLD and not is_annoyed(clause) and question.search(said) is None:
            return True
    return False


def hear_question(turn: Turn) -> bool:
    """Read words that were taken for something to be filed as the question that they plainly ask.

    Who tells a fault or a grievance has it filed, whatever is asked beside. Tells whether the hours, or a telephone number, are
    asked in anger: nothing else is to be made of that.
    """
    if turn.is_payload or turn.intent not in _FILED | _OF_NUMBERS | _UNREAD | {"hours"} or turn.recall("waiting"):
        return False
    if turn.intent == "hours":
        said = fold(turn.text).replace("’", "'")
        return is_annoyed(turn.text) and _PLAIN["hours"].search(said) is not None
    if (turn.slot("pending") or {}).get("awaits") in {"told", "words"}:
        return False
    if tells_fault(turn.text) or find_grievance(turn.text) == SURE:
        return False
    said = fold(turn.text).replace("’", "'")
    found = next((intent for intent, pattern in _PLAIN.items() if pattern.search(said)), None)
    if found is None or found not in HANDLERS or (turn.intent in _OF_NUMBERS and found != "staff_contact"):
        return False
    if turn.intent in _UNREAD and (found != "hours" or turn.slot("pending") or _IT.search(said)):
        return False
    if turn.intent in _FILED and (_TO_BE_FILED.search(said) or _tells_beside(turn.text, _PLAIN[found])):
        return False
    if turn.intent == "case_status" and _BY_TELEPHONE.search(said) is None:
        return False
    turn.moves = {}
    turn.intent, turn.confidence = found, 0.8
    turn.entities = {name: values for name, values in turn.entities.items() if name in {"branch", "date", "title"}}
    return found in {"hours", "staff_contact"}
