"""Thirty-two members leave comments at once: how many were acknowledged, how many are there, and what was stale."""

import http.client
import re
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode, urlsplit

WRITERS, SECONDS = 32, 6


class Writer:
    """Somebody logged in, who reads back as a stranger what they were told is there."""

    def __init__(self, origin, cookies, path):
        self.host, self.cookies, self.path = urlsplit(origin).netloc, dict(cookies), path

    def ask(self, method, path, words=None, *, as_stranger=False):
        connection = http.client.HTTPConnection(self.host, timeout=60)
        cookies = {} if as_stranger else self.cookies
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
        if words is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, words and urlencode(words), headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer, text

    def write_until(self, end):
        """This will give (acknowledged comments, those that the next page of a stranger did not show)."""
        answer, _ = self.ask("GET", self.path)
        self.cookies["csrftoken"] = re.search(r"csrftoken=(\w+)", str(answer.headers))[1]
        acknowledged, stale = [], 0
        while time.perf_counter() < end:
            words = {
                "body": f"Number {uuid.uuid4()}.",
                "token": uuid.uuid4(),
                "csrfmiddlewaretoken": self.cookies["csrftoken"],
            }
            answer, _ = self.ask("POST", f"{self.path}comments/", words)
            if answer.status != 302:
                continue
            page, _, anchor = answer.headers["Location"].partition("#")
            acknowledged.append(words["body"])
            if len(acknowledged) % 10 == 1:  # reading takes the server's time too, so not each time
                _, shown = self.ask("GET", page, as_stranger=True)
                stale += f'id="{anchor}"' not in shown
        return acknowledged, stale


def run(origin, sessions, path):
    """This will write for some seconds, and give (acknowledged texts, comments a second, stale pages)."""
    writers = [Writer(origin, cookies, path) for cookies in sessions[:WRITERS]]
    began = time.perf_counter()
    with ThreadPoolExecutor(len(writers)) as threads:
        results = list(threads.map(lambda writer: writer.write_until(began + SECONDS), writers))
    took = time.perf_counter() - began
    acknowledged = [body for bodies, _ in results for body in bodies]
    return acknowledged, len(acknowledged) / took, sum(stale for _, stale in results)
