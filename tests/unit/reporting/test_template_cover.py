"""A plan held against a sector template: each source needs a stream of its own."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mrv.accounting.catalogue import all_methods
from mrv.reference.templates import load_sector_templates
from reporting.checks.template_cover import PlannedStream, cover, serves
from reporting.services.apply_template import needs_choice
from reporting.services.save_stream import activity_of

TEMPLATES = load_sector_templates()
STEEL = TEMPLATES["03"].sources


def test_one_stream_is_not_counted_for_two_sources() -> None:
    served = cover(STEEL, [PlannedStream("coke", "steel.process_materials")])
    assert len(served) == 1


def test_streams_move_on_so_that_all_sources_are_served() -> None:
    served = cover(
        STEEL, [PlannedStream("lime", "process.carbonate_decomposition"), PlannedStream("a", "steel.process_materials"),
                PlannedStream("b", "steel.process_materials")],
    )  # fmt: skip
    assert served["04"] == "lime"
    assert {served["05"], served["06"]} == {"a", "b"}


def test_stream_named_after_the_source_serves_it() -> None:
    streams = [PlannedStream(code, "steel.process_materials") for code in ("process_3", "process_2", "process_1")]
    assert cover(STEEL, streams) == {"04": "process_1", "05": "process_2", "06": "process_3"}


def test_any_method_of_combustion_serves_a_source_of_combustion() -> None:
    assert cover(STEEL, [PlannedStream("coal", "ipcc.combustion.energy")]).get(
        "01"
    ) == "coal" or not all_methods().get("ipcc.combustion.energy")


def test_every_proposed_stream_serves_the_source_it_is_proposed_for() -> None:
    for template in TEMPLATES.values():
        for source in template.sources:
            method = all_methods()[source.methods[0]]
            assert serves(method.identifier, source)
            assert activity_of(method).bases
            assert source.scope in {"1", "2"}


def test_every_template_is_complete_once_its_proposals_and_fuels_are_there() -> None:
    for template in TEMPLATES.values():
        streams = [PlannedStream(f"{source.symbol}{source.code}", source.methods[0]) for source in template.sources]
        assert set(cover(template.sources, streams)) == {source.code for source in template.sources}
        assert any(needs_choice(source) for source in template.sources) or template.code == "02"


METHODS = sorted(
    {method for template in TEMPLATES.values() for source in template.sources for method in source.methods}
)


@given(sector=st.sampled_from(sorted(TEMPLATES)), methods=st.lists(st.sampled_from(METHODS), max_size=12))
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_stream_serves_twice_and_more_streams_never_serve_less(sector: str, methods: list[str]) -> None:
    streams = [PlannedStream(f"s{number}", method) for number, method in enumerate(methods)]
    sources = TEMPLATES[sector].sources
    served = cover(sources, streams)
    assert len(set(served.values())) == len(served)
    assert len(cover(sources, streams[:-1])) <= len(served)
