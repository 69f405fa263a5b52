"""Where bytes come from: folders and files that a user names."""

from briefs.sources.files import find, gather

__all__ = ["find", "gather"]
