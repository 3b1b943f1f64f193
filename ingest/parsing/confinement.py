"""What the reading process gives up before it opens a file: the network, and starting programs.

A new network namespace, which has no way out, where the system grants one; and in any case a hook in Python's
own audit events, which refuses what the libraries could reach through Python. Neither can be undone.
"""

import ctypes
import os
import sys
from typing import Any

_NEW_NETWORK = 0x40000000
_NEW_USER = 0x10000000
_NO_NEW_PRIVILEGES = 38
_REFUSED = ("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "pty.")


class Confined(PermissionError):
    """Something in the reading process reached for the network or another program."""


def confine() -> bool:
    """Give up the network and other programs; whether the system took part in it.

    To be called before the process has a second thread.
    """
    alone = _without_network()
    sys.addaudithook(_refuse)
    return alone


def _without_network() -> bool:
    """Move into a network namespace of our own. Only root may do so without giving up its user as well."""
    system = ctypes.CDLL(None, use_errno=True)
    system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    if system.unshare(_NEW_NETWORK) == 0:
        return True
    # Root without its user could no longer read the files of others.
    return os.geteuid() != 0 and bool(system.unshare(_NEW_USER | _NEW_NETWORK) == 0)


def _refuse(event: str, details: tuple[Any, ...]) -> None:
    if event.startswith(_REFUSED):
        raise Confined(event)
