"""Risk scores and samples: bounded, explained, repeatable."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from verification.risk import RiskFacts, assess_risk, change_percent
from verification.sampling import DRAWN, FLAGGED, HEAVY, MOVED, Candidate, SamplingRule, propose

TONNES = st.decimals(min_value=0, max_value=10**7, places=3)


def facts(**fields: object) -> RiskFacts:
    values = {
        "total_tco2e": Decimal(100),
        "warnings": 0,
        "unexplained_warnings": 0,
        "last_year_tco2e": Decimal(100),
        "earlier_versions": 0,
    }
    return RiskFacts(**{**values, **fields})  # type: ignore[arg-type]


def test_quiet_small_report_scores_zero() -> None:
    assert assess_risk(facts()).score == 0


def test_every_point_has_its_cause() -> None:
    score = assess_risk(
        facts(
            total_tco2e=Decimal(600_000), warnings=2, unexplained_warnings=1, last_year_tco2e=None, earlier_versions=1
        )
    )
    assert score.score == sum(part.points for part in score.parts) == 18 + 24 + 10 + 7
    assert [part.code for part in score.parts] == ["checks", "tonnes", "first_report", "corrected_before"]


def test_fall_weighs_as_much_as_a_rise() -> None:
    up = assess_risk(facts(total_tco2e=Decimal(130)))
    down = assess_risk(facts(total_tco2e=Decimal(70)))
    assert up.score == down.score == 14
    assert (up.change_percent, down.change_percent) == (Decimal("30.00"), Decimal("-30.00"))


def test_change_from_nothing_is_unknown() -> None:
    assert change_percent(Decimal(5), Decimal(0)) is None


@given(TONNES, st.integers(0, 50), st.integers(0, 50), st.none() | TONNES, st.integers(0, 9))
def test_score_stays_between_0_and_100(
    total: Decimal, warnings: int, open_ones: int, before: Decimal | None, earlier: int
) -> None:
    score = assess_risk(RiskFacts(total, warnings, open_ones, before, earlier))
    assert 0 <= score.score <= 100


LINES = [Candidate(n, Decimal(weight)) for n, weight in enumerate((700, 200, 50, 30, 20), start=1)]


def coverage_percent(lines: list[Candidate], picked: list[int]) -> Decimal:
    total = sum(abs(line.co2e_t) for line in lines)
    return 100 * sum((abs(line.co2e_t) for line in lines if line.line_number in picked), Decimal(0)) / total


def test_heaviest_lines_cover_the_share() -> None:
    picked = [pick.line_number for pick in propose(LINES, SamplingRule(draws=0), seed="s")]
    assert picked == [1]
    assert coverage_percent(LINES, picked) == 70


def test_flagged_line_comes_first_and_keeps_all_its_reasons() -> None:
    lines = [*LINES[:-1], Candidate(5, Decimal(20), flags=2, before_tco2e=Decimal(10))]
    first, *_rest = propose(lines, SamplingRule(draws=0), seed="s")
    assert (first.line_number, first.reasons) == (5, (FLAGGED, MOVED))


def test_draw_by_lot_takes_light_lines_only_and_depends_on_the_results() -> None:
    draws = {
        seed: [p.line_number for p in propose(LINES, SamplingRule(), seed=seed) if DRAWN in p.reasons]
        for seed in map(str, range(20))
    }
    assert all(1 not in numbers and len(numbers) == 2 for numbers in draws.values())
    assert len({tuple(numbers) for numbers in draws.values()}) > 1


CANDIDATES = st.lists(
    st.builds(
        Candidate, st.integers(1, 10**6), st.decimals(min_value=-(10**6), max_value=10**6, places=6), st.integers(0, 3),
        st.none() | TONNES,
    ),
    max_size=60, unique_by=lambda candidate: candidate.line_number,
)  # fmt: skip


@given(CANDIDATES, st.text(max_size=8))
def test_same_results_give_the_same_sample_whatever_the_order(lines: list[Candidate], seed: str) -> None:
    picks = propose(lines, SamplingRule(), seed=seed)
    assert propose(list(reversed(lines)), SamplingRule(), seed=seed) == picks
    assert len(picks) == len({pick.line_number for pick in picks}) <= 40


@given(CANDIDATES)
def test_heavy_lines_reach_the_share_unless_the_sample_is_full(lines: list[Candidate]) -> None:
    picks = propose(lines, SamplingRule(at_most=1000, draws=0), seed="s")
    heavy = [pick.line_number for pick in picks if HEAVY in pick.reasons]
    if any(line.co2e_t for line in lines):
        assert coverage_percent(lines, heavy) >= 70
