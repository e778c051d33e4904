"""/admin/blog/entry/: the manager reads the record and takes it away."""

import csv

from blog.audit.actions import record
from blog.audit.admin import harmless
from blog.audit.models import Entry


def take_away(client):
    keys = list(Entry.objects.values_list("pk", flat=True))
    return client.post("/admin/blog/entry/", {"action": "as_csv", "_selected_action": keys})


def test_the_manager_takes_the_record_away_as_a_table(client, edition, grace):
    client.force_login(grace)

    response = take_away(client)

    lines = response.content.decode().splitlines()
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert lines[0] == "at,by_name,act,subject,post_id,digest,detail"
    assert list(csv.reader(lines))[1][1:6] == [
        "Dr Amara Okafor", "signed", edition.title, str(edition.post_id), edition.digest,
    ]  # fmt: skip


def test_a_title_that_a_spreadsheet_would_run_is_made_harmless(client, ben, grace, now):
    record(at=now, by=ben, act=Entry.Act.WROTE, subject="=HYPERLINK(1)")
    client.force_login(grace)

    assert "'=HYPERLINK(1)" in take_away(client).content.decode()
    assert [harmless(cell) for cell in ("=1", "+1", "-1", "@a", "a", None, 3)] == [
        "'=1",
        "'+1",
        "'-1",
        "'@a",
        "a",
        "",
        "3",
    ]


def test_nobody_else_reads_it(client, edition, ben):
    client.force_login(ben)

    assert take_away(client).status_code == 403
