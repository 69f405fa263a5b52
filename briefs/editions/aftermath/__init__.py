"""What becomes of an edition once it is out: shown, audited, corrected, withdrawn, and its sources watched."""
