import helpers.broken
