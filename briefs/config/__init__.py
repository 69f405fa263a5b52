"""``briefs.toml`` becomes frozen ``Settings``, or one error that names every mistake in it."""

from briefs.config.schema import schema
from briefs.config.settings import Fetching, Followed, Kind, Settings, load, locate, salvaged

__all__ = ["Fetching", "Followed", "Kind", "Settings", "load", "locate", "salvaged", "schema"]
