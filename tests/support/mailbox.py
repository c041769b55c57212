"""A real mail server for tests, which keeps what it takes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any
from uuid import uuid4

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.support.system import System, free_ports

__all__ = ["Mailbox", "give_address", "mail_server", "words_of"]


class Mailbox:
    """What a mail server took, and what it answers."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.answers: list[str] = []
        self.signed_in: list[str] = []

    async def handle_RCPT(  # noqa: N802 - the server's own name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.answers and self.answers[0].startswith("rcpt "):
            return self.answers.pop(0).removeprefix("rcpt ")
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - the server's own name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if self.answers:
            return self.answers.pop(0)
        self.mails.append(message_from_bytes(envelope.original_content or b"", policy=policy.default))  # type: ignore[arg-type]
        self.recipients += envelope.rcpt_tos
        return "250 OK"

    def to(self, address: str) -> list[EmailMessage]:
        """Give what was taken for an address."""
        return [mail for mail in self.mails if mail["To"] == address]

    def let_in(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.signed_in.append(data.login.decode())
        return AuthResult(success=data.password == b"the password")


@contextmanager
def mail_server() -> Iterator[tuple[Mailbox, dict[str, str]]]:
    """Run one in a thread, which asks for no password; give it with the settings of a system that sends by it."""
    box, [port] = Mailbox(), free_ports(1)
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    try:
        yield (
            box,
            {
                "KETABYAR_SMTP_HOST": "127.0.0.1",
                "KETABYAR_SMTP_PORT": str(port),
                "KETABYAR_SMTP_SECURITY": "none",
                "KETABYAR_SMTP_FROM": "library@example.org",
            },
        )
    finally:
        server.stop()


def words_of(mail: EmailMessage) -> str:
    """Give the plain text of a letter."""
    body = mail.get_body(("plain",))
    return "" if body is None else str(body.get_content())


def give_address(system: System, card: str, address: str) -> None:
    """Let the library know one address of a patron, and no other."""
    store = sqlite3.connect(system.store_path, timeout=10, isolation_level=None)
    [[patron]] = store.execute("SELECT id FROM patron WHERE card_last4 = ?", (card[-4:],)).fetchall()
    store.execute("DELETE FROM contact_point WHERE patron_id = ?", (patron,))
    point = (
        "INSERT INTO contact_point (public_id, patron_id, kind, value, value_norm, is_primary)"
        " VALUES (?, ?, 'email', ?, ?, true)"
    )
    store.execute(point, (str(uuid4()), patron, address, address))
    store.close()
