"""What a shipment says: the letters of an edition, with its PDF, as they were sealed.

seal ──brief.json, PDF──▶ Consignment ──Letters──▶ a message for each reader
"""

import datetime
from collections.abc import Callable

from briefs.config import Settings
from briefs.distribution.message import Consignment, Enclosure, Letters, Wanted, file_name
from briefs.editions.aftermath.issued import seal_of
from briefs.editions.delivery.credentials import Credentials, mail_of, signer_of
from briefs.editions.delivery.owed import Occasion, Owed
from briefs.errors import StoreError
from briefs.model import Letter, Mail, Marking
from briefs.publication.letter import LetterRequest, letter_of, withdrawal_of
from briefs.store import Ledger


def letters_of(
    ledger: Ledger, owed: Owed, settings: Settings, credentials: Credentials, planned: datetime.datetime
) -> Letters:
    """The letters of what is owed; ``planned`` is their date. Raises StoreError where what is kept is damaged."""
    mail = mail_of(settings)
    enclosure = None if owed.occasion is Occasion.WITHDRAWAL else _enclosure(ledger, owed)
    consignment = Consignment(
        shipment=owed.shipment,
        moment=planned,
        write=_writer(ledger, owed, settings, mail, enclosure),
        enclosure=enclosure,
    )
    return Letters(consignment, mail, credentials.secret(), signer_of(mail, credentials))


def _enclosure(ledger: Ledger, owed: Owed) -> Enclosure:
    """The PDF under a name that tells of what it is, and how far it may go."""
    name = _file(ledger, owed, ".pdf")
    marking = owed.marking.in_names if owed.marking is not Marking.CLEAR else ""
    content = ledger.content(seal_of(ledger, owed.record)["files"][name])
    return Enclosure(
        name=file_name(str(owed.brief["title"]), owed.shipment.edition, _revised(owed), marking),
        content=content,
    )


def _revised(owed: Owed) -> str:
    return f"r{owed.shipment.revision}" if owed.shipment.revision else ""


def _file(ledger: Ledger, owed: Owed, suffix: str) -> str:
    """The name of the one file of an edition with this suffix that is for its readers."""
    names = [
        name for name in seal_of(ledger, owed.record)["files"] if name.endswith(suffix) and "/" not in name
    ]
    if len(names) != 1:
        raise StoreError(f"{owed.shipment.edition}: its seal names {len(names)} files {suffix}, and not one")
    return str(names[0])


def _writer(
    ledger: Ledger, owed: Owed, settings: Settings, mail: Mail, enclosure: Enclosure | None
) -> Callable[[Wanted], Letter]:
    """A function that writes the letter for a language and a choice of themes."""
    page = _page(ledger, owed, settings, mail)
    name = enclosure.name if enclosure else ""

    def write(wanted: Wanted) -> Letter:
        request = LetterRequest(
            templates=settings.templates,
            brand=settings.brand,
            organisation=settings.organisation,
            reply_to=mail.sender,
            leave=mail.unsubscribe or mail.sender,
            page=page,
            language=wanted.language,
            themes=wanted.themes,
            attachment=name if wanted.attached else "",
            is_first=wanted.is_first or owed.occasion is Occasion.EDITION,
        )
        if owed.occasion is Occasion.WITHDRAWAL:
            return _withdrawal(owed, request)
        return letter_of(owed.brief, request)

    return write


def _withdrawal(owed: Owed, request: LetterRequest) -> Letter:
    """Word of a withdrawal. Whoever has the edition gets it, also who may not see any more what is marked as it is.

    So it says nothing then of what is: the reason is that of a marked edition, and the notice bears no marking.
    """
    if owed.marking is Marking.CLEAR:
        return withdrawal_of(owed.brief, owed.because, request)
    return withdrawal_of({**owed.brief, "marking": None}, "", request)


def _page(ledger: Ledger, owed: Owed, settings: Settings, mail: Mail) -> str:
    """The address of the edition's page; empty where there is none, or none that readers can open.

    What `briefs serve` shows by itself is open to everybody, so an edition with a marking is not there. A site of the
    desk's own may be closed: whom it lets in is for its owner to say, and it is where readers find a PDF that is too
    large to be attached. An address tells nothing that the mail around it does not tell.
    """
    archive = f"{mail.address}archive/" if mail.address else ""
    site = settings.site.address or archive
    if archive and site.startswith(archive) and owed.marking is not Marking.CLEAR:
        return ""
    return f"{site}{owed.shipment.edition}/{_file(ledger, owed, '.html')}" if site else ""
