"""A patron's own thing by the name that it has in another language: "The Idiot" for «ابله», "The Kite Runner"."""

from __future__ import annotations

import re

from actions.dialogue.own_things import own_things
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.subjects.own.own_authors import in_titles_by_author
from actions.subjects.renewals.renewals_going_on import speaks_of_more_time
from actions.subjects.titles.titles import SHORT
from language.normalise import fold, squash
from language.requests.deeds.ordering import orders_to_renew
from language.requests.own.own_names import may_be_name
from language.requests.speech.sentences import deed_at, deed_of, sentences
from language.requests.titles.names import find_named
from language.scripts import skeleton
from library.values import Hold, Loan

__all__ = ["in_own_titles", "known_as"]

# Read as one of these, or after one, a title may be that of the patron's own thing.
_OWN = frozenset("loans renew hold_status cancel_hold fines return lost_item".split())
_UNREAD = frozenset("search_book out_of_scope nlu_fallback shelf_location chitchat affirm".split())
_MOST_WORDS = 60
# So many things are looked at.
_MOST = 12
_LATIN, _PERSIAN = re.compile(r"[A-Za-z]{2}"), re.compile("[آ-ی]{2}")
# A name of a single short word may be any word.
_SHORTEST = 5


async def in_own_titles(turn: Turn) -> None:
    """Put the title of a loan or a reservation in the place of its name in another language, where that is said.

    What else looks at the words of the turn then finds it as if it had been named as it is in the account.
    """
    if turn.is_payload or turn.patron is None or word_count(turn.text) > _MOST_WORDS:
        return
    last = turn.thread.last
    spoken = last is not None and (last.kind in ("loan", "hold") or last.act in _OWN)
    ordered = orders_to_renew(turn.text) or speaks_of_more_time(turn.text)
    unread = spoken and turn.intent in _UNREAD and may_be_name(turn.text)
    asked = any(deed_of(sentence.words) == "renew" for sentence in sentences(turn.text))
    if turn.intent not in _OWN and not ordered and not unread and not asked:
        return
    own = await own_things(turn)
    if await in_titles_by_author(turn, own):
        own = await own_things(turn)
    beside = own.named and not (ordered or (last is not None and last.act == "renew"))
    strict = beside or not may_be_name(turn.text) or (turn.intent == "lost_item" and not (ordered or unread))
    whole = turn.text
    latin, persian = _LATIN.search(turn.text) is not None, _PERSIAN.search(turn.text) is not None
    things: list[Loan | Hold] = [*own.loans, *own.holds]
    for thing in things[:_MOST]:
        # Named in its own script it would have been found: only the other one is looked up.
        other = latin if _PERSIAN.search(thing.title) else persian
        if not thing.title_id or not other or thing in own.named_loans or thing in own.named_holds:
            continue
        for name in await _other_names(turn, thing):
            # Each is looked for in the words as they came: what was put in names nothing else.
            if (find_named(whole, [name]).places or squash(name) in squash(whole)) and (
                said := _as_said(turn.text, name)
            ):
                if _is_thing(turn.text, said) or (strict and not _stands_as_title(turn.text, said)):
                    # "I have a trial next week": no title; "my mother's blindness" is none of what is lost, either.
                    continue
                if beside and not _in_a_row(whole, said):
                    # Of a thing that is named already another edition may be asked for.
                    continue
                turn.text = turn.text.replace(said, thing.title, 1)
                turn.renamed = (*turn.renamed, (thing.title, said))
                break


def _is_thing(text: str, said: str) -> bool:
    """Tell whether a single small word is one of many things: "a trial"."""
    before = re.findall(r"[\w'’]+|[.!?\n,]", fold(text.partition(said)[0]))
    return said.isascii() and said.islower() and " " not in said and before[-1:] != [] and before[-1] in _ONE_OF


def _stands_as_title(text: str, said: str) -> bool:
    """Tell whether a single word of English stands as a title: with a capital, or as the object of a deed."""
    bare = _ARTICLE.sub("", said)
    if " " in bare.strip() or not bare.isascii():
        return True
    begin, _, end = text.partition(said)
    before = re.findall(r"[\w'’]+|[.!?\n,]", fold(begin))
    after = re.findall(r"[\w'’]+|[.!?؟,،\n]", fold(end))
    last = before[-1] if before else "."
    follows = after[0] if after else "."
    if last in _INDEFINITE:
        return False
    starts = last in ".!?\n" and bare == said
    if (bare[:1].isupper() and not starts) or deed_at(last) or follows in _DUE:
        return True
    return last in _OBJECTS and (follows in _ENDS or deed_at(follows) is not None)


_ARTICLE = re.compile(r"^(?:the|a|an)\s", re.IGNORECASE)
_ONE_OF = frozenset("a an another".split())
_INDEFINITE = frozenset("a an any some such no another".split())
_DUE = frozenset("due late overdue".split())
_OBJECTS = frozenset(
    "is are keep return bring lost lose finished finish about book novel and or plus va o و رمان کتاب for .".split()
)
_ENDS = frozenset(". ! ? ؟ , ، and or plus please pls too also until till for ro رو را va و be back ready".split())


def _in_a_row(text: str, said: str) -> bool:
    """Tell whether words are joined to others: "Margarita and War and Peace"."""
    before, _, after = text.partition(said)
    return _JOINED_TO.search(fold(before)) is not None or _JOINS.match(fold(after).lstrip()) is not None


_JOINED_TO = re.compile(r"(?:\b(?:and|or|plus)|[,،&]|(?<!\w)(?:و|یا)|\b(?:va|o))(?: (?:the|my))?\W{0,2}$")
_JOINS = re.compile(r"(?:(?:and|or|plus|va|o)\b|[,،&]|(?:و|یا)(?!\w))")


async def _other_names(turn: Turn, thing: Loan | Hold) -> list[str]:
    """Give the names of a thing's editions in other languages, without what follows a colon."""
    names = [SHORT.split(one.title)[0].strip() for one in await turn.library.editions(str(thing.title_id))]
    own = fold(SHORT.split(thing.title)[0])
    return [one for one in dict.fromkeys(names) if fold(one) != own and len(one) >= _SHORTEST]


async def known_as(turn: Turn, thing: Loan | Hold, words: str) -> bool:
    """Tell whether words are wholly the name of an edition of a thing, in another language or in Latin letters."""
    names = await _other_names(turn, thing) if thing.title_id else []
    return any(_is_form(words, name) or _sounds_as(words, name) for name in names)


def _sounds_as(words: str, name: str) -> bool:
    """Tell whether words in Latin letters are a Persian name: "badbadak baz" is «بادبادک‌باز»."""
    if not words.isascii() or _PERSIAN.search(name) is None:
        return False
    said, sound = (skeleton(squash(one)) for one in (words, name))
    return len(sound) >= _TELLING and said == sound


# So many consonants are no chance.
_TELLING = 4


def _as_said(text: str, name: str) -> str:
    """Give the words of a text that are a name, as they stand there, with or without its article or a case ending."""
    words = text.split(" ")
    length = len(fold(name).split())
    for size in dict.fromkeys((length, length - 1, length + 1)):
        for start in range(len(words) - size + 1) if size > 0 else ():
            said = " ".join(words[start : start + size]).strip(".,:;!?؟،؛«»\"'()“”")
            if _is_form(said, name):
                return said
    return ""


def _is_form(words: str, name: str) -> bool:
    """Tell whether words are a name, however it is joined: «بادبادک بازو» is «بادبادک‌باز»."""
    said, folded = fold(words), fold(name)
    forms = {squash(folded)}
    if folded.startswith(("the ", "a ", "an ")):
        forms.add(squash(folded.partition(" ")[2]))
    if squash(said) in forms:
        return True
    # An ending that the object has in speech.
    return _PERSIAN.search(said) is not None and any(
        squash(said).removesuffix(ending) in forms for ending in ("و", "رو", "م", "شو") if squash(said).endswith(ending)
    )
