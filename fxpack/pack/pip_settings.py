"""What pip in a container is told of indexes: files, since arguments and variables are seen by all.

pip hands the URLs of its settings to the pip that fills a build environment, as arguments. So they
have no credentials here: those are in a netrc file, which has one login for each host.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from urllib.parse import urlsplit
from urllib.request import url2pathname

from fxpack.errors import FileError
from fxpack.nouns import NamedTuple
from fxpack.pack.container import SECRETS, WORK, Put
from fxpack.pack.keyring import with_passwords
from fxpack.pack.logins import Login, filled, netrc_of, own_logins, without_login
from fxpack.pack.network import Network, ca_bundle, trusted_hosts
from fxpack.platforms import Platform


class PipSettings(NamedTuple):
    """What a container is given.

    secret   files for `Container.whisper`
    folders  indexes and folders of wheels that are on this machine
    env      where the files are
    secrets  what must not be shown
    """

    secret: dict[str, bytes]
    folders: tuple[Put, ...]
    env: dict[str, str]
    secrets: frozenset[str]


def pip_settings(
    network: Network,
    platform: Platform,
    environ: Mapping[str, str] = os.environ,
    *,
    urls: Sequence[str] = (),
) -> PipSettings:
    """The indexes, credentials and certificates of a network, for pip and git in a container.

    urls  what else they ask: requirements may name a repository or a file

    Of the user's netrc only the hosts of all these are taken. Raises FileError where the
    certificates cannot be read, UsageError for two logins at one host.
    """
    network = with_passwords(network, environ)
    folders: list[Put] = []
    logins: dict[str, Login] = {}
    for url in urls:
        without_login(url, logins)
    named = {
        "index-url": _told([network.index_url] if network.index_url else [], folders, logins),
        "extra-index-url": _told(network.extra_index_urls, folders, logins),
        "find-links": _told(network.find_links, folders, logins, platform),
        # Whoever names an index without TLS means it; uv asks no more than that either.
        "trusted-host": [
            *_without_tls((*network.indexes, *network.find_links)),
            *trusted_hosts(environ),
        ],
        "no-index": ["true"] if network.offline or network.no_index else [],
    }
    logins = _with_own(logins, (*network.indexes, *network.find_links, *urls), environ)
    secret = {"netrc": netrc_of(logins).encode()}
    env = {"PIP_CONFIG_FILE": f"{SECRETS}/pip.conf", "NETRC": f"{SECRETS}/netrc"}
    if bundle := ca_bundle(environ):
        secret["ca.pem"] = _read(bundle)
        for name in ("PIP_CERT", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "GIT_SSL_CAINFO"):
            env[name] = f"{SECRETS}/ca.pem"
    secret["pip.conf"] = _conf(named)
    secret["apt.conf"] = _apt_conf(bundle)
    secret["proxies"] = _proxies(environ)
    secrets = network.secrets | {password for _, password in logins.values() if password}
    return PipSettings(secret, tuple(folders), env, secrets)


def _told(
    places: tuple[str, ...] | list[str],
    folders: list[Put],
    logins: dict[str, Login],
    platform: Platform | None = None,
) -> list[str]:
    """Places as they are called in the container; what has to be there for it is noted."""
    names = []
    for place in places:
        path = url2pathname(urlsplit(place).path) if place.startswith("file:") else place
        if "://" in path:
            names.append(without_login(place, logins))
            continue
        inside = f"{WORK}/links/{len(folders)}"
        folders.extend(_fitting(path, inside, platform) if platform else [Put(inside, path)])
        names.append(inside if platform else f"file://{inside}")
    return names


def _fitting(path: str, inside: str, platform: Platform) -> Iterator[Put]:
    """The files of a folder that a build for this platform could want; sdists are, for one."""
    from packaging.utils import InvalidWheelFilename, parse_wheel_filename

    if not os.path.isdir(path):
        yield Put(inside, None)
        yield Put(f"{inside}/{os.path.basename(path)}", path)
        return
    yield Put(inside, None)
    tags = frozenset(platform.tags())
    for name in sorted(os.listdir(path)):
        wanted = name.endswith((".tar.gz", ".zip"))
        with suppress(InvalidWheelFilename):
            wanted = wanted or not tags.isdisjoint(parse_wheel_filename(name)[3])
        if wanted:
            yield Put(f"{inside}/{name}", os.path.join(path, name))


def _without_tls(places: tuple[str, ...]) -> list[str]:
    parts = (urlsplit(place) for place in places if place.startswith("http:"))
    return sorted({each.netloc.rpartition("@")[2] for each in parts})


def _with_own(
    logins: Mapping[str, Login], urls: Sequence[str], environ: Mapping[str, str]
) -> dict[str, Login]:
    """The logins, with what the user's netrc says of hosts that nothing else opens."""
    own = own_logins(environ)
    hosts = {urlsplit(url).hostname or "" for url in urls}
    return filled({**{host: own[host] for host in hosts & own.keys()}, **logins}, own)


def _conf(named: Mapping[str, list[str]]) -> bytes:
    fixed = {"no-cache-dir": ["true"], "disable-pip-version-check": ["true"], "no-input": ["true"]}
    lines = [
        f"{name} = " + "\n    ".join(values)
        for name, values in {**named, **fixed}.items()
        if values
    ]
    return "\n".join(["[global]", *lines, ""]).encode()


def _apt_conf(bundle: str | None) -> bytes:
    lines = ['APT::Sandbox::User "root";', 'Acquire::Retries "3";']
    if bundle:
        lines.append(f'Acquire::https::CaInfo "{SECRETS}/ca.pem";')
    return "\n".join([*lines, ""]).encode()


def _proxies(environ: Mapping[str, str]) -> bytes:
    """For a shell: in pip's settings they would become arguments."""
    from shlex import quote

    lines = [
        f"export {name}={quote(environ[name])}\n"
        for each in ("http_proxy", "https_proxy", "all_proxy", "no_proxy")
        for name in (each, each.upper())
        if environ.get(name)
    ]
    return "".join(lines).encode()


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise FileError(f"{path}: these certificates cannot be read: {error.strerror}") from error
