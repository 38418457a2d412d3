from __future__ import annotations

import pytest

from fxpack.artifact import Advice
from fxpack.facts import table
from fxpack.pack.network import Network
from fxpack.pack.remote import Upload, remote_advice, remote_size_risk
from fxpack.platforms import platform_of
from fxpack.read.requirement_lines import read_requirements

H = " --hash=sha256:00"
FILES = {
    "requirements.txt": "",
    "host.json": "",
    "lib/pyproject.toml": "",
    "wheels/a-1-py3-none-any.whl": "",
    "more.txt": "six\n",
    "unpublished.txt": "toml\n",
    "../outside.txt": "toml\n",
    "sub/deep.txt": "-r deeper.txt\n",
    "sub/deeper.txt": "six\n",
}
LEFT_OUT = {"unpublished.txt", "../outside.txt", "sub/deeper.txt"}


NOTHING_TOLD = Network()


def _advice(
    text: str,
    network: Network = NOTHING_TOLD,
    origin: str = "",
    unused: tuple[str, ...] = (),
) -> tuple[Advice, ...]:
    files = {path: content.encode() for path, content in FILES.items()}
    files["requirements.txt"] = text.encode()
    return remote_advice(
        Upload(
            requirements=read_requirements(files.__getitem__),
            published=frozenset(FILES) - LEFT_OUT,
            platform=platform_of((3, 12)),
            network=network,
            origin=origin,
            unused=unused,
        )
    )


def _messages(text: str) -> list[str]:
    return [each.message for each in _advice(text)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "requests\nsix==1.0\n",
        f"requests==1{H}\nsix==1.0{H}\n",
        "./lib\n",
        "lib/\n",
        ".\n",
        "./wheels/a-1-py3-none-any.whl\n",
        "-r more.txt\n-c more.txt\n",
        "-r https://x.invalid/r.txt\n",
        "--find-links wheels\n",
        "-f https://x.invalid/links\n",
        "--index-url https://x.invalid/simple\n",
        "a @ git+https://x.invalid/a@v1\n",
        "https://x.invalid/a-1-cp312-cp312-manylinux_2_17_x86_64.whl\n",
        "https://x.invalid/a-1-cp312-abi3-manylinux2014_x86_64.manylinux_2_17_x86_64.whl\n",
        "../lib ; sys_platform == 'win32'\n",
        "a-1-cp312-cp312-win_amd64.whl ; sys_platform == 'win32'\n",
        "--pre\n--prefer-binary\n--require-hashes\n",
        "-i https://[bad/simple\nhttps://[bad/a.zip\n",
        "six ; python_version ~= 'x'\n",
    ],
)
def test_what_works_in_azure(text: str) -> None:
    assert _messages(text) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("../lib", "../lib is outside the app, and a remote build sees only the app"),
        ("-e ../lib[x]", "../lib is outside the app, and a remote build sees only the app"),
        ("/opt/lib", "/opt/lib is outside the app, and a remote build sees only the app"),
        (r"C:\lib", r"C:\lib is outside the app, and a remote build sees only the app"),
        ("file:///opt/a.zip", "file:///opt/a.zip is outside the app, and a remote build sees only"),
        ("a @ file:///opt/a", "file:///opt/a is outside the app, and a remote build sees only the"),
        ("./other", "./other stays out of the zip, and a remote build misses it"),
        ("b-1-py3-none-any.whl", "b-1-py3-none-any.whl stays out of the zip, and a remote build"),
        ("-r ../outside.txt", "../outside.txt is outside the app"),
        ("-c unpublished.txt", "unpublished.txt stays out of the zip, and a remote build misses"),
        ("-f ../wheels", "../wheels is outside the app"),
        ("-f missing", "missing stays out of the zip"),
        ("-e ./lib", "./lib is editable: what is installed points to a folder that is gone when"),
        ("-e git+https://x.invalid/a#egg=a", "git+https://x.invalid/a#egg=a is editable"),
        ("a @ git+ssh://git@x.invalid/a", "git+ssh://git@x.invalid/a: a remote build has no key"),
        ("wheels/a-1-cp312-cp312-win_amd64.whl", "wheels/a-1-cp312-cp312-win_amd64.whl stays out"),
        (
            "https://x.invalid/a-1-cp312-cp312-win_amd64.whl",
            (
                "a-1-cp312-cp312-win_amd64.whl is for another platform than Linux on x86_64 with "
                "Python 3.12"
            ),
        ),
        (
            "https://x.invalid/a-1-cp311-cp311-manylinux_2_17_x86_64.whl#sha256=00",
            "a-1-cp311-cp311-manylinux_2_17_x86_64.whl is for another platform",
        ),
        (
            "https://x.invalid/a-1-cp312-cp312-manylinux_2_17_aarch64.whl",
            "a-1-cp312-cp312-manylinux_2_17_aarch64.whl is for another platform",
        ),
        (
            "https://user:secret@x.invalid/a.zip",
            "credentials in https://****@x.invalid/a.zip go into the zip",
        ),
        (
            "--extra-index-url https://user:secret@x.invalid/simple",
            "credentials in --extra-index-url https://****@x.invalid/simple go into the zip",
        ),
        (
            "-i http://localhost:8080/simple",
            "--index-url http://localhost:8080/simple names a mach",
        ),
        ("-i http://10.0.0.1/simple", "--index-url http://10.0.0.1/simple names a machine that"),
        ("-f http://172.20.1.1/x", "--find-links http://172.20.1.1/x names a machine that Azure"),
        ("requests --unknown", "pip stops here: there is no option --unknown"),
        ("-r none.txt", "pip stops here: none.txt does not exist"),
        ("requests --pre", "--pre is ignored on this line"),
        (f"six==1{H}\nrequests", "requests has no hash while others have: pip stops at it"),
        (
            "-i https://${USER}:${TOKEN}@x.invalid/simple",
            "${USER} is empty in a remote build unless USER is an app setting",
        ),
    ],
)
def test_what_a_remote_build_trips_over(text: str, message: str) -> None:
    found = _messages(text)
    assert any(each.startswith(message) for each in found), found
    assert "secret" not in repr(_advice(text))


def test_places_and_remedies() -> None:
    found = _advice("six\n-r sub/deep.txt\n../lib\n-i https://u:p4ssword@x.invalid/simple\n")
    assert [(each.path, each.line) for each in found] == [
        ("sub/deep.txt", 1),
        ("requirements.txt", 3),
        ("requirements.txt", 4),
    ]
    assert [each.help for each in found] == [
        "`fxpack files --explain sub/deeper.txt` says why",
        (
            "move it into the app, or publish it to an index; "
            "`fxpack build --local` takes it along as a wheel"
        ),
        "keep it out of the file and in the app setting PIP_INDEX_URL",
    ]


def test_a_requirements_txt_that_hides_a_lock() -> None:
    assert [each.message for each in _advice("# later\n", unused=("uv.lock",))] == [
        "no package is named, and Azure does not look at uv.lock beside it"
    ]
    assert not _advice("six\n", unused=("uv.lock",))


def test_what_was_exported_is_in_no_line() -> None:
    (found,) = _advice("six\n../lib\n", origin="uv.lock")
    assert (found.path, found.line) == ("uv.lock", 0)


@pytest.mark.parametrize(
    ("network", "settings"),
    [
        (Network(), []),
        (Network(index_url="https://pypi.org/simple/"), []),
        (Network(index_url="https://u:secret@x.invalid/s"), ["PIP_INDEX_URL"]),
        (
            Network(extra_index_urls=("https://x.invalid/s", "https://y.invalid/s")),
            ["PIP_EXTRA_INDEX_URL", "PIP_EXTRA_INDEX_URL"],
        ),
        (Network(index_url="/srv/index"), ["PIP_INDEX_URL"]),
        (Network(extra_index_urls=("https://known.invalid/s/",)), []),
    ],
)
def test_indexes_that_only_this_machine_knows(network: Network, settings: list[str]) -> None:
    found = _advice("--extra-index-url https://known.invalid/s\n", network)
    helps = [f"make its URL the app setting {name}, if the app needs it" for name in settings]
    assert [each.help for each in found] == helps
    assert all((each.path, each.line) == ("", 0) for each in found)
    assert "secret" not in repr(found)
    assert "/srv" not in repr(found)


def test_links_that_only_this_machine_knows() -> None:
    (found,) = _advice("six\n", Network(find_links=("/srv/wheels",)))
    assert found.message.startswith("the packages that --find-links or PIP_FIND_LINKS names are")


MB = 1_000_000


@pytest.mark.parametrize(
    ("sizes", "risk"),
    [
        ({}, False),
        ({"requests": None, "azure-functions": None, "unheard-of": None}, False),
        ({f"p{i}": 10_000 for i in range(20)}, False),
        ({"big": 20 * MB}, False),
        ({"big": 500 * MB}, True),
        ({f"p{i}": 8 * MB for i in range(40)}, True),
        ({"torch": None}, True),
        ({"torch": 90_000}, False),
        ({"tensorflow": None, "requests": None}, True),
        ({"numpy": None}, False),
    ],
)
def test_how_long_azure_may_take(sizes: dict[str, int | None], risk: bool) -> None:
    assert (remote_size_risk(sizes) is not None) == risk


def test_the_risk_is_told_with_the_largest() -> None:
    found = remote_size_risk({"one": 300 * MB, "two": 200 * MB, "three": 1 * MB, "four": 2 * MB})
    assert found is not None
    assert found.message.startswith(
        "Azure stops a remote build after 60 seconds, and installing 503 MB of wheels "
        "(one, two, four, …) may take "
    )


def test_no_measured_set_takes_longer_than_told() -> None:
    facts = table("remote_build")
    for each in facts["measured"]:
        assert each["seconds"] <= each["bytes"] / MB * facts["per_megabyte"] + 0.1
        assert remote_size_risk({"measured": each["bytes"]}) is None
    assert facts["closures"].keys() >= {"pandas", "torch", "tensorflow"}
    brought = {name for names in facts["closures"].values() for name in names.split()}
    assert brought == facts["wheels"].keys()
