"""The mail of an edition before it is sent: as files to be looked at, and as a mail to oneself.

Neither is a delivery: nothing is recorded, and nobody can unsubscribe anybody by it.
"""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from briefs.distribution.failover import Route
from briefs.distribution.replies import Verdict, judge
from briefs.distribution.session import Envelope
from briefs.editions.aftermath.showing import opened
from briefs.editions.delivery.credentials import mail_of
from briefs.editions.delivery.letters import letters_of
from briefs.editions.delivery.owed import Owed, owed_of
from briefs.editions.delivery.sending import SendRequest
from briefs.errors import NotAllowed, NotSent, OutputError
from briefs.model import Mail, Marking, Reader
from briefs.store.readers import Readers

_MARKINGS = tuple(Marking)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """For which reader a mail is made: their language, empty for the brief's own, and themes, empty for all."""

    language: str = ""
    themes: tuple[str, ...] = ()


def preview(request: SendRequest, view: View) -> tuple[Path, ...]:
    """The files of the mail in a new folder, the page first: its HTML, its text, and all of it. Raises as ``prove``."""
    mail_of(request.settings)
    with opened(request.settings) as store:
        owed = owed_of(store, request.edition)
        letters = letters_of(store.ledger, owed, request.settings, request.credentials, request.now())
        letter = letters.letter(view.language, view.themes)
        parcel = letters.proof(mail_of(request.settings).sender, view.language, view.themes)
    whole = b"".join(parcel.parts).replace(b"\r\n..", b"\r\n.")
    return _written({"mail.html": letter.html.encode(), "mail.txt": letter.text.encode(), "mail.eml": whole})


def prove(request: SendRequest, addresses: tuple[str, ...], view: View) -> None:
    """Nothing; afterwards each of ``addresses`` was sent the mail, whose subject says that it is a proof.

    What is marked goes only to readers who are cleared for it, and to those who answer for the brief. Raises NotAllowed
    for anybody else, for who refuses mail, and where the store may be a copy; NotSent where a server does not take it;
    and as ``owed_of``.
    """
    settings, mail = request.settings, mail_of(request.settings)
    with opened(settings) as store:
        owed = owed_of(store, request.edition)
        readers = store.readers(request.credentials.secret())
        for address in addresses:
            _expect_cleared(owed, address, mail, readers)
            _expect_willing(address, readers)
        store.claim()
        letters = letters_of(store.ledger, owed, settings, request.credentials, request.now())
    parcels = [letters.proof(address, view.language, view.themes) for address in addresses]
    session = Route(mail, request.credentials.password).open()
    try:
        for parcel in parcels:
            envelope = Envelope(sender=parcel.sender, recipient=parcel.recipient, size=parcel.size)
            reply = session.deliver(envelope, parcel.parts, lambda: True)
            if judge(reply) is not Verdict.TAKEN:
                raise NotSent(
                    f"mail server {session.server} does not take the proof to {parcel.recipient}: {reply}"
                )
        session.leave()
    finally:
        session.close()


def _expect_cleared(owed: Owed, address: str, mail: Mail, readers: Readers) -> None:
    """Nothing. Raises NotAllowed where what is marked would go to somebody who may not see it."""
    if owed.marking is Marking.CLEAR or address.casefold() in map(str.casefold, mail.owners):
        return
    found = readers.find(address.casefold())
    if found is None or _degree(found[1]) < _MARKINGS.index(owed.marking):
        raise NotAllowed(
            f"{owed.shipment.edition} is {owed.marking}, and {address} is not cleared for it: a proof goes to "
            "mail.owners, and to readers with that clearance"
        )


def _expect_willing(address: str, readers: Readers) -> None:
    """Nothing. Raises NotAllowed for an address that is not to be written to, be it of a reader or not."""
    refusal = readers.refusal(address.casefold())
    if refusal is not None:
        because = f" ({refusal.because})" if refusal.because else ""
        raise NotAllowed(
            f"{address} is not to be written to: {refusal.refusal}{because}; briefs readers unsuppress, if that is over"
        )


def _degree(reader: Reader) -> int:
    return _MARKINGS.index(reader.clearance)


def _written(files: dict[str, bytes]) -> tuple[Path, ...]:
    try:
        folder = Path(tempfile.mkdtemp(prefix="briefs-mail-"))
        for name, content in files.items():
            (folder / name).write_bytes(content)
    except OSError as error:
        raise OutputError(f"the preview cannot be written: {error.strerror}") from error
    return tuple(folder / name for name in files)
