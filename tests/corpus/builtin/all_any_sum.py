print(all([]), any([]), all([1, 0]), any([0, 1]), sum([]), sum([0.5, 1]), sum(range(101)))
