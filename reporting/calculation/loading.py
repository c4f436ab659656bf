"""Read what a calculation needs, set-wise: declared rows, streams, pinned factors, GWP set. A fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from django.db import connection

from mrv.accounting.factors import EmissionFactor, Level
from mrv.accounting.gwp import GwpSet
from mrv.core.models import District, Facility, FactorSet, Sector
from mrv.core.models import EmissionFactor as StoredFactor
from mrv.core.models import GwpSet as StoredGwpSet
from mrv.reference.geographies import containing, load_geographies
from reporting.calculation.declared import Declared, Stream
from reporting.calculation.library import Library, Place
from reporting.models import ReportVersion, SourceStream

_LEVELS = {"grid_region": Level.REGION, "nation": Level.NATION, "world": Level.IPCC, "province": Level.PROVINCE}
_FACTOR_SECTORS = (
    ("1.A.1", "energy_industries"),
    ("1.A.2", "manufacturing"),
    ("1.A.3", "mobile"),
    ("1.A.4.a", "commercial_institutional"),
    ("1.A.4.b", "residential"),
    ("1.A.4.c", "agriculture_forestry_fishing"),
)
_ROWS = """
    SELECT version_id, stream_id, parameter, month, quantity::text, unit, data_source, evidence_ref, row_number,
           COALESCE(uncertainty_percent::text, '')
    FROM reporting_activityrecord WHERE version_id = ANY(%s)
"""


def load_streams(version: ReportVersion) -> list[Stream]:
    """The streams of the plan with what the version declares for them."""
    return load_streams_of([version])[version.pk]


def load_streams_of(versions: Collection[ReportVersion]) -> dict[int, list[Stream]]:
    """The streams of each version, by version: two queries for all of them."""
    stored: dict[int, list[SourceStream]] = defaultdict(list)
    for stream in SourceStream.objects.filter(plan_id__in={version.plan_id for version in versions}):
        stored[stream.plan_id].append(stream)
    found = {version.pk: {one.pk: _stream(one) for one in stored[version.plan_id]} for version in versions}
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, [list(found)])
        for version_id, stream_id, parameter, month, *rest in cursor.fetchall():
            found[version_id][stream_id].rows[parameter, month] = Declared(*rest)
    return {key: sorted(streams.values(), key=lambda stream: stream.code) for key, streams in found.items()}


def _stream(stored: SourceStream) -> Stream:
    return Stream(
        id=stored.pk,
        code=stored.code,
        method=stored.method,
        fuel=stored.fuel,
        scope=stored.scope,
        activity_parameter=stored.activity_parameter,
        approved_inputs=stored.approved_inputs,
        determination=stored.determination,
        uncertainty="" if stored.uncertainty_percent is None else f"{stored.uncertainty_percent:f}",
    )


def load_library(version: ReportVersion, *, subjects: Iterable[str], facility: Facility, year: int) -> Library:
    """The pinned sets as candidates for these subjects, in the order of the plan."""
    sets = {found.pk: found for found in FactorSet.objects.filter(pk__in=version.factor_set_ids)}
    ordered = [sets[key] for key in version.factor_set_ids if key in sets]
    place = place_of(facility.district, facility.sector, purpose=version.purpose, site=facility.code)
    return library_of(ordered, subjects=subjects, place=place, year=year, gwp=load_gwp(version.gwp_set_code))


def library_of(sets: Sequence[FactorSet], *, subjects: Iterable[str], place: Place, year: int, gwp: GwpSet) -> Library:
    """These sets, best first, as candidates for these subjects at a place."""
    return Library(
        year=year,
        place=place,
        allowed_sets=tuple(str(found) for found in sets),
        factor_hash=factor_hash(sets, gwp),
        gwp=gwp,
        candidates=candidates_of(sets, set(subjects), place.geographies[0]),
    )


def load_gwp(code: str) -> GwpSet:
    """A GWP set as the engine takes it; StoredGwpSet.DoesNotExist if there is none."""
    stored = StoredGwpSet.objects.get(code=code)
    return GwpSet(code, stored.title, {value.gas: value.value.normalize() for value in stored.values.all()})


def factor_hash(sets: Iterable[FactorSet], gwp: GwpSet) -> str:
    """What identifies the factors of a run: content of the pinned sets in order, and the GWP values."""
    digest = sha256()
    for found in sets:
        digest.update(f"{found.code}|{found.version}|{found.content_hash}\n".encode())
    for gas, value in sorted(gwp.values.items()):
        digest.update(f"{gwp.code}|{gas}|{value.normalize():f}\n".encode())
    return digest.hexdigest()


def candidates_of(
    sets: Sequence[FactorSet], subjects: set[str], site: str
) -> dict[tuple[str, str, str], list[tuple[str, EmissionFactor]]]:
    """The values of these sets for these subjects, by subject, parameter and gas, each with its variant."""
    names = {found.pk: str(found) for found in sets}
    stored = StoredFactor.objects.filter(factor_set_id__in=names, fuel__in=subjects).order_by("pk")
    found: dict[tuple[str, str, str], list[tuple[str, EmissionFactor]]] = defaultdict(list)
    for row in stored:
        key = (row.fuel, row.parameter, row.gas)
        found[key].append((row.kind, as_candidate(row, names[row.factor_set_id], site)))
    return found


def as_candidate(row: StoredFactor, set_name: str, facility_code: str) -> EmissionFactor:
    """A stored factor as the engine takes it."""
    parts = (set_name, row.fuel, row.parameter, row.gas, row.geography, row.sector, row.kind)
    return EmissionFactor(
        set_code=set_name,
        subject=row.fuel,
        parameter=row.parameter,
        value=row.value.normalize(),
        unit=row.unit,
        valid_from=row.valid.lower or date.min,
        valid_to=row.valid.upper - timedelta(days=1) if row.valid.upper else None,
        identifier=":".join(filter(None, parts)),
        gas=row.gas,
        level=_level(row.geography, facility_code),
        geography=row.geography,
        sector=row.sector,
        purpose="" if row.purpose == "any" else row.purpose,
        source=row.source,
        grade=row.grade,
        uncertainty_percent=_half_width(row),
    )


def _half_width(row: StoredFactor) -> Any:
    sides = [side for side in (row.uncertainty_low, row.uncertainty_high) if side is not None]
    return max(sides) if sides else None


def _level(geography: str, facility_code: str) -> Level:
    if geography == facility_code:
        return Level.FACILITY
    if not geography:
        return Level.IPCC
    known = load_geographies().get(geography)
    return _LEVELS.get(known.kind, Level.CITY) if known else Level.CITY


def place_of(district: District, sector: Sector, *, purpose: str, site: str = "") -> Place:
    """Where factors apply to: the site, its district and what contains it, nearest first; the sector they speak of."""
    own: list[str] = [site or district.code]
    around = containing(district.code) if district.level != "nation" else ("CN", "WORLD")
    place: District | None = district
    while place is not None:
        own.append(place.code)
        place = place.parent
    ipcc = str(sector.attributes.get("ipcc2006_code", ""))
    name = next((name for prefix, name in _FACTOR_SECTORS if ipcc.startswith(prefix)), "")
    return Place(tuple(dict.fromkeys([*own, *around])), name, purpose)
