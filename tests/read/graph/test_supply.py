from __future__ import annotations

from collections.abc import Mapping

import pytest

from fxpack.read.graph.supply import Supply
from fxpack.read.wheels import Known, Wheel

PINNED = "azure-functions==1.24.0\nrequests==2.31.0\n"


def found(
    module: str,
    requirements: str | None,
    *wheels: Wheel,
    name: str = "",
    locked: bool = False,
    python: tuple[int, int] = (3, 12),
    files: Mapping[str, str] | None = None,
) -> str:
    """What brings a module, in a word or two."""
    app = {path: text.encode() for path, text in (files or {}).items()}
    if requirements is not None:
        app["requirements.txt"] = requirements.encode()
    known = Known({wheel.name: wheel for wheel in wheels}, locked, frozenset({"vendored"}))
    imported = Supply(app, python, lambda: known).find(module, name)
    return f"{imported.origin} {imported.distribution}".strip()


@pytest.mark.parametrize(
    ("module", "requirements", "expected"),
    [
        ("requests", "requests\n", "package requests"),
        ("yaml", "PyYAML==6.0.2\n", "package pyyaml"),
        ("yaml", "ruamel.yaml\n", "unrequired pyyaml"),
        ("PIL.Image", "pillow>=10\n", "package pillow"),
        ("cv2", "opencv-python\n", "package opencv-python"),
        ("sklearn.svm", "scikit-learn\n", "package scikit-learn"),
        ("dateutil", "python-dateutil\n", "package python-dateutil"),
        ("azure.storage.blob", "azure-storage-blob\n", "package azure-storage-blob"),
        ("azure.storage.blob.aio", "azure_storage_blob\n", "package azure-storage-blob"),
        ("google.cloud.storage", "google-cloud-storage\n", "package google-cloud-storage"),
        ("my_own.thing", "my-own\n", "package my-own"),
        ("urllib3", PINNED, "package urllib3"),
        ("yaml", PINNED, "unrequired pyyaml"),
        ("never_heard_of", PINNED, "unrequired"),
        ("azure.storage.blob", PINNED, "unrequired azure-storage-blob"),
        ("azure.functions", "requests==2.31.0\n", "worker"),
        ("azure", "requests==2.31.0\n", "worker"),
        ("google.protobuf.message", PINNED, "worker"),
        ("grpc", PINNED, "worker"),
        ("yaml", "unheard-of\n", "unknown"),
        ("yaml", "requests==2.31.0\nunheard-of==1\n", "unknown"),
        ("yaml", "requests==0.0.1\n", "unknown"),
        ("yaml", "requests[socks]==2.31.0\n", "unknown"),
        ("yaml", "-r more.txt\n", "unknown"),
        ("yaml", "./lib/x.whl\n", "unknown"),
        ("yaml", None, "unknown"),
        ("imp", PINNED, "removed zombie-imp"),
        # another part of a package that was split since
        (
            "azure.mgmt.resource.policy",
            "azure-mgmt-resource==20.0.0\n",
            "package azure-mgmt-resource",
        ),
    ],
)
def test_what_brings_a_module(module: str, requirements: str | None, expected: str) -> None:
    assert found(module, requirements) == expected


def test_a_name_taken_out_of_a_namespace_is_a_module() -> None:
    assert found("google.cloud", "google-cloud-storage\n", name="storage").startswith("package")
    assert found("azure", "azure-storage-blob\n", name="functions") == "worker"
    assert found("azure.storage", PINNED, name="queue") == "unrequired azure-storage-queue"


@pytest.mark.parametrize(
    ("specifier", "known"),
    [
        ("", True),
        (">=2.0", True),
        ("==2.31.0", True),
        ("~=2.28", True),
        ("<2.30", True),
        ("==2.*", True),
        (">=2.20,<2.29", True),
        ("==999.0", False),
        ("<0.1", False),
        ("==1.0.*", False),
    ],
)
def test_versions_that_are_known(specifier: str, known: bool) -> None:
    said = found("yaml", f"requests{specifier}\n")
    assert said == ("unrequired pyyaml" if known else "unknown")


@pytest.mark.parametrize("path", ["Dockerfile", "environment.yml"])
def test_other_places_may_install_more(path: str) -> None:
    assert found("yaml", PINNED, files={path: ""}) == "unknown"


OWN = Wheel("our-lib", "1.2", ("our_lib",), ("their-lib>=2", "pytest; extra == 'test'"))
THEIRS = Wheel("their-lib", "2.5", ("their", "acme.tools"), ("colorama; sys_platform == 'win32'",))


@pytest.mark.parametrize(
    ("module", "requirements", "expected"),
    [
        ("our_lib", "our-lib\n", "package our-lib"),
        ("their", "our-lib\n", "package their-lib"),
        ("acme.tools.x", "our-lib==1.2\n", "package their-lib"),
        ("colorama", "our-lib\n", "unrequired colorama"),
        ("pytest", "our-lib\n", "unrequired pytest"),
        ("yaml", "our-lib\nrequests==2.31.0\n", "unrequired pyyaml"),
        ("pytest", "our-lib[test]\n", "package pytest"),
        # another version may bring anything
        ("yaml", "our-lib==1.3\n", "unknown"),
    ],
)
def test_wheels_that_are_here(module: str, requirements: str, expected: str) -> None:
    assert found(module, requirements, OWN, THEIRS) == expected


def test_a_wheel_that_lacks_what_it_requires_tells_nothing() -> None:
    assert found("yaml", "our-lib\n", OWN) == "unknown"


@pytest.mark.parametrize(
    "requirements", ["our-lib\n", "-r more.txt\n", "--index-url https://x.invalid\nour-lib\n"]
)
def test_a_lock_says_all(requirements: str) -> None:
    wheels = (OWN, THEIRS)
    assert found("their", requirements, *wheels, locked=True) == "package their-lib"
    assert found("yaml", requirements, *wheels, locked=True) == "unrequired pyyaml"


@pytest.mark.parametrize("module", ["vendored", "vendored.deep"])
def test_what_lies_in_python_packages_may_be_published(module: str) -> None:
    assert found(module, PINNED) == "unknown"
    assert found(module, PINNED, OWN, THEIRS, locked=True) == "unknown"
