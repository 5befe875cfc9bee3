"""Who may ask the local page for what: its names, the tokens of its forms, the policy of its pages."""

from __future__ import annotations

import hmac
import ipaddress
import re
import secrets
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from werkzeug.datastructures import Headers

from ..core.showing.page import hash_of

OWNER, TOKEN, INSIDE, LANGUAGE = "owner", "token", "inside", "lang"  # in a visitor's session
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_PORTS = {"http": 80, "https": 443}

HEADERS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with none at all, browsers do not say where a form comes from
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


@dataclass(frozen=True)
class Names:
    """Under which names the page may be asked for: a page of others whose name suddenly leads here is none of them.

    host  on which it listens; port; more: further names, such as a proxy's, at any port
    """

    host: str
    port: int
    more: frozenset[str] = frozenset()

    def allows(self, asked: str) -> bool:
        """asked: the Host header, "127.0.0.1:8000"."""
        parts = urlsplit(f"//{asked}")
        try:
            name, port = (parts.hostname or "").casefold(), parts.port
        except ValueError:
            return False
        if asked != asked.strip() or parts.path or parts.query or parts.username is not None:
            return False
        if name in self.more:
            return True
        if port != self.port and not (port is None and self.port == _PORTS["http"]):
            return False
        if is_loopback(self.host):
            return is_loopback(name)
        return name in (self.host.casefold(), "localhost") or _is_address(name)


def _is_address(name: str) -> bool:
    """An address cannot be made to lead elsewhere, as a name can."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def from_elsewhere(headers: Headers, host: str) -> bool:
    """Whether another page sent a form: browsers say so."""
    if headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = headers.get("Origin")
    return origin is not None and urlsplit(origin).netloc != host


def visitor(session: MutableMapping[str, Any]) -> str:
    """Whose results are shown; made at the first visit."""
    if OWNER not in session:
        session[OWNER] = secrets.token_urlsafe(16)
        session[TOKEN] = secrets.token_urlsafe(32)
    return str(session[OWNER])


def has_token(session: Mapping[str, Any], given: str | None) -> bool:
    known = str(session.get(TOKEN, ""))
    return bool(known) and hmac.compare_digest(known.encode(), (given or "").encode("utf-8", "replace"))


def policy(page: str | None = None) -> str:
    """The Content-Security-Policy: scripts from here alone; a style that stands in the page is named by its hash."""
    styles = " ".join(f"'{hash_of(style)}'" for style in _STYLE.findall(page or ""))
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            f"style-src 'self' {styles}".rstrip(),
            "img-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )
