"""Where bytes come from: folders and files that a user names."""

from briefs.sources.files import gather

__all__ = ["gather"]
