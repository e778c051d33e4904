"""What a clinic should think about before it answers or features a reader's comment.

Whoever answers, likes or shares a comment takes it over as their own, so that the advertising rules for clinics hold
for it. Source: ASA, "User generated content is king", asa.org.uk/news/user-generated-content-is-king.
"""

from blog.guard import check

NEUTRAL = (
    "Thank you for writing. We cannot say anything about one person’s care here. Please ring us, or write to us, and a "
    "clinician will talk it through with you."
)


def reasons_to_think(body):
    """This will give a sentence for everything in a comment that would count as advertising if we took it over."""
    found = check(body, surface="comment")
    return [f"It names a prescription-only medicine: “{finding.words}”." for finding in found if finding.pack == "pom"]
