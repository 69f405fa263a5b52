"""A brief that is looked at while its templates, style sheets and configuration are changed.

The brief is composed once; afterwards only the page is made anew, as long as the configuration chooses the same.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from briefs import config
from briefs.config import Settings
from briefs.editions.building import BuildRequest, compose
from briefs.errors import BriefsError
from briefs.model import Brand, Brief, Document
from briefs.publication import Design, publish, web_page
from briefs.publication.names import name_of
from briefs.publication.sets import chain, own
from briefs.shipped import TEMPLATES

_Stamps = Mapping[Path, tuple[int, int]]


class Preview:
    """The page of a request as it is now. ``version`` counts the changes that were seen."""

    def __init__(self, request: BuildRequest, configuration: Path | None, templates: Path | None) -> None:
        """``templates`` None are those that the configuration names, whenever it is read."""
        self.version = 1
        self._request = request
        self._configuration = configuration
        self._templates = templates
        self._composed: tuple[Brief, tuple[Document, ...]] = compose(request)
        self._digest = _chosen_by(request.settings)
        self._stamps = self._seen()

    @property
    def folder(self) -> Path:
        """Where the templates stand that are shown."""
        return self._request.design.templates

    def look(self) -> bool:
        """Whether a template, a style sheet or the configuration was changed since the last look."""
        stamps = self._seen()
        if stamps == self._stamps:
            return False
        self._stamps = stamps
        self.version += 1
        return True

    def page(self) -> str:
        """The web page as of now; raises what a build would."""
        return web_page(*self._brief(), self._design())

    def pdf(self) -> bytes:
        """The PDF as of now; raises what a build would."""
        brief, documents = self._brief()
        return publish(brief, documents, self._design())[name_of(brief.edition, "pdf")]

    def _brief(self) -> tuple[Brief, tuple[Document, ...]]:
        """The brief, composed anew where the configuration now chooses or names otherwise."""
        settings = self._settings()
        digest = _chosen_by(settings)
        if digest != self._digest:
            self._composed = compose(replace(self._request, settings=settings))
            self._digest = digest
        return self._composed

    def _settings(self) -> Settings:
        settings = config.load(self._configuration)
        self._request = replace(self._request, settings=settings)
        return settings

    def _design(self) -> Design:
        settings = self._request.settings
        design = replace(
            self._request.design, templates=self._templates or settings.templates, brand=settings.brand
        )
        self._request = replace(self._request, design=design)
        return design

    def _seen(self) -> _Stamps:
        """Every file that decides the page, with when it was changed and how large it is."""
        return dict(_stamps(self._watched()))

    def _watched(self) -> Iterator[Path]:
        yield config.locate(self._configuration)
        try:
            folders = chain(self.folder)
        except BriefsError:
            folders = (TEMPLATES,)
        for folder in folders:
            yield from own(folder).values()
        yield from self._request.settings.brand_files


def _chosen_by(settings: Settings) -> str:
    """The digest of what decides the brief; the brand is no part of that."""
    return replace(settings, brand=Brand()).digest


def _stamps(paths: Iterator[Path]) -> Iterator[tuple[Path, tuple[int, int]]]:
    for path in paths:
        try:
            found = path.stat()
        except OSError:  # deleted a moment ago: its absence is the change
            continue
        yield path, (found.st_mtime_ns, found.st_size)
