"""_records: the named tuples that functions written in C return: os.times(), resource.getrusage().

CPython has them as "struct sequences": tuples whose items have names and whose repr shows them.
"""


class _Record(tuple):
    _name = ""
    _fields = ()

    def __repr__(self):
        items = ", ".join(f"{name}={value!r}" for name, value in zip(self._fields, self))
        return f"{self._name}({items})"


def _record(cls):
    """A property for each field."""
    for index, name in enumerate(cls._fields):
        setattr(cls, name, property(lambda self, index=index: self[index]))
    return cls


@_record
class struct_rusage(_Record):
    _name = "resource.struct_rusage"
    _fields = ("ru_utime", "ru_stime", "ru_maxrss", "ru_ixrss", "ru_idrss", "ru_isrss", "ru_minflt",
               "ru_majflt", "ru_nswap", "ru_inblock", "ru_oublock", "ru_msgsnd", "ru_msgrcv",
               "ru_nsignals", "ru_nvcsw", "ru_nivcsw")


@_record
class times_result(_Record):
    _name = "posix.times_result"
    _fields = ("user", "system", "children_user", "children_system", "elapsed")
