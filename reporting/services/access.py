"""Who may act on a report: the permission, and the own enterprise. Doors answer 404 before it comes to this."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from mrv.core.actor import Actor
from mrv.core.models import Facility


def require_own(by: Actor, permission: str, facility: Facility) -> None:
    """PermissionDenied unless ``by`` has the permission and the facility belongs to an enterprise of theirs."""
    if by.is_system:
        return
    by.require(permission)
    if facility.enterprise_id not in by.enterprise_ids:
        raise PermissionDenied(
            _("%(who)s does not act for the enterprise of facility %(code)s. Its own people do this.")
            % {"who": by.name, "code": facility.code}
        )
