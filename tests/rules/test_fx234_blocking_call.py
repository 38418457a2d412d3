from __future__ import annotations

import pytest

from tests.rules.one_script import said


@pytest.mark.parametrize(
    ("imports", "call", "shown"),
    [
        ("import time", "time.sleep(1)", "time.sleep"),
        ("from time import sleep as nap", "nap(1)", "time.sleep"),
        ("import requests", "requests.get('x')", "requests.get"),
        ("import subprocess as sp", "sp.run(['x'])", "subprocess.run"),
        ("import urllib.request", "urllib.request.urlopen('x')", "urllib.request.urlopen"),
    ],
)
def test_says_which_call(imports: str, call: str, shown: str) -> None:
    script = f"{imports}\nasync def main(req):\n    if req:\n        {call}\n"
    assert said("FX234", script) == [f"4:9 {shown}() blocks the event loop of all async functions"]


@pytest.mark.parametrize(
    "script",
    [
        "import time\ndef main(req):\n    time.sleep(1)\n",
        "import asyncio\nasync def main(req):\n    await asyncio.sleep(1)\n",
        "import time\nasync def main(req):\n    def work(): time.sleep(1)\n    work\n",
        "import time, asyncio\nasync def main(req):\n    await asyncio.to_thread(time.sleep, 1)\n",
        "from somewhere import time\nasync def main(req):\n    time.sleep(1)\n",
        "import requests\nasync def main(req):\n    requests.Session()\n",
        "async def main(req, time):\n    time.sleep(1)\n",
        "import time\nasync def main(req):\n    time = req\n    time.sleep(1)\n",
        "import time\nasync def main(req): pass\nasync def other():\n    time.sleep(1)\n",
        (
            "try:\n    from aiotime import sleep\nexcept ImportError:\n    from time import sleep\n"
            "async def main(req):\n    sleep(1)\n"
        ),
    ],
)
def test_what_may_not_block_is_silent(script: str) -> None:
    assert said("FX234", script) == []
