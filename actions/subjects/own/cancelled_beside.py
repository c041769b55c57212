"""A reservation that is ordered to be cancelled beside a question about a loan, in a sentence that says only that."""

from __future__ import annotations

import re

from actions.dialogue.latin_titles import own_named
from actions.subjects.own.only_said import says_only
from language.requests.deeds.cancelling import orders_to_cancel
from library.values import Hold

__all__ = ["cancels_only"]

_SENTENCES = re.compile(r"[.!?؟;؛\n]+")
_OF_CANCELLING = frozenset(
    "please cancel my reservation hold of for on too also lotfan reserve rezerve rezervo ro ra laghv cancel kon konid"
    " لطفا رزرو رزروم نوبت رو را لغو کنسل کن کنید کنین هم".split()
)


def cancels_only(text: str, hold: Hold) -> bool:
    """Tell whether one sentence orders this reservation to be cancelled, and says nothing else."""
    orders = [part for part in _SENTENCES.split(text) if orders_to_cancel(part)]
    return (
        len(orders) == 1
        and says_only(orders[0], [hold.title], _OF_CANCELLING)
        and bool(own_named(orders[0], [hold.title], [hold.author]))
    )
