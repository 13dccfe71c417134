import atexit
import weakref

class Thing:
    pass

kept = Thing()
weakref.finalize(kept, print, "finalized in the end")
silent = weakref.finalize(kept, print, "never")
silent.atexit = False
atexit.register(print, "at exit")
raise ValueError("wrong")
