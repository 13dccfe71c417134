"""Attributes read and written in a loop, and methods that change their object."""


class Account:
    interest = 3

    def __init__(self, owner):
        self.owner = owner
        self.balance = 0
        self.moves = 0

    def deposit(self, amount):
        self.balance += amount
        self.moves += 1

    def month(self):
        self.deposit(self.balance * self.interest // 1000)


def run():
    accounts = [Account(n) for n in range(50)]
    for n in range(3000):
        for account in accounts:
            account.deposit(n)
            if n % 10 == 0:
                account.month()
    return sum([account.balance % 1000 + account.moves for account in accounts])


print(run())
