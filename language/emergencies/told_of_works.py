"""Whether what a message tells befalls somebody in a book or a film, and not the patron or anybody in the house."""

from __future__ import annotations

import re

from language.emergencies.reading import find_distress
from language.kept import kept
from language.normalise import fold

__all__ = ["befalls_in_work", "tells_of_oneself"]

# So likely a message has to describe a work, where a word says that it speaks of one, and for despair where none does:
# of 1,600 messages of emergencies none is as likely and speaks of one, or is despair and as likely.
_WITH_WORD, _WITHOUT = 0.9, 0.97
_CLAUSES = re.compile(r"[.!?؟;؛:\n]+|[,،](?=\s)|\b(?:and|but|because)\b|(?<!\w)(?:و|ولی|اما|چون)(?!\w)")
_OWN = re.compile(
    r"\b(?:i|i'?m|i'?ve|i'?ll|i'?d|me|my|myself|mine|we|us|our)\b"
    r"|(?<!\w)(?:من|منم|خودم|خودمو|ما|\w{2,12}م)(?!\w)|\b(?:manam|khodam\w{0,2}|\w{3,12}am)\b"
)
# Who sees themselves in somebody of the story: "he was right, I'd like to do the same".
_LIKE_ONESELF = re.compile(
    r"\b(?:i|i'?m|i'?d|i'?ll|me|myself)\b.{0,40}\b(?:the same|too|as well|like (?:him|her|them|that|he|she)|(?:was|is|were) right|understand (?:him|her|them)|envy|jealous|for real|instead of (?:him|her))\b"
    r"|\b(?:just like|same as) (?:me|i)\b|\blike my (?:own )?life\b|\bmy (?:own )?(?:life|story)\b"
    r"|(?<!\w)(?:منم|من هم|منو|خودمم|خودمو|زندگیم|زندگی (?:من|خودم)|(?:مثل|شبیه|عین) (?:من|خودم|زندگیم)|حق داشت|درکش میکنم|میفهممش|حسودیم)(?!\w)"
    r"|\b(?:manam|khodamam|khodamo|zendegim|mesle (?:man|khodam)|hagh dasht)\b"
)
_WORK = re.compile(
    r"\b(?:novels?|stor(?:y|ies)|films?|movies?|(?:tv )?series|author|writer|title|plot|chapter|character|cover|the one (?:where|with|about|in which)|called|a book (?:about|where|in which|with|i)|(?:this|that|the) book (?:where|about|with|in which|i read))\b"
    r"|(?<!\w)(?:رمان|داستان|فیلم|سریال|قصه|نویسنده|شخصیت|جلدش|اسمش|عنوانش|کتابی|یه کتاب|همون که|اونی که)"
    r"|\b(?:roman|dastan|filme?|seriyal|serial|ghesse|nevisande|jeldesh|esmesh|ketabi|ye ketab)"
)
# Here and now, whoever it is.
_HERE = re.compile(
    r"\b(?:here|right now|just now|library|librarian|branch|hall|reading room|stairs|desk|toilets?|shel(?:f|ves)|newspapers|printers?|lockers?|lift|entrance|outside|upstairs|downstairs|please (?:come|help)|come fast|hurry|help)\b"
    r"|(?<!\w)(?:اینجا|همین الان|الان|کتابخونه\w{0,3}|کتابخانه\w{0,3}|سالن\w{0,3}|شعبه\w{0,3}|طبقه|راه ?پله|دستشویی|قفسه\w{0,3}|پیشخوان|میز|بیاین|بیاید|کمک|زود|تو رو خدا)(?!\w)"
    r"|\b(?:inja|alan|ketabkhoone\w{0,3}|salon|tabaghe\w{0,3}|biain|biyain|komak)\b"
)


def befalls_in_work(text: str, kind: str, described: float) -> bool:
    """Tell whether an emergency of a kind is that of somebody in a work, by how likely a message describes one."""
    if described < _WITH_WORD or tells_of_oneself(text):
        return False
    said = fold(text)
    if _WORK.search(said):
        return True
    return kind == "despair" and described >= _WITHOUT and _HERE.search(said) is None


@kept
def tells_of_oneself(text: str) -> bool:
    """Tell whether somebody speaks of their own distress, or sees themselves in whom they tell of."""
    said = fold(text).replace("’", "'")
    if _LIKE_ONESELF.search(said):
        return True
    return any(find_distress(clause) is not None for clause in _CLAUSES.split(said) if _OWN.search(clause))
