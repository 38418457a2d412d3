"""Which modules of the app's root are imported as parts of the package `__app__`."""

from __future__ import annotations

from fxpack.model import Import, Project


def is_in_app_package(path: str, project: Project) -> bool:
    """Whether a module of the root is imported as a part of `__app__`."""
    name = path.removesuffix(".py")
    return any(
        f"{_from_root(item, path)}.".startswith(f"{name}.")
        for path, imports in project.imports.items()
        for item in imports
    )


def _from_root(item: Import, path: str) -> str:
    """What is imported through `__app__`, as a dotted name from there; "" for another import."""
    name = f"{item.module}.{item.name}".strip(".")
    if not item.level:
        return name.removeprefix("__app__.") if name.startswith("__app__.") else ""
    return name if path.count("/") and item.level == path.count("/") + 1 else ""
