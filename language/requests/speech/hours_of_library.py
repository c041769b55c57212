"""Whether words ask when the library itself is open, and not a bank, a café, a file or a door."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

__all__ = ["is_of_library"]

_LIB = r"(?:the |your |this |that |each |every |both |all )?(?:\w{2,14} )?(?:library|libraries|branch|branches)"
_BESIDE = r"(?: (?:guys|still|also|even|be|usually|ever|normally|going to be|all|people)){0,3}"
_SHUT = r"(?:opens?|closes?|closed|shut)"
_DAY = r"(?:on|at|in|til|till|until|before|after|by|from|today|tomorrow|tonight|now|late|early|later|earlier|then|this|next|every|all|during|right|over|that|and|or|please|too|as|\w{2,6}days?)"
_END = rf"(?=\W*$| {_DAY}\b)"
_ENGLISH = re.compile(
    rf"(?<!next )(?<!near )\b(?:are|r|do|will|can) (?:you|u){_BESIDE} {_SHUT}\b{_END}|^(?:you|the library|the branch) (?:is|are) (?:still )?(?:open|closed)\b"
    # Where the name of a branch was left out, nothing or an article stands in its place.
    rf"|\b(?:is|does|will|are|do|if|whether|when|time) (?:(?:{_LIB}|the|your)?){_BESIDE} ?(?:is |are )?\b{_SHUT}\b{_END}"
    rf"|(?:^|\b(?:the|your|are|me|know|about) )(?:opening |working )?(?:hours|times)\b(?=\W*$| (?:of|at|for|in|on) {_LIB}\b| (?:(?:for|on) )?{_DAY}\b)"
    rf"|\b(?:library|libraries|branch|branches)(?:'s|s)? (?:opening |working )?hours\b"
)
_TIME_WORD = (
    r"(?:آیا|هم|الان|امروز|فردا|پس ?فردا|امشب|عصر|عصرها|صبح|شب|شبها|ظهر|بعد ?از ?ظهر|ساعت|چند|چه|ساعتی|تا|از|کی|این|اون|آن|همون|هفته|آخر|روز|روزها|روزهای|موقع|وقت|(?:یک|یه|دو|سه|چهار|چار|پنج|پن)? ?شنبه|شنبهها|جمعه|جمعهها|تعطیلات|و|یا|به|در|تو|توی|کتابخونه|کتابخانه|شعبه|شما|شماها|پس|خب|راستی|لطفا|\d{1,2}"
    r"|va|shanbe|(?:yek|do|se|chahar|char|panj)? ?shanbe|jome|emrooz|emruz|farda|emshab|ta|az|chand|saat|key|kei|ketabkhoone|ketabkhune|shobe|too|tu)"
)
_TIME = rf"(?:{_TIME_WORD} )"
_ASK = r"(?: (?:بگو|بگید|بگین|بگویید|بفرمایید|رو|را|هم|برام|برایم|لطفا|چنده|چیه|چیست|چطوره|چه|چی|جوریه|چقدره|است)){0,4}"
_PERSIAN = re.compile(
    # Of those who are spoken to; of the library, or of nothing but a time.
    r"(?<!\w)(?:باز(?:ین|ید)|باز هست(?:ین|ید)|تعطیل(?:ین|ید)|تعطیل هست(?:ین|ید)|بسته ?(?:این|اید))(?!\w)"
    rf"|(?<!\w)(?:ساعت چند|چه ساعتی|کی|از چند|تا چند) {_TIME}{{0,3}}(?:می ?بند(?:ین|ید)|باز می ?کن(?:ین|ید))(?!\w)"
    rf"|^{_TIME}{{0,7}}(?:باز(?:ه|ست)|باز (?:هست|است)|تعطیل(?:ه|ست)|تعطیل (?:هست|است)|می ?بند(?:ه|ین|ید)|bazi[nd]|baz(?:e|ast)|tatil(?:e|id|in)|miband\w{{1,2}})(?!\w)"
    rf"|^(?:(?:بگو|بگید|بگین|لطفا) ){{0,2}}ساعت(?:های|ای)? کار(?:ی)?(?:تون|تان)?(?: {_TIME_WORD}){{0,5}}{_ASK}$"
)


def is_of_library(words: str) -> bool:
    """Tell whether folded words ask for the library's own hours; the names of its branches are left out before."""
    said = " ".join(words.replace("'s", "").split()).strip(" .!?؟،,")
    return bool(_ENGLISH.search(said) or _PERSIAN.search(said))
