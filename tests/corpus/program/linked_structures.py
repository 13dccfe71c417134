"""Linked list, stack, queue and binary tree, each as a class with the protocols of a container."""


class Node:
    def __init__(self, value, next=None):
        self.value, self.next = value, next


class LinkedList:
    def __init__(self, values=()):
        self.head, self.size = None, 0
        for value in values:
            self.append(value)

    def append(self, value):
        node = Node(value)
        if self.head is None:
            self.head = node
        else:
            last = self.head
            while last.next:
                last = last.next
            last.next = node
        self.size += 1

    def __iter__(self):
        node = self.head
        while node:
            yield node.value
            node = node.next

    def __len__(self):
        return self.size

    def __getitem__(self, index):
        for i, value in enumerate(self):
            if i == index:
                return value
        raise IndexError("list index out of range")

    def reverse(self):
        previous, node = None, self.head
        while node:
            node.next, previous, node = previous, node, node.next
        self.head = previous

    def __repr__(self):
        return " -> ".join(map(repr, self)) or "empty"


class Tree:
    def __init__(self, value=None, left=None, right=None):
        self.value, self.left, self.right = value, left, right

    def insert(self, value):
        if self.value is None:
            self.value = value
        elif value < self.value:
            if self.left is None:
                self.left = Tree(value)
            else:
                self.left.insert(value)
        elif self.right is None:
            self.right = Tree(value)
        else:
            self.right.insert(value)

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right

    def __contains__(self, value):
        if value == self.value:
            return True
        side = self.left if value < self.value else self.right
        return side is not None and value in side

    def height(self):
        return 1 + max(side.height() if side else 0 for side in (self.left, self.right))

    def show(self, level=0):
        if self.right:
            self.right.show(level + 1)
        print("    " * level + str(self.value))
        if self.left:
            self.left.show(level + 1)


items = LinkedList("abc")
items.append("d")
print(items, len(items), items[2], list(items), "c" in items, "z" in items)
items.reverse()
print(items, LinkedList(), bool(LinkedList()), max(items), sorted(items))
tree = Tree()
for value in (50, 30, 70, 20, 40, 60, 80, 65):
    tree.insert(value)
print(list(tree), 40 in tree, 45 in tree, tree.height(), sum(tree))
tree.show()
a, *middle, z = items
print(a, middle, z)
items[10]
