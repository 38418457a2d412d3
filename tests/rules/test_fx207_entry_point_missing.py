from __future__ import annotations

import pytest

from tests.rules.one_script import said


@pytest.mark.parametrize(
    ("script", "entry", "expected"),
    [
        (
            "def man(req): pass\n",
            "main",
            'the entry point main() is not present in f/__init__.py; did you mean "man"?',
        ),
        ("", "main", "the entry point main() is not present in f/__init__.py"),
        (
            "class C:\n    def m(self, req): pass\n",
            "C.m",
            "the entry point C.m() is not present in f/__init__.py",
        ),
        ("def main(req): pass\ndel main\n", "main", None),
        ("if False:\n    def main(req): pass\n", "main", None),
        ("if __name__ == '__main__':\n    def main(req): pass\n", "main", None),
        ("def outer():\n    def main(req): pass\n", "main", None),
        ("class C:\n    def main(self, req): pass\n", "main", None),
        ("main: object\n", "main", None),
        ("from os.path import *\n", "main", None),
    ],
)
def test_says_that_it_is_absent(script: str, entry: str, expected: str | None) -> None:
    expected = expected or f"the entry point {entry}() is not present in f/__init__.py"
    assert said("FX207", script, entry=entry) == [f"1:1 {expected}"]


@pytest.mark.parametrize(
    "script",
    [
        "globals()['main'] = lambda req: None\n",
        "def __getattr__(name): return lambda req: None\n",
        "import sys\nsetattr(sys.modules[__name__], 'main', lambda req: None)\n",
        "exec('def main(req): pass')\n",
        "def init():\n    global main\n    main = lambda req: None\ninit()\n",
        "from somewhere import *\n",
        "from somewhere import main\n",
        "while True:\n    def main(req): pass\n    break\n",
        "import os\nif os.environ.get('A'):\n    def main(req): pass\n",
        "if True:\n    def main(req): pass\n",
        "(main := lambda req: None)\n",
        "(a, main), b = (1, lambda req: None), 2\n",
        "class main:\n    def __init__(self, req): pass\n",
        "def \uff4dain(req): pass\n",
    ],
)
def test_what_may_make_it_is_silent(script: str) -> None:
    assert said("FX207", script) == []


def test_star_imports_are_followed() -> None:
    files = {"f/a.py": "from .b import *\n", "f/b.py": "def main(req): pass\n"}
    assert said("FX207", "from .a import *\n", files=files) == []
    files["f/a.py"] += "__all__ = ['other']\nother = 1\n"
    assert len(said("FX207", "from .a import *\n", files=files)) == 1


@pytest.mark.parametrize("listing", ["__all__ += ['main']", "__all__.append('main')"])
def test_all_that_is_changed_is_not_told(listing: str) -> None:
    files = {"f/a.py": f"__all__ = ['a']\n{listing}\ndef main(req): pass\n"}
    assert said("FX207", "from .a import *\n", files=files) == []
