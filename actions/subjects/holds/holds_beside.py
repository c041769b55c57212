"""What stands beside an order to reserve, or in its place: the hours, or where the book is that shall not be reserved."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.rasa.registry import HANDLERS
from actions.subjects.catalogue.whereabouts import tell_where
from actions.subjects.titles.titles_in_talk import title_in_talk, title_named
from language.normalise import fold
from language.requests.deeds.ordering import orders_to_hold, refuses_to_hold
from language.requests.library_info.whereabouts import asks_of_opening, asks_until_when

__all__ = ["tells_hours_beside", "tells_where_instead"]

_PART = re.compile(r"[^.,،;؛!?؟\n]+[.,،;؛!?؟]*")
_WHERE = re.compile(
    r"\bwhere\b|\b(?:its|the) (?:shelf|place|call number)\b|\bwhich (?:branch|shelf)\b"
    r"|(?<!\w)(?:کجا\w*|جاش\w{0,2}|جای (?:اون|کتاب)\w*|قفسه\w*|کدوم (?:شعبه|قفسه)\w*|کدام (?:شعبه|قفسه)\w*)(?!\w)|\b(?:koja\w*|jasho?|ghafas\w*|kodum shobe\w*)\b"
)
_CLAUSE = re.compile(r"[.,،;؛!?؟\n]+|\b(?:but|and|just|only)\b|(?<!\w)(?:فقط|ولی|اما|و)(?!\w)|\b(?:faghat|vali|amma)\b")
_WORD = re.compile(r"[^\W_]+")
# A clause of these words alone asks for the place of the book, and of nothing else.
_OF_BOOK = frozenset(
    word
    for each in (
        "where is it its s the book that this one stands stand stood located kept found find can could do i will you me tell say show know please pls want to"
        " shelf which branch place call number what on in at of are now exactly copy copies"
        " کجا کجاست کجاس کجان کجاهست جاش جاشو جای کتاب کتابه کتابش اون این رو را قفسه قفسش قفسه‌ش قفسه‌اش کدوم کدام شعبه شعبه‌ست شعبه‌اس هست هستش بگو بگید بگین بهم به من الان تو توی در لطفا نشون نشونم بده بدید بدین چیه چنده شماره دقیقا پیداش پیدا کنم می‌تونم می‌خوام بدونم"
        " koja kojast kojas kojan jash jasho jaye ketab un in ro ra ghafase ghafasash kodum shobe shobast hast begu begid behem man alan tu dar lotfan neshun bede"
    ).split()
    for word in _WORD.findall(fold(each))
)
_RESERVING = frozenset({"hold", "hold_at", "hold_title", "reserve"})


async def tells_where_instead(turn: Turn) -> bool:
    """Tell where a book is that shall not be reserved: "don't reserve it, just tell me where it is"; else False."""
    pending = turn.slot("pending") or {}
    if turn.is_payload or (pending and pending.get("do") not in _RESERVING):
        return False
    if not refuses_to_hold(turn.text) or orders_to_hold(turn.text):
        return False
    title = await title_named(turn, turn.text) or await title_in_talk(turn)
    if title is None or not any(_asks_where(part, title.title) for part in _CLAUSE.split(fold(turn.text))):
        return False
    turn.set("pending", None)
    turn.read_as("search_book", keeps_named=True)
    turn.did("search_book", kind="title", things=[title.id], title=title.title, result="told")
    await tell_where(turn, title, None)
    return True


def _asks_where(clause: str, title: str) -> bool:
    """Tell whether a clause asks where a book stands, and says nothing else: "where do I complain" does not."""
    words = set(_WORD.findall(clause)) - set(_WORD.findall(fold(title)))
    return _WHERE.search(clause) is not None and words <= _OF_BOOK


async def tells_hours_beside(turn: Turn) -> bool:
    """Tell the hours that are asked for beside an order to reserve, which the turn goes on with; tell whether it did."""
    if turn.is_payload or turn.slot("pending"):
        return False
    parts = [part.strip() for part in _PART.findall(turn.text) if part.strip(" .,،;؛!?؟")]
    ordered = [part for part in parts if orders_to_hold(part)]
    asked = [part for part in parts if part not in ordered and (asks_of_opening(part) or asks_until_when(part))]
    if len(ordered) != 1 or len(asked) != 1:
        return False
    title = await title_named(turn, ordered[0])
    if title is None:
        return False
    turn.text, turn.intent, turn.confidence, turn.moves = asked[0], "hours", 1.0, {}
    turn.entities = {name: values for name, values in turn.entities.items() if name in ("branch", "date", "time")}
    await HANDLERS["hours"].handler(turn)
    # The branch whose hours are asked for is none to collect at that anybody named.
    turn.text, turn.intent, turn.entities = ordered[0], "hold", {"ref": [f"title:{title.id}"]}
    return True
