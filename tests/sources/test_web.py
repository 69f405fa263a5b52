"""What comes back from the web, fault by fault: each one is seen to have happened, and what was made of it."""

import pytest

from briefs.sources.answers import Answer
from briefs.sources.web import Web
from tests.sources.fault_server import FaultServer, answer

pytestmark = pytest.mark.anyio


async def test_a_page_comes_back_as_it_was_sent(server: FaultServer, web: Web) -> None:
    server.on("/page", answer(b"<p>The ferry sails at nine.</p>", Content_Type="text/html; charset=utf-8"))
    came = await web.get(server.url("/page"))
    assert isinstance(came, Answer)
    assert came.content == b"<p>The ferry sails at nine.</p>"
