"""Under tox the wheel is tested: a checkout found first would hide what the wheel lacks."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import hypothesis
import pytest

import fxpack
from tests.index import Fault, FaultyIndex, Index, faulty, served

if os.environ.get("FXPACK_INSTALLED"):
    checkout = Path(__file__).resolve().parent.parent
    if Path(fxpack.__file__).resolve().is_relative_to(checkout / "fxpack"):
        raise RuntimeError(f"{fxpack.__file__} is the checkout's fxpack, not the installed wheel")

# A machine may be slow for reasons of its own: what may take how long is for benchmarks to say.
hypothesis.settings.register_profile(
    "untimed", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("untimed")


class Indexes:
    """Indexes of folders of wheels and sdists, which end with the test."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack

    def real(self, folder: Path, *, user: str = "", password: str = "") -> Index:
        """A pypiserver, with basic credentials where given."""
        return self._stack.enter_context(served(folder, user=user, password=password))

    def faulty(self, folder: Path, faults: Mapping[str, Fault]) -> FaultyIndex:
        """An index that fails as told, by a part of the path."""
        return self._stack.enter_context(faulty(folder, faults))


@pytest.fixture
def indexes() -> Iterator[Indexes]:
    """Starts package indexes on this machine."""
    with ExitStack() as stack:
        yield Indexes(stack)


@pytest.fixture(scope="session", autouse=True)
def interruptible() -> Iterator[None]:
    """What runs in the background of a shell ignores Ctrl-C, and so would all that it starts."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(autouse=True)
def no_settings_of_pip(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's own settings files name indexes of their own."""
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)


@pytest.fixture(autouse=True)
def no_ci_system(monkeypatch: pytest.MonkeyPatch) -> None:
    """What fxpack says is another thing where a CI system reads it."""
    for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE"):
        monkeypatch.delenv(name, raising=False)
    for name in ("TF_BUILD", "BUILD_SOURCESDIRECTORY"):
        monkeypatch.delenv(name, raising=False)
