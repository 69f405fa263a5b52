"""Silence and balance as the page shows them: who is followed and silent, what failed, and whose documents are read."""

from collections.abc import Sequence
from typing import Final

from briefs.model import Balance, Brief, Problem, Share
from briefs.publication.hearing import BalanceView, FailingView, SharesView, ShareView
from briefs.publication.phrases import lang_of
from briefs.publication.setting import clean, spelled
from briefs.publication.wording import Words, shortened, words_of

NAMES_SHOWN: Final = 40
"""Silent sources that are named; the others are counted, and stand in brief.json."""
FAILING_SHOWN: Final = 12
SHARES_SHOWN: Final = 8

_NAME: Final = 60
_MESSAGE: Final = 160
_FEWEST: Final = 2
"""Followed sources from which it says something that all of them spoke."""


def balance_view(brief: Brief) -> BalanceView | None:
    """Who is heard and who is not; None where nothing is known of it."""
    balance, words = brief.balance, words_of(brief.edition.language)
    if balance is None:
        return None
    shares = _shares(balance, words)
    if balance.followed < _FEWEST and not (balance.silent or balance.failing or shares):
        return None
    hidden = len(balance.failing) - FAILING_SHOWN
    return BalanceView(
        silence=_silence(balance, words),
        failing=tuple(_failing(problem, words) for problem in balance.failing[:FAILING_SHOWN]),
        more_failing=words.more(hidden) if hidden > 0 else None,
        shares=shares,
    )


def _silence(balance: Balance, words: Words) -> str | None:
    """Which followed sources had nothing in the days covered; None where none is followed."""
    if not balance.followed:
        return None
    if not balance.silent:
        return words.ngettext(
            "The source that is followed and could be read had documents in these days.",
            "All sources that are followed and could be read had documents in these days (%(count)s).",
            balance.followed - len(balance.failing),
        )
    names = [shortened(clean(name), _NAME) for name in balance.silent[:NAMES_SHOWN]]
    hidden = len(balance.silent) - NAMES_SHOWN
    more = [words.more(hidden)] if hidden > 0 else []
    return words.ngettext(
        "%(silent)s of %(count)s source that is followed had no document in these days: %(names)s.",
        "%(silent)s of %(count)s sources that are followed had no document in these days: %(names)s.",
        balance.followed,
        silent=f"{len(balance.silent):,}",
        names=words.comma().join([*names, *more]),
    )


def _failing(problem: Problem, words: Words) -> FailingView:
    return FailingView(
        name=shortened(clean(problem.subject), _NAME),
        message=shortened(spelled(problem.message), _MESSAGE),
        lang=lang_of(words, problem.message),
    )


def _shares(balance: Balance, words: Words) -> tuple[SharesView, ...]:
    given = (
        (words.gettext("Country"), balance.countries),
        (words.gettext("Ownership and bias, as configured"), balance.ownership),
    )
    return tuple(_table(title, shares, words) for title, shares in given if shares)


def _table(title: str, shares: Sequence[Share], words: Words) -> SharesView:
    read, cited = sum(share.read for share in shares), sum(share.cited for share in shares)
    hidden = shares[SHARES_SHOWN:]
    return SharesView(
        title=title,
        rows=tuple(
            ShareView(
                value=clean(share.value) if share.value else words.gettext("not stated"),
                read=_part(share.read, read),
                cited=_part(share.cited, cited),
            )
            for share in shares[:SHARES_SHOWN]
        ),
        more=words.more(len(hidden)) if hidden else None,
    )


def _part(number: int, whole: int) -> str:
    """A number and its share: ``6 (35 %)``."""
    share = f"\N{NO-BREAK SPACE}({100 * number / whole:.0f}\N{NARROW NO-BREAK SPACE}%)" if whole else ""
    return f"{number:,}{share}"
