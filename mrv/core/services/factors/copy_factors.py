"""Stream values into the table of a draft: a set of thousands of factors takes a fraction of a second."""

import json
from collections.abc import Iterable, Mapping
from datetime import timedelta

from django.db import connection

from mrv.core.models import FactorSet
from mrv.reference import FactorFact

# Columns of the library that carry the name they have in the fact.
SAME_NAME = (
    "parameter", "gas", "geography", "sector", "kind", "purpose", "value", "value_text", "unit",
    "uncertainty_low", "uncertainty_high", "grade", "flag", "note",
)  # fmt: skip
COLUMNS = ("factor_set_id", "fuel", *SAME_NAME, "valid", "source", "raw")


def copy_factors(factor_set: FactorSet, rows: Iterable[tuple[FactorFact, Mapping[str, object]]]) -> None:
    """Store each fact with its row as it was."""
    columns = ", ".join(COLUMNS)
    with connection.cursor() as cursor, cursor.copy(f"COPY core_emissionfactor ({columns}) FROM STDIN") as copy:
        for fact, raw in rows:
            copy.write_row(_row(factor_set.pk, fact, raw))


def _row(factor_set_id: int, fact: FactorFact, raw: Mapping[str, object]) -> tuple[object, ...]:
    after_last = fact.valid_to + timedelta(days=1) if fact.valid_to else ""
    return (
        factor_set_id,
        fact.key,
        *(getattr(fact, name) for name in SAME_NAME),
        f"[{fact.valid_from},{after_last})",
        str(fact.source),
        json.dumps(dict(raw), ensure_ascii=False),
    )
