"""The answers to questions about a patron's own things: one for what is asked of a kind of thing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from actions.dialogue.own_things import OwnThings
from actions.dialogue.turn import Turn
from actions.rasa.registry import MOVES
from actions.subjects.account import card_asked
from actions.subjects.fines import debt_blocks, debt_lines, debt_portions, debts_asked
from actions.subjects.holds import hold_days, holds_asked
from actions.subjects.loans import loan_days, loan_renewals, loans_late, loans_waited, room_asked
from language.requests.own.own_matters import Matter

__all__ = ["ANSWERS"]

ANSWERS: dict[tuple[Matter, str], Callable[[Turn, OwnThings], Awaitable[bool]]] = {
    (Matter.AFTER, "card"): card_asked.after,
    (Matter.AFTER, "loan"): card_asked.after,
    (Matter.AGAIN, "loan"): loans_waited.again,
    (Matter.ANOTHER, "hold"): holds_asked.by_another,
    (Matter.BLOCKS, "card"): debt_blocks.blocks,
    (Matter.BLOCKS, "fee"): debt_blocks.blocks,
    (Matter.BLOCKS, "loan"): debt_blocks.blocks,
    (Matter.STILL, "fee"): debt_blocks.blocks,
    (Matter.LIMIT, "fee"): debt_blocks.blocks,
    (Matter.UNBLOCK, "fee"): debt_blocks.blocks,
    (Matter.UNBLOCK, "card"): debt_blocks.blocks,
    (Matter.READY, "hold"): holds_asked.ready,
    (Matter.RENEWED, "loan"): loan_renewals.renewed,
    (Matter.ROOM, "loan"): room_asked.room,
    (Matter.OWED, "fee"): debts_asked.owed,
    (Matter.HOLDS_LEFT, "hold"): lambda turn, _own: MOVES["hold.limit"](turn),
    (Matter.OBJECT, "fee"): debts_asked.objection,
    (Matter.SUPPOSED, "loan"): loans_late.supposed,
    (Matter.BARRED, "card"): debt_blocks.blocks,
    (Matter.BARRED, "fee"): debt_blocks.blocks,
    (Matter.BARRED, "loan"): debt_blocks.blocks,
    (Matter.CARD, "card"): card_asked.card,
    (Matter.CLOSED, "loan"): loan_days.closed,
    (Matter.COLLECT, "hold"): hold_days.collect,
    (Matter.COMING, "hold"): holds_asked.coming,
    (Matter.EXPIRED, "card"): card_asked.expired,
    (Matter.FIRST, "loan"): loan_days.first,
    (Matter.LENIENCE, "fee"): debts_asked.lenience,
    (Matter.LENIENCE, "loan"): debts_asked.lenience,
    (Matter.LINE, "fee"): debt_lines.line,
    (Matter.LONGER, "hold"): hold_days.longer,
    (Matter.MOVE, "hold"): holds_asked.move,
    (Matter.PART, "fee"): debt_portions.part,
    (Matter.PLACE, "hold"): holds_asked.place,
    (Matter.SO_FAR, "fee"): loans_late.so_far,
    (Matter.SO_FAR, "loan"): loans_late.so_far,
    (Matter.TODAY, "hold"): hold_days.today,
    (Matter.TOTAL, "fee"): debts_asked.total,
    (Matter.UNTIL, "hold"): hold_days.until,
    (Matter.UNTIL, "loan"): loan_days.until,
    (Matter.WAITED, "loan"): loans_waited.waited,
    (Matter.WAITING, "hold"): holds_asked.place,
    (Matter.WAITING, "loan"): loans_waited.waiting,
    (Matter.WHERE, "hold"): holds_asked.where,
    (Matter.WHY, "loan"): loan_renewals.why,
}
