"""Complaints: what only announces or vents is asked about; what happened is filed as it is told."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.dispatch import run
from actions.dialogue.repeating import TOPICS
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.facts.choices import cancel, no, yes
from actions.rasa.registry import handles
from actions.subjects.cases.case_details import just_told_case
from actions.subjects.cases.case_filing import file_matter
from actions.subjects.cases.feedback import other_reading, read_on
from actions.subjects.cases.no_complaint import hears_no_complaint
from actions.subjects.facts.facts import answer_clearly
from actions.subjects.facts.unknown_facts import say_unknown
from language.case_numbers import find_case_numbers
from language.normalise import fold
from language.requests.cases import grievances

__all__ = ["complaint", "is_told", "says_what"]

ENOUGH_WORDS = 4  # a message of this many words beside those of announcing and venting tells what happened
# Below this it may be no complaint at all, and is asked before it is filed as one.
FAIR = 0.3
# And below this it is none where nothing in the words is a grievance.
SURE = 0.7
# For so many turns after a case a question is asked beside it.
_RIGHT_AFTER = 1
_WHETHER = re.compile(
    r"(?<!\w)(?:آیا|(?:ن)?می ?شه|(?:ن)?می ?شود|امکانش|چطور\w*|چجور\w*|کجا|چرا نمی\w*)(?!\w)|\b(?:ne)?mishe\b|\b(?:can|can't|cannot|could) (?:you|i|we|one|somebody|anyone)\b"
)
_CALL = re.compile(r"^\W*\w{1,6}(?: \w{1,6})?!")
_HEAT = re.compile(
    r"!|(?<!\w)(?:چرا|هیچ\w*|همش|همیشه|هر (?:دفعه|بار)|اصلا)(?!\w)"
    r"|\b(?:why|how come|nobody|no ?one|not (?:one|a single)|always|every time|chera|hich\w*|hamash)\b"
)
_NAMED = re.compile(r"\bcompla\w+|\bgrievance\b|شکایت|شاکی|گله|انتقاد|اعتراض|\b(?:shekayat|shaki|eteraz)\w*")
# Behind these it is told what it is about; a whole sentence says it in a word or two.
_SAYS_WHAT = re.compile(
    r"\b(?:complaint|grievance)s? (?:here |today |now )?(?:is|was|would be|concerns)(?: (?P<that>that|because|how)\b)?|\b(?:complaint|grievance)s? ?[:–—-]|\b(?:complain|complaining|complained) (?P<why>that|because)\b"
    r"|(?:شکایت|گله|گلایه|اعتراض|انتقاد)(?:م|ام|ی|مون| من| ما| بنده)? (?:\w+ ){0,2}?(?:این ?(?:ه|ست|است)|از این ?(?:ه|ست|است)|بابت این ?(?:ه|ست|است)) (?P<ke>که)?|(?:شکایت|گله|گلایه|اعتراض|انتقاد)(?:م|ام| من| ما)? ?[:–—-]|(?:شکایت|گله|اعتراض|انتقاد) (?:دارم|کنم|بکنم|داشتم|داریم) (?P<kesh>که)|(?:شاکی ?(?:م|ام|هستم|هستیم)?) (?P<shaki>که)"
    r"|\b(?:shekayat|eteraz|gele)(?:am|e man)? (?:ine|in ast|az ine) ?(?P<k>ke)?|\b(?:shekayat|eteraz) (?:daram|konam|bokonam) (?P<kon>ke)\b"
)
# What only says that a complaint is coming ("I would like to make a complaint please"), or how one feels.
BESIDE = frozenset(
    fold(word)
    for word in (
        "hi hello hey please thanks i i'm id im we want wanna wish need would like d m ll to have"
        " got make file lodge submit register raise a an the my our some one complaint complaints"
        " complain complaining grievance formal official about how do can could where you your is"
        " it here there with of for and this that library so very really just such are am was were be at in on"
        " angry upset mad furious annoyed disappointed unhappy sick tired fed up useless terrible awful worst bad"
        " horrible disgusting ridiculous unacceptable outrageous rubbish crap damn hell service staff people all again"
        " ever never"
        " سلام ببخشید لطفا من ما یه یک می خوام میخوام میخواهم میخواستم دارم داشتم شکایت شکایتم شکایتی شاکی شاکیم گله"
        " انتقاد اعتراض کنم کنیم بکنم ثبت بنویسم بدم برسونم هستم هستید هستین از و رو را به برای در مورد درباره این"
        " خیلی چطور چطوری کجا چجوری باید میشه کتابخانه کتابخونه تون شما شماها واقعا اصلا همه همش دیگه چه چرا که"
        " عصبانی عصبانیم ناراحت ناراحتم خسته شدم کلافه افتضاح افتضاحه مزخرف مزخرفه بد بدترین داغون داغونه وضع"
        " وضعشه مسخره مسخرست خجالت بکشید آور است هست حالم بهم میخوره خدمات کارمندا"
    ).split()
)


@handles("complaint")
async def complaint(turn: Turn) -> None:
    """File a complaint that is told; ask what happened where one is only announced, or where it may be none."""
    if not turn.is_payload and _asks_after(turn.text):
        turn.intent = "case_status"
        await run(turn)
    elif not turn.is_payload and await hears_no_complaint(turn):
        return
    elif _objects_to_what_was_told(turn):
        # "But that's not fair for students" objects to a rule: whether it is to be filed is theirs to say.
        told = turn.thread.last.words if turn.thread.last is not None else ""
        ref = turn.await_("file", "yes", matter="complaint", text=f"{told}\n{turn.text}".strip())
        choices = [yes(ref, "utter_button_file_complaint"), no(ref)]
        turn.say("utter_complaint_ask_whether", status="clarified", choices=choices)
    elif not turn.is_payload and _asks(turn.text) and not _may_be_one(turn.text) and just_told_case(turn, _RIGHT_AFTER):
        # A mere question right after one was told: nothing is asked for, and nothing filed.
        if not await answer_clearly(turn):
            say_unknown(turn)
    elif turn.is_payload or not (is_told(turn.text) or _says_it_all(turn)):
        said = {} if turn.is_payload or len(_told_words(turn.text)) < _FEWEST_KEPT else {"said": turn.text}
        ref = turn.await_("tell", "told", matter="complaint", **said)
        turn.say(
            "utter_complaint_ask_text",
            again="utter_complaint_back_to_text",
            status="clarified",
            choices=[cancel(ref)],
        )
    elif turn.confidence < SURE and not _may_be_one(turn.text) and (other_reading(turn) or _asks(turn.text)):
        # Nothing in the words is a grievance: it is no complaint because it was faintly read as one.
        await read_on(turn)
    elif (
        not _is_grievance(turn.text)
        and _asks_whether(turn.text)
        and not _tells_beside(turn.text)
        and await answer_clearly(turn)
    ):
        # "Can't you ever bring it to the house?" asks in a hurt voice, and the library tells that.
        return
    elif turn.confidence < (FAIR if _may_be_one(turn.text) else SURE):
        ref = turn.await_("file", "yes", matter="complaint", text=turn.text)
        choices = [yes(ref, "utter_button_file_complaint"), no(ref)]
        turn.say("utter_complaint_ask_whether", status="clarified", choices=choices)
    else:
        await file_matter(turn, "complaint", turn.text)


def _is_grievance(text: str) -> bool:
    return grievances.find_grievance(text) is not None or _NAMED.search(fold(text)) is not None


def _may_be_one(text: str) -> bool:
    """Tell whether words may be a grievance: they tell one, or speak with heat; "Hi!" and "ha!" are none."""
    return _is_grievance(text) or _HEAT.search(_CALL.sub("", fold(text))) is not None


def _asks(text: str) -> bool:
    return text.rstrip().endswith(("?", "؟"))


def _asks_whether(text: str) -> bool:
    """Tell whether words ask, with a mark or without, whether or how something can be done."""
    return _asks(text) or _WHETHER.search(fold(text)) is not None


def _tells_beside(text: str) -> bool:
    """Tell whether a sentence beside a question says what happened: "a guard shouted at him. Where is the director?"."""
    parts = [part.strip() for part in _SENTENCES.findall(text)]
    return len(parts) > 1 and any(not _asks(part) and len(_told_words(part)) >= _ENOUGH_BESIDE for part in parts)


_SENTENCES = re.compile(r"[^.!?؟\n]+[.!?؟\n]*")
_ENOUGH_BESIDE = 3


def _asks_after(text: str) -> bool:
    """Tell whether a complaint is asked after that was made before."""
    own = grievances.speaks_of_own(text) and bool(find_case_numbers(text))
    return own or grievances.asks_after_complaint(text)


_MOST_OBJECTING = 9  # words
_POINTS = re.compile(
    r"\b(?:that|this|it|it's|that's|thats)\b|(?<!\w)(?:این|اون|آن|اینکه|اینجوری)(?!\w)|\b(?:in|un|oon)\b"
)


def _objects_to_what_was_told(turn: Turn) -> bool:
    """Tell whether a few words object to a rule or a price that was just told, and tell of nothing that happened."""
    last = turn.thread.last
    if turn.is_payload or last is None or last.result != "told" or last.kind or last.act not in TOPICS:
        return False
    few = word_count(turn.text) <= _MOST_OBJECTING and not _asks(turn.text)
    return few and _POINTS.search(fold(turn.text)) is not None and not _NAMED.search(fold(turn.text))


# Surely read as a complaint, so few words say what is wrong; and so many go with what is told when it is asked for.
_FEW_SURE, _FEWEST_KEPT = 3, 2


def _told_words(text: str) -> list[str]:
    """Give the words that tell something, beside those of announcing and venting."""
    return [word for word in re.findall(r"\w+", fold(text)) if word not in BESIDE]


def _says_it_all(turn: Turn) -> bool:
    """Tell whether few words, surely read as a complaint, say what is wrong: "the toilets at Saadi are filthy"."""
    return turn.confidence >= SURE and not _asks(turn.text) and len(_told_words(turn.text)) >= _FEW_SURE


def is_told(text: str) -> bool:
    """Tell whether a text says what happened, and not only that there is a complaint, or how angry one is."""
    if len(_told_words(text)) >= ENOUGH_WORDS or grievances.find_grievance(text) == grievances.SURE:
        return True
    return says_what(text)


def says_what(text: str) -> bool:
    """Tell whether a text names its complaint and says behind it what is wrong: "my complaint is that …"."""
    said = fold(text)
    found = _SAYS_WHAT.search(said)
    if found is None or _asks(text):
        return False
    least = 1 if any(found.groups()) else _FEWEST_KEPT
    return len(_told_words(said[found.end() :])) >= least
