"""The doors a user has: a browser-like session with the sign-in form, and a client with a token.

Both speak HTTP to the running portal on the loopback, so the demonstration uses what users use.
"""

import json
import re
import threading
import uuid
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings

TIMEOUT_SECONDS = 120


class DoorClosed(RuntimeError):
    """The portal did not answer as the demonstration needs; the message carries its words."""


@dataclass
class Answer:
    """Status, headers and body of one answer."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


@dataclass
class Door:
    """A connection kept open, with cookies; threads that share it take turns."""

    base_url: str
    cookies: dict[str, str] = field(default_factory=dict)
    bearer: str = ""
    _connection: HTTPConnection | None = None
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def send(self, method: str, path: str, *, body: bytes = b"", headers: dict[str, str] | None = None) -> Answer:
        """One request; reconnects once when the server closed the idle connection."""
        sent = {"Host": urlsplit(self.base_url).netloc, "Accept-Language": "en", **(headers or {})}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if self.bearer:
            sent["Authorization"] = self.bearer
        with self._turn:
            try:
                return self._exchange(method, path, body, sent)
            except OSError:
                self._connection = None
                return self._exchange(method, path, body, sent)

    def _exchange(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        if self._connection is None:
            parts = urlsplit(self.base_url)
            self._connection = HTTPConnection(parts.hostname or "127.0.0.1", parts.port, timeout=TIMEOUT_SECONDS)
        self._connection.request(method, path, body=body or None, headers=headers)
        response = self._connection.getresponse()
        for line in response.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        return Answer(response.status, dict(response.headers), response.read())

    def close(self) -> None:
        """Let the connection go; the next request opens another."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def call(self, method: str, path: str, data: Any = None, **headers: str) -> Any:
        """A JSON call of the interface; DoorClosed on any answer of 400 or more."""
        sent = {"Content-Type": "application/json", "Accept": "application/json", **headers}
        if method == "POST" and "Idempotency-Key" not in sent:
            sent["Idempotency-Key"] = uuid.uuid4().hex
        if token := self.cookies.get("csrftoken"):
            sent["X-CSRFToken"] = token
        answer = self.send(
            method, f"/api/v1{path}", body=json.dumps(data).encode() if data is not None else b"", headers=sent
        )
        if answer.status >= 400:
            raise DoorClosed(f"{method} {path}: {answer.status} {answer.body[:600].decode(errors='replace')}")
        return answer.json() if answer.body else None

    def page(self, path: str) -> str:
        """The text of a page."""
        answer = self.send("GET", path)
        if answer.status >= 400:
            raise DoorClosed(f"GET {path}: {answer.status}")
        return answer.body.decode()

    def post_form(self, path: str, fields: dict[str, Any]) -> Answer:
        """Post a plain form as a browser without scripts does."""
        fields = {**fields, "csrfmiddlewaretoken": self.cookies.get("csrftoken", "")}
        answer = self.send("POST", path, body=urlencode(fields, doseq=True).encode(), headers=self._form_headers())
        return self._accepted("POST", path, answer)

    def post_file(self, path: str, name: str, filename: str, content: bytes) -> Answer:
        """Post one file as a browser does."""
        boundary = uuid.uuid4().hex
        token = self.cookies.get("csrftoken", "")
        head = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n'
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        )
        body = head.encode() + content + f"\r\n--{boundary}--\r\n".encode()
        headers = {**self._form_headers(), "Content-Type": f"multipart/form-data; boundary={boundary}"}
        return self._accepted("POST", path, self.send("POST", path, body=body, headers=headers))

    def _form_headers(self) -> dict[str, str]:
        return {"Content-Type": "application/x-www-form-urlencoded", "Referer": self.base_url + "/"}

    def _accepted(self, method: str, path: str, answer: Answer) -> Answer:
        if answer.status not in {200, 201, 202, 302, 303}:
            raise DoorClosed(f"{method} {path}: {answer.status} {_words(answer.body)}")
        return answer


def _words(page: bytes) -> str:
    text = re.sub(r"<(script|style|svg)[^>]*>.*?</\1>|<[^>]+>", " ", page.decode(errors="replace"), flags=re.S)
    return " ".join(text.split())[:600]


def sign_in(base_url: str, username: str) -> Door:
    """Sign in through the form, as a person."""
    door = Door(base_url)
    door.page("/accounts/login/")
    answer = door.post_form("/accounts/login/", {"login": username, "password": settings.MRV_DEMO_PASSWORD})
    if answer.status not in {302, 303} or "sessionid" not in door.cookies:
        raise DoorClosed(f"{username} could not sign in: {_words(answer.body)}")
    return door


def with_token(base_url: str, client_id: str) -> Door:
    """Get a token with the client credentials, as an enterprise system or a registry does."""
    door = Door(base_url)
    form = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": settings.MRV_DEMO_PASSWORD}
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = door.send("POST", "/api/v1/auth/token", body=urlencode(form).encode(), headers=headers)
    if answer.status != 200:
        raise DoorClosed(f"{client_id} got no token: {answer.status} {answer.body[:300]!r}")
    door.bearer = f"Bearer {answer.json()['access_token']}"
    return door
