"""The thread of something to read: what is said right after suggestions, whatever it was read as."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.dialogue.references import find_reference
from actions.dialogue.turn import LookStep, Turn
from actions.subjects.catalogue.shown_languages import language_of_shown
from actions.subjects.reading.known_already import known_already
from actions.subjects.reading.suggestions import branch_kept, of_suggestions
from actions.subjects.reading.wish_readers import names_another_child, names_another_reader
from actions.subjects.reading.wish_words import only_tells_weakness, persian_of
from actions.subjects.reading.wishes_changed import is_wish_in_parts, not_again, suggest_changed
from actions.subjects.reading.wishes_in_time import in_time
from actions.subjects.titles.spoken_of import editions_of, spoken_of, titles_shown
from actions.subjects.titles.titles_in_talk import title_of_words
from language.choices import find_choice
from language.normalise import fold
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from language.requests.reading.already_read import wishes_it_in, wishes_past_placed
from language.requests.reading.asked_among import asks_for_most, wished_among
from language.requests.reading.asked_of_one import takes_that_one
from language.requests.reading.changes import read_change
from language.requests.reading.goes_on import in_wish_words, only_says_how, untold_beside
from language.requests.reading.goes_past import asks_for_next, authors_named_off, knows_those, not_by_that_one
from language.requests.reading.reading import read_wish
from language.requests.reading.terms import is_known
from language.requests.reading.wish import ReadingWish
from language.requests.titles.in_or_out import asks_which_of_shown
from language.requests.titles.ordinary_words import is_ordinary
from library.values import Title

__all__ = ["goes_on_with_reading"]

# Read as one of these, however surely, a message may say how what was suggested shall be otherwise.
_READ_AS = frozenset(
    "recommendation search_book new_arrivals shelf_location nlu_fallback out_of_scope chitchat deny change_language"
    " suggestion".split()
)
_OF_BOOKS = frozenset({"recommendation", "search_book", "new_arrivals", "nlu_fallback"})
# And so surely as something of one's own, or as what is told or ordered, it is that.
_NEVER = frozenset(
    "emergency complaint report_fault website_problem lost_item lost_property loans renew cancel_hold hold fines pay"
    " account sign_in sign_out human_help my_data case_add case_status greet goodbye thanks subscribe"
    " eresources".split()
)
_SURE, _VERY_SURE = 0.6, 0.8
# So many titles tell by whom an author's works are written in either alphabet.
_SPELT = 12


async def goes_on_with_reading(turn: Turn) -> LookStep:
    """Suggest anew where a message says how it shall be otherwise, whose it shall not be, or that those are known."""
    kept = turn.recall("reading")
    if not kept or turn.is_payload or turn.slot("pending") or not of_suggestions(turn):
        return LookStep.ON
    most = 1.1 if turn.intent in _READ_AS else _SURE if turn.intent in _NEVER else _VERY_SURE
    if turn.confidence >= most:
        return LookStep.ON
    if orders_to_hold(turn.text) or orders_to_renew(turn.text):
        return LookStep.ON
    if takes_that_one(turn.text) and turn.intent in _READ_AS | {"affirm"}:
        # "That one you told of, get it for me": which it is may be asked, and no others are wished for.
        turn.read_as("hold", keeps_named=True)
        return LookStep.RUN
    placed = _is_past_placed(turn)
    if not placed and _is_asked_of_shown(turn.text):
        return LookStep.ON
    if await _is_of_edition(turn):
        # "The Persian one, please" is asked of the one that was looked at.
        return LookStep.ON
    if only_tells_weakness(turn.text) or names_another_reader(turn.text) or names_another_child(turn.text):
        # For somebody else it is another wish.
        return LookStep.ON
    before = ReadingWish.unpacked(kept["wish"])
    known = await _known(turn)
    refused = await _refused(turn, before)
    others = placed or asks_for_next(turn.text) or not_by_that_one(turn.text)
    says = placed or asks_for_next(turn.text, alone=True) or not_by_that_one(turn.text)
    says = says or (only_says_how(turn.text) and not turn.entity("title"))
    if not (says or refused or (known and (others or knows_those(turn.text)))):
        return LookStep.ON
    in_parts = is_wish_in_parts(turn)
    wish, changed = _changed(await persian_of(turn), turn.text, before, kept.get("pages", ()), in_parts=in_parts)
    untold = tuple(dict.fromkeys((*wish.untold, *untold_beside(turn.text))))
    wish = replace(wish, author=before.author, like=before.like, untold=untold)
    wish = await _without(turn, before, wish, refused)
    wish = await in_time(turn, wish) or wish
    others = others or bool(known) or bool(refused) or (wish == before and changed)
    if wish == before and not others:
        return LookStep.ON
    if known:
        turn.remember(reading={**kept, "known": list(dict.fromkeys((*kept.get("known", ()), *known)))})
    again = kept["shown"] if others else await not_again(turn, before, wish, kept["shown"], others=changed)
    if placed and known and not await _has_others(turn, wish, kept["shown"]):
        # The rest of the list is as good as before.
        again = ()
    turn.read_as("recommendation")
    again = list(dict.fromkeys((*again, *kept.get("passed", ()))))
    free = placed and wishes_it_in(turn.text)
    await suggest_changed(turn, before, wish, besides=again, at=branch_kept(kept), free=free)
    return LookStep.DONE


def _is_past_placed(turn: Turn) -> bool:
    """Tell whether one of the list was read, another is wished for, and nothing else is read out of it."""
    return turn.intent in _OF_BOOKS and not turn.entity("author") and wishes_past_placed(turn.text)


def _is_asked_of_shown(text: str) -> bool:
    """Tell whether a text asks something of the titles shown, and wishes for no others."""
    if language_of_shown(text) or asks_for_most(text) or wished_among(text) is not None:
        return True
    reference = find_reference(text)
    placed = reference is not None and reference.choice is not None
    return placed or asks_which_of_shown(text)


async def _is_of_edition(turn: Turn) -> bool:
    """Tell whether a message says no more than in which language or as what something shall be, after one title."""
    said = set(read_wish(in_wish_words(turn.text)).wish.packed())
    return bool(said) and said <= {"language", "kinds"} and await spoken_of(turn) is not None


def _changed(
    persian: str, text: str, before: ReadingWish, pages: Sequence[int], *, in_parts: bool
) -> tuple[ReadingWish, bool]:
    """Read what a message changes of the wish before; what is known in Latin letters needs no guess at its Persian."""
    for words in dict.fromkeys((persian, text)):
        change = read_change(in_wish_words(words), before, pages, in_parts=in_parts)
        if change is not None and change[0] != before:
            return change
    return before, asks_for_next(text)


async def _known(turn: Turn) -> list[str]:
    """Give the ids of what is told to be known: those that are named, or those shown with their other editions."""
    known = list(await known_already(turn))
    if _is_past_placed(turn):
        shown, choice = await titles_shown(turn), find_choice(await persian_of(turn))
        places = choice.resolve(len(shown)) if choice is not None else []
        for place in places if len(places) == 1 else ():
            known += await editions_of(turn, shown[place])
    if knows_those(turn.text):
        shown = await titles_shown(turn)
        one = await spoken_of(turn)
        for title in [one] if one is not None else shown:
            known += await editions_of(turn, title)
    return known


async def _has_others(turn: Turn, wish: ReadingWish, shown: Sequence[str]) -> bool:
    """Tell whether a wish is met by others than those shown, in the language that is spoken."""
    met = await turn.library.suggest(wish, limit=1, besides=shown, language=turn.language)
    if not met.found or met.relaxed:
        return False
    return bool(wish.language) or met.found[0].title.language in ("", turn.language)


async def _refused(turn: Turn, before: ReadingWish) -> list[str]:
    """Give the names of the authors whose works are not wanted again, in either alphabet."""
    names: list[str] = []
    if not_by_that_one(turn.text):
        author = await _author_before(turn, before)
        names += [author] if author else []
    for said in authors_named_off(turn.text):
        words = said.split()
        for run in dict.fromkeys((" ".join(words), words[0], words[-1])):
            if any(is_known(word) or is_ordinary(word) for word in run.split()):
                continue
            page = await turn.library.search(author=run, limit=1, exactly=True)
            if page.titles and page.author and not page.corrected:
                names.append(page.author)
                break
    spelt: list[str] = []
    for name in names:
        spelt += await _spelt(turn, name)
    return spelt


async def _without(turn: Turn, before: ReadingWish, wish: ReadingWish, refused: Sequence[str]) -> ReadingWish:
    """Leave out the works of those whose names are refused, in either alphabet."""
    named = [one for one in wish.not_by if one not in before.not_by]
    names = list(refused)
    for name in named:
        names += await _spelt(turn, name)
    by = set(fold(before.author).split())
    if by and any(by <= set(name.split()) or set(name.split()) <= by for name in names):
        wish = wish.lacking("author")
    return replace(wish, not_by=tuple(dict.fromkeys((*before.not_by, *names))))


async def _author_before(turn: Turn, before: ReadingWish) -> str:
    """Give the author whom "not by him" refuses: of what others shall be like, or of all that was shown."""
    if before.author and "|" not in before.author:
        return before.author
    title = await spoken_of(turn)
    if title is None and before.like:
        title = await title_of_words(turn, before.like)
    if title is not None:
        return _writer(title)
    writers = {_writer(one) for one in await titles_shown(turn)}
    return writers.pop() if len(writers) == 1 else ""


async def _spelt(turn: Turn, author: str) -> list[str]:
    """Give an author's name as the titles in each alphabet write it."""
    page = await turn.library.search(author=author, limit=_SPELT, exactly=True)
    own = {fold(author)}
    if not page.corrected:
        # Who has only translated a title is not its writer.
        own |= {fold(_writer(one)) for one in page.titles if fold(author) not in fold(one.author)}
    return sorted(own)


def _writer(title: Title) -> str:
    """Give who wrote a title, without translators and editors."""
    return title.author.split("؛")[0].split(";")[0].strip()
