"""Settings of the library system, which gateway and action server share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource

from crm.notices.rules import ELSEWHERE, PURPOSE_OF
from library.errors import IlsMisconfigured
from library.folio.access import FolioAccess
from library.folio.ids import is_uuid
from library.koha.access import KohaAccess
from library.remote.places import places_of
from library.setting_values import is_loopback, safe_address
from library.settings_sources import FileSource
from library.sip2.access import Sip2Access

__all__ = ["LibrarySettings"]


class LibrarySettings(BaseSettings):
    """The library system behind the port; the description of a field is its documentation."""

    library_system: Literal["embedded", "files", "koha", "folio", "sip2"] = Field(
        "embedded",
        description="where cards, loans, holds and debts are kept: `embedded` in the store itself, in another system "
        "that is known only by its `files` (docs/files.md), in a `koha` (docs/koha.md), in a `folio` (docs/folio.md), "
        "or in a system that speaks `sip2` (docs/sip2.md)",
    )
    mirror_hourly: int = Field(
        600,
        ge=0,
        le=100_000,
        description="readings an hour, for notices, of patrons’ loans in a library system elsewhere: of up to 50 "
        "patrons each at a Koha, else of one; 0 reads none, and nothing is told of loans and reservations there",
    )
    mirror_minutes: int = Field(
        60, ge=10, le=1440, description="minutes after which a patron’s loans there are read again for notices"
    )
    koha_url: Annotated[
        str,
        safe_address(
            "the address of Koha is written https://HOST, without a user or password in it",
            "patrons’ passwords travel there",
        ),
    ] = Field("", description="the address of Koha’s staff interface, such as https://staff.library.example")
    koha_client_id: str = Field("", description="the OAuth2 client ID of the service account at Koha")
    koha_client_secret: str = Field("", description="its secret")
    koha_client_secret_file: Path | None = Field(None, description="a file with that secret, in place of the variable")
    koha_user: str = Field("", description="the user name of the service account, for Basic authentication")
    koha_password: str = Field("", description="its password")
    koha_password_file: Path | None = Field(None, description="a file with that password, in place of the variable")
    koha_ca_file: str = Field("", description="the certificate of the authority that signed Koha’s, if its own")
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

    folio_url: Annotated[
        str,
        safe_address(
            "the address of edge-patron is written https://HOST, without a user or key in it",
            "the API key and patrons’ accounts travel there",
        ),
    ] = Field("", description="the address of FOLIO’s edge-patron (5.0 or later), such as https://edge.library.example")
    folio_api_key: str = Field("", description="the API key of our institutional user at edge-patron")
    folio_api_key_file: Path | None = Field(None, description="a file with that key, in place of the variable")
    folio_external_id: Literal["card", "file"] = Field(
        "file",
        description="what FOLIO’s external system ID of a patron is: what a `file` of patrons says (`folio:…` in the "
        "column of their number), or the number on the `card`",
    )
    folio_service_points: str = Field(
        "", description="FOLIO’s service points (UUIDs) where our branches hand out what is reserved: `main=3a40852d-…`"
    )
    folio_cancellation_reason: str = Field(
        "",
        description="the UUID of FOLIO’s reason with which a patron’s own cancellations are noted there; without it, "
        "staff are asked to cancel",
    )
    folio_ca_file: str = Field("", description="the certificate of the authority that signed FOLIO’s, if its own")
    folio_seconds: float = Field(4.0, gt=0, le=7, description="seconds to wait for one answer of FOLIO’s")
    folio_connections: int = Field(6, ge=1, le=50, description="requests that each process has open at FOLIO at once")
    folio_renewals: bool = Field(True, description="whether patrons may renew through us")

    sip2_host: str = Field("", description="the machine of the SIP2 server")
    sip2_port: int = Field(6001, ge=1, le=65535, description="its port")
    sip2_user: str = Field("", description="the user name of our terminal there; empty where it asks for none")
    sip2_password: str = Field("", description="its password")
    sip2_password_file: Path | None = Field(None, description="a file with that password, in place of the variable")
    sip2_location: str = Field("", description="the location code of our terminal, if the server wants one")
    sip2_institution: str = Field("", description="the institution ID that each message carries (AO)")
    sip2_terminal_password: str = Field("", description="the terminal password that messages carry (AC), if any")
    sip2_terminal_password_file: Path | None = Field(None, description="a file with it, in place of the variable")
    sip2_charset: Literal["utf-8", "cp850", "cp1256", "latin-1"] = Field(
        "utf-8", description="the letters in which the SIP2 server writes"
    )
    sip2_tls: bool = Field(
        True, description="whether the line is encrypted; off only on this machine, or inside a tunnel of its own"
    )
    sip2_ca_file: str = Field("", description="the certificate of the authority that signed the server’s, if its own")
    sip2_checksums: bool = Field(True, description="whether messages carry sequence numbers and checksums")
    sip2_seconds: float = Field(3.0, gt=0, le=7, description="seconds to wait for one answer of the SIP2 server’s")
    sip2_connections: int = Field(4, ge=1, le=50, description="connections that each process has open there at once")
    sip2_renewals: bool = Field(True, description="whether patrons may renew through us")
    sip2_places: str = Field(
        "",
        description="the server’s names of pick-up places, for branches that it calls otherwise: `main=MPL,saadi=SDI`",
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read the environment first, then the files that it names, then HOME/settings.env."""
        return init_settings, env_settings, FileSource(settings_cls, init_settings().get("home"))

    # Validators are named for their system: one of the same name in a class below would silently take its place.
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

    @field_validator("folio_url")
    @classmethod
    def _folio_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.query or parts.fragment:
            raise ValueError("the address of edge-patron has no “?” and no “#”: the key has a setting of its own")
        return value

    @field_validator("folio_service_points")
    @classmethod
    def _folio_service_points(cls, value: str) -> str:
        points = list(places_of(value).values())
        for point in points:
            if not is_uuid(point):
                raise ValueError(f"{point!r} is no UUID: FOLIO shows a service point’s in the address of its page")
        if len({point.casefold() for point in points}) < len(points):
            raise ValueError("one service point cannot be two branches")
        return value

    @field_validator("folio_cancellation_reason")
    @classmethod
    def _folio_reason(cls, value: str) -> str:
        if value.strip() and not is_uuid(value.strip()):
            raise ValueError("FOLIO’s reasons of cancellation are named by UUIDs")
        return value.strip()

    @model_validator(mode="after")
    def _folio_complete(self) -> Self:
        if self.library_system != "folio":
            return self
        if not self.folio_url:
            raise ValueError("KETABYAR_LIBRARY_SYSTEM=folio needs KETABYAR_FOLIO_URL")
        if not (self.folio_api_key or self.folio_api_key_file):
            raise ValueError(
                "KETABYAR_LIBRARY_SYSTEM=folio needs KETABYAR_FOLIO_API_KEY; the key may be in a file (…_FILE)"
            )
        return self

    @property
    def notice_kinds(self) -> frozenset[str]:
        """Give the kinds of notices of which enough is known here."""
        return frozenset(PURPOSE_OF) if self.library_system == "embedded" or self.reads_elsewhere else ELSEWHERE

    @property
    def tells_own_loans(self) -> bool:
        """Tell whether notices are told of the loans and holds of our own store: nobody else has newer ones."""
        return self.library_system == "embedded"

    @property
    def reads_elsewhere(self) -> bool:
        """Tell whether patrons’ loans are read for notices in a library system elsewhere."""
        return self.library_system not in ("embedded", "files") and self.mirror_hourly > 0

    @property
    def checks_cards(self) -> bool:
        """Tell whether our own store knows cards and PINs: FOLIO tells nobody whether a PIN is right, files do not."""
        return self.library_system in ("embedded", "files", "folio")

    @property
    def keeps_loans(self) -> bool:
        """Tell whether loans, holds and debts are rows of our own store, and go by its own rules of keeping."""
        return self.library_system in ("embedded", "files")

    @field_validator("sip2_places")
    @classmethod
    def _sip2_places(cls, value: str) -> str:
        places_of(value)
        return value

    @model_validator(mode="after")
    def _sip2_complete(self) -> Self:
        if self.library_system != "sip2":
            return self
        if not self.sip2_host:
            raise ValueError("KETABYAR_LIBRARY_SYSTEM=sip2 needs KETABYAR_SIP2_HOST")
        if not self.sip2_tls and not is_loopback(self.sip2_host):
            raise ValueError(
                "patrons’ PINs travel there: without KETABYAR_SIP2_TLS the SIP2 server must be reached on this "
                "machine, as by the end of a tunnel"
            )
        return self

    def sip2_access(self) -> Sip2Access:
        """Give how the SIP2 server is reached; raises IlsMisconfigured when a file with a secret cannot be read."""
        return Sip2Access(
            host=self.sip2_host,
            port=self.sip2_port,
            user=self.sip2_user,
            password=_secret(self.sip2_password, self.sip2_password_file, "KETABYAR_SIP2_PASSWORD_FILE"),
            location=self.sip2_location,
            institution=self.sip2_institution,
            terminal_password=_secret(
                self.sip2_terminal_password, self.sip2_terminal_password_file, "KETABYAR_SIP2_TERMINAL_PASSWORD_FILE"
            ),
            charset=self.sip2_charset,
            tls=self.sip2_tls,
            ca_file=self.sip2_ca_file,
            checksums=self.sip2_checksums,
            seconds=self.sip2_seconds,
            connections=self.sip2_connections,
            renewals=self.sip2_renewals,
            places=places_of(self.sip2_places),
        )

    def folio_access(self) -> FolioAccess:
        """Give how FOLIO is reached; raises IlsMisconfigured when the file with the key cannot be read."""
        return FolioAccess(
            url=self.folio_url,
            api_key=_secret(self.folio_api_key, self.folio_api_key_file, "KETABYAR_FOLIO_API_KEY_FILE"),
            seconds=self.folio_seconds,
            connections=self.folio_connections,
            renewals=self.folio_renewals,
            service_points=places_of(self.folio_service_points),
            cancellation_reason=self.folio_cancellation_reason,
            external_id=self.folio_external_id,
            ca_file=self.folio_ca_file,
        )

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
            ca_file=self.koha_ca_file,
        )


def _secret(given: str, file: Path | None, name: str) -> str:
    if given or file is None:
        return given
    try:
        return file.expanduser().read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError, RuntimeError) as error:
        raise IlsMisconfigured(f"{name}: {file} cannot be read: {error}", nothing_done=True) from None
