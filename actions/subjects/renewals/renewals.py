"""Renewals: one, some or all, with the outcome and the reason for each."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from actions.dialogue.beyond_list import say_beyond
from actions.dialogue.choosing import Pick, choice_of, pick, request_of, rest_of
from actions.dialogue.described_before import described_before
from actions.dialogue.doing import doing
from actions.dialogue.fates import Fates, Owned, told_of_each
from actions.dialogue.pending import ask_once_more
from actions.dialogue.restricting import restricts
from actions.dialogue.sign_in import ask_sign_in
from actions.dialogue.thread import Act
from actions.dialogue.turn import Fact, Turn, as_date, nested
from actions.facts.choices import OfferedChoice, choice, item, librarian, no, yes
from actions.facts.lines import loan_line, money, outcome_line, titles_listed
from actions.rasa.registry import HANDLERS, PatronReply, handles, listens, pending_action, undoes
from actions.subjects.cases.case_filing import hold_on_to
from actions.subjects.facts.facts import answer_from_facts
from actions.subjects.library_info.terms import NUMBERS, asks_in_general, terms
from actions.subjects.loans.loans_asked import reasons
from actions.subjects.renewals.renewal_checks import check
from actions.subjects.renewals.renewals_refused import leave_alone
from actions.subjects.titles.titles import is_nameable
from language.choices import find_choice
from language.normalise import fold
from language.numerals import number_of
from language.requests.deeds.ordering import orders_to_renew, without_brought_back
from language.requests.own.own_names import may_be_name
from language.requests.speech.denials import denied_of, denies, orders_longer
from language.requests.speech.ordinals import find_places
from language.requests.speech.phrases import words_of
from language.requests.speech.questions import Ask, Condition
from language.requests.speech.request import Kind, Request, read_request
from language.requests.speech.selecting import part_fallback, without_not_only, without_rest_left
from language.requests.speech.sentences import clauses, deed_of, sentences
from language.requests.speech.vocabulary import NEGATED_COMMANDS
from language.requests.speech.yes_and_no import find_word
from language.requests.titles.names import find_named, only_names
from library.values import Loan, RenewOutcome

__all__ = ["do", "fates_told", "renew"]

# Negated words that may stand in a question: "is it not renewed?".
_SEVERAL = re.compile(
    r"\b(?:books|loans|items|them|all|both|everything)\b|کتابا|کتابها|کتابهام|امانتا|امانتها|همه|ketaba|hame"
)
_PASSIVE = frozenset("نشه نشود نشن نشوند نشم nashe nashan".split())


@handles("renew")
async def renew(turn: Turn) -> None:
    """Renew what was named; show the list and ask first when more than one thing could be meant.

    A question is answered and nothing done; what is forbidden is left alone.
    """
    if await _cancels_reservation(turn):
        return
    said = turn.text
    if not turn.is_payload:
        # "Renew that one, and I'll bring the other back": what comes back is no part of the order.
        # "Renew those, not the others": what is left is no part of it, either; "not just Emma" leaves nothing out.
        # "Only Emma not" leaves that one out.
        # "… and tell me whether I owe anything" asks for something beside the order.
        _shorten(turn, _without_telling(turn.text))
        _shorten(turn, without_not_only(_without_left(without_brought_back(_excepted(turn.text)))))
    request = request_of(turn, "renew")
    if turn.patron is None:
        if request.kind is Kind.REFUSAL:
            turn.say("utter_renew_left")
        elif request.kind is Kind.QUESTION and asks_in_general(turn.text) and Ask.WHY not in request.asks:
            # "By telephone, too?" has a fact of its own; the numbers answer how often and for how long.
            if request.asks & NUMBERS or not await answer_from_facts(turn, "loan_policy", after=("loans",)):
                await terms(turn)
        else:
            ask_sign_in(turn)
        return
    out = await turn.library.loans(turn.patron_id)
    if not out:
        turn.say("utter_renew_nothing")
        return
    if turn.entity("which") == "choose":
        choose(turn, out)
        return
    fates = fates_told(turn, said, out)
    if fates is not None and request.condition is not Condition.OTHER:
        # "All but Emma, which I have read": what is said of that one beside orders nothing.
        left = fates.left if fates.whole or fates.left else ()
        await do(turn, [out[at] for at in fates.wanted], left=[out[at] for at in left])
        return
    rest, least = part_fallback(turn.text)
    if least and not turn.is_payload and only_names(least, [loan.title for loan in out]):
        # "Both, or at least Emma": that one is among them.
        _shorten(turn, rest)
        request = request_of(turn, "renew")
    if request.kind is Kind.REFUSAL and not _asks_negatively(turn.text):
        await leave_alone(turn, out, request)
        return
    _widen(turn, out)
    meant = await _of_catalogue(turn, _known(turn, pick(turn, "loan", out, request)), request)
    meant = _of_those_told(turn, meant, out)
    if request.left_out and len(meant.things) > 1 and not (meant.left or meant.left_unknown or turn.is_payload):
        # "Those, but not the Don Quixote": what is left out was not understood, so it is asked which.
        meant = Pick(of=1)
    unread = _restricts_unread(turn, out, meant)
    if not meant.things and not meant.left and not request.whole and (told := described_before(turn, out)) is not None:
        meant, unread = Pick((told,)), False
    if meant == Pick() and not request.whole and not unread and (loan := _last_told(turn, out)) is not None:
        meant = Pick((loan,))
    if not meant.things and not meant.left and not unread and _REST.search(fold(turn.text)):
        # «بقیه چی، اونارم میشه یه جا تمدید کنی؟»: where nothing was seen to before, it names none all the same.
        meant = Pick(rest_of(turn, "loan", out))
    if meant == Pick() and not request.whole and not unread and (them := _them(turn, out)):
        meant = Pick(them)
    if meant.things and not meant.everything and not meant.left and (it := _it_too(turn, out)) is not None:
        meant = replace(meant, things=tuple(dict.fromkeys((it, *meant.things))))
    if meant == Pick() and (placed := _placed(turn, out)):
        meant = Pick(placed)
    if meant.beyond:
        beyond(turn, out)
    elif (
        not turn.is_payload
        and not meant.left
        and len(meant.things) in (0, len(out))
        and _NOT_ALL.search(fold(turn.text))
    ):
        # "Renew my books, but not all of them": which, is still to be said.
        choose(turn, out)
    elif request.kind is Kind.REFUSAL:
        # "Renewal isn't needed for Emma, is it?" asks of that one.
        await check(turn, meant.left or meant.things or out, request)
    elif not _is_ordered(turn):
        await check(turn, _not_denied(turn, meant.things or out) or _not_denied(turn, out) or out, request)
    elif request.kind is not Kind.ORDER or request.condition is Condition.OTHER:
        await check(turn, meant.things or out, request)
    elif meant.left_unknown and not _is_name(meant.unknown, len(out)):
        # "All but the first": which is the first, no list has told yet; what else is left out was not understood.
        choose(turn, out)
    elif meant.left_unknown:
        turn.show("loan", [loan.id for loan in out])
        turn.say("utter_renew_except_unknown", status="clarified", title=meant.unknown, loans=_lines(out))
        _await_places(turn, out)
    elif meant.unknown and not meant.things:
        turn.show("loan", [loan.id for loan in out])
        turn.say(
            "utter_renew_unknown", status="clarified", title=meant.unknown, loans=_lines(out), choices=_one_by_one(out)
        )
        _await_places(turn, out)
    elif meant.left and meant.everything and not (request.whole or orders_to_renew(turn.text)):
        # That something stays as it is orders nothing of all the others.
        choose(turn, out)
    elif meant.left and not meant.things:
        turn.say("utter_renew_left_all", titles=_titles(meant.left))
    elif meant.left:
        await do(turn, meant.things, meant.others, left=meant.left)
    elif unread and (meant.everything or not meant.things):
        # "Renew all that I borrowed in November": never more than was spoken of.
        choose(turn, out)
    elif len(meant.things) == 1 or (meant.things and not meant.everything):
        await do(turn, meant.things, meant.others)
    elif _orders_all(turn, request) and not meant.of:
        await do(turn, meant.things or out)
    elif meant.of:
        choose(turn, out)
    elif len(out) == 1:
        await do(turn, out)
    else:
        ask(turn, meant.things or out)


def fates_told(turn: Turn, text: str, out: Sequence[Loan]) -> Fates | None:
    """Give what a text that orders a renewal says of single loans that it leaves out; None where it leaves none out."""
    return None if turn.is_payload else told_of_each(text, [Owned(loan.title, loan.author) for loan in out])


def _is_name(words: str, count: int) -> bool:
    """Tell whether words that fit no loan may name one, and are no place in a list."""
    return may_be_name(words) and find_choice(words) is None and not find_places(words, count)


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


def _without_telling(text: str) -> str:
    """Give an order without what is to be told beside it; a text that orders nothing else as it is."""
    rest = _TELLING.sub("", _TOLD_IF_NOT.sub(" ", text)).strip(" ,،")
    return rest if rest != text and orders_to_renew(rest) else text


def _excepted(text: str) -> str:
    """Say "only X not" as "except X", which is read as leaving it out."""
    return _ONLY_NOT.sub(lambda found: f"جز {found[1]}" if found[1] else f"joz {found[2]}", text)


def _shorten(turn: Turn, text: str) -> None:
    """Leave words out of what is said, and what was found in them."""
    if text == turn.text:
        return
    turn.text = text
    turn.entities = {
        name: [one for one in values if one in text] if name == "title" else values
        for name, values in turn.entities.items()
        if name != "which"
    }


async def _cancels_reservation(turn: Turn) -> bool:
    """Take an order that only cancels, read as a renewal behind a list of reservations, as what it is."""
    shown = (turn.slot("shown") or {}).get("kind")
    deeds = {deed_of(sentence.words) for sentence in sentences(turn.text)} - {None}
    if turn.is_payload or shown != "hold" or deeds != {"cancel"}:
        return False
    turn.intent = "cancel_hold"
    await HANDLERS["cancel_hold"].handler(turn)
    return True


def _restricts_unread(turn: Turn, out: Sequence[Loan], meant: Pick[Loan]) -> bool:
    """Tell whether the message says which of the loans are meant, and that is not understood."""
    read = (meant.things and not meant.everything) or meant.left
    return not turn.is_payload and not read and len(out) > 1 and restricts(turn.text)


def _widen(turn: Turn, out: Sequence[Loan]) -> None:
    """Let places beyond the one loan just told of count among all, by due date: "renew the first and the second"."""
    choice, shown = choice_of(turn), turn.shown("loan")
    if choice is None or choice.kind != "indexes" or len(shown) != 1 or max(choice.indexes) < _SECOND:
        return
    if max(choice.indexes) <= len(out):
        turn.show("loan", [loan.id for loan in sorted(out, key=lambda one: one.due_date)])


_SECOND = 2


def _asks_negatively(text: str) -> bool:
    """Tell whether "can't it be renewed?" is asked, and nothing is forbidden: «تا وقتی نشه، نمیشه تمدید کرد؟».

    What is asked behind a refusal, "no renewal. What would Saturday cost?", is something else.
    """
    asked = [sentence for sentence in sentences(text) if sentence.asked and _asks_of_renewing(sentence.words)]
    words = re.findall(r"\w+", fold(text))
    forbidden = NEGATED_COMMANDS - _PASSIVE
    return bool(asked) and not any(word in forbidden or word == "don't" for word in words)


def _asks_of_renewing(words: Sequence[str]) -> bool:
    """Tell whether the last clause that says something is of renewing: it is the one that asks."""
    said = [clause for clause in clauses(words) if len(clause) >= _SAYING or deed_of(clause)]
    return bool(said) and deed_of(said[-1]) == "renew"


_SAYING = 3


@listens
async def hear_denied(turn: Turn) -> bool:
    """Leave alone what is denied where a question of renewals waits, and ask about the rest; nothing is done."""
    pending: dict[str, Any] = turn.slot("pending") or {}
    if turn.is_payload or turn.patron is None or pending.get("do") != "renew" or not denies(turn.text):
        return False
    word = find_word(turn.text)
    if (word is not None and not word.rest) or read_request(turn.text, "renew").kind is Kind.REFUSAL:
        return False
    if orders_longer(turn.text):
        return False
    wanted = pending["args"].get("ids", [])
    out = [loan for loan in await turn.library.loans(turn.patron_id) if loan.id in wanted]
    left = _not_denied(turn, out)
    if left and len(left) < len(out):
        turn.intent = "renew"
        turn.set("pending", None)
        await check(turn, left)
        return True
    agreed = turn.intent == "affirm" or (word is not None and word.kind == "yes")
    return agreed and ask_once_more(turn)


_PERHAPS = re.compile(
    r"\b(?:maybe|perhaps|might|not sure)\b|(?<!\w)(?:شاید|احتمالا|شک دارم|مطمئن نیستم)(?!\w)|\b(?:shayad|ehtemalan)\b"
)


def _is_ordered(turn: Turn) -> bool:
    """Tell whether the message orders it where it says no to something, or asks: else it is asked first."""
    if not turn.is_payload and _PERHAPS.search(fold(turn.text)):
        return False
    if turn.is_payload or not (denies(turn.text) or turn.text.rstrip().endswith(("?", "؟"))):
        return True
    return orders_longer(turn.text)


def _not_denied(turn: Turn, out: Sequence[Loan]) -> list[Loan]:
    """Give the loans that the message does not name beside a no."""
    named = find_named(tuple(words_of(denied_of(turn.text))), [loan.title for loan in out]).places
    return [loan for place, loan in enumerate(out) if place not in named]


def beyond(turn: Turn, out: Sequence[Loan]) -> None:
    """Say that the list just shown has no other, or no such place; of several it is asked which."""
    order = turn.shown("loan")
    shown = [loan for wanted in order for loan in out if loan.id == wanted]
    if len(shown) > 1:
        _await_places(turn, shown)
    say_beyond(turn, "loan", shown, len(order))


def ask(turn: Turn, out: Sequence[Loan]) -> None:
    """Show the loans, unless they were just shown, and ask before renewing more than one."""
    shown = set(turn.shown("loan")) == {loan.id for loan in out}
    order = turn.shown("loan") if shown else [loan.id for loan in out]
    turn.show("loan", order)
    ref = turn.await_("renew", "yes", ids=order)
    turn.say(
        "utter_renew_ask_shown" if shown else "utter_renew_ask",
        status="clarified",
        again="utter_renew_ask_shown",
        count=len(out),
        loans=_lines(out),
        choices=[
            yes(ref, "utter_button_renew_all"),
            choice("utter_button_choose", "renew", which="choose"),
            no(ref),
        ],
    )


def choose(turn: Turn, out: Sequence[Loan]) -> None:
    """Let the patron choose from the loans."""
    turn.show("loan", [loan.id for loan in out])
    _await_places(turn, out)
    turn.say("utter_renew_choose", status="clarified", loans=_lines(out), choices=_one_by_one(out))


@pending_action("renew", signed_in=True)
async def renew_agreed(turn: Turn, args: dict[str, Any], reply: PatronReply) -> None:
    """Renew what the patron agreed to, or chose from the list."""
    wanted = list(args.get("ids", []))
    if reply.kind == "places":
        wanted = [wanted[place] for place in reply.places]
    elif args.get("choose"):
        # A bare "yes" chooses nothing.
        out = [loan for loan in await turn.library.loans(turn.patron_id) if loan.id in wanted]
        if len(out) > 1:
            choose(turn, out)
            return
    out = [loan for loan in await turn.library.loans(turn.patron_id) if loan.id in wanted]
    if out:
        await do(turn, out)
    else:
        turn.say("utter_renew_nothing")


def _last_told(turn: Turn, out: Sequence[Loan]) -> Loan | None:
    """Give the one loan that was just spoken of, where words name none: "can you give me a week more?"."""
    last = turn.thread.last
    if (
        turn.is_payload
        or last is None
        or last.kind != "loan"
        or len(last.things) != 1
        or _SEVERAL.search(fold(turn.text))
    ):
        return None
    return next((loan for loan in out if loan.id == last.things[0]), None)


def _known(turn: Turn, meant: Pick[Loan]) -> Pick[Loan]:
    """Keep of the names that fit no loan those that may be titles: everyday words of a request name nothing."""
    if not (meant.unknown or meant.others) or turn.is_payload:
        return meant
    quoted = any(mark in turn.text for mark in '«»“”"')
    names = [name for name in (meant.unknown, *meant.others) if name and (quoted or may_be_name(name))]
    return replace(
        meant,
        unknown=meant.unknown if meant.unknown in names or meant.left_unknown else "",
        others=tuple(name for name in meant.others if name in names),
    )


async def _of_catalogue(turn: Turn, meant: Pick[Loan], request: Request) -> Pick[Loan]:
    """Keep of the names that fit no loan only what is quoted or a title of the catalogue: else it is a part of the order.

    "Extend it as far as it goes" names no book that is not among the loans.
    """
    quoted = any(mark in turn.text for mark in '«»“”"')
    if turn.is_payload or quoted or not meant.unknown or meant.left_unknown or meant.things:
        return meant
    if request.whole and fold(meant.unknown).split()[0] in _ALL_OF:
        # "All of tehm" is all of them.
        return replace(meant, unknown="")
    if turn.entity("title") and is_nameable(turn.entity("title") or "", turn.text):
        return meant
    page = await turn.library.search(meant.unknown, limit=1)
    return meant if page.titles and not page.corrected else replace(meant, unknown="")


_ALL_OF = frozenset("all every everything both each همه هر تمام تمامی کل hame tamame".split())


def _orders_all(turn: Turn, request: Request) -> bool:
    """Tell whether all are ordered to be renewed: "renew everything", or the button that says so."""
    choice = choice_of(turn)
    rest = choice is not None and choice.kind == "rest"
    return not rest and bool(request.whole or (choice is not None and choice.kind == "all"))


def _them(turn: Turn, out: Sequence[Loan]) -> tuple[Loan, ...]:
    """Give the loans that were just told of where "just renew them" means these, and no fewer: "those two" may be others."""
    last, said = turn.thread.last, _THEM.search(fold(turn.text))
    if said is None or last is None or last.kind != "loan":
        return ()
    listed = set(turn.shown("loan"))
    # Of those that were told of, the ones in the list: it may be narrower than what was said of all of them.
    told = [wanted for wanted in last.things if wanted in listed] or last.things
    shown = tuple(loan for wanted in told for loan in out if loan.id == wanted)
    if len(shown) < _SECOND:
        return ()
    counted = said["many"] or said["chand"] or _LATIN_COUNTS.get(said["latin"] or "")
    return shown if counted is None or number_of(counted) == len(shown) else ()


_LEAVES_OUT = re.compile(
    r"\b(?:except|apart from|other than|besides|save|without|but not|not the|but leave|leave)\b|(?<!\w)(?:بجز|به جز|جز|غیر از|الا|مگر|ولی|نه)(?!\w)|\b(?:joz|bejoz|gheyr az|vali|na)\b"
)


def _of_those_told(turn: Turn, meant: Pick[Loan], out: Sequence[Loan]) -> Pick[Loan]:
    """Keep "those", and "those, but not Emma", to the loans that were just told of, where these are fewer than all."""
    them = () if turn.is_payload or (meant.things and not meant.everything) else _them(turn, out)
    if not them or len(them) == len(out) or meant.left_unknown:
        return meant
    if not meant.left and _LEAVES_OUT.search(fold(turn.text)):
        # What is left out was not understood: never more than was spoken of.
        return Pick(of=1)
    left = {loan.id for loan in meant.left}
    return replace(
        meant, things=tuple(loan for loan in them if loan.id not in left), everything=False, unknown="", others=()
    )


_LATIN_COUNTS = {"do": "2", "se": "3", "chahar": "4", **{digit: digit for digit in "23456789"}}


def _placed(turn: Turn, out: Sequence[Loan]) -> tuple[Loan, ...]:
    """Give the loans whose places in the list just shown are said within a sentence: "longer for the second and the fourth"."""
    last = turn.thread.last
    told = turn.shown("loan") or (last.things if last is not None and last.kind == "loan" else ())
    order = [loan for wanted in told for loan in out if loan.id == wanted]
    return tuple(order[place] for place in find_places(turn.text, len(order))) if len(order) > 1 else ()


_NOT_ALL = re.compile(
    r"\bnot (?:all|every\w*)\b|(?<!\w)نه (?:همه|همش|همشون|کل|تمام)\w*|(?<!\w)همه\w*(?: ?(?:رو|را))? نه(?!\w)|\bna (?:hame|hamash)\w*"
)


def _it_too(turn: Turn, out: Sequence[Loan]) -> Loan | None:
    """Give the loan spoken of a moment ago where it is ordered beside one that is named: "extend it, and Emma as well"."""
    last = turn.thread.last
    if turn.is_payload or last is None or last.kind != "loan" or len(last.things) != 1 or last.result == "done":
        return None
    if denies(turn.text) or _NO_MORE.search(fold(turn.text)):
        # «این رو خوندم و بوف کور رو تمدید کن» orders one.
        return None
    found = _IT_AND.search(fold(turn.text))
    return next((loan for loan in out if loan.id == last.things[0]), None) if found is not None else None


def _without_left(text: str) -> str:
    """Give an order without "not the others"; a text that only refuses, or refuses the rest by its own verb, as it is."""
    kept = without_rest_left(text)
    if kept == text or _REFUSES_IT.search(fold(text)):
        return text
    return kept if any(deed_of(sentence.words) == "renew" for sentence in sentences(kept)) else text


_REFUSES_IT = re.compile(
    r"(?:نمی ?خوا\w{0,4}|لازم نیست|نمی ?خواد) (?:که )?(?:هیچ\w* )?تمدید|\b(?:don'?t|do not|not to) renew (?:the )?(?:rest|others?)|\bnemi ?kh\w{1,4} tamdid"
)
_NO_MORE = re.compile(
    r"\b(?:finished|read it|done with|don'?t|do not|not|bring it back|return it)\b|خوند\w{1,3}|تموم(?:ش)? کرد|نمی ?خوا|بی ?خیال|نکن|لازم ندار|پس (?:می ?د|می ?ار|می ?آر)|\b(?:khoo?ndam|nemikh\w{1,3}|bikhial|nakon)\b"
)
_IT_AND = re.compile(
    r"\b(?:renew|extend|prolong|keep) (?:it|that|this)(?: one)?\b[^?]{0,30}\b(?:and|also|plus|as well|too)\b"
    r"|(?<!\w)(?:تمدیدش (?:کن\w*|بکن\w*|لطفا)|(?:این|اون|همین|همون|آن)(?:و| رو| را| یکی رو| یکی را)(?: تمدید کن\w*)?)[^؟?]{0,20}(?<!\w)(?:و|هم|همچنین|همینطور|به علاوه)(?!\w)"
    r"|\b(?:tamdidesh kon\w*|(?:in|un|oon|hamin|hamoon)o)\b[^?]{0,20}\b(?:va|ham)\b"
)
_REST = re.compile(
    r"\b(?:the rest|the (?:other|remaining) (?:ones|books|loans|items|two|three|four)|the others)\b|(?<!\w)(?:بقیه|باقی|مابقی)\w*|\bbaghi\w*"
)
_THEM = re.compile(
    r"\b(?:renew|extend|prolong) (?:only |just )?(?:them|those|these)\b(?: (?P<many>two|three|four|five|six|[2-9])\b)?"
    r"|(?<!\w)(?:این|اون|آن|همین|همون|همان) ?(?P<chand>دو|سه|چهار|پنج|[2-9]) ?تا(?: رو| را)?(?: برام| برای من)? ?(?:تمدید|renew)|(?<!\w)(?:اینا|اونا|اینها|آنها|اینارو|اونارو|همینا|همونا|همینها|همان ?ها|همانها|همینارو|همونارو)(?: رو| را)?(?: برام| برای من)? ?(?:تمدید|renew)|تمدیدشون\b|\btamdideshun|tamdideshoon"
    r"|\b(?:hamoon|hamun|hamin|oon|un|in) ?(?P<latin>do|se|chahar|[2-9]) ?ta(?: ro)? (?:tamdid|renew)|\b(?:hamuna|hamoona|hamina|oona|una|inaro|unaro|oonaro|hamunaro|hamoonaro)(?: ro)? (?:tamdid|renew)"
)


async def do(turn: Turn, loans: Sequence[Loan], others: Sequence[str] = (), *, left: Sequence[Loan] = ()) -> None:
    """Renew loans and report what became of each, of what was to be left alone (`left`), and of names of no loan."""
    turn.set("pending", None)
    if others:
        loans, others = await _with_other_names(turn, loans, others)
    async with doing(turn, "loans"):
        outcomes = await turn.library.renew(
            turn.patron_id, [loan.id for loan in loans], key=turn.key("renew"), conversation=turn.conversation
        )
    if len(loans) == 1 and not left:
        turn.point("loan", loans[0].id, "renew")
    else:
        # Numbered as they are told now, with what was left as it is.
        turn.show("loan", [loan.id for loan in (*loans, *left)])
    turn.take("loan", [loan.id for loan in loans])
    done = [loan.id for loan, outcome in zip(loans, outcomes, strict=True) if outcome.ok]
    asked = [loan.id for loan, outcome in zip(loans, outcomes, strict=True) if outcome.status == "requested"]
    refused = [loan.id for loan in loans if loan.id not in done and loan.id not in asked]
    stays = [loan.id for loan in left]
    for things, result in ((stays, "left"), (refused, "refused"), (asked, "told"), (done, "done")):
        if things:
            turn.did(
                "renew",
                kind="loan",
                things=things,
                title=loans[0].title if len(loans) == 1 and result != "left" else "",
                result=result,
                undo="renewed" if result == "done" else "",
            )
    if len(outcomes) == 1 and (not left or outcomes[0].refusal is not None):
        # "None of the 1" is said of nothing.
        await _report_one(turn, outcomes[0], loans[0])
    else:
        _report(turn, outcomes, loans, left)
    if others:
        turn.say("utter_renew_not_yours", status="refused", titles=titles_listed(others))


_OF_ONESELF = re.compile(
    r"\b(?:i|i've|i'm|my|forgot|forgotten|need|want)\b|(?<!\w)(?:یادم|رمزم|رمزمو|کارتم|کارتمو|گم کردم|می ?خوام|لازم دارم)(?!\w)|\b(?:yadam|ramzam|kartam|mikham)\b"
)


async def _with_other_names(turn: Turn, loans: Sequence[Loan], others: Sequence[str]) -> tuple[list[Loan], list[str]]:
    """Add the loans that the catalogue knows by the names of no loan: «هابیت» for The Hobbit; give what names are left."""
    out, left = list(loans), []
    quoted = any(mark in turn.text for mark in '«»“”"')
    titled = {fold(title) for title in turn.entities.get("title", [])} | set(turn.entities.get("title", []))
    own = [loan for loan in await turn.library.loans(turn.patron_id) if loan.title_id]
    for name in others:
        page = await turn.library.search(name, limit=_LOOKED_AT)
        found = {title.id for title in page.titles} if not page.corrected else set()
        named = [loan for loan in own if loan.title_id in found]
        if len(named) != 1:
            # What no catalogue knows and speaks of oneself, "forgot my PIN", is no title.
            told = not (page.titles or quoted or name in titled) and _OF_ONESELF.search(fold(name)) is not None
            left += [] if told else [name]
        elif named[0].id not in {loan.id for loan in out}:
            out.append(named[0])
    return out, left


_LOOKED_AT = 3


async def _report_one(turn: Turn, outcome: RenewOutcome, loan: Loan) -> None:
    title = outcome.title or loan.title
    if outcome.status == "requested":
        hold_on_to(turn, str(outcome.request), "renew", quiet=True)
        turn.say(
            "utter_renew_requested_again" if outcome.repeated else "utter_renew_requested",
            title=title,
            number=outcome.request,
            due=as_date(loan.due_date),
        )
    elif outcome.ok:
        turn.say(
            "utter_renewed",
            title=title,
            due=as_date(outcome.new_due_date),
            fee=nested("utter_part_renewed_fee", fee=money(outcome.fee)) if outcome.fee else None,
        )
    elif outcome.status == "unconfirmed":
        turn.say("utter_renew_unconfirmed", status="error")
    else:
        turn.say(
            "utter_renew_refused",
            status="refused",
            title=title,
            due=as_date(loan.due_date),
            reason=await reasons(turn, replace(loan, refusal=outcome.refusal)),
            choices=[librarian()],
        )


def _report(turn: Turn, outcomes: Sequence[RenewOutcome], loans: Sequence[Loan], left: Sequence[Loan] = ()) -> None:
    done = sum(outcome.ok for outcome in outcomes)
    stays = [{"line": nested("utter_part_left_alone", title=loan.title, due=as_date(loan.due_date))} for loan in left]
    told = [outcome_line(outcome, loan) for loan, outcome in zip(loans, outcomes, strict=True)]
    lines = {"list": [*told, *stays], "line": "utter_line_outcome"}
    if any(outcome.status == "requested" for outcome in outcomes):
        turn.say("utter_renew_requested_all", outcomes=lines)
    elif done == len(outcomes) and left:
        turn.say("utter_renewed_but", outcomes=lines)
    elif done == len(outcomes):
        turn.say("utter_renewed_all", count=done, outcomes=lines)
    elif done:
        turn.say("utter_renewed_some", count=done, refused=len(outcomes) - done, outcomes=lines)
    else:
        turn.say("utter_renewed_none", status="refused", count=len(outcomes), outcomes=lines, choices=[librarian()])


@undoes("renewed")
async def renewal_undone(turn: Turn, _act: Act) -> None:
    """Say that a renewal stands: bringing it back earlier does no harm."""
    turn.say("utter_renew_stands", status="refused", choices=[librarian()])


def _titles(loans: Sequence[Loan]) -> Fact:
    return titles_listed(loan.title for loan in loans)


def _lines(out: Sequence[Loan]) -> dict[str, Any]:
    return {"list": [loan_line(loan) for loan in out], "line": "utter_line_loan"}


def _one_by_one(out: Sequence[Loan]) -> list[OfferedChoice]:
    return [item("renew", "loan", loan) for loan in out[:8]]


def _await_places(turn: Turn, out: Sequence[Loan]) -> None:
    turn.await_("renew", "one", ids=[loan.id for loan in out], titles=[loan.title for loan in out], choose=True)
