"""Which proxy an address is reached by: the configured one, else the environment's."""

from __future__ import annotations

import os


class Proxies:
    """Decides for each address. The environment is read once, when this is made.

    Args:
        configured: the proxy of the configuration; it is used for everything. When "",
            HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY decide, as for curl.
    """

    def __init__(self, configured: str = "") -> None:
        self._configured = configured
        self._environment: dict[str, str] = {}
        if not configured and any(name.lower().endswith("_proxy") for name in os.environ):
            # not at the top: it loads a web client of its own, and seldom is a proxy set
            from urllib.request import getproxies_environment

            self._environment = getproxies_environment()

    def of(self, scheme: str, host: str, port: int) -> str:
        """Address of the proxy for a place, "" for none."""
        if self._configured or not self._environment:
            return self._configured
        import urllib.request

        # in the library's documentation for extenders, but not in its type stubs
        bypass = urllib.request.proxy_bypass_environment  # type: ignore[attr-defined]
        if bypass(f"{host}:{port}", self._environment):
            return ""
        proxy = self._environment.get(scheme) or self._environment.get("all") or ""
        return proxy if not proxy or "://" in proxy else f"http://{proxy}"
