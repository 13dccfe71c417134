import helpers.namespace
import helpers.namespace.inner.leaf as leaf
from helpers.namespace import inner

print(helpers.namespace.__name__, inner.__name__, leaf.NAME)
print(helpers.namespace.__package__, hasattr(inner, "__file__"), leaf.__package__)
print([path.rpartition("/")[2] for path in inner.__path__])
print([name for name in dir(inner) if name not in ("__loader__", "__spec__")])
try:
    import helpers.namespace.absent
except ModuleNotFoundError as error:
    print(error)
try:
    from helpers.namespace import absent
except ImportError as error:
    print(type(error).__name__, str(error).partition(" (")[0])
