"""How editions are sent and where answers arrive: as ``[mail]`` says it, or a mistake with its line."""

import datetime
import re
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.config import load, schema
from briefs.config.validation import check
from briefs.distribution.readers_file import list_of
from briefs.errors import ConfigurationError
from briefs.model import Dkim, InDoubt, Mail, Mailbox, MailServer, Rates, Security

MAIL = """
[[themes]]
id = "a"
title = "First"
description = "What the first theme is about"
terms = ["summit"]

[mail]
owners = ["kim@desk.example"]
from = "briefs@desk.example"
server = "mail.desk.example"
"""
FIRST = MailServer(host="mail.desk.example", port=465, security=Security.TLS)


def mail(folder: Path, text: str) -> Mail:
    (folder / "briefs.toml").write_text(MAIL + text, encoding="utf-8")
    said = load(folder / "briefs.toml").mail
    assert said is not None
    return said


def mistakes(folder: Path, text: str) -> tuple[str, ...]:
    with pytest.raises(ConfigurationError) as caught:
        mail(folder, text)
    return caught.value.mistakes


def test_what_is_not_said_of_sending_is_careful(tmp_path: Path) -> None:
    said = mail(tmp_path, "")

    assert said == Mail(sender="briefs@desk.example", owners=("kim@desk.example",), server=FIRST)
    assert (said.in_doubt, said.connections, said.lists, said.rates) == (InDoubt.RESEND, 4, (), Rates())
    assert (said.attach, said.give_up, said.address) == (10_000_000, datetime.timedelta(days=2), "")


def test_sending_is_as_the_table_says(tmp_path: Path) -> None:
    said = mail(
        tmp_path,
        'name = " Brève du quai 주간 "\nlists = ["desk", "press", "desk"]\nin_doubt = "hold"\nconnections = 16\n'
        'attach_mb = 2.5\ngive_up_hours = 12\nunsubscribe = "leave@desk.example"\nbounces = "returns@desk.example"\n'
        'address = "https://briefs.desk.example/mail"\n'
        "[mail.rates]\nper_second = 5\nper_minute = 100\nper_hour = 3000\nper_day = 20000\n"
        '[mail.dkim]\ndomain = "desk.example"\nselector = "briefs2026"\n',
    )

    assert (said.name, said.lists) == ("Brève du quai 주간", ("desk", "press"))
    assert (said.in_doubt, said.connections) == (InDoubt.HOLD, 16)
    assert (said.attach, said.give_up) == (2_500_000, datetime.timedelta(hours=12))
    assert (said.unsubscribe, said.bounces) == ("leave@desk.example", "returns@desk.example")
    assert said.address == "https://briefs.desk.example/mail/"
    assert said.rates == Rates(per_second=5, per_minute=100, per_hour=3000, per_day=20000)
    assert said.dkim == Dkim(domain="desk.example", selector="briefs2026")


@pytest.mark.parametrize("name", ["desk", "press.kr-jp_2", "2026"])
def test_a_list_is_called_as_a_table_of_readers_may_call_it(tmp_path: Path, name: str) -> None:
    assert list_of(name) == name
    assert mail(tmp_path, f'lists = ["{name}"]').lists == (name,)


def test_a_rate_may_stand_alone(tmp_path: Path) -> None:
    assert mail(tmp_path, "[mail.rates]\nper_hour = 200").rates == Rates(per_hour=200)


def test_other_servers_stand_in_the_order_they_are_asked_in(tmp_path: Path) -> None:
    (tmp_path / "ministry.pem").write_text("a certificate")
    said = mail(
        tmp_path,
        '[[mail.fallback]]\nserver = "second.desk.example"\nsecurity = "starttls"\nuser = "briefs"\n'
        'authority = "ministry.pem"\n'
        '[[mail.fallback]]\nserver = "localhost"\nsecurity = "none"\nport = 2525\n'
        '[[mail.fallback]]\nserver = "fourth.desk.example"\n',
    )

    assert said.server == FIRST
    assert said.fallbacks == (
        MailServer(
            host="second.desk.example",
            port=587,
            security=Security.STARTTLS,
            user="briefs",
            authority=str(tmp_path / "ministry.pem"),
        ),
        MailServer(host="localhost", port=2525, security=Security.NONE),
        MailServer(host="fourth.desk.example", port=465, security=Security.TLS),
    )


def test_a_mailbox_is_a_folder_of_a_server_or_a_maildir(tmp_path: Path) -> None:
    there = '[mail.mailbox]\nserver = "imap.desk.example"\nuser = "returns"\n'

    assert mail(tmp_path, there).mailbox == Mailbox(host="imap.desk.example", port=993, user="returns")
    assert mail(tmp_path, f'{there}port = 1993\nfolder = "Returns/2026"').mailbox == Mailbox(
        host="imap.desk.example", port=1993, user="returns", folder="Returns/2026"
    )
    assert mail(tmp_path, '[mail.mailbox]\npath = "Maildir"').mailbox == Mailbox(
        path=str(tmp_path / "Maildir")
    )


@pytest.mark.parametrize(
    ("lines", "mistake"),
    [
        ('name = "Two\\nlines"', "mail.name"),
        ('name = "turned \\u202e round"', "mail.name"),
        (f'name = "{"x" * 121}"', "mail.name has 121 characters"),
        ('lists = ["Desk"]', 'mail.lists[0] is "Desk"'),
        ('lists = ["desk\\n"]', "mail.lists[0]"),
        ('lists = ["desk, press"]', "mail.lists[0]"),
        (f'lists = ["{"x" * 41}"]', "mail.lists[0]"),
        ('lists = "desk"', "mail.lists must be a list in [ ]"),
        ('in_doubt = "drop"', 'mail.in_doubt is "drop"'),
        ("connections = 0", "mail.connections is 0; give a number from 1 up to 32"),
        ("connections = 33", "mail.connections is 33"),
        ("attach_mb = -1", "mail.attach_mb"),
        ("attach_mb = nan", "mail.attach_mb"),
        ("give_up_hours = 0", "mail.give_up_hours"),
        ('unsubscribe = "leave"', "mail.unsubscribe"),
        ('bounces = "returns@desk.example\\n"', "mail.bounces"),
        (f'bounces = "{"r" * 24}@desk.example"', "mail.bounces"),
        ('address = "http://briefs.desk.example"', "mail.address"),
        ('address = "https://briefs.desk.example/?a=b"', "mail.address"),
        ('address = "https://kim:word@briefs.desk.example/"', "mail.address"),
        ('address = "https://briefs.desk.example/>, <x"', "mail.address"),
        ('rate = "5/s"', 'mail.rate is not a known key; did you mean "rates"?'),
        ("[mail.rates]\nper_second = 0", "mail.rates.per_second"),
        ("[mail.rates]\nper_week = 5", "mail.rates.per_week is not a known key"),
        ('[mail.dkim]\ndomain = "desk.example"', "mail.dkim.selector is missing"),
        ('[mail.dkim]\ndomain = "desk"\nselector = "a"', "mail.dkim.domain"),
        ('[mail.dkim]\ndomain = "desk.example"\nselector = "a; b"', "mail.dkim.selector"),
        ('[[mail.fallback]]\nsecurity = "tls"', "mail.fallback[0].server is missing"),
        ('[[mail.fallback]]\nserver = "b.example"\nsecurity = "none"', "mail.fallback[0].security"),
        (
            '[[mail.fallback]]\nserver = "localhost"\nsecurity = "none"\nuser = "x"',
            "mail.fallback[0].security",
        ),
        ('[[mail.fallback]]\nserver = "b.example"\nauthority = "no.pem"', "mail.fallback[0].authority"),
        ('[[mail.fallback]]\nserver = "b.example"\nfallback = []', "mail.fallback[0].fallback"),
        ("[mail.mailbox]\nport = 993", "mail.mailbox has no place"),
        ('[mail.mailbox]\nserver = "imap.desk.example"', "mail.mailbox.user is missing"),
        ('[mail.mailbox]\npath = "Maildir"\nuser = "x"', "mail.mailbox.path is a maildir, which has no user"),
        ('[mail.mailbox]\nserver = "i.example"\nuser = "x"\nfolder = "a\\"b"', "mail.mailbox.folder"),
        ('[mail.mailbox]\nserver = "i.example"\nuser = "x"\nsecurity = "none"', "mail.mailbox.security"),
        ('[mail.mailbox]\nserver = "i.example"\nuser = "x"\nauthority = "no.pem"', "mail.mailbox.authority"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, lines: str, mistake: str) -> None:
    (told,) = mistakes(tmp_path, lines)
    line = re.match(r"line (\d+): ", told)

    assert line
    assert told.removeprefix(line.group()).startswith(mistake)
    assert 12 <= int(line.group(1)) <= 16


def test_a_value_is_repeated_on_one_line_and_never_whole(tmp_path: Path) -> None:
    broken, long = (
        mistakes(tmp_path, f'unsubscribe = "{value}"')
        for value in (r"a@b.example\r\nBcc: c@d.example\u001b[2J", "a" * 1_000)
    )

    (told,) = broken
    assert r'is "a@b.example\r\nBcc: c@d.example\x1b[2J"' in told
    assert told.isprintable()
    assert all("a" * 201 not in told for told in long)


@pytest.mark.parametrize("table", ["[mail]", "[mail.mailbox]", "[mail.dkim]", "[[mail.fallback]]"])
def test_no_table_takes_a_password(tmp_path: Path, table: str) -> None:
    told = mistakes(tmp_path, f'{table if table != "[mail]" else ""}\npassword = "a word"')

    assert any(".password is not a known key" in mistake for mistake in told)
    assert not any("a word" in mistake for mistake in told)


_LEAVES = st.one_of(
    st.booleans(),
    st.integers(-5, 70_000),
    st.floats(-1, 300, allow_nan=False),
    st.sampled_from(
        [
            "",
            "desk",
            "hold",
            "a@b.example",
            "a@b.example\n",
            "https://b.example/x/",
            "b.example",
            "Two\nlines",
        ]
    ),
)
_KEYS = (
    *("owners", "from", "server", "name", "lists", "in_doubt", "connections", "attach_mb", "give_up_hours"),
    *("unsubscribe", "bounces", "address", "user", "path", "folder", "domain", "selector", "per_day"),
)
_TABLES = st.dictionaries(st.sampled_from(_KEYS), _LEAVES | st.lists(_LEAVES, max_size=2), max_size=4)
_WHOLE = {"owners": ["kim@desk.example"], "from": "briefs@desk.example", "server": "mail.desk.example"}


@given(table=_TABLES, inner=st.sampled_from(["rates", "dkim", "mailbox", "fallback", ""]), said=_TABLES)
def test_the_table_has_mistakes_exactly_when_the_printed_schema_refuses_it(
    table: dict[str, object], inner: str, said: dict[str, object]
) -> None:
    nested = {inner: [said] if inner == "fallback" else said} if inner else {}
    mail = {"mail": _WHOLE | table | nested, "themes": []}
    found = {mistake.path for mistake in check(mail, schema())} - {("themes",)}
    errors = jsonschema.Draft202012Validator(schema()).iter_errors(mail)
    refused = {tuple(error.absolute_path)[:1] for error in errors} - {("themes",)}

    assert bool(found) == bool(refused)
