"""Which indexes are asked for packages, and how texts are kept free of what opens them."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from urllib.parse import quote, quote_plus, unquote, urlsplit, urlunsplit

from fxpack.errors import UsageError
from fxpack.nouns import NamedTuple
from fxpack.pack.pip_files import variables_of_files, with_pip_files

MASK = "****"

FIRST_INDEX = "first-index"
"""The order of indexes in which nobody who may publish on one replaces a package of another."""

BEST_MATCH = "unsafe-best-match"
"""What uv calls pip's way: the highest version of all indexes, whoever put it there."""


class Network(NamedTuple):
    """Where packages come from. Its URLs may hold credentials: shown only through `redacted`.

    index_url        None for PyPI
    extra_index_urls asked before it, in this order, as uv does
    find_links       folders (absolute paths) and pages with links to files
    offline          no connection at all
    exclude_newer    an RFC 3339 time: files uploaded after it are not seen; or a span, as uv has it
    no_index         only `find_links`
    strategy         which of several indexes counts, as uv calls it; "" where nothing says it
    keyring          what uv and pip call the provider of passwords; "" where nothing says it
    """

    index_url: str | None = None
    extra_index_urls: tuple[str, ...] = ()
    find_links: tuple[str, ...] = ()
    offline: bool = False
    exclude_newer: str | None = None
    no_index: bool = False
    strategy: str = ""
    keyring: str = ""

    @property
    def indexes(self) -> tuple[str, ...]:
        """All indexes that are named, the ones asked first at the front."""
        return (*self.extra_index_urls, *([self.index_url] if self.index_url else []))

    @property
    def secrets(self) -> frozenset[str]:
        """What must not be shown of its URLs."""
        return secrets_of((*self.indexes, *self.find_links))

    def asking(self, other: Network) -> Network:
        """The same, where packages come from where another's do."""
        return self._replace(
            index_url=other.index_url,
            extra_index_urls=other.extra_index_urls,
            find_links=other.find_links,
        )

    @property
    def asks_keyring(self) -> bool:
        """Whether the program `keyring` is to be asked for passwords, which nobody is unasked."""
        return self.keyring in {"subprocess", "import"}

    def variables(self, environ: Mapping[str, str] = os.environ) -> dict[str, str]:
        """The environment variables that tell it all to uv: arguments are seen by every user.

        Those of indexes that say nothing are empty, which uv takes as unset. Only `no_index` has
        to be an argument: uv 0.13 has no variable for it.
        """
        given = {
            "UV_DEFAULT_INDEX": self.index_url or "",
            "UV_INDEX": " ".join(self.extra_index_urls),
            "UV_FIND_LINKS": ",".join(self.find_links),
            "UV_OFFLINE": "1" if self.offline else "0",
            "UV_INDEX_URL": "",
            "UV_EXTRA_INDEX_URL": "",
            "UV_INDEX_STRATEGY": self.strategy or FIRST_INDEX,
        }
        if self.exclude_newer:
            given["UV_EXCLUDE_NEWER"] = self.exclude_newer
        if self.asks_keyring:
            given["UV_KEYRING_PROVIDER"] = "subprocess"
        if hosts := trusted_hosts(environ):
            given["UV_INSECURE_HOST"] = " ".join(hosts)
        if bundle := ca_bundle(environ):
            given["SSL_CERT_FILE"] = bundle
        return given

    def pip_variables(
        self,
        environ: Mapping[str, str] = os.environ,
        called: Callable[[str], str] = str,
    ) -> dict[str, str]:
        """The environment variables that tell it all to pip, but for the order of indexes.

        called  what to write for an index or a place with links
        """
        given = {
            "PIP_INDEX_URL": called(self.index_url) if self.index_url else "",
            "PIP_EXTRA_INDEX_URL": " ".join(map(called, self.extra_index_urls)),
            "PIP_FIND_LINKS": " ".join(map(called, self.find_links)),
            "PIP_UPLOADED_PRIOR_TO": self.exclude_newer or "",
            "PIP_NO_INDEX": "1" if self.offline or self.no_index else "",
            "PIP_KEYRING_PROVIDER": self.keyring if self.asks_keyring else "",
            "PIP_TRUSTED_HOST": " ".join(trusted_hosts(environ)),
            "PIP_CERT": ca_bundle(environ) or "",
        }
        return {name: value for name, value in given.items() if value}


def network_of(
    index_url: str | None = None,
    extra_index_urls: Iterable[str] = (),
    find_links: Iterable[str] = (),
    *,
    offline: bool = False,
    exclude_newer: str | None = None,
    strategy: str = "",
    environ: Mapping[str, str] = os.environ,
) -> Network:
    """What the options say and, where they say nothing, the variables of uv, then those of pip.

    Raises UsageError for what is no index, no folder and no date.
    """
    default = index_url or _first(environ, "UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL")
    extra = (
        list(extra_index_urls)
        or [*_words(environ, "UV_INDEX"), *_words(environ, "UV_EXTRA_INDEX_URL")]
        or _words(environ, "PIP_EXTRA_INDEX_URL")
    )
    links = (
        list(find_links)
        or _words(environ, "UV_FIND_LINKS", between=r"\s*,\s*")
        or [link for link in _words(environ, "PIP_FIND_LINKS") if "://" in link or _exists(link)]
    )
    newer = _moment(exclude_newer) if exclude_newer else environ.get("UV_EXCLUDE_NEWER") or None
    return Network(
        index_url=_place(_with_credentials(default, environ), "index") if default else None,
        extra_index_urls=tuple(_place(_with_credentials(each, environ), "index") for each in extra),
        find_links=tuple(_place(each, "find-links") for each in links),
        offline=offline or is_on(environ.get("UV_OFFLINE", "")),
        exclude_newer=newer,
        no_index=is_on(environ.get("PIP_NO_INDEX", "")),
        strategy=strategy or _first(environ, "UV_INDEX_STRATEGY"),
        keyring=_first(environ, "UV_KEYRING_PROVIDER", "PIP_KEYRING_PROVIDER"),
    )


def with_files_of_pip(network: Network, environ: Mapping[str, str] = os.environ) -> Network:
    """A network, with what pip's settings files say where nothing else says anything.

    Raises UsageError for a file that cannot be read, or names no index.
    """
    found = network_of(*network[:3], environ=variables_of_files(environ))
    return network.asking(found)._replace(
        no_index=network.no_index or found.no_index, keyring=network.keyring or found.keyring
    )


def ca_bundle(environ: Mapping[str, str] = os.environ) -> str | None:
    """The file with certificates that pip, requests or uv would use here, None for their own."""
    names = ("PIP_CERT", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE")
    return _first(with_pip_files(environ), *names) or None


def trusted_hosts(environ: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """The hosts, with or without a port, whose certificates are not looked at."""
    said = with_pip_files(environ)
    words = (*_words(said, "UV_INSECURE_HOST"), *_words(said, "PIP_TRUSTED_HOST"))
    return tuple(dict.fromkeys(words))


def is_on(value: str) -> bool:
    """Whether a variable is set to what uv and pip take for yes."""
    return value.strip().lower() in {"1", "y", "yes", "t", "true", "on"}


def local_path(location: str) -> str:
    """Where a location is on this disk, "" where it is not."""
    if "://" not in location:
        return location
    from urllib.request import url2pathname

    parts = urlsplit(location)
    return url2pathname(parts.path) if parts.scheme in {"file", "git+file"} else ""


# -- what the environment says --------------------------------------------------------------------


def _first(environ: Mapping[str, str], *names: str) -> str:
    return next((environ[name].strip() for name in names if environ.get(name, "").strip()), "")


def _words(environ: Mapping[str, str], name: str, between: str = r"\s+") -> list[str]:
    return [word for word in re.split(between, environ.get(name, "").strip()) if word]


def _exists(link: str) -> bool:
    """Whether pip would use this folder; it skips those of its settings that are not there."""
    return os.path.exists(os.path.expanduser(link))


def _with_credentials(index: str, environ: Mapping[str, str]) -> str:
    """The URL of `name=URL`, with what UV_INDEX_NAME_USERNAME and _PASSWORD say."""
    named = re.match(r"([A-Za-z0-9._-]+)=(?=[a-z]+:|/|\.)", index)
    if not named:
        return index
    variable = "UV_INDEX_" + re.sub(r"[^A-Z0-9]", "_", named[1].upper())
    user = environ.get(f"{variable}_USERNAME", "")
    password = environ.get(f"{variable}_PASSWORD", "")
    url = index[named.end() :]
    if not (user or password) or "://" not in url:
        return url
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{quote(user, '')}:{quote(password, '')}@{host}"))


def _place(written: str, what: str) -> str:
    """A URL as it is, or the absolute path of a folder."""
    if not re.match(r"[A-Za-z][A-Za-z0-9+.-]+:", written):
        path = os.path.abspath(os.path.expanduser(written))
        if not os.path.exists(path):
            raise UsageError(f"{what} {redacted(written)}: there is no such folder, and no URL")
        return path
    try:
        parts = urlsplit(written)
        known = parts.scheme == "file" or (parts.scheme in {"http", "https"} and parts.hostname)
        _ = parts.port
    except ValueError:
        known = False
    if not known or re.search(r"\s", written):
        raise UsageError(
            f"{what} {redacted(written)}: no URL; https://HOST/PATH, file:///PATH or a folder is "
            "needed"
        )
    return written


def _moment(written: str) -> str:
    """An RFC 3339 time. A day lasts until it ends in UTC: uv's own end depends on the machine."""
    from datetime import UTC, datetime, timedelta

    try:
        moment = datetime.fromisoformat(written)
        if len(written) == len("2026-01-31"):
            moment += timedelta(days=1)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
    except (ValueError, OverflowError):
        raise UsageError(
            f'--exclude-newer: "{written}" is no date such as 2026-01-31 and no time such as '
            "2026-01-31T12:00:00Z"
        ) from None


# -- texts without secrets ------------------------------------------------------------------------

_URL = re.compile(r"(?<![A-Za-z0-9+.-])([A-Za-z][A-Za-z0-9+.-]*://)([^\s\"'<>]*)")
_QUERY = re.compile(
    r"([?&;][^\s=&?#\"']*(?:sig|token|pass|pwd|secret|key|auth|credential|code)[^\s=&?#\"']*=)"
    r"[^\s&#\"'<>]+",
    re.IGNORECASE,
)
_HEADER = re.compile(r"(\b(?:basic|bearer)\s+)[A-Za-z0-9+/=._~-]{6,}", re.IGNORECASE)
_REFERENCE = re.compile(r"(\$\{[A-Z0-9_]+\})(:\$\{[A-Z0-9_]+\})?")
_HIDDEN = re.compile(r"[^:]*:\*{5,}")
_SHORT = 4
_PUBLIC = {"", "git", "__token__", "oauth2", "x-access-token", "x-oauth-basic", "anonymous"}
"""What stands in the userinfo of URLs and opens nothing by itself."""


def redacted(text: str, secrets: Collection[str] = ()) -> str:
    """A text fit to be shown: no userinfo in its URLs, no tokens in their queries, no `secrets`.

    Secrets are found as they are and percent-encoded. `${NAME}`, which requirements may hold in
    place of a secret, stays; so does the `git` of `ssh://git@host`, and what is hidden already.
    """
    for form in sorted(_forms(secrets), key=len, reverse=True):
        if len(form) >= _SHORT:
            text = text.replace(form, MASK)
        else:
            text = re.sub(rf"(?<!\w){re.escape(form)}(?!\w)", MASK, text)
    text = _URL.sub(lambda match: match[1] + _without_userinfo(match[2]), text)
    return _HEADER.sub(rf"\1{MASK}", _QUERY.sub(rf"\1{MASK}", text))


def secrets_of(urls: Iterable[str]) -> frozenset[str]:
    """The passwords and tokens within the userinfo of URLs, and what HTTP makes of them."""
    from base64 import b64encode

    found = set()
    for url in urls:
        userinfo = re.split(r"[/?#]", url.partition("://")[2], maxsplit=1)[0].rpartition("@")[0]
        user, _, password = (unquote(part) for part in userinfo.partition(":"))
        if password in _PUBLIC:
            found.add(user)
        else:
            found.add(password)
            found.add(b64encode(f"{user}:{password}".encode()).decode())
    return frozenset(found - _PUBLIC)


def _forms(secrets: Collection[str]) -> set[str]:
    forms = set()
    for secret in secrets:
        whole = secret.encode("utf-8", "surrogatepass")
        encoded = {quote(whole), quote(whole, ""), quote_plus(whole)}
        lower = {re.sub(r"%..", lambda match: match[0].lower(), each) for each in encoded}
        forms |= {secret, *encoded, *lower}
    return forms - {""}


def _without_userinfo(rest: str) -> str:
    """What follows `://`. A password with a raw `/` in it leaves a port that is no number."""
    authority = re.split(r"[/?#\\]", rest, maxsplit=1)[0]
    userinfo, at, host = authority.rpartition("@")
    if not at and "@" in rest and re.search(r":(?!\d*$)(?!\$\{)[^\]]*$", authority):
        userinfo, at, host = rest.rpartition("@")
        authority = rest
    stays = userinfo == "git" or _REFERENCE.fullmatch(userinfo) or _HIDDEN.fullmatch(userinfo)
    if not at or stays:
        return rest
    return f"{MASK}@{host}{rest[len(authority) :]}"
