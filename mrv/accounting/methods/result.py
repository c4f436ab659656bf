"""The result of one calculation: numbers of record, the exact values behind them, explanation."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from mrv.accounting.errors import Problem, problem
from mrv.accounting.explanation import ExplainedInput, ExplainedResult, ExplainedStep, Explanation
from mrv.accounting.formula.show import plain, substituted, typeset, typeset_symbol
from mrv.accounting.gases import gas as find_gas
from mrv.accounting.gwp import GwpSet, total_co2e
from mrv.accounting.methods.reading import Read, Reading, Value, as_amount
from mrv.accounting.quantity import Quantity
from mrv.accounting.rounding import EXACT, decimal_text

if TYPE_CHECKING:
    from mrv.accounting.methods.base import Method, Source

#: Version of the arithmetic itself; methods carry their own fingerprint.
ENGINE = "1"


class Result:
    """What a method yields. `masses` maps gas to rounded tonnes; `exact` holds every unrounded line."""

    def __init__(
        self,
        method: Method,
        reading: Reading,
        exact: Mapping[str, Fraction],
        gwp: GwpSet | None,
        sources: Mapping[str, Source],
    ) -> None:
        self.method = method
        self.gwp = gwp
        self.exact = exact
        self.masses: dict[str, Decimal] = {}
        self.outputs: dict[str, Quantity] = {}
        self._reading = reading
        self._sources = sources
        for output in method.outputs:
            rounding = method.rounding if output.is_mass else EXACT
            self.outputs[output.name] = Quantity(rounding.apply(exact[output.name]), output.unit)
        for gas, value in self.exact_masses.items():
            self.masses[gas] = method.rounding.apply(value)
        self.co2e_t: Decimal | None = total_co2e(self.masses, gwp, method.rounding) if gwp else None

    @property
    def values(self) -> Mapping[str, Value]:
        """Return the inputs by symbol in base units, tables as tuples."""
        return self._reading.values

    @cached_property
    def exact_masses(self) -> dict[str, Fraction]:
        """Return tonnes per gas before rounding; outputs of the same gas are added."""
        masses: dict[str, Fraction] = {}
        for output in self.method.outputs:
            gas = self._gas_of(output.gas, output.gas_from)
            if gas:
                masses[gas] = masses.get(gas, Fraction(0)) + self.exact[output.name]
        return masses

    @cached_property
    def mass_lines(self) -> tuple[tuple[str, str, Fraction], ...]:
        """Return output, gas and tonnes per base unit of every line that is the mass of a gas."""
        gases = ((output, self._gas_of(output.gas, output.gas_from)) for output in self.method.outputs)
        return tuple((output.name, gas, 1 / output.unit.factor) for output, gas in gases if gas)

    @cached_property
    def co2e_weights(self) -> dict[str, Fraction]:
        """Return t CO2e per base unit of each mass line, for the gases that count in a total; needs a GWP set."""
        weights: dict[str, Fraction] = {}
        for output in self.method.outputs:
            gas = self._gas_of(output.gas, output.gas_from)
            if gas and self.gwp and find_gas(gas).counts_in_total:
                weights[output.name] = Fraction(self.gwp.of(gas)) / output.unit.factor
        return weights

    @cached_property
    def notices(self) -> tuple[Problem, ...]:
        """Return what the reader should know although it is no error: every default that stood in for a report."""
        return tuple(
            problem("input_default", name, title=read.spec.title, value=read.quantities[0], source=read.source)
            for name, read in self._reading.reads.items()
            if read.origin == "default"
        )

    def _gas_of(self, gas: str, choice_name: str) -> str:
        for choice in self.method.choices:
            if choice.name == choice_name:
                return choice.options[self._reading.options[choice_name]].gas
        return gas

    @cached_property
    def explanation(self) -> Explanation:
        """Return the explanation, built when first asked for."""
        method = self.method
        resolutions = {name: found for name, found in self._sources.items() if not isinstance(found, str)}
        return Explanation(
            engine=ENGINE,
            method=_about(method),
            steps=self._steps(),
            inputs=tuple(self._input(read) for read in self._reading.reads.values()),
            choices=dict(self._reading.options),
            factors={name: found.to_dict() for name, found in resolutions.items()},
            results=self._results(),
            rounding=method.rounding.identifier,
            gwp=self._gwp(),
            co2e_t="" if self.co2e_t is None else f"{self.co2e_t:f}",
        )

    def _steps(self) -> tuple[ExplainedStep, ...]:
        units = {output.name: output.unit for output in self.method.outputs}
        inputs = self._reading.as_given(self.method.inputs)
        values: dict[str, Value] = {**self._reading.values, **self.exact}

        def shown(symbol: str, value: Value) -> str:
            if symbol in self.exact and isinstance(value, Fraction):
                return as_amount(value, units.get(symbol))
            return inputs(symbol, value)

        return tuple(
            ExplainedStep(
                name=step.name,
                symbolic=f"{step.name} = {plain(step.tree)}",
                typst=f"{typeset_symbol(step.name)} = {typeset(step.tree)}",
                substituted=f"{step.name} = {substituted(step.tree, shown, values)}",
                value=decimal_text(self.exact[step.name]),
                unit=units[step.name].symbol if step.name in units else "",
            )
            for step in self.method.steps
        )

    def _input(self, read: Read) -> ExplainedInput:
        spec = read.spec
        source = self._sources.get(spec.name, read.source)
        value = self._reading.values[spec.symbol]
        rows = value if isinstance(value, tuple) else (value,)
        unit = spec.basis(self._reading.basis).unit
        return ExplainedInput(
            name=spec.name,
            symbol=spec.symbol,
            title_en=spec.title.en,
            title_zh=spec.title.zh,
            given="; ".join(str(quantity) for quantity in read.quantities),
            used="; ".join(as_amount(row / unit.factor, unit) for row in rows),
            origin=read.origin,
            source=source if isinstance(source, str) else source.chosen.source,
        )

    def _results(self) -> tuple[ExplainedResult, ...]:
        return tuple(
            ExplainedResult(
                name=output.name,
                gas=self._gas_of(output.gas, output.gas_from),
                value=f"{self.outputs[output.name].value:f}",
                unit=output.unit.symbol,
                unrounded=f"{EXACT.apply(self.exact[output.name]):f}",
            )
            for output in self.method.outputs
        )

    def _gwp(self) -> dict[str, object]:
        if self.gwp is None:
            return {}
        used = {gas: f"{self.gwp.of(gas):f}" for gas in self.masses}
        return {"code": self.gwp.code, "citation": self.gwp.citation, "values": used}


def _about(method: Method) -> dict[str, str]:
    return {
        "identifier": method.identifier,
        "version": method.version,
        "fingerprint": method.fingerprint,
        "title_en": method.title.en,
        "title_zh": method.title.zh,
        "citation": str(method.citation),
    }
