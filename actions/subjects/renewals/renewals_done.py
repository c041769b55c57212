"""Renewals that are done, and what became of each, with the reason where one is refused."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from actions.dialogue.doing import doing
from actions.dialogue.thread import Act
from actions.dialogue.turn import MAKING, Turn, as_date, nested
from actions.dialogue.wording import says
from actions.facts.choices import librarian
from actions.facts.lines import money, outcome_line, titles_listed
from actions.rasa.registry import undoes
from actions.subjects.cases.case_filing import hold_on_to
from actions.subjects.loans.loan_renewals import reasons
from language.normalise import fold
from language.requests.speech.wishes_beside import told_as_wish
from language.requests.titles.title_names import may_be_title
from library.values import Loan, RenewOutcome

__all__ = ["do"]


async def do(turn: Turn, loans: Sequence[Loan], others: Sequence[str] = (), *, left: Sequence[Loan] = ()) -> None:
    """Renew loans and report what became of each, of what was to be left alone (`left`), and of names of no loan."""
    if (turn.slot("pending") or {}).get("do") not in MAKING:
        # A reservation that is being made goes on behind it.
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
    in_quotes = [fold(one) for one in _QUOTED.findall(turn.text)]
    titled = {fold(title) for title in turn.entities.get("title", [])} | set(turn.entities.get("title", []))
    own = [loan for loan in await turn.library.loans(turn.patron_id) if loan.title_id]
    for name in others:
        quoted = any(fold(name) in one for one in in_quotes)
        page = await turn.library.search(name, limit=_LOOKED_AT)
        found = {title.id for title in page.titles} if not page.corrected else set()
        named = [loan for loan in own if loan.title_id in found]
        if len(named) != 1:
            # What no catalogue knows and speaks of oneself, "forgot my PIN", or is said behind, «هنوز تموم نشدن», is no title.
            unknown = not (page.titles or quoted or name in titled)
            told = unknown and (_OF_ONESELF.search(fold(name)) is not None or _is_said_behind(turn.text, name))
            # A reason, «چون این هفته وقت نمی‌کنم», is no title, whatever it was read as.
            # A question of another book, "do you have The Trial", is not passed over: it is told of that it is no loan.
            said = (
                not quoted and not _is_object(turn.text, name) and not may_be_title(name) and not _HAS.match(fold(name))
            )
            clause = said and not any(says(one.title, name) for one in page.titles)
            # «بگین بدهیم چقده», "the due date": what is wished beside the order is no title.
            clause = clause or (not quoted and name not in titled and told_as_wish(name))
            left += [] if told or clause else [name]
        elif named[0].id not in {loan.id for loan in out}:
            out.append(named[0])
    return out, left


_HAS = re.compile(r"(?:(?:and |do )?you )?have (?:got )?\w|is there \w")
_QUOTED = re.compile(r"[«“\"]([^«»“”\"]{1,120})[»”\"]")
_LOOKED_AT = 3


def _is_object(text: str, name: str) -> bool:
    """Tell whether a name stands as the object of the order: «چراغ‌ها را من خاموش می‌کنم رو تمدید کن»."""
    _, found, after = fold(text).rpartition(fold(name))
    return bool(found) and _DEED_BEHIND.match(after) is not None


_DEED_BEHIND = re.compile(r"\s{0,2}(?:(?:رو|را|ro|هم|لطفا|برام) ){0,3}(?:تمدید|renew|extend|tamdid)")


def _is_said_behind(text: str, name: str) -> bool:
    """Tell whether words stand behind the verb and the end of a Persian order, and are no title: «…، هنوز تموم نشدن»."""
    before, found, after = fold(text).rpartition(fold(name))
    behind = _ORDERED.search(before) is not None and not re.search(r"\w", after)
    return bool(found) and behind and not may_be_title(name)


_ORDERED = re.compile(r"(?<!\w)(?:کن|کنید|کنین|بکنید|فرمایید|بفرمایید)\s{0,3}[،,.!؛…\n][\s،,.!؛…]{0,5}$")


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
