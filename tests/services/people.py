"""Who uses a site while its services come and go: readers, and members who send a comment again until it is taken."""

import http.client
import re
import time
import uuid
from urllib.parse import urlencode


class Browser:
    """Somebody who reads one article of a site, and writes under it if there is a session."""

    def __init__(self, site, article, session=None):
        self.port, self.article, self.cookies = site.port, article, {"sessionid": session} if session else {}

    def ask(self, method, address, words=None):
        connection = http.client.HTTPConnection("localhost", self.port, timeout=60)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if words:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, address, urlencode(words) if words else None, headers)
        answer = connection.getresponse()
        answer.text = answer.read().decode()
        connection.close()
        return answer

    def open(self):
        self.cookies["csrftoken"] = re.search(r"csrftoken=(\w+)", str(self.ask("GET", self.article).headers))[1]
        return self

    def write(self, body, token):
        """This will send a comment and give its key, or nothing where it was not acknowledged."""
        words = {"body": body, "token": token, "csrfmiddlewaretoken": self.cookies["csrftoken"]}
        try:
            answer = self.ask("POST", f"{self.article}comments/", words)
        except (OSError, http.client.HTTPException):  # the server was killed
            return None
        return int(answer.headers["Location"].rpartition("-")[2]) if answer.status == 302 else None

    def write_until(self, ended, name):
        """This will write one comment after another, send each again until it is acknowledged, and give them all."""
        acknowledged, number = [], 0
        while not ended.is_set():
            number += 1
            body, token, key = f"{name} says number {number}.", uuid.uuid4(), None
            while key is None and not ended.is_set():
                key = self.write(body, token)
                time.sleep(0.05)
            if key:
                acknowledged.append((key, body))
        return acknowledged
