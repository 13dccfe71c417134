from graphlib import CycleError, TopologicalSorter

print(list(TopologicalSorter({"D": ["B", "C"], "C": ["A"], "B": ["A"]}).static_order()))
for graph in ({1: [2], 2: [3], 3: [1]}, {1: [1]}, {1: [2, 3], 3: [1]}):
    try:
        print(list(TopologicalSorter(graph).static_order()))
    except CycleError as error:
        print(error, error.args[1])
sorter = TopologicalSorter()
sorter.add(1, 2, 3)
sorter.add(2)
steps = [sorter.get_ready, sorter.prepare, sorter.prepare, lambda: sorter.add(4),
         lambda: sorter.done(9), lambda: sorter.done(1), sorter.get_ready, sorter.is_active,
         lambda: sorter.done(2), lambda: sorter.done(2), sorter.get_ready, lambda: sorter.done(3),
         lambda: bool(sorter), sorter.get_ready, lambda: sorter.done(1), lambda: bool(sorter)]
for step in steps:
    try:
        print(step())
    except ValueError as error:
        print(error)
