from __future__ import annotations

import pytest

from tests.leaks import FUNCTION_KEY, drawn, said

CODE = "FX654"
WHAT = "a function key"
URL = "https://orders.azurewebsites.net/api/order?code="


@pytest.mark.parametrize(
    "text",
    [
        f'X = "{URL}{FUNCTION_KEY}"',
        f'X = "{URL}{FUNCTION_KEY}&name=x"',
        f'X = "{URL}{drawn(54)}=="',
        f'X = "{URL}{drawn(54)}%3D%3D"',
        f"curl {URL}{drawn(54)}==",
        f'KEY = "{FUNCTION_KEY}"',
        f'{{"x-functions-key": "{drawn(54)}=="}}',
        f"x-functions-key: {FUNCTION_KEY}",
        f"-H 'X-Functions-Key:{drawn(54)}=='",
    ],
)
def test_found(text: str) -> None:
    (found,) = said(CODE, text)
    assert found.partition(" ")[2] == WHAT


@pytest.mark.parametrize(
    "text",
    [
        'X = f"https://orders.azurewebsites.net/api/order?code={key}"',
        "https://orders.azurewebsites.net/api/order?code=<key>",
        "https://orders.azurewebsites.net/api/order?code=",
        f"https://orders.azurewebsites.net/api/order?code={'A' * 54}==",
        f"http://localhost:7071/api/order?code={drawn(54)}==",
        f"https://login.contoso.com/callback?code={drawn(54)}",
        '{"x-functions-key": key}',
        "x-functions-key: {{key}}",
    ],
)
def test_passed_over(text: str) -> None:
    assert said(CODE, text) == []
