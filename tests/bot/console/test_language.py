"""The language in which the console speaks: chosen at the sign-in, and switched from any page."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from bot.console.inbox.live import signs_at
from protocol.values import Language
from tests.support.console_people import ask_for_librarian, chat
from tests.support.desk import PASSWORD, Client, Desk
from tests.support.html import page_of
from tests.support.texts import phrase


def language_of(client: Client, path: str = "/console") -> str:
    return page_of(client.get(path)).attributes("html", "lang")[0]


def spoken(console: Desk, role: str) -> str:
    return language_of(console.client(role))


def test_who_turns_the_sign_in_page_into_another_language_reads_the_console_in_it(console: Desk) -> None:
    client = console.anonymous()
    page = page_of(client.get("/console/sign-in?lang=fa"))
    other = next(link for link in page.links() if "lang=en" in link)
    assert "chosen=1" in other
    form = page_of(client.get(f"/console/sign-in{other}"))
    (action,) = form.actions("/console/sign-in")
    client.post(action, {"username": "editor", "password": PASSWORD})
    assert language_of(client) == "en"
    # What a browser asks for by itself changes nobody's choice.
    assert spoken(console, "librarian") == "fa"


def test_who_tries_the_demonstration_reads_on_in_the_language_of_the_sign_in_page(console: Desk) -> None:
    for language in ("en", "fa"):
        client = console.anonymous()
        (action,) = page_of(client.get(f"/console/sign-in?lang={language}")).actions("/console/sign-in")
        client.post(action, {"username": "editor", "password": PASSWORD})
        assert language_of(client) == language


def test_the_language_is_switched_from_any_page_and_one_stays_there(console: Desk) -> None:
    client = console.client("librarian")
    page = page_of(client.get("/console/cases?due=breached"))
    assert page.value("back") == "/console/cases?due=breached"
    answer = client.post("/console/me/language", {"to": "en", "back": page.value("back")})
    assert answer.headers["location"] == "/console/cases?due=breached"
    assert language_of(client, "/console/cases") == "en"
    away = client.post("/console/me/language", {"to": "xx", "back": "https://example.org/"})
    assert away.headers["location"] == "/console"
    assert language_of(client) == "en"


def test_signs_of_what_was_covered_are_in_the_readers_language(console: Desk) -> None:
    from bot.console.frame.reading import cover
    from bot.console.frame.roles import Permission
    from bot.console.frame.session import Reader

    def reader(language: str, *permissions: Permission) -> Reader:
        return Reader(1, "n", "N", "editor", language, "jalali", frozenset(permissions), "", 1)  # type: ignore[arg-type]

    assert cover(reader("fa", Permission.READ_PATRONS), "کارتم [card] است") == "کارتم [کارت] است"
    assert cover(reader("fa"), "من نگار، [phone]", ["نگار"]) == "من [نام]، [تلفن]"
    assert cover(reader("en"), "it is [card]") == "it is [card]"


def test_each_reader_sees_the_name_of_a_colleague_that_they_read(console: Desk) -> None:
    librarian, admin = console.client("librarian"), console.client("admin")
    names = {"name_fa": "زهره کریمی", "name_en": "Zohreh Karimi"}
    for language, own in (("en", "Zohreh Karimi"), ("fa", "زهره کریمی")):
        assert librarian.post("/console/me/preferences", {**names, "language": language}).status_code == 303
        form = page_of(librarian.get("/console/me"))
        assert {name: form.value(name) for name in names} == names
        assert own in page_of(librarian.get("/console")).text
        # Another reader has a language of their own.
        admin.post("/console/me/preferences", {"name_en": "Arman", "language": language})
        listed, other = admin.get("/console/staff"), next(name for name in names.values() if name != own)
        assert own in page_of(listed).text and other not in page_of(listed).text
        file = admin.get("/console/staff?format=csv").text
        assert own in file and other not in file
    # An administrator names a colleague, and nobody else does.
    at = f"/console/staff/{console.accounts['librarian'].id}"
    assert admin.post(f"{at}/name", {"name_fa": "", "name_en": ""}).status_code == 422
    page = page_of(admin.follow(admin.post(f"{at}/name", {"name_fa": "زهره", "name_en": "Zohreh"})))
    assert (page.value("name_fa"), page.value("name_en")) == ("زهره", "Zohreh")
    assert librarian.post(f"{at}/name", {"name_fa": "x"}).status_code == 403
    wrong = page_of(librarian.post("/console/me/preferences", {"name_fa": " ", "name_en": "", "language": "fa"}))
    assert phrase("me.bad.display_name") in wrong.text


def test_the_trail_names_members_of_staff_and_finds_them_by_name(console: Desk) -> None:
    librarian, auditor = console.client("librarian"), console.client("auditor")
    names = {"name_fa": "زهره کریمی", "name_en": "Zohreh Karimi"}
    librarian.post("/console/me/preferences", {**names, "language": "fa"})
    for language, own in (("en", "Zohreh Karimi"), ("fa", "زهره کریمی")):
        auditor.post("/console/me/preferences", {"name_en": "Auditor", "language": language})
        for typed in ("zohreh", "كريمي", "librarian"):
            shown = page_of(auditor.get(f"/console/audit?actor={typed}&action=staff.preferences_changed"))
            assert shown.rows() and all(own in row for row in shown.rows()), (language, typed)
        file = auditor.get("/console/audit?format=csv&actor=librarian").text
        assert own in file and "librarian" in file
    assert phrase("audit.none", "fa") in auditor.get("/console/audit?actor=nobody").text


@pytest.mark.parametrize(("language", "name"), [("en", "Zohreh Karimi"), ("fa", "زهره کریمی")])
def test_a_patron_and_who_looks_on_read_the_librarians_name_in_their_language(
    console: Desk, language: Language, name: str
) -> None:
    librarian, omid = console.client("librarian"), console.client("supervisor")
    names = {"name_fa": "زهره کریمی", "name_en": "Zohreh Karimi", "language": "fa"}
    librarian.post("/console/me/preferences", names)
    omid.post("/console/me/preferences", {"name_en": "Leila", "language": language})
    patron = chat(console, language)
    public_id = ask_for_librarian(console, patron, text="A librarian, please" if language == "en" else "کتابدار")
    librarian.post(f"/console/inbox/{public_id}/claim")
    told = patron.history()[-1]
    assert told["sender"] == "bot" and name in told["text"]
    librarian.post(f"/console/inbox/{public_id}/reply", {"text": "Hello. سلام.", "key": "k" * 16})
    assert patron.history()[-1]["by"] == name
    assert name in page_of(omid.get(f"/console/inbox/{public_id}")).text
    librarian.htmx("POST", f"/console/inbox/{public_id}/here", {"writes": "1"})
    visit: Any = SimpleNamespace(
        console=SimpleNamespace(signs=console.running.gateway.signs),
        reader=SimpleNamespace(username="supervisor"),
        language=language,
    )
    talk: Any = SimpleNamespace(public_id=public_id, identity_id=None)
    assert signs_at(visit, talk) == {"patron": False, "looking": [], "writing": [name]}
