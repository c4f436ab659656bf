"""``manage.py calculate`` computes templates and JSON lines from the shipped facts, without a database."""

import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

CSV = "源流,月份,数量,单位\n柴油,1,100,t\n天然气,1,3,10^4Nm3\nelectricity,,1000,万千瓦时\n"
LINE = {
    "method": "cn.combustion.ncv_cc_of",
    "inputs": {
        "activity": {"value": "1000", "unit": "t"},
        "net_calorific_value": {"value": "42.652", "unit": "GJ/t"},
        "carbon_content": {"value": "20.2", "unit": "tC/TJ"},
        "oxidation_factor": {"value": "98", "unit": "%"},
    },
}


@pytest.fixture
def template(tmp_path: Path) -> str:
    path = tmp_path / "activity.csv"
    path.write_text(CSV, encoding="gb18030")
    return str(path)


def run(*arguments: str, **options: Any) -> str:
    out = io.StringIO()
    call_command("calculate", *arguments, stdout=out, **options)
    return out.getvalue()


def test_a_template_is_computed_with_named_fuels(template: str) -> None:
    found = json.loads(run(template, "--year", "2022", "--format", "json"))
    assert [(line["line"], line["co2e_t"]) for line in found["lines"]] == [
        ("electricity/year", "5366.000000"), ("天然气/01", "64.865664"), ("柴油/01", "314.512249"),
    ]  # fmt: skip
    assert Decimal(found["total_co2e_t"]) == sum(Decimal(line["co2e_t"]) for line in found["lines"])


def test_another_factor_set_gives_another_result(template: str) -> None:
    arguments = ("--factor-set", "CEADS-SH", "--factor-set", "SH-ETS", "--geography", "310000", "--year", "2017")
    found = json.loads(run(template, *arguments, "--format", "json"))
    assert found["lines"][0]["co2e_t"] == "7880.000000"


def test_the_table_explains_every_line(template: str) -> None:
    text = run(template, "--year", "2022", "--explain")
    assert "co2 = 100 t × 43.33 GJ/t × 0.0202 tC/GJ × 98 % × 44/12" in text
    assert "24-sector guidelines" in text


def test_json_lines_from_standard_input_are_computed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(LINE) + "\n\n"))
    assert run("-", "--format", "csv").splitlines()[1].endswith("CO2 3095.909637,3095.909637")


def test_a_missing_factor_is_said_with_the_years_covered(template: str) -> None:
    with pytest.raises(CommandError, match="covers 2013-2023"):
        run(template, "--year", "2030", "--factor-set", "NDRC-2015")


def test_bad_rows_are_listed_with_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("source_stream,month,quantity,unit\ndiesel,13,1_0,kWh\nunobtainium,1,5,t\n")
    with pytest.raises(CommandError) as failure:
        run(str(path))
    text = str(failure.value)
    assert "Row 2, month" in text
    assert "Row 2, quantity" in text
    assert "Row 2, unit" in text
    assert "Row 3, source_stream" in text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["x.csv", "--gwp", "AR9"], "No GWP set AR9"),
        (["x.csv", "--factor-set", "NONE"], "No factor set"),
        (["not-there.csv"], "No such file"),
    ],
)
def test_wrong_names_are_refused_with_what_there_is(arguments: list[str], message: str) -> None:
    with pytest.raises(CommandError, match=message):
        run(*arguments)


@pytest.mark.parametrize("text", ["{", "[]", '{"method": "x"}', '{"method": "none", "inputs": {}}', "[" * 100_000])
def test_a_bad_json_line_names_its_number(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    with pytest.raises(CommandError, match="Line 1"):
        run("-")
