"""A finished brief is held against its manifest, its kept texts and its sources."""
