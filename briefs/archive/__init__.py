"""The editions that stand in ``out/`` become a site that can be searched and subscribed to.

    out/<edition>/brief.json ──told──▶ summaries ──site──▶ index.html, feed.xml, … and site/*.html, site/search-*.js

It is made of what the editions say and never changes them; ``names`` tells which files are the site's.
"""

from briefs.archive.notice import notice
from briefs.archive.site import SiteRequest, SiteResult, make

__all__ = ["SiteRequest", "SiteResult", "make", "notice"]
