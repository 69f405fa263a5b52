"""Letters and readers for the tests of messages: every word here was written for them."""

import datetime
from dataclasses import replace

from briefs.distribution.message import Consignment, Enclosure, Letters, Signer, Wanted
from briefs.model import Claimed, DeliveryKind, Letter, Mail, MailServer, Secret, Security, Shipment

SECRET = Secret(value="5f" * 32)
W21 = Shipment(edition="2026-W21", revision=0)
PLANNED = datetime.datetime(2026, 5, 18, 6, 2, tzinfo=datetime.timezone(datetime.timedelta(hours=9)))
PDF = b"%PDF-1.7\n" + bytes(range(256)) * 300
LETTER = Letter(
    language="en",
    subject="[TLP:GREEN] The strait in May · 2026-W21",
    text=".a dot begins this line\n..two begin this one\nFrom the harbour – 항구에서\n"
    + "long " * 400
    + "\n",
    html="<!DOCTYPE html><html lang=en><title>t</title><p>Ferries – 여객선\n.</p></html>\n",
)
KIM = Claimed(
    number=41,
    shipment=W21,
    reader=7,
    ascii="kim@embassy.example",
    name="Kim, Ji-u",
    language="",
    themes=(),
    tries=0,
)


def desk(**more: object) -> Mail:
    """A desk that writes mail."""
    plain = Mail(
        sender="briefs@desk.example",
        owners=("sol@desk.example",),
        server=MailServer(host="127.0.0.1", port=25, security=Security.NONE),
    )
    return replace(plain, **more)  # type: ignore[arg-type] # each test names what it needs


class Written:
    """Writes one letter, and remembers what was wanted."""

    def __init__(self, letter: Letter = LETTER) -> None:
        self.wanted: list[Wanted] = []
        self._letter = letter

    def __call__(self, wanted: Wanted) -> Letter:
        self.wanted.append(wanted)
        return replace(self._letter, language=wanted.language or self._letter.language)


def letters(
    mail: Mail | None = None,
    *,
    write: Written | None = None,
    shipment: Shipment = W21,
    signer: Signer | None = None,
    pdf: bytes = PDF,
    name: str = "The strait in May 2026-W21.pdf",
) -> Letters:
    """The letters of a shipment."""
    enclosure = Enclosure(name=name, content=pdf)
    consignment = Consignment(
        shipment=shipment,
        moment=PLANNED,
        write=write or Written(),
        enclosure=enclosure if shipment.kind is DeliveryKind.EDITION else None,
    )
    return Letters(consignment, mail or desk(), SECRET, signer)
