from __future__ import annotations

import pytest

from tests.leaks import SAS, SIGNATURE, drawn, said

CODE = "FX653"
WORKFLOW = "https://prod-1.westeurope.logic.azure.com:443/workflows/1/triggers/manual/paths/invoke"
WHAT = "a shared access signature"


@pytest.mark.parametrize(
    "text",
    [
        f'X = "{SAS}"',
        f'{{"url": "{SAS}"}}',
        SAS.replace("&", r"\u0026"),
        SAS.replace("&", "&amp;"),
        SAS.split("?")[1],
        f"SharedAccessSignature sr=sb%3A%2F%2Fshop.servicebus.windows.net&sig={SIGNATURE}&se=1&skn=x",
        f"{WORKFLOW}?api-version=2016-10-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig={drawn(43)}",
        f"BlobEndpoint=https://shop.blob.core.windows.net/;SharedAccessSignature={SAS.split('?')[1]}",
    ],
)
def test_found(text: str) -> None:
    (found,) = said(CODE, text)
    assert found.partition(" ")[2] == WHAT


@pytest.mark.parametrize(
    "text",
    [
        "https://shop.blob.core.windows.net/in?sv=2022-11-02&sp=r&sig=<signature>",
        "https://shop.blob.core.windows.net/in?sv=2022-11-02&sp=r&sig={sig}",
        "https://shop.blob.core.windows.net/in?sv=2022-11-02&sp=r&sig=xxxx",
        f"https://shop.blob.core.windows.net/in?sv=2022-11-02&sp=r&sig={'x' * 43}%3D",
        f"http://127.0.0.1:10000/devstoreaccount1/in?sv=2022-11-02&sp=r&sig={SIGNATURE}",
        # no token of Azure's
        f"https://shop.contoso.com/in?sig={SIGNATURE}",
        f"config={SIGNATURE}",
    ],
)
def test_passed_over(text: str) -> None:
    assert said(CODE, text) == []
