"""What was advised has been tried, and did not help: it is offered to be reported."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.facts.choices import no, yes
from language.normalise import fold
from language.requests.cases.tellings import protests

__all__ = ["hears_failed"]

# Of these the library advises what to try.
_ADVISED = frozenset("wifi print_scan website_problem eresources equipment report_fault facilities account".split())
_MOST_WORDS = 14
_FAILED = re.compile(
    r"\b(?:already|just|have|i|we|i've)? ?(?:tried|did|done) (?:that|it|this|all (?:that|of that)|everything)\b|\b(?:didn't|did not|doesn't|does not|won't|not) (?:help|work|change anything|make a difference)\w*\b|\bstill (?:not|no|doesn't|does not|isn't|the same|nothing)\b|\b(?:no luck|same (?:problem|error|thing)|no use|useless advice)\b"
    r"|(?:امتحان|همین کار\w*|این کار\w*) ?(?:رو |را )?(?:هم )?کرد(?:م|یم)|(?:فایده|فایده ای|اثر|تاثیری?) ?(?:نداشت|نداره|نکرد)|درست نشد|نشد که نشد|(?:بازم|باز هم|هنوز) (?:هم )?(?:همون\w*|همینه|وصل نمی\w*|کار نمی\w*|نشد|نمی ?شه)|جواب نداد"
    r"|\b(?:emtehan kardam|fayde nadasht|dorost nashod|javab nadad|hanooz hamoone)\b"
)

# What was done has helped, or nothing is said of how it went.
_HELPED = re.compile(
    r"\b(?:works?(?: now| fine| again)?|worked|working|(?:it|that|this) (?:did )?(?:helped|helps|fixed)|fixed|solved|sorted|all good|fine now|(?:i'm|i am|we're) (?:in|connected|online))\b"
    r"|درست شد(?!\w)|حل شد|وصل شد|کار (?:کرد|می ?کنه|داد)(?!\w)|جواب داد|اوکی شد|\b(?:dorost shod|hal shod|vasl shod|javab dad)\b"
)
_IN_VAIN = re.compile(
    r"\b(?:not|no|n't|nothing|never|still|again|useless|twice|same|but)\b|n't\b|(?<!\w)(?:نشد\w*|نداشت\w*|نداره|نکرد\w*|نمی ?\w+|نداد|هنوز|بازم?|همون\w*|همینه|ولی|بی ?فایده\w*)(?!\w)|\b(?:nashod|nadasht|nemi\w+|hanooz|javab nadad)\b"
)
# Who has done it already protests; who has tried it says that it did not help.
_TRIED = re.compile(r"\btried\b|امتحان|\bemtehan\b")


async def hears_failed(turn: Turn) -> bool:
    """Offer to report what did not help, where advice was just told and the patron has tried it; False otherwise."""
    last = turn.thread.last
    if turn.is_payload or last is None or last.act not in _ADVISED or last.kind or turn.slot("pending"):
        return False
    if word_count(turn.text) > _MOST_WORDS or turn.text.rstrip().endswith(("?", "؟")):
        return False
    said = fold(turn.text).replace("’", "'")
    if not _FAILED.search(said) or (protests(turn.text) and not _TRIED.search(said)):
        return False
    if not _IN_VAIN.search(said) and (_HELPED.search(said) or not _TRIED.search(said)):
        # "I did that, thanks": nobody says that it did not help.
        return False
    told = [act.words for act in turn.thread.acts() if act.act in _ADVISED and act.words]
    words = "\n".join(dict.fromkeys([*reversed(told), turn.text]))
    turn.intent = "report_fault"
    turn.did("report_fault", result="asked")
    ref = turn.await_("file", "yes", matter="report_fault", text=words)
    turn.say("utter_fix_failed", status="clarified", choices=[yes(ref, "utter_button_yes_register"), no(ref)])
    return True
