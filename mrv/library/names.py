"""Names of what factors are about: from the list of fuels, else from the imported row, else from the key."""

from collections.abc import Iterable, Mapping
from typing import Any

from mrv.core.models import Fuel
from mrv.library.words import is_chinese


def fuel_names(codes: Iterable[str]) -> dict[str, str]:
    """Names of the listed fuels among the codes, in the reader's language."""
    found = Fuel.objects.filter(code__in=set(codes)).values_list("code", "name_zh", "name_en")
    return {code: (zh if is_chinese() else en) for code, zh, en in found}


def name_of(key: str, raw: Mapping[str, Any], listed: Mapping[str, str]) -> str:
    """The name to show for one factor."""
    if key in listed:
        return listed[key]
    given = [str(raw.get(field) or "") for field in ("name_zh", "name_en")]
    preferred = given if is_chinese() else given[::-1]
    return next(filter(None, preferred), "") or key.replace("_", " ").replace(".", " / ")
