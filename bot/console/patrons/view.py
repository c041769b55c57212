"""The patron's page as it is shown, with whichever form came back wrong."""

from __future__ import annotations

from litestar.response import Template

from bot.console.frame.data_ages import data_ages
from bot.console.frame.forms import Form
from bot.console.frame.intent_names import intent_names
from bot.console.frame.roles import Permission
from bot.console.frame.visit import Visit
from bot.console.patrons.account import account_of, money, refusal_words
from bot.console.patrons.forms import ContactForm, OtherRecordForm, PinForm, RenewForm, TitleForm, UnlinkForm
from crm.errors import NotFound
from crm.people.duplicates import duplicates
from crm.people.record import PatronOverview, patron_record
from crm.people.timeline import Cursor, timeline
from library.values import Capability

__all__ = ["HOME", "SEEN", "patron_page", "record_of"]

HOME = "/console/patrons"
# What is noted as read.
SEEN = ("name", "contact_points", "chats", "timeline", "loans", "holds", "fines")
# Texts that are offered for what a contact was about.
SUBJECTS = (
    "renewal", "hold", "loan", "return", "fine", "card", "find", "hours", "event", "computer", "complaint", "other",
)  # fmt: skip


async def record_of(visit: Visit, public_id: str) -> PatronOverview:
    """Read a patron's record; raises NotFound."""
    found = await patron_record(visit.store, public_id)
    if found is None:
        raise NotFound("patron", public_id)
    return found


async def patron_page(
    visit: Visit, record: PatronOverview, sent: Form | None = None, *, status: int = 422, problem: str = ""
) -> Template:
    """Show a patron's page; `sent` is a form that came back, `problem` a sentence above all else."""
    before = Cursor.read(visit.request.query_params.get("before", ""))
    events = await timeline(visit.store, record.id, before=before)
    account, ages = await account_of(visit, record.id), await data_ages(visit)
    await visit.audited("patron.read", "patron", None, SEEN, patron=record.public_id)
    names = await intent_names(visit)
    return visit.page(
        "patrons/one.html",
        status=200 if sent is None and not problem else status,
        record=record,
        at=f"{HOME}/{record.public_id}",
        account=account,
        ages=ages,
        # Of what was never brought in nobody is clear.
        is_unknown=any(age.as_of is None for age in ages),
        events=events,
        is_older=before is not None,
        pairs=await duplicates(visit.store, record.id),
        intent_name=lambda intent: names(intent, visit.language),
        money=lambda value: money(visit, value),
        why=lambda refusal: refusal_words(visit, refusal),
        subjects=[visit.t(f"patrons.subject.{subject}") for subject in SUBJECTS],
        contact=sent if isinstance(sent, ContactForm) else ContactForm.fresh(visit),
        renewing=sent if isinstance(sent, RenewForm) else RenewForm.fresh(visit),
        wish=sent if isinstance(sent, TitleForm) else TitleForm(visit),
        unlinking=sent if isinstance(sent, UnlinkForm) else UnlinkForm(visit),
        other=sent if isinstance(sent, OtherRecordForm) else OtherRecordForm(visit),
        pin=sent if isinstance(sent, PinForm) else _pin_form(visit, record),
        checks_cards=visit.console.settings.checks_cards,
        may_work=visit.may(Permission.WORK_PATRONS),
        may_change=visit.may(Permission.WORK_PATRONS) and Capability.CHANGES in visit.console.library.capabilities(),
        may_merge=visit.may(Permission.MERGE_PATRONS),
        problem=problem,
    )


def _pin_form(visit: Visit, record: PatronOverview) -> PinForm:
    given = record.pin_given_at
    return PinForm(visit, seen="" if given is None else given.isoformat())
