"""Factors and sets as records of the interface and of the csv download, which the import reads back."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from mrv.core.formula_escape import safe_cell
from mrv.core.models import EmissionFactor, FactorSet, Fuel

CSV_COLUMNS = (
    "set", "version", "key", "name_zh", "name_en", "parameter", "gas", "value", "unit", "geography", "sector", "kind",
    "purpose", "uncertainty_low", "uncertainty_high", "valid_from", "valid_to", "source", "grade", "flag", "note",
)  # fmt: skip
Names = Mapping[str, tuple[str, str]]


def listed_names() -> dict[str, tuple[str, str]]:
    """Chinese and English name of every listed fuel."""
    return {code: (zh, en) for code, zh, en in Fuel.objects.values_list("code", "name_zh", "name_en")}


def factor_record(factor: EmissionFactor, names: Names) -> dict[str, Any]:
    """One factor; ``value_text`` is the number as published."""
    owner, last = factor.factor_set, factor.valid.upper
    zh, en = names.get(factor.fuel) or (factor.raw.get("name_zh", ""), factor.raw.get("name_en", ""))
    return {
        "id": factor.pk,
        "set": owner.code,
        "version": owner.version,
        "state": owner.state,
        "fuel": factor.fuel,
        "name_zh": zh,
        "name_en": en,
        "parameter": factor.parameter,
        "gas": factor.gas,
        "value": factor.value,
        "value_text": factor.value_text,
        "unit": factor.unit,
        "geography": factor.geography,
        "sector": factor.sector,
        "kind": factor.kind,
        "purpose": factor.purpose,
        "uncertainty_low": factor.uncertainty_low,
        "uncertainty_high": factor.uncertainty_high,
        "valid_from": factor.valid.lower,
        "valid_to": last - timedelta(days=1) if last else None,
        "source": factor.source,
        "grade": factor.grade,
        "flag": factor.flag,
        "note": factor.note,
    }


def csv_lines(factors: Iterable[EmissionFactor], names: Names) -> Iterator[list[str]]:
    """Rows of the csv, header first; no text is a formula to a spreadsheet program."""
    yield list(CSV_COLUMNS)
    for factor in factors:
        record = factor_record(factor, names)
        record |= {"key": record["fuel"], "value": record["value_text"]}
        yield [safe_cell(_text(record[column])) for column in CSV_COLUMNS]


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def set_record(found: FactorSet) -> dict[str, Any]:
    """One version of a set with who put it into force."""
    return {
        "code": found.code,
        "version": found.version,
        "title_zh": found.title_zh,
        "title_en": found.title_en,
        "publisher": found.publisher,
        "document": found.document,
        "purpose": found.purpose,
        "grade": found.grade,
        "valid_from": found.valid_from,
        "valid_to": found.valid_to,
        "state": found.state,
        "note": found.note,
        "content_hash": found.content_hash,
        "supersedes": found.supersedes.version if found.supersedes else None,
        "proposed_at": found.proposed_at,
        "proposed_by": found.proposed_by.name_of_record if found.proposed_by else "",
        "released_at": found.released_at,
        "released_by": found.released_by.name_of_record if found.released_by else "",
    }
