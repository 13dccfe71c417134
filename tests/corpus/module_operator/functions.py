import operator
print(operator.add(2, 3), operator.sub(2, 3), operator.mul("a", 3), operator.truediv(1, 4))
print(operator.lt(1, 2), operator.eq(1, 1.0), operator.contains("abc", "b"), operator.not_(0), operator.neg(4))
print(operator.itemgetter(1)([5, 6]), operator.itemgetter(0, 2)("abc"), operator.attrgetter("real")(7))
print(sorted([("b", 1), ("a", 2)], key=operator.itemgetter(0)), operator.methodcaller("upper")("x"))
row = [1, 2, 3]
operator.setitem(row, 0, 9)
operator.delitem(row, 1)
print(row, operator.indexOf(row, 3), operator.countOf([1, 2, 1], 1), operator.iadd(row, [4]) is row)
