class A:
    def __repr__(self):
        return 'repr'

class B(A):
    def __str__(self):
        return 'str'

print(A(), B(), [B()], f'{B()} {B()!r}')
