"""The jar that stays empty: no server is remembered, and none remembers us."""

from __future__ import annotations

from http.cookiejar import CookieJar


class NoCookies(CookieJar):
    """Keeps nothing and gives nothing."""

    def extract_cookies(self, response: object, request: object) -> None:
        """Take no cookie."""

    def add_cookie_header(self, request: object) -> None:
        """Send no cookie."""
