"""The password of the mail server comes from the environment or a file, and is shown nowhere."""

from pathlib import Path

import pytest

from briefs.cli.passwords import mail_password
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
