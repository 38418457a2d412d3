"""What an app asks of the place that it runs in: settings, its Python, files that it may write.

Each part is loaded where there is something for it to look at, which of most apps there is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fxpack.model import Function, Problem, Target

if TYPE_CHECKING:
    from fxpack.read.code import CodeReader
    from fxpack.read.python.modules import Module

SETTINGS = "local.settings.json"
PROXIES = "proxies.json"
_WRITING = tuple(
    b"open( write_text write_bytes mkdir makedirs .touch( shutil urlretrieve FileHandler "
    b"ZipFile .to_csv .to_excel .to_json .to_parquet .to_pickle savefig".split()
)
"""In every text that writes files in a way that can be told."""


def environment_problems(
    reader: CodeReader, functions: Sequence[Function], target: Target
) -> Iterator[Problem]:
    """What the place does not give; `reader` has read the functions."""
    if any(map(_has_address, functions)):
        from fxpack.read.app_settings.named import pasted_connections

        yield from pasted_connections(functions)
    if SETTINGS in reader.files:
        from fxpack.read.app_settings.problems import setting_problems

        yield from setting_problems(reader, functions, target)
    if target.plan or target.ended or PROXIES in reader.files:
        from fxpack.read.runtime import runtime_problems

        yield from runtime_problems(reader.files, target)
    if any(map(_may_write, map(reader.modules.parsed, reader.loaded))):
        from fxpack.read.python.writes import app_writes

        yield from app_writes(reader.loaded, functions, reader.interpreter)


def _has_address(function: Function) -> bool:
    """Whether a member of a binding may be a connection string, or the address of something."""
    return any(
        isinstance(value, str) and ("=" in value or "://" in value)
        for binding in function.bindings
        for value in binding.properties.values()
    )


def _may_write(module: Module | None) -> bool:
    return module is not None and any(word in module.data for word in _WRITING)
