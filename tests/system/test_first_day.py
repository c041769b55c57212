"""A library's first day: production from an empty folder, with nothing but the console's pages and files."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from datetime import datetime, timedelta

import httpx
import pytest

from bot.cli.client import ChatClient, ChatError
from bot.settings import ROOT
from tests.bot.console.test_imports import AT as IMPORTS
from tests.bot.console.test_imports import file, settled
from tests.support.behind_proxy import SITE, BehindProxy
from tests.support.desk import Client
from tests.support.html import page_of
from tests.support.import_files import book
from tests.support.system import System, make_system, rows

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

PLACES = "/console/places"
PASSWORD, PIN, CARD = "یک گذرواژهٔ بلند ۱۲", "481516", "70001"
ALL_WEEK = {f"{part}{day}-0": hour for day in range(7) for part, hour in (("o", "00:00"), ("c", "23:59"))}
RULE = {
    "patron_category": "member", "item_type": "", "loan_days": "14", "max_loans": "5", "is_renewable": "1",
    "max_renewals": "2", "renew_window_days": "", "max_overdue_days_to_renew": "0", "fine_per_day_minor": "1000",
    "max_fines_minor_to_renew": "0", "max_holds": "3", "hold_shelf_days": "3",
}  # fmt: skip


@pytest.fixture(scope="module")
def new_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """A system in production whose folder was empty."""
    more = {"KETABYAR_ENVIRONMENT": "production", "KETABYAR_PUBLIC_URL": SITE}
    system = make_system(tmp_path_factory.mktemp("first-day"), more)
    del system.environment["KETABYAR_NOW"]
    system.start()
    yield system
    system.stop()


def administrator(system: System) -> Client:
    """Make the first account on the command line, and sign in with it."""
    command = [str(ROOT / ".venv" / "bin" / "ketabyar"), "staff", "add", "sara", "--name", "Sara", "--role", "admin"]
    typed = f"{PASSWORD}\n{PASSWORD}\n"
    done = subprocess.run(command, env=system.environment, input=typed, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    client = Client(
        httpx.Client(base_url=SITE, transport=BehindProxy(system.port), headers={"Origin": SITE}, timeout=30)
    )
    assert client.sign_in("sara", PASSWORD).status_code == 303
    client.get("/console")
    return client


def sent(client: Client, path: str, form: dict[str, str]) -> str:
    """Send a form that has to be taken, with what its page had seen; give where it leads."""
    shown = page_of(client.get(path)).fields()
    answer = client.post(path, {"seen": shown.get("seen", ""), **form})
    assert answer.status_code == 303, f"{path}: {answer.status_code} {answer.text[:600]}"
    return str(answer.headers["location"])


def brought_in(client: Client, kind: str, name: str, data: bytes, **how: object) -> None:
    """Import a file by the console's pages."""
    made = client.post(IMPORTS, {"kind": kind}, files=file(name, data))
    assert made.status_code == 303, made.text[:600]
    at = made.headers["location"]
    client.follow(made)
    assert client.post(at, {**how, "do": "import"}).status_code == 303
    told = settled(client, at)
    assert f"{IMPORTS}/runs/" in told, told[:800]


def test_from_an_empty_folder_to_the_first_renewal(new_library: System) -> None:
    assert "no library yet" in (new_library.home / "up.log").read_text(encoding="utf-8")
    with ChatClient(new_library.url, "en", SITE) as before:
        assert "this library" in " ".join(before.say("hello").replies)
        said = " ".join(before.say("when are you open?").replies)
        assert "closed" not in said and "opening hours" in said.lower()
    client = administrator(new_library)
    set_up(client)
    due = datetime.now().astimezone() + timedelta(days=3)
    with ChatClient(new_library.url, "en", SITE) as chat:
        assert "12:00" in " ".join(chat.say("when is the Park branch open today?").replies)
        assert "Blind Owl" in " ".join(chat.say("do you have The Blind Owl?").replies)
        assert chat.say("what do I have on loan?").sign_in
        with pytest.raises(ChatError):
            chat.sign_in(CARD, "000000")
        assert "The Blind Owl" in "\n".join(chat.sign_in(CARD, PIN))
        said = "\n".join(chat.say("renew The Blind Owl").replies)
        assert "The Blind Owl" in said
    [loan] = rows(new_library.store_path, "SELECT due_at, renewal_count FROM loan")
    assert loan["renewal_count"] == 1 and loan["due_at"][:10] > due.strftime("%Y-%m-%d")


def set_up(client: Client) -> None:
    """Tell of the library by pages and files: names, two branches, hours, a rule, a fact, titles, patrons, loans."""
    numbers = {"emergency_ambulance": "115", "emergency_fire": "125", "emergency_police": "110", "answer_days": "3"}
    sent(client, f"{PLACES}/library", {"name_fa": "کتابخانهٔ نو", "name_en": "New Library", "phone": "021-1", **numbers})
    for code, fa, en in (("main", "مرکزی", "Central"), ("park", "پارک", "Park")):
        form = {"code": code, "name_fa": f"شعبهٔ {fa}", "name_en": f"{en} Branch", "time_zone": "Asia/Tehran"}
        hours = client.post(f"{PLACES}/branches", form | ({"is_main": "1"} if code == "main" else {})).headers[
            "location"
        ]
        week = ALL_WEEK if code == "main" else {**ALL_WEEK, **{f"c{day}-0": "12:00" for day in range(7)}}
        sent(client, hours.partition("?")[0], {"desk": "library", **week})
    assert client.post(f"{PLACES}/rules", RULE).status_code == 303
    fact = {
        "topic": "wifi",
        "question_fa": "وای‌فای دارید؟",
        "question_en": "Is there Wi-Fi?",
        "text_fa": "بله",
        "text_en": "Yes",
    }
    assert client.post(f"{PLACES}/facts", fact).status_code == 303
    titles = book("1", "The Blind Owl", ("b-1", "main"), ("b-2", "park")).as_marc() + book("2", "Dune").as_marc()
    brought_in(client, "catalogue", "titles.mrc", titles)
    members = f"card,name,category,branch\n{CARD},Mina Ahmadi,member,main\n70002,Ali Rezaei,member,park\n"
    brought_in(client, "patrons", "members.csv", members.encode(), column=["card", "name", "category", "branch"])
    today = datetime.now().astimezone()
    out, back = today - timedelta(days=11), today + timedelta(days=3)
    loans = f"card,barcode,loaned,due\n{CARD},b-1,{out:%Y-%m-%d},{back:%Y-%m-%d}\n"
    brought_in(client, "loans", "loans.csv", loans.encode(), column=["card", "barcode", "loaned", "due"])
    at = client.post("/console/patrons", {"wanted": CARD}).headers["location"]
    seen = page_of(client.get(at)).fields('form[action$="/pin"] input')["seen"]
    given = client.post(f"{at}/pin", {"pin": PIN, "seen": seen})
    assert given.status_code == 200, given.text[:600]
    assert PIN not in given.text
