"""The password of the mail server comes from the environment or a file, and is shown nowhere."""

from pathlib import Path

import pytest

from briefs.cli.passwords import mail_password, mailbox_password, signing_key
from briefs.errors import ConfigurationError


def value(environment: dict[str, str]) -> str | None:
    found = mail_password(environment)
    return found.value if found else None


def test_without_any_of_them_there_is_none(tmp_path: Path) -> None:
    assert value({}) is None
    assert value({"BRIEFS_MAIL_PASSWORD": "", "CREDENTIALS_DIRECTORY": str(tmp_path)}) is None


def test_the_environment_holds_it() -> None:
    assert value({"BRIEFS_MAIL_PASSWORD": "open sesame"}) == "open sesame"


@pytest.mark.parametrize("content", [b"open sesame", b"open sesame\n", b"open sesame\r\n"])
def test_a_file_holds_it_on_one_line(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "word").write_bytes(content)

    assert value({"BRIEFS_MAIL_PASSWORD_FILE": str(tmp_path / "word")}) == "open sesame"


def test_the_credentials_of_systemd_hold_it(tmp_path: Path) -> None:
    (tmp_path / "briefs-mail-password").write_text("open sesame")

    assert value({"CREDENTIALS_DIRECTORY": str(tmp_path)}) == "open sesame"


def test_spaces_around_it_belong_to_it(tmp_path: Path) -> None:
    (tmp_path / "word").write_text(" open \n")

    assert value({"BRIEFS_MAIL_PASSWORD_FILE": str(tmp_path / "word")}) == " open "


@pytest.mark.parametrize("content", [b"", b"\n", b"open\nsesame\n", b"\xff\xfesesame", b"open sesame" * 500])
def test_a_file_that_holds_something_else_is_told_without_what_it_holds(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "word").write_bytes(content)

    with pytest.raises(ConfigurationError, match=r"word \(BRIEFS_MAIL_PASSWORD_FILE\)") as caught:
        value({"BRIEFS_MAIL_PASSWORD_FILE": str(tmp_path / "word")})
    assert "sesame" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read: No such file"):
        value({"BRIEFS_MAIL_PASSWORD_FILE": str(tmp_path / "word")})


def test_the_password_stands_in_no_picture_of_it() -> None:
    found = mail_password({"BRIEFS_MAIL_PASSWORD": "open sesame"})

    assert "sesame" not in f"{found} {found!r}"


# ---- Several of them ----


def test_each_server_has_its_own_password(tmp_path: Path) -> None:
    (tmp_path / "word").write_text("third word\n")
    (tmp_path / "briefs-mail-password-4").write_text("fourth word")
    known = {
        "BRIEFS_MAIL_PASSWORD": "first word",
        "BRIEFS_MAIL_PASSWORD_2": "second word",
        "BRIEFS_MAIL_PASSWORD_3_FILE": str(tmp_path / "word"),
        "CREDENTIALS_DIRECTORY": str(tmp_path),
    }

    found = [mail_password(known, place) for place in (1, 2, 3, 4, 5)]

    assert [secret.value if secret else None for secret in found] == [
        "first word",
        "second word",
        "third word",
        "fourth word",
        None,
    ]


def test_the_password_of_the_first_server_is_not_told_to_the_second() -> None:
    assert mail_password({"BRIEFS_MAIL_PASSWORD": "first word"}, 2) is None


def test_the_mailbox_has_a_password_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "briefs-mailbox-password").write_text("of the box")
    beside = {"BRIEFS_MAIL_PASSWORD": "of the server"}

    assert mailbox_password(beside) is None
    found = mailbox_password({**beside, "CREDENTIALS_DIRECTORY": str(tmp_path)})
    assert found is not None
    assert found.value == "of the box"
    said = mailbox_password({"BRIEFS_MAILBOX_PASSWORD": "said", "CREDENTIALS_DIRECTORY": str(tmp_path)})
    assert said is not None
    assert said.value == "said"


def test_the_key_that_signs_mails_has_many_lines(tmp_path: Path) -> None:
    pem = "-----BEGIN PRIVATE KEY-----\nTm90IGEga2V5\n-----END PRIVATE KEY-----\n"
    (tmp_path / "briefs-dkim-key").write_text(pem)
    (tmp_path / "vast").write_text("k" * 20_000)

    found = [
        signing_key({"BRIEFS_DKIM_KEY": pem}),
        signing_key({"BRIEFS_DKIM_KEY_FILE": str(tmp_path / "briefs-dkim-key")}),
        signing_key({"CREDENTIALS_DIRECTORY": str(tmp_path)}),
        signing_key({}),
    ]

    assert [secret.value if secret else None for secret in found] == [pem, pem, pem, None]
    with pytest.raises(ConfigurationError, match="BRIEFS_DKIM_KEY_FILE"):
        signing_key({"BRIEFS_DKIM_KEY_FILE": str(tmp_path / "vast")})
