"""One more loan that is named behind a renewal in an order without its verb: "do the Camus one too"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from rapidfuzz import fuzz

from actions.dialogue.latin_titles import own_named
from actions.dialogue.turn import Turn
from actions.subjects.own.own_editions import in_own_titles
from actions.subjects.renewals.renewal_checks import check
from actions.subjects.renewals.renewals_done import do
from language.normalise import fold
from language.scripts import is_latin, skeleton
from library.values import Hold, Loan

__all__ = ["adds_named", "names_alone"]


async def adds_named(turn: Turn, *, behind: bool) -> bool:
    """Renew the one loan that a message names in such an order alone, `behind` a renewal; False for anything else."""
    last = turn.thread.last
    if not behind or turn.intent not in _ADDING or last is None or last.kind != "loan":
        return False
    if _TOO.search(_said(turn.text)) is None:
        return False
    text, renamed = turn.text, turn.renamed
    await in_own_titles(turn)
    found = _TOO.search(_said(turn.text))
    name = next((one for one in found.groups() if one), "").strip() if found else ""
    out = await turn.library.loans(turn.patron_id) if name else ()
    meant = [out[at] for at in own_named(name, [one.title for one in out], [one.author for one in out])]
    if len(meant) != 1 or not names_alone(name, meant[0]):
        turn.text, turn.renamed = text, renamed
        return False
    turn.intent, turn.moves = "renew", {}
    turn.set("pending", None)
    # "If nobody wants it": where somebody waits, only whether it could be renewed is told.
    waited = meant[0].waiting and _IF_FREE.search(_said(turn.text)) is not None
    await (check if waited else do)(turn, meant)
    return True


def _said(text: str) -> str:
    return fold(text).replace("’", "'")


def names_alone(name: str, loan: Loan | Hold) -> bool:
    """Tell whether each word is one of a thing's title or author: "the Gatsby review" is something else."""
    known = _WORD.findall(fold(f"{loan.title} {loan.author}"))
    said = [word for word in _WORD.findall(name) if word not in _POINTING]
    return bool(said) and all(any(_alike(word, one) for one in known) for word in said)


def _alike(word: str, other: str) -> bool:
    if is_latin(word) == is_latin(other):
        return fuzz.ratio(word, other) >= _LIKE
    sound, heard = skeleton(word), skeleton(other)
    return bool(sound) and (
        sound == heard or (min(len(sound), len(heard)) >= _TELLING and fuzz.ratio(sound, heard) >= _LIKE)
    )


_ADDING = frozenset("renew loans borrow affirm nlu_fallback".split())
_WORD = re.compile(r"[^\W_]+")
_POINTING = frozenset("the my a one book and کتاب اون این همون یکی رو را ketab oon un in".split())
# In percent: so like is a word with a slip in it.
_LIKE = 80
# So many consonants are no chance.
_TELLING = 3
_MIND_EN = r"(?:(?:no problem|never ?mind|actually|acutally|actualy|hm+|well|ok|okay|oh|sorry|fine|great|good|perfect|nice|thanks|thank you|all right|alright|on second thoughts?|and|then|so|but|you know what|please|just|also|i(?:'ll| will) (?:bring|return) (?:it|this|that)(?: one)?(?: back)?)\W{1,4}){0,6}"
_MIND_FA = r"(?:(?:راستی|خب|باشه|اوکی|حالا|پس|لطفا|و|نظرم عوض شد|پشیمون شدم|مرسی|ممنون)[\s،,.!؛…]{1,4}){0,5}"
_MIND_LATIN = r"(?:(?:rasti|khob|bashe|ok|hala|pas|lotfan|va|mersi|merci)\W{1,4}){0,5}"
_FREE_EN = r"(?:,? (?:if|provided|as long as) (?:nobody|no ?one|no one else|nobody else)(?: else)? (?:wants|needs|is waiting(?: for)?|waits(?: for)?|has reserved|reserved|is after)(?: it| that| for it)?)?"
_FREE_FA = r"(?:[،,]? (?:اگه|اگر) (?:کسی|کس دیگه ?ای|کس دیگری) (?:نمی ?خوا\w{1,4}|منتظرش نیست|منتظر نیست|رزروش نکرده|تو نوبتش نیست))?"
_IF_FREE = re.compile(rf"{_FREE_EN[:-1]}|{_FREE_FA[:-1]}")
_TAIL_EN = (
    _FREE_EN
    + r"(?: please| then| thanks| thank you| now){0,2}(?:[,.;!] ?(?:please|thanks|thank you|(?:because |as |since )?(?:i(?:'m| am) not (?:done|finished)|i (?:won'?t|will not|haven'?t|didn'?t|can'?t) (?:finish|finsih|finished|manage)|i(?:'ll| will)? need (?:it|more))[^.?!,;]{0,40})){0,2}"
)
# The whole message is the order: a kind word or a change of mind before it, a courtesy or that it is not read behind it.
_TOO = re.compile(
    rf"^\W{{0,3}}{_MIND_EN}(?:do|include|add) ([^.?!,;]{{2,40}}?)(?: (?:one|book))? (?:too|as well|also|instead(?: of (?:it|that|that one|this one))?){_TAIL_EN}[.!\s]{{0,4}}$"
    rf"|^\W{{0,3}}{_MIND_EN}also (?:do|include|add) ([^.?!,;]{{2,40}}?)(?: (?:one|book))?{_TAIL_EN}[.!\s]{{0,4}}$"
    rf"|^[\s«]{{0,3}}{_MIND_FA}(?:(?:به ?جاش|بجاش) (?=[^.؟?!،,;]{{2,40}} (?:رو|را) )|(?=[^.؟?!،,;]{{2,44}} (?:هم|نیز) ))([^.؟?!،,;]{{2,40}}?) ?(?:رو|را|و)?(?: هم| نیز)? (?:لطفا )?(?:بزن|بزنید|بزنین|بکن|بکنید|بکنین|انجام (?:بده|بدید|بدین|دهید)|اضافه (?:کن|کنید|کنین)){_FREE_FA}(?: لطفا| دیگه| مرسی| ممنون){{0,2}}[.!\s]{{0,4}}$"
    rf"|^\W{{0,3}}{_MIND_LATIN}([^.?!,;]{{2,40}}?) (?:ro )?ham (?:lotfan )?(?:bezan|bezanid|bezanin|bokon|bokonid|bokonin|ezafe (?:kon|konid|konin))(?: lotfan| dige| mersi){{0,2}}[.!\s]{{0,4}}$"
)
