from __future__ import annotations

import pytest

from tests.rules.one_app import APP
from tests.rules.one_app import said as said_of_decorators
from tests.rules.one_script import said

CODE = "FX641"
IMPORTS = (
    "import gzip, io, logging, os, shutil, tempfile, zipfile\n"
    "from pathlib import Path\n"
    "import pandas as pd\n"
)
REASON = "into the app's folder, which is read-only where the app runs from its package"


def of_body(body: str, *, files: dict[str, str] | None = None) -> list[str]:
    """What is said of the body of the entry point, without the reason."""
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    found = said(CODE, f"{IMPORTS}def main(req):\n{lines}\n", files=files)
    return [each.removesuffix(f" {REASON}") for each in found]


def of_script(script: str, **files: str) -> list[str]:
    return said(CODE, IMPORTS + script, files=files)


def test_message() -> None:
    assert said(CODE, "def main(req):\n    open('out.txt', 'w')\n") == [
        f"2:5 open() writes out.txt {REASON}"
    ]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("open('out/x.txt', 'w')", "open() writes out/x.txt"),
        ("open('x.txt', mode='ab')", "open() writes x.txt"),
        ("open('x.txt', 'r+')", "open() writes x.txt"),
        ("open(file='x.txt', mode='x')", "open() writes x.txt"),
        ("io.open('x.txt', 'w')", "io.open() writes x.txt"),
        ("gzip.open('x.gz', 'wb')", "gzip.open() writes x.gz"),
        ("zipfile.ZipFile('x.zip', 'w')", "zipfile.ZipFile() writes x.zip"),
        ("with open('x.txt', 'w') as f:\n    f.write('')", "open() writes x.txt"),
        ("open(f'out_{req}.txt', 'w')", "open() writes out_…"),
        ("open('out_' + req, 'w')", "open() writes out_…"),
        ("open('out_%s.txt' % req, 'w')", "open() writes out_…"),
        ("open('out_{}.txt'.format(req), 'w')", "open() writes out_…"),
        ("open('./x.txt', 'w')", "open() writes x.txt"),
        ("open('/home/site/wwwroot/x.txt', 'w')", "open() writes x.txt"),
        ("open(os.path.join('a', 'x'), 'w')", "open() writes a/x"),
        ("open(os.path.join(os.getcwd(), 'x'), 'w')", "open() writes x"),
        ("open(os.getcwd() + '/x', 'w')", "open() writes x"),
        ("open(os.path.join(os.path.dirname(__file__), 'x'), 'w')", "open() writes f/x"),
        (
            "open(os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'x'), 'w')",
            "open() writes x",
        ),
        ("open(os.path.dirname(__file__) + '/x', 'w')", "open() writes f/x"),
        ("open(Path(__file__).parent / 'x', 'w')", "open() writes f/x"),
        ("(Path(__file__).parent / 'x').write_text('')", ".write_text() writes f/x"),
        ("(Path(__file__).resolve().parents[1] / 'x').write_bytes(b'')", ".write_bytes() writes x"),
        ("Path('a', 'x').open('w')", ".open() writes a/x"),
        ("Path('x').touch()", ".touch() writes x"),
        ("Path.cwd().joinpath('x').mkdir()", ".mkdir() writes x"),
        ("os.makedirs('out')", "os.makedirs() writes out"),
        ("os.makedirs('out', exist_ok=True)", "os.makedirs() writes out"),
        ("os.mkdir(Path(__file__).parent / 'out')", "os.mkdir() writes f/out"),
        ("shutil.copy('/tmp/a', 'b')", "shutil.copy() writes b"),
        ("shutil.move('/tmp/a', dst='b')", "shutil.move() writes b"),
        ("logging.FileHandler('x.log')", "logging.FileHandler() writes x.log"),
        ("pd.DataFrame().to_csv('x.csv')", ".to_csv() writes x.csv"),
        ("path = 'x.txt'\nopen(path, 'w')", "open() writes x.txt"),
        ("here = Path(__file__).parent\nout = here / 'x'\nout.write_text('')", ".write_text() writes f/x"),
        ("if req:\n    open('x', 'w')", "open() writes x"),
        ("for _ in req:\n    open('x', 'w')", "open() writes x"),
        ("if not os.path.exists('out'):\n    os.makedirs('out')", "os.makedirs() writes out"),
        ("try:\n    open('x', 'w')\nexcept ValueError:\n    pass", "open() writes x"),
        ("try:\n    open('x', 'w')\nexcept OSError as e:\n    raise RuntimeError from e", "open() writes x"),
        ("try:\n    pass\nexcept ValueError:\n    open('x', 'w')", "open() writes x"),
    ],
)  # fmt: skip
def test_said(body: str, found: str) -> None:
    assert [each.partition(" ")[2] for each in of_body(body)] == [found]


@pytest.mark.parametrize(
    "body",
    [
        "open('x.txt')",
        "open('x.txt', 'rb')",
        "open('x.txt', req)",
        "open(req, 'w')",
        "open('/tmp/x.txt', 'w')",
        "open('/dev/null', 'w')",
        "open('~/x', 'w')",
        "open('C:/x', 'w')",
        "open('', 'w')",
        "open('../x', 'w')",
        "open(f'{req}/x', 'w')",
        "open(req + '/x', 'w')",
        "open('{}/x'.format(req), 'w')",
        "open('%s/x' % req, 'w')",
        "open(os.path.join(tempfile.gettempdir(), 'x'), 'w')",
        "open(os.path.join(os.path.dirname(__file__), req), 'w')",
        "open(os.path.join('a', '/tmp/x'), 'w')",
        "open(os.path.join(os.path.dirname(__file__), '../../x'), 'w')",
        "open(os.path.dirname(os.path.dirname(os.path.dirname(__file__))) + '/x', 'w')",
        "open(Path(tempfile.mkdtemp()) / 'x', 'w')",
        "open(Path(__file__).parent.parent.parent / 'x', 'w')",
        "open(Path(req) / 'x', 'w')",
        "open(Path.home() / 'x', 'w')",
        "open(os.getcwd() + 'x', 'w')",
        "Path('x').read_text()",
        "Path('x').open()",
        "req.write_text('x')",
        "req.open('x', 'w')",
        "req.mkdir('x')",
        "tempfile.NamedTemporaryFile('w')",
        "shutil.copy('a', '/tmp/b')",
        "logging.FileHandler('/tmp/x.log')",
        "logging.FileHandler('x.log', delay=True)",
        "pd.DataFrame().to_csv()",
        "path = 'x'\nif req:\n    path = '/tmp/x'\nopen(path, 'w')",
        "path = 'x'\npath = '/tmp/' + path\nopen(path, 'w')",
        "open = req.opener\nopen('x', 'w')",
        "for path in ['x']:\n    open(path, 'w')",
        "args = ('x', 'w')\nopen(*args)",
        "try:\n    open('x', 'w')\nexcept OSError:\n    pass",
        "try:\n    open('x', 'w')\nexcept Exception as e:\n    return str(e)",
        "try:\n    open('x', 'w')\nexcept:\n    pass",
        "if os.environ.get('ENV') == 'x':\n    open('x', 'w')",
        "if IS_LOCAL:\n    open('x', 'w')",
        "if not DEBUG:\n    return\nopen('x', 'w')",
        "if os.access('.', os.W_OK):\n    open('x', 'w')",
        "if 'WEBSITE_SITE_NAME' in os.environ:\n    return\nopen('x', 'w')",
        "with contextlib.suppress(OSError):\n    open('x', 'w')",
        "def unused():\n    open('x', 'w')",
    ],
)
def test_not_said(body: str) -> None:
    assert of_body(body) == []


def test_a_folder_that_is_there_may_be_made_again() -> None:
    files = {"out/data.txt": ""}
    assert of_body("os.makedirs('out', exist_ok=True)", files=files) == []
    assert len(of_body("os.makedirs('out')", files=files)) == 1
    assert len(of_body("os.makedirs('out/more', exist_ok=True)", files=files)) == 1


@pytest.mark.parametrize(
    "script",
    [
        "open('x', 'w')\ndef main(req): pass\n",
        "PATH = Path(__file__).parent / 'x'\ndef main(req):\n    PATH.write_text('')\n",
        "def main(req): save()\ndef save():\n    open('x', 'w')\n",
        "class Store:\n    def save(self):\n        open('x', 'w')\ndef main(req): Store().save()\n",
        "def main(req):\n    def inner():\n        open('x', 'w')\n    inner()\n",
        "def main(req): a()\ndef a(): b()\ndef b():\n    open('x', 'w')\n",
        "def main(req): pass\n@hook\ndef a():\n    open('x', 'w')\n",
        "def main(req): A()\nclass A:\n    def __init__(self):\n        open('x', 'w')\n",
        "def save():\n    open('x', 'w')\nHOOKS = [save]\ndef main(req): pass\n",
        "def save():\n    open('x', 'w')\nif DAY:\n    save()\ndef main(req): pass\n",
    ],
)
def test_code_that_is_used(script: str) -> None:
    assert len(of_script(script)) == 1


@pytest.mark.parametrize(
    "script",
    [
        "def unused():\n    open('x', 'w')\ndef main(req): pass\n",
        "def main(req): pass\nif __name__ == '__main__':\n    open('x', 'w')\n",
        (
            "def main(req): pass\ndef make():\n    open('x', 'w')\n"
            "if __name__ == '__main__':\n    make()\n"
        ),
        "def main(req): pass\ndef a(): b()\ndef b():\n    open('x', 'w')\n",
        "def main(req): pass\nclass A:\n    def save(self):\n        open('x', 'w')\n",
        "os.chdir('/tmp')\ndef main(req):\n    open('x', 'w')\n",
        "PATH = 'x'\ndef main(req):\n    open(PATH, 'w')\ndef set():\n    global PATH\n    PATH = req\n",
        "PATH = 'x'\ndef main(req, PATH='/tmp/x'):\n    open(PATH, 'w')\n",
        (
            "PATH = 'x'\ndef main(req):\n    PATH = '/tmp/x'\n    def inner():\n"
            "        open(PATH, 'w')\n    inner()\n"
        ),
    ],
)
def test_other_code(script: str) -> None:
    assert of_script(script) == []


def test_a_function_of_another_module() -> None:
    writer = "def save():\n    open('x', 'w')\n"
    (found,) = of_script("import shared\ndef main(req): shared.save()\n", **{"shared.py": writer})
    assert found.startswith("shared.py:2:5 ")
    assert of_script("import shared\ndef main(req): pass\n", **{"shared.py": writer}) == []


def test_only_what_functions_load_is_looked_at() -> None:
    writer = "open('x', 'w')\n"
    main = "import shared\ndef main(req): pass\n"
    assert len(of_script(main, **{"shared.py": writer})) == 1
    assert (
        of_script("def main(req): pass\n", **{"shared.py": writer, "tests/test_a.py": writer}) == []
    )


def test_an_app_of_decorators() -> None:
    script = APP + "@app.route()\ndef hello(req):\n    open('x.txt', 'w')\n"
    assert said_of_decorators(CODE, script) == [f"5:5 open() writes x.txt {REASON}"]
