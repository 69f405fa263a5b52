"""From a folder of sources and a list of themes to a cited, dated, accessible PDF brief."""

__version__ = "0.1.0"
