"""Names of everything on an axis, in both languages, for tables, charts and downloads."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from inventory.tables.axes import UNMAPPED, Axis, View
from mrv.core.models import District, Fuel, Sector


@dataclass(frozen=True)
class Label:
    """A name in Chinese and English, and its position."""

    zh: str
    en: str
    order: int = 0

    def __str__(self) -> str:
        return self.zh if (get_language() or "").startswith("zh") else self.en


GASES = {
    "CO2": Label("二氧化碳", "CO₂", 0),
    "CH4": Label("甲烷", "CH₄", 1),
    "N2O": Label("氧化亚氮", "N₂O", 2),
    "FGAS": Label("含氟气体", "F-gases", 3),
    "CO2_BIO": Label("生物质二氧化碳", "Biogenic CO₂", 4),
}
SCOPES = {
    "1": Label("范围一", "Scope 1", 1),
    "2": Label("范围二", "Scope 2", 2),
    "3": Label("范围三", "Scope 3", 3),
}
ORIGINS = {
    "enterprise": Label("企业报告", "Enterprise reports", 0),
    "area_source": Label("面源", "Area sources", 1),
}
NOT_IN_VIEW = Label("不属于该分类", "Not in this classification", 10**6)
NO_FUEL = Label("非燃料活动", "Not from a fuel", 10**6)
AXIS_NAMES: Mapping[Axis, str | Promise] = {
    Axis.SECTOR: _("Sector"),
    Axis.DISTRICT: _("District"),
    Axis.FUEL: _("Fuel or activity"),
    Axis.GAS: _("Gas"),
    Axis.SCOPE: _("Scope"),
    Axis.YEAR: _("Year"),
    Axis.ORIGIN: _("Origin"),
    Axis.INVENTORY_SECTOR: _("Inventory sector"),
}
VIEW_NAMES: Mapping[View, str | Promise] = {
    View.INVENTORY: _("City inventory, 47 sectors"),
    View.POLICY: _("Policy sectors"),
    View.GPC: _("GPC"),
    View.IPCC2006: _("IPCC 2006"),
    View.CN_PROVINCIAL: _("Provincial guideline"),
    View.GBT4754: _("GB/T 4754 industry"),
}
CODED_VIEWS = frozenset({View.GPC, View.IPCC2006})


def labels_of(axis: Axis, view: View = View.INVENTORY) -> dict[str, Label]:
    """Every known value of an axis with its name."""
    if axis in (Axis.SECTOR, Axis.INVENTORY_SECTOR):
        return _sectors(view if axis is Axis.SECTOR else View.INVENTORY)
    if axis is Axis.DISTRICT:
        rows = District.objects.order_by("-valid_to", "code").values_list("code", "name_zh", "name_en")
        return {code: Label(zh, en, order) for order, (code, zh, en) in enumerate(rows)}
    if axis is Axis.FUEL:
        fuels = Fuel.objects.values_list("code", "name_zh", "name_en")
        return {"": NO_FUEL, **{code: Label(zh, en, n) for n, (code, zh, en) in enumerate(fuels)}}
    return {Axis.GAS: GASES, Axis.SCOPE: SCOPES, Axis.ORIGIN: ORIGINS}.get(axis, {})


def _sectors(view: View) -> dict[str, Label]:
    sectors = Sector.objects.filter(system=view.value).select_related("parent")
    return {**{sector.code: _sector(view, sector) for sector in sectors}, UNMAPPED: NOT_IN_VIEW}


def _sector(view: View, sector: Sector) -> Label:
    facts = sector.attributes
    zh, en = facts.get("short_zh") or sector.name_zh, facts.get("short_en") or sector.name_en
    if view is View.GPC and sector.parent is not None and sector.code.count(".") == 2:
        # The English names of GPC lines are sentences that repeat; what tells them apart is the sub-sector.
        en = f"{sector.parent.name_en}, scope {facts.get('scope', '')}"
    if view in CODED_VIEWS:
        zh, en = f"{sector.code} {zh}", f"{sector.code} {en}"
    return Label(zh, en, sector.order)


def label(labels: Mapping[str, Label], key: str) -> Label:
    """The name of a value; its code where nothing names it."""
    return labels.get(key) or Label(key, key, 10**5)


def ordered(labels: Mapping[str, Label], keys: list[str]) -> list[str]:
    """Keys in the order of their labels."""
    return sorted(keys, key=lambda key: (label(labels, key).order, key))


def unit_label(unit: str) -> str:
    """A unit or gas as people write it."""
    return unit.replace("CO2", "CO₂").replace("CH4", "CH₄").replace("N2O", "N₂O").replace("_BIO", "")
