"""A ``Brief`` becomes what its readers open: PDF, web page, JSON, and the texts that its offsets count in.

Brief ─ page ─▶ Page (view) ─ templates ─▶ HTML ─ pdf (child: layout, tags, fonts) ─▶ PDF
  └──── contract ─▶ JSON (brief.schema.json)
"""

from briefs.publication.design import Design, Format
from briefs.publication.edition import Published, publish, published, web_page

__all__ = ["Design", "Format", "Published", "publish", "published", "web_page"]
