"""Which requests are somebody reading an article: not a robot, not a browser that fetches ahead, not a part of it."""

import re
from functools import lru_cache

ARTICLE = re.compile(r"/posts/[-\w]+/")
# Robots that say so. Those that do not are counted: to tell them apart would take watching readers.
ROBOT = re.compile(
    r"(?<!cu)bot|crawl|spider|slurp|archiver|scrapy|scanner|monitor|preview|facebookexternalhit|whatsapp|feed|fetch"
    r"|headless|lighthouse|curl|wget|python|java/|okhttp|go-http|libwww|axios|node",
    re.IGNORECASE,
)
AHEAD = ("HTTP_SEC_PURPOSE", "HTTP_PURPOSE", "HTTP_X_MOZ")


def is_a_read(environ):
    """This will tell whether a request for an article's page should count: of a WSGI environment."""
    return (
        environ["REQUEST_METHOD"] == "GET"
        and ARTICLE.fullmatch(environ.get("PATH_INFO", "")) is not None
        and not environ.get("QUERY_STRING", "").startswith(("page=", "show="))  # going on in the comments
        and not is_a_robot(environ.get("HTTP_USER_AGENT", ""))
        and not any("prefetch" in environ.get(name, "") for name in AHEAD)
    )


@lru_cache(maxsize=1_000)
def is_a_robot(user_agent):
    return not user_agent or ROBOT.search(user_agent) is not None
