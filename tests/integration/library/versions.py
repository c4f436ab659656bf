"""The next version of the standard factor set, proposed."""

from mrv.core.factor_files.head import SetHead
from mrv.core.factor_files.read import read_factor_file
from mrv.core.models import FactorSet
from mrv.core.services.factors.import_factor_set import import_factor_set
from mrv.core.services.factors.propose_factor_set import propose_factor_set
from tests.factories import World
from tests.integration.library.cast import HEAD, file_of
from tests.reporting_cast import DIESEL, SET

HEAD_OF_TEST = SetHead(**{**{name: getattr(HEAD, name) for name in SetHead.__slots__}, "code": SET})


def next_version(cast: World, **values: str) -> FactorSet:
    """The standard set with other values for some parameters of diesel, proposed."""
    rows = [
        {
            "key": fuel, "parameter": parameter, "gas": gas, "value": values.get(parameter, value) if fuel == "diesel" else value,
            "unit": unit, "valid_from": "2010-01-01",
        }
        for fuel, parameter, gas, value, unit, _kind in DIESEL
        if fuel != "electricity"
    ]  # fmt: skip
    kinds = file_of(*rows).decode().splitlines()
    head, body = kinds[0] + ",kind", [line + "," for line in kinds[1:]]
    power = "electricity,emission_factor,CO2,0.5568,tCO2/MWh,CN,2010-01-01,,Test,B,,,average"
    data = "\n".join([head, *body, power]).encode()
    outcome = import_factor_set(head=HEAD_OF_TEST, file=read_factor_file(data), by=cast.actor("factor_steward"))
    assert outcome.factor_set is not None, [found.text.en for found in outcome.problems]
    return propose_factor_set(factor_set=outcome.factor_set, by=cast.actor("factor_steward"), note="New table.")
