"""Command line: python -m mrv.embedded start | stop | status | env | remove."""

import sys

from mrv import embedded
from mrv.embedded.places import EmbeddedServerError


def start() -> list[str]:
    """Start both servers."""
    embedded.ensure_postgres()
    embedded.ensure_redis()
    return embedded.status()


def stop() -> list[str]:
    """Stop both servers."""
    return embedded.stop() or ["Nothing was running."]


def env() -> list[str]:
    """Lines a shell can evaluate to reach the embedded servers."""
    return [
        f"export DATABASE_URL='{embedded.postgres_url()}'",
        f"export REDIS_URL='{embedded.redis_url()}'",
    ]


def remove() -> list[str]:
    """Stop both servers and delete their data."""
    embedded.remove()
    return ["The embedded servers and their data are gone."]


ACTIONS = {"start": start, "stop": stop, "status": embedded.status, "env": env, "remove": remove}


def main(arguments: list[str]) -> int:
    """Run one action; 0 on success, 1 when a server cannot do it, 2 on wrong usage."""
    if len(arguments) != 1 or arguments[0] not in ACTIONS:
        print(f"usage: python -m mrv.embedded {' | '.join(ACTIONS)}", file=sys.stderr)
        return 2
    try:
        print("\n".join(ACTIONS[arguments[0]]()))
    except EmbeddedServerError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
