"""What people decide on an edition before it is out: edits, comments, approvals, and draft copies to look at."""
