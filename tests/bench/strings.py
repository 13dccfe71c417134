"""Text: built, split, joined, searched and changed."""


def run():
    words = [f"word{i:04d}" for i in range(3000)]
    found = 0
    for n in range(12):
        text = ", ".join(words)
        parts = text.split(", ")
        found += text.count("1") + text.find("word2999") + len(text.replace("word", "w").upper())
        for part in parts:
            if part.startswith("word1") and part.endswith("7") or "99" in part:
                found += len(part.strip("w")) + ord(part[-1])
    text = ""
    for i in range(60000):
        text += chr(97 + i % 26)
    return found, len(text), text[12345:12355]


print(run())
