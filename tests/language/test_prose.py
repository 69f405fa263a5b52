"""A sentence dense with names is prose; a headline, a caption and a credit are not."""

import pytest

from briefs.language.prose import is_prose
from briefs.language.sentences import Sentence, split_document
from tests.summary.writing import write


def sentence(text: str) -> Sentence:
    """The only sentence of a document."""
    (found,) = split_document(write(text))
    return found


@pytest.mark.parametrize(
    "text",
    [
        "Foreign Minister Petra Holm of Veldania resigned on 1 March 2026.",
        "Prime Minister Rika Amano of Ostrania met President Jonas Lind in Tolmar on 3 March 2026.",
        "President Mirela Kostova appointed Jan Falk Minister of Fisheries on 2 February 2026.",
        "Ambassador Anna Weiss of Veldania left Port Ebba for Tolmar on Monday, 2 March 2026.",
        "Deputy Foreign Minister Bo Lind and Ambassador Ada Krogh signed the Tolmar Treaty on 4 March 2026.",
        "Harbour Master Olav Berg told Radio Tolmar on 5 March 2026 of Captain Nils Roe.",
        "General Ewa Dahl of the Veldanian Coast Guard visited Fort Skerrow and Port Ebba in January 2026.",
        "Former Prime Minister Fredrik Oster was buried in Port Ebba on 9 January 2026.",
        "The Veldanian Fisheries Council elected Lena Holt of Skerrow Island on 12 February 2026.",
        "Judge Karin Moe of the Tolmar High Court will hear Olav Berg on Friday, 6 March 2026.",
        "Jonas Brandt, Petra Holm and Bo Lind flew to Geneva with Ada Krogh on 1 March 2026.",
        "Senator Paul Ree of the Northport Green Party has joined Senator Nell Varga of Eastport.",
        "Finance Minister Tove Lund said on 2 March 2026 that Skerrow Bank owes Tolmar Bank 3 million.",
        "King Harald Ebbesen of Ostrania opened the Tolmar Assembly in Port Ebba on 3 March 2026.",
        "Professor Min Seo-yun of Andong University replaced Professor Ito Kenji at the Nara Institute.",
    ],
)
def test_a_sentence_dense_with_names_is_prose(text: str) -> None:
    assert is_prose(sentence(text))


@pytest.mark.parametrize(
    "text",
    [
        "Foreign Minister Petra Holm of Veldania Resigns on 1 March 2026.",
        "Government Announces New Fishing Quota for the Northern Crews of Veldania.",
        "Veldania and Ostrania Agree on New Treaty of the Strait in Geneva Talks.",
        "Foreign Minister Petra Holm of Veldania resigned on 1 March 2026",
        "President Mirela Kostova and Prime Minister Rika Amano at the Tolmar Palace on 3 March 2026.",
        "Petra Holm, left, and Jan Falk, pictured in Geneva, Port Ebba and Tolmar in March 2026.",
        "Reporting by Jan Falk in Tolmar and Ada Krogh in Port Ebba; Editing by Bo Lind.",
        "Copyright 2026 Radio Tolmar and Paper West of Veldania, All Rights Reserved in the Strait.",
        "Energy News Gas Power Grid Markets Opinion Video Newsletter Sign In Northport Southport Today.",
        "Photograph of Petra Holm and Jan Falk painted by Ada Krogh, Tolmar Gallery, Port Ebba, 2026.",
        "Crews Told to Stay in Port as Storm Nears the Coast of Skerrow Island.",
        "Minister Says Quota Will Fall in 2026, but Crews of Tolmar Doubt the Figures.",
        "Tolmar Harbour Office, 12 Quay Street, Port Ebba, Veldania, open Monday to Friday.",
        "Petra Holm: Tolmar Ferry, Skerrow-born resident of Port Ebba, Veldania, and of Eastport.",
        "Petra Holm (Green Party), Jan Falk (Liberals), Ada Krogh (Labour) and Bo Lind (Centre).",
        "Watch the Tolmar Debate With Petra Holm and Jan Falk on Radio Tolmar, Channel 4.",
    ],
)
def test_a_headline_a_caption_or_a_credit_is_none(text: str) -> None:
    assert not is_prose(sentence(text))
