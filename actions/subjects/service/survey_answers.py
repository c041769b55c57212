"""Answers to surveys in a chat: pressed or typed, what is said beside them, and what is made good."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from typing import Any

from actions.dialogue.dispatch import run
from actions.dialogue.doing import doing
from actions.dialogue.turn import Turn, nested
from actions.dialogue.wording import word_count
from actions.facts.case_lines import due_day
from actions.facts.choices import OfferedChoice, choice, librarian, menu
from actions.rasa.registry import PatronReply, listens, pending_action
from actions.subjects.cases.case_filing import hold_on_to
from actions.subjects.service.survey_questions import ask_question
from crm.errors import Conflict, InvalidValue, NotFound
from crm.surveys import answering, recovery
from language.digits import to_ascii
from language.normalise import fold
from language.numerals import number_of
from language.requests.cases.grievances import find_grievance
from language.requests.speech.sentences import only_asks
from language.requests.speech.yes_and_no import find_word
from protocol.intents import intents_with

__all__ = ["FOLLOW", "NO_FOLLOW", "answer_pressed", "decline", "follow_up", "offer_more", "say_over", "tell_score"]

# In a button's ref: the wish for a librarian's word after a low score, or that it is not wanted.
FOLLOW, NO_FOLLOW = "follow", "nofollow"
MOST_REMARK = 1000
FEWEST_WORDS = 2
SURE = 0.75
# Words beside a score are read as these, or as nothing; what is surely read as anything else is answered as that.
TELLINGS = intents_with("told")
BESIDE_SCORE = frozenset("nlu_fallback out_of_scope chitchat insult praise complaint rate affirm deny".split())
# A number with nothing beside it but words of scores: "5 o'clock" and "renew number 2" are none.
_SCORE = re.compile(
    r"\W*(?:(?:(?:i|i'd|i'll|would|give|say|it|it's|you|this|a|an|maybe|about|score|rating|من|نمره|امتیاز|عدد|حدود|شاید)(?!\w)\W*){0,6})"
    r"(\d{1,2})(?!\d)"
    r"(?:\s?(?:out of|of|/|از)\s?(\d{1,2}))?"
    r"\W*(?:(?:points?|stars?|please|thanks|thank you|نمره|امتیاز|ستاره|تا|میدم|میدهم|است|هست|ممنون|مرسی|لطفا)(?!\w)\W*){0,3}"
)


async def answer_pressed(turn: Turn, about: str) -> None:
    """Keep the value of a pressed button: `token:question`, of a gap with what was given before it."""
    token, _, rest = about.partition(":")
    code, *given = rest.split(":")
    value = to_ascii(turn.entity("score") or "")
    if not value.isdecimal() or len(value) > 2 or any(not one.isdecimal() or len(one) > 2 for one in given):
        say_over(turn)
        return
    await _take(turn, token, code, int(value), *(int(one) for one in given[:2]))


@listens
async def hear_number(turn: Turn) -> bool:
    """Take a typed number as the answer to the question of a survey that is open; anything else is no answer to it."""
    waiting: dict[str, Any] = turn.slot("pending") or {}
    if waiting.get("do") != "survey" or turn.is_payload:
        return False
    args = waiting.get("args") or {}
    value = None if only_asks(turn.text) else _number(turn.text, int(args["most"]))
    if value is None:
        return False
    turn.intent = "rate"
    if not int(args["least"]) <= value <= int(args["most"]):
        turn.say("utter_survey_range", status="clarified", least=args["least"], most=args["most"])
        return True
    before = [int(args[part]) for part in ("minimum", "desired") if args.get(part) is not None]
    await _take(turn, str(args["token"]), str(args["code"]), value, *before)
    return True


@pending_action("survey")
async def nothing_given(turn: Turn, args: dict[str, Any], _reply: PatronReply) -> None:
    """A plain yes is no number: the question is asked by its buttons."""
    turn.say("utter_survey_range", status="clarified", least=args["least"], most=args["most"])


async def _take(turn: Turn, token: str, code: str, value: int, *before: int) -> None:
    """Keep one value, or carry it on until a gap has its three; then ask what comes next, or thank."""
    if (turn.slot("pending") or {}).get("do") in ("survey", "score", "remark"):
        turn.set("pending", None)
    turn.remember(asked_score=True)
    try:
        survey = await answering.survey_asked(turn.store, token, turn.conversation)
        question = next((one for one in survey.questions if one.code == code), None)
        if question is None:
            say_over(turn)
            return
        if question.scale == "gap9" and len(before) < 2:
            least, most = question.range
            if not least <= value <= most:
                say_over(turn)
                return
            given = [*before, value]
            ask_question(turn, token, question, minimum=given[0], desired=given[1] if len(given) > 1 else None)
            return
        async with doing(turn, "other"):
            kept = await answering.give(
                turn.store,
                token,
                turn.conversation,
                code,
                value,
                minimum=before[0] if question.scale == "gap9" else None,
                desired=before[1] if question.scale == "gap9" else None,
            )
    except (NotFound, InvalidValue):
        say_over(turn)
        return
    if kept.next is not None:
        ask_question(turn, token, kept.next)
    elif kept.survey.trigger == "case_closed":
        _tell_outcome(turn, kept)
    elif kept.question.scale == "csat5":
        await tell_score(turn, kept, value)
    elif kept.is_low:
        turn.say("utter_rated_low", score=value)
        await offer_more(turn, token, has_words=False)
    else:
        turn.say("utter_survey_thanks")


async def tell_score(turn: Turn, kept: answering.SurveyAnswerKept, value: int, remark: str = "") -> None:
    """Thank for a score from 1 to 5; after a low one ask what was missing, and offer a librarian's word."""
    if value >= 4:
        turn.say("utter_rated_high", score=value, choices=[])
        return
    if kept.is_low:
        turn.say("utter_rated_low_with_remark" if remark else "utter_rated_low", score=value)
        await offer_more(turn, kept.token, has_words=bool(remark))
        return
    choices = [*menu("complaint"), librarian()]
    if remark:
        turn.say("utter_rated_low_with_remark", score=value, choices=choices)
        return
    turn.await_("remark", "words", token=kept.token)
    turn.say("utter_rated_low", score=value, choices=choices)


async def offer_more(turn: Turn, token: str, *, has_words: bool) -> None:
    """Offer that a librarian looks into it and answers here; until then words may be said, too."""
    async with doing(turn, "other"):
        is_asked_later = await recovery.offer_follow_up(turn.store, token, turn.conversation)
    if has_words:
        turn.await_("follow_up", "yes", token=token)
    else:
        turn.await_("remark", "words", token=token, offered=True)
    later = nested("utter_part_asked_later") if is_asked_later else None
    turn.say("utter_follow_up_offer", later=later, choices=_follow_choices(token))


def _follow_choices(token: str) -> list[OfferedChoice]:
    return [
        choice("utter_button_follow_up", "rate", ref=f"{FOLLOW}:{token}"),
        choice("utter_button_no", "rate", ref=f"{NO_FOLLOW}:{token}"),
    ]


@listens
async def hear_remark(turn: Turn) -> bool:
    """Take what is said after a low score as what was missing; what surely asks for something else is answered."""
    waiting: dict[str, Any] = turn.slot("pending") or {}
    args = waiting.get("args") or {}
    token = args.get("token")
    if waiting.get("do") not in ("remark", "follow_up") or turn.is_payload or not token:
        return False
    word = find_word(turn.text)
    if word is not None and not word.rest and (args.get("offered") or waiting["do"] == "follow_up"):
        if word.kind == "yes":
            turn.intent = "affirm"
            await follow_up(turn, str(token))
            return True
        if word.kind in ("no", "cancel"):
            turn.intent = "deny"
            await decline(turn, str(token))
            return True
    if not _is_remark(turn):
        if only_asks(turn.text):
            # Whoever asks something has left what was asked of them.
            turn.set("pending", None)
        return False
    turn.set("pending", None)
    try:
        async with doing(turn, "other"):
            await answering.give_remark(turn.store, str(token), turn.conversation, turn.text[:MOST_REMARK])
    except (NotFound, InvalidValue):
        say_over(turn)
        return True
    if turn.intent == "complaint" and turn.confidence >= SURE:
        # Told so, it is a complaint: it is filed at once, and not only once somebody says yes.
        await run(turn)
        return True
    turn.intent = "rate"
    if args.get("offered") or waiting["do"] == "follow_up":
        turn.say("utter_remark_kept")
        await offer_more(turn, str(token), has_words=True)
    else:
        turn.say("utter_remark_kept")
    return True


@pending_action("remark")
async def remark_given(turn: Turn, args: dict[str, Any], reply: PatronReply) -> None:
    """Keep what is said after a low score with it."""
    try:
        async with doing(turn, "other"):
            await answering.give_remark(turn.store, str(args.get("token")), turn.conversation, reply.text[:MOST_REMARK])
    except (NotFound, InvalidValue):
        say_over(turn)
        return
    turn.say("utter_remark_kept")


@pending_action("follow_up")
async def follow_up_agreed(turn: Turn, args: dict[str, Any], _reply: PatronReply) -> None:
    """Do what the button does."""
    await follow_up(turn, str(args["token"]))


async def follow_up(turn: Turn, token: str) -> None:
    """Open the case of a low score, and say its number and by when it is answered."""
    _leave(turn)
    try:
        async with doing(turn, "case"):
            case = await recovery.accept_follow_up(turn.store, token, turn.conversation, turn.language)
    except (NotFound, InvalidValue, Conflict):
        say_over(turn)
        return
    hold_on_to(turn, case.number, "complaint", case.description or "")
    turn.did("complaint", kind="case", things=[case.number], undo="case")
    turn.say("utter_follow_up_taken", number=case.number, due=due_day(case.due_at, turn.services.zone))


async def decline(turn: Turn, token: str) -> None:
    """Leave it at the score."""
    _leave(turn)
    try:
        async with doing(turn, "other"):
            await recovery.decline_follow_up(turn.store, token, turn.conversation)
    except (NotFound, InvalidValue):
        say_over(turn)
        return
    turn.say("utter_follow_up_declined")


def say_over(turn: Turn) -> None:
    """Say that this is not, or no longer, asked of whoever writes here."""
    turn.say("utter_survey_over", status="refused")


def _tell_outcome(turn: Turn, kept: answering.SurveyAnswerKept) -> None:
    if not kept.is_low:
        turn.say("utter_outcome_kept")
        return
    choices = []
    if kept.case_number is not None:
        choices.append(choice("utter_button_take_up_again", "case_appeal", ref=f"case:{kept.case_number}"))
    turn.say("utter_outcome_low", number=kept.case_number, choices=[*choices, librarian()])


def _leave(turn: Turn) -> None:
    if (turn.slot("pending") or {}).get("do") in ("remark", "follow_up", "score", "survey"):
        turn.set("pending", None)


def _is_remark(turn: Turn) -> bool:
    if word_count(turn.text) < FEWEST_WORDS or only_asks(turn.text):
        return False
    return (
        find_grievance(turn.text) is not None
        or turn.intent in BESIDE_SCORE
        or turn.intent in TELLINGS
        or turn.confidence < SURE
    )


def _number(text: str, most: int) -> int | None:
    """Read a score of a scale that ends at `most`, which is all that a message says."""
    plain = fold(to_ascii(text))
    found = _SCORE.fullmatch(plain)
    if found is not None:
        # "4 out of 5" is another scale than the one that was asked about.
        return int(found[1]) if found[2] is None or int(found[2]) == most else None
    words = plain.split()
    if len(words) == 1:
        try:
            return int(number_of(words[0].strip(".!،,")))
        except KeyError:
            return None
    return None
