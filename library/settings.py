"""Settings of the library system, which gateway and action server share."""

from __future__ import annotations

import ipaddress
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings

from library.errors import IlsMisconfigured
from library.koha.access import KohaAccess

__all__ = ["LibrarySettings"]


class LibrarySettings(BaseSettings):
    """The library system behind the port; the description of a field is its documentation."""

    library_system: Literal["embedded", "koha"] = Field(
        "embedded",
        description="where cards, loans, holds and debts are kept: `embedded` in the store itself, or in a `koha` "
        "(docs/koha.md)",
    )
    koha_url: str = Field(
        "", description="the address of Koha’s staff interface, such as https://staff.library.example"
    )
    koha_client_id: str = Field("", description="the OAuth2 client ID of the service account at Koha")
    koha_client_secret: str = Field("", description="its secret")
    koha_client_secret_file: Path | None = Field(None, description="a file with that secret, in place of the variable")
    koha_user: str = Field("", description="the user name of the service account, for Basic authentication")
    koha_password: str = Field("", description="its password")
    koha_password_file: Path | None = Field(None, description="a file with that password, in place of the variable")
    koha_seconds: float = Field(3.0, gt=0, le=7, description="seconds to wait for one answer of Koha’s")
    koha_connections: int = Field(6, ge=1, le=50, description="requests that each process has open at Koha at once")
    koha_renewals: bool = Field(
        True, description="whether patrons may renew online: what Koha calls OpacRenewalAllowed"
    )
    koha_login_attempts: int = Field(
        0,
        ge=0,
        description="Koha’s FailedLoginAttempts: the last try before a card is locked there is never used up from "
        "here; 0 where Koha locks no cards",
    )

    # Named for Koha: a validator of the same name in a class below would silently take its place.
    @field_validator("koha_url")
    @classmethod
    def _koha_address(cls, value: str) -> str:
        parts = urlsplit(value.strip())
        if value.strip() and (parts.scheme not in ("http", "https") or not parts.hostname or parts.username):
            raise ValueError("the address of Koha is written https://HOST, without a user or password in it")
        if parts.scheme == "http" and not _is_loopback(parts.hostname or ""):
            raise ValueError("patrons’ passwords travel there: an https:// address is needed")
        return value.strip()

    @model_validator(mode="after")
    def _koha_complete(self) -> Self:
        if self.library_system != "koha":
            return self
        if not self.koha_url:
            raise ValueError("KETABYAR_LIBRARY_SYSTEM=koha needs KETABYAR_KOHA_URL")
        oauth = self.koha_client_id and (self.koha_client_secret or self.koha_client_secret_file)
        basic = self.koha_user and (self.koha_password or self.koha_password_file)
        if bool(oauth) == bool(basic):
            raise ValueError(
                "KETABYAR_LIBRARY_SYSTEM=koha needs either KETABYAR_KOHA_CLIENT_ID with KETABYAR_KOHA_CLIENT_SECRET, "
                "or KETABYAR_KOHA_USER with KETABYAR_KOHA_PASSWORD; the secret may be in a file (…_FILE)"
            )
        return self

    def koha_access(self) -> KohaAccess:
        """Give how Koha is reached; raises IlsMisconfigured when a file with a secret cannot be read."""
        secret, password = self.koha_client_secret_file, self.koha_password_file
        return KohaAccess(
            url=self.koha_url,
            client_id=self.koha_client_id,
            client_secret=_secret(self.koha_client_secret, secret, "KETABYAR_KOHA_CLIENT_SECRET_FILE"),
            user=self.koha_user,
            password=_secret(self.koha_password, password, "KETABYAR_KOHA_PASSWORD_FILE"),
            seconds=self.koha_seconds,
            connections=self.koha_connections,
            renewals=self.koha_renewals,
            login_attempts=self.koha_login_attempts,
        )


def _secret(given: str, file: Path | None, name: str) -> str:
    if given or file is None:
        return given
    try:
        return file.expanduser().read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError, RuntimeError) as error:
        raise IlsMisconfigured(f"{name}: {file} cannot be read: {error}", nothing_done=True) from None


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
