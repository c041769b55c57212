"""A place or a time that is told right after a fault: it is reported with both, where advice alone was given before."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.heard import Heard
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.facts.choices import no, yes
from actions.rasa.registry import HANDLERS
from actions.subjects.cases.case_details import names_detail
from actions.subjects.cases.case_filing import file_matter, tells_fault
from language.normalise import fold
from language.requests.cases.grievances import SURE, find_grievance
from language.requests.speech.statements import is_courtesy, states_only

__all__ = ["adds_to_trouble", "files_trouble", "tells_outage"]

# Of these a fault is told, and advice is given where the library has some.
_ADVISED = frozenset("wifi print_scan website_problem eresources equipment report_fault".split())
_CANNOT = re.compile(r"(?<!\w)نمی ?(?:شه|شود)(?!\w)")
# So many words tell what happened.
_TOLD = 4
# What says of a service that it fails.
_FAILS = re.compile(
    r"\b(?:down|useless|unable|does(?:n'?t| not)|do(?:n'?t| not)|wo(?:n'?t|uld(?:n'?t| not))|ca(?:n'?t|nnot)|could(?:n'?t| not)|isn'?t|not|no|never|drop\w*|jam\w*|slow\w*|fail\w*|dead|errors?|broken|stuck|disconnect\w*)\b"
    r"|نمی\w+|قطع\w*|خراب\w*|کند\w*|ارور|خطا|گیر|\b(?:nemi\w+|ghat\w*|kharab\w*|error)\b"
)


async def files_trouble(turn: Turn, heard: Heard) -> bool:
    """Register a fault that was told of a service, where the library's facts help nothing; False for anything else."""
    # What does not connect is told by «وصل نمیشه», which asks for leave elsewhere.
    told = _CANNOT.sub(" ", fold(heard.text)) if not heard.text.rstrip().endswith(("?", "؟")) else heard.text
    tells = heard.intent in _ADVISED and states_only(told) and word_count(heard.text) >= _TOLD
    if not tells or not _fails(heard.text) or _is_no_fault(heard.text):
        return False
    heard.restore(turn)
    if turn.slot("pending"):
        return False
    await _report(turn)
    return bool(turn.answers)


async def adds_to_trouble(turn: Turn) -> bool:
    """Register the fault that was told of right before with the detail that is told now; False for anything else."""
    last = turn.thread.last
    if turn.is_payload or last is None or last.kind or turn.slot("pending"):
        return False
    if last.result == "done" or is_courtesy(turn.text) or not names_detail(turn) or not states_only(turn.text):
        return False
    if last.act not in _ADVISED or not _fails(last.words):
        return _offers_complaint(turn, last.words)
    turn.text = f"{last.words}\n{turn.text}"
    await _report(turn)
    return True


async def tells_outage(turn: Turn) -> bool:
    """Report what is said to have failed for a while, or is asked when it works again; False for anything else.

    By when it is looked into stands in the answer.
    """
    if turn.is_payload or turn.slot("pending") or turn.intent not in _ADVISED | _TOLD_SO or turn.recall("case"):
        return False
    said = fold(turn.text).replace("’", "'")
    if _SERVICE.search(said) is None or _DOWN.search(said) is None or find_grievance(turn.text) == SURE:
        return False
    if _is_no_fault(turn.text):
        return False
    if not (_WHEN_MENDED.search(said) or (_SINCE.search(said) and not turn.text.rstrip().endswith(("?", "؟")))):
        return False
    turn.read_as("report_fault", keeps_named=True)
    await file_matter(turn, "report_fault", turn.text)
    return True


_TOLD_SO = frozenset({"complaint", "facilities", "nlu_fallback", "out_of_scope"})
_SERVICE = re.compile(
    r"\b(?:wi-?fi|internet|network|printers?|scanners?|copiers?|lifts?|elevators?|computers?|pcs?|website|site|catalogue|heating|air ?con\w*|lights?|toilets?|taps?|self-?check\w*|machine|screens?)\b"
    r"|وای ?فای|اینترنت|پرینتر|چاپگر|اسکنر|کپی|آسانسور|کامپیوتر|رایانه|سایت|سامانه|شوفاژ|کولر|چراغ|لامپ|دستشویی|توالت|شیر آب|دستگاه|\b(?:wifi|internet|printer|chapgar|asansor|asansoor|computer|kooler|cooler|shofazh|dastgah|site?)\b"
)
_DOWN = re.compile(
    r"\b(?:down|dead|broken|out of order|(?:is|are|was|were|been|went|gone) out(?! on loan)|offline|not working|(?:does|do|is|are|has|have)(?:n't| not) (?:work\w*|run\w*|print\w*|connect\w*|load\w*|start\w*)|(?:has|have|it|just|suddenly|wi-?fi|internet|printers?|scanners?|lifts?|elevators?|computers?|website|site|machine) stopped|stopped (?:work|print|runn|connect|load|respond)ing|stuck|failed|keeps? (?:dropping|failing|crashing)|kicks? me off)\b"
    r"|قطع\w*|خراب\w*|(?:کار|وصل|باز|روشن|راه) ?نمی ?\w+|از کار افتاد\w*|گیر کرد\w*|\b(?:ghat\w*|kharab\w*|(?:kar|vasl|baz|roshan) nemi\w+)\b"
)
_WHEN_MENDED = re.compile(
    r"\b(?:when|how long)\b(?![^.?!]{0,30}\b(?:bring|give|return|take)\b[^.?!]{0,12}\bback\b)[^.?!]{0,30}\b(?:fix\w*|repair\w*|mend\w*|back|again|sorted|restored)\b|\bhow long (?:until|till|before|will (?:it|this|that) (?:be|take))\b|\bwhen will\b[^.?!]{0,20}\b(?:work|run)\w*\b|\bwill it be (?:fixed|back|repaired)\b"
    r"|(?:کی|تا کی|چه موقع|چه وقت|چقدر (?:دیگه|طول))[^.؟?!]{0,20}(?:درست|وصل|تعمیر|راه|کار|حل|می ?کشه)\w*|(?:درست|وصل|تعمیر)\w*[^.؟?!]{0,12}(?<!\w)(?:کی|میشه)\b|\b(?:key|ta key)\b[^.?!]{0,20}\b(?:dorost|vasl|tamir)\w*"
)
# What fails at home is none of the library's, and what works again no fault any more.
_NO_FAULT = re.compile(
    r"(?<!from )(?<!on )(?<!with )\bmy (?:own )?(?:(?:wi-?fi|internet|network|printer|scanner|computer|pc|laptop|machine)\b(?: \w+){0,2} at home|home (?:wi-?fi|internet|network|printer|scanner|computer|pc))\b"
    r"|\b(?:fine|all right|alright) (?:now|again)\b|(?<!when it )\bworks (?:now(?! and then)|again|fine)\b|(?:\bis|\bare|'s|\bgot|\bbeen) (?:back|fixed|ok|okay|working|repaired|mended)(?: up| on)? (?:now|again)\b|\bnow (?:it )?works\b"
    r"|(?<!\w)(?:الان|حالا|دیگه) (?:\w+ )?(?:خوبه|درسته|وصله|(?:درست|وصل) شده?|کار می ?کن[هد])(?!\w)(?! ?[؟?])|دوباره (?:وصل|درست) شد(?!\w)|(?<!با )(?:پرینتر|چاپگر|اسکنر|کامپیوتر|رایانه|لپ ?تاپ|اینترنت|وای ?فای)(?:م|ی|ای)? (?:(?:تو |توی |ی |در )(?:خونه|خانه)|(?:خونه|خانه)(?=م|ام|مون|مان| م\b| ام\b| مون| مان| خودم))(?:م|ام|مون|مان| م| ام| مون| مان| خودم)?(?!\w)"
)
_SINCE = re.compile(
    r"\bsince\b|\ball (?:day|morning|week)\b|\bfor (?:an? |the (?:last|past) )?(?:\w+ )?(?:hours?|days?|weeks?|minutes?)\b|\b(?:second|third|\d+(?:nd|rd|th)) day\b"
    r"|(?<!\w)(?:از (?:صبح|دیروز|دیشب|شنبه|یکشنبه|دوشنبه|هفته)|(?:یه|یک|دو|سه|چند|\d+) ?(?:ساعته|روزه|هفته ?ست|ساعت است|دقیقه ?ست))(?!\w)|\b(?:az sobh|az diruz|(?:ye|do|se|chand) (?:saate|ruze|rooze))\b"
)


async def _report(turn: Turn) -> None:
    turn.read_as("report_fault")
    await HANDLERS["report_fault"].handler(turn)


def _offers_complaint(turn: Turn, words: str) -> bool:
    """Ask whether a grievance that got no more than a rule is to be filed, with the place or the time told now."""
    last = turn.thread.last
    if last is None or last.result != "told" or not _grieves(words) or find_grievance(turn.text) is not None:
        return False
    turn.intent = "complaint"
    turn.did("complaint", result="asked")
    ref = turn.await_("file", "yes", matter="complaint", text=f"{words}\n{turn.text}")
    choices = [yes(ref, "utter_button_file_complaint"), no(ref)]
    turn.say("utter_complaint_ask_whether", status="clarified", choices=choices)
    return True


# What troubles people in the rooms, though nobody is blamed for it.
_TROUBLES = re.compile(
    r"\b(?:nois[ey]\w*|loud\w*|shout\w*|scream\w*|yell\w*|(?:talk|chat|eat|phon)ing|on the phone|dirty|filthy|smell\w*|stinks?|freezing|too (?:cold|hot))\b"
    r"|سر ?و ?صدا|بلند ?(?:بلند )?(?:حرف|صحبت|می ?خند)\w*|(?<!\w)داد می\w+|شلوغ\w*|کثیف\w*|بوی? ?(?:بد|گند)|\b(?:saro ?seda|shulugh|sholugh|kasif)\w*"
)


def _grieves(words: str) -> bool:
    told = find_grievance(words) is not None or _TROUBLES.search(fold(words)) is not None
    return told and not (words.rstrip().endswith(("?", "؟")) and word_count(words) <= _FEW)


_FEW = 10


def _fails(words: str) -> bool:
    return tells_fault(words) or _FAILS.search(fold(words).replace("’", "'")) is not None


def _is_no_fault(words: str) -> bool:
    """Tell whether it fails at home, or works again: all that fails in it."""
    said = fold(words).replace("’", "'")
    if _NO_FAULT.search(said) is None or (_OF_SITE.search(said) and _AGAIN.search(said) is None):
        return False
    parts = _CLAUSE.split(said)
    for place, part in enumerate(parts):
        fails = _SERVICE.search(part) and _DOWN.search(part) and not _NO_FAULT.search(part)
        if fails and not any(_NO_FAULT.search(one) and not _SERVICE.search(one) for one in parts[place + 1 :]):
            return False
    return True


# "The lift works again, but the printer is down": what fails is excused by its own clause, or by a later one of nothing
# else ("it was down, but is back now").
_CLAUSE = re.compile(r"\b(?:but|though|although|while|however)\b|(?<!\w)(?:ولی|اما|منتها|ولیکن)(?!\w)|[,،;؛]")
# The library's site fails wherever it is looked at.
_OF_SITE = re.compile(r"\b(?:site|website|catalogue|web page|app)\b|سایت|سامانه|اپلیکیشن")
_AGAIN = re.compile(r"\b(?:now|again|back|fixed)\b|الان|حالا|دوباره|دیگه")
