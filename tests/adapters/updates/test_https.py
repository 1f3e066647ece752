"""Only a server that proves who it is is believed."""

from __future__ import annotations

import contextlib
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from feeling_manager.adapters.updates import HttpsClient
from feeling_manager.core.errors import UpdateError
from tests.contract.loopback import Handler, Loopback, Server, keep_going

CERTIFICATE = Path(__file__).with_name("localhost_for_tests.pem")
"""Signed by itself, valid for a hundred years."""


@contextlib.contextmanager
def serve_https() -> Iterator[Loopback]:
    server = Server(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.state = Loopback(port=int(server.server_address[1]))
    thread = threading.Thread(target=lambda: server.serve_forever(0.02), daemon=True)
    thread.start()
    try:
        yield server.state
    finally:
        server.state.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join(5)


def page_of(server: Loopback, path: str) -> bytes:
    url = f"https://{server.host}:{server.port}{path}"
    return HttpsClient().read_page(url, "text/plain", keep_going)[0]


def test_a_certificate_that_nobody_vouches_for_is_refused() -> None:
    with serve_https() as server:
        server.add_page("/x", b"hello")
        with pytest.raises(UpdateError) as caught:
            page_of(server, "/x")
        assert caught.value.code == "index_unreachable"
        assert "CERTIFICATE_VERIFY_FAILED" in caught.value.detail
        assert not server.hits


def test_a_certificate_of_the_system_is_trusted_and_plain_http_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with serve_https() as server:
        server.add_page("/x", b"hello")
        assert page_of(server, "/x") == b"hello"
        server.add_redirect("/down", f"http://127.0.0.1:{server.port}/x")
        asked = len(server.hits)
        with pytest.raises(UpdateError) as caught:
            page_of(server, "/down")
        assert caught.value.code == "address_refused"
        assert len(server.hits) == asked + 1
