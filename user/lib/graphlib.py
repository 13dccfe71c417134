"""Putting nodes into an order in which each comes after those that it depends on."""

__all__ = ["TopologicalSorter", "CycleError"]


class CycleError(ValueError):
    """No order: the nodes of args[1] depend on each other, in a ring."""


class _Node:
    """How many nodes it still waits for, and who waits for it."""

    def __init__(self, name):
        self.name, self.missing, self.successors = name, 0, []


class TopologicalSorter:
    """TopologicalSorter({node: its predecessors}). static_order() gives all; or, step by step,
    prepare(), then get_ready() and done() while is_active()."""

    def __init__(self, graph=None):
        self._nodes = {}
        self._ready = None  # a list from prepare() on
        self._passed_out, self._finished = set(), 0
        for node, predecessors in (graph or {}).items():
            self.add(node, *predecessors)

    def _node(self, name):
        node = self._nodes.get(name)
        if node is None:
            node = self._nodes[name] = _Node(name)
        return node

    def add(self, node, *predecessors):
        """node comes after the predecessors."""
        if self._ready is not None:
            raise ValueError("Nodes cannot be added after a call to prepare()")
        waiting = self._node(node)
        waiting.missing += len(predecessors)
        for predecessor in predecessors:
            self._node(predecessor).successors.append(node)

    def prepare(self):
        """No more nodes; CycleError when there is no order."""
        if self._ready is not None:
            raise ValueError("cannot prepare() more than once")
        self._ready = [node.name for node in self._nodes.values() if node.missing == 0]
        cycle = self._find_cycle()
        if cycle:
            raise CycleError("nodes are in a cycle", cycle)

    def _prepared(self):
        if self._ready is None:
            raise ValueError("prepare() must be called first")

    def get_ready(self):
        """The nodes that nothing stands before any more, and that were not given out yet."""
        self._prepared()
        result = tuple(self._ready)
        self._passed_out.update(result)
        self._ready.clear()
        return result

    def is_active(self):
        """Is there something to do, or to wait for?"""
        self._prepared()
        return self._finished < len(self._passed_out) or bool(self._ready)

    def __bool__(self):
        return self.is_active()

    def done(self, *nodes):
        """Those nodes are dealt with: who waited for the last of them becomes ready."""
        self._prepared()
        for name in nodes:
            node = self._nodes.get(name)
            if node is None:
                raise ValueError(f"node {name!r} was not added using add()")
            if node.missing < 0:
                raise ValueError(f"node {name!r} was already marked done")
            if name not in self._passed_out:
                raise ValueError(f"node {name!r} was not passed out (still not ready)")
            node.missing = -1
            self._finished += 1
            for successor in node.successors:
                waiting = self._nodes[successor]
                waiting.missing -= 1
                if waiting.missing == 0:
                    self._ready.append(successor)

    def _find_cycle(self):
        """The names around a cycle, the first one again at the end; or None. Depth first, with an
        iterator for each node of the way."""
        seen = set()
        for start in self._nodes:
            way, iterators, place = [], [], {}
            name = start
            while True:
                if name in place:
                    return way[place[name]:] + [name]
                if name not in seen:
                    seen.add(name)
                    place[name] = len(way)
                    way.append(name)
                    iterators.append(iter(self._nodes[name].successors))
                while way:
                    name = next(iterators[-1], way)
                    if name is not way:
                        break
                    del place[way.pop()]
                    iterators.pop()
                else:
                    break
        return None

    def static_order(self):
        """All nodes, each after its predecessors."""
        self.prepare()
        while self.is_active():
            ready = self.get_ready()
            yield from ready
            self.done(*ready)
