"""Which addresses are this machine's own."""

import ipaddress


def is_loopback(host: str) -> bool:
    """Say whether a host, a name or an address without a port, is this machine itself."""
    try:
        return host == "localhost" or ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
