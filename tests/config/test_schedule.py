"""When editions are due, who is told, and what is run: as briefs.toml says it, or a mistake with its line."""

import datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs import shipped
from briefs.config import Settings, load, salvaged, schema
from briefs.config.hooks import Hooks
from briefs.config.validation import check
from briefs.errors import ConfigurationError
from briefs.model import CatchUp, Mail, MailServer, Security

BRIEF = """
[brief]
timezone = "Asia/Seoul"

[[themes]]
id = "a"
title = "First"
description = "What the first theme is about"
terms = ["summit"]
"""
MAIL = """
[mail]
owners = ["kim@desk.example", "sato@desk.example", "kim@desk.example"]
from = "briefs@desk.example"
server = "mail.desk.example"
"""


def settings(folder: Path, text: str) -> Settings:
    (folder / "briefs.toml").write_text(BRIEF + text, encoding="utf-8")
    return load(folder / "briefs.toml")


def mistakes(folder: Path, text: str) -> tuple[str, ...]:
    with pytest.raises(ConfigurationError) as caught:
        settings(folder, text)
    return caught.value.mistakes


# ---- [schedule] ----


def test_without_a_table_nothing_is_due(tmp_path: Path) -> None:
    assert settings(tmp_path, "").schedule is None


def test_an_empty_table_is_monday_at_six_in_the_zone_of_the_brief(tmp_path: Path) -> None:
    schedule = settings(tmp_path, "[schedule]").schedule

    assert schedule is not None
    assert (schedule.weekday, schedule.at, schedule.zone.key) == (1, datetime.time(6), "Asia/Seoul")
    assert (schedule.catch_up, schedule.max_late) == (CatchUp.LATEST, datetime.timedelta(days=3))


def test_a_schedule_is_what_its_table_says(tmp_path: Path) -> None:
    schedule = settings(
        tmp_path,
        '[schedule]\nweekday = "sunday"\ntime = "23:45"\nzone = "Europe/Paris"\n'
        'catch_up = "all"\nmax_late = "36 hours"',
    ).schedule

    assert schedule is not None
    assert (schedule.weekday, schedule.at, schedule.zone.key) == (7, datetime.time(23, 45), "Europe/Paris")
    assert (schedule.catch_up, schedule.max_late) == (CatchUp.ALL, datetime.timedelta(hours=36))


@pytest.mark.parametrize(
    ("said", "late"), [("1 hour", 1), ("2 hours", 2), ("1 day", 24), ("10 days", 240), ("999 days", 999 * 24)]
)
def test_how_late_is_said_in_hours_or_days(tmp_path: Path, said: str, late: int) -> None:
    schedule = settings(tmp_path, f'[schedule]\nmax_late = "{said}"').schedule

    assert schedule is not None
    assert schedule.max_late == datetime.timedelta(hours=late)


@pytest.mark.parametrize(
    ("line", "mistake"),
    [
        ('weekday = "Monday"', 'schedule.weekday is "Monday"; it cannot be used'),
        ("weekday = 1", "schedule.weekday must be text in quotes"),
        (
            'time = "6:00"',
            'schedule.time is "6:00"; it cannot be used (The time of day on a clock of 24 hours',
        ),
        ('time = "24:00"', "schedule.time"),
        ("time = 06:00:00", "schedule.time must be text in quotes, not a date or time"),
        (
            'zone = "Asia/Soul"',
            'schedule.zone is "Asia/Soul", which is not a time zone; did you mean "Asia/Seoul"?',
        ),
        ('catch_up = "some"', "schedule.catch_up"),
        ('max_late = "0 days"', "schedule.max_late"),
        ('max_late = "three days"', "schedule.max_late"),
        ('max_late = "3days"', "schedule.max_late"),
        ('timezone = "UTC"', "schedule.timezone is not a known key"),
    ],
)
def test_a_wrong_schedule_is_told_with_its_line(tmp_path: Path, line: str, mistake: str) -> None:
    (told,) = mistakes(tmp_path, f"[schedule]\n{line}")

    assert told.startswith(f"line 11: {mistake}")


# ---- [hooks] ----


def test_without_a_table_no_hook_is_run(tmp_path: Path) -> None:
    assert settings(tmp_path, "").hooks == Hooks(folder=tmp_path)


def test_a_hook_is_a_program_with_its_arguments(tmp_path: Path) -> None:
    hooks = settings(
        tmp_path, '[hooks]\non_failure = ["bin/tell", "--to", "# the desk"]\ntimeout_seconds = 5'
    ).hooks

    assert hooks == Hooks(
        folder=tmp_path,
        on_failure=("bin/tell", "--to", "# the desk"),
        timeout=datetime.timedelta(seconds=5),
    )


@pytest.mark.parametrize(
    "line",
    [
        'on_success = "tell --loud"',
        "on_success = []",
        'on_failure = [""]',
        'on_failure = ["a\\u0000b"]',
        "timeout_seconds = 0",
        "timeout_seconds = 4000",
        'on_missed = ["tell"]',
    ],
)
def test_a_wrong_hook_is_told(tmp_path: Path, line: str) -> None:
    (told,) = mistakes(tmp_path, f"[hooks]\n{line}")

    assert told.startswith(f"line 11: hooks.{line.split(maxsplit=1)[0]}")


# ---- [mail] ----


def test_without_a_table_nobody_is_told(tmp_path: Path) -> None:
    assert settings(tmp_path, "").mail is None


def test_mail_goes_over_tls_unless_it_is_said_otherwise(tmp_path: Path) -> None:
    assert settings(tmp_path, MAIL).mail == Mail(
        sender="briefs@desk.example",
        owners=("kim@desk.example", "sato@desk.example"),
        server=MailServer(host="mail.desk.example", port=465, security=Security.TLS),
    )


@pytest.mark.parametrize(
    ("lines", "port"),
    [
        ('security = "tls"', 465),
        ('security = "starttls"', 587),
        ('security = "starttls"\nport = 2525', 2525),
        ('security = "none"', 25),
    ],
)
def test_each_way_has_its_own_port(tmp_path: Path, lines: str, port: int) -> None:
    mail = settings(tmp_path, MAIL.replace("mail.desk.example", "127.0.0.1") + lines).mail

    assert mail is not None
    assert mail.server.port == port


def test_an_authority_stands_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "ministry.pem").write_text("a certificate")
    mail = settings(tmp_path, f'{MAIL}user = "briefs"\nauthority = "ministry.pem"').mail

    assert mail is not None
    assert (mail.server.user, mail.server.authority) == ("briefs", str(tmp_path / "ministry.pem"))


@pytest.mark.parametrize("server", ["localhost", "LOCALHOST", "127.0.0.1", "127.1.2.3", "::1"])
def test_a_server_on_this_machine_may_do_without_tls(tmp_path: Path, server: str) -> None:
    mail = settings(tmp_path, MAIL.replace("mail.desk.example", server) + 'security = "none"').mail

    assert mail is not None
    assert mail.server.security is Security.NONE


@pytest.mark.parametrize(
    "server", ["mail.desk.example", "10.0.0.1", "localhost.desk.example", "127.0.0.1.desk.example"]
)
def test_a_server_elsewhere_may_not(tmp_path: Path, server: str) -> None:
    (told,) = mistakes(tmp_path, MAIL.replace("mail.desk.example", server) + 'security = "none"')

    assert told.endswith('is "none", but the server is on another machine; take "tls" or "starttls"')


def test_a_name_is_never_sent_without_tls(tmp_path: Path) -> None:
    text = MAIL.replace("mail.desk.example", "localhost") + 'security = "none"\nuser = "briefs"'
    (told,) = mistakes(tmp_path, text)

    assert 'which cannot log in; remove the user or take "tls"' in told


def test_what_is_missing_is_told_all_at_once(tmp_path: Path) -> None:
    told = mistakes(tmp_path, '[mail]\nport = 0\nauthority = "none.pem"')

    keys = ("owners", "from", "server", "port", "authority")
    assert all(any(f"mail.{key} is" in mistake for mistake in told) for key in keys)


@pytest.mark.parametrize(
    "address",
    [
        "kim",
        "kim@",
        "@desk.example",
        "Kim <kim@desk.example>",
        "kim@desk.example\\n",
        "a@b@c.example",
        "kim@désk.example",
        "kim@desk.example, sato@desk.example",
        "k\\u0000im@desk.example",
    ],
)
@pytest.mark.parametrize("key", ["from", "owners"])
def test_what_is_no_plain_address_is_told(tmp_path: Path, address: str, key: str) -> None:
    old = "briefs@desk.example" if key == "from" else "sato@desk.example"
    (told,) = mistakes(tmp_path, MAIL.replace(old, address))

    assert f"mail.{key}" in told


@pytest.mark.parametrize(
    "server",
    [
        *("", "mail desk", "mail.desk.example:465", "https://mail.desk.example", "mail\\n"),
        *("mail..example", ".example", "mail.example.", "-mail.example", f"{'x' * 64}.example"),
    ],
)
def test_what_is_no_host_is_told(tmp_path: Path, server: str) -> None:
    (told,) = mistakes(tmp_path, MAIL.replace("mail.desk.example", server))

    assert "mail.server" in told


def test_a_password_has_no_place_in_the_file(tmp_path: Path) -> None:
    (told,) = mistakes(tmp_path, f'{MAIL}password = "a word"')

    assert "mail.password is not a known key" in told
    assert "a word" not in told


# ---- All of them ----


def test_none_of_it_changes_what_an_edition_is(tmp_path: Path) -> None:
    plain = settings(tmp_path, "")
    other = settings(tmp_path, f'[schedule]\nweekday = "friday"\n[hooks]\non_success = ["tell"]\n{MAIL}')

    assert plain.digest == other.digest


def test_what_is_shipped_says_when_it_is_due_and_tells_nobody() -> None:
    shown = load(shipped.CONFIGURATION)

    assert shown.schedule is not None
    assert (shown.schedule.weekday, shown.mail, shown.hooks.on_success) == (1, None, ())


def test_the_examples_in_the_shipped_file_are_right(tmp_path: Path) -> None:
    text = shipped.CONFIGURATION.read_text(encoding="utf-8")
    start, end = text.index("# [hooks]"), text.index("# One [[themes]]")
    lines = [line.removeprefix("# ") for line in text[start:end].splitlines()]
    shown = settings(tmp_path, "\n".join(line for line in lines if line.startswith("[") or " = " in line))

    assert shown.mail is not None
    assert (shown.mail.owners, shown.hooks.on_failure[0]) == (("desk@ministry.example",), "logger")
    assert (shown.mail.lists, shown.mail.rates.per_minute, len(shown.mail.fallbacks)) == (("desk",), 100, 1)
    assert shown.mail.dkim
    assert shown.mail.mailbox


@pytest.mark.parametrize(
    "wrong",
    [
        "[brief]\nkey_points = 9",
        '[brief]\nthemes = ["b"]',
        "[mail]\nport = 0",
        "unknown = 1",
        '[schedule]\ntime = "noon"',
    ],
)
def test_of_a_file_with_mistakes_the_other_tables_are_salvaged(tmp_path: Path, wrong: str) -> None:
    text = f'{wrong}\n[hooks]\non_failure = ["tell"]\n' + BRIEF[BRIEF.index("[[themes]]") :]
    (tmp_path / "briefs.toml").write_text(text, encoding="utf-8")

    found = salvaged(tmp_path / "briefs.toml")

    assert found is not None
    assert (found.hooks.on_failure, len(found.themes), found.schedule, found.mail) == (
        ("tell",),
        1,
        None,
        None,
    )


def test_of_a_file_whose_themes_are_wrong_all_but_them_and_what_names_them_is_salvaged(
    tmp_path: Path,
) -> None:
    text = (
        f'{MAIL}[brief]\ntitle = "Weekly"\nthemes = ["a"]\n'
        + BRIEF[BRIEF.index("[[themes]]") :]
        + "budget = 1\n"
    )
    (tmp_path / "briefs.toml").write_text(text, encoding="utf-8")

    found = salvaged(tmp_path / "briefs.toml")

    assert found is not None
    assert (found.title, found.themes) == ("Policy brief", ())
    assert found.mail is not None


@pytest.mark.parametrize("text", ["[mail", "\x00", ""])
def test_of_what_is_no_configuration_nothing_is_salvaged_that_tells_anybody(
    tmp_path: Path, text: str
) -> None:
    (tmp_path / "briefs.toml").write_text(text, encoding="utf-8")
    found = salvaged(tmp_path / "briefs.toml")

    assert found is None or found.mail is None


_LEAVES = st.one_of(
    st.booleans(),
    st.integers(-5, 70_000),
    st.sampled_from(
        ["", "monday", "06:00", "UTC", "all", "3 days", "tls", "a@b.example", "a@b.example\n", "localhost"]
    ),
)
_VALUES = _LEAVES | st.lists(_LEAVES, max_size=3)


_KEYS = (
    *("weekday", "time", "zone", "catch_up", "max_late", "on_success", "timeout_seconds"),
    *("owners", "from", "server", "port", "security"),
)


@given(
    table=st.sampled_from(["schedule", "hooks", "mail"]),
    keys=st.dictionaries(st.sampled_from(_KEYS), _VALUES, max_size=5),
)
def test_a_table_has_mistakes_exactly_when_the_printed_schema_refuses_it(
    table: str, keys: dict[str, Any]
) -> None:
    value = {table: keys, "themes": []}
    found = {mistake.path for mistake in check(value, schema())} - {("themes",)}
    refused = {
        tuple(error.absolute_path)[:1]
        for error in jsonschema.Draft202012Validator(schema()).iter_errors(value)
        if tuple(error.absolute_path)[:1] != ("themes",)
    }

    assert bool(found) == bool(refused)
