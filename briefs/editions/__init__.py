"""The use cases: what a user asks for, each imported by whoever needs it.

``building`` makes one edition by hand, of what ``material`` finds and ``past`` remembers; ``shelf`` puts it in place.

    following ──▶ snapshots ──▶ runs ──▶ aftermath        what is due: fetched, kept and sealed, published, looked after
                      ▲           │
                      └─ review ◀─┘                       what people decide before it is out

``workspace`` makes a folder to begin with, ``checkup`` tells whether it all would work, ``tuning`` and ``rehearsal``
try themes out, and ``safekeeping`` copies what a desk keeps.
"""
