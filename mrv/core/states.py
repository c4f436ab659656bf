"""Life of a factor set: proposed by one steward, released by another."""

from mrv.workflow import State, TransitionTable, move

FACTOR_SET = TransitionTable(
    noun="factor_set",
    initial="draft",
    states=(
        State("draft", "Draft", "steward"),
        State("proposed", "Proposed", "second steward"),
        State("released", "Released", "nobody"),
        State("superseded", "Superseded", "nobody", is_final=True),
        State("rejected", "Rejected", "nobody", is_final=True),
    ),
    transitions=(
        move("propose", sources=["draft"], target="proposed", permission="factor:propose"),
        move("release", sources=["proposed"], target="released", permission="factor:release"),
        move("reject", sources=["proposed"], target="rejected", permission="factor:release", needs_reason=True),
        move("supersede", sources=["released"], target="superseded", permission=None),
    ),
)
