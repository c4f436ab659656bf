"""The table of area sources as a workbook: the sources in force of a year, lists of codes, a sheet that explains."""

import io
from collections.abc import Iterable, Mapping, Sequence

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from inventory.area.columns import PLAIN, TITLES
from inventory.area.drafts import STATED
from inventory.models import AreaSource
from inventory.publication.content import plain
from inventory.selectors.declared import declared_uncertainties
from inventory.selectors.places import districts_of
from inventory.states import BASES, NOTATIONS, PROVENANCES, Basis
from mrv.accounting.catalogue import all_methods
from mrv.core.models import District, FactorSet, Fuel, Sector
from mrv.core.table_files.layout import bilingual
from reporting.intake.annotate import OPTIONS

SPARE_ROWS = 2000
WIDTHS = {"code": 30, "source": 40, "explanation": 30, "method": 28, "factor_sets": 20, "proxy": 24, "reason": 24}
Codes = dict[str, list[tuple[str, str]]]


def write_area_template(jurisdiction: District, sources: Iterable[AreaSource]) -> bytes:
    """The workbook; every cell is typed text or an exact number, so it can be sent back unchanged."""
    listed = list(sources)
    declared = declared_uncertainties(listed)
    out = io.BytesIO()
    with Workbook(out, OPTIONS) as book:
        sheet = book.add_worksheet("area_sources")
        bold = book.add_format({"bold": True, "bg_color": "#DDEBF7", "bottom": 1, "text_wrap": True})
        for position, (column, title) in enumerate(TITLES.items()):
            sheet.set_column(position, position, WIDTHS.get(column, 13))
            sheet.write_string(0, position, bilingual(title), bold)
        sheet.freeze_panes(1, 1)
        for number, source in enumerate(listed, start=1):
            for position, text in enumerate(cells_of(source, declared)):
                if text:
                    sheet.write_string(number, position, text)
        _write_codes(book, sheet, _codes(jurisdiction))
    return out.getvalue()


def cells_of(source: AreaSource, declared: Mapping[str, str]) -> list[str]:
    """A source as a row of the table, without the reason of its version; ``declared`` are uncertainties by profile."""
    given = {name: str(getattr(source, name)) for name in TITLES if name in PLAIN}
    stated = {name: plain(getattr(source, name)) for name in STATED if getattr(source, name)}
    given |= {
        "sector": source.sector.code,
        "district": source.district.code,
        "quantity": "" if source.activity_quantity is None else plain(source.activity_quantity),
        "unit": source.activity_unit,
        "factor_sets": "; ".join(source.factor_set_codes),
        "uncertainty_percent": declared.get(source.uncertainty_profile, ""),
        "is_synthetic": "yes" if source.is_synthetic else "no",
        **(stated if source.basis == Basis.STATED.value else {}),
    }
    return [given.get(column, "") for column in TITLES]


def _codes(jurisdiction: District) -> Codes:
    sets = FactorSet.objects.filter(state="released").order_by("code", "-version").distinct("code")
    return {
        "sector": [(s.code, s.name) for s in Sector.objects.filter(system="inventory").order_by("order")],
        "district": [(d.code, d.name) for d in districts_of(jurisdiction)],
        "basis": [(basis, "") for basis in BASES],
        "fuel": [(fuel.code, fuel.name) for fuel in Fuel.objects.all()],
        "method": [(m.identifier, f"{m.title.zh} {m.title.en}") for m in all_methods().values()],
        "factor_sets": [(found.code, str(found)) for found in sets],
        "notation_key": [(key, "") for key in NOTATIONS],
        "provenance": [(name, "") for name in PROVENANCES],
        "is_synthetic": [("yes", "是"), ("no", "否")],
    }


def _write_codes(book: Workbook, sheet: Worksheet, codes: Codes) -> None:
    """The sheet of codes, and drop-down lists that take their values from it."""
    lists = book.add_worksheet("codes")
    keys: Sequence[str] = list(TITLES)
    for place, (column, pairs) in enumerate(codes.items()):
        lists.write_string(0, 2 * place, bilingual(TITLES[column]))
        for row, (code, words) in enumerate(pairs, start=1):
            lists.write_string(row, 2 * place, code)
            lists.write_string(row, 2 * place + 1, words)
        letter = chr(ord("A") + 2 * place)
        at = keys.index(column)
        source = f"=codes!${letter}$2:${letter}${len(pairs) + 1}"
        sheet.data_validation(
            1, at, SPARE_ROWS, at,
            {"validate": "list", "source": source, "ignore_blank": True, "error_type": "warning",
             "error_message": "请从列表中选择 / Choose from the list"},
        )  # fmt: skip
