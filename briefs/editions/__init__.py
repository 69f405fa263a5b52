"""The use cases: what a user asks for, one module each, imported by whoever needs it.

``building`` makes an edition, ``fetching`` asks what is followed, ``adding`` follows one address more, ``library``
shows what is kept, ``workspace`` makes a folder to begin with, and ``checkup`` tells whether it all would work.
"""
