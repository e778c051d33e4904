"""Who may sign which post."""

from blog import rules
from blog.clinic.models import Clinic


def refusal_to_sign(post, signer, **how):
    """This will give the sentence that tells why this person may not sign this post now, or None."""
    return rules.refusal_to_sign(signer, **what_signing_asks(post, signer), **how)


def what_signing_asks(post, signer):
    """This will read what the rule on signing asks about a post and a person."""
    return {
        "practitioner": getattr(signer, "practitioner", None),
        "writer_ids": set(post.writers.values_list("pk", flat=True)),
        "is_sole_practitioner": Clinic.current().is_sole_practitioner,
    }
