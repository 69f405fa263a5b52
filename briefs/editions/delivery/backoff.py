"""How long to leave a reader, or a server, alone after a passing no; and when a reader is given up."""

import datetime
from collections.abc import Callable
from typing import Final

_READER_FIRST: Final = datetime.timedelta(minutes=5)
"""As long as a server that lists greys asks for, and what RFC 5321, 4.5.4.1 lets a first retry take."""
_READER_LONGEST: Final = datetime.timedelta(hours=4)
_SUSPECT_LEAST: Final = datetime.timedelta(minutes=45)
_SUSPECT_MORE: Final = datetime.timedelta(minutes=30)
"""An hour on average: such a no is final in its words, and is over when a person has changed a rule."""
_SERVER_FIRST: Final = datetime.timedelta(seconds=1)
_SERVER_LONGEST: Final = datetime.timedelta(minutes=1)
_MOST_DOUBLINGS: Final = 16
"""More than it takes to come to the longest of each."""
_FEWEST_TRIES: Final = 5
"""A shipment that was paused for longer than a reader is given still tries each one so often: an hour or more."""

Jitter = Callable[[], float]
"""A number in [0, 1), another at each call."""


def reader_rest(tries: int, jitter: Jitter) -> datetime.timedelta:
    """How long a reader is left alone after so many tries in vain: at random within what doubles each time.

    Full jitter: readers who were put off together do not come back together (AWS Architecture Blog, 2015).
    """
    return _doubled(_READER_FIRST, tries, _READER_LONGEST) * jitter()


def suspect_rest(jitter: Jitter) -> datetime.timedelta:
    """How long a reader is left alone of whom nobody knows whether the final no is meant for him."""
    return _SUSPECT_LEAST + _SUSPECT_MORE * jitter()


def server_rest(failures: int, jitter: Jitter) -> datetime.timedelta:
    """How long no connection is opened after so many failures in a row: at random within what doubles each time."""
    return _doubled(_SERVER_FIRST, failures, _SERVER_LONGEST) * jitter()


def is_given_up(tries: int, waiting: datetime.timedelta, patience: datetime.timedelta) -> bool:
    """Whether a reader who was tried so often, of a shipment that was planned so long ago, is tried no more."""
    return waiting >= patience and tries >= _FEWEST_TRIES


def _doubled(first: datetime.timedelta, times: int, longest: datetime.timedelta) -> datetime.timedelta:
    """``first`` doubled with each time after the first, and never more than ``longest``."""
    doublings: int = min(max(times - 1, 0), _MOST_DOUBLINGS)
    return min(first * (1 << doublings), longest)
