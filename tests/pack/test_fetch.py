from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from fxpack.artifact import LockedPackage
from fxpack.errors import DependencyError
from fxpack.pack.network import Network
from fxpack.pack.store import Store
from tests.pack.fetching import Heard, Made, Make, fetched, left
from tests.pack.scripted import Answer, Asked, part, scripted


@pytest.fixture(autouse=True)
def no_other_network(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing of this machine's settings: proxies, netrc, timeouts."""
    for name in list(os.environ):
        if name.lower().endswith("_proxy") or name.startswith(("PIP_", "UV_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(str(tmp_path / "store"))


@pytest.fixture
def make(tmp_path: Path) -> Make:
    return Make(tmp_path / "made")


def test_wheels_come_in_the_order_of_the_lock(store: Store, make: Make) -> None:
    made = [make(f"pkg{number}", size) for number, size in enumerate((10, 1_000_000, 0, 5000))]
    contents = {f"/{each.package.filename}": each.content for each in made}
    heard = Heard()
    with scripted(lambda asked: part(asked, contents[asked.path])) as server:
        packages = [each.at(server.url) for each in made]
        wheels = fetched(store, *packages, heard=heard)
        assert [wheel.package for wheel in wheels] == packages
        for wheel, each in zip(wheels, made, strict=True):
            assert Path(wheel.path).read_bytes() == each.content
            assert wheel.facts.name == each.package.name
        total = sum(map(len, contents.values()))
        assert heard.stages == [("downloading", total)]
        assert heard.bytes == total
        assert left(store) == []

        # They are there now: nothing is asked, nothing is said.
        again = Heard()
        assert fetched(store, *packages, heard=again) == wheels
        assert again.stages == []
        assert len(server.asked) == len(made)


def test_what_was_damaged_in_the_cache_is_fetched_anew(store: Store, make: Make) -> None:
    made = make()
    with scripted(lambda asked: part(asked, made.content)) as server:
        (wheel,) = fetched(store, made.at(server.url))
        os.truncate(wheel.path, 5)
        assert fetched(store, made.at(server.url)) == (wheel,)
        assert Path(wheel.path).read_bytes() == made.content


# -- files that are not what was locked -----------------------------------------------------------


@pytest.mark.parametrize("algorithm", ["sha256", "sha384", "sha512", "blake2b", "sha3_256"])
def test_every_algorithm_is_checked(store: Store, make: Make, algorithm: str) -> None:
    made = make()
    digest = hashlib.new(algorithm, made.content).hexdigest()
    right = made.package._replace(hashes={algorithm: digest})
    wrong = right._replace(hashes={**made.package.hashes, algorithm: digest[:-4] + "0000"})
    with scripted(lambda asked: part(asked, made.content)) as server:
        where = f"{server.url}/{made.package.filename}?sig=secret"
        with pytest.raises(DependencyError) as raised:
            fetched(store, wrong._replace(location=where))
        text = str(raised.value)
        assert text.startswith(f"pkg 1.0: {where.replace('secret', '****')} is not the file")
        assert f"{algorithm} {digest[:-4]}0000 was expected, {digest} found" in text
        assert store.get(hashlib.sha256(made.content).hexdigest()) is None
        assert left(store) == []
        (wheel,) = fetched(store, right._replace(location=where))
        (again,) = fetched(store, right._replace(location=where))
        assert wheel == again
        assert len(server.asked) == 2


@pytest.mark.parametrize("hashes", [{"md5": "ab" * 16}, {"sha256": "abc"}])
def test_hashes_that_vouch_for_nothing(store: Store, make: Make, hashes: dict[str, str]) -> None:
    package = make().at("http://127.0.0.1:9")._replace(hashes=hashes)
    with pytest.raises(DependencyError, match=r"pkg 1\.0: .*: sha256 is needed"):
        fetched(store, package)


def test_md5_beside_sha256_is_checked_as_well(store: Store, make: Make) -> None:
    made = make()
    package = made.package._replace(hashes={**made.package.hashes, "md5": "ab" * 16})
    with pytest.raises(DependencyError, match="md5 abab"):
        fetched(store, package._replace(location=made.path))


def test_without_hashes_the_size_is_compared(store: Store, make: Make) -> None:
    made = make()
    package = made.package._replace(hashes={})
    with scripted(lambda asked: part(asked, made.content)) as server:
        (wheel,) = fetched(store, package._replace(location=made.at(server.url).location))
        assert Path(wheel.path).read_bytes() == made.content
        smaller = package._replace(location=made.at(server.url).location, size=5)
        with pytest.raises(DependencyError, match="5 bytes were expected"):
            fetched(store, smaller)
    assert left(store) == []


def test_another_package_than_was_locked(store: Store, make: Make) -> None:
    made = make("other")
    package = made.package._replace(name="pkg", location=made.path)
    with pytest.raises(DependencyError, match=r"pkg 1\.0: other-.*\.whl, .* is other 1\.0"):
        fetched(store, package)
    with pytest.raises(DependencyError, match=r"is other 1\.0"):
        fetched(store, made.package._replace(version="2.0", location=made.path))
    fetched(store, made.package._replace(version="1", location=made.path))


def test_one_that_fails_ends_the_others(store: Store, make: Make) -> None:
    good, bad = make("good", 3_000_000), make("bad", 10)

    def answers(asked: Asked) -> Answer:
        if "good" in asked.path:
            return Answer(good.content, sent=500, stalled=True)
        return Answer(status=404)

    with scripted(answers) as server, pytest.raises(DependencyError, match="bad"):
        fetched(store, good.at(server.url), bad.at(server.url))


# -- credentials ----------------------------------------------------------------------------------

ME = "Basic bWU6cEBzcw=="
"""me:p@ss"""


def only(made: Made, authorization: str | None = ME) -> Callable[[Asked], Answer]:
    """Answers to those with these credentials alone; those without any for None."""

    def answers(asked: Asked) -> Answer:
        if asked.headers.get("Authorization") == authorization:
            return part(asked, made.content)
        return Answer(status=401)

    return answers


def with_login(url: str, login: str = "me:p%40ss") -> str:
    return url.replace("//", f"//{login}@")


def test_credentials_of_the_url(store: Store, make: Make) -> None:
    made = make()
    with scripted(only(made)) as server:
        fetched(store, made.at(with_login(server.url)))


def test_those_of_the_url_go_before_netrc(store: Store, make: Make, tmp_path: Path) -> None:
    made = make()
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login other password other")
    with scripted(only(made)) as server:
        fetched(store, made.at(with_login(server.url)))


def test_credentials_of_netrc(store: Store, make: Make, tmp_path: Path) -> None:
    made = make()
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login me password p@ss")
    with scripted(only(made)) as server:
        fetched(store, made.at(server.url))


def test_the_password_of_a_user_in_the_url(store: Store, make: Make, tmp_path: Path) -> None:
    made = make()
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login me password p@ss")
    with scripted(only(made)) as server:
        fetched(store, made.at(with_login(server.url, "me")))


def test_an_index_opens_the_files_on_its_host(store: Store, make: Make) -> None:
    made = make()
    with scripted(only(made)) as server:
        indexes = (
            with_login(f"{server.url}/other/simple", "other:other"),
            with_login(f"{server.url}/mine/simple"),
            with_login("https://elsewhere/mine/files", "else:where"),
        )
        where = f"{server.url}/mine/files/{made.package.filename}"
        network = Network(indexes[0], indexes[1:])
        fetched(store, made.package._replace(location=where), network=network)


def test_an_index_opens_no_other_host(store: Store, make: Make) -> None:
    made = make()
    with scripted(only(made, None)) as server:
        port = server.url.rpartition(":")[2]
        network = Network(
            with_login(f"http://127.0.0.1:{int(port) + 1}/simple"),
            (with_login(f"http://localhost:{port}/"), with_login(f"https://127.0.0.1:{port}/")),
        )
        fetched(store, made.at(server.url), network=network)


def test_credentials_do_not_follow_to_another_host(store: Store, make: Make) -> None:
    made = make()
    with scripted(only(made, None), "localhost") as files:

        def answers(asked: Asked) -> Answer:
            if asked.headers.get("Authorization") != ME:
                return Answer(status=401)
            return Answer(status=302, headers={"Location": f"{files.url}{asked.path}"})

        with scripted(answers) as index:
            network = Network(with_login(index.url))
            fetched(store, made.at(index.url), network=network)
        assert len(files.asked) == 1


# -- certificates ---------------------------------------------------------------------------------


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl makes the certificate")
@pytest.mark.parametrize(
    "variable",
    [
        *("PIP_CERT", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "pip.conf"),
        *("PIP_TRUSTED_HOST", "UV_INSECURE_HOST", ""),
    ],
)
def test_certificates_of_the_user(
    store: Store,
    make: Make,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    variable: str,
) -> None:
    made = make()
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
    pair = [str(tmp_path / "certificate.pem"), str(tmp_path / "key.pem")]
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-nodes", "-newkey", "rsa:2048", "-days", "2"),
            *("-subj", "/CN=here", "-addext", "subjectAltName=IP:127.0.0.1"),
            *("-out", pair[0], "-keyout", pair[1]),
        ],
        check=True,
        capture_output=True,
    )
    if variable == "pip.conf":
        (tmp_path / "pip.conf").write_text(f"[global]\ncert = {pair[0]}\n")
        monkeypatch.setenv("PIP_CONFIG_FILE", str(tmp_path / "pip.conf"))
    elif variable:
        monkeypatch.setenv(variable, "127.0.0.1" if "HOST" in variable else pair[0])
    with scripted(lambda asked: part(asked, made.content), certificate=pair) as server:
        if variable:
            assert fetched(store, made.at(server.url))
        else:
            with pytest.raises(DependencyError, match=r"no certificate to be trusted .*SSL_CERT"):
                fetched(store, made.at(server.url))


# -- no network -----------------------------------------------------------------------------------


def test_offline_nothing_is_asked(store: Store, make: Make) -> None:
    made, other, local = make(), make("other"), make("local")
    commit = LockedPackage("repo", "", "vcs", "https://127.0.0.1:9/repo", commit="ab" * 20)
    here = local.package._replace(location=local.path)
    with scripted(lambda asked: part(asked, made.content)) as server:
        fetched(store, made.at(server.url))
        offline = Network(offline=True)
        fetched(store, made.at(server.url), here, network=offline)
        with pytest.raises(DependencyError) as raised:
            fetched(store, made.at(server.url), other.at(server.url), commit, here, network=offline)
        assert len(server.asked) == 1
    assert str(raised.value) == (
        "not in the cache, and --offline forbids to fetch it: other 1.0, repo; build once without "
        "--offline, or name a folder that has it by --find-links"
    )


def test_what_was_in_the_cache_when_it_was_locked(store: Store, make: Make) -> None:
    with pytest.raises(DependencyError, match=r"not in the cache any more: pkg 1\.0; .*--refresh"):
        fetched(store, make().package)


@pytest.mark.parametrize("form", [str, lambda path: Path(path).as_uri()])
def test_wheels_on_disk(store: Store, make: Make, form: Callable[[str], str]) -> None:
    made, heard = make("my-pkg".replace("-", "_")), Heard()
    package = made.package._replace(name="my-pkg", location=form(made.path))
    (wheel,) = fetched(store, package, heard=heard)
    assert Path(wheel.path).read_bytes() == made.content
    assert wheel.path != made.path
    assert Path(made.path).read_bytes() == made.content
    assert heard.stages == []

    Path(made.path).write_bytes(b"changed")
    fetched(store, package)
    fresh = package._replace(hashes={"sha256": "ab" * 32})
    with pytest.raises(DependencyError, match="is not the file that is locked: sha256 abab"):
        fetched(store, fresh)
    os.unlink(made.path)
    with pytest.raises(DependencyError, match="cannot be read"):
        fetched(store, fresh)
