"""Folders and files become sources; what cannot be used becomes a problem and never stops the others."""

import itertools
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefs.errors import NoInput
from briefs.model import Problem, Source
from briefs.sources import gather

LIMIT = 20_000_000


def _write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def _shown(sources: tuple[Source, ...]) -> list[str]:
    return [source.path for source in sources]


def _told(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    assert {problem.stage for problem in problems} <= {"sources"}
    return [(problem.subject, problem.message) for problem in problems]


def test_documents_come_sorted_with_their_bytes_from_any_depth(tmp_path: Path) -> None:
    _write(tmp_path / "seeds" / "b.txt", "second")
    _write(tmp_path / "seeds" / "a" / "deep" / "x.HTML", "first")

    sources, problems = gather([tmp_path / "seeds"], LIMIT)

    assert sources == (
        Source(path="seeds/a/deep/x.HTML", content=b"first"),
        Source(path="seeds/b.txt", content=b"second"),
    )
    assert problems == ()


def test_a_file_that_is_named_is_shown_by_its_name_alone(tmp_path: Path) -> None:
    path = _write(tmp_path / "some" / "where" / "note.txt", "words")

    assert _shown(gather([path], LIMIT)[0]) == ["note.txt"]


@pytest.mark.parametrize(
    "name", ["a.txt", "a.text", "a.md", "a.markdown", "a.html", "a.htm", "a.xhtml", "a.shtml", "A.TXT"]
)
def test_text_markdown_and_html_are_read(tmp_path: Path, name: str) -> None:
    _write(tmp_path / name, "words")

    assert len(gather([tmp_path], LIMIT)[0]) == 1


@pytest.mark.parametrize(
    "name",
    [
        "a.pdf",
        "a.docx",
        "a.docm",
        "a.dotx",
        "a.eml",
        "a.mbox",
        "a.mhtml",
        "a.mht",
        "a.json",
        "a.zip",
        "A.ZIP",
    ],
)
def test_documents_and_what_holds_them_are_taken_whole(tmp_path: Path, name: str) -> None:
    _write(tmp_path / "in" / name, b"PK\x03\x04")

    assert gather([tmp_path / "in"], LIMIT) == ((Source(path=f"in/{name}", content=b"PK\x03\x04"),), ())


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("a.doc", "save it as .docx or PDF"),
        ("a.RTF", "save it as .docx or PDF"),
        ("a.odt", "save it as .docx or PDF"),
        ("a.msg", "save it as .eml"),
    ],
)
def test_a_format_that_holds_documents_and_is_not_read_is_told_with_what_to_do(
    tmp_path: Path, name: str, advice: str
) -> None:
    _write(tmp_path / "in" / name, "words")

    ((subject, message),) = _told(gather([tmp_path / "in"], LIMIT)[1])

    assert subject == f"in/{name}"
    assert advice in message


@pytest.mark.parametrize("name", ["a", "Talks of 19.5", "minutes v2. final", "agenda."])
def test_a_file_without_a_suffix_is_read_only_when_it_is_named_itself(tmp_path: Path, name: str) -> None:
    path = _write(tmp_path / "in" / name, "words")

    sources, problems = gather([tmp_path / "in"], LIMIT)

    assert sources == ()
    assert _told(problems) == [
        (f"in/{name}", "has no suffix that tells a document, like .txt; rename it, or name the file itself")
    ]
    assert _shown(gather([path], LIMIT)[0]) == [name]
    assert gather([tmp_path / "in", path], LIMIT) == gather([path], LIMIT)


def test_another_format_is_a_problem_that_names_it(tmp_path: Path) -> None:
    _write(tmp_path / "in" / "scan.XLS", "%PDF")
    _write(tmp_path / "in" / "a.txt", "words")

    sources, problems = gather([tmp_path / "in"], LIMIT)

    assert _shown(sources) == ["in/a.txt"]
    assert _told(problems) == [("in/scan.XLS", "format not supported yet: .xls")]


@pytest.mark.parametrize(
    "name", [".hidden.txt", ".git/config.txt", "README.md", "deep/readme.md", "briefs.toml"]
)
def test_what_is_no_source_is_passed_over_in_silence(tmp_path: Path, name: str) -> None:
    _write(tmp_path / name, "words")

    assert gather([tmp_path], LIMIT) == ((), ())


def test_a_readme_that_is_named_is_read(tmp_path: Path) -> None:
    path = _write(tmp_path / "README.md", "words")

    assert _shown(gather([path], LIMIT)[0]) == ["README.md"]


def test_the_pictures_of_a_saved_page_are_passed_over(tmp_path: Path) -> None:
    _write(tmp_path / "in" / "Talks.html", "<p>words")
    _write(tmp_path / "in" / "Talks_files" / "logo.png", "x")
    _write(tmp_path / "in" / "old_files" / "note.txt", "a folder of documents all the same")

    sources, problems = gather([tmp_path / "in"], LIMIT)

    assert _shown(sources) == ["in/Talks.html", "in/old_files/note.txt"]
    assert problems == ()


def test_an_edition_is_never_a_source_of_the_next(tmp_path: Path) -> None:
    for name in ("brief.pdf", "brief.html", "brief.json", "sources/abc.txt"):
        _write(tmp_path / "out" / "2026-W21" / name, "x")
    _write(tmp_path / "a.txt", "words")

    sources, problems = gather([tmp_path], LIMIT)

    assert _shown(sources) == [f"{tmp_path.name}/a.txt"]
    assert problems == ()


def test_the_site_of_all_editions_is_no_source_and_what_stands_beside_it_is_read(tmp_path: Path) -> None:
    for name in (
        "index.html",
        "editions.json",
        "feed.xml",
        "announced.ics",
        "sitemap.xml",
        "site/theme-a.html",
    ):
        _write(tmp_path / "out" / name, "words")
    _write(tmp_path / "out" / "notes.txt", "words of its own")

    sources, problems = gather([tmp_path], LIMIT)

    assert _shown(sources) == [f"{tmp_path.name}/out/notes.txt"]
    assert problems == ()


def test_a_page_called_index_is_a_source_where_no_site_stands(tmp_path: Path) -> None:
    _write(tmp_path / "papers" / "index.html", "words")

    assert _shown(gather([tmp_path], LIMIT)[0]) == [f"{tmp_path.name}/papers/index.html"]


def test_the_store_of_the_program_is_passed_over_and_what_stands_beside_it_is_read(tmp_path: Path) -> None:
    beside = ("instance.json", "fetch.lock", "run.lock", "work.sqlite3", "before-restore-1.sqlite3")
    for name in ("store.sqlite3", "store.sqlite3-wal", "store.sqlite3-shm", ".gitignore", "a.txt", *beside):
        _write(tmp_path / "kept" / name, "words")

    sources, problems = gather([tmp_path], LIMIT)

    assert _shown(sources) == [f"{tmp_path.name}/kept/a.txt"]
    assert problems == ()


def test_what_is_called_like_something_beside_a_store_is_read_elsewhere(tmp_path: Path) -> None:
    _write(tmp_path / "papers" / "instance.json", "words")

    assert _shown(gather([tmp_path], LIMIT)[0]) == [f"{tmp_path.name}/papers/instance.json"]


def test_a_missing_path_ends_the_run_and_every_missing_one_is_named(tmp_path: Path) -> None:
    _write(tmp_path / "a.txt", "words")

    with pytest.raises(NoInput, match=r"nowhere, .*void: no such file") as caught:
        gather([tmp_path, tmp_path / "void", tmp_path / "nowhere"], LIMIT)
    assert caught.value.exit_code == 66


def test_an_empty_folder_gives_nothing(tmp_path: Path) -> None:
    assert gather([tmp_path], LIMIT) == ((), ())


def test_an_empty_file_is_a_problem(tmp_path: Path) -> None:
    _write(tmp_path / "in" / "empty.txt", "")

    assert _told(gather([tmp_path / "in"], LIMIT)[1]) == [("in/empty.txt", "is empty")]


def test_a_file_of_50_megabytes_is_a_problem_with_its_size(tmp_path: Path) -> None:
    path = _write(tmp_path / "huge.txt", "")
    os.truncate(path, 50_000_000)

    ((subject, message),) = _told(gather([path], LIMIT)[1])

    assert subject == "huge.txt"
    assert message == "has 50.0 MB, more than 20 MB (max_megabytes in the configuration)"


def test_a_file_of_exactly_the_limit_is_read(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.txt", "12345")

    assert len(gather([path], 5)[0]) == 1
    assert len(gather([path], 4)[0]) == 0


def test_a_file_that_hides_its_size_is_read_no_further_than_the_limit() -> None:
    sources, problems = gather([Path("/proc/self/environ")], 3)

    assert sources == ()
    assert "more than" in problems[0].message


def test_ten_thousand_empty_files_are_told_in_five_seconds(tmp_path: Path) -> None:
    for number in range(10_000):
        (tmp_path / f"{number}.txt").touch()
    started = time.perf_counter()

    sources, problems = gather([tmp_path], LIMIT)

    assert (len(sources), len(problems)) == (0, 10_000)
    assert time.perf_counter() - started < 5


def test_a_pipe_a_socket_and_a_device_are_problems_and_are_not_waited_for(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    os.mkfifo(folder / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(folder / "socket.txt"))
        _, problems = gather([folder, Path("/dev/null")], LIMIT)

    assert _told(problems) == [
        ("in/pipe.txt", "is a named pipe, not a file"),
        ("in/socket.txt", "is a socket, not a file"),
        ("null", "is a device, not a file"),
    ]


def test_a_link_to_nothing_is_a_problem(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "lost.txt").symlink_to("gone.txt")

    assert _told(gather([folder], LIMIT)[1]) == [("in/lost.txt", "cannot be read: No such file or directory")]


def test_links_that_lead_in_circles_end(tmp_path: Path) -> None:
    _write(tmp_path / "in" / "a.txt", "words")
    (tmp_path / "in" / "again").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "self.txt").symlink_to("self.txt")

    sources, problems = gather([tmp_path / "in"], LIMIT)

    assert _shown(sources) == ["in/a.txt"]
    assert [problem.subject for problem in problems] == ["in/self.txt"]


def test_a_link_that_leads_out_of_the_folder_is_told_and_not_followed(tmp_path: Path) -> None:
    _write(tmp_path / "in" / "a.txt", "words")
    _write(tmp_path / "inner" / "secret.txt", "not named")
    (tmp_path / "in" / "link").symlink_to(tmp_path / "inner")
    (tmp_path / "in" / "up").symlink_to("..")
    told = "is a link that leads out of the folder that was named; name the folder it leads to"

    sources, problems = gather([tmp_path / "in"], LIMIT)

    assert _shown(sources) == ["in/a.txt"]
    assert _told(problems) == [("in/link", told), ("in/up", told)]


def test_a_link_inside_the_folder_is_followed(tmp_path: Path) -> None:
    _write(tmp_path / "in" / "z" / "a.txt", "words")
    (tmp_path / "in" / "again").symlink_to("z")

    assert _shown(gather([tmp_path / "in"], LIMIT)[0]) == ["in/again/a.txt"]


def test_a_link_to_a_file_outside_the_folder_is_told_and_not_followed(tmp_path: Path) -> None:
    _write(tmp_path / "in" / "a.txt", "words")
    _write(tmp_path / "in" / "z" / "b.txt", "more words")
    _write(tmp_path / "inner.txt", "not named")
    (tmp_path / "in" / "link.txt").symlink_to(tmp_path / "inner.txt")
    (tmp_path / "in" / "z" / "up.txt").symlink_to("../../inner.txt")
    told = "is a link that leads out of the folder that was named; name the file it leads to"

    sources, problems = gather([tmp_path / "in"], LIMIT)

    assert _shown(sources) == ["in/a.txt", "in/z/b.txt"]
    assert _told(problems) == [("in/link.txt", told), ("in/z/up.txt", told)]


def test_a_link_that_is_named_itself_is_read(tmp_path: Path) -> None:
    _write(tmp_path / "far.txt", "words")
    link = tmp_path / "in" / "link.txt"
    link.parent.mkdir()
    link.symlink_to("../far.txt")

    for paths in ([link], [link, link.parent]):
        sources, problems = gather(paths, LIMIT)

        assert _shown(sources) == ["link.txt"]
        assert problems == ()


def test_a_link_into_another_folder_that_is_named_is_passed_over(tmp_path: Path) -> None:
    _write(tmp_path / "far" / "deep" / "a.txt", "words")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "file.txt").symlink_to("../far/deep/a.txt")
    (tmp_path / "in" / "folder").symlink_to("../far/deep")

    sources, problems = gather([tmp_path / "in", tmp_path / "far"], LIMIT)

    assert _shown(sources) == ["far/deep/a.txt"]
    assert problems == ()


def test_a_linked_folder_that_is_named_is_read(tmp_path: Path) -> None:
    _write(tmp_path / "far" / "a.txt", "words")
    (tmp_path / "in").symlink_to("far")

    assert _shown(gather([tmp_path / "in"], LIMIT)[0]) == ["in/a.txt"]


def test_a_file_reached_twice_is_read_once_without_a_word(tmp_path: Path) -> None:
    path = _write(tmp_path / "in" / "a.txt", "words")
    (tmp_path / "in" / "b.txt").symlink_to("a.txt")

    sources, problems = gather([tmp_path / "in", path, path], LIMIT)

    assert _shown(sources) == ["a.txt"]
    assert problems == ()


def test_the_same_bytes_twice_are_read_once_and_told(tmp_path: Path) -> None:
    _write(tmp_path / "in" / "b.txt", "the same")
    _write(tmp_path / "in" / "a.txt", "the same")

    sources, problems = gather([tmp_path / "in"], LIMIT)

    assert _shown(sources) == ["in/a.txt"]
    assert _told(problems) == [("in/b.txt", "has the same bytes as in/a.txt, which is read")]


def test_the_order_of_paths_never_matters(tmp_path: Path) -> None:
    _write(tmp_path / "one" / "seeds" / "a.txt", "first")
    _write(tmp_path / "two" / "seeds" / "a.txt", "second")
    _write(tmp_path / "two" / "seeds" / "copy.txt", "first")
    single = _write(tmp_path / "three.txt", "third")
    paths = [tmp_path / "one" / "seeds", tmp_path / "two" / "seeds", single, tmp_path / "one"]

    results = {gather(order, LIMIT) for order in itertools.permutations(paths)}

    assert len(results) == 1


def test_the_working_folder_never_matters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path / "seeds" / "a.txt", "words")
    by_full_path = gather([tmp_path / "seeds"], LIMIT)
    monkeypatch.chdir(tmp_path)
    by_name = gather([Path("seeds")], LIMIT)
    monkeypatch.chdir(tmp_path / "seeds")

    assert by_full_path == by_name == gather([Path()], LIMIT)


def test_a_name_that_is_not_utf_8_is_shown_with_its_bytes_escaped(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")).write_text("words", encoding="utf-8")

    assert _shown(gather([folder], LIMIT)[0]) == [r"in/caf\xe9.txt"]


def test_files_and_folders_without_permission_are_problems(tmp_path: Path) -> None:
    """Runs as a user who is not root, whom no permission stops."""
    _write(tmp_path / "in" / "secret.txt", "words").chmod(0)
    _write(tmp_path / "in" / "open.txt", "words")
    _write(tmp_path / "in" / "closed" / "a.txt", "words").parent.chmod(0)
    tmp_path.chmod(0o755)
    program = (
        "import os, pathlib\n"
        "from briefs.sources import gather\n"
        "if os.geteuid() == 0: os.setgroups([]); os.setgid(65534); os.setuid(65534)\n"
        "sources, problems = gather([pathlib.Path('in')], 1000)\n"
        "print([source.path for source in sources], [(it.subject, it.message) for it in problems])\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={"PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=True,
    )
    (tmp_path / "in" / "closed").chmod(0o755)

    assert done.stdout.strip() == (
        "['in/open.txt'] [('in/closed', 'cannot be opened: Permission denied'),"
        " ('in/secret.txt', 'cannot be read: Permission denied')]"
    )
