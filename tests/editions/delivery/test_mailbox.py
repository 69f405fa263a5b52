"""What comes back has its consequences once, for whom it speaks of and nobody else."""

from pathlib import Path

import pytest

from briefs.distribution import tokens
from briefs.editions.delivery.mailbox import Poll, poll
from briefs.errors import ConfigurationError, NotAllowed, Unreachable
from briefs.model import (
    BounceClass,
    DeliveryState,
    IncomingKind,
    Marking,
    Refusal,
    Shipment,
)
from briefs.store.instance import FILE
from tests.distribution.imap_server import USER, Post, listening
from tests.distribution.returned import SECRET, complaint, mail, message_id, postfix, qmail, written
from tests.distribution.servers import authority, context
from tests.editions.delivery.answered import CONFIGURATION, Desk, reader
from tests.store.contents import NOON
from tests.store.lives import planned
from tests.store.shipping import settled


def bounce(
    number: int,
    *,
    status: str = "5.1.1",
    said: str = "550 5.1.1 nobody of that name",
    recipient: str = "min@coast.example",
) -> bytes:
    """What comes back of the delivery with that number."""
    return postfix(identity=message_id(number), status=status, said=said, recipient=recipient)


# ---- Bounces ----


def test_an_address_that_is_no_more_gets_nothing_from_now_on(desk: Desk) -> None:
    number = desk.send()

    polled = desk.poll(bounce(number))

    assert desk.refused() == {"min@coast.example": Refusal.BOUNCED}
    assert (desk.state(number), desk.state(number + 1)) == (DeliveryState.BOUNCED, DeliveryState.SENT)
    assert (polled.kinds, polled.classes) == ({IncomingKind.BOUNCE: 1}, {BounceClass.HARD: 1})
    assert (polled.suppressed, desk.unread()) == (1, 0)


def test_what_the_server_said_is_kept_where_one_looks_for_it(desk: Desk) -> None:
    number = desk.send()
    desk.poll(bounce(number))

    delivery = desk.store.deliveries.delivery(number)
    assert delivery is not None
    assert delivery.reply == "550 5.1.1 nobody of that name"
    (refusal,) = desk.readers.suppressions()
    assert (refusal.because, refusal.actor) == ("550 5.1.1 nobody of that name", "mailbox")


def test_a_full_mailbox_is_forgiven_twice_in_five_editions(desk: Desk) -> None:
    numbers = [desk.send(week) for week in range(1, 8)]

    for time, week in enumerate((3, 3, 3, 0, 1, 5)):  # one edition counts once, and one long ago not at all
        desk.poll(bounce(numbers[week], status="5.2.2", said=f"552 5.2.2 full for the {time}. time"))
    assert desk.refused() == {}

    desk.poll(bounce(numbers[6], status="5.2.2", said="552 5.2.2 full"))
    assert desk.refused() == {"min@coast.example": Refusal.BOUNCED}
    assert "3 of the last 5 editions" in desk.readers.suppressions()[0].because


def test_what_is_our_own_fault_is_told_and_no_reader_is_lost(desk: Desk) -> None:
    numbers = [desk.send(week) for week in range(1, 5)]

    polled = desk.poll(*(bounce(number, status="5.7.1", said="550 5.7.1 listed") for number in numbers))

    assert desk.refused() == {}
    assert polled.blames == ("550 5.7.1 listed",)
    assert {desk.state(number) for number in numbers} == {DeliveryState.BOUNCED}


def test_one_who_is_gone_behind_an_alias_does_not_end_it_for_the_others(desk: Desk) -> None:
    number = desk.send()

    polled = desk.poll(bounce(number, recipient="gone@inside.example"))

    assert (desk.refused(), desk.state(number)) == ({}, DeliveryState.SENT)  # a correction goes to the others
    assert polled.classes == {BounceClass.SOFT: 1}


@pytest.mark.parametrize(
    ("status", "recipient", "refused"),
    [
        ("5.1.1", "min@coast.example", {"min@coast.example": Refusal.BOUNCED}),
        ("5.1.1", "kim@coast.example", {}),
        ("5.1.1", "no address", {}),
        ("5.2.2", "min@coast.example", {}),
    ],
)
def test_a_relay_that_renames_our_mails_still_tells_whose_address_is_no_more(
    desk: Desk, status: str, recipient: str, refused: dict[str, Refusal]
) -> None:
    number, _ = desk.readers.find("min@coast.example") or (0, None)
    token = tokens.sign("unsubscribe", number, SECRET)
    head = (
        "Message-ID: <renamed@relay.example>",
        f"List-Unsubscribe: <https://desk.example/unsubscribe/{token}>",
    )

    polled = desk.poll(postfix(head=head, status=status, said="no", recipient=recipient))

    assert desk.refused() == refused
    assert polled.kinds == {IncomingKind.BOUNCE if refused else IncomingKind.OTHER: 1}


@pytest.mark.parametrize("recipient", ["MIN@Coast.Example", "<min@coast.example>", ""])
def test_an_address_is_the_same_however_a_server_writes_it(desk: Desk, recipient: str) -> None:
    number = desk.send()

    assert desk.poll(bounce(number, recipient=recipient)).classes == {BounceClass.HARD: 1}
    assert desk.state(number) is DeliveryState.BOUNCED


def test_a_bounce_of_somebody_elses_mail_changes_nothing_and_stays_unread(desk: Desk) -> None:
    number = desk.send()

    polled = desk.poll(
        postfix(identity="<stranger@elsewhere.example>"),
        bounce(number).replace(tokens.sign("delivery", number, SECRET)[:8].encode(), b"aaaaaaaa"),
        bounce(number + 1_000),
        qmail(),
    )

    assert (desk.refused(), desk.state(number)) == ({}, DeliveryState.SENT)
    assert (polled.kinds, desk.unread()) == ({IncomingKind.OTHER: 4}, 4)
    assert polled.left == {
        "a bounce of no mail of ours that can be told": 2,
        "about a delivery that the store does not know": 2,
    }


def test_a_bounce_that_is_quicker_than_the_sender_waits_for_the_next_poll(desk: Desk) -> None:
    desk.send()
    shipment = Shipment(edition=planned(1).edition, revision=0)
    desk.readers.put([reader("sato")], NOON)
    desk.store.deliveries.plan(shipment, [], Marking.CLEAR, NOON)
    (claimed,) = desk.store.deliveries.claim(shipment, "sender", 1, NOON)
    desk.store.deliveries.record("sender", [], [(claimed.number, NOON)])

    early = desk.poll(bounce(claimed.number, recipient="sato@coast.example"))
    assert (early.early, early.kinds, desk.refused()) == (1, {}, {})

    desk.store.deliveries.record("sender", [settled(claimed.number, DeliveryState.SENT)], [])
    assert desk.poll().classes == {BounceClass.HARD: 1}
    assert desk.refused() == {"sato@coast.example": Refusal.BOUNCED}


# ---- Who wants no more ----


def test_complaints_and_refusals_are_heeded_each_for_its_reader(desk: Desk) -> None:
    number = desk.send()
    minister, _ = desk.readers.find("min@coast.example") or (0, None)
    kim, _ = desk.readers.find("kim@coast.example") or (0, None)

    polled = desk.poll(
        complaint(identity=message_id(number), leaving="redacted"),
        written("", subject=f"unsubscribe {tokens.sign('unsubscribe', kim, SECRET)}", answers=""),
    )

    assert minister != kim
    assert desk.refused() == {
        "min@coast.example": Refusal.COMPLAINED,
        "kim@coast.example": Refusal.UNSUBSCRIBED,
    }
    assert polled.suppressed == 2


@pytest.mark.parametrize("writer", ["colleague@coast.example", ""])
def test_who_answers_from_another_address_does_not_refuse_for_the_reader(desk: Desk, writer: str) -> None:
    number = desk.send()

    polled = desk.poll(written("unsubscribe", answers=message_id(number), writer=writer))

    assert (polled.kinds, desk.refused(), desk.unread()) == ({IncomingKind.OTHER: 1}, {}, 1)


def test_what_was_said_first_stays_and_a_replay_changes_nothing(desk: Desk) -> None:
    number = desk.send()
    leave = written("unsubscribe", answers=message_id(number))
    desk.poll(leave)
    desk.readers.unsuppress("min@coast.example", "asked to come back", NOON, "Ada Lind")

    again = desk.poll(leave)

    assert (again.known, again.kinds, desk.refused()) == (1, {}, {})
    assert desk.unread() == 0


def test_a_token_for_a_reader_that_the_store_does_not_know_is_for_a_person(desk: Desk) -> None:
    polled = desk.poll(written("", subject=tokens.sign("unsubscribe", 99, SECRET), answers=""))

    assert (polled.kinds, desk.unread()) == ({IncomingKind.OTHER: 1}, 1)


# ---- Requests ----


def test_an_answer_about_statements_of_the_edition_is_kept_for_a_person(desk: Desk) -> None:
    number = desk.send()

    polled = desk.poll(written("1.2 and q1 are wrong, 7.5 not.", answers=message_id(number)))

    first, second = desk.store.incoming.requests()
    assert (first.edition, first.revision, first.statement) == (planned(1).edition, 0, "1.2")
    assert (second.statement, second.writer) == ("q1", "min@coast.example")
    assert first.reader == (desk.readers.find("min@coast.example") or (0, None))[0]
    assert polled.kinds == {IncomingKind.REQUEST: 1}


def test_who_names_the_edition_in_a_new_mail_is_heard_but_not_believed_to_be_a_reader(desk: Desk) -> None:
    desk.send()
    edition = planned(1).edition

    desk.poll(
        written("No.", subject=f"Wrong: {edition}, statement 2.1", answers=""),
        written("No.", subject="2031-W01 2.1", answers=""),
        written("No.", subject=f"{edition} 9.9", answers=""),
    )

    (asked,) = desk.store.incoming.requests()
    assert (asked.statement, asked.reader, asked.revision) == ("2.1", None, None)
    assert desk.unread() == 2


def test_an_answer_with_numbers_that_are_no_statements_is_left_to_a_person(desk: Desk) -> None:
    polled = desk.poll(written("It rose by 2.5, thanks!", answers=message_id(desk.send())))

    assert (polled.kinds, desk.store.incoming.requests(), desk.unread()) == ({IncomingKind.OTHER: 1}, (), 1)


# ---- Each once ----


def test_nothing_new_is_nothing_to_do(desk: Desk) -> None:
    desk.poll(bounce(desk.send()), mail("Subject: hello", "", "you"))

    polled = desk.poll()
    assert (polled.kinds, polled.classes, polled.blames, polled.left) == ({}, {}, (), {})
    assert (polled.known, polled.early, polled.suppressed) == (0, 0, 0)


# ---- What is for a person ----


def test_what_is_for_a_person_is_named_by_every_poll_until_it_is_read(desk: Desk) -> None:
    first = desk.poll(
        written("One o'clock?", subject="lunch \x1b[2J", answers=""), written("Thank you!", answers="")
    )
    second = desk.poll(written("Please unsubscribe me.", subject="brief", answers=""))

    assert [each.subject for each in first.waiting] == [each.subject for each in second.waiting[1:]]
    assert {each.subject for each in first.waiting} == {"lunch [2J", "Re: Weekly brief 2026-W21"}
    assert {each.writer for each in first.waiting} == {"min@coast.example"}
    assert second.place == str(desk.folder / "box" / "cur")
    for each in second.waiting:
        (desk.folder / "box" / "cur" / each.place).rename(desk.folder / "box" / "cur" / f"{each.place}S")
    assert desk.poll().waiting == ()


def test_a_reader_who_only_says_that_they_want_no_more_is_named_with_what_to_type(desk: Desk) -> None:
    polled = desk.poll(
        written("Please unsubscribe me.", subject="brief", answers=""),
        written("Please unsubscribe me.", subject="brief", answers="", writer="nobody@coast.example"),
    )

    known, stranger = sorted(polled.waiting, key=lambda it: it.writer)
    assert known.why == stranger.why == "seems to ask for no more mail"
    assert known.advice == "briefs readers suppress min@coast.example --because 'asked by mail'"
    assert (stranger.advice, desk.refused()) == ("", {})

    desk.readers.suppress("min@coast.example", Refusal.BY_HAND, "asked by mail", NOON, "ada")
    assert [each.advice for each in desk.poll().waiting] == ["", ""]


def test_who_leaves_from_another_address_is_known_by_the_mail_that_is_answered(desk: Desk) -> None:
    number = desk.send()

    (left,) = desk.poll(written("unsubscribe", writer="min@home.example", answers=message_id(number))).waiting

    assert left.why == "asks for no more mail from another address than the one written to"
    assert (left.writer, left.advice.split()[3]) == ("min@home.example", "min@coast.example")


def test_a_poll_that_was_killed_is_gone_on_with(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    number = desk.send()
    inbox = type(desk.store.incoming)
    keep = inbox.keep

    def killed_before(*_arguments: object) -> bool:
        raise KeyboardInterrupt

    def killed_after(*arguments: object) -> bool:
        keep(*arguments)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    desk.box.add(bounce(number))
    for killed in (killed_before, killed_after):
        with monkeypatch.context() as patched:
            patched.setattr(inbox, "keep", killed)
            with pytest.raises(KeyboardInterrupt):
                desk.poll()
        assert (desk.refused(), desk.unread()) == ({"min@coast.example": Refusal.BOUNCED}, 1)

    assert (desk.poll().known, desk.unread()) == (1, 0)
    assert desk.state(number) is DeliveryState.BOUNCED
    assert len(desk.readers.suppressions()) == 1


def test_a_poll_that_is_not_to_go_on_leaves_the_others_for_the_next(desk: Desk) -> None:
    for week in (1, 2, 3):
        desk.box.add(bounce(desk.send(week)))
    allowed = iter((True, False))
    request = Poll(
        settings=desk.settings,
        secret=lambda: SECRET,
        password=lambda: None,
        now=lambda: NOON,
        goes_on=lambda: next(allowed),
    )

    assert poll(request).kinds == {IncomingKind.BOUNCE: 1}
    assert desk.poll().kinds == {IncomingKind.BOUNCE: 2}


def test_messages_of_50_megabytes_are_read_in_their_heads(desk: Desk) -> None:
    number = desk.send()
    with (desk.folder / "box" / "new" / "long").open("wb") as file:
        file.write(bounce(number))
        file.truncate(50_000_000)

    assert desk.poll().classes == {BounceClass.HARD: 1}


# ---- On a server ----


def test_a_mailbox_on_a_server_is_polled_and_marked(desk: Desk, tmp_path: Path) -> None:
    number = desk.send()
    post = Post()
    post.put(bounce(number), mail("Subject: lunch?", "", "One o'clock."))
    made, path = authority(tmp_path)
    with listening(post, context(made)) as port:
        server = f'server = "127.0.0.1"\nport = {port}\nuser = "{USER}"\nauthority = "{path}"'
        text = CONFIGURATION.replace('path = "box"', server)
        (desk.folder / "briefs.toml").write_text(text, encoding="utf-8")
        first, second = desk.poll(), desk.poll()

    assert first.kinds == {IncomingKind.BOUNCE: 1, IncomingKind.OTHER: 1}
    assert (second.kinds, second.known) == ({}, 0)
    assert [(each.subject, each.place) for each in second.waiting] == [("lunch?", "102")]
    assert (first.waiting, second.place) == (second.waiting, "INBOX of 127.0.0.1")
    assert post.flags() == [{r"\Seen", "BriefsRead"}, {"BriefsRead"}]
    assert desk.refused() == {"min@coast.example": Refusal.BOUNCED}


def test_what_was_recorded_before_a_server_was_lost_is_only_marked_by_the_next_poll(
    desk: Desk, tmp_path: Path
) -> None:
    number = desk.send()
    post = Post(hangs_up_at="UID STORE")
    post.put(bounce(number))
    made, path = authority(tmp_path)
    with listening(post, context(made)) as port:
        server = f'server = "127.0.0.1"\nport = {port}\nuser = "{USER}"\nauthority = "{path}"'
        text = CONFIGURATION.replace('path = "box"', server)
        (desk.folder / "briefs.toml").write_text(text, encoding="utf-8")
        with pytest.raises(Unreachable):
            desk.poll()
        assert (desk.refused(), post.flags()) == ({"min@coast.example": Refusal.BOUNCED}, [set()])
        post.hangs_up_at = ""
        assert (desk.poll().known, post.flags()) == (1, [{r"\Seen", "BriefsRead"}])


# ---- Where it does not begin ----


def test_a_copy_of_the_store_takes_nothing_from_the_mailbox(desk: Desk) -> None:
    number = desk.send()
    desk.store.claim()
    (desk.folder / "store" / FILE).write_text("{}")

    with pytest.raises(NotAllowed):
        desk.poll(bounce(number))
    assert (desk.unread(), desk.refused()) == (1, {})


def test_a_desk_without_a_mailbox_is_told_what_to_set(desk: Desk) -> None:
    text = CONFIGURATION.replace('[mail.mailbox]\npath = "box"\n', "")
    (desk.folder / "briefs.toml").write_text(text, encoding="utf-8")

    with pytest.raises(ConfigurationError, match=r"\[mail\.mailbox\]"):
        desk.poll()


def test_moments_are_those_of_the_poll(desk: Desk) -> None:
    desk.poll(bounce(desk.send()))

    (refusal,) = desk.readers.suppressions()
    assert refusal.moment == NOON
