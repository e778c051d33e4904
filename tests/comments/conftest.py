"""What the tests of a conversation share."""

import pytest
from django.core import signing

from blog.comments.forms import BEGAN

URL = "/posts/your-skin-barrier-in-one-page/comments/"
PAGE = "/posts/your-skin-barrier-in-one-page/"


@pytest.fixture
def began():
    """This will give a function that signs the moment at which a form was shown."""
    return lambda at: signing.dumps(at.timestamp(), salt=BEGAN)


@pytest.fixture
def text_of():
    """This will give a function that reads a page as text."""
    return lambda response: response.content.decode()
