"""A fault of ours is a page in our look that needs nothing, and that tells nobody what went wrong inside."""

from django.test import Client
from django.test.utils import override_settings
from django.urls import path

from clinic_site import urls


def break_down(request):
    raise RuntimeError("On purpose.")


class Broken:
    """The site's addresses, one of which breaks."""

    urlpatterns = [path("break/", break_down), *urls.urlpatterns]
    handler500 = urls.handler500


@override_settings(ROOT_URLCONF=Broken)
def test_when_we_break_the_page_says_so_without_the_database():
    response = Client(raise_request_exception=False).get("/break/")

    page = response.content.decode()
    assert ("Something broke on our side" in page, "On purpose." in page) == (True, False)
    assert response.status_code == 500
