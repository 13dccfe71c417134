def account(balance):
    def deposit(amount):
        nonlocal balance
        balance += amount
    def report():
        return balance
    return deposit, report

deposit, report = account(10)
deposit(5)
print(report())
