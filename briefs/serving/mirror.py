"""A site of the offered editions alone: that in ``out`` tells of all of them, whatever they are marked.

    out/<edition>/ ──excerpt (the offered)──▶ a folder of our own ──archive.make──▶ index.html, feed.xml, site/…

Of each edition the folder holds what the site is made of, and the names of its other files.
"""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from briefs import archive
from briefs.archive import names
from briefs.serving.offered import Offered


class Mirror:
    """The site in ``folder`` of what ``offered`` holds; ``request`` says how it looks."""

    def __init__(self, offered: Offered, request: archive.SiteRequest, folder: Path) -> None:
        self._offered = offered
        self._request = replace(request, out=folder)
        self._folder = folder
        self._stamps: dict[str, str | None] = {}
        self._hidden: set[str] = set()
        self._is_current = False
        self.is_made = False

    def renew(self) -> None:
        """Nothing; afterwards the site tells of what stands in ``out`` now. What has not changed is not read again.

        Raises OSError where ``out`` cannot be read, and what ``archive.make`` raises; it is whole meanwhile.
        """
        found = {name: self._offered.stamp(name) for name in self._offered.names()}
        for name in sorted(self._stamps.keys() | found.keys()):
            if self._stamps.get(name) != found.get(name):
                self._is_current = False
                self._put(name)
        self._stamps = found
        if not self._is_current:
            archive.make(self._request)
            self._is_current = self.is_made = True

    @property
    def hidden(self) -> tuple[str, ...]:
        """The folders in ``out`` of which nobody is told."""
        return tuple(sorted(name for name in self._hidden if self._stamps.get(name)))

    def _put(self, name: str) -> None:
        """Nothing; afterwards the folder of an edition holds what is offered of it, or is not there."""
        shutil.rmtree(self._folder / name, ignore_errors=True)
        files = self._offered.excerpt(name)
        if files is None:
            self._hidden.add(name)
            return
        self._hidden.discard(name)
        for path, content in files.items():
            (self._folder / name / path).parent.mkdir(parents=True, exist_ok=True)
            (self._folder / name / path).write_bytes(content)

    def open(self, path: str) -> BinaryIO | None:
        """A file of the site; None where it has none there."""
        folder, _, name = path.rpartition("/")
        if path not in names.OF_THE_SITE and not (folder == names.FOLDER and names.OURS.fullmatch(name)):
            return None
        try:
            return (self._folder / path).open("rb")
        except FileNotFoundError:
            return None
