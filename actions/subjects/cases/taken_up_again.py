"""What takes an answered case up again: what disagrees with its answer, or is plainly of its matter.

Nothing else does: a question goes the way of questions, and of a statement that may belong to it, it is asked.
"""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.facts.case_lines import matter_of
from actions.facts.choices import no, yes
from actions.subjects.cases.case_readings import LOOSE, SURE, asks_something
from crm.cases import replies
from crm.cases.own import OwnCase
from language.normalise import fold
from language.requests.cases.filed import says_unmended
from language.requests.own.belonging import belongs_to
from language.requests.speech.sentences import only_asks

__all__ = ["ask_to_add", "disagrees", "is_of_case", "refuses_answer", "takes_up"]

_REFUSED = re.compile(
    r"\b(?:do not|don't|can't|cannot|won't|will not) accept (?:it|this|that|(?:the|your|their) (?:answer|reply|response))\b"
    r"|\bnot (?:happy|satisfied|content) with (?:it|this|that|(?:the|your|their) (?:answer|reply|response))\b"
    r"|(?<!\w)(?:قبولش? ?ندار\w+|نمی ?پذیر\w+|قانع ?(?:نشد\w+|نیست\w+|نکرد\w*))"
)
# It has not been put right …
_UNSOLVED = re.compile(
    r"\b(?:not|never|nothing|hardly|isn't|wasn't|hasn't|haven't|aren't|didn't)\b(?: \w+){0,3} (?:solved?|resolved?|fix(?:ed)?|mended|repaired|sorted|settled|dealt|addressed|chang\w+|helped|put right|better|improved)\b"
    r"|\bnothing (?:has |was |is |ever )?(?:been )?(?:done|chang\w+|happen\w+|improv\w+)\b|\b(?:did|does|do|done) nothing\b|\bun(?:solved|resolved|changed)\b"
    r"|\bstill (?:\w+ )?(?:not?|nothing|never|the same|happen\w*|going on|cold|freezing|hot|broken|dirty|filthy|loud|noisy|rude|wrong|leak\w*|smell\w*|stuck|missing|waiting|out of order|there|isn't|hasn't|doesn't|won't|can't|bad)\b"
    r"|\bsame (?:problem|thing|issue|trouble|fault|mess|noise)(?: \w+)? (?:again|today|still)\b|\b(?:happened|happening|broken|broke|cold|started|rude) again\b|\bback again\b"
    r"|(?:حل|درست|تعمیر|رفع|برطرف|تمیز|بهتر|عوض|رسیدگی) ?(?:ش)? ?(?:نشد|نمی ?ش|نکرد|نکن|نیست)\w*|(?:هیچ|کاری|تغییری|اتفاقی|فرقی)(?: \w+){0,2} (?:نکرد|نشد|نیفتاد|نداد)\w*"
    r"|(?<!\w)هنوز(?: \w+){0,4} (?:ن(?:شد|یست|کرد|داد|رسید|دار|می)\w*(?<!م)|همون\w*|همان\w*|همینه|سرد\w*|گرم\w*|خراب\w*|کثیف\w*|شلوغ\w*|بو\w*|قطع\w*|پابرجا\w*|هست\w*|منتظر\w*|بی ?ادب\w*|بد\w*)(?!\w)"
    r"|(?<!\w)(?:باز هم|بازم|دوباره)(?: \w+){0,3} (?:همون|همان|همین|خراب|قطع|سرد|کثیف|شلوغ|تکرار|نشد|نمی)\w*"
    r"|\b(?:hal|dorost|tamir|raf|bartaraf) ?(?:esh)? (?:nashod\w*|nemish\w*|nakard\w*)\b|\bhanooz (?:\w+ ){0,3}(?:na\w+|nist\w*|hamoon\w*|hamun\w*|sard\w*|kharab\w*|kasif\w*|sholugh\w*)\b|\b(?:bazam|baz ham|dobare) (?:\w+ ){0,3}(?:hamoon|hamun|kharab|ghat|sard)\w*"
)
# … or the answer is no good one.
_DISAGREES = re.compile(
    r"\b(?:i|we) (?:still |really |strongly |totally |completely )?(?:disagree|object)\b|\bnot (?:at all )?(?:true|good enough|acceptable|what (?:i|we) (?:asked|said|meant|complained))\b|\b(?:isn't|wasn't) (?:true|good enough|acceptable|an answer|what (?:i|we) \w+)\b|\bunacceptable\b"
    r"|\b(?:that|this|it)(?:'s| is| was) (?:\w+ )?(?:no answer|a lie|a joke|ridiculous|useless|wrong|nonsense|rubbish|a shame|disgraceful|outrageous)\b|\b(?:your|the|this|that) (?:answer|reply|response)(?: is| was)? (?:\w+ )?(?:no|not|useless|wrong|doesn't|does not|did not|didn't)\b"
    r"|\b(?:i'm|i am|we're|we are) (?:still )?(?:not|un|dis)[ -]?(?:happy|satisfied|content|convinced|pleased|appointed)\b"
    r"|(?:قبول|باور)(?:ش)? ?(?:ندار|نمی ?کن)\w+|(?<!\w)(?:راضی|موافق|قانع) ?(?:نیست\w*|نشد\w*)|مخالفم|(?:این|اینم) که? ?(?:جواب|پاسخ)\w*(?: \w+){0,2} (?:نشد|نبود|نیست)\w*|(?:جواب|پاسخ) (?:من|سوال\w*|سؤال\w*) (?:نبود|نیست|این نبود)"
    r"|(?:این )?چه (?:جواب|پاسخ|وضع)\w*|(?<!\w)(?:دروغ\w*|مسخره\w*|بی ?فایده\w*|غیر ?قابل ?قبول\w*|اشتباه می ?گ\w+)(?!\w)|\b(?:ghabool|ghabul)(?:esh)? nadaram\b|\brazi nist\w*|\bin che (?:javab|vaz)\w*"
)
# What is of these is a matter of its own, beside a case that was of another.
_OF_ITS_OWN = frozenset({"lost_property", "report_fault", "website_problem", "suggestion", "suggest_purchase"})


def refuses_answer(text: str) -> bool:
    """Tell whether an answer is said not to be accepted; who asks whether it has to be refuses nothing."""
    return _REFUSED.search(_said(text)) is not None and "?" not in text and "؟" not in text


def disagrees(text: str) -> bool:
    """Tell whether a text says that an answer is not accepted, or that nothing has been put right."""
    said = _said(text)
    if _UNSOLVED.search(said) or refuses_answer(text) or (says_unmended(text) and not only_asks(text)):
        return True
    return not asks_something(text) and _DISAGREES.search(said) is not None


async def is_of_case(turn: Turn, number: str, words: str) -> bool:
    """Tell whether a statement is plainly of the matter of a case: it names what was told, or points back to it."""
    if asks_something(words):
        return False
    told = await replies.what_was_told(turn.store, number)
    if told is None or (turn.intent in _OF_ITS_OWN and turn.intent != told.subject and turn.confidence >= SURE):
        return False
    # Another grievance is not of it only because it is one.
    of_looks = told.subject if told.subject == "lost_property" else ""
    return belongs_to(words, told.words, of_looks)


async def takes_up(turn: Turn, case: OwnCase, words: str) -> bool:
    """Tell whether words may take up a case that is answered, though nobody said that they are for it."""
    if disagrees(words):
        return True
    # What was surely read as talk of anything only happens to share a word with it.
    return not (turn.intent in LOOSE and turn.confidence >= SURE) and await is_of_case(turn, case.number, words)


def ask_to_add(turn: Turn, number: str, matter: str, words: str, kind: str = "question") -> None:
    """Ask whether words are to be put to a case; what waits already is asked after it."""
    before = turn.slot("pending")
    ref = turn.await_("add_words", "yes", number=number, text=words)
    if before:
        turn.set("pending", {**turn.slot("pending"), "older": {k: v for k, v in before.items() if k != "older"}})
    turn.say(
        "utter_case_ask_add",
        status="clarified",
        number=number,
        matter=matter_of(matter, kind),
        choices=[yes(ref, "utter_button_add_to_case"), no(ref)],
    )


def _said(text: str) -> str:
    return fold(text).replace("’", "'")
