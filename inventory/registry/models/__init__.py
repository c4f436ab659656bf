"""Records of the registry interface."""

from inventory.registry.models.answers import Acknowledgement, Surrender
from inventory.registry.models.verified import RegistryEvent, VerifiedEmission
from inventory.registry.models.webhook import Webhook, WebhookDelivery

__all__ = ["Acknowledgement", "RegistryEvent", "Surrender", "VerifiedEmission", "Webhook", "WebhookDelivery"]
