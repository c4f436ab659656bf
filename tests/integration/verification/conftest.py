"""Sentences of these tests are read in English, whatever the language of the platform."""

import pytest


@pytest.fixture(autouse=True)
def _sentences_in_english(in_english: None) -> None:
    """Every test of this folder."""
