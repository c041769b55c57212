"""Who neither sleeps nor eats and fails those who count on it is asked how they are; a bad night is not."""

from __future__ import annotations

import pytest

from language.emergencies.reading import Distress, find_distress


@pytest.mark.parametrize(
    "text",
    [
        "i dont sleep anymroe. my parents payed so much for this and i will fail",
        "I can't eat and I'm going to fail, my family paid for everything",
        "i cry every night, i keep failing everyone",
        "I hardly sleep. I've let everyone down.",
        "شبا نمی‌خوابم. پدر مادرم این همه خرج کردن و من رد میشم",
        "همش گریه می‌کنم، قبول نمیشم و خانوادمو ناامید می‌کنم",
        "khabam nemibare, in hame kharj kardan o man rad misham",
        "i dont sleep anymroe. my parents payed so much for this and i will fail. can i talk to someone?",
        "I don't sleep anymore and I will fail, what should I do?",
        "i dont sleep anymroe, my room is dark, i will fail everyone",
        "i cant sleep, my hands are cold, i keep failing them",
        "im crying all the time, when will it end, i failed everyone",
        "شبا نمی‌خوابم، پدر مادرم خرج کردن و من رد میشم. چیکار کنم؟",
        "کسی هست؟ همش گریه می‌کنم و رد میشم",
        "کتاب جلومه ولی همش گریه می‌کنم، می‌دونم رد میشم و شرمنده مامانم میشم",
        "i cant sleep or eat, will anyone listen? i failed my parents",
        "im crying every day, i am such a disappointment, nobody is home",
        "شبا خوابم نمی‌بره، پول دانشگاه رو بابام قرض کرده و من میفتم، چی بگم بهش؟",
        "I haven't slept in days, I'm ashamed to face my father",
        "khabam nemibare shabha, babam kharj karde, rad misham, chikar konam?",
        "every night i cry and i will let my mother down, is there any way out",
    ],
)
def test_two_loads_are_asked_about(text: str) -> None:
    assert find_distress(text) == Distress("despair", "doubtful")


@pytest.mark.parametrize(
    "text",
    [
        "exma in 3 weeks and i cant consentrate at home at all, is it quite at central in the evning",
        "I will fail this exam",
        "I can't sleep because of the neighbours' noise and I will fail my exam",
        "i don't sleep and I will fail, is the reading room open tonight",
        "I didn't sleep lol I'll fail tomorrow",
        "my son doesn't sleep and he will fail his year",
        "I hardly slept, the novel was too good",
        "i dont eat meat, i will fail without a good cookbook",
        "i cant sleep and want something light",
        "I'll disappoint my daughter if it isn't there on Saturday",
        "not sad please, my dog just died",
        "رد میشم این ترم",
        "خوابم نمی‌بره، یه رمان معرفی کن",
        "شرمنده، دیر شد",
        "امتحان دارم و سر و صدای همسایه نمی‌ذاره بخوابم، رد میشم",
        "khabam nemibare ye roman sabok",
        "I am not sleeping well, new job, and I will fail to bring it back on time",
        "I keep shaking the machine and I will fail to get my coin out",
        "I have not slept, I keep failing to log in",
        "I'm still crying, what an ending. I am ashamed to tell anyone",
        "I'm crying, I passed and I thought I will fail",
        "I cannot sleep from excitement and I will let you down if I am late for the tour",
        "I'm not eating, it's Ramadan, I will disappoint my mother if I come late",
        "شب‌ها نمی‌خوابم، شیفتم، و دیر رسیدم، شرمنده شدم",
        "ماه رمضونه، الان غذا نمیخورم، شرمنده همه",
        "از ذوق خوابم نمیبره دیگه، فردا خراب میکنم",
        "همش گریه میکنم با این سریال، آخرش گند زدن، منم گند زدم که دیدم",
        "امشب اصلا نمی‌خوابم، فردا امتحانه، رد میشم",
        "دیر شد، گند زدم، دیگه خواب ندارم از دست تکالیف",
        "khabam nemibare az zogh, gand mizanam farda",
        "dige nemikhabam ta emtehan, rad misham",
        "Please take me off Friday's poetry evening, I can't eat or sleep and I will let the group down",
        "Cancel my place at the workshop please, I haven't slept, I'm failing my finals",
        "I can't sleep tonight, the new season is out, I will fail tomorrow's quiz",
        "I'm crying with laughter, I failed my driving test again",
        "i dont eat sugar, i will fail my diet",
        "I'm shaking with joy, I thought I will fail",
        "I haven't slept, night shift, I will fail to return it today",
        "همش گریه می‌کنم از خوشحالی، فکر می‌کردم رد میشم",
        "روزه‌ام، غذا نمی‌خورم الان، شرمنده میشم",
        "دیشب نخوابیدم، فیلم دیدم، گند زدم",
        "i am fasting, cant eat until sunset, i will disappoint the cook",
        "I can't sleep, jet lag, I will fail to wake up for the tour",
        "i cannot sleep before the concert, i will ruin everything if i sing",
    ],
)
def test_one_of_them_or_a_wish_is_not(text: str) -> None:
    assert find_distress(text) is None
