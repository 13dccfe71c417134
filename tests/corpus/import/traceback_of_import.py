def load():
    import helpers.raising


load()
