"""Moves of a list of titles: which of them is the shortest, newest, in; which to take; and what else there is."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from actions.dialogue.turn import Fact, Turn, nested
from actions.facts.choices import item
from actions.facts.lines import availability, by_title, is_seen, titles_listed
from actions.rasa.registry import move
from actions.subjects.catalogue.found_titles import show_found
from actions.subjects.moves.title import answers_question, ask_of, names_other, of_list
from actions.subjects.moves.title_copies import which_are_in
from actions.subjects.moves.title_wishes import refine
from actions.subjects.reading.suggestions import more_of
from actions.subjects.titles.spoken_of import spoken_of, titles_shown
from actions.subjects.titles.titles import name_in
from crm.library_info import directory
from language.choices import find_choice
from language.normalise import fold
from language.requests.reading.reading import read_wish
from language.requests.reading.wish import ReadingWish
from language.requests.titles.copies import find_copy
from language.requests.titles.names import find_named
from library.values import Title

__all__: list[str] = []

_FEW, _MANY = 5, 60
# By what titles are compared: the words that ask for it, what is told of the one, and the order of its numbers.
_BY_NUMBER: dict[str, tuple[re.Pattern[str], Callable[[Title], int | None], bool]] = {
    "shortest": (
        re.compile(r"\b(?:short\w*|thin(?:ner|nest)?|slim\w*|fewest pages|less pages|quick\w*|smallest)\b|کوتاه|نازک|کم ?حجم|کم ?صفحه|\bkutah|\bkootah|\bnazok"),
        lambda title: title.pages,
        False,
    ),
    "longest": (
        re.compile(r"\b(?:long(?:er|est)|thick\w*|most pages|fat(?:ter|test)?|biggest)\b|کلفت|قطور|حجیم|طولانی|بلندتر|پرحجم|\bkoloft"),
        lambda title: title.pages,
        True,
    ),
    "newest": (
        re.compile(r"\b(?:new(?:er|est)|latest|most recent|more recent|up[- ]to[- ]date|youngest)\b|جدید|تازه ?تر|به ?روز|\bjadid"),
        lambda title: title.year,
        True,
    ),
    "oldest": (
        re.compile(r"\b(?:old(?:er|est)|earliest|first written)\b|قدیمی|کهن ?تر|قدیم|\bghadim"),
        lambda title: title.year,
        False,
    ),
}  # fmt: skip
_IN = re.compile(
    r"\b(?:available|in (?:now|today|right now|at the moment)|(?:are|is) in\b|on the shelf|in stock|not out|can i (?:take|get) (?:today|now))\b|موجود|هست الان|الان هست|تو قفسه|در قفسه|\bmojud"
)

_WHERE = re.compile(
    r"\b(?:where|which (?:branch|library|shelf|floor))\b|(?<!\w)(?:کجا\w*|(?:کدوم|کدام|چه) (?:شعبه|کتابخانه|کتابخونه|قفسه|طبقه)\w*)|\b(?:koja\w*|kodu?o?m shobe\w*)\b"
)
_WHICH = re.compile(
    r"\b(?:which (?:one|of|is|book|would|should)|better|best|or the|versus|vs)\b|(?<!\w)(?:کدومش\w*|کدامش\w*|کدوم بهتر\w*|بهتره|بهترین|یا)(?!\w)|\b(?:kodumesh\w*|behtar\w*|ya)\b"
)


_WHICH_OF = re.compile(
    r"\bwhich (?:one|ones|of (?:them|those|these))\b[^.?!]{0,20}\b(?:at|in|from)\b|\b(?:are|is) (?:any|either|one) of (?:them|those|these)\b"
    r"|(?<!\w)(?:کدومش\w*|کدامش\w*|کدوما\w*|کدام\s?ها\w*)[^.؟?!]{0,20}(?:تو|توی|در|شعبه|مرکزی)(?!\w)"
)


@move("title.choose")
async def choose(turn: Turn) -> bool:
    """Tell which of the titles shown is what is asked for; of what no catalogue knows, what it knows of each."""
    shown = await titles_shown(turn)
    if await answers_question(turn):
        return False
    if len(shown) == 1:
        # "Is it a good choice?" of the only one.
        return await ask_of(turn, shown[0], "title.opinion")
    if not shown:
        return False
    if (one := _placed(turn, shown)) is not None:
        # "The second one sounds fun, which branch has it?" compares nothing.
        where = _WHERE.search(fold(turn.text)) is not None or _IN.search(fold(turn.text)) is not None
        return await ask_of(turn, one, "title.where" if where else "title.opinion")
    titles = _meant(turn, shown)
    if await _narrowed(turn) or await _wishes_short(turn):
        return True
    turn.intent = "search_book"
    if _tells_most(turn, titles):
        return True
    if _IN.search(fold(turn.text)):
        places = {title.id: await turn.library.availability(title.id) for title in titles}
        found = [title for title in titles if any(one.available for one in places[title.id])]
        none = "utter_titles_none_in" if all(map(is_seen, places.values())) else "utter_titles_not_seen"
        await show_found(turn, found or titles, "utter_titles_in" if found else none)
        return True
    if _WHICH_OF.search(fold(turn.text)) and await directory.find_branch(turn.store, turn.text) is not None:
        # "Which of those are at Saadi?" asks for no opinion.
        return await which_are_in(turn, titles)
    await _compare(turn, titles)
    return True


_NARROWS = re.compile(
    r"\b(?:any|none|nothing|some|no)\b[^.?!]{0,30}\b(?:among|of|between) (?:these|those|them)\b|\beven better\b|\bbetter still\b"
    r"|(?<!\w)(?:ن?دارین|ن?دارید|نیست|هست)(?!\w)[^.?!؟]{0,20}(?:بین|میون|تو) (?:اینا|اینها|این ?ها|اونا|شون)|(?:بین|میون) (?:اینا|اینها|اونا)[^.?!؟]{0,30}(?:ن?دارین|ن?دارید|نیست|هست)|چه بهتر"
)


_SIZED = re.compile(
    r"\b(?:under|below|less than|at most|not (?:too|so|that)|no more than|over) \w|(?<!\w)(?:زیر|کمتر از|حداکثر|بیشتر از|بالای) \w|(?<!\w)نباش\w*(?!\w)|\b(?:zire?|kamtar az|nabashe)\b"
)


_OTHERS = re.compile(
    r"\b(?:any(?:thing)?|something|got any) (?:\w{3,10} ){0,2}(?:under|below|less|shorter|over|at most)\b|(?<!\w)(?:چیزی|چیز|یه چیز|کتابی) (?:\w{2,8} ){0,2}(?:زیر|کمتر|حداکثر|بالای)(?!\w)|\b(?:chizi|ketabi) (?:\w{2,8} ){0,2}(?:zire?|kamtar)\b"
)


async def _narrowed(turn: Turn) -> bool:
    """Suggest anew where words say how it shall be: "none by an Iranian among these? Funny would be better still"."""
    wish = read_wish(turn.text).wish
    said = fold(turn.text)
    narrows = bool(wish.origin or wish.genres) and _NARROWS.search(said) is not None
    sized = bool(wish.most_pages or wish.least_pages) and _SIZED.search(said) is not None
    # "Anything under 250 pages?" asks for others, "which is under 250 pages?" of these.
    sized = sized and (not {"?", "؟"} & set(turn.text) or _OTHERS.search(said) is not None) and not _WHICH.search(said)
    return (narrows or sized) and await refine(turn)


_SHORT = re.compile(
    r"(?:(?:no|please|i|said|want|need|wanted|but|make|it|something|anything|much|a|an|too long) ){0,5}short(?:er)?(?: (?:please|pls|book|novel|story|this time)){0,2}"
    r"|(?:(?:نه|گفتم|یه|یک|چیز|چیزی|کتاب|رمان|خیلی|لطفا) ?){0,4}(?:کوتاه|کم ?حجم|نازک) ?(?:تر)?(?: ?(?:باشه|باشد|می ?خوام|لطفا|گفتم|بده|بدین)){0,2}|(?:(?:ye|chiz|chizi|ketab) ){0,3}(?:kutah|kootah)(?: ?tar)?(?: (?:bashe|mikham|lotfan)){0,2}"
)


async def _wishes_short(turn: Turn) -> bool:
    """Suggest shorter ones where a clause wishes for no more than that: "five hundred pages again! Short!"."""
    said = fold(turn.text).replace("’", "'")
    wishes = any(_SHORT.fullmatch(" ".join(part.split())) for part in re.split(r"[.,،؛;:!؟?]+", said))
    asks = bool({"?", "؟"} & set(turn.text)) or _WHICH.search(said) is not None
    return wishes and not asks and bool(read_wish(turn.text).wish.most_pages) and await refine(turn)


def _placed(turn: Turn, shown: Sequence[Title]) -> Title | None:
    """Give the one title of the list that words place, where they ask which is best of none."""
    choice = find_choice(turn.text)
    places = choice.resolve(len(shown)) if choice is not None and choice.kind in ("indexes", "last") else []
    said = fold(turn.text)
    if len(places) != 1 or _WHICH.search(said) or any(words.search(said) for words, _, _ in _BY_NUMBER.values()):
        return None
    return shown[places[0]]


def _tells_most(turn: Turn, titles: Sequence[Title]) -> bool:
    """Tell which of the titles is the shortest, longest, newest or oldest, where that is asked."""
    asked = fold(turn.text)
    for name, (words, number, most) in _BY_NUMBER.items():
        if words.search(asked):
            _by_number(turn, titles, name, number, most=most)
            return True
    return False


def _meant(turn: Turn, shown: Sequence[Title]) -> Sequence[Title]:
    """Give those of the titles shown that words place or name, where they do so with several; else all."""
    choice = find_choice(turn.text)
    places = choice.resolve(len(shown)) if choice is not None else []
    places = places if len(places) > 1 else list(find_named(turn.text, [title.title for title in shown]).places)
    return [shown[place] for place in places] if len(places) > 1 else shown


def _by_number(
    turn: Turn, titles: Sequence[Title], name: str, number: Callable[[Title], int | None], *, most: bool
) -> None:
    known = [(count, title) for title in titles if (count := number(title)) is not None]
    if not known:
        what = nested("utter_aspect_pages" if name in ("shortest", "longest") else "utter_aspect_year")
        turn.say("utter_choose_unknown", what=what)
        return
    best = (max if most else min)(count for count, _ in known)
    chosen = [title for count, title in known if count == best]
    unknown = [title.title for title in titles if number(title) is None]
    if len(chosen) == 1:
        turn.point("title", chosen[0].id, "search_book")
    turn.say(
        f"utter_choose_{name}",
        title=by_title(chosen[0].title, chosen[0].author)
        if len(chosen) == 1
        else titles_listed(title.title for title in chosen),
        pages=best,
        year={"digits": str(best)},
        unknown=nested("utter_part_choose_unknown", titles=titles_listed(unknown)) if unknown else None,
        choices=[item("search_book", "title", title) for title in chosen],
    )


def _says_how(wish: ReadingWish) -> bool:
    """Tell whether a wish says how it shall be, or shall not."""
    parts = (
        wish.genres,
        wish.forms,
        wish.most_pages,
        wish.without,
        wish.untold,
        wish.not_on,
        wish.not_from,
        wish.origin,
    )
    return any(map(bool, parts))


@of_list("title.pages", "title.year", "title.about", "title.opinion")
async def tell_each(turn: Turn, shown: Sequence[Title]) -> bool:
    """Tell of each title of a list what is known, since all may be meant; of "the longest", which it is."""
    if await _names_new(turn, shown):
        return False
    if await _narrowed(turn) or _tells_most(turn, shown):
        return True
    wish = read_wish(turn.text).wish
    if not {"?", "؟"} & set(turn.text) and _says_how(wish) and await refine(turn):
        # "Crime would be great", "not too long though" says how it shall be, and asks nothing of these.
        return True
    await _compare(turn, shown, answer="utter_titles_told")
    return True


async def _names_new(turn: Turn, shown: Sequence[Title]) -> bool:
    """Tell whether a message asks for a copy of a title that was not shown, and so nothing of the list."""
    copy = find_copy(turn.text)
    if copy is None or not copy.kind or turn.intent != "search_book":
        return False
    name = name_in(_CLAUSES.split(copy.rest)[0])
    page = await turn.library.search(name, limit=_FEW) if len(name.split()) > 1 else None
    found = page.titles if page is not None and not page.corrected and not page.author else ()
    return bool(found) and not {one.id for one in found} & {one.id for one in shown}


_CLAUSES = re.compile(r"[.,،;!?؟]")


async def _compare(turn: Turn, titles: Sequence[Title], *, answer: str = "utter_titles_compared") -> None:
    """Tell side by side what is known of each, and which is in and the shortest of those."""
    lines: list[dict[str, Fact]] = []
    free: list[Title] = []
    for title in titles:
        places = await turn.library.availability(title.id)
        if any(place.available and place.for_loan for place in places):
            free.append(title)
        lines.append(
            {
                "title": by_title(title.title, title.author),
                "pages": nested("utter_why_pages", pages=title.pages) if title.pages else None,
                "year": nested("utter_why_year", year={"digits": str(title.year)}) if title.year else None,
                "summary": title.summary or None,
                "availability": availability(places),
                "ref": f"title:{title.id}",
            }
        )
    short = min((title for title in free if title.pages), key=lambda title: title.pages or 0, default=None)
    pick = short or next(iter(free), None)
    turn.show("title", [title.id for title in titles])
    why = nested("utter_part_pick_short" if short is not None else "utter_part_pick_in") if pick is not None else None
    turn.say(
        answer,
        titles={"list": lines, "line": "utter_line_compared"},
        pick=nested("utter_part_pick", title=pick.title, why=why) if pick is not None else None,
        choices=[item("search_book", "title", title) for title in titles],
    )


# Another place of the same copies is no other title.
_OTHER_BRANCH = re.compile(
    r"\b(?:other|another|different|any other|which) (?:branch|library)(?:es)?\b|شعبه ?(?:ی|های|‌ی|‌های)? ?(?:دیگه|دیگر)\w*|\bshobe\w* dige\b"
)


@move("title.more")
async def more(turn: Turn) -> bool:
    """Show others than those shown, of the same suggestion or search; say where there are none."""
    shown = turn.shown("title")
    if shown and _OTHER_BRANCH.search(fold(turn.text)) and (title := await spoken_of(turn)) is not None:
        return await ask_of(turn, title, "title.copies")
    if len(shown) == 1 and (turn.recall("reading") or {}).get("last") != shown and not await answers_question(turn):
        # After one that was found, others are such as it is.
        title = await turn.library.title(shown[0])
        return title is not None and await ask_of(turn, title, "title.similar")
    if not shown or await answers_question(turn):
        return False
    if await names_other(turn, await titles_shown(turn)):
        # "And other directors, Farhadi for example?" asks for those of another.
        turn.intent, turn.confidence = "search_book", 1.0
        return False
    kept, searched = turn.recall("reading") or {}, turn.recall("searched") or {}
    if kept.get("last") == shown:
        turn.intent = "recommendation"
        # "Anything from the last five years?" says how the others shall be.
        return await refine(turn) or await more_of(turn)
    if searched.get("last") != shown:
        return False
    turn.intent = "search_book"
    query, author = str(searched["query"]), str(searched.get("author") or "")
    page = await (
        turn.library.search(author=author, limit=_MANY) if author else turn.library.search(query, limit=_MANY)
    )
    seen = list(searched["seen"])
    left = [title for title in page.titles if title.id not in seen]
    if not left:
        turn.say("utter_search_no_more", query=author or query)
        return True
    rest = len(left) - _FEW
    ids = [title.id for title in left[:_FEW]]
    turn.remember(searched={**searched, "last": ids, "seen": [*seen, *ids]})
    more_left = nested("utter_part_more", count=rest) if rest > 0 else None
    answer = "utter_search_author" if author else "utter_search"
    await show_found(turn, left[:_FEW], answer, author=author or None, query=query, count=page.total, more=more_left)
    return True


async def tell_of_these(turn: Turn, titles: Sequence[Title], *, most: bool = False) -> None:
    """Tell what each of some titles is; with `most` which is the shortest, longest, newest or oldest, as is asked."""
    if not (most and _tells_most(turn, titles)):
        await _compare(turn, titles, answer="utter_titles_told")
