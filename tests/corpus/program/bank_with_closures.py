def make_account(owner, balance=0):
    def withdraw(amount):
        nonlocal balance
        if amount > balance:
            raise ValueError(f"{owner} has only {balance}")
        balance -= amount
        return balance
    return withdraw

withdraw = make_account("Ann", 100)
print(withdraw(30))
try:
    withdraw(100)
except ValueError as error:
    print("refused:", error)
print(withdraw(70))
