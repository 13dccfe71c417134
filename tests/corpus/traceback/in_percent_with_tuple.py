"""An error while '%s' % (a, b) formats an item points at the item."""


class Silent:
    def __repr__(self):
        raise ValueError("nothing to say")


def show(a, b):
    return ("%s and"
            " %r" % (a,
                     b))


show("fine", Silent())
