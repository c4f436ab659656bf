"""Which tests share a parallel worker: those of a module that names an ``xdist_group``.

pytest-xdist writes the group behind the identifier of a test, which pytest 9 no longer lets it do, so its own
``--dist loadgroup`` splits the groups. Here the group is read where the module states it.
"""

import re
from functools import cache
from pathlib import Path

from xdist.scheduler import LoadGroupScheduling

ROOT = Path(__file__).resolve().parents[1]
GROUP = re.compile(r'^pytestmark = .*xdist_group\("(\w+)"\)', re.MULTILINE)


@cache
def group_of(path: str) -> str:
    """The group a module of tests names; empty when it names none."""
    found = GROUP.search((ROOT / path).read_text(encoding="utf-8"))
    return found[1] if found else ""


class ByModule(LoadGroupScheduling):
    """Loads groups, told by their modules."""

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid.split("::", 1)[0]) or nodeid
