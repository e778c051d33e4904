"""The addresses patients and scripts rely on. Changing one needs a redirect."""

from django.urls import path, re_path

from blog.comments import feeds, one, stopping
from blog.comments import views as comments
from blog.complaints import views as complaints
from blog.following import views as following
from blog.house import views as house
from blog.house.models import Page
from blog.images import views as images
from blog.posts import by_link
from blog.reading import archive, robots, share, sitemaps
from blog.reading import feeds as articles
from blog.reading import views as reading
from blog.search import views as search
from blog.usefulness import views as usefulness

urlpatterns = [
    path("", reading.home, name="home"),
    path("posts/<slug:slug>/", reading.post, name="post"),
    path("posts/<slug:slug>/share-<slug:share>.jpg", share.picture, name="share_picture"),
    path("posts/<slug:slug>/comments/", comments.comments, name="comments"),
    path("posts/<slug:slug>/comments/feed/", feeds.feed, name="comments_feed"),
    path("comments/<int:pk>/", one.comment, name="comment"),
    path("comments/<int:pk>/reply/", comments.reply, name="reply"),
    path("account/notices/", stopping.mail_choice, name="mail_about_comments"),
    path("notices/<str:token>/", stopping.notices, name="notices"),
    path("comments/<int:pk>/edit/", one.edit, name="edit_comment"),
    path("comments/<int:pk>/delete/", one.delete, name="delete_comment"),
    path("comments/<int:pk>/report/", one.report, name="report_comment"),
    path("comments/<int:pk>/answer/", one.answer, name="answer_decision"),
    path("posts/<slug:slug>/useful/", usefulness.useful, name="useful"),
    path("archive/", archive.years, name="archive"),
    re_path(r"^archive/(?P<year>[1-9][0-9]{3})/$", archive.year, name="archive_year"),
    path("topics/", reading.topics, name="topics"),
    path("topics/<slug:slug>/", reading.topic, name="topic"),
    path("topics/<slug:slug>/feed/", articles.topic_feed, name="topic_feed"),
    path("topics/<slug:slug>/feed.json", articles.topic_json_feed, name="topic_json_feed"),
    path("topics/<slug:slug>/follow/", following.follow, name="follow_topic"),
    path("follow/<str:token>/", following.confirm, name="confirm_following"),
    path("follow/<str:token>/end/", following.end, name="end_following"),
    path("tags/<slug:slug>/", reading.tag, name="tag"),
    path("people/", reading.people, name="people"),
    path("people/<slug:slug>/", reading.person, name="person"),
    path("feed/", articles.feed, name="feed"),
    path("feed.json", articles.json_feed, name="json_feed"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemaps/<slug:part>-<int:number>.xml", sitemaps.part, name="sitemap_part"),
    path("robots.txt", robots.robots, name="robots"),
    path("search/", search.search, name="search"),
    path("sign/<str:token>/", by_link.sign, name="sign_by_link"),
    path("sign/<str:token>/log-in-again/", by_link.log_in_again, name="log_in_again_by_link"),
    path("sign/<str:token>/preview/", by_link.preview, name="preview_by_link"),
    path("sign/<str:token>/changes/", by_link.changes, name="changes_by_link"),
    path("complaints/new/", complaints.complaint, name="complain"),
    *(path(f"{name}/", house.page, {"name": name}, name=name) for name in Page.Name.values),
    path("pictures/<slug:sha256>-<int:width>.<slug:format>", images.picture, name="picture"),
    path("plates/<slug:motif>/<slug:seed>-<int:hue>-<slug:shade>.svg", images.plate, name="plate"),
]
