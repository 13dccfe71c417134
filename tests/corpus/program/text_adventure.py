"""A text adventure that plays itself: dictionaries of dictionaries, a command loop."""

ROOMS = {
    "hall": {"description": "a dusty hall", "exits": {"north": "library", "east": "kitchen"},
             "items": ["lamp"]},
    "library": {"description": "shelves of old books", "exits": {"south": "hall", "up": "attic"},
                "items": ["book", "key"]},
    "kitchen": {"description": "a cold kitchen", "exits": {"west": "hall"}, "items": []},
    "attic": {"description": "darkness", "exits": {"down": "library"}, "items": ["treasure"]},
}


class Player:
    def __init__(self, room):
        self.room, self.items, self.moves = room, set(), 0

    def look(self):
        room = ROOMS[self.room]
        text = f"You are in {room['description']}."
        if room["items"]:
            text += " You see: " + ", ".join(sorted(room["items"])) + "."
        return text + " Exits: " + ", ".join(room["exits"]) + "."

    def go(self, direction=None):
        exits = ROOMS[self.room]["exits"]
        if direction not in exits:
            return f"You cannot go {direction}." if direction else "Go where?"
        if exits[direction] == "attic" and "lamp" not in self.items:
            return "It is too dark up there."
        self.room = exits[direction]
        self.moves += 1
        return self.look()

    def take(self, item=None):
        items = ROOMS[self.room]["items"]
        try:
            items.remove(item)
        except ValueError:
            return f"There is no {item} here."
        self.items.add(item)
        return f"Taken: {item}."

    def drop(self, item):
        if item in self.items:
            self.items.discard(item)
            ROOMS[self.room]["items"].append(item)
            return f"Dropped: {item}."
        return f"You have no {item}."

    def inventory(self):
        return "You carry " + (", ".join(sorted(self.items)) or "nothing") + "."


def play(commands):
    player = Player("hall")
    actions = {"look": player.look, "go": player.go, "take": player.take, "drop": player.drop,
               "i": player.inventory}
    yield player.look()
    for command in commands:
        verb, *rest = command.lower().split()
        action = actions.get(verb)
        if action is None:
            yield f"> {command}\nI do not know how to {verb}."
            continue
        try:
            yield f"> {command}\n{action(*rest)}"
        except TypeError as error:
            yield f"> {command}\nWhat? ({error})"
        if "treasure" in player.items:
            yield f"You win after {player.moves} moves!"
            return


for line in play(["go west", "go north", "go up", "take sword", "TAKE key", "i", "dance wildly",
                  "go south", "take lamp", "drop", "drop book", "drop key", "look up now", "go north", "go up",
                  "take treasure", "never reached"]):
    print(line)
