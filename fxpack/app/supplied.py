"""What wheels on this machine say of the distributions that an app requires."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from fxpack.cache import cache_folder
from fxpack.model import Target
from fxpack.nouns import NamedTuple

if TYPE_CHECKING:
    from fxpack.read.wheels import Known


class Supplied(NamedTuple):
    """The wheels for one app, which are only looked for when something depends on them."""

    root: str
    target: Target

    def wheels(self) -> Known:
        """The wheels of its lock, else those that are installed beside it."""
        from fxpack.pack.known_wheels import known_wheels
        from fxpack.platforms import platform_of
        from fxpack.read.wheels import Known, Wheel, beside, packed

        locked = known_wheels(self.root, platform_of(self.target.python), _store())
        if locked is None:
            return Known(beside(self.root), packed=packed(self.root))
        wheels = (Wheel(each.name, each.version, each.imports, each.requires) for each in locked)
        by_name = {wheel.name: wheel for wheel in wheels}
        return Known(by_name, locked=True, packed=packed(self.root))

    def looks(self) -> tuple[tuple[str, int], ...]:
        """By what it is known that the wheels are the same: when their folders were changed.

        Of a store these are the folders of locks and of what is being added.
        """
        from fxpack.read.wheels import sites

        folders = (*sites(self.root), f"{_store()}/locks", f"{_store()}/new")
        return tuple((each, changed) for each in folders if (changed := _changed(each)))


def _changed(folder: str) -> int:
    try:
        return os.stat(folder).st_mtime_ns
    except OSError:
        return 0


def _store() -> str:
    return os.path.join(cache_folder(), "packages")
