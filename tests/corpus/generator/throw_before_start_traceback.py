def never(first,
          second):
    yield first


generator = never(1, 2)
generator.throw(ValueError("early"))
