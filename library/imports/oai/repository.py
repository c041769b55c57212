"""The repository as a harvest sees it: what it is, and its records page by page."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self

import httpx2
from lxml import etree
from oaipmh_scythe import HTTPConfig, Scythe
from oaipmh_scythe.exceptions import BadResumptionToken, NoRecordsMatch, OAIPMHException

from library.errors import ImportRefused
from library.imports.marc_files import read_marcxml
from library.imports.oai.access import OaiAccess
from library.imports.record import BrokenRecord, ImportProblem

__all__ = ["Entry", "HarvestPage", "Repository", "TokenRefused"]

OAI = "{http://www.openarchives.org/OAI/2.0/}"
# A repository that asks to wait longer is asked another time.
LONGEST_WAIT = 120.0
BUSY = (429, 503)
# How every answer ends, under whatever prefix.
END = b"OAI-PMH>"
# What an index of PostgreSQL's takes, whatever letters it is of.
LONGEST_NAME = 600


class TokenRefused(Exception):
    """The repository does not know a resumption token any more."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One record as it was delivered: `marc` is a record or what is wrong with it, None for a deleted one."""

    identifier: str
    marc: Any | BrokenRecord | None


@dataclass(frozen=True, slots=True)
class HarvestPage:
    """One answer: its records, the token of the next one, and when the repository wrote it, if that is known.

    `is_damaged` tells that it was no well-formed XML: what could be read of it is here, and something may be missing.
    """

    entries: tuple[Entry, ...]
    token: str | None
    written_at: str | None
    is_damaged: bool = False


class Repository:
    """A repository that is asked; every method waits for an answer and may run beside the event loop."""

    def __init__(self, access: OaiAccess) -> None:
        self._access = access
        self._scythe = Scythe(access.url, http_config=HTTPConfig(timeout=access.seconds))
        self._scythe.client.follow_redirects = True
        self._scythe.client.event_hooks = {"response": [_refuse_busy]}
        # A moment is written as finely as the repository keeps it.
        self._has_seconds = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._scythe.close()

    def identify(self) -> None:
        """Ask what it is; raises ImportRefused for what is no repository."""
        root = self._asked({"verb": "Identify"}).root
        granularity = root.findtext(f"{OAI}Identify/{OAI}granularity")
        if root.find(f"{OAI}Identify") is None:
            raise ImportRefused("oai_none", name=self._access.name)
        self._has_seconds = granularity != "YYYY-MM-DD"

    def datestamp(self, moment: datetime) -> str:
        """Write a moment as this repository does."""
        return f"{moment.astimezone(UTC):{'%Y-%m-%dT%H:%M:%SZ' if self._has_seconds else '%Y-%m-%d'}}"

    def page(self, *, token: str | None = None, since: str | None = None) -> HarvestPage:
        """Give a page: the one of a token, or the first since a moment; an empty one where nothing has changed.

        Raises TokenRefused, and ImportRefused where nothing can be had.
        """
        asked = {"verb": "ListRecords", "metadataPrefix": self._access.prefix}
        if token:
            asked = {"verb": "ListRecords", "resumptionToken": token}
        else:
            asked |= {"set": self._access.set_spec} if self._access.set_spec else {}
            # One that was kept when the repository knew hours is cut where it knows days alone.
            asked |= {"from": since if self._has_seconds else since[:10]} if since else {}
        try:
            answer = self._asked(asked)
        except NoRecordsMatch:
            # When it said so is not known: the next harvest asks from the same moment on.
            return HarvestPage((), None, since)
        except BadResumptionToken:
            raise TokenRefused from None
        root = answer.root
        written = self._as_kept((root.findtext(f"{OAI}responseDate") or "").strip())
        listed = root.find(f"{OAI}ListRecords")
        if listed is None:
            raise ImportRefused("oai_none", name=self._access.name)
        following = listed.find(f"{OAI}resumptionToken")
        if answer.is_cut and following is None:
            # Where it breaks off, nobody knows what comes after: the page is asked for again another time.
            raise ImportRefused("oai_damaged", name=self._access.name)
        told = (following.text or "").strip() if following is not None else ""
        return HarvestPage(tuple(_entries(listed)), told or None, written, answer.is_damaged)

    def _as_kept(self, written: str) -> str:
        """Give the moment of an answer as it is asked for later; ours where it says none."""
        try:
            moment = datetime.fromisoformat(written)
        except ValueError:
            moment = datetime.now(UTC)
        return self.datestamp(moment if moment.tzinfo else moment.replace(tzinfo=UTC))

    def _asked(self, asked: Mapping[str, str]) -> _Answer:
        """Ask; raises NoRecordsMatch, BadResumptionToken and ImportRefused."""
        name = self._access.name
        try:
            answer = self._scythe.harvest(dict(asked))
        except (NoRecordsMatch, BadResumptionToken):
            raise
        except OAIPMHException as error:
            code = type(error).__name__
            raise ImportRefused("oai_error", name=name, why=f"{code[:1].lower()}{code[1:]} {error}"[:200]) from None
        except httpx2.HTTPStatusError as error:
            status = error.response.status_code
            if status in BUSY:
                raise ImportRefused("oai_busy", name=name, wait=_wait(error.response)) from None
            raise ImportRefused("oai_status", name=name, status=status) from None
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
            raise ImportRefused("oai_unreachable", name=name, why=type(error).__name__) from None
        except (AttributeError, etree.LxmlError):
            # What is no XML at all is more than the client expects.
            raise ImportRefused("oai_none", name=name) from None
        content, is_damaged = answer.http_response.content, False
        try:
            root = etree.fromstring(content, _parser(recover=False))
        except etree.XMLSyntaxError:
            root, is_damaged = etree.fromstring(content, _parser(recover=True)) if content.strip() else None, True
        if root is None or root.tag != f"{OAI}OAI-PMH":
            raise ImportRefused("oai_none", name=name)
        return _Answer(root, is_damaged, is_damaged and not content.rstrip().endswith(END))


@dataclass(frozen=True, slots=True)
class _Answer:
    """An answer as it was read; a damaged one is no well-formed XML, and one that is cut lacks its end."""

    root: Any
    is_damaged: bool
    is_cut: bool


def _parser(*, recover: bool) -> etree.XMLParser:
    # Nothing is fetched and no entity of a document's own is read.
    return etree.XMLParser(recover=recover, resolve_entities=False, no_network=True, load_dtd=False)


def _refuse_busy(response: httpx2.Response) -> None:
    """Tell of one that asks to come back, whatever its answer's body is; before that is read as XML."""
    if response.status_code in BUSY:
        response.raise_for_status()


def _wait(response: httpx2.Response) -> float:
    try:
        return float(response.headers.get("retry-after", "30"))
    except ValueError:
        return LONGEST_WAIT + 1


def _entries(listed: Any) -> Iterator[Entry]:
    for number, element in enumerate(listed.findall(f"{OAI}record"), 1):
        header = element.find(f"{OAI}header")
        identifier = (header.findtext(f"{OAI}identifier") or "").strip() if header is not None else ""
        identifier = identifier[:LONGEST_NAME]
        if header is not None and header.get("status") == "deleted":
            yield Entry(identifier, None)
        else:
            yield Entry(identifier, _marc(number, element))


def _marc(number: int, element: Any) -> Any | BrokenRecord:
    """Read the MARC record in a delivered one: MARCXML and MarcXchange name it alike."""
    metadata = element.find(f"{OAI}metadata")
    found = None
    if metadata is not None:
        within = (one for one in metadata.iter() if isinstance(one.tag, str))
        found = next((one for one in within if etree.QName(one).localname == "record"), None)
    if found is None:
        return BrokenRecord(number, ImportProblem.of("no_marc"))
    for _, record in read_marcxml(io.BytesIO(etree.tostring(found, encoding="utf-8", with_tail=False))):
        return record
    return BrokenRecord(number, ImportProblem.of("no_marc"))
