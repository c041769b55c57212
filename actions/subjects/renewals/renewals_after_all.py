"""Renewals that are ordered in the end: of what was left out, of what was only mentioned, of that one and no other."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.describing import described
from actions.dialogue.latin_titles import own_named
from actions.dialogue.own_things import own_things
from actions.dialogue.thread import Act
from actions.dialogue.turn import Turn, as_date
from actions.dialogue.wording import word_count
from actions.facts.choices import librarian
from actions.subjects.own.own_editions import in_own_titles
from actions.subjects.renewals.renewal_checks import check
from actions.subjects.renewals.renewals_added import adds_named
from actions.subjects.renewals.renewals_asked import choose
from actions.subjects.renewals.renewals_done import do
from language.choices import find_choice
from language.normalise import fold
from language.requests.deeds.ordering import orders_to_renew
from language.requests.speech.denials import denies
from language.requests.speech.sentences import deed_of, sentences
from library.values import Loan

__all__ = ["renews_after_all"]

_MOST_WORDS = 32
_TURNS_BACK = 2
_WAITS = frozenset({None, "contact", "renew"})
_SENTENCE = re.compile(r"[^.!?؟;؛\n…]+[.!?؟;؛…]*")
# What goes before an order that changes its writer's mind: "no, never mind", «نه ولش کن».
_MIND = re.compile(
    r"^\W{0,9}(?:(?:no|nope|nah|actually|wait|never ?mind|forget it|h+m+|well|ok|okay|oh|sorry|fine|all right|alright|on second thoughts?|and|then|but|you know what|please|in the end"
    r"|نه|ولش ?کن|ولش|بیخیال|بی خیال|اصلا|راستی|صبر کن|پشیمون شدم|پشیمان شدم|خب|باشه|حالا|پس|ببخشید|لطفا|و|نظرم عوض شد"
    r"|na|velesh ?kon|velesh|bikhial|asan|aslan|rasti|sabr kon|khob|bashe|hala|pas|lotfan)\W{1,9})*"
)
_BOUND = re.compile(
    r"\b(?:if|unless|when|once|until|till|would|should|maybe|perhaps|wanted|was|were)\b|(?<!\w)(?:اگه|اگر|وقتی|شاید|قرار بود|می ?خواستم|مگه|مگر)(?!\w)|\b(?:age|agar|vaghti|shayad)\b"
)
_NOT_IT = re.compile(
    r"\b(?:not|n't|don't|never|without|except|but not|return\w*|bring\w*|finished|lost)\b|(?<!\w)(?:نکن\w*|نمی ?خوا\w*|لازم نیست|بجز|به جز|غیر از|پس (?:می|ب)\w+|میارم|بیارم|گم\w*)(?!\w)|\b(?:nakon\w*|nemikh\w*|joz|miaram)\b"
)
_RENEW = r"(?:renew|extend|prolong)"
# The one that is spoken of, or a place in the list that was told.
_POINTS = re.compile(
    rf"\b(?:{_RENEW}|do) (?:it|that|this|the (?:last|first|second|third|other|left|remaining|one i left)|that one|this one)\b|\b(?:the )?(?:last|first|second|third|other) one\b|\b(?:it|that one|that) (?:too|as well|also)\b"
    r"|(?<!\w)(?:اون|این|همون|همین|آن)(?:و| رو| را|م| هم| یکی\w*)(?!\w)|(?<!\w)(?:تمدیدش|آخری|اخری|اولی|دومی|سومی|چهارمی)\w*|\b(?:oon|un|hamoon|hamun|in)(?:o|am| ?yeki\w*| ham)\b|\b(?:akhari|avali|dovomi|sevomi|tamdidesh)\w*"
)
# Nothing but the pointing: "do the last one too", «اون یکی هم». What stands beside it makes it another thing.
_POINTS_ALONE = re.compile(
    r"(?:and )?(?:do )?(?:the (?:last|first|second|third|other|remaining)(?: one)?|that one|this one) (?:too|as well|also)(?: please)?\W{0,9}"
    r"|(?:اون|این|همون|همین|آن) ?یکی(?: رو| را)? ?هم(?: لطفا)?\W{0,9}|(?:oo?n|in|hamoo?n) ?yeki(?: ro| ra)? ham(?: lotfan)?\W{0,9}"
)
# "… well ok, since we're there, renew it": what was said of it before does not stand.
_TURN_EN = r"(?:well|ok|okay|fine|all right|alright|actually|oh well|go on|anyway|then again|you know what|on second thoughts?|please|just|since we(?:'re| are) (?:there|here|at it))"
_TURN_FA = r"(?:خب|باشه|اصلا|بیخیال|ولش کن|اوکی|نه صبر کن|پشیمون شدم|لطفا)"
_TURN_LATIN = r"(?:khob|bashe|aslan|bikhial|velesh kon|ok|lotfan)"
_IN_THE_END = re.compile(
    rf"(?:^|[.!?…;])\W{{0,9}}(?:{_TURN_EN}\W{{1,9}}){{1,5}}{_RENEW} (?:it|that|that one|this one)\b(?: (?:please|too|then|after all|as well|anyway|now|for me))*\W{{0,9}}$"
    rf"|(?:^|[.!?؟…؛])\W{{0,9}}(?:{_TURN_FA}\W{{1,9}}){{1,5}}(?:تمدیدش|(?:اون|همون|این|همین)(?:م|و| رو| هم)? تمدید) (?:کن|کنید|کنین|بکن|بکنید)\W{{0,9}}$"
    rf"|(?:^|[.!?…;])\W{{0,9}}(?:{_TURN_LATIN}\W{{1,9}}){{1,5}}(?:tamdidesh|(?:oon|un|hamoon|in)(?:am|o| ro| ham)? tamdid) (?:kon|konid|konin|bokon)\W{{0,9}}$"
)
# "That one only": one loan was just told of, and no other is meant.
_IT_ONLY = re.compile(
    rf"^\W{{0,9}}(?:(?:please|kindly|ok|okay|then|so|just|only|could you|can you|would you)\W{{1,9}})*{_RENEW} (?:just |only )?(?:that|this|it)(?: (?:one|book|item))?\W{{1,3}}(?:(?:only|alone|please|then|thanks|thank you|for me)\W{{1,3}})*$"
    r"|^\W{0,9}(?:(?:لطفا|خب|پس|باشه|فقط)\W{1,9})*(?:همون|همین|اون|این|همان|آن)(?: ?یکی\w{0,3}| یه ?دونه)?(?:و| رو| را)?(?: فقط)? تمدید (?:کن|کنید|کنین|بکنید|بفرمایید|بشه)\W{0,9}$"
    r"|^\W{0,9}(?:(?:lotfan|khob|pas|faghat)\W{1,9})*(?:hamoo?n|hamin|oo?n|in)(?: ?yeki)?(?:o| ro| ra)?(?: faghat)? tamdid (?:kon|konid|konin|bokon)\W{0,9}$"
)
_ONLY = re.compile(r"\b(?:only|just|alone)\b|(?<!\w)(?:فقط|تنها)(?!\w)|\bfaghat\b")
# Beside that, the other is left as it is, or a courtesy is said.
_STAYS = re.compile(
    r"\b(?:stays?|can stay|as (?:it|they) (?:is|are)|leave|can wait|not the (?:other|rest)|don't touch|thanks?|thank you|regards|please)\b|(?<!\w)(?:بمون\w{0,3}|بماند|باشه|همون ?جور\w*|همینطور\w*|دست نزن\w*|ممنون\w*|مرسی|لطفا)(?!\w)|\b(?:bemoo?ne|bashe|mersi|mamnoon)\b"
)


async def renews_after_all(turn: Turn) -> bool:
    """Renew what an order means that takes back, adds to or narrows what was said before; False for anything else."""
    if turn.is_payload or turn.patron is None or word_count(turn.text) > _MOST_WORDS:
        return False
    if (turn.slot("pending") or {}).get("do") not in _WAITS or turn.intent in ("emergency", "complaint"):
        return False
    return (
        await _stands(turn)
        or await _left_out(turn)
        or await adds_named(turn, behind=any(_of_last_order(turn)))
        or await _in_the_end(turn)
        or await _that_alone(turn)
    )


async def _stands(turn: Turn) -> bool:
    """Say that a renewal stands where what it renewed shall be left out of it after all: "leave The Idiot out"."""
    said = fold(turn.text).replace("’", "'")
    if (
        (_OUT_OF_IT.search(said) is None and _UNDOES.search(said) is None)
        or _BOUND.search(said)
        or turn.intent not in ("renew", "cancel", "deny")
    ):
        return False
    done = {one for act in turn.thread.acts(kind="loan", result="done") if act.act == "renew" for one in act.things}
    if not done:
        return False
    await in_own_titles(turn)
    named = (await own_things(turn)).named_loans
    meant = [loan for part in _SENTENCE.findall(turn.text) for loan in named if _is_named(part, loan)]
    if len({loan.id for loan in meant}) != 1 or meant[0].id not in done:
        return False
    turn.intent, turn.moves = "renew", {}
    turn.set("pending", None)
    turn.point("loan", meant[0].id, "renew")
    turn.did("renew", kind="loan", things=[meant[0].id], title=meant[0].title, result="told")
    turn.say("utter_renew_stands", status="refused", choices=[librarian()])
    turn.say("utter_loan_due", title=meant[0].title, due=as_date(meant[0].due_date), mark=None, choices=[])
    return True


def _is_named(part: str, loan: Loan) -> bool:
    """Tell whether a sentence names a loan by its title: whose author is only spoken of is another."""
    return bool(own_named(part, [loan.title], [""]))


_OUT_OF_IT = re.compile(
    r"\b(?:leave|take|keep|drop) [^.?!]{2,40} out(?: of (?:it|that|them))?\b|\b(?:not|without) (?:the )?[^.?!,]{2,30} (?:after all|though)\b|\b(?:shouldn't|should not) (?:have been|be) (?:renewed|extended)\b"
    r"|(?<!\w)(?:قاطی|جزو|جزء)\w* (?:نباشه|نکن\w*)(?!\w)|(?<!\w)(?:قرار نبود|نباید|نمی ?خواستم) (?:\w+ ){0,3}تمدید|(?<!\w)(?:دربیار|در بیار|بذار کنار|کنار بذار)\w*|\b(?:dar biar|kenar bezar|nabayad tamdid)\w*"
)


# An order, at the beginning of its clause: who asks "did anyone undo it?" orders nothing.
_UNDOES = re.compile(
    r"(?:^|[.,;!?] ?)(?:(?:no|sorry|wait|oh|and|then|so|please|actually|can you|could you) ?,? ?){0,3}(?:(?:undo|un-?renew)\b|(?:revert|reverse|cancel) (?:the|that|this|its) (?:renewal|extension)\b|no (?:renewal|extension) (?:needed|wanted|please)\b)"
    r"|(?<!\w)تمدید(?:ش|شو)? ?(?:رو |را )?(?:لغو|کنسل) (?:کن|کنید|کنین)(?!\w)"
)


async def _left_out(turn: Turn) -> bool:
    """Renew what the last order left out, "do the last one too": a place in the list is never what is renewed already."""
    left, done = _of_last_order(turn)
    part = _MIND.sub("", fold(_last_sentence(turn.text)).replace("’", "'"))
    if not left or not part or _BOUND.search(fold(turn.text)) or _NOT_IT.search(part) or denies(part):
        return False
    if turn.intent != "renew" or _deeds(turn.text) - {"renew"}:
        return False
    if not orders_to_renew(part) and _POINTS_ALONE.fullmatch(part) is None:
        return False
    own = await own_things(turn)
    out = [loan for loan in own.loans if loan.id in left]
    if own.named_holds or own.named_loans or not out:
        # What is named is an order like any other.
        return False
    meant = _placed(turn, part, own.loans, out, done)
    if not meant:
        return False
    turn.intent, turn.moves = "renew", {}
    turn.set("pending", None)
    if len(meant) > 1:
        choose(turn, meant)
    elif turn.text.rstrip().endswith(("?", "؟")):
        await check(turn, meant)
    else:
        await do(turn, meant)
    return True


def _placed(turn: Turn, part: str, loans: Sequence[Loan], out: list[Loan], done: set[str]) -> list[Loan]:
    """Give what is meant by a place or by "that one": of one that was left out this, of several they all, to choose."""
    if _POINTS.search(part) is None:
        return []
    if len(out) == 1:
        return out
    shown = [loan for one in turn.shown("loan") for loan in loans if loan.id == one]
    choice = find_choice(part)
    places = choice.resolve(len(shown)) if choice is not None and shown else []
    meant = [shown[place] for place in places]
    return meant if meant and not done & {one.id for one in meant} else out


def _of_last_order(turn: Turn) -> tuple[set[str], set[str]]:
    """Give the ids of the loans that the last order left out, and of those that it renewed."""
    for kept in reversed(turn.thread.turns[-_TURNS_BACK:]):
        acts = [act for act in map(Act.unpacked, kept.get("acts", [])) if act.act == "renew" and act.kind == "loan"]
        left = {one for act in acts if act.result == "left" for one in act.things}
        done = {one for act in acts if act.result in ("done", "refused") for one in act.things}
        if left or done:
            return left, done
    return set(), set()


async def _in_the_end(turn: Turn) -> bool:
    """Renew the one loan that a message first sets aside and orders to be renewed at its end."""
    said = fold(turn.text).replace("’", "'")
    found = _IN_THE_END.search(said)
    if found is None or _BOUND.search(found[0]) or _NOT_IT.search(found[0]) or denies(found[0]):
        return False
    if _deeds(turn.text) - {"renew"}:
        return False
    own = await own_things(turn)
    if len(own.named_loans) != 1 or own.named_holds:
        return False
    turn.intent, turn.moves = "renew", {}
    turn.set("pending", None)
    await do(turn, own.named_loans)
    return True


async def _that_alone(turn: Turn) -> bool:
    """Renew the one loan that was just told of where "that one only" is ordered, whatever is said to stay."""
    first, *others = [part.strip() for part in _SENTENCE.findall(turn.text) if part.strip(" .!…")] or [""]
    said = fold(first).replace("’", "'")
    if (
        _IT_ONLY.search(said) is None
        or _ONLY.search(fold(turn.text)) is None
        or turn.text.rstrip().endswith(("?", "؟"))
    ):
        return False
    if any(_STAYS.search(fold(part)) is None for part in others) or _BOUND.search(said):
        return False
    last = turn.thread.last
    if last is None or last.kind != "loan" or len(last.things) != 1:
        return False
    own = await own_things(turn)
    meant = [loan for loan in own.loans if loan.id == last.things[0]]
    if not meant or described(turn, "loan", own.loans):
        return False
    turn.intent, turn.moves = "renew", {}
    turn.set("pending", None)
    await do(turn, meant)
    return True


def _deeds(text: str) -> set[str | None]:
    """Give the deeds that a text names anywhere."""
    return {deed_of(sentence.words) for sentence in sentences(text)} - {None}


def _last_sentence(text: str) -> str:
    parts = [part.strip() for part in _SENTENCE.findall(text) if part.strip(" .!?؟…")]
    return parts[-1] if parts else ""
