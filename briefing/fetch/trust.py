"""Whom we believe: the certificates that an https connection is checked against."""

from __future__ import annotations

import os
import ssl


def context() -> ssl.SSLContext:
    """A new TLS context; building one takes some 30 ms, so build it once, when it is needed.

    SSL_CERT_FILE and SSL_CERT_DIR are obeyed where they are set. Otherwise the system's own
    certificates count (a company's among them) and, beside them, those that certifi brings,
    for systems whose own are missing or stale.
    """
    trusted = ssl.create_default_context()
    if not (os.environ.get("SSL_CERT_FILE") or os.environ.get("SSL_CERT_DIR")):
        import certifi

        trusted.load_verify_locations(certifi.where())
    trusted.set_alpn_protocols(["http/1.1"])
    return trusted
