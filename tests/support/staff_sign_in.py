"""What tests do at the sign-in of staff: the second step, its recovery codes, and who is out."""

from __future__ import annotations

import re

import httpx
import pyotp

from tests.support.desk import PASSWORD, Client, Desk
from tests.support.html import page_of


def recovery_codes(answer: httpx.Response) -> list[str]:
    """Give the recovery codes that a page shows."""
    return [code for code in page_of(answer).texts("code") if re.fullmatch("[2-9a-z]{5}-[2-9a-z]{5}", code)]


def second_step_of(client: Client) -> str:
    """Sign in by the password; give what the form for the second step carries."""
    return page_of(client.sign_in("librarian")).value("second_step")


def is_out(client: Client) -> bool:
    """Tell whether nobody is signed in to the console any more."""
    answer = client.get("/console")
    return answer.status_code == 303 and answer.headers["location"].startswith("/console/sign-in")


def code_now(desk: Desk, secret: str, steps: int = 0) -> str:
    """Give the code that an authenticator shows now, or some steps of half a minute later."""
    return pyotp.TOTP(secret).at(desk.clock.now(), counter_offset=steps)


def switch_on(desk: Desk, client: Client) -> str:
    """Set the second step up on the page of one's account; give the secret."""
    client.get("/console/me")
    assert client.post("/console/me/two-step/begin", {"password": PASSWORD}).status_code == 303
    page = page_of(client.get("/console/me"))
    [shown] = page.texts("code.secret")
    secret = shown.replace(" ", "")
    assert f"secret={secret}" in page.text
    done = client.post("/console/me/two-step/confirm", {"code": code_now(desk, secret)})
    assert done.status_code == 200
    assert len(recovery_codes(done)) == 10
    return secret
