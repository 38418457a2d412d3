from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from fxpack.errors import DependencyError
from fxpack.pack.client import PIECE
from fxpack.pack.partial import Partial
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
    make: Make,
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
def test_what_is_given_up(store: Store, make: Make, status: int, requests: int, said: str) -> None:
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


def test_a_server_that_is_down(store: Store, make: Make) -> None:
    with scripted(lambda asked: Answer()) as server:
        pass
    with pytest.raises(
        DependencyError, match=r"pkg 1.0: http://.* cannot be reached \(Connection refu"
    ):
        fetched(store, make().at(server.url))


def test_a_server_without_a_name(store: Store, make: Make) -> None:
    with pytest.raises(DependencyError, match=r"https://nowhere.invalid/.* cannot be reached \("):
        fetched(store, make().at("https://nowhere.invalid"))


def test_a_server_that_speaks_no_tls(store: Store, make: Make) -> None:
    with (
        scripted(lambda asked: Answer()) as server,
        pytest.raises(DependencyError, match=r"certificate|cannot be reached"),
    ):
        fetched(store, make().at(server.url.replace("http:", "https:")))


def test_a_bundle_of_certificates_that_is_not_there(
    store: Store, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_CERT", "/missing.pem")
    with pytest.raises(DependencyError, match=r"missing\.pem"):
        fetched(store, make().at("https://127.0.0.1:9"))


def test_a_redirect_without_end(store: Store, make: Make) -> None:
    with (
        scripted(lambda asked: Answer(status=302, headers={"Location": asked.path})) as server,
        pytest.raises(DependencyError, match="30 redirects"),
    ):
        fetched(store, make().at(server.url))


def test_an_answer_that_does_not_come(
    store: Store, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UV_HTTP_TIMEOUT", "1")
    monkeypatch.setattr("fxpack.pack.download.ATTEMPTS", 1)
    with (
        scripted(lambda asked: Answer(b"x", sent=0, stalled=True)) as server,
        pytest.raises(DependencyError, match="gave no answer for 1 seconds"),
    ):
        fetched(store, make().at(server.url))


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
    make: Make,
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


def test_a_longer_pause_is_said(store: Store, make: Make) -> None:
    made, heard = make(), Heard()
    answers = failing(1, 503, "2")
    with scripted(lambda asked: answers(asked, made.content)) as server:
        fetched(store, made.at(f"{server.url}/x?sig=secret&name="), heard=heard)
    (line,) = heard.lines
    assert line.endswith("was answered with 503 Service Unavailable: asked again in 2 seconds")
    assert "secret" not in line


def test_what_came_is_kept_when_it_is_given_up(store: Store, make: Make) -> None:
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


def test_a_file_that_another_build_downloads_is_left_to_it(store: Store, make: Make) -> None:
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
def test_a_build_that_is_ended_from_outside(store: Store, make: Make, sent: signal.Signals) -> None:
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
def test_a_disk_that_is_full(store: Store, make: Make) -> None:
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
