from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from fxpack.artifact import LockedPackage
from fxpack.errors import DependencyError
from fxpack.pack.client import PIECE
from fxpack.pack.network import Network
from fxpack.pack.partial import Partial
from fxpack.pack.store import Store
from tests.pack.fetching import Heard, fetched, left
from tests.pack.scripted import Answer, Asked, part, scripted
from tests.wheels import make_wheel


class Made(NamedTuple):
    """A wheel and what a lock says of it."""

    path: str
    content: bytes
    package: LockedPackage

    def at(self, url: str) -> LockedPackage:
        return self.package._replace(location=f"{url}/{self.package.filename}")


@pytest.fixture(autouse=True)
def no_other_network(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing of this machine's settings: proxies, netrc, timeouts."""
    for name in list(os.environ):
        if name.lower().endswith("_proxy") or name.startswith(("PIP_", "UV_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(str(tmp_path / "store"))


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Made]:
    def made(name: str = "pkg", size: int = 1_000_000) -> Made:
        path = make_wheel(
            tmp_path / "made", name, files={f"{name}.bin": os.urandom(size)}, stored="*"
        )
        content = Path(path).read_bytes()
        package = LockedPackage(
            name,
            "1.0",
            "wheel",
            "",
            filename=os.path.basename(path),
            hashes={"sha256": hashlib.sha256(content).hexdigest()},
            size=len(content),
        )
        return Made(path, content, package)

    return made


def test_wheels_come_in_the_order_of_the_lock(store: Store, make: Callable[..., Made]) -> None:
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


def test_what_was_damaged_in_the_cache_is_fetched_anew(
    store: Store, make: Callable[..., Made]
) -> None:
    made = make()
    with scripted(lambda asked: part(asked, made.content)) as server:
        (wheel,) = fetched(store, made.at(server.url))
        os.truncate(wheel.path, 5)
        assert fetched(store, made.at(server.url)) == (wheel,)
        assert Path(wheel.path).read_bytes() == made.content


# -- answers that fail ----------------------------------------------------------------------------


def truncated(asked: Asked, content: bytes) -> Answer:
    """Always half of what is missing, until little is missing."""
    answer = part(asked, content)
    return answer._replace(sent=len(answer.body) // 2 if len(answer.body) > 1000 else None)


def no_ranges(asked: Asked, content: bytes) -> Answer:
    return Answer(content, sent=300_000 if asked.number < 2 else None)


def changed_between(asked: Asked, content: bytes) -> Answer:
    """Another file at first: its ETag tells that the rest does not belong to it."""
    if asked.number == 0:
        return part(asked, b"x" * len(content), '"0"')._replace(sent=1000)
    return part(asked, content, '"1"')


def another_part(asked: Asked, content: bytes) -> Answer:
    if asked.number == 0:
        return part(asked, content)._replace(sent=1000)
    if asked.number == 1:
        return Answer(content, 206, {"Content-Range": f"bytes 0-{len(content) - 1}/*"})
    return part(asked, content)


def compressed_transfer(asked: Asked, content: bytes) -> Answer:
    """Content-Encoding as some stores set it by mistake; the bytes are those of the file."""
    return Answer(content, headers={"Content-Encoding": "gzip"})


def failing(times: int, status: int, retry_after: str = "") -> Callable[[Asked, bytes], Answer]:
    headers = {"Retry-After": retry_after} if retry_after else {}
    bad = Answer(status=status, headers=headers)
    return lambda asked, content: bad if asked.number < times else part(asked, content)


@pytest.mark.parametrize(
    ("answers", "requests"),
    [
        pytest.param(failing(0, 500), 1, id="good"),
        pytest.param(failing(3, 500), 4, id="500"),
        pytest.param(failing(1, 503), 2, id="503"),
        pytest.param(failing(3, 429, "0"), 4, id="429"),
        pytest.param(failing(1, 503, "Wed, 21 Oct 2015 07:28:00 GMT"), 2, id="a date"),
        (truncated, 11),
        (no_ranges, 3),
        (changed_between, 2),
        (another_part, 3),
        (compressed_transfer, 1),
    ],
)
def test_it_is_tried_again_until_it_is_whole(
    store: Store,
    make: Callable[..., Made],
    answers: Callable[[Asked, bytes], Answer],
    requests: int,
) -> None:
    made, heard = make(), Heard()
    with scripted(lambda asked: answers(asked, made.content)) as server:
        (wheel,) = fetched(store, made.at(server.url), heard=heard)
    assert Path(wheel.path).read_bytes() == made.content
    assert len(server.asked) == requests
    assert heard.bytes == len(made.content)
    assert left(store) == []


@pytest.mark.parametrize(
    ("status", "requests", "said"),
    [
        (401, 1, "asks for credentials"),
        (403, 1, "forbidden"),
        (404, 1, "404"),
        (410, 1, "410"),
        (418, 1, "418"),
        (500, 4, "500 Internal Server Error"),
        (502, 4, "502"),
        (429, 4, "429"),
    ],
)
def test_what_is_given_up(
    store: Store, make: Callable[..., Made], status: int, requests: int, said: str
) -> None:
    made = make()
    with scripted(lambda asked: Answer(b"no", status)) as server:
        with pytest.raises(DependencyError) as raised:
            fetched(store, made.at(server.url.replace("//", "//user:secret@")))
        assert len(server.asked) == requests
    text = str(raised.value)
    assert text.startswith("pkg 1.0: http://****@127.0.0.1:")
    assert said in text
    assert "secret" not in text
    assert "\n" not in text
    assert left(store) == []


def test_a_server_that_is_down(store: Store, make: Callable[..., Made]) -> None:
    with scripted(lambda asked: Answer()) as server:
        pass
    with pytest.raises(
        DependencyError, match=r"pkg 1.0: http://.* cannot be reached \(Connection refu"
    ):
        fetched(store, make().at(server.url))


def test_a_server_without_a_name(store: Store, make: Callable[..., Made]) -> None:
    with pytest.raises(DependencyError, match=r"https://nowhere.invalid/.* cannot be reached \("):
        fetched(store, make().at("https://nowhere.invalid"))


def test_a_server_that_speaks_no_tls(store: Store, make: Callable[..., Made]) -> None:
    with (
        scripted(lambda asked: Answer()) as server,
        pytest.raises(DependencyError, match=r"certificate|cannot be reached"),
    ):
        fetched(store, make().at(server.url.replace("http:", "https:")))


def test_a_bundle_of_certificates_that_is_not_there(
    store: Store, make: Callable[..., Made], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_CERT", "/missing.pem")
    with pytest.raises(DependencyError, match=r"missing\.pem"):
        fetched(store, make().at("https://127.0.0.1:9"))


def test_a_redirect_without_end(store: Store, make: Callable[..., Made]) -> None:
    with (
        scripted(lambda asked: Answer(status=302, headers={"Location": asked.path})) as server,
        pytest.raises(DependencyError, match="30 redirects"),
    ):
        fetched(store, make().at(server.url))


def test_an_answer_that_does_not_come(
    store: Store, make: Callable[..., Made], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UV_HTTP_TIMEOUT", "1")
    monkeypatch.setattr("fxpack.pack.download.ATTEMPTS", 1)
    with (
        scripted(lambda asked: Answer(b"x", sent=0, stalled=True)) as server,
        pytest.raises(DependencyError, match="gave no answer for 1 seconds"),
    ):
        fetched(store, make().at(server.url))


# -- files that are not what was locked -----------------------------------------------------------


@pytest.mark.parametrize("algorithm", ["sha256", "sha384", "sha512", "blake2b", "sha3_256"])
def test_every_algorithm_is_checked(
    store: Store, make: Callable[..., Made], algorithm: str
) -> None:
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
def test_hashes_that_vouch_for_nothing(
    store: Store, make: Callable[..., Made], hashes: dict[str, str]
) -> None:
    package = make().at("http://127.0.0.1:9")._replace(hashes=hashes)
    with pytest.raises(DependencyError, match=r"pkg 1\.0: .*: sha256 is needed"):
        fetched(store, package)


def test_md5_beside_sha256_is_checked_as_well(store: Store, make: Callable[..., Made]) -> None:
    made = make()
    package = made.package._replace(hashes={**made.package.hashes, "md5": "ab" * 16})
    with pytest.raises(DependencyError, match="md5 abab"):
        fetched(store, package._replace(location=made.path))


def test_without_hashes_the_size_is_compared(store: Store, make: Callable[..., Made]) -> None:
    made = make()
    package = made.package._replace(hashes={})
    with scripted(lambda asked: part(asked, made.content)) as server:
        (wheel,) = fetched(store, package._replace(location=made.at(server.url).location))
        assert Path(wheel.path).read_bytes() == made.content
        smaller = package._replace(location=made.at(server.url).location, size=5)
        with pytest.raises(DependencyError, match="5 bytes were expected"):
            fetched(store, smaller)
    assert left(store) == []


def test_another_package_than_was_locked(store: Store, make: Callable[..., Made]) -> None:
    made = make("other")
    package = made.package._replace(name="pkg", location=made.path)
    with pytest.raises(DependencyError, match=r"pkg 1\.0: other-.*\.whl, .* is other 1\.0"):
        fetched(store, package)
    with pytest.raises(DependencyError, match=r"is other 1\.0"):
        fetched(store, made.package._replace(version="2.0", location=made.path))
    fetched(store, made.package._replace(version="1", location=made.path))


def test_one_that_fails_ends_the_others(store: Store, make: Callable[..., Made]) -> None:
    good, bad = make("good", 3_000_000), make("bad", 10)

    def answers(asked: Asked) -> Answer:
        if "good" in asked.path:
            return Answer(good.content, sent=500, stalled=True)
        return Answer(status=404)

    with scripted(answers) as server, pytest.raises(DependencyError, match="bad"):
        fetched(store, good.at(server.url), bad.at(server.url))


# -- gone on with ---------------------------------------------------------------------------------


def partial(store: Store, made: Made, content: bytes) -> Path:
    """What an earlier build left of a file."""
    os.rmdir(store.workplace())
    path = Path(store.partial, f"sha256-{made.package.hashes['sha256']}")
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("kept", "ranges"),
    [
        (lambda content: content[:7000], ["bytes=7000-"]),
        (lambda content: content, []),
        (lambda content: b"x" * 7000, ["bytes=7000-", None]),
        (lambda content: content + b"x", [f"bytes={0}-", None]),
        (lambda content: b"", [None]),
    ],
)
def test_the_next_build_goes_on(
    store: Store,
    make: Callable[..., Made],
    kept: Callable[[bytes], bytes],
    ranges: list[str | None],
) -> None:
    made, heard = make(), Heard()
    partial(store, made, kept(made.content))
    ranges = [asked and asked.replace("=0-", f"={len(made.content) + 1}-") for asked in ranges]
    with scripted(lambda asked: part(asked, made.content)) as server:
        (wheel,) = fetched(store, made.at(server.url), heard=heard)
        assert [asked.headers.get("Range") for asked in server.asked] == ranges
    assert Path(wheel.path).read_bytes() == made.content
    assert heard.bytes == len(made.content)
    assert left(store) == []


def test_what_came_is_kept_when_it_is_given_up(store: Store, make: Callable[..., Made]) -> None:
    made = make()

    def answers(asked: Asked) -> Answer:
        return Answer(status=500) if asked.number else part(asked, made.content)._replace(sent=5000)

    with scripted(answers) as server, pytest.raises(DependencyError, match="try again later"):
        fetched(store, made.at(server.url))
    (kept,) = left(store)
    assert Path(store.folder, kept).read_bytes() == made.content[:5000]
    with scripted(lambda asked: part(asked, made.content)) as server:
        fetched(store, made.at(server.url))
        assert [asked.headers["Range"] for asked in server.asked] == ["bytes=5000-"]
    assert left(store) == []


def test_a_file_that_another_build_downloads_is_left_to_it(
    store: Store, make: Callable[..., Made]
) -> None:
    made = make()
    path = partial(store, made, made.content[:9])
    good = scripted(lambda asked: part(asked, made.content))
    with good as server, Partial(store.partial, path.name) as other:
        fetched(store, made.at(server.url))
        assert server.asked[0].headers.get("Range") is None
        assert other.size == 9
        assert path.read_bytes() == made.content[:9]
    assert left(store) == []


PROGRAM = """
import sys
from fxpack.artifact import LockedPackage, Silent
from fxpack.pack.fetch import fetch
from fxpack.pack.network import Network
from fxpack.pack.store import Store
from fxpack.platforms import platform_of

folder, location, sha256 = sys.argv[1:]
package = LockedPackage("pkg", "1.0", "wheel", location, "pkg-1.0-py3-none-any.whl", {"sha256": sha256})
try:
    fetch([package], platform_of((3, 12)), Store(folder), Network(), Silent())
except KeyboardInterrupt:
    print("interrupted", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_a_build_that_is_ended_from_outside(
    store: Store, make: Callable[..., Made], sent: signal.Signals
) -> None:
    made = make()
    half = len(made.content) // 2
    sha256 = made.package.hashes["sha256"]

    def answers(asked: Asked) -> Answer:
        if asked.number:
            return part(asked, made.content)
        return Answer(made.content, sent=half, stalled=True)

    kept = Path(store.partial, f"sha256-{sha256}")
    with scripted(answers) as server:
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, store.folder, made.at(server.url).location, sha256],
            stdout=subprocess.PIPE,
            text=True,
        )
        while not kept.exists() or kept.stat().st_size <= half - PIECE:
            assert process.poll() is None
        process.send_signal(sent)
        out, _ = process.communicate(timeout=10)
        assert out == ("interrupted\n" if sent == signal.SIGINT else "")
        content = kept.read_bytes()
        assert made.content.startswith(content)
        (wheel,) = fetched(store, made.at(server.url))
        assert server.asked[-1].headers["Range"] == f"bytes={len(content)}-"
    assert Path(wheel.path).read_bytes() == made.content


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


def test_credentials_of_the_url(store: Store, make: Callable[..., Made]) -> None:
    made = make()
    with scripted(only(made)) as server:
        fetched(store, made.at(with_login(server.url)))


def test_those_of_the_url_go_before_netrc(
    store: Store, make: Callable[..., Made], tmp_path: Path
) -> None:
    made = make()
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login other password other")
    with scripted(only(made)) as server:
        fetched(store, made.at(with_login(server.url)))


def test_credentials_of_netrc(store: Store, make: Callable[..., Made], tmp_path: Path) -> None:
    made = make()
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login me password p@ss")
    with scripted(only(made)) as server:
        fetched(store, made.at(server.url))


def test_an_index_opens_the_files_on_its_host(store: Store, make: Callable[..., Made]) -> None:
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


def test_an_index_opens_no_other_host(store: Store, make: Callable[..., Made]) -> None:
    made = make()
    with scripted(only(made, None)) as server:
        port = server.url.rpartition(":")[2]
        network = Network(
            with_login(f"http://127.0.0.1:{int(port) + 1}/simple"),
            (with_login(f"http://localhost:{port}/"), with_login(f"https://127.0.0.1:{port}/")),
        )
        fetched(store, made.at(server.url), network=network)


def test_credentials_do_not_follow_to_another_host(store: Store, make: Callable[..., Made]) -> None:
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


# -- no network -----------------------------------------------------------------------------------


def test_offline_nothing_is_asked(store: Store, make: Callable[..., Made]) -> None:
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


def test_what_was_in_the_cache_when_it_was_locked(store: Store, make: Callable[..., Made]) -> None:
    with pytest.raises(DependencyError, match=r"not in the cache any more: pkg 1\.0; .*--refresh"):
        fetched(store, make().package)


@pytest.mark.parametrize("form", [str, lambda path: Path(path).as_uri()])
def test_wheels_on_disk(
    store: Store, make: Callable[..., Made], form: Callable[[str], str]
) -> None:
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


# -- the disk -------------------------------------------------------------------------------------

FULL = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
from fxpack.errors import FxpackError
try:
    exec(sys.stdin.read())
except FxpackError as error:
    print(type(error).__name__, error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_disk_that_is_full(store: Store, make: Callable[..., Made]) -> None:
    made = make()
    sha256 = made.package.hashes["sha256"]
    with scripted(lambda asked: part(asked, made.content)) as server:
        for location in (made.at(server.url).location, made.path):
            done = subprocess.run(
                [sys.executable, "-c", FULL, store.folder, location, sha256],
                input=PROGRAM,
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.stdout.startswith("FileError"), done.stderr
            assert "FXPACK_CACHE_DIR" in done.stdout
            assert left(store) == []
    assert fetched(store, made.package._replace(location=made.path))
