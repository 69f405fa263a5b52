"""What the files of an edition are called: a marked one, or a draft, says so in its name as well.

``brief.pdf``, ``brief.TLP-AMBER-STRICT.pdf``, ``brief.TLP-GREEN.DRAFT.pdf``. What machines read keeps its name.
"""

import re
from typing import Final

from briefs.model import Edition

CONTRACT: Final = "brief.json"
REVISIONS: Final = "revisions.json"
"""Beside an edition that was corrected or withdrawn: when, and why."""
REFERENCES: Final = "references"
"""How the files of the references begin; they are for programs, and keep their names."""
SAFE_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
"""What an edition may be called: one plain folder name on every system, never hidden, never a way out."""
_DRAFT: Final = "DRAFT"


def name_of(edition: Edition, suffix: str) -> str:
    """What the file of an edition with this suffix is called: ``brief.TLP-AMBER.pdf``."""
    marking = edition.marking.in_names if edition.marking else None
    parts = ("brief", marking, _DRAFT if edition.draft else None, suffix)
    return ".".join(part for part in parts if part)
