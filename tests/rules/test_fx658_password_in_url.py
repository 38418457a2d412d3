from __future__ import annotations

import pytest

from tests.apps import lint_files, overlay
from tests.leaks import PASSWORD, drawn, key, said

CODE = "FX658"


@pytest.mark.parametrize(
    "text",
    [
        f'X = "postgresql://app:{PASSWORD}@shop.postgres.database.azure.com:5432/shop"',
        f'X = "postgresql+psycopg2://app:{PASSWORD}@shop.postgres.database.azure.com/shop"',
        f'X = "mongodb+srv://app:{PASSWORD}@cluster0.a1b2c.mongodb.net/shop"',
        f'X = "redis://:{PASSWORD}@cache.contoso.com:6379/0"',
        f'X = "https://app:{drawn(52, "abcdefghijklmnopqrstuvwxyz234567")}@dev.azure.com/o/_git/r"',
        f"DATABASE_URL=mysql://app:{PASSWORD}@shop.mysql.database.azure.com/shop",
        "mongodb://shop:"
        + key(64).replace("/", "%2F").replace("=", "%3D")
        + "@shop.mongo.cosmos.azure.com:10255/?ssl=true",
    ],
)
def test_found(text: str) -> None:
    (found,) = said(CODE, text)
    assert found.endswith(" the password of a URL")


@pytest.mark.parametrize(
    "text",
    [
        'X = f"postgresql://{user}:{password}@shop.postgres.database.azure.com/shop"',
        'X = "postgresql://%s:%s@shop.postgres.database.azure.com/shop"',
        "postgresql://app:${PASSWORD}@shop.postgres.database.azure.com/shop",
        "postgresql://app:$PASSWORD@shop.postgres.database.azure.com/shop",
        "postgresql://user:password@shop.postgres.database.azure.com/shop",
        "postgresql://user:P@ssw0rd!23@shop.postgres.database.azure.com/shop",
        "postgresql://user:<password>@shop.postgres.database.azure.com/shop",
        "postgresql://user:short1!@shop.postgres.database.azure.com/shop",
        f"postgresql://app:{PASSWORD}@localhost:5432/shop",
        f"postgresql://app:{PASSWORD}@127.0.0.1:5432/shop",
        f"postgresql://app:{PASSWORD}@database:5432/shop",
        f"postgresql://app:{PASSWORD}@db.example.com/shop",
        f"https://github.com:443/{PASSWORD}@x.org",
        "git+ssh://git@github.com/me/x.git@main",
        "https://x.org/a:b/c@d.org",
        r'_URL = re.compile(r"https?://[^:]+:[^@]+@[a-z.]+")',
    ],
)
def test_passed_over(text: str) -> None:
    assert said(CODE, text) == []


def test_requirements_have_a_rule_of_their_own() -> None:
    app = overlay(
        {"requirements.txt": f"-i https://me:{PASSWORD}@pypi.contoso.com/simple\nazure-functions\n"}
    )
    assert [each.code for each in lint_files(app)] == ["FX412"]
