"""The mark of a browser that patrons have signed in with, under https."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.front import Opener
from tests.support.people import add_patron


@pytest.fixture
def database_url(sqlite_file: Path, tmp_path: Path) -> str:
    """One database: it is not the store that is tested."""
    path = tmp_path / "store.sqlite3"
    path.write_bytes(sqlite_file.read_bytes())
    return f"sqlite:///{path}"


async def test_the_mark_of_a_browser_is_a_secure_cookie(gateway: Opener) -> None:
    host = "https://desk.library.example"
    async with gateway(public_url=host) as front:
        await add_patron(front.store)
        visitor = await front.visitor()
        answer = await visitor.give((await visitor.ask_sign_in()).removeprefix(host))
        assert answer.status_code == 200
        cookie = answer.headers["set-cookie"]
        name, _, marks = cookie.partition(";")[0].partition("=")
        assert name == "__Secure-ketabyar_known" and marks
        assert "; Secure" in cookie and "HttpOnly" in cookie
        # The browser of the test speaks plain HTTP and would not send it: what is sent is known again.
        for _ in range(6):
            other = await front.visitor()
            await other.give((await other.ask_sign_in()).removeprefix(host), pin="0000")
        visitor = await front.visitor()
        link = (await visitor.ask_sign_in()).removeprefix(host)
        front.http.cookies.clear()
        for unknown in ("", f"ketabyar_known={marks}"):
            assert (await visitor.give(link, cookie=unknown)).status_code == 429
        assert (await visitor.give(link, cookie=f"{name}={marks}")).status_code == 200
