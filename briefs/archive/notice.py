"""The page that stands where an edition stood that was withdrawn."""

from briefs.archive import pages
from briefs.archive.lines import Guide
from briefs.archive.pages import Site
from briefs.archive.revisions import Withdrawn
from briefs.archive.setting import setting_of
from briefs.archive.site import SiteRequest
from briefs.publication.translations import WRITTEN_IN, languages
from briefs.publication.wording import primary, words_of


def notice(request: SiteRequest, withdrawn: Withdrawn) -> bytes:
    """The page, in the language of the edition and dressed as the site. Raises TemplateError."""
    is_known = primary(withdrawn.language) in languages()
    words = words_of(withdrawn.language if is_known else WRITTEN_IN)
    site = Site(
        summaries=(),
        guide=Guide(words=words, standing={}, sources={}),
        setting=setting_of(request.templates, request.brand, words.language),
        title=withdrawn.title,
        organisation=request.organisation,
        marking=withdrawn.marking,
        address="",
        themes={},
    )
    return pages.notice(site, withdrawn)
