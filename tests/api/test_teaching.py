"""Refusals that say what to change in the API description."""

import pytest

from api.api_calls import question_fails
from dmm_desktop.core.errors import RefusedByServer
from scripted_server import answering


@pytest.mark.parametrize(
    ("status", "headers", "content", "reason", "advice"),
    [
        (405, ("Allow: POST",), b"", "This address accepts only the method POST.", "method of this operation to POST."),
        (
            415,
            ("Accept-Post: multipart/form-data",),
            b"",
            "It names multipart/form-data.",
            "body of this operation to multipart/form-data.",
        ),
        (
            415,
            (),
            {"Errors": ["The content type must be application/zip."]},
            "It names application/zip. The server says: The content type must be application/zip.",
            "body of this operation to application/zip.",
        ),
    ],
)
def test_it_names_the_change(status: int, headers: tuple[str, ...], content: object, reason: str, advice: str) -> None:
    error = question_fails(lambda calls: calls.stop(), answering(content, status, *headers))
    assert type(error) is RefusedByServer
    assert str(error.reason).endswith(reason), error.reason
    assert str(error.advice).endswith(advice)


@pytest.mark.parametrize(("status", "headers"), [(405, ()), (405, ("Allow: <script>",)), (415, ())])
def test_what_it_does_not_say_is_not_told(status: int, headers: tuple[str, ...]) -> None:
    error = question_fails(lambda calls: calls.stop(), answering(b"", status, *headers))
    assert str(error.reason) == f"The server responded with HTTP status {status} and gave no reason."
