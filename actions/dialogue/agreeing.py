"""A yes, a no or a cancel: what it does where something waits, was offered or just done, and the words beside it."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from typing import Any

from actions.dialogue.holding_back import asks_first, forbids
from actions.dialogue.own_things import own_things
from actions.dialogue.pending import leave, run_pending
from actions.dialogue.references import find_reference
from actions.dialogue.sign_in import say_sign_in
from actions.dialogue.thread import Act, Offer
from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.values import values_of
from actions.facts.choices import OfferedChoice, choice, librarian
from actions.rasa.registry import HANDLERS, UNDOINGS, PatronReply
from language.normalise import fold
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.hold_changes import asks_what_is_lost
from language.requests.deeds.ordering import ordered_beside, orders_to_hold, orders_to_move, orders_to_renew
from language.requests.own.own_names import find_own
from language.requests.speech.corrections import find_correction
from language.requests.speech.denials import denies
from language.requests.speech.request import read_request
from language.requests.speech.taking_back import find_taken_back
from language.requests.speech.yes_and_no import Word, find_word, leaves_as_is, puts_off
from library.values import Hold, Loan

__all__ = ["THEN", "agree", "agree_and_go_on", "deed_of", "undo"]

CONTROLS = frozenset({"affirm", "deny", "cancel"})
# "OK, change it then"; what is put off, refused or asked changes nothing.
_CHANGES_IT = re.compile(
    r"^(?!.*(?:\b(?:not|n't|don't|never|no need|leave|wait|later|yet|first|but|if)\b|\?|؟|(?<!\w)(?:نه|ن(?:کن|ده|دید|دین)\w*|نمیخوا\w*|لازم نیست|صبر|بعدا|اول|ولی|اما|اگه|اگر)(?!\w)))"
    r".*(?:\b(?:change|move|switch|transfer|send) (?:it|that|this|them)\b|(?<!\w)(?:عوضش|عوض|تغییرش|تغییر|منتقلش|منتقل|جابجاش|جابجا|بفرستش|بفرستینش)(?!\w)|\b(?:avazesh|avaz|taghiresh|taghir|befrestesh|montaghelesh) ?(?:kon\w*|bed\w*)?)"
)
# Said beside a yes, these deny nothing.
_HARMLESS = re.compile(
    r"\b(?:no (?:problem|worries)|not at all|don't (?:worry|mind)|why not)\b|(?:مشکلی|ایرادی|اشکالی) ?(?:نیست|ندار\w*)|چرا که نه|چرا نه"
)
_INTENT = {"yes": "affirm", "heard": "affirm", "no": "deny", "cancel": "cancel"}
# So many words beside a yes or a no are a question of their own.
_OWN_WORDS = 3
_LEFT_WORDS = 9
# What is done by a yes, by its deed; another deed beside it is ordered anew.
_DEED_OF = {"renew": "renew", "hold": "hold", "cancel_hold": "cancel", "move_hold": "move", "notices": "notices"}
# What a waiting action does is mostly the intent of its name.
_ACT_OF = {"hold_at": "hold", "hold_title": "hold", "cancel_hold_which": "cancel_hold", "complain": "complaint"}


def deed_of(pending: dict[str, object] | None) -> str | None:
    """Name the deed that a waiting action does ("renew", "hold", "cancel", "move"); None for any other."""
    return _DEED_OF.get(str((pending or {}).get("do")))


async def agree(turn: Turn) -> LookStep:
    """Do what a yes, a no or a cancel means here; the turn is read on without that word where it means nothing."""
    if _cancels_hold(turn):
        # "I can't come, cancel it" takes back no question: the reservation just spoken of is meant.
        turn.intent = "cancel_hold"
        return LookStep.RUN
    word = find_word(turn.text)
    if (word is None or word.rest) and _leaves_it(turn):
        # "Then leave it as it was, thank you" is a no, whatever thanks it was read as.
        turn.intent = "deny"
        return LookStep.RUN
    if _is_left(turn):
        # "OK, leave it there" is content with what was done; only a no takes it back.
        content = turn.intent == "affirm" or (word is not None and word.kind not in {"no", "cancel"})
        if content or not await undo(turn):
            turn.intent = "deny"
            turn.say("utter_left_alone")
        return LookStep.DONE
    if word is None:
        return LookStep.ON
    if not word.rest:
        return await _alone(turn, word)
    if turn.slot("pending"):
        if word.leads and word.kind == "yes":
            waits_for_yes = turn.slot("pending").get("awaits") == "yes"
            if waits_for_yes and _is_no(turn.text, deed_of(turn.slot("pending"))):
                # "Yes, don't change it" agrees to what was said, and not to the deed.
                turn.intent = "deny"
                return LookStep.RUN
            if await _yes_and(turn, word):
                return LookStep.DONE
        if turn.intent in CONTROLS and _says_more(turn, word):
            # «شنبه میارمش، جمعه که نمیشه، نه؟» is a question of its own, and no answer to the one that waits.
            _read_rest(turn)
        return LookStep.ON
    # A correction is read with what it corrects.
    if turn.intent in CONTROLS and (turn.thread.last is None or find_correction(turn.text) is None):
        _read_rest(turn)
    return LookStep.ON


def _cancels_hold(turn: Turn) -> bool:
    """Tell whether a reservation is to be cancelled that was just told of, where no other question waits for a no."""
    waits = str((turn.slot("pending") or {}).get("do") or "")
    last = turn.thread.last
    if turn.is_payload or turn.intent not in CONTROLS or last is None or last.kind != "hold" or last.act == "hold":
        return False
    if not orders_to_cancel(turn.text) or leaves_as_is(turn.text):
        return False
    said = fold(turn.text)
    if waits:
        # "No, cancel that, leave it at Saadi" is a no to the other branch.
        return waits.startswith("move_hold") and _CANCELS_HOLD.search(said) is not None
    return (_CANCELS_HOLD.search(said) or _CANCELS_IT.search(said)) is not None and _STAYS.search(said) is None


_CANCELS_IT = re.compile(
    r"\bcancel (?:it|that|this|them|both)\b|(?<!\w)(?:لغوش|کنسلش|باطلش|حذفش)(?!\w)|\b(?:laghv|kansel|cancel)esh\b"
)
_CANCELS_HOLD = re.compile(
    r"\bcancel (?:my|the|that|this) (?:reservation|hold|booking)\b"
    r"|(?<!\w)(?:رزرو|نوبت)\w{0,4} (?:رو |را )?(?:لغو|کنسل|باطل|حذف)|\brezerv\w{0,4} (?:ro |ra )?(?:laghv|kansel|cancel)"
)
_STAYS = re.compile(
    r"\b(?:keep|stays?|leave|move|transfer|never ?mind)\b|(?<!\w)(?:همون|همان|بمون\w*|بمان\w*|باشه)(?!\w)"
)


def _leaves_it(turn: Turn) -> bool:
    """Tell whether what waits for a yes is to stay as it is, and nothing else is said."""
    pending = turn.slot("pending") or {}
    few = len(turn.text.split()) <= _LEFT_WORDS and not turn.text.rstrip().endswith(("?", "؟"))
    if not few or pending.get("awaits") != "yes" or deed_of(pending) is None or turn.is_payload:
        return False
    # "I still need it", «لازمش دارم» keeps a reservation that was to go, and wants a loan renewed.
    taken = find_taken_back(turn.text) if deed_of(pending) in _TAKING_AWAY else None
    stays = taken is not None and taken.stays and not taken.rest
    return stays or (leaves_as_is(turn.text) and (turn.rest is None or turn.rest.intent in CONTROLS | {"thanks"}))


# Deeds that change or end what somebody has; the others give it, or give more of it.
_TAKING_AWAY = frozenset({"cancel", "move"})


def _is_left(turn: Turn) -> bool:
    """Tell whether all that is wanted is that a thing stays as it is, where no question waits for that."""
    few = len(turn.text.split()) <= _LEFT_WORDS and not turn.text.rstrip().endswith(("?", "؟"))
    return few and not turn.slot("pending") and turn.intent in CONTROLS and leaves_as_is(turn.text)


def _says_more(turn: Turn, word: Word) -> bool:
    """Tell whether a word stands at the end of a question, or before one, and is not the answer to what waits."""
    asks = turn.text.rstrip().endswith(("?", "؟")) or (word.kind == "yes" and asks_first(turn.text))
    return asks and len(word.rest.split()) >= _OWN_WORDS


def _is_no(text: str, deed: str | None) -> bool:
    return "?" not in text and "؟" not in text and forbids(text, deed)


async def _alone(turn: Turn, word: Word) -> LookStep:
    """Settle a message that is this word and nothing more."""
    pending = turn.slot("pending")
    if pending:
        # A score and a title may be such a word.
        if pending.get("awaits") == "score" or (pending.get("awaits") == "words" and word.kind == "heard"):
            return LookStep.ON
        # Whatever it was read as: it is the answer to a question.
        # "Yes, don't", «آره نکن» agrees to what was said, and not to the deed.
        unsaid = word.kind == "yes" and word.kinds[-1] == "no" and pending.get("awaits") == "yes"
        turn.intent = "deny" if unsaid else _INTENT[word.kind]
        return LookStep.RUN
    if word.kind == "cancel":
        return LookStep.DONE if await undo(turn) else LookStep.ON
    if word.kind == "no":
        return LookStep.ON
    # A mere "ok" to a button is none to press it, and none to be given over to a person.
    offers = [
        offer for offer in turn.thread.offers() if word.kind == "yes" or (offer.asked and offer.intent != "human_help")
    ]
    if len(offers) == 1:
        _accept(turn, offers[0])
        return LookStep.RUN
    if len(offers) > 1:
        turn.intent = "affirm"
        if len({offer.intent for offer in offers}) == 1:
            turn.say("utter_which_one", status="clarified")
        else:
            turn.say("utter_which_offer", status="clarified", choices=[_button(offer) for offer in offers])
        return LookStep.DONE
    return _to_nothing(turn, word)


def _to_nothing(turn: Turn, word: Word) -> LookStep:
    """Answer a yes where nothing was offered: the sign-in waits, or it is done already, or it was only heard."""
    done = turn.thread.just_done()
    if turn.slot("resume") and turn.patron is None:
        say_sign_in(turn)
    elif word.kind == "yes" and done is not None and done.again is not None:
        turn.acts.append(done)
        turn.say(str(done.again["answer"]), **done.again["facts"])
    elif word.kind == "heard" and turn.intent in CONTROLS | {"out_of_scope", "nlu_fallback"}:
        turn.say("utter_heard")
    else:
        return LookStep.ON
    turn.intent = "affirm"
    return LookStep.DONE


async def _yes_and(turn: Turn, word: Word) -> bool:
    """Do what waits for a yes, where the other words of the message only say the same again."""
    pending = turn.slot("pending")
    if pending.get("awaits") != "yes" or asks_first(turn.text) or puts_off(turn.text):
        return False
    if forbids(turn.text, deed_of(pending)) or _ONLY_THEN.search(fold(turn.text)):
        return False
    act = _ACT_OF.get(str(pending.get("do")), str(pending.get("do")))
    values = await values_of(turn, word.rest)
    same_branch = values.only and values.branch is not None and values.branch.code == pending["args"].get("branch")
    same_act = turn.rest is not None and turn.rest.intent == act and not turn.rest.entities and not values.any
    # "OK, change it then": the deed that is asked about, in other words.
    same_deed = act == "move_hold" and not values.any and _CHANGES_IT.search(fold(turn.text)) is not None
    same_deed = same_deed and not denies(_HARMLESS.sub(" ", fold(turn.text)))
    if not (same_branch or same_act or same_deed or await _names_just_that(turn, pending, word.rest)):
        return False
    turn.intent = "affirm"
    return await run_pending(turn, PatronReply("yes"))


async def _names_just_that(turn: Turn, pending: dict[str, Any], rest: str) -> bool:
    """Tell whether the words beside a yes only name again what waits for it: "yes, Clean Code only"."""
    args = pending.get("args") or {}
    asked = {str(one) for one in args.get("holds") or args.get("loans") or ()}
    if not asked or turn.patron is None:
        return False
    own = await own_things(turn)
    named: list[Hold | Loan] = [*own.named_holds, *own.named_loans]
    if {str(one.id) for one in named} != asked:
        return False
    theirs = {word for one in named for word in fold(f"{one.title} {one.author}").split()}
    return all(word in theirs or word in _JUST for word in re.findall(r"[\w']+", fold(rest)))


_JUST = frozenset(
    "only just please pls that this one the it book of by فقط همون همین همان اون این یکی لطفا رو را کتاب از faghat hamun hamin un lotfan ro ketab".split()
)


# "Do it, but only the day after it is due" is a yes to something else.
_ONLY_THEN = re.compile(
    r"\bonly (?:when|if|after|once|before|on|from|at|the day|the week|tomorrow|next|in|as long as|until)\b|\b(?:unless|provided|as long as)\b"
    r"|(?:فقط|تنها) (?:وقتی|اگه|اگر|بعد|قبل|روز|فردا|هفته|تا)(?!\w)|(?<!\w)(?:به شرط\w*|مگر)(?!\w)|\bfaghat (?:vaghti|age|bad|ghabl|ruz|rooz|farda|ta)\b"
)


async def agree_and_go_on(turn: Turn) -> bool:
    """Do what waits for a yes, where the message goes on to order something else; the turn is that order then."""
    pending = turn.slot("pending") or {}
    if not turn.is_payload and pending.get("awaits") == "yes" and await _orders_it(turn, pending):
        return True
    word = None if turn.is_payload or not pending else find_word(turn.text)
    if word is not None and word.leads and word.kind == "no" and word.rest and pending.get("awaits") == "yes":
        return _refuses_and_asks(turn)
    if pending.get("awaits") == "yes" and word is None and not turn.is_payload and _agrees_after_hearing(turn.text):
        return await _agrees_and_asks(turn, str(pending.get("do")))
    if word is None or not word.leads or word.kind != "yes" or not word.rest:
        return False
    if pending.get("awaits") != "yes":
        return False
    if turn.text.rstrip().endswith(("?", "؟")) or _asks_behind(_parted(turn.text)[1]):
        return await _agrees_and_asks(turn, str(pending.get("do")))
    waits = _DEED_OF.get(str(pending.get("do")))
    other = next((deed for deed in ("renew", "hold") if deed != waits and ordered_beside(word.rest, deed)), None)
    if waits is None or other is None or denies(word.rest.removesuffix(ordered_beside(word.rest, other))):
        return False
    if forbids(turn.text, waits):
        return False
    if not await run_pending(turn, PatronReply("yes")):
        return False
    turn.text, turn.intent, turn.confidence = ordered_beside(word.rest, other), other, 1.0
    turn.entities, turn.moves = {}, {}
    return True


def _refuses_and_asks(turn: Turn) -> bool:
    """Leave what waits where a first clause is a mere no, and go on with what is asked behind it."""
    first, _, asked = THEN.sub("\0", turn.text, count=1).partition("\0")
    word = find_word(first)
    plainly = word is not None and word.kind == "no" and not word.rest and not _meant_another(asked)
    if not plainly or not asked.rstrip().endswith(("?", "؟")) or len(asked.split()) < _OWN_WORDS:
        return False
    leave(turn)
    turn.text, turn.moves = asked.strip(), {}
    if turn.intent in CONTROLS:
        _read_rest(turn)
        turn.text = asked.strip()
    return True


async def _agrees_and_asks(turn: Turn, do: str) -> bool:
    """Do what plainly gets its yes first, and go on with what is asked behind it: "yes please do it. And is there …?"."""
    first, asked = _parted(turn.text)
    word = find_word(first)
    agrees = (word is not None and word.kind == "yes") or _agrees_after_hearing(turn.text)
    plainly = agrees and _is_plain(turn.text, first, word or Word((), "", leads=True), do)
    if not plainly or do not in _DEED_OF or len(asked.split()) < _OWN_WORDS or _ON_CONDITION.match(fold(asked)):
        return False
    if asks_first(turn.text) or (do == "cancel_hold" and asks_what_is_lost(fold(asked))):
        # What is to be told first may change their mind: the deed waits for its answer.
        return False
    if (
        denies(first)
        or puts_off(turn.text)
        or forbids(turn.text, _DEED_OF[do])
        or not await run_pending(turn, PatronReply("yes"))
    ):
        return False
    rest = turn.rest
    if rest is not None and rest.intent not in CONTROLS:
        turn.intent, turn.confidence, turn.entities, turn.ranking = (
            rest.intent, rest.confidence, dict(rest.entities), list(rest.ranking),
        )  # fmt: skip
    turn.text, turn.moves = asked, {}
    return True


async def _orders_it(turn: Turn, pending: dict[str, Any]) -> bool:
    """Do what waits where a first clause orders just that ("ok, extend it once"), and go on with what is behind it."""
    deed = _DEED_OF.get(str(pending.get("do")))
    first, _, behind = THEN.sub("\0", turn.text, count=1).partition("\0")
    if deed not in _ORDERED or len(behind.split()) < _OWN_WORDS or not _ORDERED[deed](first) or deed == "move":
        return False
    if denies(first) or puts_off(turn.text) or forbids(turn.text, deed) or asks_first(turn.text):
        return False
    if "?" in first or "؟" in first or _ON_CONDITION.match(fold(behind)) or (await values_of(turn, first)).any:
        return False
    at = find_reference(first)
    if at is None or at.kind != "that" or at.corrects or read_request(turn.text, deed).condition is not None:
        # "Reserve Persuasion", "cancel the other one", "renew my card": what waits is something else.
        return False
    if any(value in first for value in turn.entities.get("title", [])) or _meant_another(behind):
        return False
    own = (await own_things(turn)) if turn.patron is not None else None
    named: tuple[Loan | Hold, ...] = () if own is None else (*own.named_loans, *own.named_holds)
    titles = [one.title for one in named]
    if titles and find_own(first, titles, [""] * len(titles)):
        # Another thing may be named: that order is read by itself.
        return False
    if not await run_pending(turn, PatronReply("yes")):
        return False
    read = next((name for name, _ in turn.ranking if name in HANDLERS and name not in {*CONTROLS, deed, "renew"}), None)
    if turn.intent in {*CONTROLS, deed} and read is not None:
        turn.intent, turn.confidence = read, 0.5
    turn.text, turn.entities, turn.moves = behind.strip(), {}, {}
    return True


def _meant_another(behind: str) -> bool:
    """Tell whether what stands behind an order takes it back, or says that it was of another thing."""
    if find_correction(behind) is not None:
        return True
    at = find_reference(THEN.split(behind, maxsplit=1)[0])
    return at is not None and (at.corrects or at.kind in {"other", "place"})


def _agrees_after_hearing(text: str) -> bool:
    """Tell whether "very well", «بسیار خوب», goes on with a plain order to do it, before a question."""
    first, asked = _parted(text)
    lead = THEN.search(first)
    heard = find_word(first[: lead.start()]) if lead is not None else None
    if heard is None or heard.rest or heard.kind not in {"yes", "heard"} or _PLAINLY.search(fold(first)) is None:
        return False
    return asked.rstrip().endswith(("?", "؟")) or _asks_behind(asked)


def _asks_behind(text: str) -> bool:
    """Tell whether what stands behind a yes begins as a question does, whatever sign ends it."""
    return _QUESTION.match(fold(text)) is not None


def _parted(text: str) -> tuple[str, str]:
    """Part a text behind the clauses that agree, or are courtesy beside that: "ok, please go ahead, | do I owe …"."""
    found = THEN.search(text)
    if found is None:
        return text, ""
    end = found
    while (after := THEN.search(text, end.end())) is not None:
        clause = fold(text[end.end() : after.start()]).strip()
        if not clause or _AGREES.fullmatch(clause) is None:
            break
        end = after
    return text[: end.start()], text[end.end() :].strip()


def _is_plain(text: str, first: str, word: Word, do: str) -> bool:
    """Tell whether a first clause agrees in so many words: "do that", the deed's own name, or a mere yes before "by the way"."""
    if _PLAINLY.search(fold(first)) is not None or _ORDERED[_DEED_OF[do]](first) if do in _DEED_OF else False:
        return True
    return not word.rest and _ANOTHER_MATTER.match(text[len(first) :].lower()) is not None


def _never(_text: str) -> bool:
    return False


_ORDERED = {
    "renew": orders_to_renew, "hold": orders_to_hold, "cancel": orders_to_cancel, "move": orders_to_move, "notices": _never,
}  # fmt: skip
_QUESTION = re.compile(
    r"(?:how|when|what|where|which|who|why|until when|is|are|can|could|do|does|will)\b|(?:کی|چند\w*|چقد\w*|کجا\w*|چه|چطور\w*|تا کی)(?!\w)"
)
_ANOTHER_MATTER = re.compile(r"[.!,،؛; ]{1,3}(?:also|btw|by the way|plus|another thing|راستی|ضمناً|ضمنا|همچنین)(?!\w)")
# Where a yes ends, and something else is asked.
THEN = re.compile(
    r"[.!,،؛;\n🙏👍]+ ?(?:(?:and|also|plus|btw|by the way|و|راستی|ضمناً|ضمنا|بعد)[,،]? )?|(?<!\s)\s{1,3}(?:and|also|plus|btw|و|راستی|ضمناً|ضمنا)\s{1,3}",
    re.IGNORECASE,
)
_PLAINLY = re.compile(
    r"\b(?:(?:please|pls|plz)(?! (?:tell|let|wait|hold|say|explain|show|give|answer|stop|don't|first|what|how|is|are|can|could)\b)|do (?:it|that|so)|go ahead|yes do|sure do|(?:that|it)(?:'d| would) be (?:great|nice|lovely|good|perfect|wonderful))\b|(?<!\w)(?:لطفا|لطفن|انجامش?|اقدام|بکن\w*|همین کار\w*|حتما)(?!\w)|\b(?:lotfan|anjam|eghdam|bokon\w*|hatman)\b"
)
# A clause behind a first yes that only says it again, or thanks.
_AGREES = re.compile(
    r"(?:(?:yes|yeah|ok|okay|sure|fine|please|pls|go ahead|do|it|that|this|so|then|would|that'd|be|great|nice|lovely|good|perfect|wonderful|thanks|thank you|thx|cheers|a lot|very much|for me) ?){1,9}"
    r"|(?:(?:بله|آره|اره|باشه|حتما|لطفا|لطفن|ممنون\w{0,2}|مرسی|متشکرم|سپاسگزارم|میشم|می ?شم|خوبه|عالیه|اقدام|انجام|انجامش|همین|همون|کار|کارو|رو|را|کن|کنید|کنین|بکن|بکنید|بکنین|بده|بدید|بدین|دهید|بدهید|بفرما|بفرمایید|فرمایید) ?){1,8}"
    r"|(?:(?:are|bale|bashe|hatman|lotfan|mamnoo?n|mersi|anjam|eghdam|bede|bedid|bedin|kon|konid|bokon|bokonid|hamin|kar|karo|ro|befarmaid) ?){1,8}"
)
_ON_CONDITION = re.compile(r"(?:if|but|only|unless|provided|as long|اگه|اگر|ولی|اما|فقط|به شرط\w*|age|vali|faghat)\b")


def _accept(turn: Turn, offer: Offer) -> None:
    """Do what the button would do."""
    turn.intent, turn.confidence, turn.is_payload = offer.intent, 1.0, True
    turn.text, turn.entities = f"/{offer.intent}", {name: [value] for name, value in offer.entities.items()}


def _button(offer: Offer) -> OfferedChoice:
    return choice(f"utter_intent_{offer.intent}", offer.intent, **offer.entities)


def _read_rest(turn: Turn) -> None:
    """Go on with the other words, since no question waits for the word itself."""
    rest = turn.rest
    if rest is not None:
        turn.text, turn.intent, turn.confidence = rest.text, rest.intent, rest.confidence
        turn.entities, turn.ranking = rest.entities, rest.ranking
        return
    best = next((name for name, _ in turn.ranking if name in HANDLERS and name not in CONTROLS), None)
    turn.intent, turn.confidence = best or "nlu_fallback", 0.0


# What staff were asked to do in the library system: until they have, it is taken back as a case is.
_REQUESTED = frozenset({"renew", "hold", "cancel_hold", "change_pickup"})


async def undo(turn: Turn) -> bool:
    """Take back what was just done; False when nothing was, or something else is going on."""
    done, case = turn.thread.just_done(), turn.recall("case") or {}
    if turn.slot("pending"):
        return False
    told = case and (not case.get("quiet") or case.get("matter") in _REQUESTED)
    if told and int(case.get("age", 0)) <= 1 and "case_withdraw" in HANDLERS:
        turn.intent = "case_withdraw"
        await HANDLERS["case_withdraw"].handler(turn)
        return True
    if done is None or not done.undo:
        return False
    turn.intent, turn.prior = "cancel", done
    take_back = UNDOINGS.get(done.undo)
    if take_back is not None and (turn.patron is not None or not HANDLERS[done.act].needs_patron):
        await take_back(turn, done)
    else:
        _stays(turn, done)
    return True


def _stays(turn: Turn, done: Act) -> None:
    """Say that what was done cannot be taken back here."""
    answer = "utter_undo_renewed" if done.act == "renew" else "utter_undo_not"
    turn.say(answer, status="refused", title=done.title or None, choices=[librarian()])
