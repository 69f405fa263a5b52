"""A finished brief is held against its manifest, its kept texts and its sources.

PDF ──examination (a process of its own)──▶ manifest, the file, the pages, the sentences ─┐
folder, --sources ──▶ the kept texts, the sources read again, the edition's files ─────────┼──▶ Report
signature, --public-key ───────────────────────────────────────────────────────────────────┘
"""

from briefs.proof.report import Check, Finding, Outcome, Report
from briefs.proof.verifying import Request, verify

__all__ = ["Check", "Finding", "Outcome", "Report", "Request", "verify"]
