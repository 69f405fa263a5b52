"""What an edition is made of is kept whole, by name, and nothing of it is a secret."""

import dataclasses
import datetime
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs import config, shipped
from briefs.config import Settings
from briefs.editions.snapshots.form import Damaged, canonical, from_json, to_json
from briefs.editions.snapshots.house import laid_out
from briefs.editions.snapshots.parts import Content, Snapshot, digest_of
from briefs.editions.snapshots.snapshot import from_ledger, keep, take, to_bytes
from briefs.errors import ConfigurationError, NothingReadable, StoreError
from briefs.model import Listing, Outlet, Precision, Problem, Provenance, Reliability, StatedDate, Waiting
from tests.editions.sealed_weeks import MONDAY, WEEK, House, Reader, house, planned, record, taken
from tests.editions.weekly import CABLE, CONFIGURATION, put

COUNTED = {
    "title", "organisation", "language", "timezone", "key_points", "themes", "sources", "families", "max_bytes",
    "marking", "draft", "formats", "citation_style", "archive", "brand", "templates",
}  # fmt: skip
"""Settings that decide a byte of an edition."""
NOT_COUNTED = {
    "fetching", "store", "database", "engine", "brand_files", "site", "schedule", "approval", "hooks", "mail",
}  # fmt: skip
"""Settings that say how it comes about, where it is kept and who is told; secrets may stand there."""
SECRETS = """
[schedule]
weekday = "monday"
time = "06:00"
[mail]
server = "smtp.example.org"
user = "desk-4711"
from = "desk@example.org"
owners = ["owner@example.org"]
[hooks]
on_failure = ["/usr/local/bin/page-somebody", "token-4711"]
"""

_Object = dict[str, Any]


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk that has kept what its first edition is made of."""
    desk = house(tmp_path_factory.mktemp("first") / "desk")
    taken(desk)
    return desk.folder


@pytest.fixture
def desk(first: Path, tmp_path: Path) -> House:
    """The same, to be changed."""
    return House(Path(shutil.copytree(first, tmp_path / "desk")))


def kept(desk: House) -> Snapshot:
    """What is kept as what its edition is made of."""
    with desk.store() as store:
        digest = (store.ledger.record("2026-W21") or record()).snapshot
    assert digest
    return from_ledger(Reader(desk.settings).ledger, digest)


def table(desk: House) -> _Object:
    """The same as JSON."""
    told: _Object = json.loads(to_json(kept(desk)))
    return told


# ---- There and back --------------------------------------------------------------------------------------------------

TEXTS = st.text(max_size=12)
MOMENTS = st.datetimes(
    min_value=datetime.datetime(1990, 1, 1),  # noqa: DTZ001 - the strategy adds the zone
    max_value=datetime.datetime(2090, 1, 1),  # noqa: DTZ001 - as above
    timezones=st.sampled_from([datetime.UTC, datetime.timezone(datetime.timedelta(hours=9))]),
)
DATES = st.builds(
    StatedDate,
    day=st.dates(datetime.date(1990, 1, 1), datetime.date(2090, 1, 1)),
    precision=st.sampled_from(Precision),
    time=st.none() | st.times(),
    zone=st.none() | st.just("+09:00"),
    slip=st.none() | TEXTS,
)
LISTINGS = st.builds(
    Listing,
    url=st.none() | TEXTS,
    title=st.none() | TEXTS,
    author=st.lists(TEXTS, max_size=2).map(tuple),
    publisher=st.none() | TEXTS,
    published=st.none() | DATES,
    modified=st.none() | DATES,
    language=st.none() | TEXTS,
)
OUTLETS = st.builds(
    Outlet,
    name=TEXTS,
    publisher=st.none() | TEXTS,
    country=st.none() | TEXTS,
    reliability=st.sampled_from(Reliability),
)
PROVENANCES = st.builds(
    Provenance,
    outlet=OUTLETS,
    url=st.none() | TEXTS,
    retrieved=st.none() | MOMENTS,
    media_type=st.none() | TEXTS,
    listing=st.none() | LISTINGS,
)
WAITING = st.builds(
    Waiting,
    path=TEXTS,
    digest=st.binary(min_size=32, max_size=32),
    load=st.just(bytes),
    provenance=st.none() | PROVENANCES,
    holds_several=st.booleans(),
    seen=st.none() | MOMENTS,
)
PROBLEMS = st.builds(Problem, subject=TEXTS, stage=TEXTS, message=TEXTS)


@given(st.lists(WAITING, max_size=4), st.lists(PROBLEMS, max_size=2), st.none() | TEXTS)
def test_what_is_kept_comes_back_as_it_was(
    sources: list[Waiting], problems: list[Problem], correction: str | None
) -> None:
    snapshot = Snapshot(
        edition="2026-W21",
        number=3,
        revision=0,
        correction=correction,
        as_of=MONDAY + WEEK,
        since=MONDAY,
        settings=_plain(),
        files={"templates/base/print.css": Content(digest=digest_of(b""), load=bytes)},
        sources=tuple(sources),
        problems=tuple(problems),
    )
    content = to_json(snapshot)
    again = from_json(content, lambda _: b"")
    assert to_json(again) == content
    assert [_told(it) for it in again.sources] == [_told(it) for it in snapshot.sources]
    assert (again.as_of, again.since, again.problems) == (snapshot.as_of, snapshot.since, snapshot.problems)
    assert again.as_of.tzinfo == snapshot.settings.timezone


def _told(waiting: Waiting) -> tuple[object, ...]:
    return waiting.path, waiting.digest, waiting.provenance, waiting.holds_several, waiting.seen


def _plain() -> Settings:
    return dataclasses.replace(config.load(shipped.CONFIGURATION), templates=Path("templates/base"))


def test_a_snapshot_is_written_in_one_way(desk: House) -> None:
    told = table(desk)
    assert to_json(kept(desk)) == canonical(dict(reversed(told.items())))


def test_the_same_folder_and_store_give_the_same_snapshot(desk: House) -> None:
    with desk.store() as store:
        one, other = (take(desk.settings, record(), desk.out, store) for _ in range(2))
    assert to_json(one) == to_json(other) == to_json(kept(desk))


def test_the_digest_of_the_configuration_is_that_of_the_settings_it_was_taken_with(tmp_path: Path) -> None:
    desk = house(tmp_path / "desk")
    assert taken(desk).settings.digest == desk.settings.digest


# ---- What is in it ---------------------------------------------------------------------------------------------------


def test_every_setting_either_counts_or_is_known_not_to() -> None:
    assert {field.name for field in dataclasses.fields(Settings)} == COUNTED | NOT_COUNTED
    assert not COUNTED & NOT_COUNTED


def test_no_secret_of_the_configuration_is_in_it(tmp_path: Path) -> None:
    followed = CONFIGURATION.replace(
        'path = "papers"',
        'path = "papers"\n[[sources]]\nname = "Feed"\naddress = "https://u:pa55@feed.example/rss"',
    )
    desk = house(tmp_path, configuration=followed + SECRETS)
    settings = desk.settings
    with desk.store() as store:
        snapshot = take(settings, record(), desk.out, store)
        content, contents = to_bytes(snapshot)
        whole = b"\n".join((content, *contents, *(it.load() for it in snapshot.contents())))
    for secret in (b"pa55", b"4711", b"feed.example", b"owner@", str(tmp_path).encode()):
        assert secret not in whole


def test_settings_about_mail_hooks_and_schedule_change_nothing(desk: House) -> None:
    before = table(desk)
    configuration = (desk.folder / "briefs.toml").read_text("utf-8")
    (desk.folder / "briefs.toml").write_text(f'engine = "serial:"\n{configuration}{SECRETS}', "utf-8")
    with desk.store() as store:
        assert json.loads(to_json(take(desk.settings, record(), desk.out, store))) == before


def test_what_the_store_has_is_only_named(desk: House) -> None:
    with desk.store() as store:
        snapshot = take(desk.settings, record(), desk.out, store)
        _, contents = to_bytes(snapshot)
        new = {digest_of(content) for content in contents}
    assert new == {content.digest for content in snapshot.files.values()}
    assert [each.path for each in snapshot.sources] == ["papers/a.txt", "papers/b.txt", "papers/c.txt"]


def test_a_file_that_was_never_fetched_is_kept_with_it(tmp_path: Path) -> None:
    desk = house(tmp_path / "desk")
    with desk.store() as store:
        planned(store, record())
        snapshot = take(desk.settings, record(), desk.out, store)
        digest = keep(store.ledger, snapshot)
        shutil.rmtree(desk.papers)
        assert [CABLE.encode() in it.load() for it in from_ledger(store.ledger, digest).sources][-1]


def test_what_was_kept_does_not_change_with_the_folder(desk: House) -> None:
    before = {it.path: it.load() for it in kept(desk).sources}
    put(desk.papers, {"a.txt": ("2026-05-13", "Other words stand here now.")})
    (desk.papers / "b.txt").unlink()
    assert {it.path: it.load() for it in kept(desk).sources} == before


def test_templates_brand_and_citation_style_are_in_it(tmp_path: Path) -> None:
    looks = tmp_path / "looks" / "house"
    looks.mkdir(parents=True)
    (looks / "more-print.css").write_text("p { color: #123456 }\n")
    (tmp_path / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    )
    (tmp_path / "house.csl").write_text("<style/>")
    desk = house(tmp_path)
    text = CONFIGURATION + (
        '[brand]\ntemplate = "looks/house"\nlogo = "logo.svg"\nlogo_text = "Northport"\n'
        '[publication]\ncitation_style = "house.csl"\n'
    )
    (desk.folder / "briefs.toml").write_text(text, "utf-8")
    with desk.store() as store:
        snapshot = take(desk.settings, record(), desk.out, store)
    names = set(snapshot.files)
    assert {
        "templates/own/house/more-print.css",
        "brand/logo",
        "style/house.csl",
        "templates/base/print.css",
    } <= names
    assert "templates/base/parts/opening.html.j2" in names
    assert not any(name.startswith("templates/base/executive/") for name in names)
    at_hand = laid_out(from_json(to_json(snapshot), _reading(snapshot)), tmp_path / "elsewhere")
    assert at_hand.settings.brand.logo == (tmp_path / "logo.svg").read_bytes()
    assert (at_hand.design.templates / "more-print.css").read_text() == "p { color: #123456 }\n"
    assert at_hand.design.citation_style == tmp_path / "elsewhere" / "style" / "house.csl"


def _reading(snapshot: Snapshot) -> Any:
    contents = {content.digest: content for content in snapshot.contents()}
    return lambda digest: contents[digest].load()


# ---- What cannot be used ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["../out", "/etc/passwd", "templates/../../x", "", "a\0b"])
def test_a_name_that_leads_out_of_the_folder_is_refused(desk: House, name: str) -> None:
    told = table(desk)
    told["files"][name] = digest_of(b"")
    with pytest.raises(Damaged):
        from_json(canonical(told), lambda _: b"")


def test_a_set_of_templates_that_leads_out_is_refused(desk: House) -> None:
    told = table(desk)
    told["settings"]["templates"] = "../../templates"
    with pytest.raises(Damaged):
        from_json(canonical(told), lambda _: b"")


@pytest.mark.parametrize(
    "missing", ["schema", "edition", "settings", "files", "sources", "outlets", "as_of", "covering"]
)
def test_a_snapshot_that_lacks_something_is_damaged(desk: House, missing: str) -> None:
    told = table(desk)
    del told[missing]
    with pytest.raises(Damaged):
        from_json(canonical(told), lambda _: b"")


def test_one_of_another_kind_is_told_as_that(desk: House) -> None:
    told = table(desk) | {"schema": "briefs/snapshot/9"}
    with pytest.raises(Damaged, match="is of the kind briefs/snapshot/9"):
        from_json(canonical(told), lambda _: b"")


def test_what_is_no_snapshot_is_told_by_its_digest(desk: House) -> None:
    with desk.store() as store:
        (digest,) = store.ledger.keep_contents([b"[]"])
        with pytest.raises(StoreError, match=digest):
            from_ledger(store.ledger, digest)


def test_an_edition_without_anything_new_is_not_begun(tmp_path: Path) -> None:
    desk = house(tmp_path, {})
    with desk.store() as store, pytest.raises(NothingReadable, match="no document yet"):
        take(desk.settings, record(), desk.out, store)


def test_a_citation_style_that_is_gone_is_told_with_its_place(tmp_path: Path) -> None:
    desk = house(tmp_path)
    settings = dataclasses.replace(desk.settings, citation_style=tmp_path / "gone.csl")
    with desk.store() as store, pytest.raises(ConfigurationError, match=r"gone\.csl: cannot be read"):
        take(settings, record(), desk.out, store)
