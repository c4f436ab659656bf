"""A call goes to the address that was checked, with the name kept for Host header and certificate (A32)."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.utils.translation import override

from inventory.registry import outbound
from inventory.registry.outbound import AddressRefused, CallFailed, Target, checked_target, post

pytestmark = pytest.mark.usefixtures("in_english")
PUBLIC, INSIDE = "93.184.216.34", "127.0.0.1"


def answering(*answers: str) -> Any:
    """A resolver that says another address every time it is asked."""
    left = list(answers)

    def getaddrinfo(host: str, port: int, *_: Any, **__: Any) -> list[Any]:
        address = left.pop(0) if len(left) > 1 else left[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    return getaddrinfo


class Receiver(BaseHTTPRequestHandler):
    """Remembers what was posted; on /away it points elsewhere."""

    seen: list[tuple[str, str, bytes]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.seen.append((self.headers["Host"], self.path, body))
        self.send_response(302 if self.path == "/away" else 200)
        self.send_header("Location", "http://127.0.0.1:1/inside")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Quiet."""


@pytest.fixture
def receiver() -> Iterator[int]:
    Receiver.seen = []
    server = HTTPServer((INSIDE, 0), Receiver)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join(5)
    server.server_close()


def test_a32_a_name_that_changes_its_address_after_the_check_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[Any] = []

    def connect(address: Any, timeout: float) -> Any:
        called.append(address)
        raise ConnectionRefusedError("nobody there")

    monkeypatch.setattr(outbound.socket, "getaddrinfo", answering(PUBLIC, INSIDE))
    monkeypatch.setattr(outbound.socket, "create_connection", connect)
    with override("en"), pytest.raises(CallFailed, match="refuses connections"):
        post(checked_target("https://registry.example/hook"), b"{}", {}, timeout=1)
    assert called == [(PUBLIC, 443)]


def test_the_name_is_kept_for_the_host_header(receiver: int) -> None:
    target = Target("http", "registry.example", receiver, "/hook?x=1", INSIDE)
    assert post(target, b"body", {"MRV-Event-Id": "7"}, timeout=5) == 200
    assert Receiver.seen == [(f"registry.example:{receiver}", "/hook?x=1", b"body")]


def test_a_redirect_is_an_answer_and_is_not_followed(receiver: int) -> None:
    assert post(Target("http", "registry.example", receiver, "/away", INSIDE), b"", {}, timeout=5) == 302
    assert len(Receiver.seen) == 1


def test_the_certificate_must_be_that_of_the_name(receiver: int) -> None:
    with pytest.raises(OSError):
        post(Target("https", "registry.example", receiver, "/", INSIDE), b"", {}, timeout=5)
    assert Receiver.seen == []


def test_what_does_not_speak_http_is_a_failed_call() -> None:
    with socket.create_server((INSIDE, 0)) as server:

        def babble() -> None:
            client, _address = server.accept()
            client.recv(1000)
            client.sendall(b"220 mail.example ESMTP\r\n")
            client.close()

        thread = threading.Thread(target=babble, daemon=True)
        thread.start()
        with pytest.raises(CallFailed, match="did not answer as HTTP"):
            post(Target("http", "registry.example", server.getsockname()[1], "/", INSIDE), b"", {}, timeout=5)
        thread.join(5)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.8", "169.254.169.254", "192.168.1.1", "224.0.0.1", "::1", "fe80::1", "::ffff:127.0.0.1"],
)
def test_a32_one_inside_address_among_the_answers_is_enough_to_refuse(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    answers = [(socket.AF_INET, 1, 6, "", (one, 443)) for one in (PUBLIC, address)]
    monkeypatch.setattr(outbound.socket, "getaddrinfo", lambda *_, **__: answers)
    with pytest.raises(AddressRefused, match="not a public address"):
        checked_target("https://registry.example/")


@pytest.mark.parametrize(
    "url",
    [
        "http://registry.example/",
        "ftp://registry.example/",
        "https:///x",
        "https://u@registry.example/",
        "https://registry.example:99999/",
    ],
)
def test_an_address_of_another_form_is_refused(url: str) -> None:
    with pytest.raises(AddressRefused):
        checked_target(url)
