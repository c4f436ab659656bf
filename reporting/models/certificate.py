"""Energy attribute certificates and what they cover (GHG Protocol Scope 2 Guidance 2015, ch. 7, table 7.1).

A certificate conveys the attributes of electricity once: its number is held by one enterprise, its volume is
allocated at most once, for consumption that its period and region may serve. The database refuses everything else.
An allocation belongs to a report version and is frozen with it.
"""

import re
import uuid
from datetime import date
from typing import TYPE_CHECKING, Any, Self

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from mrv.core.models import append_only, no_truncate
from reporting.models.activity import frozen_after_draft
from reporting.models.report import ReportVersion

if TYPE_CHECKING:
    from mrv.core.actor import Actor

INSTRUMENTS = ["certificate", "green_power", "contract"]
SOURCES = ["wind", "solar", "hydro", "biomass", "geothermal", "nuclear", "other"]
BOUNDARIES = ["nation", "province", "any"]
# Versions in these states claim nothing any more; a corrected version carries the allocations on.
ENDED = ("check_failed", "recalled", "returned", "withdrawn", "superseded")
_IN_THE_NATION = re.compile(r"CN|CN-.*|[0-9]{6}")
VOLUME: dict[str, Any] = {"max_digits": 18, "decimal_places": 6}


class CertificateRuleQuerySet(models.QuerySet["CertificateRule"]):
    """Questions about rules."""

    def in_force(self, year: int) -> "CertificateRule":
        """The rule for the consumption of a year: that of the latest first year, in its newest version, else none set."""
        found = self.filter(first_year__lte=year).order_by("-first_year", "-version").first()
        return found or CertificateRule(first_year=0, version=0)


class CertificateRule(models.Model):
    """Which certificates may serve the consumption of a year; set by the programme. Where years overlap, the later.

    A rule is never edited: a change is a new version, and an allocation keeps the version it was judged by. Without
    any rule a certificate serves when generated in the nation within the year.
    """

    first_year = models.PositiveSmallIntegerField(db_comment="First compliance year of the rule")
    version = models.PositiveSmallIntegerField(default=1, db_comment="Version of the rule of this first year")
    set_at = models.DateTimeField(null=True, blank=True, db_comment="When set; null = before it was kept")
    set_by = models.ForeignKey("core.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    months_before = models.PositiveSmallIntegerField(
        default=0, db_comment="Months before the year in which generation may begin"
    )
    months_after = models.PositiveSmallIntegerField(
        default=0, db_comment="Months after the year in which generation may end"
    )
    boundary = models.CharField(
        max_length=12, default="nation", choices=[(b, b) for b in BOUNDARIES],
        db_comment="Region that generation and consumption must share",
    )  # fmt: skip
    source = models.CharField(max_length=300, db_comment="Document that sets the rule")
    note = models.CharField(
        max_length=500, blank=True, default="", db_default="", db_comment="Why it was set, by who set it"
    )

    objects = CertificateRuleQuerySet.as_manager()

    class Meta:
        ordering = ["first_year", "version"]
        constraints = [
            models.UniqueConstraint(name="certificate_rule_version_once", fields=["first_year", "version"]),
            models.CheckConstraint(name="certificate_boundary_known", condition=Q(boundary__in=BOUNDARIES)),
        ]
        triggers = append_only("certificate_rule")

    def __str__(self) -> str:
        return f"certificates from {self.first_year} on, version {self.version}"

    @property
    def is_set(self) -> bool:
        """Whether a programme set it; otherwise the general rule stands in."""
        return self.pk is not None

    def refuses(self, certificate: "EnergyCertificate", *, year: int, district_code: str) -> str:
        """Why a certificate cannot serve the consumption of a year at a place, as the database judges; blank if it can."""
        first = months_from(date(year, 1, 1), -self.months_before)
        if certificate.first_date < first or certificate.last_date >= months_from(
            date(year + 1, 1, 1), self.months_after
        ):
            return "certificate_period"
        if self.boundary == "nation" and not _IN_THE_NATION.fullmatch(certificate.geography):
            return "certificate_region"
        if self.boundary == "province" and certificate.geography[:2] != district_code[:2]:
            return "certificate_region"
        return ""


def months_from(first_of_month: date, months: int) -> date:
    """The first of a month so many months away."""
    years, month = divmod(first_of_month.year * 12 + first_of_month.month - 1 + months, 12)
    return date(years, month + 1, 1)


class EnergyCertificateQuerySet(models.QuerySet["EnergyCertificate"]):
    """Questions about certificates."""

    def visible_to(self, actor: "Actor") -> Self:
        """Own certificates; a verification body sees those that its reports use; the oversight sees all."""
        if actor.oversees_city:
            return self
        own = Q(enterprise_id__in=actor.enterprise_ids)
        if not (actor.body_ids or actor.district_ids):
            return self.filter(own)
        reports = ReportVersion.objects.visible_to(actor).order_by().values("pk")
        used = CertificateAllocation.objects.filter(version__in=reports).values("certificate")
        return self.filter(own | Q(pk__in=used))


class EnergyCertificate(models.Model):
    """A batch of certificates, or a green-power contract, with the file that proves it; never changed."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False, db_comment="Identifier in addresses")
    enterprise = models.ForeignKey("core.Organization", on_delete=models.PROTECT, related_name="certificates")
    instrument = models.CharField(max_length=12, choices=[(i, i) for i in INSTRUMENTS])
    number = models.CharField(max_length=120, db_comment="First number as printed")
    last_number = models.CharField(max_length=120, blank=True, db_comment="Last number of a batch; blank for one")
    series = models.CharField(max_length=80, blank=True, db_comment="Letters and digits before the serial")
    series_key = models.GeneratedField(
        expression=Func(F("series"), Value(0), function="hashtextextended"), output_field=models.BigIntegerField(),
        db_persist=True, db_comment="Digest of the series, for the exclusion of overlaps",
    )  # fmt: skip
    serials = BigIntegerRangeField(db_comment="Serials of the batch, upper end excluded")
    issuer = models.CharField(max_length=120, db_comment="Who issued it")
    volume_mwh = models.DecimalField(**VOLUME, db_comment="Electricity it conveys, MWh")
    first_date = models.DateField(db_comment="First day of generation")
    last_date = models.DateField(db_comment="Last day of generation")
    geography = models.CharField(max_length=24, db_comment="Where generated: province (GB/T 2260), grid region or CN")
    generation = models.CharField(max_length=12, choices=[(s, s) for s in SOURCES])
    emission_factor = models.DecimalField(
        max_digits=10, decimal_places=6, default=0, db_comment="Stated factor of the supply, tCO2/MWh"
    )
    file = models.FileField(upload_to="certificates/", db_comment="The certificate or contract as uploaded")
    original_name = models.CharField(max_length=200, db_comment="Name given by the enterprise")
    sha256 = models.CharField(max_length=64, db_comment="Digest of the file")
    size_bytes = models.PositiveBigIntegerField(db_comment="Size of the file")
    added_at = models.DateTimeField(auto_now_add=True, db_comment="When added")
    added_by = models.ForeignKey("core.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = EnergyCertificateQuerySet.as_manager()

    class Meta:
        ordering = ["-last_date", "number"]
        indexes = [models.Index(name="certificate_digest", fields=["sha256"])]
        constraints = [
            ExclusionConstraint(
                name="certificate_number_once",
                expressions=[
                    (Func(F("series_key"), F("series_key"), Value("[]"), function="int8range"), RangeOperators.OVERLAPS),
                    ("serials", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(name="certificate_serials_held", condition=Q(serials__isempty=False)),
            models.CheckConstraint(name="certificate_instrument_known", condition=Q(instrument__in=INSTRUMENTS)),
            models.CheckConstraint(name="certificate_generation_known", condition=Q(generation__in=SOURCES)),
            models.CheckConstraint(
                name="certificate_volume_real", condition=Q(volume_mwh__gt=0, volume_mwh__lte=10**9)
            ),
            models.CheckConstraint(name="certificate_period_ordered", condition=Q(last_date__gte=F("first_date"))),
            models.CheckConstraint(
                name="certificate_factor_real", condition=Q(emission_factor__gte=0, emission_factor__lte=2)
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Protect(name="certificate_unchanged", operation=pgtrigger.Update),
            no_truncate("certificate"),
        ]

    def __str__(self) -> str:
        return f"{self.number} – {self.last_number}" if self.last_number else self.number


# After the row: the sum includes it. The row is judged by the rule it pins, which a corrected version carries on. The certificate's row lock lets allocations of it queue.
SERVES = f"""
    SELECT * INTO certificate FROM reporting_energycertificate WHERE id = NEW.certificate_id FOR NO KEY UPDATE;
    SELECT report.compliance_year AS year, facility.enterprise_id, district.code AS district INTO place
    FROM reporting_reportversion version
    JOIN reporting_emissionsreport report ON report.id = version.report_id
    JOIN core_facility facility ON facility.id = report.facility_id
    JOIN core_district district ON district.id = facility.district_id
    WHERE version.id = NEW.version_id;
    SELECT * INTO rule FROM reporting_certificaterule WHERE first_year <= place.year
        ORDER BY first_year DESC, version DESC LIMIT 1;
    IF (TG_OP = 'INSERT' OR NEW.rule_id IS DISTINCT FROM OLD.rule_id) AND NEW.rule_id IS DISTINCT FROM rule.id
       AND NOT EXISTS (
            SELECT 1 FROM reporting_certificateallocation earlier
            JOIN reporting_reportversion other ON other.id = earlier.version_id
            JOIN reporting_reportversion own ON own.id = NEW.version_id AND own.report_id = other.report_id
            WHERE earlier.certificate_id = NEW.certificate_id AND other.id <> NEW.version_id
              AND earlier.rule_id IS NOT DISTINCT FROM NEW.rule_id
       ) THEN
        RAISE EXCEPTION 'certificate_rule: a new allocation is judged by the rule in force' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.rule_id IS DISTINCT FROM rule.id THEN
        SELECT * INTO rule FROM reporting_certificaterule WHERE id = NEW.rule_id;
    END IF;
    IF certificate.enterprise_id <> place.enterprise_id THEN
        RAISE EXCEPTION 'certificate_owner: the certificate belongs to another enterprise' USING ERRCODE = 'check_violation';
    END IF;
    IF certificate.first_date < make_date(place.year, 1, 1) - make_interval(months => COALESCE(rule.months_before, 0))
       OR certificate.last_date >= make_date(place.year + 1, 1, 1) + make_interval(months => COALESCE(rule.months_after, 0)) THEN
        RAISE EXCEPTION 'certificate_period: generation lies outside the compliance year' USING ERRCODE = 'check_violation';
    END IF;
    IF (COALESCE(rule.boundary, 'nation') = 'nation' AND certificate.geography !~ '^(CN|CN-.*|[0-9]{{6}})$')
       OR (rule.boundary = 'province' AND left(certificate.geography, 2) <> left(place.district, 2)) THEN
        RAISE EXCEPTION 'certificate_region: generation and consumption do not share the region' USING ERRCODE = 'check_violation';
    END IF;
    SELECT COALESCE(SUM(most), 0) INTO used FROM (
        SELECT MAX(claimed) AS most FROM (
            SELECT version.report_id, SUM(held.volume_mwh) AS claimed
            FROM reporting_certificateallocation held JOIN reporting_reportversion version ON version.id = held.version_id
            WHERE held.certificate_id = NEW.certificate_id AND version.state NOT IN {ENDED}
            GROUP BY version.report_id, version.id
        ) AS by_version GROUP BY report_id
    ) AS by_report;
    IF used > certificate.volume_mwh THEN
        RAISE EXCEPTION 'certificate_volume: % MWh are allocated of a certificate of % MWh', used, certificate.volume_mwh
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""


class CertificateAllocation(models.Model):
    """Part of a certificate, cancelled for the electricity of one stream in one report version."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False, db_comment="Identifier in addresses")
    version = models.ForeignKey(ReportVersion, on_delete=models.PROTECT, related_name="allocations")
    certificate = models.ForeignKey(EnergyCertificate, on_delete=models.PROTECT, related_name="allocations")
    rule = models.ForeignKey(
        CertificateRule, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        db_comment="Rule it was judged by; null = no rule was set",
    )  # fmt: skip
    stream_code = models.CharField(max_length=32, db_comment="SourceStream.code of purchased electricity")
    volume_mwh = models.DecimalField(**VOLUME, db_comment="Electricity covered, MWh")
    retirement_reference = models.CharField(
        max_length=120, db_comment="Number of the cancellation or settlement record"
    )
    retired_date = models.DateField(db_comment="Day of cancellation or settlement")
    allocated_at = models.DateTimeField(auto_now_add=True, db_comment="When allocated")
    allocated_by = models.ForeignKey("core.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["version", "stream_code", "pk"]
        constraints = [
            models.UniqueConstraint(name="allocation_once", fields=["version", "certificate", "stream_code"]),
            models.CheckConstraint(
                name="allocation_volume_real", condition=Q(volume_mwh__gt=0, volume_mwh__lte=10**9)
            ),
        ]
        triggers = [
            *frozen_after_draft("allocation"),
            pgtrigger.Trigger(
                name="allocation_serves",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[
                    ("certificate", "reporting_energycertificate"),
                    ("rule", "reporting_certificaterule"),
                    ("place", "RECORD"),
                    ("used", "NUMERIC"),
                ],
                func=SERVES,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.certificate_id} -> {self.version_id}/{self.stream_code}"
