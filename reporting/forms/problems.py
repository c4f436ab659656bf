"""Put what a service refused beside the fields of a form."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError


def put_errors(form: forms.Form, error: ValidationError) -> None:
    """Add the errors of a ValidationError; those about something that is no field go on top of the form."""
    found = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    for name, messages in found.items():
        for message in messages:
            form.add_error(name if name in form.fields else None, message)
