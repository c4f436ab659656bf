"""Property tests here judge digits, not speed: the first call of a cold process may take its time."""

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
