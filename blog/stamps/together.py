"""One question to a database server for all who ask it at the same moment."""

from functools import cached_property
from threading import Lock

from django.db import DatabaseError, connections


class Question:
    """What some threads want to know; the first of them asks it for all."""

    def __init__(self):
        self.keys, self.turn = set(), Lock()
        self.numbers = self.error = None


class Together:
    """Who asks while a question is on its way shares the next one, so that no answer is older than its asking.

    ask(connection, keys) gives a dict. What it raises of the database is raised for all who share the question. There
    is one connection for all, taken from the pool and kept for as long as questions follow each other.
    """

    def __init__(self, ask):
        self.ask, self.gathering = ask, Question()
        self.lock, self.on_its_way = Lock(), Lock()

    @cached_property
    def connection(self):
        made = connections.create_connection("default")
        made.inc_thread_sharing()  # one thread at a time
        return made

    def read(self, keys):
        """This will give {key: number} with these keys, and those of whoever shared the question."""
        with self.lock:
            question = self.gathering
            question.keys.update(keys)
        with question.turn:
            if question.numbers is None and question.error is None:
                self.send(question)
        if question.error:
            raise DatabaseError(*question.error.args) from question.error
        return question.numbers

    def send(self, question):
        """This will ask once no other question is on its way; whoever comes from then on gathers for the next."""
        with self.on_its_way:
            with self.lock:
                self.gathering = Question()
            try:
                question.numbers = self.ask(self.connection, tuple(question.keys))
            except DatabaseError as error:
                question.error = error
            if question.error or not self.gathering.keys:
                self.connection.close_if_unusable_or_obsolete()
