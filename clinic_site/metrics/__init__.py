"""Numbers for whoever watches the site, in Prometheus' text format, on a port that only this machine can ask."""

from clinic_site.metrics.answers import Counted
from clinic_site.metrics.listener import listen

__all__ = ["Counted", "listen"]
