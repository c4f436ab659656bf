"""Public pages of the factor library: search, sets, one value, comparison, contradictions, warming potentials."""

from typing import Any

import pytest
from django.test import Client

from mrv.core.models import EmissionFactor, FactorSet
from tests.factories import World
from tests.support import signed_in

PATHS = ["/factors/", "/factors/sets/", "/factors/compare/", "/factors/contradictions/", "/factors/gwp/"]


def text_of(path: str, language: str = "en", client: Client | None = None) -> str:
    answer = (client or Client()).get(path, headers={"Accept-Language": language})
    assert answer.status_code == 200, path
    return str(answer.content.decode())


def one(code: str, fuel: str, parameter: str) -> EmissionFactor:
    return EmissionFactor.objects.filter(factor_set__code=code, fuel=fuel, parameter=parameter).latest("valid")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(("language", "word"), [("en", "Factor library"), ("zh-hans", "排放因子库")])
def test_public_pages_open_to_everybody_in_both_languages(library: Any, path: str, language: str, word: str) -> None:
    assert word in text_of(path, language)


@pytest.mark.parametrize("name", ["reporter", "lead_verifier", "regulator", "factor_steward", "inventory_compiler"])
def test_every_role_reads_the_library(library: Any, cast: World, name: str) -> None:
    assert "Anthracite" in text_of("/factors/?q=anthracite", client=signed_in(cast.people[name]))


@pytest.mark.parametrize(
    "words", ["natural gas", "天然气", "天然气 低位发热量", "Natural gas NDRC-2015", "natural_gas"]
)
def test_search_finds_a_fuel_by_words_of_either_language(library: Any, words: str) -> None:
    page = text_of(f"/factors/?q={words}")
    assert "Natural gas" in page
    assert "Anthracite" not in page.split("<tbody>")[1]


def test_search_narrows_by_place_year_quantity_and_set(library: Any) -> None:
    page = text_of("/factors/?geography=310000&year=2022&parameter=emission_factor&set=CN-GRID-AVG@1")
    assert "0.5849" in page
    assert "0.5737" not in page


def test_flagged_values_show_their_flag_in_words(library: Any) -> None:
    flagged = EmissionFactor.objects.exclude(flag="").count()
    assert flagged > 0
    page = text_of("/factors/?flag=any", "zh-hans")
    assert "未与原文核对" in page or "存疑" in page or "起始日期为假定" in page


def test_search_without_hits_says_what_to_do(library: Any) -> None:
    assert "Take a filter away" in text_of("/factors/?q=unobtainium")


def test_pages_of_results_follow_each_other_without_gap_or_repeat(library: Any) -> None:
    client, seen, path = Client(), [], "/factors/"
    while path:
        answer = client.get(path, headers={"Accept-Language": "en"})
        seen += [row.href for row in answer.context["rows"]]
        path = f"/factors/{answer.context['pager'].next_href}" if answer.context["pager"].next_href else ""
    assert len(seen) == len(set(seen)) == EmissionFactor.objects.count()


def test_a_place_this_library_did_not_give_out_shows_the_first_page(library: Any) -> None:
    assert "<tbody>" in text_of("/factors/?after=abcdef")


def test_a_wrong_filter_is_named_and_the_rest_still_counts(library: Any) -> None:
    page = text_of("/factors/?year=12&q=anthracite")
    assert "Anthracite" in page
    assert "1990" in page


def test_a_set_shows_who_proposed_and_who_released_it(library: Any) -> None:
    page = text_of("/factors/sets/NDRC-2015/")
    assert "System (reference data)" in page
    assert "System (release of reference data)" in page
    assert library["NDRC-2015"].content_hash in page


def test_an_unknown_set_or_value_does_not_exist(library: Any) -> None:
    client = Client()
    for path in ("/factors/sets/NOPE/", "/factors/sets/NDRC-2015/7/", "/factors/values/0/"):
        assert client.get(path).status_code == 404, path


def test_a_draft_is_hidden_from_the_public_and_shown_to_stewards(library: Any, cast: World) -> None:
    FactorSet.objects.create(
        code="NEW", title_zh="新", title_en="New", purpose="any", grade="C", valid_from="2025-01-01"
    )
    assert Client().get("/factors/sets/NEW/1/").status_code == 404
    assert signed_in(cast.people["factor_steward"]).get("/factors/sets/NEW/1/").status_code == 200


def test_a_value_shows_its_history_and_the_same_quantity_of_other_sets(library: Any) -> None:
    page = text_of(f"/factors/values/{one('NDRC-2015', 'anthracite', 'net_calorific_value').pk}/")
    assert "chart-data-history" in page
    assert "MEE-PLATFORM" in page
    assert "22.867" in page
    assert "−6.72" in page  # (22.867 - 24.515) / 24.515


def test_history_converts_units_that_measure_the_same(library: Any) -> None:
    factor = EmissionFactor.objects.get(
        factor_set__code="CN-GRID-AVG", geography="310000", valid__startswith="2022-01-01"
    )
    answer = Client().get(f"/factors/values/{factor.pk}/", headers={"Accept-Language": "en"})
    held = {(row.set_name, row.validity): str(row.value) for row in answer.context["others"]}
    assert held["SH-ETS v1", "from 2022"] == "0.42"  # printed as 4.2 tCO2 per 10^4 kWh


def test_two_sets_are_compared_in_one_unit(library: Any) -> None:
    page = text_of("/factors/compare/?a=NDRC-2015@1&b=MEE-PLATFORM@1")
    assert "22.867" in page
    assert "−6.72" in page
    assert "Only in NDRC-2015 v1" in page


def test_comparison_downloads_everything_either_set_states(library: Any) -> None:
    answer = Client().get("/factors/compare/csv/?a=NDRC-2015@1&b=MEE-PLATFORM@1")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("key,parameter,gas")
    assert any(line.startswith("anthracite,net_calorific_value") and "-1.648" in line for line in lines)
    assert any(line.endswith("NDRC-2015 v1") for line in lines)


def test_comparison_with_an_unknown_set_says_so(library: Any) -> None:
    assert "There is no such set" in text_of("/factors/compare/?a=NDRC-2015&b=NOPE")
    assert Client().get("/factors/compare/csv/?a=NDRC-2015&b=NOPE").status_code == 400


def test_contradicting_sets_stand_side_by_side(library: Any) -> None:
    answer = Client().get("/factors/contradictions/", headers={"Accept-Language": "en"})
    anthracite = next(
        row for row in answer.context["rows"] if row.name == "Anthracite" and row.quantity == "Net calorific value"
    )
    assert [cell.value for cell in anthracite.cells if cell.value] == ["22.867", "24.515"]
    assert str(anthracite.spread) == "7.21"


def test_contradictions_of_a_year_leave_out_what_is_no_longer_in_force(library: Any) -> None:
    assert "Anthracite" in text_of("/factors/contradictions/?year=2022")
    assert "Anthracite" not in text_of("/factors/contradictions/?year=2025").split("</nav>")[-1]


def test_warming_potentials_are_compared_with_the_chosen_set(library: Any) -> None:
    page = text_of("/factors/gwp/?base=SAR")
    assert "AR6" in page
    assert "+33.3 %" in page  # methane: 21 in SAR, 28 in AR5
    assert "chart-data-gwp-ch4" in page


def test_queries_of_the_search_page_do_not_grow_with_the_rows(
    library: Any, django_assert_max_num_queries: Any
) -> None:
    client = Client()
    with django_assert_max_num_queries(14):
        answer = client.get("/factors/")
    assert len(answer.context["rows"]) == 50
