"""Help that is offered, and books that are wished for with the same words."""

from __future__ import annotations

import pytest

from language.requests.speech.help_offered import offers_help


@pytest.mark.parametrize(
    "text",
    [
        "I can read to the childs or put books in the shelf, I am tall haha",
        "I would like to make volunteer in library, maybe read story for children",
        "Maybe I read the stories for children? or put books on shelf",
        "could I read stories to the kids on Fridays?",
        "I'd like to read to old people, for free",
        "I would love to shelve books for you",
        "Can I help out at your story time?",
        "می‌تونم برای بچه‌ها قصه بخونم یا کتاب‌ها رو بچینم",
        "دوست دارم داوطلب بشم",
        "من بازنشسته‌ام، حاضرم کتاب‌ها را توی قفسه بچینم",
        "mitunam baraye bacheha ghesse begam",
    ],
)
def test_help_is_offered(text: str) -> None:
    assert offers_help(text)


@pytest.mark.parametrize(
    "text",
    [
        "something I can read to my daughter",
        "a book I could read to the kids at bedtime",
        "I want to read to my son, what do you suggest?",
        "which of them can I read to the children?",
        "do you have it in English? I want my husband to read it to the baby",
        "Can I put the books on the shelf myself after reading?",
        "can I put books back in the box?",
        "می‌خوام برای بچه‌هام قصه بخونم، چی دارید",
        "یه کتاب می‌خوام که برای بچه‌ها بخونم",
        "می‌تونم کتاب‌ها رو بذارم تو صندوق؟",
    ],
)
def test_a_book_is_wished_for(text: str) -> None:
    assert not offers_help(text)
