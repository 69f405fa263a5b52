"""What the tests of publication share: the sample brief, published once."""

from pathlib import Path

import pytest

from briefs.publication import Design, fonts, publish
from briefs.shipped import TEMPLATES
from tests.publication.material import sample, sources


@pytest.fixture(scope="session")
def published() -> dict[str, bytes]:
    if not fonts.cjk_installed():
        pytest.skip(f"the sample is in three scripts, and the package {fonts.CJK_PACKAGE} is not installed")
    return publish(sample(), sources(), Design(templates=TEMPLATES))


@pytest.fixture(scope="session")
def pdf(published: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "brief.pdf"
    path.write_bytes(published["brief.pdf"])
    return path
