print(repr("  x ".strip()), repr("  x ".lstrip()), repr("  x ".rstrip()), "--x-".strip("-"))
