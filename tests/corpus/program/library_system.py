"""A library: composition, class methods, sets of objects with __hash__, sorting, with, assert."""


class Book:
    def __init__(self, title, author, isbn):
        self.title, self.author, self.isbn = title, author, isbn

    def __eq__(self, other):
        if not isinstance(other, Book):
            return NotImplemented
        return self.isbn == other.isbn

    def __hash__(self):
        return hash(self.isbn)

    def __repr__(self):
        return f"<{self.title}>"


class Member:
    limit = 2

    def __init__(self, name):
        self.name, self.loans = name, []

    def __repr__(self):
        return self.name


class LibraryError(Exception):
    """Base of all that can go wrong here."""


class NotAvailable(LibraryError):
    def __str__(self):
        return f"{self.args[0]} is lent to {self.args[1]}"


class LimitReached(LibraryError):
    pass


class Library:
    def __init__(self, *books):
        self.books, self.lent = set(books), {}

    def lend(self, isbn, member):
        book = next((b for b in self.books if b.isbn == isbn), None)
        if book is None:
            raise KeyError(isbn)
        if book in self.lent:
            raise NotAvailable(book, self.lent[book])
        if len(member.loans) >= member.limit:
            raise LimitReached(f"{member} has {len(member.loans)} books")
        self.lent[book] = member
        member.loans.append(book)

    def take_back(self, book):
        self.lent.pop(book).loans.remove(book)

    def __contains__(self, isbn):
        return any(book.isbn == isbn for book in self.books)

    def __len__(self):
        return len(self.books)


class Transaction:
    """All loans of a block, or none."""

    def __init__(self, library):
        self.library = library

    def __enter__(self):
        self.before = set(self.library.lent)
        return self.library

    def __exit__(self, kind, error, traceback):
        if kind is not None and issubclass(kind, LibraryError):
            for book in set(self.library.lent) - self.before:
                self.library.take_back(book)
            print("rolled back:", error)
            return True


books = [Book("Emma", "Austen", 1), Book("Dune", "Herbert", 2), Book("Ulysses", "Joyce", 3)]
library = Library(*books, Book("Emma again", "Austen", 1))
ann, bob = Member("Ann"), Member("Bob")
print(len(library), 2 in library, 9 in library, sorted(b.isbn for b in library.books))
with Transaction(library) as t:
    t.lend(1, ann)
with Transaction(library) as t:
    t.lend(2, bob)
    t.lend(1, bob)
print(ann.loans, bob.loans, library.lent)
with Transaction(library) as t:
    for isbn in (2, 3):
        t.lend(isbn, ann)
print(ann.loans, [b.title for b in sorted(library.books, key=lambda b: b.isbn) if b not in library.lent])
assert not bob.loans, "Bob has nothing"
try:
    raise LimitReached("chained") from NotAvailable(books[0], ann)
except LibraryError as error:
    print(repr(error), "because", error.__cause__)
library.lend(99, bob)
