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
        "I speak Italian and can read to the children or put books on the shelves",
        "I could tell stories to the little ones in Arabic",
        "I could teach the kids chess",
        "I can repair old books",
        "my kids are grown up, I can read to the children",
        "I'd like to volunteer. And can you recommend a novel?",
        "بلدم کتاب صحافی کنم",
        "می‌تونم به بچه‌ها شطرنج یاد بدم",
        "می‌تونم برای بچه‌ها قصه بخونم یا قفسه‌ها رو مرتب کنم",
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
        "I want to read to the kids in my nursery class, please suggest a picture book",
        "I want to read to the children in our class",
        "I would like a picture book to read to little ones",
        "I could use a good story to read to toddlers",
        "I'd like to read to the children, what do you recommend?",
        "I want to read to old people, do you have short stories?",
        "I'd like to read a book for children",
        "a story I could tell at school",
        "I could use some help in the library",
        "how can I read to the children's level?",
        "دوست دارم برای بچه‌ها قصه بخونم، یه کتاب خوب معرفی کنید",
        "می‌خوام به بچه‌ها درس بدم، کتاب کمک درسی دارین؟",
        "دوست دارم برای بچه‌ها شعر بخونم، چی دارید؟",
        "چطور می‌تونم به بچه‌م کمک کنم کتاب‌خون بشه؟",
    ],
)
def test_a_book_is_wished_for(text: str) -> None:
    assert not offers_help(text)
