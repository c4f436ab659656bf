"""A simulation on a page: its interval beside approach 1, percentiles, histogram, seed and distributions."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrv.accounting.uncertainty import WIDE_PERCENT, lognormal_ends
from mrv.core.models import Job
from mrv.portal.components import (
    About,
    Cell,
    Chart,
    Column,
    Fact,
    KeyNumber,
    Progress,
    Row,
    Series,
    Table,
    stacked_chart,
)
from mrv.portal.figures import decimals_of, gas_text, scale_for, span, unit_text
from reporting.models import Simulation

WORDS: Mapping[str, Any] = {
    "auto": gettext_lazy("By width: normal up to ± 30 %, else lognormal"),
    "normal": gettext_lazy("Normal"),
    "lognormal": gettext_lazy("Lognormal"),
    "triangular": gettext_lazy("Triangular"),
    "uniform": gettext_lazy("Uniform"),
}
_LOOKS = {"done": "succeeded"}


def simulation_parts(found: Simulation | None) -> dict[str, Any]:
    """Everything about one simulation; empty without one."""
    if found is None:
        return {}
    return {
        "simulation": found,
        "simulation_numbers": _numbers(found),
        "simulation_chart": _histogram(found),
        "simulation_percentiles": _percentiles(found),
        "simulation_facts": _facts(found),
    }


def _numbers(found: Simulation) -> list[KeyNumber]:
    return [
        KeyNumber(_("Approach 2, 95 %"), interval_text(found), kind="text", note=_interval_words(found)),
        KeyNumber(_("Approach 1, 95 %"), _approach_1(found), kind="text", note=_approach_1_words(found)),
        KeyNumber(_("Mean of the draws"), found.mean_tco2e, gas=found.gas_shown),
        KeyNumber(_("Reported, with a known uncertainty"), found.known_tco2e, gas=found.gas_shown),
    ]


def interval_text(found: Simulation) -> str:
    """The interval in percent of the reported amount, below and above."""
    if not found.known_tco2e:
        return "-"
    low, high = (100 * (end / found.known_tco2e - 1) for end in (found.lower_tco2e, found.upper_tco2e))
    return f"{low:+.1f} % … {high:+.1f} %".replace("-", "−")


def _interval_words(found: Simulation) -> str:
    return _("%(low)s to %(high)s %(unit)s") % span(found.lower_tco2e, found.upper_tco2e, found.gas_shown)


def _approach_1(found: Simulation) -> str:
    """As the totals of approach 1 are shown: both ends where the interval is wide."""
    percent = found.approach_1_percent
    if percent is None or percent <= WIDE_PERCENT:
        return _("unknown") if percent is None else f"± {percent:.1f} %"
    low, high = lognormal_ends(percent)
    return f"−{100 * (1 - low):.1f} % … +{100 * (high - 1):.1f} %"


def _approach_1_words(found: Simulation) -> str:
    """What it is of; for a wide one, why it is not symmetric and why it may differ from the draws."""
    percent = found.approach_1_percent
    if percent is None or percent <= WIDE_PERCENT:
        return _("of the same tonnes")
    return _(
        "of the same tonnes, half range ± %(percent)s %%: lognormal with the reported amount as its mean "
        "(IPCC 2006, eq. 3.5 to 3.7), as wide inputs are drawn. Approach 1 adds half ranges, approach 2 the "
        "distributions, so the ends differ where wide inputs are multiplied."
    ) % {"percent": f"{percent:.1f}"}


def _histogram(found: Simulation) -> Chart:
    """How many draws fell where."""
    edges = [Decimal(edge) for edge in found.histogram["edges"]]
    scale = scale_for(max((abs(edge) for edge in edges), default=Decimal(0)))
    middles = [(low + high) / 2 / scale.tonnes for low, high in pairwise(edges)]
    counts = [Decimal(count) for count in found.histogram["counts"]]
    about = About(
        key="histogram",
        title=_("Distribution of the total"),
        unit=_("draws"),
        summary=_("Half of the draws lie between %(low)s and %(high)s %(unit)s.")
        % span(Decimal(found.percentiles["25"]), Decimal(found.percentiles["75"]), found.gas_shown),
        note=_("Middle of each bar in %(unit)s.") % {"unit": unit_text(scale, found.gas_shown)},
    )
    return stacked_chart(
        about,
        categories=[f"{middle:,.2f}" for middle in middles],
        series=[Series(_("Draws"), counts)],
        heading=unit_text(scale, found.gas_shown),
    )


def _percentiles(found: Simulation) -> Table:
    columns = [
        Column(_("Percentile"), "number"),
        Column(f"t {gas_text(found.gas_shown)}", "number", places=decimals_of(found.upper_tco2e)),
    ]
    rows = [Row([Decimal(name), Decimal(value)]) for name, value in _ordered(found)]
    return Table(_("Percentiles"), columns, rows)


def _ordered(found: Simulation) -> Sequence[tuple[str, str]]:
    return sorted(found.percentiles.items(), key=lambda pair: Decimal(pair[0]))


def _facts(found: Simulation) -> list[Fact]:
    settings, used = found.distributions["settings"], found.distributions["used"]
    kinds = ", ".join(f"{WORDS[kind]}: {count}" for kind, count in used.items() if kind in WORDS)
    return [
        Fact(_("Seed"), found.seed, "code", hint=_("the same seed on the same lines gives the same result")),
        Fact(_("Draws"), found.draws, "number"),
        Fact(_("Distribution of activity data"), WORDS[settings["activity"]]),
        Fact(_("Distribution of factors"), WORDS[settings["factors"]]),
        Fact(_("Multipliers drawn"), kinds),
        Fact(_("Known for"), f"{found.coverage_percent} %", hint=_("share of tonnes whose uncertainty is known")),
        Fact(_("Engine build"), found.engine_build, "code"),
        Fact(_("Simulated"), found.simulated_at, "datetime", hint=str(found.simulated_by or "")),
    ]


def simulation_list(found: Iterable[tuple[Simulation, str]], caption: str) -> Table:
    """Simulations kept, newest first, each with the address that shows it."""
    columns = [
        Column(_("Simulated"), "datetime"),
        Column(_("Interval, 95 %")),
        Column(_("Draws"), "number"),
        Column(_("Seed")),
        Column(_("By")),
    ]
    rows = [
        Row(
            [
                Cell(one.simulated_at, href=href),
                interval_text(one),
                one.draws,
                str(one.seed),
                str(one.simulated_by or ""),
            ]
        )
        for one, href in found
    ]
    return Table(caption, columns, rows, empty_title=_("No simulation yet"))


def simulation_progress(job: Job, here: str) -> Progress:
    """How far a simulation is."""
    return Progress(
        title=_("Monte Carlo simulation"),
        state=_LOOKS.get(job.state, job.state),
        done=job.progress_total if job.state == "done" else job.progress_done,
        total=job.progress_total or 1,
        poll_href="" if job.is_over else here,
        result_href=here if job.state == "done" else "",
        result_label=_("Show the result"),
        messages=[job.error_text] if job.error_text else [],
    )
