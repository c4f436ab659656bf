"""What the declarants of area sources said of their uncertainty, apart from the defaults applied where they did not."""

from collections.abc import Iterable

from inventory.models import AreaSource
from reporting.models import UncertaintyProfile

OWN = ("declared", "stated")


def declared_uncertainties(sources: Iterable[AreaSource]) -> dict[str, str]:
    """Half the 95 % interval in percent by profile digest; a source without an own statement is absent."""
    digests = {source.uncertainty_profile for source in sources if source.uncertainty_profile}
    profiles = UncertaintyProfile.objects.filter(digest__in=digests).values_list("digest", "parts")
    stated = {digest: [part["percent"] for part in parts if part["basis"] in OWN] for digest, parts in profiles}
    return {digest: percents[0] for digest, percents in stated.items() if percents}
