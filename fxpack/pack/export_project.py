"""pyproject.toml without a lock: `[project] dependencies` as they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from fxpack.artifact import Advice
from fxpack.errors import DependencyError
from fxpack.pack.project_files import relative, section
from fxpack.pack.wanted import Collected, Wanted, without_credentials
from fxpack.read.requirement_forms import normalised

if TYPE_CHECKING:
    from packaging.requirements import Requirement

_PATH = "pyproject.toml"


def from_project(content: Mapping[str, Any], root: str) -> Collected:
    """What a project asks for, with the places that `[tool.uv.sources]` names.

    Raises DependencyError for what is no requirement, and where the dependencies are not told.
    """
    project, poetry = section(content, "project"), section(content, "tool", "poetry")
    dynamic = project.get("dynamic")
    if isinstance(dynamic, list) and "dependencies" in dynamic:
        raise DependencyError(
            f"{_PATH}: only building the project tells its dependencies, which are dynamic: "
            "write them into [project] dependencies or requirements.txt"
        )
    if "dependencies" in poetry and "dependencies" not in project:
        raise DependencyError(f"{_PATH}: poetry.lock is missing: `poetry lock` makes it")
    written = project.get("dependencies", [])
    if not isinstance(written, list):
        raise DependencyError(f"{_PATH}: [project] dependencies: a list is needed")
    wanted, advice = with_sources(written, content, root)
    if wanted:
        advice.append(
            Advice(
                "without a lock every build may get other versions",
                _PATH,
                help="`fxpack lock`, `uv lock` or `poetry lock` makes one",
            )
        )
    return Collected(tuple(wanted), tuple(advice))


def with_sources(
    written: Sequence[object], content: Mapping[str, Any], root: str
) -> tuple[list[Wanted], list[Advice]]:
    """Requirements with the places that `[tool.uv.sources]` of a project names for them."""
    sources = section(content, "tool", "uv", "sources")
    sources = {normalised(name): each for name, each in sources.items()}
    wanted, advice = [], []
    for requirement in map(_requirement, written):
        source = sources.get(normalised(requirement.name))
        text = str(requirement) if source is None else _from(source, requirement, root)
        if text is None:
            message = f"the source of {requirement.name} in [tool.uv.sources] is not carried over"
            advice.append(Advice(message, _PATH, help="run `uv lock`: uv.lock tells it"))
        wanted.append(Wanted(text or str(requirement), normalised(requirement.name)))
    return wanted, advice


def _requirement(text: object) -> Requirement:
    from packaging.requirements import InvalidRequirement, Requirement

    try:
        return Requirement(str(text))
    except InvalidRequirement:
        raise DependencyError(f'{_PATH}: "{text}" is no requirement as PEP 508 has it') from None


def _from(source: Any, requirement: Requirement, root: str) -> str | None:
    """A requirement with the place it comes from; None for what only uv can find."""
    if not isinstance(source, dict):
        return None
    marker = f" ; {requirement.marker}" if requirement.marker else ""
    extras = f"[{','.join(sorted(requirement.extras))}]" if requirement.extras else ""
    if "path" in source:
        return f"{relative(root, str(source['path']))}{extras}{marker}"
    if url := source.get("git"):
        revision = next((source[key] for key in ("rev", "tag", "branch") if key in source), "")
        url = f"git+{url}" + (f"@{revision}" if revision else "")
    else:
        url = source.get("url")
    if not url:
        return None
    subdirectory = f"#subdirectory={source['subdirectory']}" if "subdirectory" in source else ""
    return f"{requirement.name}{extras} @ {without_credentials(url)}{subdirectory}{marker}"
