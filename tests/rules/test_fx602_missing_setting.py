from __future__ import annotations

import json

import pytest

from tests.rules.one_app import APP
from tests.rules.one_local_settings import said

CODE = "FX602"
STORAGE = {"AzureWebJobsStorage": "UseDevelopmentStorage=true"}


def of_binding(values: dict[str, str | None], **members: str) -> list[str]:
    binding = {"name": "msg", "direction": "in", **members}
    files = {"f/function.json": json.dumps({"bindings": [binding]}), "f/__init__.py": ""}
    return said(CODE, {**STORAGE, **values}, files=files)


def of_code(script: str, **files: str) -> list[str]:
    return said(CODE, {"HAS": "x"}, files={"f/__init__.py": script, **files})


def of_body(body: str) -> list[str]:
    """What is said of the body of the entry point."""
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    return of_code(f"import os\ndef main(req):\n{lines}\n")


# -- bindings -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("member", "kind"),
    [
        ("connection", "queueTrigger"),
        ("Connection", "serviceBusTrigger"),
        ("connectionStringSetting", "sqlTrigger"),
        ("leaseConnection", "cosmosDBTrigger"),
        ("apiKey", "sendGrid"),
        ("accountSidSetting", "twilioSms"),
        ("topicEndpointUri", "eventGrid"),
    ],
)
def test_a_member_that_names_it(member: str, kind: str) -> None:
    (found,) = of_binding({}, type=kind, **{member: "Jobs"})
    assert found.endswith(
        f'there is no setting "Jobs" in local.settings.json, and {member} of binding "msg" names it'
    )


@pytest.mark.parametrize(
    ("member", "value"),
    [("queueName", "%Jobs%"), ("schedule", "%Jobs%"), ("path", "in/%Jobs%/{name}")],
)
def test_a_name_between_percent_signs(member: str, value: str) -> None:
    (found,) = of_binding(
        {}, type="queueTrigger", connection="AzureWebJobsStorage", **{member: value}
    )
    assert found.endswith(f'and %Jobs% in {member} of binding "msg" stands for it')


@pytest.mark.parametrize(
    "name",
    ["Jobs", "JOBS", "AzureWebJobsJobs", "Jobs__accountName", "Jobs__queueServiceUri"],
)
def test_a_connection_that_is_there(name: str) -> None:
    assert of_binding({name: ""}, type="queueTrigger", connection="Jobs") == []


def test_a_connection_string_that_is_there() -> None:
    text = (
        '{"IsEncrypted": false, "Values": {"FUNCTIONS_WORKER_RUNTIME": "python"}, '
        '"ConnectionStrings": {"Sql": "x"}}'
    )
    binding = {"name": "r", "type": "sqlTrigger", "connectionStringSetting": "Sql"}
    files = {"f/function.json": json.dumps({"bindings": [binding]})}
    assert said(CODE, text, files=files) == []


@pytest.mark.parametrize(
    "members",
    [
        {"type": "queueTrigger", "connection": "%Jobs%"},
        {"type": "queueTrigger", "connection": "{jobs}"},
        {"type": "queueTrigger", "connection": ""},
        {"type": "queueTrigger", "connection": "AzureWebJobsStorage"},
        {
            "type": "queueTrigger",
            "connection": "AzureWebJobsStorage",
            "queueName": "%WEBSITE_SITE_NAME%",
        },
        {"type": "queueTrigger", "connection": "AzureWebJobsStorage", "queueName": "100%"},
        {"type": "blob", "path": "a%20b%20c"},
        {
            "type": "sql",
            "commandText": "select 1 where a like '%Jobs%'",
            "connectionStringSetting": "H",
        },
        {"type": "notKnown", "connection": "Jobs"},
        {"type": "httpTrigger", "route": "%Jobs%"},
    ],
)
def test_what_names_no_setting_or_a_given_one(members: dict[str, str]) -> None:
    assert of_binding({"H": ""}, **members) == []


def test_the_first_of_several_places_is_told() -> None:
    binding = {"type": "queueTrigger", "connection": "Jobs", "name": "msg"}
    text = json.dumps({"bindings": [binding]})
    files = {f"{name}/function.json": text for name in "fg"} | {"g/__init__.py": ""}
    (found,) = said(CODE, STORAGE, files=files)
    assert found.startswith("f/function.json:")


def test_storage_is_told_once_by_another_rule() -> None:
    binding = {"type": "queueTrigger", "connection": "AzureWebJobsStorage", "name": "msg"}
    script = 'import os\nX = os.environ["AzureWebJobsStorage"]\ndef main(msg): pass\n'
    files = {"f/function.json": json.dumps({"bindings": [binding]}), "f/__init__.py": script}
    assert said(CODE, {}, files=files) == []


def test_a_decorator() -> None:
    script = APP + ("@app.queue_trigger('msg', '%QUEUE%', connection='Jobs')\ndef f(msg): pass\n")
    assert said(CODE, STORAGE, files={"function_app.py": script}) == [
        (
            'function_app.py:3:27 there is no setting "QUEUE" in local.settings.json, and %QUEUE% in '
            'queueName of binding "msg" stands for it'
        ),
        (
            'function_app.py:3:49 there is no setting "Jobs" in local.settings.json, and connection of '
            'binding "msg" names it'
        ),
    ]


# -- code -----------------------------------------------------------------------------------------


def test_a_module_that_needs_it() -> None:
    assert of_code('import os\nKEY = os.environ["KEY"]\ndef main(req): pass\n') == [
        (
            'f/__init__.py:2:7 there is no setting "KEY" in local.settings.json, and '
            'os.environ["KEY"] fails'
        )
    ]


@pytest.mark.parametrize(
    "script",
    [
        'from os import environ\nKEY = environ["KEY"]\ndef main(req): pass\n',
        'import os\nclass Settings:\n    key = os.environ["KEY"]\ndef main(req): pass\n',
        'import os\ndef main(req, key=os.environ["KEY"]): pass\n',
        'import os\ntry:\n    KEY = os.environ["KEY"]\nfinally:\n    pass\ndef main(req): pass\n',
        (
            "import os\ntry:\n    KEY = os.environ['KEY']\nexcept KeyError as e:\n"
            "    raise RuntimeError from e\ndef main(req): pass\n"
        ),
        'import os\ndef main(req):\n    return key()\ndef key():\n    return os.environ["KEY"]\n',
        'import os\ndef read():\n    return os.environ["KEY"]\nKEY = read()\ndef main(req): pass\n',
    ],
)
def test_code_that_surely_runs(script: str) -> None:
    assert len(of_code(script)) == 1


def test_a_module_that_the_function_imports() -> None:
    files = {"shared.py": 'import os\nKEY = os.environ["KEY"]\n'}
    (found,) = of_code("import shared\ndef main(req): pass\n", **files)
    assert found.startswith("shared.py:2:7 ")


@pytest.mark.parametrize(
    "body",
    [
        'return os.environ["KEY"]',
        'x = f(os.environ["KEY"], 1)',
        'with open("/tmp/x") as f:\n    f.write(os.environ["KEY"])',
        'if req:\n    pass\nreturn os.environ["KEY"]',
        'if os.environ["KEY"] == req:\n    pass',
        'for x in os.environ["KEY"]:\n    pass',
        "return f\"{os.environ['KEY']}\"",
    ],
)
def test_the_entry_point(body: str) -> None:
    assert len(of_body(body)) == 1


@pytest.mark.parametrize(
    "body",
    [
        'return os.environ["HAS"]',
        'return os.environ["has"]',
        'return os.environ.get("KEY")',
        'return os.getenv("KEY")',
        'os.environ["KEY"] = "x"',
        'del os.environ["KEY"]',
        "return os.environ[KEY]",
        'return os.environ["\\ud800"]',
        'return os.environ["(KEY"]',
        'return os.environ["WEBSITE_SITE_NAME"]',
        'return os.environ["HOME"]',
        'return os.environ["AZURE_CLIENT_ID"]',
        'if req:\n    return os.environ["KEY"]',
        'return os.environ["KEY"] if req else None',
        'return req and os.environ["KEY"]',
        'return [os.environ["KEY"] for _ in req]',
        'return lambda: os.environ["KEY"]',
        'def inner():\n    return os.environ["KEY"]',
        'for x in req:\n    x = os.environ["KEY"]',
        'try:\n    return os.environ["KEY"]\nexcept KeyError:\n    return ""',
        'try:\n    return os.environ["KEY"]\nexcept Exception:\n    return ""',
        'try:\n    return os.environ["KEY"]\nexcept:\n    return ""',
        'with suppress(KeyError):\n    return os.environ["KEY"]',
        'if req:\n    return\nreturn os.environ["KEY"]',
        'if "KEY" in os.environ:\n    pass\nreturn os.environ["KEY"]',
        'os.environ.setdefault("KEY", "x")\nreturn os.environ["KEY"]',
        'if not req:\n    sys.exit(1)\nreturn os.environ["KEY"]',
    ],
)
def test_what_may_not_run_or_not_fail(body: str) -> None:
    assert of_body(body) == []


@pytest.mark.parametrize(
    "script",
    [
        'import os\ndef unused():\n    os.environ["KEY"]\ndef main(req): pass\n',
        'import os\ndef main(req): pass\nif __name__ == "__main__":\n    os.environ["KEY"]\n',
        "import os, dotenv\ndotenv.load_dotenv()\nK = os.environ['KEY']\ndef main(req): pass\n",
        'import os\nos.environ.update({})\nK = os.environ["KEY"]\ndef main(req): pass\n',
        (
            "import os\nfor k in 'KEY', 'B':\n    os.environ[k] = 'x'\nK = os.environ['KEY']\n"
            "def main(req): pass\n"
        ),
    ],
)
def test_other_code(script: str) -> None:
    assert of_code(script) == []


@pytest.mark.parametrize(
    "path",
    [
        "Dockerfile", "docker-compose.yml", "deploy/compose.dev.yaml", ".env", "dev.env", "run.sh",
        ".vscode/launch.json", "Makefile",
    ],
)  # fmt: skip
def test_what_starts_the_app_may_set_it(path: str) -> None:
    code = 'import os\nKEY = os.environ["KEY"]\ndef main(req): pass\n'
    assert of_code(code, **{path: "KEY=x"}) == []
    assert len(of_code(code, **{path: "OTHER=x"})) == 1


def test_tests_set_the_variables_of_tests() -> None:
    code = 'import os\nKEY = os.environ["KEY"]\ndef main(req): pass\n'
    assert len(of_code(code, **{"tests/conftest.py": 'import os\nos.environ["KEY"] = "x"\n'})) == 1
    assert of_code(code, **{"shared/conf.py": 'import os\nos.environ["KEY"] = "x"\n'}) == []


@pytest.mark.parametrize(
    "text", ['{"IsEncrypted": true, "Values": {"A": "c2VjcmV0"}}', '{"Values": {', "[]"]
)
def test_nothing_is_said_where_the_settings_are_not_known(text: str) -> None:
    script = 'import os\nKEY = os.environ["KEY"]\ndef main(req): pass\n'
    assert said(CODE, text, files={"f/__init__.py": script}) == []
