"""What is asked of one's own card: until when, why not, what is known of one, which kind of member, who is meant."""

from __future__ import annotations

from actions.dialogue.own_things import OwnThings
from actions.dialogue.turn import Turn, as_count, as_date, nested
from actions.facts.choices import librarian, menu
from actions.facts.lines import listed, money, reached_at, reason
from actions.rasa.registry import move
from actions.subjects.library_info.terms import CATEGORIES
from actions.subjects.moves.own import of_own
from actions.subjects.moves.questions import HouseQuestion
from actions.subjects.moves.told import closest_terms
from library.values import AccountState

__all__ = ["until"]

_VALID = HouseQuestion(
    "card_registration", "کارت عضویت چه مدت اعتبار دارد؟", "How long is a card valid?", "valid|اعتبار"
)
_RENEWAL = HouseQuestion("card_registration", "کارت را چگونه تمدید کنم؟", "How do I renew my card?", "renew|تمدید")
_CHANGE = HouseQuestion(
    "account",
    "رمز، تلفن یا نشانی‌ام را چگونه عوض کنم؟",
    "How do I change my PIN, telephone or address?",
    "change|عوض|تغییر",
)
_END = HouseQuestion("account", "چگونه عضویتم را لغو کنم؟", "How do I end my membership?", "end|leave|cancel|لغو|پایان")


@of_own("card.until")
async def until(turn: Turn, _own: OwnThings) -> bool:
    """Say until when the card is valid, or since when it is not."""
    state = await turn.library.account(turn.patron_id)
    if state is None:
        return False
    turn.did("account", result="told")
    _say_until(turn, state)
    if state.expired:
        await _also(turn, _RENEWAL)
    return True


@of_own("card.why")
async def why(turn: Turn, _own: OwnThings) -> bool:
    """Say why the card has expired or is limited; where neither is so, until when it is valid."""
    state = await turn.library.account(turn.patron_id)
    if state is None:
        return False
    turn.did("account", result="told")
    if state.expired:
        _say_until(turn, state)
        await _also(turn, _VALID)
        await _also(turn, _RENEWAL)
    elif state.blocks:
        lines = [
            {"reason": reason(block.refusal),
             "note": {"fa": block.note_fa, "en": block.note_en} if block.note_fa or block.note_en else None}
            for block in state.blocks
        ]  # fmt: skip
        turn.say("utter_card_limited", blocks={"list": lines, "line": "utter_line_block"}, choices=[librarian()])
    else:
        _say_until(turn, state)
    return True


@of_own("card.details")
async def details(turn: Turn, _own: OwnThings) -> bool:
    """Say which telephone and e-mail the library has, hidden in part."""
    state = await turn.library.account(turn.patron_id)
    if state is None:
        return False
    turn.did("account", topic="details", result="told")
    known = [reached_at(value) for value in (state.phone_masked, state.email_masked) if value]
    if known:
        turn.say("utter_card_details", known=listed(known))
    else:
        turn.say("utter_card_details_none", choices=[librarian()])
    return True


@move("card.change")
async def change(turn: Turn) -> bool:
    """Say that nothing of that is changed here, and where it is."""
    turn.intent = "account"
    turn.did("account", topic="details", result="told")
    turn.say("utter_card_change", status="refused")
    await _also(turn, _CHANGE)
    return True


@move("card.signed")
async def signed(turn: Turn) -> bool:
    """Say whether this chat is signed in, and as whom."""
    turn.intent = "sign_in"
    if turn.patron is None:
        turn.say("utter_not_signed_in", custom={"sign_in": True})
    else:
        turn.say("utter_signed_in_already", name=turn.patron.display_name, choices=menu("sign_out"))
    turn.did("account", topic="signed", result="told")
    return True


@of_own("card.kind")
async def kind(turn: Turn, _own: OwnThings) -> bool:
    """Say which kind of member the patron is, and what may be borrowed."""
    state = await turn.library.account(turn.patron_id)
    rule = closest_terms(await turn.library.lending_terms(turn.patron_id), "book")
    if state is None or rule is None:
        return False
    category = state.patron.category
    turn.did("account", topic="kind", result="told")
    turn.say(
        "utter_card_kind",
        category=nested(f"utter_part_member_{category}") if category in CATEGORIES else category,
        days=as_count(rule.loan_days, "day"),
        most=as_count(rule.max_loans, "item"),
        renewals=nested("utter_part_terms_renewals", renewals=as_count(rule.max_renewals, "renewal"))
        if rule.max_renewals
        else nested("utter_part_terms_no_renewal"),
    )
    return True


@move("card.end")
async def end(turn: Turn) -> bool:
    """Tell how a membership is ended, and what of one's own stands against it."""
    turn.intent = "account"
    before = len(turn.acts)
    told = await _END.tell(turn)
    state = await turn.library.account(turn.patron_id) if turn.patron is not None else None
    if state is not None and (state.loans or state.balance.minor > 0):
        turn.say("utter_card_end_open", out=as_count(state.loans, "item"), owed=money(state.balance))
    if told:
        turn.did("account", topic="end", result="told")
        turn.acts.insert(before, turn.acts.pop())
    return told or state is not None


def _say_until(turn: Turn, state: AccountState) -> None:
    day = as_date(state.patron.expires)
    if state.expired:
        turn.say("utter_card_expired", date=day)
    else:
        turn.say("utter_card_until" if day else "utter_card_no_end", date=day)


async def _also(turn: Turn, question: HouseQuestion) -> None:
    """Tell a rule beside what was said already; the card stays what is spoken of."""
    before = len(turn.acts)
    await question.tell(turn, alone=True)
    del turn.acts[before:]
