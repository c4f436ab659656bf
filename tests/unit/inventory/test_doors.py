"""Desks that judge reports of one enterprise share its door; each gets the answer to its own question."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from inventory.demonstration.doors import Door


class Echo(BaseHTTPRequestHandler):
    """Answers, after a moment, with the path that was asked for."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        time.sleep(0.005)
        body = self.path.encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing to say."""


@pytest.fixture
def echo() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Echo) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_threads_at_one_door_take_turns(echo: str) -> None:
    door = Door(echo)
    asked = [f"/{number}" for number in range(40)]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda path: door.send("GET", path).body.decode(), asked))
    door.close()
    assert answers == asked
