"""Under tox the wheel is tested: a checkout found first would hide what the wheel lacks."""

from __future__ import annotations

import os
from pathlib import Path

import fxpack

if os.environ.get("FXPACK_INSTALLED"):
    checkout = Path(__file__).resolve().parent.parent
    if Path(fxpack.__file__).resolve().is_relative_to(checkout / "fxpack"):
        raise RuntimeError(f"{fxpack.__file__} is the checkout's fxpack, not the installed wheel")
