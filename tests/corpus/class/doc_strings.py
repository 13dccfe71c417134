class A:
    'about A'
class B(A): pass
print(A.__doc__, B.__doc__, A().__doc__)
