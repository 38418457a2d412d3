"""Passwords of indexes from the program `keyring`, where uv or pip are set to ask it.

As both do it (uv 0.13, pip 26.3): only where a setting says so, only for what has no password in its
URL nor in netrc, first by the URL of the index and then by its host. Each is asked once.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from functools import cache
from urllib.parse import SplitResult, quote, unquote, urlsplit, urlunsplit

from fxpack.pack.network import Network

UNAUTHORIZED = 401

SECONDS = 120.0
"""So long a keyring may take to answer: some ask their user in a browser."""


def with_passwords(network: Network, environ: Mapping[str, str] = os.environ) -> Network:
    """A network whose URLs have the passwords that the keyring knows; as it was, if none is asked."""
    if not network.asks_keyring or network.offline:
        return network
    program = shutil.which("keyring", path=environ.get("PATH"))
    if program is None:
        return network

    def opened(url: str) -> str:
        return _opened(url, program, network)

    return network._replace(
        index_url=opened(network.index_url) if network.index_url else None,
        extra_index_urls=tuple(map(opened, network.extra_index_urls)),
        find_links=tuple(map(opened, network.find_links)),
    )


def _opened(url: str, program: str, network: Network) -> str:
    if not url.startswith(("http://", "https://")):
        return url
    parts = urlsplit(url)
    userinfo, _, host = parts.netloc.rpartition("@")
    user, _, password = userinfo.partition(":")
    bare = parts._replace(netloc=host)
    if password or not _is_locked(bare, user, network):
        return url
    for service in _services(bare):
        if found := _asked(program, service, unquote(user)):
            login = ":".join(quote(part, "") for part in found)
            return urlunsplit(parts._replace(netloc=f"{login}@{host}"))
    return url


def _is_locked(bare: SplitResult, user: str, network: Network) -> bool:
    """Whether an index wants a password that neither its URL nor netrc has."""
    from requests.utils import get_netrc_auth

    from fxpack.pack.client import Client, Problem

    url = urlunsplit(bare)
    known = get_netrc_auth(url)
    if known is not None and user in {"", quote(known[0], "")}:
        return False
    if user:
        return True
    try:
        with Client(network) as client:
            client.get(url, {}).close()
    except Problem as problem:
        return problem.status == UNAUTHORIZED
    return False


def _services(bare: SplitResult) -> tuple[str, ...]:
    """What a password may be kept for: uv asks for the URL as written, pip with a slash at its end."""
    url = urlunsplit(bare).rstrip("/")
    return tuple(dict.fromkeys((urlunsplit(bare), f"{url}/", url, bare.netloc)))


@cache
def _asked(program: str, service: str, user: str) -> tuple[str, str] | None:
    """The user and the password that the keyring has for a service."""
    from fxpack.pack.process import run

    asks = ["get", service, user] if user else ["--mode=creds", "get", service]
    done = run([program, *asks], env={**os.environ, "PYTHONIOENCODING": "utf-8"}, timeout=SECONDS)
    lines = done.stdout.splitlines()
    if done.code or not lines:
        return None
    if user:
        return user, lines[0]
    return (lines[0], lines[1]) if len(lines) > 1 else None
