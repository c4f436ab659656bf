"""The text type of every component: plain or lazily translated."""

from django.utils.functional import Promise

Text = str | Promise
