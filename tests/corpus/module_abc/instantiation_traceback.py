from abc import ABC, abstractmethod


class Account(ABC):
    @abstractmethod
    def withdraw(self, amount):
        """Takes money."""


Account()
