"""Dates and times of day from seconds since 1970, in UTC, by the Gregorian calendar."""

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")
DAY = 86400  # seconds


class Time:
    """year, month (1-12), day (1-31), hour, minute, second, weekday (0: Monday), yearday (1-)"""

    def __init__(self, seconds):
        days, rest = divmod(int(seconds), DAY)
        self.seconds = int(seconds)
        self.hour, self.minute, self.second = rest // 3600, rest // 60 % 60, rest % 60
        self.weekday = (days + 3) % 7  # 1 January 1970 was a Thursday
        self.year, self.month, self.day, self.yearday = civil(days)


def days_before_year(year):
    """From 1 January 1970 to 1 January of that year."""
    before = year - 1
    return 365 * (year - 1970) + before // 4 - before // 100 + before // 400 - 477


def month_lengths(year):
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def civil(days):
    """(year, month, day, day of the year) for days since 1 January 1970."""
    year = 1970 + days * 400 // 146097  # 146097 days in 400 years; at most one off
    while days_before_year(year + 1) <= days:
        year += 1
    while days_before_year(year) > days:
        year -= 1
    rest = days - days_before_year(year)
    yearday, month = rest + 1, 1
    for length in month_lengths(year):
        if rest < length:
            break
        rest -= length
        month += 1
    return year, month, rest + 1, yearday


FORMATS = {
    "a": lambda t: DAYS[t.weekday][:3], "A": lambda t: DAYS[t.weekday],
    "b": lambda t: MONTHS[t.month - 1][:3], "B": lambda t: MONTHS[t.month - 1],
    "d": lambda t: f"{t.day:02}", "e": lambda t: f"{t.day:2}", "j": lambda t: f"{t.yearday:03}",
    "H": lambda t: f"{t.hour:02}", "I": lambda t: f"{(t.hour + 11) % 12 + 1:02}",
    "M": lambda t: f"{t.minute:02}", "S": lambda t: f"{t.second:02}",
    "p": lambda t: "AM" if t.hour < 12 else "PM", "m": lambda t: f"{t.month:02}",
    "Y": lambda t: str(t.year), "y": lambda t: f"{t.year % 100:02}",
    "u": lambda t: str(t.weekday + 1), "w": lambda t: str((t.weekday + 1) % 7),
    "F": lambda t: f"{t.year}-{t.month:02}-{t.day:02}",
    "T": lambda t: f"{t.hour:02}:{t.minute:02}:{t.second:02}",
    "R": lambda t: f"{t.hour:02}:{t.minute:02}",
    "D": lambda t: f"{t.month:02}/{t.day:02}/{t.year % 100:02}",
    "h": lambda t: MONTHS[t.month - 1][:3], "C": lambda t: f"{t.year // 100:02}",
    "c": lambda t: format_time(t, "%a %b %e %H:%M:%S %Y"),
    "x": lambda t: format_time(t, "%m/%d/%y"), "X": lambda t: format_time(t, "%H:%M:%S"),
    "U": lambda t: f"{(t.yearday + 6 - (t.weekday + 1) % 7) // 7:02}",  # weeks begin on Sundays
    "W": lambda t: f"{(t.yearday + 6 - t.weekday) // 7:02}",            # on Mondays
    "s": lambda t: str(t.seconds), "Z": lambda t: getattr(t, "zone", "UTC"),
    "z": lambda t: "+0000",
    "n": lambda t: "\n", "t": lambda t: "\t", "%": lambda t: "%",
}


def format_time(time, form):
    """A text in which %Y, %m... stand for the parts of a time, as strftime has them."""
    result, at = "", 0
    while at < len(form):
        if form[at] == "%" and form[at + 1:at + 2] in FORMATS:
            result += FORMATS[form[at + 1]](time)
            at += 2
        else:
            result += form[at]
            at += 1
    return result
