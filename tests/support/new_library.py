"""A new library in production: its first account on the command line, and all else by the console's pages and files."""

from __future__ import annotations

import subprocess
from datetime import datetime, timedelta

import httpx

from bot.settings import ROOT
from tests.bot.console.test_imports import AT as IMPORTS
from tests.bot.console.test_imports import file, settled
from tests.support.behind_proxy import SITE, BehindProxy
from tests.support.desk import Client
from tests.support.html import page_of
from tests.support.import_files import book
from tests.support.system import System

__all__ = ["CARD", "IN_PRODUCTION", "PASSWORD", "PIN", "administrator", "set_up"]

IN_PRODUCTION = {"KETABYAR_ENVIRONMENT": "production", "KETABYAR_PUBLIC_URL": SITE}
PLACES = "/console/places"
PASSWORD, PIN, CARD = "یک گذرواژهٔ بلند ۱۲", "481516", "70001"
ALL_WEEK = {f"{part}{day}-0": hour for day in range(7) for part, hour in (("o", "00:00"), ("c", "23:59"))}
RULE = {
    "patron_category": "member", "item_type": "", "loan_days": "14", "max_loans": "5", "is_renewable": "1",
    "max_renewals": "2", "renew_window_days": "", "max_overdue_days_to_renew": "0", "fine_per_day_minor": "1000",
    "max_fines_minor_to_renew": "0", "max_holds": "3", "hold_shelf_days": "3",
}  # fmt: skip


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


def set_up(client: Client) -> None:
    """Tell of the library by pages and files: names, two branches, hours, a rule, a fact, titles, patrons, loans."""
    numbers = {"emergency_ambulance": "115", "emergency_fire": "125", "emergency_police": "110"}
    numbers |= {"answer_days": "3", "currency": "IRR"}
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
