kept = None
try:
    raise ValueError("keep me")
except ValueError as error:
    kept = error
print(kept, kept.__traceback__ is None, type(kept))
