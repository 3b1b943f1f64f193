"""A person at the upload page, over HTTP."""

import http.client
import json
import re
import uuid
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from tests.chaos.site import PASSWORD, USER

TIMEOUT = 60.0  # seconds
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Answer:
    """The status of a response, and what it said."""

    status: int
    said: str

    @property
    def line(self) -> dict[str, Any]:
        """What became of the one file that was sent."""
        return json.loads(self.said)["files"][0]


@dataclass
class Sender:
    """Logged in after ``enter``. ConnectionError or HTTPException where nobody answers."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def enter(self) -> "Sender":
        token = TOKEN.search(self.ask("GET", "/accounts/login/").said)
        given = {"username": USER, "password": PASSWORD, "csrfmiddlewaretoken": token[1] if token else ""}
        answer = self.ask("POST", "/accounts/login/", urlencode(given).encode(), FORM)
        assert answer.status == 302, f"no login: {answer.status}"
        return self

    def send(self, name: str, content: bytes) -> Answer:
        """Upload one file."""
        mark = uuid.uuid4().hex
        head = f'--{mark}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n'
        head += "Content-Type: application/octet-stream\r\n\r\n"
        body = head.encode() + content + f"\r\n--{mark}--\r\n".encode()
        return self.ask("POST", "/manage/upload/", body, f"multipart/form-data; boundary={mark}")

    def post(self, path: str, **given: Any) -> Answer:
        return self.ask("POST", path, urlencode(given, doseq=True).encode(), FORM)

    def ask(self, method: str, path: str, body: bytes | None = None, kind: str = "") -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)
        try:
            connection.request(method, path, body, self._headers(kind))
            response = connection.getresponse()
            said = response.read().decode(errors="replace")
            for given in response.headers.get_all("Set-Cookie", []):
                name, _, value = given.partition(";")[0].partition("=")
                self.cookies[name] = value
            return Answer(response.status, said)
        finally:
            connection.close()

    def _headers(self, kind: str) -> dict[str, str]:
        accepted = "application/json" if kind.startswith("multipart") else "text/html"
        headers = {"Accept": accepted, "Connection": "close"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if "csrftoken" in self.cookies:
            headers["X-CSRFToken"] = self.cookies["csrftoken"]
        return headers | ({"Content-Type": kind} if kind else {})
