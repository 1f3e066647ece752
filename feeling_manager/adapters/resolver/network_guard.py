"""What one call out to the web may do: for how long, how much, and to which hosts."""

from __future__ import annotations

import socket
import time
import urllib.request
from collections.abc import Callable, Collection
from typing import Final
from urllib.parse import urlsplit

from feeling_manager.core.addresses import is_evidently_private, is_public_ip, web_host

HostLookup = Callable[[str], Collection[str]]
"""All numeric addresses of a host; raises OSError when it has none."""

MAX_PAGE_BYTES: Final = 16 * 2**20
"""Largest page that is read while looking for the audio. Measured: a YouTube page is 1.5 MB."""


def look_up(host: str) -> Collection[str]:
    """Ask the system's resolver. Raises: OSError."""
    found = socket.getaddrinfo(host.strip("[]"), None, type=socket.SOCK_STREAM)
    return {str(entry[4][0]) for entry in found}


class NetworkGuard:
    """Decides about every request and every read of one call; made anew for each call.

    `own_host` is the host of the address the person gave: only that one may lie in the private
    network, and only if its name says so by itself. A name of the public web that suddenly leads
    into the private network is refused (DNS rebinding).
    """

    def __init__(
        self,
        cancelled: Callable[[], bool],
        deadline_s: float,
        own_host: str = "",
        allow_private: Collection[str] = (),
        lookup: HostLookup = look_up,
    ) -> None:
        self._cancelled = cancelled
        self._deadline = time.monotonic() + deadline_s
        self._own_host = own_host
        self._allow_private = frozenset(allow_private)
        self._lookup = lookup
        self._proxies = urllib.request.getproxies()
        self._cleared: set[str] = set()
        self.stop_code = ""
        """Why the call was ended or a request refused: a code of ResolveError, or ""."""

    def extend(self, deadline_s: float) -> None:
        """Give the call this many seconds from now, as when the download begins."""
        self._deadline = time.monotonic() + deadline_s

    def stop_reason(self) -> str:
        """`cancelled` or `timed_out` when the call has to end, else ""."""
        if self._cancelled():
            self.stop_code = "cancelled"
        elif time.monotonic() > self._deadline:
            self.stop_code = "timed_out"
        else:
            return ""
        return self.stop_code

    def refuses(self, url: str) -> bool:
        """Whether a request to `url` must not be made. Raises: OSError, the host is unknown."""
        refused = not self._is_allowed(web_host(url), urlsplit(url).scheme.lower())
        if refused:
            self.stop_code = "address_refused"
        return refused

    def _is_allowed(self, host: str, scheme: str) -> bool:
        """Whether `host` may be asked."""
        if not host:
            return False
        if host in self._allow_private or host in self._cleared:
            return True
        if is_evidently_private(host):
            return host == self._own_host
        if self._goes_through_proxy(host, scheme):
            # The proxy looks the name up; behind one there may be no name server at all.
            return True
        if not all(is_public_ip(address) for address in self._lookup(host)):
            return False
        self._cleared.add(host)
        return True

    def _goes_through_proxy(self, host: str, scheme: str) -> bool:
        """Whether the system sends requests for `host` to a proxy."""
        has_proxy = scheme in self._proxies or "all" in self._proxies
        return has_proxy and not urllib.request.proxy_bypass(host)
