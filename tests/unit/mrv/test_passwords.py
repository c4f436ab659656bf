"""What a kept password says of itself."""

from django.contrib.auth.hashers import check_password, make_password
from django.test import override_settings

from mrv import settings


@override_settings(PASSWORD_HASHERS=settings.PASSWORD_HASHERS)
def test_password_is_kept_as_argon2id_at_the_recommended_cost() -> None:
    kept = make_password("correct horse battery staple")
    assert "argon2id" in kept
    assert "m=19456,t=2,p=1" in kept
    assert check_password("correct horse battery staple", kept)


@override_settings(PASSWORD_HASHERS=settings.PASSWORD_HASHERS)
def test_older_password_is_renewed_at_sign_in() -> None:
    renewed: list[str] = []
    older = make_password("correct horse battery staple", hasher="pbkdf2_sha256")
    assert check_password("correct horse battery staple", older, setter=renewed.append)
    assert renewed == ["correct horse battery staple"]
