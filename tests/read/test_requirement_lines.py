from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fxpack.read.requirement_lines import RequirementLine, Requirements, read_requirements
from tests.read.pip_reads import Said, pip_reads

ENVIRONMENT = {"TOKEN": "s3cret", "EMPTY": "", "PART": "quests==2.0"}
H = "--hash=sha256:" + "ab" * 32
G = "--hash=sha512:" + "cd" * 64

LINES = [
    # names and versions
    "requests",
    "Foo.Bar_baz--qux==1.0",
    "requests==2.31.0",
    "requests == 2.31.0",
    "requests>=2,<3",
    "requests (>=2,<3)",
    "requests<3 , >=2",
    "requests~=2.1",
    "requests~=2",
    "requests!=2.*",
    "requests==2.*",
    "requests>=2.*",
    "requests===anything",
    "requests==1.0+local.1",
    "requests==1!2.0",
    "requests==1.0rc1",
    "requests==1.0-1",
    "requests==1.0.post1.dev2",
    "requests==v1.0",
    "requests==1.0.",
    "requests==01.0",
    "requests>=1,",
    "requests>=1,,<2",
    "requests=2",
    "requests=>2",
    "requests 2",
    "requests[security]",
    "requests[]",
    "requests[socks,Security]==2",
    "requests [ socks , security ] >= 2",
    "requests[socks",
    "a",
    "-",
    "_x",
    "x_",
    "x-",
    "1.0",
    "requests #comment",
    "requests#comment",
    "requests    # comment # more",
    "requests\t# comment",
    "requests\t>=\t2",
    "é",
    "azure-functions\u00a0==1.0",
    # markers
    "requests; python_version<'3.8'",
    'requests ; python_version >= "3.8" and python_version < "4"',
    "requests;sys_platform=='win32' or os_name != \"nt\"",
    "requests; (python_version<'3.8' or python_version>'3.9') and os_name == 'posix'",
    "requests; 'linux' in sys_platform",
    "requests; sys_platform not in 'win32 darwin'",
    "requests; extra == 'A_b'",
    "requests; platform.machine == 'x86_64'",
    "requests;",
    "requests; ",
    "requests; nonsense",
    "requests; python_version",
    "requests; python_version < '3' and",
    "requests; '3' < python_version",
    "requests==1; python_version < '3'; os_name == 'nt'",
    "requests ; python_version ~= '3.8'",
    "requests ; python_version === '3.8'",
    'requests ; sys_platform == "it\'s"',
    # URLs, repositories
    "https://example.invalid/requests-2.0-py3-none-any.whl",
    "https://example.invalid/requests-2.0-py3-none-any.whl ; python_version<'3'",
    "https://example.invalid/requests-2.0-py3-none-any.whl;python_version<'3'",
    "https://example.invalid/requests-2.0-py3-none-any.whl#sha256=" + "ab" * 32,
    "https://example.invalid/requests-2.0.whl",
    "https://example.invalid/requests-2.0.tar.gz",
    "https://example.invalid/requests-2.0.tar.gz#egg=requests",
    "HTTPS://example.invalid/requests-2.0.tar.gz#egg=Re.quests",
    "http://user:${TOKEN}@example.invalid/x.zip#egg=x",
    "ftp://example.invalid/x.zip",
    "requests @ https://example.invalid/requests-2.0-py3-none-any.whl",
    "requests@https://example.invalid/r.zip",
    "requests[socks] @ https://example.invalid/r.zip ; os_name == 'nt'",
    "requests @ https://example.invalid/r.zip; os_name == 'nt'",
    "requests @ https://example.invalid/r.zip;os_name",
    "requests @",
    "git+https://example.invalid/x.git",
    "git+https://example.invalid/x.git@v1#egg=x",
    "git+https://example.invalid/x.git@v1#egg=x&subdirectory=sub",
    "git+https://example.invalid/x.git#subdirectory=sub&egg=x",
    "git+https://example.invalid/x.git#egg=x y",
    "git+https://example.invalid/x.git#egg=",
    "git+ssh://git@example.invalid/x.git#egg=X_y",
    "git+file:///x#egg=x",
    "x @ git+https://example.invalid/x.git@v1 ; os_name == 'nt'",
    "hg+static-http://example.invalid/x#egg=x",
    "svn+svn://example.invalid/x#egg=x",
    "bzr+lp:x#egg=x",
    "cvs+https://example.invalid/x",
    # paths that exist
    "./project",
    "project/",
    "./project[extra]",
    "./project ; os_name == 'nt'",
    "./wheels/requests-2.0-py3-none-any.whl",
    "wheels/requests-2.0-py3-none-any.whl",
    "wheels/requests-2.0-py3-none-any.whl[socks]",
    "wheels/requests-2.0-py3-none-any.whl ; os_name == 'nt'",
    "requests-2.0-py3-none-any.whl",
    "archive.tar.gz",
    "archive.zip",
    "x.zip",
    "x.y.zip==1",
    "sample @ file:///tmp/x-1.0-py3-none-any.whl",
    "file:///tmp/x-1.0-py3-none-any.whl",
    "file:///tmp/x.tar.gz#egg=x",
    ".",
    # editable
    "-e ./project",
    "-e project",
    "-e ./project[extra,other]",
    "-e .",
    r"\\ -e r",
    "-e git+https://example.invalid/x.git#egg=x",
    "-e git+https://example.invalid/x.git",
    "-e git://example.invalid/x.git#egg=x",
    "-e x @ git+https://example.invalid/x.git",
    "-e x @ https://example.invalid/x.zip",
    "-e https://example.invalid/x.zip",
    "--editable=./project",
    "--editable ./project -e other",
    "-e ./project --hash=sha256:ab",
    "-e ./project ; os_name == 'nt'",
    "-e",
    # options of one requirement
    f"requests==2.0 {H}",
    f"requests==2.0 {H} {H.replace('ab', 'ef')} {G}",
    f"requests==2.0    {H}   # why",
    f"requests==2.0 ; python_version > '3' {H}",
    f"requests {G}",
    "requests --hash sha256:ab",
    "requests --hash sha256:",
    "requests --hash=md5:ab",
    "requests --hash=sha256",
    "requests --hash",
    "requests --hash='sha256:ab'",
    "requests --hash=sha256:ab=",
    f"requests==2.0\t{H}",
    f"https://example.invalid/requests-2.0-py3-none-any.whl {H}",
    f"git+https://example.invalid/x.git#egg=x {H}",
    'requests --config-settings="a=b" --config-settings c=d',
    "requests -C a=b",
    "requests -Ca=b",
    "requests --config-settings a",
    "requests --unknown",
    "requests --index-url https://example.invalid",
    "requests -r other.txt",
    "requests -e other",
    "requests stray --pre stray",
    "requests 'quoted",
    "requests --hash='sha256:ab",
    "requests -- --unknown",
    "requests -",
    # options of a line
    "--index-url https://example.invalid/simple",
    "-i https://example.invalid/simple",
    "-ihttps://example.invalid/simple",
    "--index-url=https://u:${TOKEN}@example.invalid/simple",
    "--pypi-url https://example.invalid/simple",
    "--index https://example.invalid/simple",
    "--extra-index-url https://example.invalid/a --extra-index-url https://example.invalid/b",
    "--extra https://example.invalid/a",
    "--no-index",
    "--no-index=1",
    "--find-links ./wheels",
    "-f wheels --find-links=other",
    "--no-binary :all:",
    "--no-binary=a,b",
    "--only-binary",
    "--prefer-binary --pre",
    "--require-hashes",
    "--require x",
    "--no-",
    "--trusted-host example.invalid",
    "--use-feature fast-deps",
    "--hash=sha256:ab",
    "--unknown",
    "-x",
    "-rnested.txt",
    "-r nested.txt",
    "--requirement=nested.txt",
    "-c nested.txt",
    "--constraint nested.txt",
    "-c nested.txt -r sub/more.txt",
    "-r sub/more.txt",
    "-r nested.txt -r sub/more.txt",
    "-r none.txt",
    "-r requirements.txt",
    "-c requirements.txt",
    "-c badly-constrained.txt",
    "-r 'nested.txt'",
    "-r",
    "-r ${NESTED}.txt",
    # lines
    "requests \\\n  ==2.0 \\\n  " + H,
    "req\\\nuests",
    "requests \\",
    "requests \\\n",
    "requests \\\n# comment\nflask",
    "requests \\\n  # comment \\\nflask",
    "# comment \\\nflask",
    "requests \\\n\\\n==2",
    "requests \\ \nflask",
    "\\\nrequests",
    "requests # comment \\\nflask",
    "requests\r\nflask\r\n",
    "requests\rflask",
    "requests\x0cflask",
    "  requests  ",
    "\trequests",
    "re${PART}",
    "${EMPTY}",
    "${lower}",
    "${UNKNOWN}",
    "re${PART}\\\n.1",
    "",
    "\n\n",
    "requests==${TOKEN}",
]


def _tree(folder: Path) -> None:
    for name in ("sub", "wheels", "project", "other"):
        (folder / name).mkdir(exist_ok=True)
    (folder / "project/pyproject.toml").touch()
    (folder / "other/setup.py").touch()
    (folder / "pyproject.toml").touch()
    for name in (
        *("wheels/requests-2.0-py3-none-any.whl", "requests-2.0-py3-none-any.whl"),
        *("archive.tar.gz", "archive.zip", "x.zip"),
    ):
        (folder / name).touch()
    (folder / "nested.txt").write_text("nested==1\n")
    (folder / "sub/more.txt").write_text("more==1\n-r deeper.txt\n-c ../nested.txt\n")
    (folder / "sub/deeper.txt").write_text("# none\n\n--pre\ndeeper<2 ; os_name=='nt'\n")
    (folder / "badly-constrained.txt").write_text("requests[socks]\n")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("app")
    _tree(path)
    return path


def _read(folder: Path) -> Requirements:
    return read_requirements(lambda path: (folder / path).read_bytes(), environment=ENVIRONMENT)


def _of(*lines: str, **files: str) -> Requirements:
    """What is read from these lines and from `NAME.txt` for each further file."""
    contents = {"requirements.txt": "\n".join(lines)}
    contents |= {f"{name}.txt".replace("__", "/"): text for name, text in files.items()}
    return read_requirements({path: text.encode() for path, text in contents.items()}.__getitem__)


def _ours(found: Requirements, folder: Path) -> list[Said] | None:
    """None where pip would stop; at paths that are missing, it does."""
    missing = (_missing(line, folder) for line in found.lines)
    if any(problem.kind != "ignored" for problem in found.problems) or any(missing):
        return None
    return [
        Said(
            text=line.text,
            line=f"line {line.line})",
            name=line.name,
            specifier=line.specifier,
            extras=line.extras,
            marker=line.marker,
            hashes=tuple(sorted(line.hashes)),
            editable=line.editable,
            constraint=line.constraint,
            settings=bool(line.settings),
        )
        for line in found.lines
    ]


def _missing(line: RequirementLine, folder: Path) -> bool:
    """Whether pip finds nothing to install at a path; it looks at `name @ …` later."""
    if line.kind != "path" or line.url[:5].lower() == "file:":
        return False
    if not line.editable and re.match(r"[A-Za-z0-9][\w.-]*\s*(\[.*\])?\s*@", line.text):
        return False
    if line.editable and line.url.startswith("\\\\"):
        return False  # a share of Windows, which pip takes for a URL
    path = Path(os.path.normpath(folder / line.url))
    if line.editable or not path.is_dir():
        return not path.exists()
    return not any((path / name).exists() for name in ("pyproject.toml", "setup.py"))


@pytest.mark.parametrize("text", LINES)
def test_every_line_is_read_as_by_pip(folder: Path, text: str) -> None:
    (folder / "requirements.txt").write_bytes(text.encode())
    theirs = pip_reads(folder, ENVIRONMENT)
    ours = _ours(_read(folder), folder)
    assert ours == (theirs if isinstance(theirs, list) else None), theirs


WORDS = st.sampled_from(
    [
        *"reqABC019-_.[]()<>=!~,;@#/\\:'\"$ \t",
        "==",
        ">=",
        "1.0",
        "requests",
        " ; ",
        "os_name",
        "'nt'",
        " and ",
        " or ",
        "python_version",
        "--hash=sha256:ab",
        " -r nested.txt",
        " -e ",
        "https://x.y/",
        *["git+https://x.y/z", "#egg=a", " --pre", "\n", "\\\n", "${TOKEN}", " # "],
    ]
)


@given(text=st.lists(WORDS, max_size=12).map("".join))
@settings(max_examples=400, deadline=None)
def test_any_line_is_read_as_by_pip(folder: Path, text: str) -> None:
    (folder / "requirements.txt").write_bytes(text.encode())
    theirs = pip_reads(folder, ENVIRONMENT)
    ours = _ours(_read(folder), folder)
    assert ours == (theirs if isinstance(theirs, list) else None), theirs


ENCODINGS = [
    "requests==1\nflask  # é\n".encode(),
    "\ufeffrequests==1\nflask  # é\n".encode(),
    "\ufeffrequests==1\r\nflask  # é\r\n".encode("utf-16-le"),
    "\ufeffrequests==1\nflask\n".encode("utf-16-be"),
    "\ufeffrequests==1\nflask\n".encode("utf-32-le"),
    "\ufeffrequests==1\nflask\n".encode("utf-32-be"),
    "# -*- coding: latin-1 -*-\nrequests==1\nflask  # é\n".encode("latin-1"),
    "# why\n# vim: set fileencoding=cp1252 :\nrequests\nflask  # é\n".encode("cp1252"),
    "# why\n\n# coding: latin-1\nrequests\n# é\n".encode("latin-1"),
    "requests  # coding: latin-1\n# é\n".encode("latin-1"),
    "requests  # é\n".encode("latin-1"),
    b"# coding: klingon\nrequests\n",
    b"# coding: rot13\nerdhrfgf\n",
    b"# coding: punycode\nrequests-\xff\n",
    "requests\nflask\n".encode("utf-16-le"),
    b"\xff\xferequests",
    b"\xef\xbb\xbf\xff",
    b"",
]


@pytest.mark.parametrize("data", ENCODINGS)
def test_encodings_are_those_of_pip(folder: Path, data: bytes) -> None:
    (folder / "requirements.txt").write_bytes(data)
    theirs = pip_reads(folder, ENVIRONMENT)
    ours = _ours(_read(folder), folder)
    assert ours == (theirs if isinstance(theirs, list) else None), theirs


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ("é".encode("latin-1"), "it is not UTF-8 at byte 0"),
        (b"# coding: klingon\n", "unknown encoding: klingon"),
        ("requests".encode("utf-16-le"), "it holds NUL bytes: UTF-16 needs a byte order mark"),
    ],
)
def test_why_a_file_cannot_be_read(data: bytes, what: str) -> None:
    (problem,) = read_requirements({"requirements.txt": data}.__getitem__).problems
    assert problem[:4] == ("unreadable", "requirements.txt", 1, what)


@pytest.mark.parametrize(
    ("line", "kind", "name", "specifier", "url"),
    [
        ("Re.quests>=2, <3", "named", "re-quests", "<3,>=2", ""),
        (
            "git+https://x.invalid/a@b#egg=C_d",
            "vcs",
            "c-d",
            "",
            "git+https://x.invalid/a@b#egg=C_d",
        ),
        ("c @ git+ssh://git@x.invalid/a", "vcs", "c", "", "git+ssh://git@x.invalid/a"),
        ("-e git+https://x.invalid/a#egg=c", "vcs", "c", "", "git+https://x.invalid/a#egg=c"),
        ("https://x.invalid/a-1.0-py3-none-any.whl", "url", "a", "==1.0", None),
        ("https://x.invalid/a-1%2Bb-py3-none-any.whl?x=1", "url", "a", "==1+b", None),
        ("a @ https://x.invalid/a.zip", "url", "a", "", "https://x.invalid/a.zip"),
        ("file:///x/a-1.0-py3-none-any.whl", "path", "a", "==1.0", None),
        ("a @ file:///x/a.zip", "path", "a", "", "file:///x/a.zip"),
        ("a @ ../a", "path", "a", "", "../a"),
        ("./lib", "path", "", "", None),
        ("../lib[x]", "path", "", "", "../lib"),
        (r"wheels\\a-1.0-py3-none-any.whl", "path", "a", "==1.0", None),
        (r"C:\\a-1.0-py3-none-any.whl", "path", "a", "==1.0", None),
        ("lib.tar.gz", "path", "", "", None),
        ("-e .", "path", "", "", "."),
        ("-e lib", "path", "", "", "lib"),
    ],
)
def test_kinds(line: str, kind: str, name: str, specifier: str, url: str | None) -> None:
    (found,) = _of(line).lines
    assert found[3:6] == (kind, name, specifier)
    assert found.url == (line if url is None else url)
    assert found.editable == line.startswith("-e")


def test_options_with_their_places() -> None:
    found = _of(
        "-i https://a.invalid",
        "--extra-index-url=https://b.invalid --pre",
        "-f one --find-links two",
        "-r deep/more.txt",
        deep__more="\n--no-binary :all:\n",
    )
    assert [(each.name, each.value, each.file, each.line) for each in found.options] == [
        ("--index-url", "https://a.invalid", "requirements.txt", 1),
        ("--extra-index-url", "https://b.invalid", "requirements.txt", 2),
        ("--pre", "", "requirements.txt", 2),
        ("--find-links", "one", "requirements.txt", 3),
        ("--no-binary", ":all:", "deep/more.txt", 2),
    ]
    assert found.values("--extra-index-url") == ["https://b.invalid"]
    assert [each.what for each in found.problems] == ["--find-links is ignored on this line"]


def test_files_that_are_included() -> None:
    found = _of(
        "-r deep/a.txt",
        "-c https://x.invalid/c.txt",
        "-r ../outside.txt",
        "-c /etc/c.txt",
        "-r deep/a.txt",
        deep__a="-r b.txt\n-c ../c.txt\n",
        deep__b="b",
        c="c<2",
        **{"..__outside": "outside"},
    )
    assert [(each.path, each.constraint, each.by, each.line) for each in found.files] == [
        ("requirements.txt", False, "", 0),
        ("deep/a.txt", False, "requirements.txt", 1),
        ("deep/b.txt", False, "deep/a.txt", 1),
        ("c.txt", True, "deep/a.txt", 2),
        ("https://x.invalid/c.txt", True, "requirements.txt", 2),
        ("../outside.txt", False, "requirements.txt", 3),
    ]
    assert [each.path for each in found.files if not each.read] == ["https://x.invalid/c.txt"]
    assert [(each.name, each.constraint) for each in found.lines] == [
        *(("b", False), ("c", True), ("outside", False)),
    ]
    (problem,) = found.problems
    assert problem[:4] == ("missing", "requirements.txt", 4, "/etc/c.txt does not exist")


def test_what_ends_in_a_circle() -> None:
    found = _of("a", "-r b.txt", b="b\n-c requirements.txt")
    (problem,) = found.problems
    assert problem[:4] == ("cycle", "b.txt", 2, "requirements.txt includes itself")
    assert [line.name for line in found.lines] == ["a", "b"]


def test_files_that_include_each_other_twice_are_read_once() -> None:
    files = {f"f{i}": f"-r f{i + 1}.txt\n-r f{i + 1}.txt\np{i}" for i in range(40)}
    found = _of("-r f0.txt", **files, f40="end")
    assert len(found.lines) == 41
    assert not found.problems


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("requests=2", '"=" compares nothing: "==" is needed'),
        ("requests --hash=md5:00", "a hash is one of sha256, sha384, sha512, a colon and digits"),
        ("--requir x", "there is no option --requir: --require-hashes, --requirement?"),
        ("--nonsense", "there is no option --nonsense"),
        ("-z", "there is no option -z"),
        ("--pre=1", "--pre takes no value"),
        ("-r", "--requirement needs a value"),
        ("--index-url 'x", "no closing quotation"),
        ("x -C y", "a setting is a name, = and a value"),
        ("requests[a b]==1", "expected comma between extra names"),
        ("./lib[a b]", '"a b" is no name of an extra'),
        ("-e https://x.invalid/a.zip", "only a folder or a repository can be editable"),
        (
            "-e git+https://x.invalid/a",
            "the name of an editable repository is missing: `NAME @ URL`",
        ),
        ("https://x.invalid/a-1.whl", '"a-1.whl" is no file name of a wheel'),
        ("cvs+https://x.invalid/a", "pip reads no URL that begins with cvs+https://"),
    ],
)
def test_what_pip_refuses(line: str, what: str) -> None:
    (problem,) = _of("# first", line).problems
    assert problem[:4] == ("invalid", "requirements.txt", 2, what)
    assert problem.text == line


@pytest.mark.parametrize("line", ["./lib", "a[b]", "-e ./lib"])
def test_what_is_no_constraint(line: str) -> None:
    (problem,) = _of("-c c.txt", c=line).problems
    assert problem[:4] == (
        "invalid",
        "c.txt",
        1,
        "a constraint is a name and versions, and no more",
    )


def test_what_pip_passes_over() -> None:
    found = _of(
        "requests -r more.txt --pre", "--hash=sha256:00", "-e ./a x -e ./b --hash=sha256:00"
    )
    assert [(each.kind, each.line, each.what) for each in found.problems] == [
        ("ignored", 1, "--requirement is ignored on this line"),
        ("ignored", 1, "--pre is ignored on this line"),
        ("ignored", 2, "--hash is ignored on this line"),
        ("ignored", 3, "a word between options is ignored on this line"),
        ("ignored", 3, "--hash is ignored on this line"),
        ("ignored", 3, "a second --editable is ignored on this line"),
    ]


def test_no_value_of_a_variable_is_told() -> None:
    text = "--index-url https://${TOKEN}@x.invalid\n-r ${TOKEN}.txt\nx#egg=${TOKEN}!\n"
    text += "https://${TOKEN}@x.invalid/${TOKEN}.whl\nx ; ${TOKEN}\n"
    found = read_requirements(
        {"requirements.txt": text.encode()}.__getitem__, environment=ENVIRONMENT
    )
    assert len(found.problems) == 4
    assert "s3cret" not in repr(found.problems)
    assert found.values("--index-url") == ["https://s3cret@x.invalid"]


PINNED = "".join(
    f"package-{i}[extra]==1.{i}.0 ; python_version >= \"3.9\" and python_version < '4' \\\n"
    + " \\\n".join(f"    --hash=sha256:{j:064x}" for j in range(10))
    + "\n    # via another\n"
    for i in range(100)
)


def test_a_pinned_and_hashed_list_is_read_without_packaging() -> None:
    program = (
        "import sys\n"
        "from fxpack.read.requirement_lines import read_requirements\n"
        "found = read_requirements(lambda path: sys.stdin.buffer.read())\n"
        "assert len(found.lines) == 100 and not found.problems\n"
        "print([name for name in sys.modules if name.startswith('packaging')])\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], input=PINNED, capture_output=True, text=True, check=False
    )
    assert (result.stdout, result.stderr) == ("[]\n", "")


def test_a_thousand_hashes_take_no_time() -> None:
    read = {"requirements.txt": PINNED.encode()}.__getitem__
    times = []
    for _ in range(5):
        start = time.perf_counter()
        read_requirements(read)
        times.append(time.perf_counter() - start)
    # 2.6 ms measured; ten times that still shows whether lines are read one by one by `packaging`
    assert min(times) < 0.026


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        "a-" * 50_000,
        "a" + "[" * 100_000,
        "a" + "==1," * 30_000,
        "a==" + "1." * 50_000,
        "a" + " " * 100_000 + "x",
        "a ; " + "python_version > '3' and " * 10_000,
        "a ; " + "(" * 50_000,
        "a " + "--hash=sha256:0 " * 20_000 + "x",
        "a " + "-" * 100_000,
        "\\\n" * 50_000,
        "a[" + "b," * 50_000 + "]",
        "${A}" * 50_000,
        "a #" * 50_000,
        "file:" * 20_000,
        "https://x.invalid/" + "#egg=" * 20_000,
    ],
    ids=range(16),
)
def test_no_line_takes_long(text: str) -> None:
    start = time.perf_counter()
    read_requirements({"requirements.txt": text.encode()}.__getitem__, environment={"A": "b"})
    assert time.perf_counter() - start < 2
