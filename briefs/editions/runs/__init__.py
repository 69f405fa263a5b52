"""Runs: what is due, each edition moved on as far as it goes, put into ``out``, and told to hooks and owners."""
