# warnings: which are shown, how often, and with which line of whose source.
import warnings
from warnings import warn


def doubtful(number):
    warn(f"number {number % 2}", stacklevel=2)


for i in range(4):
    doubtful(i)  # two texts, each once for this place
for i in range(2):
    warn("here")
    warn("old", DeprecationWarning)
    warn("older", PendingDeprecationWarning)
    warn(FutureWarning("soon"))
warnings.simplefilter("always")
for i in range(2):
    warn("always")
warnings.simplefilter("once")
for i in range(2):
    warn("once")
warn("once")
warnings.simplefilter("error", RuntimeWarning)
try:
    warn("raised", RuntimeWarning)
except RuntimeWarning as error:
    print(repr(error))
warnings.filterwarnings("ignore", message="not this", category=UserWarning)
warn("not this, please")
warn("but this")
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    warn("kept")
    warn("kept", UnicodeWarning)
print([(str(w.message), w.category, w.lineno) for w in caught])
warn("shown again")
for arguments in (("x", int), ("x", 5)):
    try:
        warn(*arguments)
    except TypeError as error:
        print(error)
try:
    warnings.simplefilter("loudly")
except AssertionError as error:
    print(error)
print(warnings.formatwarning("text", UserWarning, "file.py", 3, "a line"), end="")
warnings.warn_explicit("explicit", ImportWarning, "module.py", 7)


def show(message, category, filename, lineno, file=None, line=None):
    print("my own:", message, category.__name__, lineno)


warnings.showwarning = show
warn("to my own")
