"""A service is one verb per module, its arguments named, with the actor beside the moment."""

from tests.architecture import tree

# The platform's own machinery groups a few verbs over one table.
GROUPED = {
    "mrv/core/services/jobs.py",
    "mrv/core/services/ledger.py",
    "mrv/core/services/ledger_head.py",
    "mrv/core/services/signing.py",
    "reporting/services/access.py",
}
# Only the platform does these, on an event or by the clock: no person acts.
PLATFORM = {"check_version", "assess_version", "lapse_answers"}
POSITIONAL = 3


def services() -> list[tree.Path]:
    return [path for path in tree.program() if "services" in path.parts and path.name != "__init__.py"]


def public(path: tree.Path) -> list[tree.Function]:
    return [node for node in tree.syntax_of(path).body if isinstance(node, tree.Function) and node.name[0] != "_"]


def test_service_module_is_named_after_its_verb() -> None:
    strays = [str(path) for path in services() if path.stem not in {function.name for function in public(path)}]
    assert set(strays) - GROUPED == set()


def test_arguments_of_services_are_named_at_the_call() -> None:
    wordless = [
        f"{path}:{function.name}"
        for path in services()
        for function in public(path)
        if len(function.args.args) > POSITIONAL
    ]
    assert wordless == []


def test_service_that_takes_a_moment_takes_its_actor() -> None:
    nameless = []
    for path in services():
        for function in public(path):
            names = {argument.arg for argument in [*function.args.args, *function.args.kwonlyargs]}
            if function.name == path.stem and "at" in names and not names & {"by", "proposer"}:
                nameless.append(function.name)
    assert set(nameless) - PLATFORM == set()
