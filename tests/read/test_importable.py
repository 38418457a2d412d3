from __future__ import annotations

import pytest

from fxpack.read.importable import importable, is_namespace


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        ("six.py", "six"),
        ("requests/__init__.py requests/api.py requests/x/__init__.py", "requests"),
        ("azure/functions/__init__.py azure/functions/a.py", "azure.functions"),
        ("azure/storage/blob/__init__.py azure/storage/x.py", "azure.storage.blob azure.storage.x"),
        ("google/rpc/a_pb2.py google/rpc/b_pb2.py", "google.rpc.a_pb2 google.rpc.b_pb2"),
        ("_cffi_backend.cpython-312-x86_64-linux-gnu.so cffi/__init__.py", "_cffi_backend cffi"),
        ("a.abi3.so b.so", "a b"),
        ("a/__init__.cpython-312-x86_64-linux-gnu.so a/b.py", "a"),
        ("numpy.libs/libx.so scipy.libs/liby-1.2.so numpy/__init__.py", "numpy"),
        ("foo-stubs/__init__.pyi foo-stubs/x.py", ""),
        ("share/man/x.1 py.typed a.pth", ""),
        ("lib.so.1", ""),
        ("a/b.pyd a.pyc", ""),
    ],
)
def test_names(paths: str, names: str) -> None:
    assert importable(paths.split()) == tuple(names.split())


def test_namespaces_of_old() -> None:
    paths = ["zope/__init__.py", "zope/interface/__init__.py", "zope/interface/x.py"]
    assert importable(paths, frozenset({"zope"})) == ("zope.interface",)


@pytest.mark.parametrize(
    ("source", "shared"),
    [
        ("__path__ = __import__('pkgutil').extend_path(__path__, __name__)", True),
        ("from pkgutil import extend_path\n__path__ = extend_path(__path__, __name__)", True),
        ("__import__('pkg_resources').declare_namespace(__name__)", True),
        ("", False),
        ("extend_path = 1", False),
    ],
)
def test_sources(source: str, shared: bool) -> None:
    assert is_namespace(source.encode()) is shared
