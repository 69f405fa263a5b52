"""An engine is named by its address, and a wrong address is told with the right ones."""

import pytest

from briefs.engine.address import Address, parse
from briefs.errors import EngineError


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("serial:", Address(processes=1)),
        ("processes:", Address()),
        ("processes:12", Address(processes=12)),
        ("dask://127.0.0.1:8786", Address(scheduler="tcp://127.0.0.1:8786")),
        ("dask://queue.example:8786/", Address(scheduler="tcp://queue.example:8786")),
        ("dask://[::1]:8786", Address(scheduler="tcp://[::1]:8786")),
    ],
)
def test_an_address_names_an_engine(url: str, address: Address) -> None:
    assert parse(url) == address


@pytest.mark.parametrize(
    "url",
    ["", "serial", "serial:2", "processes", "processes:two", "processes:-1", "dask:", "dask://queue.example",
     "dask://queue.example:0", "dask://queue.example:99999", "dask://a b:1", "tcp://queue.example:8786", "spark:"],
)  # fmt: skip
def test_what_names_no_engine_is_told_with_what_would(url: str) -> None:
    with pytest.raises(EngineError) as told:
        parse(url)

    assert str(told.value) == f'engine "{url}" is not known: write serial:, processes:N or dask://host:port'


@pytest.mark.parametrize("url", ["processes:0", "processes:513", "processes:9999"])
def test_a_number_of_processes_that_cannot_be_meant_is_refused(url: str) -> None:
    with pytest.raises(EngineError, match="from 1 to 512"):
        parse(url)
