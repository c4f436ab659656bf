"""Transition tables as plain data: who may move a thing from which state to which.

Pure: no framework. An app declares its table in ``states.py``; ``mrv.core.services.transition``
applies it under a row lock; a database trigger generated from the same table refuses illegal jumps.
"""

from collections.abc import Iterable
from dataclasses import dataclass


class IllegalTransition(Exception):
    """The move is not possible; the message says why or from where it would be."""


class NotInTheTable(IllegalTransition):
    """No row of the table makes this move out of this state; ``possible`` are the states from which one does."""

    def __init__(self, noun: str, move: str, state: str, possible: Iterable[str]) -> None:
        self.noun, self.move, self.state, self.possible = noun, move, state, tuple(possible)
        super().__init__(
            f"A {noun} in state '{state}' cannot {move.replace('_', ' ')}; "
            f"that is possible from: {', '.join(self.possible) or 'nowhere'}."
        )


@dataclass(frozen=True)
class State:
    """One state: its code, labels and whose turn it is while it lasts."""

    code: str
    label: str
    turn: str
    is_final: bool = False


@dataclass(frozen=True)
class Transition:
    """One named move. ``permission`` is None for moves only the system makes."""

    name: str
    sources: frozenset[str]
    target: str
    permission: str | None
    needs_reason: bool = False


def move(
    name: str, *, sources: Iterable[str], target: str, permission: str | None, needs_reason: bool = False
) -> Transition:
    """Shorthand that reads as a table row."""
    return Transition(name, frozenset(sources), target, permission, needs_reason)


@dataclass(frozen=True)
class TransitionTable:
    """All states and moves of one kind of record."""

    noun: str
    initial: str
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]

    def __post_init__(self) -> None:
        known = {state.code for state in self.states}
        for transition in self.transitions:
            unknown = (transition.sources | {transition.target}) - known
            if unknown:
                raise ValueError(f"{self.noun}: transition {transition.name} names unknown states {sorted(unknown)}.")

    def state(self, code: str) -> State:
        """The state with this code (KeyError if there is none)."""
        return next(state for state in self.states if state.code == code)

    def find(self, name: str, source: str) -> Transition:
        """The move ``name`` out of ``source``; NotInTheTable says where it would be allowed."""
        named = [transition for transition in self.transitions if transition.name == name]
        for transition in named:
            if source in transition.sources:
                return transition
        possible = sorted({state for transition in named for state in transition.sources})
        raise NotInTheTable(self.noun, name, source, possible)

    def open_from(self, source: str, permissions: Iterable[str]) -> list[Transition]:
        """The moves a person with these permissions may make from ``source``."""
        held = set(permissions)
        return [t for t in self.transitions if source in t.sources and t.permission in held]

    def edges(self) -> set[tuple[str, str]]:
        """Every (source, target) pair: what the database trigger allows."""
        return {(source, t.target) for t in self.transitions for source in t.sources}

    def mermaid(self) -> str:
        """The state diagram for the documentation (generated, compared in ``make check``)."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.initial}"]
        lines += [f"    {source} --> {t.target}: {t.name}" for t in self.transitions for source in sorted(t.sources)]
        lines += [f"    {state.code} --> [*]" for state in self.states if state.is_final]
        return "\n".join(lines) + "\n"
