"""A bank: classes, exceptions of one's own, class attributes, properties."""


class InsufficientFunds(Exception):
    def __init__(self, needed, available):
        super().__init__(f"need {needed:.2f}, have {available:.2f}")
        self.shortfall = needed - available


class Account:
    _next_number = 1000
    bank_name = "First Bank of Python"

    def __init__(self, owner, balance=0.0):
        self.owner = owner
        self._balance = balance
        self.number = Account._next_number
        Account._next_number += 1
        self.history = []

    @property
    def balance(self):
        return self._balance

    @balance.setter
    def balance(self, value):
        raise AttributeError("use deposit() and withdraw()")

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("deposit must be positive")
        self._balance += amount
        self.history.append(("deposit", amount))
        return self

    def withdraw(self, amount):
        if amount > self._balance:
            raise InsufficientFunds(amount, self._balance)
        self._balance -= amount
        self.history.append(("withdraw", amount))
        return self

    def __str__(self):
        return f"{self.owner}'s account #{self.number}: ${self._balance:,.2f}"

    def __repr__(self):
        return f"{type(self).__name__}({self.owner!r}, {self._balance!r})"


class SavingsAccount(Account):
    def __init__(self, owner, balance=0.0, rate=0.02):
        super().__init__(owner, balance)
        self.rate = rate

    def add_interest(self):
        return self.deposit(self.balance * self.rate)


alice, bob = Account("Alice", 100), SavingsAccount("Bob", 2500.5, rate=0.035)
alice.deposit(50).withdraw(30)
bob.add_interest()
print(alice, bob, [alice, bob], sep="\n")
try:
    alice.withdraw(1000)
except InsufficientFunds as error:
    print("refused:", error, f"{error.shortfall:.1f}")
for bad in (-5, 0):
    try:
        bob.deposit(bad)
    except ValueError as error:
        print("refused:", error)
try:
    alice.balance = 1_000_000
except AttributeError as error:
    print("refused:", error)
print(alice.history, isinstance(bob, Account), SavingsAccount.__mro__)
print(Account.bank_name, alice.bank_name is bob.bank_name)
alice.balance_ = 5
print(sorted(vars(alice)))
print(alice.balanse)
