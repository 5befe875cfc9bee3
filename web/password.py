"""The password of a page that others can reach: kept as a hash (scrypt, RFC 7914), and tried only so often."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

SHORTEST = 10  # characters
_COST, _BLOCK, _LANES = 15, 8, 1  # 2 to the power of 15 rounds in blocks of 8: 32 million bytes, a tenth of a second
_MEMORY = 64 * 1024 * 1024
_SALT, _LENGTH = 16, 32
_NAME = "scrypt"


def hashed(password: str) -> str:
    """scrypt:15:8:1:salt:hash"""
    salt = secrets.token_bytes(_SALT)
    found = _scrypt(password, salt, _COST, _BLOCK, _LANES)
    return ":".join([_NAME, str(_COST), str(_BLOCK), str(_LANES), _text(salt), _text(found)])


def is_hash(text: str) -> bool:
    return _parts(text) is not None


def fits(password: str, hash: str) -> bool:
    parts = _parts(hash)
    if parts is None:
        return False
    cost, block, lanes, salt, wanted = parts
    return hmac.compare_digest(_scrypt(password, salt, cost, block, lanes), wanted)


def _scrypt(password: str, salt: bytes, cost: int, block: int, lanes: int) -> bytes:
    secret = password.encode("utf-8", "surrogatepass")
    return hashlib.scrypt(secret, salt=salt, n=1 << cost, r=block, p=lanes, maxmem=_MEMORY, dklen=_LENGTH)


def _parts(text: str) -> tuple[int, int, int, bytes, bytes] | None:
    parts = text.strip().split(":")
    try:
        name, cost, block, lanes, salt, found = parts
        numbers = (int(cost), int(block), int(lanes))
        made = (base64.b64decode(salt, validate=True), base64.b64decode(found, validate=True))
    except ValueError:
        return None
    if name != _NAME or numbers != (_COST, _BLOCK, _LANES) or len(made[1]) != _LENGTH:
        return None
    return (*numbers, *made)


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


@dataclass
class Tries:
    """How often a wrong password may be tried: so many times in so many seconds, by all together."""

    most: int = 8
    seconds: float = 60.0
    clock: Callable[[], float] = time.monotonic
    _wrong: list[float] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def open(self) -> bool:
        with self._lock:
            self._wrong = [when for when in self._wrong if when > self.clock() - self.seconds]
            return len(self._wrong) < self.most

    def failed(self) -> None:
        with self._lock:
            self._wrong.append(self.clock())
