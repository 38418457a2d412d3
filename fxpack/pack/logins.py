"""Logins apart from the URLs that they stand in, and a netrc file that has them instead.

pip hands the URLs of its indexes to the pip that fills an environment for a build, as arguments, which
every user of a machine can read. A netrc file has one login for each host.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit, urlunsplit

from fxpack.errors import UsageError
from fxpack.pack.network import redacted

Login = tuple[str, str]


def without_login(url: str, logins: dict[str, Login]) -> str:
    """A URL without its login, which is noted by its host; raises UsageError for a second one."""
    parts = urlsplit(url)
    userinfo, at, host = parts.netloc.rpartition("@")
    if not at:
        return url
    user, _, password = (unquote(part) for part in userinfo.partition(":"))
    name = parts.hostname or ""
    if logins.setdefault(name, (user, password)) != (user, password):
        raise UsageError(
            f"two logins are given for {name} ({redacted(url)} and another), and pip can be told one "
            "for each host: use the same for both, or lock with --engine uv"
        )
    return urlunsplit(parts._replace(netloc=host))


def own_logins(environ: Mapping[str, str]) -> dict[str, Login]:
    """What the user's own netrc has, by host; nothing where it cannot be read."""
    from netrc import NetrcParseError, netrc

    try:
        found = netrc(environ.get("NETRC") or os.path.expanduser("~/.netrc"))
    except (OSError, NetrcParseError, UnicodeDecodeError):
        return {}
    return {host: (login, password) for host, (login, _, password) in found.hosts.items()}


def filled(logins: Mapping[str, Login], own: Mapping[str, Login]) -> dict[str, Login]:
    """Logins with the passwords of the user's own, where there is a name alone."""

    def fill(host: str, login: Login) -> Login:
        known = own.get(host)
        return known if known is not None and not login[1] and known[0] == login[0] else login

    return {host: fill(host, login) for host, login in logins.items()}


def netrc_of(logins: Mapping[str, Login]) -> str:
    """A netrc file with these logins. Raises UsageError for what it cannot hold."""
    return "".join(
        f"machine {host} login {_word(user)} password {_word(password)}\n"
        for host, (user, password) in sorted(logins.items())
    )


def _word(text: str) -> str:
    """As it is where that can be: Python 3.10 takes quotes for a part of the word."""
    if re.search(r"[\r\n\0]", text):
        raise UsageError("there is a line break in the credentials of an index: remove it")
    if text and not re.search(r"[\s\"\\]|^#", text):
        return text
    return '"' + re.sub(r'(["\\])', r"\\\1", text) + '"'
