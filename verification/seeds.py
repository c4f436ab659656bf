"""First values of the parameters; put in after every migration where they are missing, never over a change."""

from datetime import date
from decimal import Decimal
from typing import Any

from reporting.seeds import PLATFORM
from verification import independence as rules

ISO = "ISO 14065:2020, 5.4 and Annex B"

INDEPENDENCE: tuple[tuple[str, int, str], ...] = (
    (rules.SAME_GROUP, 0, ISO),
    (rules.SHARED_STAFF, 0, ISO),
    (rules.RECENT_EMPLOYMENT, 3, PLATFORM),
    (rules.CONSULTING, 3, ISO),
    (rules.TRADING, 3, PLATFORM),
    (rules.ROTATION, 3, PLATFORM),
    (rules.SELF_REVIEW, 0, ISO),
    (rules.SAME_PERSON, 0, PLATFORM),
    (rules.SECOND_PAIR_OF_EYES, 0, "ISO 14064-3:2019, 8"),
    (rules.DECIDER_INVOLVED, 0, PLATFORM),
    (rules.TEAM_COMPLETE, 0, "ISO 14064-3:2019, 8"),
)
THRESHOLDS: tuple[tuple[Decimal, Decimal], ...] = ((Decimal(0), Decimal(5)), (Decimal(500_000), Decimal(2)))
PERIODS: tuple[tuple[str, int], ...] = (
    ("answer_findings", 10),
    ("conclude", 30),
    ("appeal", 7),
    ("rule_on_appeal", 10),
)


def seed(**_sent: Any) -> None:
    """Receiver of ``post_migrate``: parameters that are not there yet."""
    from verification.models import IndependenceRule, MaterialityThreshold, ReviewPeriod

    IndependenceRule.objects.bulk_create(
        [IndependenceRule(code=code, years=years, reference=reference) for code, years, reference in INDEPENDENCE],
        ignore_conflicts=True,
    )
    ReviewPeriod.objects.bulk_create(
        [ReviewPeriod(code=code, working_days=days, reference=PLATFORM) for code, days in PERIODS],
        ignore_conflicts=True,
    )
    MaterialityThreshold.objects.bulk_create(
        [
            MaterialityThreshold(
                purpose=purpose, from_tco2e=start, percent=percent, valid_from=date(1990, 1, 1), reference=PLATFORM
            )
            for purpose in ("statistical", "compliance")
            for start, percent in THRESHOLDS
            if not MaterialityThreshold.objects.filter(purpose=purpose).exists()
        ],
    )
