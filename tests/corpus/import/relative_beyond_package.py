try:
    import helpers.shapes.too_far
except ImportError as error:
    print(error)
