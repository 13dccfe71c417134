"""What makes and uses context managers."""
import sys
from functools import wraps
from abc import ABC, abstractmethod

__all__ = ["contextmanager", "closing", "nullcontext", "AbstractContextManager",
           "ContextDecorator", "ExitStack", "redirect_stdout", "redirect_stderr", "suppress",
           "chdir"]


class AbstractContextManager(ABC):
    """What has __enter__ and __exit__."""
    __class_getitem__ = classmethod(type(list[int]))

    def __enter__(self):
        return self

    @abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        return None

    @classmethod
    def __subclasshook__(cls, C):
        if cls is AbstractContextManager:
            for name in ("__enter__", "__exit__"):
                for base in C.__mro__:
                    if name in base.__dict__:
                        if base.__dict__[name] is None:
                            return NotImplemented
                        break
                else:
                    return NotImplemented
            return True
        return NotImplemented


class ContextDecorator:
    """A context manager that a function can be decorated with: it runs inside of it."""

    def _recreate_cm(self):
        return self

    def __call__(self, func):
        @wraps(func)
        def inner(*args, **kwds):
            with self._recreate_cm():
                return func(*args, **kwds)
        return inner


class _GeneratorContextManager(ContextDecorator, AbstractContextManager):
    """The manager that a generator function makes: it stops at its yield while the block runs."""

    def __init__(self, func, args, kwds):
        self.gen = func(*args, **kwds)
        self.func, self.args, self.kwds = func, args, kwds
        doc = getattr(func, "__doc__", None)
        self.__doc__ = doc if doc is not None else type(self).__doc__

    def _recreate_cm(self):
        return self.__class__(self.func, self.args, self.kwds)

    def __enter__(self):
        del self.args, self.kwds, self.func
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, typ, value, traceback):
        if typ is None:
            try:
                next(self.gen)
            except StopIteration:
                return False
            raise RuntimeError("generator didn't stop")
        if value is None:
            value = typ()
        try:
            self.gen.throw(value)
        except StopIteration as stop:
            return stop is not value
        except RuntimeError as error:
            # A StopIteration that the block raised has become the cause of a RuntimeError.
            if error is value:
                error.__traceback__ = traceback
                return False
            if isinstance(value, StopIteration) and error.__cause__ is value:
                value.__traceback__ = traceback
                return False
            raise
        except BaseException as error:
            if error is not value:
                raise
            error.__traceback__ = traceback
            return False
        raise RuntimeError("generator didn't stop after throw()")


def contextmanager(func):
    """Makes a context manager of a generator function that yields once."""
    @wraps(func)
    def helper(*args, **kwds):
        return _GeneratorContextManager(func, args, kwds)
    return helper


class closing(AbstractContextManager):
    """Calls thing.close() at the end of the block."""

    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *exc_info):
        self.thing.close()


class nullcontext(AbstractContextManager):
    """Does nothing, where a context manager is asked for."""

    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *excinfo):
        pass


class _RedirectStream(AbstractContextManager):
    _stream = None

    def __init__(self, new_target):
        self._new_target = new_target
        self._old_targets = []

    def __enter__(self):
        self._old_targets.append(getattr(sys, self._stream))
        setattr(sys, self._stream, self._new_target)
        return self._new_target

    def __exit__(self, exctype, excinst, exctb):
        setattr(sys, self._stream, self._old_targets.pop())


class redirect_stdout(_RedirectStream):
    """What the block prints goes to another file."""
    _stream = "stdout"


class redirect_stderr(_RedirectStream):
    """What the block writes to sys.stderr goes to another file."""
    _stream = "stderr"


class suppress(AbstractContextManager):
    """The block ends quietly at one of these exceptions."""

    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, exctype, excinst, exctb):
        return exctype is not None and issubclass(exctype, self._exceptions)


class chdir(AbstractContextManager):
    """The block runs in another directory."""

    def __init__(self, path):
        self.path = path
        self._old_cwd = []

    def __enter__(self):
        import os
        self._old_cwd.append(os.getcwd())
        os.chdir(self.path)

    def __exit__(self, *excinfo):
        import os
        os.chdir(self._old_cwd.pop())


class ExitStack(AbstractContextManager):
    """Managers and functions that are collected as one goes; at the end the last comes first."""

    def __init__(self):
        self._exit_callbacks = []

    def pop_all(self):
        """Moves all that has been entered to a new stack."""
        new_stack = type(self)()
        new_stack._exit_callbacks, self._exit_callbacks = self._exit_callbacks, []
        return new_stack

    def push(self, exit):
        """Adds an object with __exit__, or a function with the same arguments."""
        method = getattr(type(exit), "__exit__", None)
        if method is None:
            self._exit_callbacks.append(exit)
        else:
            self._exit_callbacks.append(lambda *details: method(exit, *details))
        return exit

    def enter_context(self, cm):
        """Enters a context manager; it is left at the end."""
        cls = type(cm)
        try:
            enter, leave = cls.__enter__, cls.__exit__
        except AttributeError:
            raise TypeError(f"'{cls.__module__}.{cls.__qualname__}' object does "
                            f"not support the context manager protocol") from None
        result = enter(cm)
        self._exit_callbacks.append(lambda *details: leave(cm, *details))
        return result

    def callback(self, callback, /, *args, **kwds):
        """Has a function called at the end."""
        def call(exc_type, exc, traceback):
            callback(*args, **kwds)
        self._exit_callbacks.append(call)
        return callback

    def close(self):
        """Ends all that has been entered, now."""
        self.__exit__(None, None, None)

    def __enter__(self):
        return self

    def __exit__(self, *details):
        received = details[1] is not None
        outer = sys.exc_info()[1]  # what is being handled around the with statement
        pending, suppressed, raised = details, False, False
        while self._exit_callbacks:
            callback = self._exit_callbacks.pop()
            try:
                if callback(*pending):
                    suppressed, raised = True, False
                    pending = (None, None, None)
            except BaseException as error:
                _set_context(error, pending[1], outer)
                pending = (type(error), error, error.__traceback__)
                raised = True
        if not raised:
            return received and suppressed
        context = pending[1].__context__
        try:
            raise pending[1]
        except BaseException:
            pending[1].__context__ = context  # without the link that this raise has made
            raise


def _set_context(error, earlier, outer):
    """Chains error behind the exception that it replaces, as if the with statements were nested:
    the end of its own chain, where outer stands by now, is where the earlier one belongs."""
    while error.__context__ is not outer:
        if error.__context__ is None or error.__context__ is earlier:
            return
        error = error.__context__
    if outer is not None:
        error.__context__ = earlier
