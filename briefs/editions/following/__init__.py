"""Following what appears: asking addresses and folders, keeping what is new, noticing what changes or disappears."""
