"""HTTP as pip speaks it: proxies, certificates, netrc, and credentials for no host but theirs."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime
from itertools import takewhile
from typing import TYPE_CHECKING, Self
from urllib.parse import unquote, urlsplit, urlunsplit

from fxpack.nouns import NamedTuple
from fxpack.pack.network import Network, ca_bundle, redacted, secrets_of, trusted_hosts
from fxpack.pack.pip_files import with_pip_files

if TYPE_CHECKING:
    from requests import Response

SECONDS = 30.0
"""So long an answer, or the next piece of it, is waited for, as uv does."""

PIECE = 1 << 16
"""Bytes that are read at a time: what is lost of them when the connection breaks."""

_BROKEN_OFF = "was broken off before its end"
_BUSY = {408, 425, 429, 500, 502, 503, 504}
_REFUSED = {
    401: "asks for credentials: put them into the URL of the index or into netrc",
    403: "is forbidden: the credentials in the URL of the index or in netrc are wrong or too weak",
    404: "is not there (404): it may have been removed; resolve anew with --refresh",
    407: "needs the proxy's credentials: put them into HTTPS_PROXY",
    410: "is not there any more (410): resolve anew with --refresh",
}


class Problem(Exception):
    """Why a request failed: what is to be said behind its URL.

    again   whether it may go better later
    after   in so many seconds, where the server says so
    status  of an answer that refuses, 0 where there was none
    """

    def __init__(
        self, reason: str, *, again: bool = False, after: float | None = None, status: int = 0
    ) -> None:
        super().__init__(reason)
        self.again = again
        self.after = after
        self.status = status


class Client:
    """Asks for files. May be used by several threads."""

    def __init__(self, network: Network, environ: Mapping[str, str] = os.environ) -> None:
        # Only a build that has to download pays for it.
        from requests import Session
        from requests.adapters import HTTPAdapter

        self._session = Session()
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(pool_maxsize=64))
        environ = with_pip_files(environ)
        self._verify = ca_bundle(environ) or True
        self._trusted = frozenset(trusted_hosts(environ))
        if self._trusted:
            from urllib3 import disable_warnings

            disable_warnings()
        self._certificate = environ.get("PIP_CLIENT_CERT") or environ.get("SSL_CLIENT_CERT") or None
        proxy = environ.get("PIP_PROXY")
        self._proxies = {"http": proxy, "https": proxy} if proxy else None
        self._seconds = _seconds(environ)
        indexes = (_Target.of(url) for url in (*network.indexes, *network.find_links))
        self._known = [index for index in indexes if index.credentials]
        self._secrets = network.secrets

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._session.close()

    def shown(self, url: str) -> str:
        """A URL fit for messages."""
        return redacted(url, self._secrets | secrets_of([url]))

    def get(self, url: str, headers: Mapping[str, str]) -> Response:
        """An answer of which only the head was read; its status is 200, 206 or 416 (no such range).

        Raises Problem.
        """
        target = _Target.of(url)
        try:
            response = self._session.get(
                target.url,
                # A compressed answer would not have the file's hash.
                headers={"Accept-Encoding": "identity", "User-Agent": "fxpack", **headers},
                auth=self._credentials(target),
                stream=True,
                timeout=self._seconds,
                verify=not self._trusted.intersection(target.names) and self._verify,
                cert=self._certificate,
                proxies=self._proxies,
            )
        except (OSError, ValueError) as error:
            raise self._problem(error) from error
        if response.status_code not in {200, 206, 416}:
            with response:
                raise _refusal(response)
        return response

    def pieces(self, response: Response) -> Iterator[bytes]:
        """The body as it was sent, to its announced end. Raises Problem."""
        from urllib3.exceptions import HTTPError

        received = 0
        try:
            for piece in response.raw.stream(PIECE, decode_content=False):
                received += len(piece)
                yield piece
        except (HTTPError, OSError) as error:
            raise self._problem(error) from error
        # urllib3 1 does not look.
        length = response.headers.get("Content-Length", "")
        if length.isdecimal() and received < int(length):
            raise Problem(_BROKEN_OFF, again=True)

    def _credentials(self, target: _Target) -> tuple[str, str] | None:
        """Those of the URL, or of the index on its host that has the most of its path in common.

        Where these are a name alone, netrc may have its password; without any, requests looks there.
        """
        near = [index for index in self._known if index.host == target.host]
        best = max(near, key=lambda index: _common(index.url, target.url), default=None)
        found = target.credentials or (best.credentials if best else None)
        if found is None or found[1]:
            return found
        from requests.utils import get_netrc_auth

        known = get_netrc_auth(target.url)
        return known if known is not None and known[0] == found[0] else found

    def _problem(self, error: Exception) -> Problem:
        from requests import exceptions
        from urllib3.exceptions import TimeoutError as TookTooLong

        reason = redacted(_innermost(error), self._secrets)
        if isinstance(error, exceptions.SSLError):
            return Problem(
                f"has no certificate to be trusted ({reason}): name your own by SSL_CERT_FILE"
            )
        if isinstance(error, (exceptions.Timeout, TookTooLong)):
            return Problem(f"gave no answer for {self._seconds:g} seconds", again=True)
        if isinstance(error, exceptions.ConnectionError) and not _sent(error):
            return Problem(f"cannot be reached ({reason})", again=True)
        if _is_asked_wrong(error):
            return Problem(f"cannot be asked for ({reason})")
        return Problem(_BROKEN_OFF, again=True)


class _Target(NamedTuple):
    """A URL without its userinfo, whom it asks (scheme, name, port), and the userinfo."""

    url: str
    host: tuple[str, str, int]
    credentials: tuple[str, str] | None

    @property
    def names(self) -> frozenset[str]:
        """How a list of hosts may name the one that it asks."""
        _, host, port = self.host
        return frozenset({host, f"{host}:{port}"})

    @classmethod
    def of(cls, url: str) -> Self:
        parts = urlsplit(url)
        userinfo, _, netloc = parts.netloc.rpartition("@")
        user, _, password = (unquote(part) for part in userinfo.partition(":"))
        try:
            port = parts.port
        except ValueError:
            port = None
        host = (parts.scheme, parts.hostname or "", port or (80 if parts.scheme == "http" else 443))
        return cls(
            urlunsplit(parts._replace(netloc=netloc, fragment="")),
            host,
            (user, password) if userinfo else None,
        )


def _common(one: str, other: str) -> int:
    """How many parts of their paths two URLs of the same host share."""
    pairs = zip(one.split("/"), other.split("/"), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _seconds(environ: Mapping[str, str]) -> float:
    for name in ("UV_HTTP_TIMEOUT", "PIP_DEFAULT_TIMEOUT", "PIP_TIMEOUT"):
        try:
            return max(1.0, float(environ[name]))
        except (KeyError, ValueError):
            continue
    return SECONDS


# -- what went wrong ------------------------------------------------------------------------------


def _refusal(response: Response) -> Problem:
    status = response.status_code
    if status in _BUSY:
        after = _after(response.headers.get("Retry-After", ""))
        return Problem(
            f"was answered with {status} {response.reason}", again=True, after=after, status=status
        )
    reason = _REFUSED.get(status) or f"was answered with {status} {response.reason}"
    return Problem(reason, status=status)


def _after(written: str) -> float | None:
    """The seconds of a Retry-After, which may be a date (RFC 9110, 10.2.3)."""
    from datetime import UTC, datetime

    if written.strip().isdecimal():
        return float(written)
    try:
        return (parsedate_to_datetime(written) - datetime.now(UTC)).total_seconds()
    except (TypeError, ValueError):
        return None


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error, and those that it wraps: requests wraps urllib3's, which wrap the system's."""
    seen: list[BaseException] = []
    waiting = [error]
    while waiting:
        each = waiting.pop(0)
        if each in seen:
            continue
        seen.append(each)
        yield each
        inner = [*each.args, getattr(each, "reason", None), each.__cause__, each.__context__]
        waiting += [one for one in inner if isinstance(one, BaseException)]


def _innermost(error: BaseException) -> str:
    """What the system said, else the innermost text."""
    chain = list(_chain(error))
    said = [each.strerror for each in chain if isinstance(each, OSError) and each.strerror]
    return said[-1] if said else " ".join(str(chain[-1]).split()) or type(error).__name__


def _sent(error: BaseException) -> bool:
    """Whether the connection had been made before it broke."""
    from urllib3.exceptions import ProtocolError

    return any(isinstance(each, ProtocolError) for each in _chain(error))


def _is_asked_wrong(error: BaseException) -> bool:
    """Whether the URL, or where it leads, is none that could ever be asked; or there is no CA file."""
    from requests import exceptions

    wrong = (exceptions.TooManyRedirects, ValueError)
    plain_os_error = isinstance(error, OSError) and not isinstance(
        error, (exceptions.RequestException, ConnectionError)
    )
    return isinstance(error, wrong) or plain_os_error
