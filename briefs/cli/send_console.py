"""What ``briefs send`` says: what would happen, how far it is, and what came of it."""

import contextlib
import dataclasses
import datetime
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from briefs.cli.deliveries_console import called
from briefs.cli.ledger_console import counted, print_json, room
from briefs.cli.streams import note, watched
from briefs.cli.wrapping import wrapped
from briefs.model import DeliveryState, MailServer, Marking, Rates
from briefs.schedule import on_the_wall

if TYPE_CHECKING:
    from briefs.editions.delivery.outlook import Outlook
    from briefs.editions.delivery.round import Progress
    from briefs.editions.delivery.sent import Sent

_LABEL: Final = 12
_SHOWN: Final = 12
"""Choices of themes that are told apart on a terminal; JSON has them all."""
_NAMED: Final = 20
"""Those who get nothing that are named there."""
_DAY: Final = datetime.timedelta(days=1)
_HOUR: Final = datetime.timedelta(hours=1)
_MINUTE: Final = datetime.timedelta(minutes=1)


@contextlib.contextmanager
def progress(*, quiet: bool) -> "Iterator[Callable[[Progress, int], None]]":
    """A function that shows on stderr how many messages have left, and says what keeps them from leaving, once.

    How many there are, it shows on a terminal only.
    """
    if quiet or not watched():
        yield _hindrance(quiet=quiet)
        return
    from rich.console import Console  # noqa: PLC0415 - 0.07 s, and only a terminal needs it
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415
    from rich.progress import Progress as Bar  # noqa: PLC0415 - as above

    columns = (
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        TextColumn("{task.description}", markup=False),
        TimeRemainingColumn(elapsed_when_finished=True),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("", total=None)
        hindrance = _hindrance(quiet=quiet)

        def report(it: "Progress", total: int) -> None:
            told = [f"{it.later:,} to be tried again"] if it.later else []
            told += [f"{it.refused:,} refused"] if it.refused else []
            hindrance(it, total)
            bar.update(task, completed=it.sent + it.refused, total=total, description=", ".join(told))

        yield report


def _hindrance(*, quiet: bool) -> "Callable[[Progress, int], None]":
    """A function that says on stderr what keeps mail from the server, at once and once; where ``quiet``, nothing."""
    is_said = quiet

    def report(it: "Progress", _total: int) -> None:
        nonlocal is_said
        if it.trouble and not is_said:
            is_said = True
            note(f"{it.trouble}; trying again")

    return report


def tell_sent(sent: "Sent", zone: ZoneInfo, *, as_json: bool, quiet: bool) -> None:
    """Nothing: prints what came of sending, or JSON; what is not done is told on stderr, always."""
    from briefs.editions.delivery.sent import told  # noqa: PLC0415 - see ``commands``

    if as_json:
        print_json(
            {
                **dataclasses.asdict(sent.shipment),
                "occasion": sent.occasion.value,
                "exit_code": sent.exit_code,
                "states": _states(sent.tally),
                "waits_until": sent.waits_until,
                "paused": sent.paused,
                "stopped": sent.stopped,
                "trouble": sent.trouble,
                "again": sent.again,
                "detour": sent.detour,
                "withdrawn": sent.withdrawn,
                "elsewhere": dataclasses.asdict(sent.elsewhere) if sent.elsewhere else None,
            }
        )
        return
    line = f"{called(sent.shipment)}: {told(sent, zone)}"
    if sent.exit_code:
        note(line)
    elif not quiet:
        print(line)  # noqa: T201 - the result


def tell_outlook(it: "Outlook", zone: ZoneInfo, *, as_json: bool) -> None:
    """Nothing: prints what sending would do, or JSON; what would keep it from being sent is told on stderr, first."""
    if as_json:
        print_json(_fields(it))
        return
    if it.refused:
        note(f"{called(it.owed.shipment)}: nothing would be sent: {it.refused}")
    print(f"{called(it.owed.shipment)}: “{it.subject}”")  # noqa: T201 - the result
    for label, lines in _parts(it, zone):
        for place, line in enumerate(lines):
            head = f"{label if not place else '':<{_LABEL}} "
            first, *rest = wrapped(line, len(head), width=room())
            print((head + first.lstrip()).rstrip(), *rest, sep="\n")  # noqa: T201 - as above


def _parts(it: "Outlook", zone: ZoneInfo) -> Iterator[tuple[str, list[str]]]:
    """What is to be known, each part under its label; parts that have nothing to say are empty."""
    yield "to", [_audience(it), *_corrected(it), *_elsewhere(it)]
    yield "gets it", [_number(it)]
    yield (
        "again",
        [f"from {on_the_wall(it.waits_until, zone)}: nobody is due before"] if it.waits_until else [],
    )
    yield "lists", [_tallied(it.by_list, "no list")] if it.by_list else []
    yield "languages", [_tallied(it.by_language, "as the brief")] if it.by_language else []
    yield "themes", _themes(it.by_themes)
    yield "left out", _left_out(it)
    yield "before", _before(it)
    yield "message", [f"{it.size:,} bytes, marked {it.owed.marking}"]
    servers = (it.mail.server, *it.mail.fallbacks)
    yield "from", [f"{it.mail.sender}, by {', then '.join(map(_server, servers))}"]
    yield "rates", [_rates(it.mail.rates)]
    yield "takes", [f"at least {_span(it.takes)} by these rates"] if it.takes else []
    yield "paused", [f"{it.paused}; this goes on with it"] if it.paused else []


def _audience(it: "Outlook") -> str:
    from briefs.editions.delivery.owed import Occasion  # noqa: PLC0415 - see ``commands``

    match it.owed.occasion:
        case Occasion.CORRECTION:
            also = f", and the lists {', '.join(it.lists)}" if it.lists else ""
            return f"those who were sent what it corrects, or were still to get it{also}: {it.owed.because}"
        case Occasion.WITHDRAWAL:
            return f"those who were sent it: {it.owed.because}{_untold(it)}"
        case Occasion.EDITION:
            return f"the lists {', '.join(it.lists)}" if it.lists else "all readers"


def _untold(it: "Outlook") -> str:
    """That readers are not told the reason for which a marked edition was withdrawn."""
    if it.owed.marking is Marking.CLEAR:
        return ""
    return f" (this reason is not in the mail: the edition is {it.owed.marking}, and not all may see it any more)"


def _corrected(it: "Outlook") -> list[str]:
    """How many of a correction's readers had what it corrects: the others get it as an edition."""
    from briefs.editions.delivery.owed import Occasion  # noqa: PLC0415 - see ``commands``

    readers, corrected = it.forecast.readers, it.forecast.corrected
    if it.owed.occasion is not Occasion.CORRECTION or not readers:
        return []
    if readers == corrected:
        return ["all of them had the wrong one"]
    new = f"{readers - corrected:,} had nothing yet: theirs says “{it.subject_first}”"
    return [f"{corrected:,} had the wrong one, {new}"]


def _elsewhere(it: "Outlook") -> list[str]:
    """Whom it does not go to, though the settings say so: it was sent to other lists before."""
    from briefs.editions.delivery.recipients import not_meant  # noqa: PLC0415 - see ``commands``

    return [not_meant(it.elsewhere)] if it.elsewhere else []


def _number(it: "Outlook") -> str:
    """How many get it, and who of them waited for it before, whatever lists are named now."""
    number = counted(it.to_send, "reader")
    if it.refused:
        return f"nobody, until that is mended; then {number}"
    if it.waiting and it.forecast.readers:
        return f"{number}, {it.waiting:,} of whom were planned before"
    return number


def _left_out(it: "Outlook") -> list[str]:
    """Who gets nothing, each with the reason; of many, some."""
    named = [f"{who.address or f'(removed {who.key[:8]})'}: {who.why}" for who in it.withheld[:_NAMED]]
    more = len(it.withheld) - _NAMED
    return [*named, *([f"and {more:,} more: --json has all"] if more > 0 else [])]


def _before(it: "Outlook") -> list[str]:
    """What became of those who were planned before: on the lists that are meant, and in all."""
    from briefs.editions.delivery.closing import counted as tallied  # noqa: PLC0415 - see ``commands``

    if not it.tally:
        return []
    if it.before == it.tally:
        return [tallied(it.tally)]
    here = tallied(it.before) if it.before else "nobody was planned"
    return [f"{here} on {', '.join(it.lists)}", f"{tallied(it.tally)} on all lists"]


def _tallied(counts: Mapping[str, int], none: str) -> str:
    return ", ".join(f"{name or none} {count:,}" for name, count in sorted(counts.items()))


def _themes(counts: Mapping[tuple[str, ...], int]) -> list[str]:
    """How many want which themes; nothing where all want all."""
    if not any(counts):
        return []
    order = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    told = [f"{' '.join(themes) or 'all'} {count:,}" for themes, count in order[:_SHOWN]]
    more = [f"{len(order) - _SHOWN:,} further choices"] if len(order) > _SHOWN else []
    return [", ".join([*told, *more])]


def _server(server: MailServer) -> str:
    return f"{server.host}:{server.port}"


def _rates(rates: Rates) -> str:
    stated = (
        (rates.per_second, "a second"),
        (rates.per_minute, "a minute"),
        (rates.per_hour, "an hour"),
        (rates.per_day, "a day"),
    )
    return (
        ", ".join(f"{most:,} {span}" for most, span in stated if most is not None)
        or "as fast as the server takes"
    )


def _span(span: datetime.timedelta) -> str:
    for unit, name in ((_DAY, "day"), (_HOUR, "hour"), (_MINUTE, "minute")):
        if span >= 2 * unit:
            return f"{span / unit:.0f} {name}s"
    return f"{span.total_seconds():.0f} seconds"


def _states(tally: Mapping[DeliveryState, int]) -> dict[str, int]:
    return {state.value: tally.get(state, 0) for state in DeliveryState}


def _fields(it: "Outlook") -> dict[str, object]:
    takes = it.takes
    return {
        **dataclasses.asdict(it.owed.shipment),
        "occasion": it.owed.occasion.value,
        "because": it.owed.because,
        "marking": it.owed.marking.value,
        "subject": it.subject,
        "subject_first": it.subject_first,
        "lists": list(it.lists),
        "elsewhere": dataclasses.asdict(it.elsewhere) if it.elsewhere else None,
        "to_send": it.to_send,
        "forecast": dataclasses.asdict(it.forecast),
        "states": _states(it.tally),
        "by_list": dict(it.by_list),
        "by_language": dict(it.by_language),
        "by_themes": [{"themes": list(themes), "readers": count} for themes, count in it.by_themes.items()],
        "size": it.size,
        "servers": [_server(server) for server in (it.mail.server, *it.mail.fallbacks)],
        "rates": dataclasses.asdict(it.mail.rates),
        "takes_seconds": takes.total_seconds() if takes else None,
        "paused": it.paused,
        "refused": it.refused,
        "exit_code": it.exit_code,
        "withheld": [dataclasses.asdict(who) for who in it.withheld],
        "before": _states(it.before),
        "waiting": it.waiting,
        "waits_until": it.waits_until,
    }
