from __future__ import annotations

import pytest

from tests.leaks import LETTERS, drawn, said

CODE = "FX657"
DIGITS = "0123456789"
HEXADECIMAL = "0123456789abcdef"


@pytest.mark.parametrize(
    ("token", "what"),
    [
        *((f"gh{kind}_{drawn(36)}", "a GitHub token") for kind in "pousr"),
        (f"github_pat_{drawn(22)}_{drawn(59)}", "a GitHub token"),
        (f"glpat-{drawn(20)}", "a GitLab token"),
        (f"pypi-AgEIcHlwaS5vcmc{drawn(100)}", "a PyPI token"),
        (f"npm_{drawn(36)}", "an npm token"),
        (f"oy2{drawn(43, 'abcdefghijklmnopqrstuvwxyz234567')}", "a NuGet key"),
        (f"dapi{drawn(32, HEXADECIMAL)}", "a Databricks token"),
        (f"xox{'b'}-{drawn(11, DIGITS)}-{drawn(12, DIGITS)}-{drawn(24)}", "a Slack token"),
        (f"SG.{drawn(22)}.{drawn(43)}", "a SendGrid key"),
        (f"sk{'_live_'}{drawn(24)}", "a Stripe key"),
        (f"sk-{drawn(20)}T3BlbkFJ{drawn(20)}", "an OpenAI key"),
        (f"sk-proj-{drawn(60)}T3BlbkFJ{drawn(60)}", "an OpenAI key"),
    ],
)
def test_found(token: str, what: str) -> None:
    assert said(CODE, f'TOKEN = "{token}"') == [f"1:10 {what}"]
    assert said(CODE, f"token: {token}", "settings.yml") == [f"1:8 {what}"]


def test_a_webhook() -> None:
    hook = f"https://hooks.slack.com/services/T0{drawn(8, DIGITS)}/B0A1B2C3D4/{drawn(24)}"
    assert said(CODE, f'HOOK = "{hook}"') == ["1:42 a Slack webhook"]


@pytest.mark.parametrize("name", ["aws_secret_access_key", "AWS_SECRET_KEY", "aws.secretKey"])
def test_keys_of_aws(name: str) -> None:
    (found,) = said(CODE, f'{name} = "{drawn(40, LETTERS + "/+")}"')
    assert found.endswith(" an AWS secret access key")


@pytest.mark.parametrize(
    "text",
    [
        "TOKEN = f'ghp_{token}'",
        "ghp_" + "x" * 36,
        "ghp_" + "1234567890" * 3 + "123456",
        "ghp_ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
        f"ghp_{drawn(20)}",
        f"ghp_{drawn(60)}",
        f"x{drawn(8)}ghp_{drawn(36)}",
        "npm_config_registry_is_a_very_long_name_of_a_variable",
        "glpat-xxxxxxxxxxxxxxxxxxxx",
        "xoxb-your-token",
        f"sk{'_test_'}{drawn(24)}",
        # that of the documentation
        'aws_secret_access_key = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"',
        'aws_access_key_id = "AKIAIOSFODNN7EXAMPLE"',
        f'aws_key_commit = "{drawn(40, HEXADECIMAL)}"',
    ],
)
def test_passed_over(text: str) -> None:
    assert said(CODE, text) == []
