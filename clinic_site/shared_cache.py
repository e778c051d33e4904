"""The shared cache on Redis or Valkey, and while that does not answer in a table of the database.

Limits on log-ins, mail and answers are counted in it, so it may neither fail nor stop counting. The table does not know
what Redis has counted, and the other way round: whenever Redis goes or comes back empty, an allowance may be used once
more, and no more than that.
"""

import functools
import json
import logging

from django.core.cache import caches
from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

from clinic_site.breaker import Breaker

TABLE = "table"  # the alias of the cache that is asked instead
WAITS = {"socket_connect_timeout": 0.25, "socket_timeout": 0.5}  # seconds
PAUSE = 5  # seconds
log = logging.getLogger(__name__)


class Plainly:
    """Values as JSON: who can write into Redis must not be able to run anything here, as with Django's pickles."""

    def dumps(self, value):
        return value if type(value) is int else json.dumps(value)

    def loads(self, written):
        return json.loads(written)


@functools.cache
def breaker_of(address):
    """This will give the one breaker of a process for a Redis: every thread has a cache object of its own."""
    return Breaker(PAUSE)


def asked(what):
    def ask(self, *args, **kwargs):
        return self.ask(what, *args, **kwargs)

    return ask


class RedisOrTable(BaseCache):
    """Django's own Redis cache, or the cache named TABLE where Redis refuses or does not answer in time."""

    def __init__(self, address, params):
        super().__init__(params)
        options = WAITS | {"serializer": Plainly} | params.get("OPTIONS", {})
        self.redis = RedisCache([address], params | {"OPTIONS": options})  # a password may hold a comma
        self.breaker = breaker_of(address)

    def ask(self, what, *args, **kwargs):
        """This will ask Redis, or the table if Redis fails or failed a moment ago."""
        if self.breaker.may_ask():
            try:
                answer = getattr(self.redis, what)(*args, **kwargs)
            except (RedisError, OSError) as error:
                if self.breaker.failed():
                    log.warning("Redis does not answer, so limits are counted in the database: %s", error)
            else:
                self.breaker.answered()
                return answer
        return getattr(caches[TABLE], what)(*args, **kwargs)

    # What Redis does in a way of its own. BaseCache makes everything else of these.
    add, get, set, touch, delete = map(asked, ("add", "get", "set", "touch", "delete"))
    get_many, set_many, delete_many = map(asked, ("get_many", "set_many", "delete_many"))
    has_key, incr = map(asked, ("has_key", "incr"))

    def clear(self):
        caches[TABLE].clear()
        return self.ask("clear")
