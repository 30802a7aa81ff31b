"""Becomes another program: inside a folder, as another user, and ended when the process that wanted it ends.

A script, not a module: `python -I -S become.py PARENT UID GID FOLDER PROGRAM [ARGUMENT...]` keeps its process
id, so whoever started it has started PROGRAM. `subprocess` can do none of this in order without running
Python between fork and exec, which may lock up in a process with threads.

The folder is entered before the user changes: that is the one moment in which root may still walk through
parents that the other user cannot pass. The wish to be ended (Linux only) comes after, because the kernel
forgets it when the user changes.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1
# LD_LIBRARY_PATH: some Pythons bring libraries that they only find by it.
KEPT_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "PG_GRANDPARENT_PID")


def main(parent: str, uid: str, gid: str, folder: str, *command: str) -> None:
    # Python ignores some signals and answers SIGINT; what it ignores would be passed on.
    for number in (signal.SIGINT, signal.SIGPIPE, signal.SIGXFSZ):
        signal.signal(number, signal.SIG_DFL)
    os.umask(0o077)
    os.chdir(folder)
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(int(gid))
        os.setuid(int(uid))
    if sys.platform == "linux":
        # SIGINT is what asks PostgreSQL for a fast and clean shutdown.
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGINT), 0, 0, 0)
    if os.getppid() != int(parent):  # it ended before it could be watched
        sys.exit(1)
    environment = {name: os.environ[name] for name in KEPT_ENVIRONMENT if name in os.environ}
    os.execve(command[0], command, {"LC_ALL": "C", "TZ": "UTC"} | environment)  # noqa: S606  # no shell is wanted


if __name__ == "__main__":
    main(*sys.argv[1:])
