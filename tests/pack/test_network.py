from __future__ import annotations

import os
import subprocess
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st
from uv import find_uv_bin

from fxpack.errors import UsageError
from fxpack.pack.network import MASK, Network, network_of, redacted, secrets_of

SHOWN = [
    ("https://host/simple", "https://host/simple"),
    ("https://user:secret@host/simple", "https://****@host/simple"),
    ("https://SECRET@host/simple", "https://****@host/simple"),
    ("at https://u:p@h:8080/a, https://t@i/b.", "at https://****@h:8080/a, https://****@i/b."),
    ("git+https://u:p@host/repo.git@v1#egg=x", "git+https://****@host/repo.git@v1#egg=x"),
    ("git+https://host/repo.git@v1", "git+https://host/repo.git@v1"),
    ("https://host/@scope/package", "https://host/@scope/package"),
    ("git+ssh://git@host/repo.git@v1", "git+ssh://git@host/repo.git@v1"),
    ("ssh://git:secret@host/repo", "ssh://****@host/repo"),
    ("https://a@b@host/", "https://****@host/"),
    ("https://user:pa/ss@host/simple", "https://****@host/simple"),
    ("https://[::1]:80/@x", "https://[::1]:80/@x"),
    ("https://${TOKEN}@host/", "https://${TOKEN}@host/"),
    ("https://${NAME}:${TOKEN}@host/", "https://${NAME}:${TOKEN}@host/"),
    ("https://${NAME}:secret@host/", "https://****@host/"),
    ("https://me:********@host/", "https://me:********@host/"),
    ('{"url": "https://u:p@host/"}', '{"url": "https://****@host/"}'),
    ("https://h/x.whl?sv=1&sig=a%2Fb&se=2", "https://h/x.whl?sv=1&sig=****&se=2"),
    ("https://h/x.whl?access_token=abc", "https://h/x.whl?access_token=****"),
    ("https://h/x?X-Amz-Signature=ab#sha256=cd", "https://h/x?X-Amz-Signature=****#sha256=cd"),
    ("Authorization: Basic dXNlcjpzZWNyZXQ=", "Authorization: Basic ****"),
    ("no URL at all: a@b, c:d", "no URL at all: a@b, c:d"),
]


@pytest.mark.parametrize(("text", "shown"), SHOWN)
def test_what_is_shown_of_a_text(text: str, shown: str) -> None:
    assert redacted(text) == shown


@pytest.mark.parametrize("text", [text for text, _ in SHOWN])
def test_showing_it_again_changes_nothing(text: str) -> None:
    assert redacted(redacted(text)) == redacted(text)


SECRETS = st.text(min_size=12).map(lambda text: f"S3{text}")
WORDS = st.text(alphabet="abc /:?#@.", max_size=9)


@given(WORDS, SECRETS, WORDS, st.sampled_from(["", "user:", "a%40b:", ":"]))
def test_a_secret_in_a_url_does_not_survive(
    before: str, secret: str, after: str, user: str
) -> None:
    encoded = quote(secret.encode("utf-8", "replace"), safe="")
    assert encoded not in redacted(f"{before} https://{user}{encoded}@host/{after}")


@given(WORDS, SECRETS, WORDS)
def test_a_known_secret_does_not_survive(before: str, secret: str, after: str) -> None:
    secret = secret.encode("utf-8", "replace").decode()
    forms = (secret, quote(secret), quote(secret, safe=""), quote_plus(secret))
    for form in forms:
        shown = redacted(f"{before}{form}{after}", [secret])
        assert not [each for each in forms if each in shown]


@pytest.mark.parametrize("secret", ["abc", "a b", "x"])
def test_a_short_secret_is_masked_where_it_stands_alone(secret: str) -> None:
    assert redacted(f"it is {secret}.", [secret]) == f"it is {MASK}."
    assert redacted(f"pre{secret}post", [secret]) == f"pre{secret}post"


@pytest.mark.parametrize(
    ("url", "secrets"),
    [
        ("https://host/", set()),
        ("https://TOKEN@host/", {"TOKEN"}),
        ("https://TOKEN:@host/", {"TOKEN"}),
        ("https://TOKEN:x-oauth-basic@host/", {"TOKEN"}),
        ("https://__token__:abcd@host/", {"abcd", "X190b2tlbl9fOmFiY2Q="}),
        ("https://user:a%40b@host/", {"a@b", "dXNlcjphQGI="}),
        ("git+ssh://git@host/x", set()),
    ],
)
def test_secrets_of_a_url(url: str, secrets: set[str]) -> None:
    assert secrets_of([url]) == secrets


def test_options_go_before_uv_and_uv_before_pip() -> None:
    environ = {"PIP_INDEX_URL": "https://pip/", "PIP_EXTRA_INDEX_URL": "https://a/ https://b/"}
    assert network_of(environ=environ) == Network("https://pip/", ("https://a/", "https://b/"))
    environ |= {"UV_DEFAULT_INDEX": "https://uv/"}
    assert network_of(environ=environ).index_url == "https://uv/"
    assert network_of("https://option/", environ=environ).index_url == "https://option/"


def test_named_indexes_and_their_credentials() -> None:
    environ = {
        "UV_INDEX": "my-own=https://host/simple other=https://b/",
        "UV_INDEX_MY_OWN_USERNAME": "me",
        "UV_INDEX_MY_OWN_PASSWORD": "p@ss/word",
    }
    network = network_of(environ=environ)
    assert network.extra_index_urls == ("https://me:p%40ss%2Fword@host/simple", "https://b/")
    assert "p@ss/word" in network.secrets


def test_folders_are_absolute(tmp_path: os.PathLike[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkdir("wheels")
    links = network_of(find_links=["wheels"], environ={}).find_links
    assert links == (os.path.join(tmp_path, "wheels"),)
    given = network_of(environ={"PIP_FIND_LINKS": "missing wheels https://h/x"}).find_links
    assert given == (os.path.join(tmp_path, "wheels"), "https://h/x")
    given = network_of(environ={"UV_FIND_LINKS": "wheels, https://h/x"}).find_links
    assert given == (os.path.join(tmp_path, "wheels"), "https://h/x")


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-01-31", "2026-02-01T00:00:00Z"),
        ("2026-01-31T12:00:00Z", "2026-01-31T12:00:00Z"),
        ("2026-01-31T12:00:00+02:00", "2026-01-31T10:00:00Z"),
        ("2026-01-31 12:00", "2026-01-31T12:00:00Z"),
    ],
)
def test_a_moment_does_not_depend_on_the_machine(written: str, moment: str) -> None:
    assert network_of(exclude_newer=written, environ={}).exclude_newer == moment


@pytest.mark.parametrize("written", ["yesterday", "2026-13-01", "9999-12-31", "", "1 week"])
def test_what_is_no_moment(written: str) -> None:
    if not written:
        assert network_of(exclude_newer=written, environ={}).exclude_newer is None
        return
    with pytest.raises(UsageError, match="2026-01-31"):
        network_of(exclude_newer=written, environ={})


@pytest.mark.parametrize(
    "written",
    [
        "ftp://host/",
        "https://",
        "https://user:secret@host:port/",
        "https://[::1/secret",
        "https://secret@/",
        "https://a host/",
        "does/not/exist",
    ],
)
def test_what_is_no_index(written: str) -> None:
    for options in ({"index_url": written}, {"extra_index_urls": [written]}):
        with pytest.raises(UsageError) as raised:
            network_of(**options, environ={})
        assert "secret@" not in str(raised.value)


def test_uv_is_told_by_variables_alone() -> None:
    network = Network("https://a/", ("https://b/", "https://c/"), ("/d", "https://e/"))
    given = network._replace(offline=True).variables({"PIP_CERT": "/certificates"})
    assert given == {
        "UV_DEFAULT_INDEX": "https://a/",
        "UV_INDEX": "https://b/ https://c/",
        "UV_FIND_LINKS": "/d,https://e/",
        "UV_OFFLINE": "1",
        "UV_INDEX_URL": "",
        "UV_EXTRA_INDEX_URL": "",
        "UV_INDEX_STRATEGY": "first-index",
        "SSL_CERT_FILE": "/certificates",
    }


def test_uv_accepts_what_it_is_told(tmp_path: os.PathLike[str]) -> None:
    given = Network(find_links=(str(tmp_path),), exclude_newer="2026-01-31T12:00:00Z")
    for network in (given, given._replace(exclude_newer=None)):
        done = subprocess.run(
            [find_uv_bin(), "pip", "compile", "--quiet", "--no-header", "--no-config", "-"],
            env={**os.environ, **network._replace(offline=True).variables()},
            input=b"",
            capture_output=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, b"")
