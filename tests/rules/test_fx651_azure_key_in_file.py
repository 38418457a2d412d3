from __future__ import annotations

from base64 import b64encode

import pytest

from tests.leaks import BUS, BUS_KEY, LETTERS, STORAGE, STORAGE_KEY, drawn, key, said

CODE = "FX651"
AZURITE = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
COSMOS_EMULATOR = (
    "C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw=="
)
TEXT = b64encode(b"this is no key, but a text that has as many characters as one ..").decode()
LONG = drawn(76)
SHORT = drawn(33)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (f'X = "{STORAGE}"', "an account key"),
        (f'X = "{BUS}"', "an account key"),
        (f"# {STORAGE}", "an account key"),
        (f'STORAGE_ACCOUNT_KEY = "{STORAGE_KEY}"', "an account key"),
        (f'c = BlobServiceClient(url, credential="{STORAGE_KEY}")', "an account key"),
        (f'os.environ["COSMOS_KEY"] = "{STORAGE_KEY}"', "an account key"),
        (f'{{"primaryKey": "{STORAGE_KEY}"}}', "an account key"),
        (
            f'"AccountEndpoint=https://shop.documents.azure.com:443/;AccountKey={STORAGE_KEY};"',
            "an account key",
        ),
        (
            f'"Endpoint=https://shop.service.signalr.net;AccessKey={BUS_KEY};Version=1.0;"',
            "an account key",
        ),
        (
            f'"Endpoint=https://shop.azconfig.io;Id=ab-c:d;Secret={BUS_KEY}"',
            "an App Configuration key",
        ),
        (
            f'"shop.redis.cache.windows.net:6380,password={BUS_KEY},ssl=True"',
            "a Redis key",
        ),
        (f'X = "{LONG}+ASt{drawn(5)}A=="', "a storage account key"),
        (f'X = "{LONG}ACDb{drawn(5)}A=="', "a Cosmos DB key"),
        (f'X = "{SHORT}+ASbB{drawn(5)}="', "a Service Bus key"),
        (f'X = "{SHORT}+AEhB{drawn(5)}="', "an Event Hubs key"),
        (f'X = "{SHORT}AIoTB{drawn(5)}="', "an IoT Hub key"),
        (f'X = "{drawn(42)}AzSeB{drawn(5)}"', "a search service key"),
        (f'X = "{drawn(52)}JQQJ99AB{drawn(16)}A{drawn(7)}"', "an Azure key"),
        (f"Ocp-Apim-Subscription-Key: {drawn(32, '0123456789abcdef')}", "an API key of Azure"),
        (f'AZURE_OPENAI_API_KEY="{drawn(32, "0123456789abcdef")}"', "an API key of Azure"),
    ],
)
def test_found(text: str, what: str) -> None:
    found = said(CODE, text)
    assert [each.partition(" ")[2] for each in found] == [what]


@pytest.mark.parametrize(
    "text",
    [
        "X = 'UseDevelopmentStorage=true'",
        # Azurite's and the Cosmos DB emulator's, which every installation has
        f"AccountKey={AZURITE}",
        f"AccountKey={COSMOS_EMULATOR}",
        f"AccountName=devstoreaccount1;AccountKey={STORAGE_KEY}",
        f"Endpoint=sb://localhost;SharedAccessKey={BUS_KEY};UseDevelopmentEmulator=true;",
        "Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKey=SAS_KEY_VALUE",
        "DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=<your key>",
        "DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=${KEY}",
        'X = f"DefaultEndpointsProtocol=https;AccountName=shop;AccountKey={key}"',
        "X = 'DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=' + key",
        "AccountKey=" + "x" * 86 + "==",
        "AccountKey=" + "abcd" * 21 + "ab==",
        "AccountKey=" + (LETTERS + "+/" + LETTERS)[:86] + "==",
        f"AccountKey={STORAGE_KEY[:40]}…",
        f"AccountKey={STORAGE_KEY[:40]}...",
        # text that somebody encoded
        f"AccountKey={TEXT}",
        f'"integrity": "sha512-{key(64)}"',
        f'"publicKey": "{key(64)}"',
        f'signature = "{key(64)}"',
        f'"key": "{key(32)}"',
        f'blob = "{key(300)}"',
        f'commit = "{drawn(40, "0123456789abcdef")}"',
    ],
)
def test_passed_over(text: str) -> None:
    assert said(CODE, text) == []


@pytest.mark.parametrize(
    "path",
    [
        *("shared/x.py", "config.json", ".env.example", "prod.env", "app.ini", "nuget.config"),
        *("docker-compose.yml", "notes.md", "run.sh", "deploy.ps1", "main.tf", "Procfile"),
        *("explore.ipynb", "settings.toml", "tests/data.txt", "Config.XML", ".npmrc"),
    ],
)
def test_files_that_are_looked_into(path: str) -> None:
    assert said(CODE, f'\n  "{STORAGE}"', path) == [
        f"2:{STORAGE.index(STORAGE_KEY) + 4} an account key"
    ]


@pytest.mark.parametrize(
    "path",
    [
        *("a.png", "a.csv", "a.py.gz", "lib/site-packages/x.py", "web/node_modules/x/index.js"),
        # not published
        *(".env", "local.settings.json", "local.settings.prod.json", "Dockerfile"),
    ],
)
def test_files_that_are_not(path: str) -> None:
    assert said(CODE, STORAGE, path) == []
