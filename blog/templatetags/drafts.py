"""The words somebody typed before they were sent to log in, for the pages they see on the way."""

from django import template

from blog.comments import drafts

register = template.Library()


@register.inclusion_tag("blog/comments/_draft_notice.html", takes_context=True)
def draft_notice(context):
    """This will tell the writer of a kept comment that it is safe, and show nothing to anybody else."""
    return {"draft": drafts.newest(context["request"]), "is_on_the_way": context.get("redirect_field_value")}
