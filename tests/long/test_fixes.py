"""Whatever is done to an app's files, fixing it ends, crashes on nothing and adds no error."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from tests.edit.laws import broken
from tests.test_mutated_apps import PYTHONS, mutated

# What was hidden behind an error may come to light, and a mutation may look like a comment.
OF_MUTATIONS = ("made worse", "is written otherwise", "lost", "rounds")


@settings(
    max_examples=1500,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(mutated(), PYTHONS)
def test_any_app_is_fixed(files: dict[str, bytes], python: tuple[int, int]) -> None:
    before = dict(files)
    found = [law for law in broken(files, python) if not any(text in law for text in OF_MUTATIONS)]
    assert found == []
    assert files == before
