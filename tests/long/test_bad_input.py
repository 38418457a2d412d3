"""Input that is broken, hostile or huge: an answer within seconds, never an exception.

Here are apps in memory; in tests/cli/test_bad_input.py is what only a disk has: links, rights, pipes.
"""

from __future__ import annotations

import codecs
import gc
import warnings
from collections.abc import Mapping
from time import process_time

import pytest

from fxpack.judge import lint_project
from fxpack.linted import LintedApp
from fxpack.model import Target
from fxpack.platforms import platforms
from fxpack.read.project import read_project
from fxpack.settings import Settings
from tests.apps import BASE

Files = Mapping[str, bytes]
Python = tuple[int, int]

CLEAN = {path: text.encode() for path, text in BASE.items()}
CONFIG, SCRIPT = "f/function.json", "f/__init__.py"
MAIN = CLEAN[SCRIPT]
PYTHONS = tuple(platforms())
SECONDS = 60


def lint(files: Files, python: Python = (3, 12)) -> LintedApp:
    """What all rules say, within the time and the length that any input may take.

    As in the command, without the garbage collector.
    """
    before = process_time()
    gc.disable()
    try:
        with warnings.catch_warnings(record=True) as warned:
            project = read_project(files, target=Target(python=python))
            linted = lint_project(project, Settings(select=("ALL",)))
    finally:
        gc.enable()
    assert process_time() - before < SECONDS
    assert linted.crashes == ()
    assert warned == []
    assert all(len(each.message) <= 1000 for each in linted.diagnostics)
    for each in linted.diagnostics:
        f"{each.message} {each.help} {each.location.path}".encode("utf-8", "surrogateescape")
    return linted


def codes(linted: LintedApp) -> set[str]:
    return {each.code for each in linted.diagnostics}


def app(path: str, data: bytes | str) -> dict[str, bytes]:
    return {**CLEAN, path: data.encode() if isinstance(data, str) else data}


# -- Python that is deep or long ------------------------------------------------------------------


def nested(depth: int) -> dict[str, str]:
    """Expressions and statements in each other."""
    return {
        "parentheses": "x = " + "(" * depth + ")" * depth,
        "lists": "x = " + "[" * depth + "]" * depth,
        "dictionaries": "x = " + "{0:" * depth + "1" + "}" * depth,
        "unclosed": "x = " + "(" * depth,
        "signs": "x = " + "-" * depth + "1",
        "not": "x = " + "not " * depth + "1",
        "lambda": "x = " + "lambda: " * depth + "1",
        "else": "x = " + "1 if 1 else " * depth + "1",
        "powers": "x = " + "1**" * depth + "1",
        "f-strings": "x = " + "f'{" * depth + "1" + "}'" * depth,
        "blocks": "".join(" " * i + "if x:\n" for i in range(depth)) + " " * depth + "pass",
        "elif": "if x: pass\n" + "elif x: pass\n" * depth,
        "functions": "".join(" " * i + "def f():\n" for i in range(90)) + " " * 90 + "pass",
    }


def chains(length: int) -> dict[str, str]:
    """The same over and over."""
    return {
        "sum": "x = " + "1+" * length + "1",
        "attributes": "x = a" + ".b" * length,
        "subscripts": "x = a" + "[0]" * length,
        "calls": "x = a" + "()" * length,
        "and": "x = " + "a and " * length + "a",
        "comparisons": "x = " + "a < " * length + "a",
        "texts": "x = " + "'a' " * length,
        "targets": "x = " * length + "1",
        "statements": "x = 1\n" * length,
        "lines that go on": "x = " + "\\\n" * length + "1",
        "names": "x = " + ", ".join(f"n{i}" for i in range(length)),
        "dots": f"from {'.' * length} import x",
        "a dotted name": "import " + "a." * min(length, 5000) + "a",
        "imports": "import " + ", ".join(f"m{i}" for i in range(length)),
        "decorators": "def d(f):\n    return f\n" + "@d\n" * length + "def g(): pass",
        "tries": "try:\n    import a\nexcept ImportError:\n    a = 1\n" * (length // 10),
        "conditions": "if c:\n    a = 1\n" * (length // 5),
        "loops": "for i in c:\n    a = i\n" * (length // 5),
        "a name again and again": "x = y\ny = x\n" * length,
        "names not defined": "".join(f"undefined{i}\n" for i in range(length // 5)),
        "stars": "from f import *\nx\n" * (length // 50),
        "other stars": "".join(f"from m{i} import *\nx{i}\n" for i in range(length // 50)),
        "bases": "class A0: pass\n"
        + "".join(f"class A{i}(A{i - 1}): pass\n" for i in range(1, length // 10)),
        "one name's bases": "class A: pass\n" + "class A(A): pass\n" * (length // 10),
        "calls that block": "import time\nasync def main(req):\n" + "    time.sleep(1)\n" * length,
        "a million letters": f"x = '{'a' * 1_000_000}'; y",
        "a million others": f"x = '{'é' * 1_000_000}'; y",
        "an integer": "x = " + "9" * length,
        "a comment": "# " + "noqa " * length,
        "comments": "undefined  # noqa: FX209\n" * length,
        "quotes": '# noqa\n"' + "'\\" * length,
    }


SHAPES = [
    *(
        (f"{name} × {depth}", text)
        for depth in (100, 1000, 10_000)
        for name, text in nested(depth).items()
    ),
    *(
        (f"{name} × {length}", text)
        for length in (1000, 10_000)
        for name, text in chains(length).items()
    ),
]


@pytest.mark.parametrize("text", [text for _, text in SHAPES], ids=[name for name, _ in SHAPES])
def test_python_that_is_deep_or_long(text: str) -> None:
    for python in PYTHONS[0], PYTHONS[-1]:
        lint(app(SCRIPT, f"{text}\n".encode() + MAIN), python)
        lint({**app("shared/x.py", text), SCRIPT: b"from shared.x import *\n" + MAIN}, python)


def test_what_is_too_deep_is_not_decided() -> None:
    linted = lint(app(SCRIPT, b"x = " + b"-" * 10_000 + b"1\n" + MAIN))
    assert (codes(linted), len(linted.undecided)) == (set(), 1)


def test_brackets_that_no_python_reads() -> None:
    assert codes(lint(app(SCRIPT, b"x = " + b"(" * 1000 + b")" * 1000))) == {"FX206"}


@pytest.mark.parametrize("shape", [*nested(0), *chains(0)])
def test_newer_syntax_and_something_deep(shape: str) -> None:
    """What the running Python refuses goes to libcst, whose parser may end the process."""
    for size in (500, 100_000):
        text = {**nested(min(size, 3000)), **chains(size)}[shape]
        lint(
            app(SCRIPT, f"try:\n    pass\nexcept A, B:\n    pass\n{text}\n".encode() + MAIN),
            (3, 14),
        )


# -- Python that leads back to itself -------------------------------------------------------------

CIRCLES = {
    "alias": "main = x\nx = main",
    "aliases": "main = a if x else b\na = b if x else main\nb = main if x else a",
    "star of itself": "from f import *\ndef main(req): pass",
    "stars of itself": "from . import *\nfrom .f import *\nfrom __app__.f import *\ndef main(req): pass",
    "import of itself": "import f\nfrom f import main",
    "name of itself": "from . import main",
    "class of itself": "class A(A): pass\ndef main(req: A): pass",
    "classes in a circle": "class A(B): pass\nclass B(A): pass\ndef main(req: A) -> B: pass",
    "metaclass of itself": "class A(metaclass=A): pass\nclass main(A): pass",
    "annotation of itself": "def main(req: 'main') -> 'main': pass",
    "alias in itself": "from typing import List\nX = List['X']\nY = List[Y]\ndef main(req: X, a: Y): pass",
    "decorator of itself": "@main\ndef main(req): pass",
    "decorator that decorates itself": "def d(f):\n    @d\n    def g(req):\n        return f(req)\n    return g\n@d\ndef main(req): pass",
    "wraps itself": "import functools\n@functools.wraps(main)\ndef main(req): pass\nmain = functools.wraps(main)(main)",
    "function of itself": "def g(x):\n    return g(g(x)) if x else g(x)\nmain = g(g)",
    "applied to itself": "def g(x, y):\n    return x(y, y)\nmain = g(g, g)",
    "calls of itself": "def g(x):\n" + "    if x: return g(g(x))\n" * 50 + "main = g(g)",
    "instance of itself": "class A:\n    def __call__(self, f): return A()(f)\nmain = A()(A())",
    "instance that calls itself": "class A:\n    def __call__(self, f): return self(f)\nmain = A()(A())",
    "all of itself": "__all__ = __all__ + ['main']\ndef main(req): pass",
    "getattr of itself": "def __getattr__(name): return __getattr__(name)\nmain = foo",
    "type of itself": "type X = X\ndef main(req: X): pass",
    "twice as many": "from typing import Dict\nX0 = int\n"
    + "".join(f"X{i} = Dict[X{i - 1}, X{i - 1}]\n" for i in range(1, 100))
    + "def main(req: X99): pass",
    "unions": "from typing import Union\nX0 = int\n"
    + "".join(f"X{i} = Union[X{i - 1}, X{i - 1}, None]\n" for i in range(1, 100))
    + "def main(req: X99): pass",
    "functions of functions": "X0 = lambda x: x\n"
    + "".join(f"X{i} = X{i - 1}(X{i - 1}(X{i - 1}))\n" for i in range(1, 100))
    + "main = X99",
    "a long union": f"def main(req: {'int | ' * 1000}None): pass",
    "a long Optional": f"def main(req: {'Optional[' * 1000}int{']' * 1000}): pass",
    "a long text": f"def main(req: '{'Optional[' * 1000}int{']' * 1000}'): pass",
    "texts in texts": f"def main(req: {repr(repr(repr(repr('int'))))!r}): pass",
    "many parameters": f"def main({', '.join(f'a{i}' for i in range(10_000))}): pass",
}


@pytest.mark.parametrize("text", CIRCLES.values(), ids=CIRCLES.keys())
def test_python_in_circles(text: str) -> None:
    for python in PYTHONS:
        lint(app(SCRIPT, text), python)


def test_imports_in_circles() -> None:
    files = {
        f"m{i}.py": f"from m{(i + 1) % 500} import *\nimport m{(i + 7) % 500}" for i in range(500)
    }
    files[SCRIPT] = "from m0 import *\nfrom m3 import x, y, z\n" + BASE[SCRIPT]
    lint({**CLEAN, **{path: text.encode() for path, text in files.items()}})


# -- bytes that are no text -----------------------------------------------------------------------

COOKIES = (
    *(
        "utf-8",
        "latin-1",
        "ascii",
        "utf-16",
        "utf-32",
        "utf-7",
        "utf-8-sig",
        "hex",
        "rot13",
        "zlib",
    ),
    *("idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "mbcs", "shift_jis"),
    *("nothing", "a\0b", "\udcff", "string_escape", "base64", "cp65001", "utf8mb4", "-", "UTF_8-x"),
)
UNREAD = {
    "NUL": b"\0" * 100,
    "NUL at the end": MAIN + b"\0",
    "NUL in a comment": b"# \0\n" + MAIN,
    "UTF-16": MAIN.decode().encode("utf-16"),
    "UTF-16 without a mark": MAIN.decode().encode("utf-16-le"),
    "UTF-32": MAIN.decode().encode("utf-32"),
    "Latin-1": "# é\n".encode("latin-1") + MAIN,
    "Latin-1 in a name": "é = 1\n".encode("latin-1") + MAIN,
    "half a character": MAIN + "é".encode()[:1],
    "a surrogate": b"# \xed\xa0\x80\n" + MAIN,
    "a mark in the middle": MAIN + codecs.BOM_UTF8,
    "two marks": codecs.BOM_UTF8 * 2 + MAIN,
    "a mark and a cookie that lies": codecs.BOM_UTF8 + b"# coding: latin-1\n" + MAIN,
    "Ctrl-Z": b"\x1a" + MAIN,
    "all bytes": bytes(range(256)) * 100,
    **{
        f"cookie {cookie!r}": b"# coding: "
        + cookie.encode("utf-8", "surrogateescape")
        + b"\n"
        + MAIN
        for cookie in COOKIES
    },
    **{
        f"cookie {cookie!r} and no text": b"# coding: "
        + cookie.encode("utf-8", "surrogateescape")
        + b"\nundefined_\xe9\xff\\ # \x81\n\n"
        + MAIN
        for cookie in COOKIES
    },
}


@pytest.mark.parametrize("data", UNREAD.values(), ids=UNREAD.keys())
def test_python_that_is_no_text(data: bytes) -> None:
    for python in PYTHONS:
        lint(app(SCRIPT, data), python)
    lint(
        {**app("shared/x.py", data + b"\nundefined\n"), SCRIPT: b"from shared.x import y\n" + MAIN}
    )


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (UNREAD["NUL"], {"FX206"}),
        (UNREAD["NUL at the end"], {"FX206"}),
        (UNREAD["UTF-16"], {"FX206"}),
        (UNREAD["Latin-1 in a name"], {"FX206"}),
        (UNREAD["Latin-1"], set[str]()),
        (UNREAD["a mark and a cookie that lies"], {"FX206"}),
        (UNREAD["cookie 'nothing'"], {"FX206"}),
        (b"# coding: latin-1\n# \xe9\n" + MAIN, set[str]()),
        (codecs.BOM_UTF8 + b"# coding: utf-8\n" + MAIN, set[str]()),
        (MAIN.replace(b"\n", b"\r\n"), set[str]()),
        (MAIN.replace(b"\n", b"\r"), set[str]()),
        (b"", {"FX207"}),
    ],
)
def test_what_is_said_of_it(data: bytes, expected: set[str]) -> None:
    assert codes(lint(app(SCRIPT, data))) == expected


def test_texts_that_warn() -> None:
    text = r"""def main(req: "'\d'") -> "Literal['\d']": return '\d'"""
    lint(app(SCRIPT, "from typing import Literal\n" + text))


# -- JSON -----------------------------------------------------------------------------------------

JSON = CLEAN[CONFIG]
LONG = 10_000_000
TEXTS = {
    "NUL": b"\0" * 100,
    "NUL in a text": JSON.replace(b"req", b"r\0q"),
    "UTF-16": JSON.decode().encode("utf-16"),
    "UTF-16, half a character": JSON.decode().encode("utf-16") + b"x",
    "UTF-16 without a mark": JSON.decode().encode("utf-16-le"),
    "UTF-16, the other way": codecs.BOM_UTF16_BE + JSON.decode().encode("utf-16-be"),
    "UTF-32": JSON.decode().encode("utf-32"),
    "Latin-1": JSON.replace(b"req", b"r\xe9"),
    "a mark alone": codecs.BOM_UTF8,
    "all bytes": bytes(range(256)) * 100,
    "an integer": JSON.replace(b'"in"', b"9" * 10_000),
    "an integer as a name": JSON.replace(b'"req"', b"9" * 370),
    "an integer in a text": JSON.replace(b'"in"', b'"' + b"9" * 10_000 + b'"'),
    "an integer for bindings": b'{"bindings": ' + b"9" * 10_000 + b"}",
    "a number": JSON.replace(b'"in"', b"9" * 10_000 + b"e9"),
    "a power": JSON.replace(b'"in"', b"1e" + b"9" * 10_000),
    "hexadecimal": JSON.replace(b'"in"', b"0x" + b"f" * 10_000),
    "no number": JSON.replace(b'"in"', b"NaN"),
    "infinity": JSON.replace(b'"in"', b"-Infinity"),
    "half a pair": JSON.replace(b"req", rb"\ud800"),
    "halves the wrong way": JSON.replace(b"req", rb"\udc00\ud800"),
    "half a pair as a member": JSON.replace(b"direction", rb"\ud800"),
    "half a pair as a type": JSON.replace(b"httpTrigger", rb"\udfffTrigger"),
    "half a pair as a script": JSON.replace(b"__init__.py", rb"\ud800.py"),
    "NUL as a script": JSON.replace(b"__init__.py", rb"\u0000.py"),
    "a line's end as a script": JSON.replace(b"__init__.py", rb"a\nb.py"),
    "a long script": JSON.replace(b"__init__.py", b"a/" * 100_000 + b"x.py"),
    "a script far up": JSON.replace(b"__init__.py", b"../" * 100_000 + b"x.py"),
    "half a pair as an entry point": JSON.replace(
        b'"bindings"', rb'"entryPoint": "\ud800", "bindings"'
    ),
    "null": b'{"bindings": null, "scriptFile": null, "entryPoint": null, "retry": null}',
    "lists": b'{"bindings": [[], {}, 1, null, "x", [[]]], "scriptFile": [], "entryPoint": {}}',
    "odd members": b'{"bindings": [{"name": [], "type": {}, "direction": [], "dataType": {},'
    b'"properties": []}], "scriptFile": 1e5, "entryPoint": true, "retry": [[]]}',
    "odd retry": b'{"retry": {"strategy": {}, "maxRetryCount": "x", "delayInterval": 1e999}}',
    "a name again": b'{"bindings": [' + b'{"name": "r", "type": "queue"},' * 5000 + b"]}",
    "a route": b'{"bindings":[{"type":"httpTrigger","route":"' + b"{a}/" * 100_000 + b'"}]}',
    **{
        f"schedule {part!r}": b'{"bindings":[{"name":"req","type":"timerTrigger","schedule":"'
        + part * 100_000
        + b'"}]}'
        for part in (b"*/1 ", b"9", b"1-", b"0:", b"%", b"*", b"1,", b" ", b"L", b"0 ", b"0.")
    },
    **{
        f"bundle {part!r}": b'{"version": "2.0", "extensionBundle": {"id": "x", "version": "'
        + part * 100_000
        + b'"}}'
        for part in (b" ", b"[", b"1.", b"9", b"[1.*, ", b"-", b"*")
    },
    "noqa": b'{"bindings": 1, // noqa "' + rb"\"" * 1_000_000 + b"\n}",
    "noqa, quotes": b"{ // noqa: FX1 " + b"'\\" * 1_000_000,
    "many other members": b'{"bindings": [{"type": "queue",'
    + b",".join(b'"k%d":1' % i for i in range(50_000))
    + b"}]}",
    "constructors": b'{"a": ' + b"new Date(" * 100_000,
    "10 MB, valid": b'{"bindings": [], "x": "' + b"a" * LONG + b'"}',
    "10 MB, invalid": b'{"bindings": [], "x": "' + b"a" * LONG,
    "a long list with a comment": b'{"x": [/**/' + b"1," * (LONG // 100) + b"1]}",
    "10 MB of a list": b'{"bindings": [], "x": [' + b"1," * (LONG // 2) + b"1]}",
    "many bindings": b'{"bindings": ['
    + b",".join(b'{"name":"r%d","type":"queue","direction":"out"}' % i for i in range(5_000))
    + b"]}",
    "10 MB of bindings, not closed": b'{"bindings": ['
    + b'{"name":"r","type":"queue","direction":"out"},' * (LONG // 60),
    "a megabyte of members": b"{" + b",".join(b'"k%d":1' % i for i in range(LONG // 120)) + b"}",
    "a megabyte of one member": b"{" + b'"bindings":[],' * (LONG // 140) + b"}",
    "10 MB of blanks": b" " * LONG,
    "5 MB of lines": b"{" + b"\n" * (LONG // 2),
    "10 MB of a comment": b"/*" + b"a" * LONG + b"*/ {}",
    "10 MB of comments": b"/**/" * (LONG // 4) + b"{}",
    "10 MB of comments, not closed": b"/*" * (LONG // 2),
    "10 MB of escapes": b'{"a": "' + rb"\u0041" * (LONG // 6) + b'"}',
    "10 MB of escapes, not closed": b'{"a": "' + rb"\"" * (LONG // 2),
    "10 MB of a word": b"{" + b"x" * LONG,
    "10 MB of digits": b'{"a":' + b"1" * LONG + b"}",
    "10 MB of bytes": bytes(range(256)) * (LONG // 256),
}


@pytest.mark.parametrize("data", TEXTS.values(), ids=TEXTS.keys())
@pytest.mark.parametrize("path", [CONFIG, "host.json", "f/a/function.json"])
def test_json(data: bytes, path: str) -> None:
    lint(app(path, data))


@pytest.mark.parametrize("depth", [63, 64, 65, 1000, 100_000])
@pytest.mark.parametrize("closed", [True, False])
def test_brackets_in_json(depth: int, *, closed: bool) -> None:
    for opened, closer in ("[", "]"), ('{"a":', "}"), ('[{"a":', "}]"):
        value = opened * depth + "1" + closer * depth * closed
        for path in CONFIG, "host.json", "f/a/function.json", "local.settings.json":
            for text in value, f'{{"bindings": {value}}}', f'{{"version": {value}}}':
                lint(app(path, text))


def test_what_is_said_of_brackets() -> None:
    text = '{"bindings": ' + "[" * 1000 + "]" * 1000 + "}"
    assert codes(lint(app(CONFIG, text))) == {"FX101"}
    assert codes(lint(app("host.json", text))) == {"FX131"}


# -- other files ----------------------------------------------------------------------------------

LISTS = {
    "NUL": b"\0",
    "UTF-16": "local.settings.json\n".encode("utf-16"),
    "Latin-1": b"\xe9\xff\n*.py\n",
    "a long line": b"a" * LONG,
    "many lines": b"a?b*\n" * 50_000,
    "stars": b"*a" * 5000 + b"b",
    "stars of folders": b"**/" * 20_000,
    "brackets": b"[" * 100_000,
    "ranges": b"[a-\xff]" * 5000,
    "exclamation marks": b"!" * 100_000,
    "backslashes": b"\\" * 100_001,
    "blanks": b"a" + b" " * 1_000_000 + b"!",
    "versions": b"azure-functions" + b"=1," * 100_000 + b"$",
    "requirements": b"azure-functions\n" * 20_000,
    "lines that go on": b"\\\n" * 100_000,
    "all bytes": bytes(range(256)) * 1000,
}


@pytest.mark.parametrize("data", LISTS.values(), ids=LISTS.keys())
def test_lists(data: bytes) -> None:
    script = {SCRIPT: b"import nothing_of_that_name, own\n" + MAIN, "own/__init__.py": b""}
    for path in ".funcignore", "requirements.txt", "pyproject.toml", ".gitignore":
        lint({**app(path, data), **script, "local.settings.json": b"{}"})


# -- files and names ------------------------------------------------------------------------------

NAMES = (
    *(
        "f\n/function.json",
        "f\udcff/function.json",
        "\udcff/function.json",
        "f/\udcff.py",
        "f/\n.py",
    ),
    *("a/" * 1000 + "function.json", "function.json", "f/function.json/x", "host.json/x", "\n"),
    *("f/__init__.py/x.py", ".funcignore/x", "f .d/function.json", "../tests/\udcff.py", "-/-.py"),
    *(
        "f/function.json/function.json",
        "f/__init__.py/__init__.py",
        "requirements.txt/x",
        "a.py/b.py",
    ),
    *(
        "é/function.json",
        "é/é.py",
        "f/é\u0301.py",
        "con/function.json",
        "f:g/function.json",
        "\u2028.py",
    ),
)
CONTENTS = (JSON, MAIN, b"", b"\0", b"\xff\nfrom .. import x\nimport __app__.f\nundefined", b"{")


@pytest.mark.parametrize("name", NAMES, ids=[ascii(name)[:40] for name in NAMES])
def test_names(name: str) -> None:
    for data in CONTENTS:
        lint(app(name, data))


@pytest.mark.parametrize("path", [*CLEAN, "shared/x.py", ".funcignore", "f/a/function.json"])
@pytest.mark.parametrize(
    "error",
    [
        FileNotFoundError(2, "No such file or directory"),
        PermissionError(13, "Permission denied"),
        IsADirectoryError(21, "Is a directory"),
        OSError(5, "Input/output error"),
        OSError("without a number"),
    ],
    ids=repr,
)
def test_files_that_cannot_be_read(path: str, error: OSError) -> None:
    class Vanishing(dict[str, bytes]):
        def __getitem__(self, name: str) -> bytes:
            if name == path:
                raise error
            return super().__getitem__(name)

    files = {**CLEAN, SCRIPT: b"from shared.x import *\n" + MAIN, "shared/x.py": b"", path: b"{}"}
    linted = lint(Vanishing(files))
    expected = {
        "host.json": "FX131", CONFIG: "FX101", SCRIPT: "FX216", "shared/x.py": "FX216",
        "requirements.txt": "FX401",
    }  # fmt: skip
    assert codes(linted) - {"FX305"} == ({expected[path]} if path in expected else set())


@pytest.mark.parametrize("reads", range(1, 8))
@pytest.mark.parametrize("path", [*CLEAN, ".funcignore"])
def test_files_that_vanish_after_some_reads(path: str, reads: int) -> None:
    class Vanishing(dict[str, bytes]):
        left = reads

        def __getitem__(self, name: str) -> bytes:
            if name == path:
                self.left -= 1
                if self.left < 0:
                    raise FileNotFoundError(2, "No such file or directory")
            return super().__getitem__(name)

    faulty = {
        **CLEAN,
        ".funcignore": b"f\n",
        SCRIPT: b"undefined\n" + MAIN,
        "local.settings.json": b"",
    }
    lint(Vanishing(faulty))


def test_many_folders() -> None:
    deep = {"/".join(["d"] * depth) + "/x.py": b"from ... import y" for depth in range(1, 500)}
    wide = {f"f{number}/function.json": JSON for number in range(1000)}
    lint({**CLEAN, **deep, **wide})
