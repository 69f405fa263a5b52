"""A folder with one document of each format becomes a brief that cites them, and tells what it could not use."""

import json
from pathlib import Path

from tests.cli.terminal import briefs
from tests.quality.docx.made import packed, paragraph
from tests.reading.made_mails import HEAD, archive, attached, mail, mailbox, parts

HEADER = '[brief]\ntitle = "Harbour brief"\ntimezone = "Europe/Oslo"\n'
THEME = """
[[themes]]
id = "{key}"
title = "{term}"
description = "What was said along the coast of {term}: what it costs, who decides, and when it is to happen."
terms = [{{text = "{term}", weight = 5}}]
"""
TERMS = {
    "docx": "cranes", "eml": "diesel", "fwd": "crossings", "rfc": "piles", "mbox": "fishermen", "mhtml": "Narrows",
    "telegram": "Solveig", "attached": "shipyard", "zip": "dredging",
}  # fmt: skip
SAID = {
    "docx": "The harbour of Ostrova needs four new cranes before the winter, its master told the council of the town.",
    "eml": "A tanker with seventy thousand tonnes of diesel ran aground off Korsund on Saturday, without any leak.",
    "fwd": "The ferry company Norrlinje cancelled all of its night crossings until the end of the month.",
    "rfc": "Divers inspected the quay at Lindau and found that nine of its forty piles had moved since April.",
    "mbox": "Brakel’s fishermen blocked the harbour entrance for five hours to protest against the new dues.",
    "mhtml": "Insurance for a tanker that passes the Narrows now costs twice as much as it did before the war.",
    "telegram": "The ferry Solveig was towed to Hafen with ninety passengers after a fire in her engine room.",
    "attached": "A shipyard has leased the old quay of Hartmoor for thirty years, the contract with the town shows.",
    "zip": "Two ministries disagree over who pays for dredging the harbour, a letter seen by the paper shows.",
}
MORE = (
    "It was the first time in six years that anything of the kind had been said in public, an official noted."
)


def _mail(key: str, subject: str) -> bytes:
    return mail(f"{SAID[key]}\n\n{MORE} ({subject})\n", head=HEAD.replace("Ministers agree", subject))


def _saved_page(text: str) -> bytes:
    page = f"<html><head><title>Narrows</title></head><body><article><h1>Narrows</h1><p>{text}</p></article>"
    return parts(f"Content-Type: text/html\nContent-Location: https://n.example/a\n\n{page}", kind="related")


def _folder(folder: Path) -> Path:
    rule = "---------- Forwarded message ---------"
    fields = "From: Norr Post\nDate: 18 May 2026\nSubject: Nights"
    forwarded = f"fyi\n\n{rule}\n{fields}\n\n{SAID['fwd']}\n"
    inner = attached("p.eml", _mail("rfc", "Piles").decode(), "message/rfc822")
    posts = [{"id": 9, "type": "message", "date_unixtime": "1779187200", "text": SAID["telegram"]}]
    export = {
        "name": "Solveig Watch",
        "type": "public_channel",
        "id": 4,
        "username": "solveig",
        "messages": posts,
    }
    files = {
        "cranes.docx": packed(paragraph("Cranes", "Title") + paragraph(SAID["docx"]) + paragraph(f"{MORE} (cranes)")),
        "aground.eml": _mail("eml", "Aground"),
        "nights.txt": mail(forwarded, head=HEAD.replace("Ministers agree", "Fwd: Nights")),
        "piles.eml": parts("Content-Type: text/plain\n\nsee below", inner),
        "narrows.mhtml": _saved_page(f"{SAID['mhtml']}</p><p>{MORE} (narrows)"),
        "solveig/result.json": json.dumps(export).encode(),
        "lease.eml": parts(
            "Content-Type: text/plain\n\nThe paper of the mayor, as promised, for the file of the section.",
            attached("lease.txt", f"{SAID['attached']}\n\n{MORE} (lease)\n"),
        ),
        "week.zip": archive({
            "letters.mbox": mailbox(_mail("mbox", "Dues"), mail("Nobody: nothing\n", head=HEAD)),
            "deep/dredging.txt": f"{SAID['zip']}\n\n{MORE} (dredging)\n".encode(),
            "bomb.txt": bytes(9_000_000),
            "photo.png": b"x",
        }),
        "old.doc": b"\xd0\xcf\x11\xe0",
        "data.json": b'{"rows": []}',
    }  # fmt: skip
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def test_a_folder_with_one_of_each_becomes_a_brief(tmp_path: Path) -> None:
    _folder(tmp_path / "in")
    themes = "".join(THEME.format(key=key, term=term) for key, term in TERMS.items())
    (tmp_path / "briefs.toml").write_text(HEADER + themes, encoding="utf-8")

    done = briefs("build", "in", "--as-of", "2026-05-25", cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    brief = json.loads((tmp_path / "out" / "2026-W22" / "brief.json").read_bytes())
    printed = {
        section["theme"]: [it["text"] for it in section["statements"]] for section in brief["sections"]
    }
    assert printed == {key: [sentence] for key, sentence in SAID.items()}
    cited = {reference["path"]: reference for reference in brief["references"]}
    assert {path: reference["format"] for path, reference in cited.items()} == {
        "in/aground.eml": "email",
        "in/cranes.docx": "docx",
        "in/lease.eml/lease.txt": "text",
        "in/narrows.mhtml": "html",
        "in/nights.txt": "email",
        "in/piles.eml": "email",
        "in/solveig/result.json/post-9": "telegram",
        "in/week.zip/deep/dredging.txt": "text",
        "in/week.zip/letters.mbox/1": "email",
    }
    assert cited["in/nights.txt"]["publisher"] == "Norr Post"
    assert cited["in/nights.txt"]["published"] == "2026-05-18"
    assert cited["in/solveig/result.json/post-9"]["url"] == "https://t.me/solveig/9"
    assert [problem["subject"] for problem in brief["not_included"]] == [
        "in/data.json",
        "in/old.doc",
        "in/week.zip/bomb.txt",
        "in/week.zip/letters.mbox/2",
    ]
