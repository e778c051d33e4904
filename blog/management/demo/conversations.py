"""The conversations of the demonstration clinic: what members say, and what becomes of it, in every state there is."""

from datetime import timedelta

from blog.comments import subscriptions
from blog.comments.actions import delete_comment, edit_comment, leave_comment
from blog.comments.appeals import answer_decision
from blog.comments.models import Block, Comment, Conversation
from blog.comments.moderate import decide_on, escalate
from blog.comments.reports import report_comment
from blog.editions.models import Edition

Policy = Conversation.Policy
READ_AFTER = timedelta(minutes=4)  # from sending to being read, where somebody reads first


class Conversations:
    """Plays the script through the actions that members and moderators use."""

    def __init__(self, people, now):
        self.people = people
        self.now = now
        self.said = {}

    def hold(self, script):
        for article in script["articles"]:
            policy = article.get("policy", Policy.OPEN)
            is_closed_later = policy == Policy.LOCKED
            self.set_up(article, policy=Policy.OPEN if is_closed_later else policy)
        for line in sorted(script["comments"], key=self.moment):
            self.say(line)
        for line in script["comments"]:
            for step in line.get("then", []):
                self.go_on(line, step)
        for article in script["articles"]:
            self.set_up(article, policy=article.get("policy", Policy.OPEN))
        for block in script["blocked"]:
            self.block(block)

    def set_up(self, article, *, policy):
        post_id = self.edition(article["slug"]).post_id
        fields = {"policy": policy, "stays_open": article.get("stays_open", False)}
        Conversation.objects.update_or_create(post_id=post_id, defaults=fields)

    def edition(self, slug):
        return Edition.objects.live(self.now).get(slug=slug)

    def moment(self, line):
        """This will tell when a line was said: so many hours after the article was signed, or before now."""
        if "hours_ago" in line:
            return self.now - timedelta(hours=line["hours_ago"])
        return self.edition(line["article"]).signed_at + timedelta(hours=line["hours_after"])

    def say(self, line):
        """This will leave one comment, and let Mo publish it if it is held, unless the script leaves it waiting."""
        at, author = self.moment(line), self.people[line["author"]]
        edition = self.edition(line["article"])
        self.let_in(author, at=at)
        comment = leave_comment(
            edition=edition,
            author=author,
            body=line["body"],
            at=at,
            parent=self.said.get(line.get("reply_to")),
            has_looked_again=True,
            is_limited=False,
        )
        self.said[line["key"]] = comment
        if line.get("wants_mail"):
            subscriptions.wish(user=author, post_id=edition.post_id, at=at)
        if comment.state == Comment.State.HELD and not line.get("waits"):
            self.decide(comment, "approved", at=at + READ_AFTER)

    def let_in(self, author, *, at):
        """This will let somebody have joined the day before they first said something, not when this was run."""
        if author.date_joined > at:
            author.date_joined = at - timedelta(days=1)
            author.save(update_fields=["date_joined"])

    def go_on(self, line, step):
        """This will do one thing that happens to a comment after it was sent."""
        comment = self.said[line["key"]]
        at = self.moment(line) + timedelta(minutes=step["minutes"])
        if step["do"] == "edit":
            edit_comment(comment_id=comment.pk, by=comment.author, body=step["body"], at=at, has_looked_again=True)
        elif step["do"] == "delete":
            delete_comment(comment_id=comment.pk, by=comment.author, at=at)
        elif step["do"] == "report":
            note = step.get("note", "")
            reporter = self.people[step["by"]]
            report_comment(comment_id=comment.pk, by=reporter, reason=step["reason"], note=note, at=at)
        elif step["do"] == "answer":
            answer_decision(comment_id=comment.pk, by=comment.author, body=step["body"], at=at)
        elif step["do"] == "pass on":
            escalate(comment_id=comment.pk, by=self.people["mo"], at=at, note=step["note"])
        else:
            self.decide(comment, step["do"], at=at, reason=step.get("reason", ""), note=step.get("note", ""))

    def decide(self, comment, act, *, at, **why):
        comment.refresh_from_db()
        decide_on(comment_id=comment.pk, act=act, by=self.people["mo"], at=at, seen=comment.state, **why)
        comment.refresh_from_db()

    def block(self, block):
        at = self.now - timedelta(hours=block["hours_ago"])
        Block.objects.create(
            user=self.people[block["member"]],
            reason=block["reason"],
            at=at,
            by=self.people["mo"],
            until=at + timedelta(days=block["days"]),
        )
