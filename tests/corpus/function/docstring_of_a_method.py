"""A bound method's __doc__ is its function's."""
class A:
    def m(self):
        "What m does."

    @classmethod
    def c(cls):
        "What c does."

    def without(self):
        pass


print(A().m.__doc__, A.m.__doc__, A.c.__doc__, A().c.__doc__, A().without.__doc__)
