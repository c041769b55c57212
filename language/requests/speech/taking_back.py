"""What was just done is taken back: "no wait, leave it", «نه صبر کن، لغوش نکن», and what else the message wishes."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from dataclasses import dataclass

from language.kept import kept
from language.normalise import fold
from language.requests.speech.phrases import Phrases, words_of

__all__ = ["TakenBack", "find_taken_back"]

# Who hesitates says these first; alone they take nothing back.
_HESITATES = Phrases(
    "no|nope|nah|wait|oh|ah|actually|hold on|hang on|hmm|hm|oops|ooops|sorry|my mistake|my bad|ok|okay|um|uh|well|but|please|pls|plz|damn|argh|gosh|god"
    "|on second thought|on second thoughts|i made a mistake|that was a mistake|it was a mistake|by mistake|too fast|rather|then|so|just|thanks|thank you|hey|mmm|and|ugh|omg|sir|madam|no no",
    "نه|نه نه|نخیر|صبر کن|صبر کنید|صبر کنین|یه لحظه|یک لحظه|وایسا|وایستا|وایسین|ای وای|وای|آخ|آخ آخ|ببخشید|ببخشین|معذرت|عذر میخوام|اشتباه شد|اشتباه کردم|اشتباهی زدم"
    "|دستم خورد|راستش|خب|لطفا|پس|دیگه|حالا|بابا|عه|ا|هول شدم|عجله کردم|فقط|بی زحمت|اوه|آقا|خانم|خانوم|جان|عزیزم|دوست عزیز",
    "na|na na|sabr kon|sabr konid|vaysa|vaisa|vay|bebakhshid|eshtebah shod|eshtebah kardam|rastesh|lotfan|khob|pas|faghat",
)
# These say so by themselves, whatever it was.
_CHANGES_MIND = Phrases(
    "i changed my mind|i've changed my mind|i have changed my mind|changed my mind|i take that back|i take it back|undo|undo it|undo that|undo this|take that back|take it back|revert|revert it|revert that"
    "|reverse it|reverse that|forget what i said|scratch that|i didn't mean to|i did not mean to|i didn't want that|i regret it|i regret that",
    "پشیمون شدم|پشیمان شدم|پشیمونم|نظرم عوض شد|نظرم برگشت|منصرف شدم|برگردون|برگردونش|برش گردون|برش گردونید|برش گردونین|برگردونید|برگردانید|پسش بگیر|پس بگیر|پسش بگیرید|نمیخواستم اینو",
    "pashimoon shodam|pashimun shodam|pashimoonam|nazaram avaz shod|bargardoon|bargardoonesh|bargardunesh",
)
# And these that something stays as it was: they take back what was cancelled.
# A mere dismissal takes something back only behind a "no" or a "wait": "never mind, when are you open?" does not.
_DISMISSES = Phrases(
    "leave it|leave them|leave that|leave it be|leave it alone|never mind|nevermind|nvm",
    "ولش کن|ول کن|ولش کنید|ولش کنین|بیخیال|بی خیال",
    "velesh kon|vel kon|bikhial",
)
_STAYS = Phrases(
    "leave it there|leave it as it is|leave it as it was|leave it as is|leave it on|leave that one|leave things as they are|leave everything as it was"
    "|keep it|keep that|keep them|keep that one|keep this one|keep it please|keep it on|keep it as it was|let it be|let it stay|let it stand|it stays|it can stay|it should stay|don't|don't do it|don't do that"
    "|don't cancel|don't cancel it|don't cancel that|don't cancel that one|do not cancel|do not cancel it|please don't cancel|never cancel it|no cancelling|uncancel|uncancel it|un cancel it|put it back|put me back|put me back in|put me back in line"
    "|put me back in the queue|put me back on the list|bring it back|give it back|i want it back|i want it after all|i still want it|i still need it|i do want it|i want to keep it|i'd like to keep it|i'd rather keep it"
    "|i'll keep it|i will keep it|i need it after all|let me keep it|restore it|reinstate it|reserve it again|as it was|stop the cancellation|not cancelled|after all|i'd like it after all|i want that one back",
    "لغو نکن|لغو نکنید|لغو نکنین|لغوش نکن|لغوش نکنید|لغوش نکنین|لغو نشه|لغو نشود|کنسل نکن|کنسل نکنید|کنسل نکنین|کنسلش نکن|کنسلش نکنید|کنسلش نکنین|حذف نکن|حذفش نکن"
    "|نکن|نکنش|نکنید|نکنین|دست نزن|دستش نزن|بذار باشه|بذار بمونه|بذارش بمونه|بذارین باشه|بذارین بمونه|بذارید باشه|بذارید بمونه|بذارید بماند|بگذارید بماند|بزار باشه|بزار بمونه|باشه سر جاش|سر جاش باشه|سر جاش بمونه|سرجاش باشه"
    "|سرجاش بمونه|بمونه|بماند|بمونه سر جاش|بمونه سرجاش|همون باشه|همونطور باشه|همونجوری باشه|همونجوری بمونه|نگهش دار|نگهش دارید|نگهش دارین|نگه دار|هنوز میخوامش|هنوز میخوام|میخوامش|لازمش دارم|لازم دارمش|دوباره رزرو کن"
    "|دوباره رزروش کن|دوباره رزروش کنید|دوباره رزروش کنین|دوباره بذارش|دوباره بذارم تو نوبت|برم گردون تو نوبت|نوبتم بمونه|نوبتم رو نگه دار|رزروم بمونه|رزروم رو نگه دار|رزروم سر جاش باشه|رزروم سر جاش بمونه|رزرو بمونه|مال خودم باشه",
    "laghv nakon|laghvesh nakon|laghv nakonid|kansel nakon|kanselesh nakon|cancel nakon|cancelesh nakon|nakon|nakonid|dast nazan|bezar bashe|bezar bemoone|bezar bemune|bemoone|bemune|sare jash bashe"
    "|sare jash bemoone|negahesh dar|hanooz mikhamesh|hanuz mikhamesh|mikhamesh|dobare rezerv kon|dobare rezervesh kon",
)
# What was not cancelled is taken back by cancelling it, or by leaving it.
_CANCELS = Phrases(
    "cancel it|cancel that|cancel this|cancel that one|please cancel it|scrap it|scrap that|call it off|i don't want it|i don't want it any more|i don't want it anymore|i don't need it|i don't need it any more|i don't need it anymore"
    "|delete it|remove it",
    "لغوش کن|لغوش کنید|لغوش کنین|کنسلش کن|کنسلش کنید|کنسلش کنین|حذفش کن|پاکش کن|نمیخوامش|دیگه نمیخوامش|دیگه نمیخوام|لازمش ندارم|لازم ندارم|باطلش کن",
    "laghvesh kon|kanselesh kon|cancelesh kon|nemikhamesh",
)
# The reservation is named beside: "keep my place in the queue", «رزروم رو نگه دار».
_OF_A_HOLD = re.compile(
    r"\b(?:keep|leave|restore|reinstate|want|give me|get|have) (?:back )?(?:my|the|that) (?:\w+ )?(?:reservation|hold|place|spot|turn)\b"
    r"|(?:رزرو|نوبت)(?:م|مو|ش|شو|ه)?(?: رو| را)? (?:نگه ?دار\w*|برگردون\w*|برگردان\w*|بمون\w*|بذار\w* بمون\w*|سر ?جاش|لغو نکن\w*|کنسل نکن\w*)"
    r"|\b(?:rezerv|nobat)\w* (?:ro )?(?:negah dar|bargard\w*|bemu?ne|bemoone|laghv nakon)"
)


_ALL = (_STAYS, _DISMISSES, _CANCELS, _CHANGES_MIND, _HESITATES)
_REFUSES = frozenset(
    "no nope nah wait oh actually oops hold hang نه نخیر صبر وایسا وایستا وای na sabr vaysa اشتباه eshtebah mistake".split()
)
# Behind such words another clause begins where no sign says so.
_NEXT = frozenset(
    "and but just only when what where how is can could will also then tell let please instead rather or i i'd i'll do does you"
    " و ولی اما فقط کی چی چطور تا بگو بگید بگین هر هروقت وقتی به بجاش عوضش خبرم خبر میشه که va vali faghat key ta begoo begu".split()
)
_DONT = re.compile(r"\b(?:dont|do'nt|don t)\b", re.IGNORECASE)
_TOKEN = re.compile(r"[\w']+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Something that is taken back: it `stays` as it was, or is cancelled; `rest`: the folded words behind it."""

    stays: bool
    cancels: bool
    rest: str


@kept
def find_taken_back(text: str) -> TakenBack | None:
    """Find the words at the beginning of a text by which what was just done is taken back; None where there are none.

    What asks takes nothing back, unless it is behind those words.
    """
    text = _DONT.sub("don't", text)
    words, ends = words_of(text), _ends(text)
    place, stays, cancels, changes, dismisses, hesitates = 0, False, False, False, False, False
    while place < len(words):
        lengths = {phrases: phrases.at(words, place) for phrases in _ALL}
        most = max(lengths.values())
        if not most:
            break
        place += most
        if place < len(words) and place not in ends and words[place] not in _NEXT and not _begins(words, place):
            # "Keep it short", "don't know": the phrase goes on.
            continue
        stays = stays or lengths[_STAYS] == most
        cancels = cancels or lengths[_CANCELS] == most
        changes = changes or lengths[_CHANGES_MIND] == most
        dismisses = dismisses or lengths[_DISMISSES] == most
        hesitates = hesitates or bool({*words[place - most : place]} & _REFUSES)
    stays = stays or (dismisses and hesitates)
    rest = " ".join(words[place:])
    if not (stays or cancels or changes):
        named = _OF_A_HOLD.search(fold(text).replace("’", "'"))
        if named is None or place == 0 or text.rstrip().endswith(("?", "؟")):
            return None
        return TakenBack(True, False, "")
    if rest and text.rstrip().endswith(("?", "؟")):
        rest += "?"
    return TakenBack(stays or changes, cancels or changes, rest)


def _begins(words: list[str], place: int) -> bool:
    """Tell whether a phrase of ours begins at a place."""
    return any(phrases.at(words, place) for phrases in _ALL)


def _ends(text: str) -> frozenset[int]:
    """Give behind how many words a sign ends a clause."""
    count, found = 0, set()
    for token in _TOKEN.findall(fold(text)):
        if token[0].isalnum() or token[0] in "_'":
            count += 1
        else:
            found.add(count)
    return frozenset(found)
