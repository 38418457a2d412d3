from __future__ import annotations

import pytest

from tests.leaks import PASSWORD, drawn, said

CODE = "FX652"
WHAT = "the password of a connection string"
SQL = "Server=tcp:shop.database.windows.net,1433;Database=shop;"


@pytest.mark.parametrize(
    "text",
    [
        f'X = "{SQL}Uid=app;Pwd={PASSWORD}"',
        f'X = "{SQL}User ID=app;Password={PASSWORD};Encrypt=true"',
        f'X = "Password={PASSWORD};{SQL}"',
        f'X = "Driver={{ODBC Driver 18 for SQL Server}};{SQL}UID=app;PWD={PASSWORD};"',
        f'{{"Sql": "{SQL}User ID=app;Password={PASSWORD};"}}',
        f"SQL={SQL}User ID=app;Password={PASSWORD};",
        f'"host=shop.postgres.database.azure.com port=5432 user=app password={PASSWORD}"',
        f'"Server=shop.mysql.database.azure.com; Uid=app; Pwd={PASSWORD};"',
        f'X = "{SQL}Uid=app;Pwd={drawn(24)}"',
    ],
)
def test_found(text: str) -> None:
    (found,) = said(CODE, text)
    assert found.partition(" ")[2] == WHAT


@pytest.mark.parametrize(
    "text",
    [
        'X = f"{server};Database=shop;Uid=app;Pwd={password}"',
        'X = "Server=" + server + ";Database=shop;Uid=app;Pwd=" + password',
        'X = "%sUid=app;Pwd=%s" % (server, password)',
        f'X = "{SQL}Uid=app;Pwd=" + password + ";Encrypt=yes"',
        *(
            f'X = "{SQL}Uid=app;Pwd={value};"'
            for value in (
                *(
                    "<password>",
                    "{your_password_here}",
                    "your_password",
                    "${PASSWORD}",
                    "$PASSWORD",
                ),
                *("P@ssw0rd!23", "MyS3cret!Pass", "YourStrong!Passw0rd", "********", "xxxxxxxxxx"),
                *("%PASSWORD%", "$(Password)", "changeMe123!", "Example-12", "short1!", "secret"),
                *("...", "", "alllowercase", "Test1234!", "{0}", "@Password", "#{Password}#"),
            )
        ),
        # servers of the own machine
        f'X = "Server=localhost;Database=shop;Uid=sa;Pwd={PASSWORD}"',
        f'X = "Server=127.0.0.1,1433;Database=shop;Uid=sa;Pwd={PASSWORD}"',
        f'X = "Server=sqlserver;Database=shop;Uid=sa;Pwd={PASSWORD}"',
        f'X = "Server=host.docker.internal;Database=shop;Uid=sa;Pwd={PASSWORD}"',
        f'X = "Server=.;Database=shop;Uid=sa;Pwd={PASSWORD}"',
        f'X = "Server=db.example.com;Database=shop;Uid=sa;Pwd={PASSWORD}"',
        f'X = "Server=<server>.database.windows.net;Uid=sa;Pwd={PASSWORD}"',
        # can't tell which server, or no connection string
        f'X = ";Pwd={PASSWORD}"',
        f'connect(host="shop.database.windows.net", password="{PASSWORD}")',
        "connect(host=config.host, password=config.password)",
    ],
)
def test_passed_over(text: str) -> None:
    assert said(CODE, text) == []
