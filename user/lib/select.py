"""select: waiting for several descriptors at once.

poll objects and select() have CPython's names, arguments and results; epoll and kqueue belong to
other systems.
"""

from _select import poll as _poll

POLLIN = 0x01
POLLPRI = 0x02
POLLOUT = 0x04
POLLERR = 0x08
POLLHUP = 0x10
POLLNVAL = 0x20

error = OSError


def _descriptor(file):
    """The number of a descriptor, or of an object with a fileno() method."""
    if not isinstance(file, int):
        if not hasattr(file, "fileno"):
            raise TypeError("argument must be an int, or have a fileno() method.")
        file = file.fileno()
        if not isinstance(file, int):
            raise TypeError("fileno() returned a non-integer")
    if file < 0:
        raise ValueError(f"file descriptor cannot be a negative integer ({file})")
    return file


class poll:
    """A set of descriptors, each with the events that are wanted of it."""

    def __init__(self):
        self._wanted = {}

    def register(self, fd, eventmask=POLLIN | POLLPRI | POLLOUT):
        self._wanted[_descriptor(fd)] = eventmask

    def modify(self, fd, eventmask):
        number = _descriptor(fd)
        if number not in self._wanted:
            raise FileNotFoundError(2, "No such file or directory")
        self._wanted[number] = eventmask

    def unregister(self, fd):
        del self._wanted[_descriptor(fd)]

    def poll(self, timeout=None, /):
        """Waits for so many milliseconds (None or negative: for ever): [(descriptor, events)]."""
        return _poll(list(self._wanted.items()), _milliseconds(timeout))


def _milliseconds(timeout):
    """Rounded up, as CPython does: not to come back a moment too early."""
    if timeout is None:
        return -1
    if not isinstance(timeout, (int, float)):
        raise TypeError("timeout must be an integer or None")
    whole = int(timeout)
    return whole + (whole < timeout)


def select(rlist, wlist, xlist, timeout=None, /):
    """The files of each list that are ready to be read, written, or have an exception pending.
    timeout in seconds; None: for ever."""
    if timeout is not None and timeout < 0:
        raise ValueError("timeout must be non-negative")
    wanted = {}
    for files, event in ((rlist, POLLIN), (wlist, POLLOUT), (xlist, POLLPRI)):
        for file in files:
            number = _descriptor(file)
            wanted[number] = wanted.get(number, 0) | event
    ready = dict(_poll(list(wanted.items()), _milliseconds(timeout and timeout * 1000)))
    if any(events & POLLNVAL for events in ready.values()):
        raise OSError(9, "Bad file descriptor")

    def which(files, events):
        return [file for file in files if ready.get(_descriptor(file), 0) & events]

    # Linux's rules (fs/select.c): the end of a pipe can be read, one without readers written to.
    return (which(rlist, POLLIN | POLLHUP | POLLERR), which(wlist, POLLOUT | POLLERR),
            which(xlist, POLLPRI))
