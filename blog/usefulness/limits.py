"""How many answers one connection may send, counted without keeping its address."""

import ipaddress

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.utils import timezone
from django.utils.crypto import salted_hmac

A_DAY = 20  # from one address: a family, a waiting room
DAY = 24 * 60 * 60  # seconds


def sender_of(request, *, at):
    """This will give a name for the connection that is of use today alone, and from which nobody finds the address.

    It is a hash of address and day under the site's secret key. The address is found as for the limits of log-ins, so
    behind TRUSTED_PROXY_COUNT proxies it is the visitor's. Of IPv6 it is the network, of which one house has a whole.
    """
    day = timezone.localdate(at).isoformat()
    return salted_hmac("blog.usefulness", f"{day} {network(get_adapter().get_client_ip(request))}").hexdigest()


def network(address):
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((found, 64), strict=False)) if found.version == 6 else str(found)


def take_turn(sender):
    """This will tell whether there was a turn left today, and use it up. Two at one moment never get the same one."""
    return any(cache.add(f"useful:{sender}:{turn}", 1, DAY) for turn in range(A_DAY))
