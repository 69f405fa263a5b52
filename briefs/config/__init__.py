"""``briefs.toml`` becomes frozen ``Settings``, or one error that names every mistake in it."""

from briefs.config.settings import Settings, load, schema

__all__ = ["Settings", "load", "schema"]
