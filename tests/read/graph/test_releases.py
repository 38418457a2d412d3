from __future__ import annotations

import pytest
from packaging.version import Version

from fxpack.facts import table
from fxpack.read.graph import releases

DATA = table("import_names")


@pytest.mark.parametrize(
    ("module", "distribution"),
    [
        ("yaml", "pyyaml"),
        ("PIL", "pillow"),
        ("cv2", "opencv-python-headless"),
        ("sklearn.linear_model", "scikit-learn"),
        ("dateutil.parser", "python-dateutil"),
        ("bs4", "beautifulsoup4"),
        ("jwt", "pyjwt"),
        ("dotenv", "python-dotenv"),
        ("docx", "python-docx"),
        ("Crypto.Cipher", "pycryptodome"),
        ("OpenSSL", "pyopenssl"),
        ("attr", "attrs"),
        ("psycopg2", "psycopg2-binary"),
        ("google.cloud.storage", "google-cloud-storage"),
        ("google.protobuf", "protobuf"),
        ("azure.storage.blob", "azure-storage-blob"),
        ("azure.keyvault.secrets", "azure-keyvault-secrets"),
        ("azure.identity.aio", "azure-identity"),
        ("azure.cosmos", "azure-cosmos"),
        ("azure.durable_functions", "azure-functions-durable"),
        ("cgi", "legacy-cgi"),
        ("imp", "zombie-imp"),
        ("never_heard_of", ""),
        ("azure", ""),
        ("google", ""),
    ],
)
def test_the_distribution_to_name(module: str, distribution: str) -> None:
    assert releases.distribution_of(module) == distribution


def test_what_comes_along() -> None:
    found = releases.closure([("requests", "==2.31.0")])
    assert found is not None
    assert {"requests", "urllib3", "certifi", "idna", "charset-normalizer"} <= found
    assert releases.closure([("requests", ""), ("never-heard-of", "")]) is None
    assert releases.closure([("requests", "==0.0.1")]) is None
    assert releases.closure([("requests", "==0.0.1")], any_version=True) is not None
    assert releases.closure([("requests", "what?")]) is None
    assert releases.closure([]) == frozenset()


def test_versions_are_in_order() -> None:
    for name, versions in DATA["requires"].items():
        order = list(map(Version, versions))
        assert order == sorted(order), name
        assert order, name


def test_nearly_all_that_comes_along_is_known() -> None:
    known = DATA["requires"].keys()
    needed = {
        each for one in DATA["requires"].values() for text in one.values() for each in text.split()
    }
    assert len(needed - known) < 10
    assert known == DATA["brings"].keys()


def test_names_that_several_bring_have_a_usual_one() -> None:
    for module, distribution in DATA["usual"].items():
        assert distribution in releases.bringing(module), module
