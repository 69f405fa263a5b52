"""The command line: a command reads the settings, calls one use case and prints what came of it."""

from briefs.cli.process import main

__all__ = ["main"]
