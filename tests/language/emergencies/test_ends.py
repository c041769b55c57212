"""That an emergency is over, in many words; what is unclear is no end."""

# ruff: noqa: E501

from __future__ import annotations

import pytest

from language.emergencies.afterwards import has_left, takes_back


@pytest.mark.parametrize(
    "text",
    ["خدا را شکر به هوش آمد", "خداروشکر به هوش اومد", "آتیش رو خاموش کردن", "آتش مهار شد", "دعوا تموم شد", "حالش جا اومد",
     "خونش بند اومد", "خطر رفع شد", "دیگه خطری نیست", "پلیس گرفتش", "آروم شد", "جداشون کردن", "چشماشو باز کرد",
     "همه چی آرومه", "be hoosh oomad khodaroshokr", "atish khamoosh shod", "halesh behtar shod", "ok they put it out",
     "the fire is out now", "he came to", "she woke up, thank you", "he's talking now", "the guard took him out",
     "the danger is over", "no need for an ambulance", "he regained consciousness", "my son is back with me",
     "everything is under control", "no more smoke, they put it out", "he is out of danger"],
)  # fmt: skip
def test_an_end(text: str) -> None:
    assert takes_back(text)


@pytest.mark.parametrize(
    "text",
    ["به هوش نیومده", "به هوش اومد دوباره غش کرد", "هنوز به هوش نیومده", "خاموش نشده", "آتیش خاموش نمیشه", "از هوش رفت",
     "دود بلند شد", "چراغ خاموش شد و دود میاد", "نفسش بند اومده", "نفسش بالا نمیاد", "کسی خاموشش نمی‌کنه", "halesh khub nist",
     "khamoosh nashod", "hanooz be hoosh nayumade", "he came to the desk with a knife", "he passed out again",
     "they can't put it out", "the fire is not out", "he woke up but is bleeding", "he is breathing",
     "he is talking nonsense and shaking", "the ambulance has not come", "is the fire out?", "when will it be over?",
     "put it out please", "he's gone blue", "he walked into the fire", "it is out of control"],
)  # fmt: skip
def test_no_end(text: str) -> None:
    assert not takes_back(text)


@pytest.mark.parametrize(
    ("text", "kind", "over"),
    [
        ("raft, mersi", "violence", True), ("raft, mersi", "medical", True), ("اون آقا رفت", "harassment", True),
        ("he left, thanks", "violence", True), ("they went away", "danger", True), ("رفت", "lost_child", False),
        ("he's gone", "lost_child", False), ("raft", "medical", False), ("he left with my bag", "theft", False),
        ("از هوش رفت", "medical", False), ("is he gone?", "violence", False), ("رفت", "fire", False),
        ("رفت، مرسی", "despair", False),
    ],
)  # fmt: skip
def test_who_has_left_ends_a_threat_and_nothing_else(text: str, kind: str, over: bool) -> None:
    assert has_left(text, kind) is over
