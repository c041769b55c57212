"""What may be the name of a book: scraps of sentences never are, names that the catalogue has not are."""

from __future__ import annotations

import pytest

from language.requests.titles.asking import search_words
from language.requests.titles.title_names import may_be_title

SCRAPS = """
could you keep hold of it for me
wanted it back on monday
don't bother then
is that one still there
a bit more time with it
no, the saadi branch I meant
said it was ready
three times already
put that aside as well
can't make it before the weekend
how much longer is it
when is mine coming
whichever comes first
and the one before that
same thing again please
it says here it has arrived
we were talking about it yesterday
send it over instead
what happens after that
where would I pick it up
I only want one of them
the queue is too long
never mind, leave it as it was
does anybody wait for it
my daughter will fetch it
just checking whether it came
actually make it two
was it returned
is the printer working now
would that be possible
you told me it was free
yes but not today
let me think about it
so it can be extended
how come it isn't here
t want it anymore
ll have that one
s still waiting
re holding it
ok do it
اینو واسم کنار می‌ذارید
همون که گفتید خوبه
نه اون نه، اون یکی
پس فردا میام می‌برمش
هنوز نرسیده مگه
چند روز وقت دارم
دوباره برام بگیریدش
کِی می‌تونم بیام دنبالش
نه ولش کن نمی‌خوام
بذارید بمونه لطفا
میشه یکی دیگه بیاد بگیره
اسمم رو بنویسید توی صف
شعبهٔ نزدیک‌تر بهتره
مگه نگفتید حاضره
حالا چیکار کنم
این که مال من نیست
تا کی نگهش می‌دارید
خب همین خوبه دیگه
اگه نشد خبرم کنید
چرا نمیشه برداشت
فقط همین یکی هست
کجا باید تحویل بدم
الان میشه اومد
قبلا خونده بودمش
منظورم اون یکی شعبه بود
آره همونو می‌خواستم
باشه پس بعدا
کسی منتظرش هست
اینا رو برنگردونم
نمیشه یه کم بیشتر نگهش دارم
hamino bezar kenar
oon yeki behtare
kei bayad pasesh biaram
dobare baram begir
na oon na avali
alan mishe biam
chera nemishe
hanuz narside
esmamo benevis tu saf
begid key hazer mishe
bezarid bemune
""".strip().split("\n")

NAMES = """
do you have My Dear Neighbour
the salt road
have you got The House We Never Built?
a novel called What We Said to the Moon
do you have "leave it to me"?
got orchard winter?
reserve The Last Lamplighter please
is there a book titled And So It Was
Harbour of Glass
I'm looking for small winters
باغ بی‌برگی‌ها رو دارید؟
شب‌های پلِ خواجو
کتاب من و تو و باران رو دارین؟
رمان کوچهٔ سنگی
کتابی به نام چه کسی می‌آید
«بیا با هم برویم» را دارید؟
سایه‌های ماه
bagh-e sanobar ro darin
kucheye sangi
cheragh haye kam noor
""".strip().split("\n")


@pytest.mark.parametrize("text", SCRAPS)
def test_a_scrap_of_a_sentence_is_no_title(text: str) -> None:
    words = search_words(text) or text
    assert not may_be_title(words, text), words


@pytest.mark.parametrize("text", NAMES)
def test_a_name_may_be_a_title_that_the_catalogue_has_not(text: str) -> None:
    assert may_be_title(search_words(text), text), search_words(text)
