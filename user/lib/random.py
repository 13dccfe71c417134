"""Random numbers from the Mersenne Twister (M. Matsumoto, T. Nishimura, 1998), drawn as CPython
draws them: the same seed gives the same numbers, choices and shuffles."""

from bisect import bisect as _bisect
from itertools import accumulate as _accumulate
from math import ceil as _ceil, cos as _cos, exp as _exp, floor as _floor
from math import log as _log, pi as _pi, sin as _sin, sqrt as _sqrt
import time as _time

_WORDS, _MIDDLE = 624, 397  # the generator's state, and which word meets which
_MASK = 0xFFFFFFFF
_state = [0] * _WORDS
_position = _WORDS
_gauss_next = None


# ---- The generator ------------------------------------------------------------------------------

def _fill(number):
    """MT19937's init_genrand."""
    global _position
    _state[0] = number & _MASK
    for i in range(1, _WORDS):
        before = _state[i - 1]
        _state[i] = (1812433253 * (before ^ (before >> 30)) + i) & _MASK
    _position = _WORDS


def _fill_from_key(key):
    """MT19937's init_by_array."""
    _fill(19650218)
    i, j = 1, 0
    for _ in range(max(_WORDS, len(key))):
        before = _state[i - 1]
        _state[i] = ((_state[i] ^ ((before ^ (before >> 30)) * 1664525)) + key[j] + j) & _MASK
        i += 1
        j += 1
        if i >= _WORDS:
            _state[0] = _state[_WORDS - 1]
            i = 1
        if j >= len(key):
            j = 0
    for _ in range(_WORDS - 1):
        before = _state[i - 1]
        _state[i] = ((_state[i] ^ ((before ^ (before >> 30)) * 1566083941)) - i) & _MASK
        i += 1
        if i >= _WORDS:
            _state[0] = _state[_WORDS - 1]
            i = 1
    _state[0] = 0x80000000


def _renew():
    global _position
    state = _state
    for i in range(_WORDS):
        y = (state[i] & 0x80000000) | (state[(i + 1) % _WORDS] & 0x7FFFFFFF)
        state[i] = state[(i + _MIDDLE) % _WORDS] ^ (y >> 1) ^ (0x9908B0DF if y & 1 else 0)
    _position = 0


def _next_word():
    global _position
    if _position >= _WORDS:
        _renew()
    y = _state[_position]
    _position += 1
    y ^= y >> 11
    y ^= (y << 7) & 0x9D2C5680
    y ^= (y << 15) & 0xEFC60000
    return y ^ (y >> 18)


# ---- Seeds --------------------------------------------------------------------------------------

def _primes(count):
    found = []
    number = 2
    while len(found) < count:
        if all([number % prime for prime in found]):
            found.append(number)
        number += 1
    return found


def _fraction_of_root(number, power):
    """The first 64 bits of the fraction of number ** (1 / power)."""
    low, high = 0, number << 64
    while high - low > 1:
        middle = (low + high) // 2
        if middle ** power <= number << 64 * power:
            low = middle
        else:
            high = middle
    return low & (1 << 64) - 1


def _sha512(data):
    """SHA-512 (FIPS 180-4) of bytes, as an int."""
    mask = (1 << 64) - 1

    def turn(x, n):
        return (x >> n | x << 64 - n) & mask

    primes = _primes(80)
    constants = [_fraction_of_root(prime, 3) for prime in primes]
    digest = [_fraction_of_root(prime, 2) for prime in primes[:8]]
    text = data + b"\x80" + b"\0" * ((111 - len(data)) % 128)
    length = 8 * len(data)
    text += bytes([length >> shift & 0xFF for shift in range(120, -8, -8)])
    for start in range(0, len(text), 128):
        words = []
        for place in range(start, start + 128, 8):
            word = 0
            for byte in text[place:place + 8]:
                word = word << 8 | byte
            words.append(word)
        for t in range(16, 80):
            x, y = words[t - 15], words[t - 2]
            words.append((words[t - 16] + (turn(x, 1) ^ turn(x, 8) ^ x >> 7) + words[t - 7]
                          + (turn(y, 19) ^ turn(y, 61) ^ y >> 6)) & mask)
        a, b, c, d, e, f, g, h = digest
        for word, constant in zip(words, constants):
            one = (h + (turn(e, 14) ^ turn(e, 18) ^ turn(e, 41)) + (e & f ^ ~e & g)
                   + constant + word)
            two = (turn(a, 28) ^ turn(a, 34) ^ turn(a, 39)) + (a & b ^ a & c ^ b & c)
            h, g, f, e, d, c, b, a = g, f, e, (d + one) & mask, c, b, a, (one + two) & mask
        digest = [(old + new) & mask for old, new in zip(digest, (a, b, c, d, e, f, g, h))]
    result = 0
    for word in digest:
        result = result << 64 | word
    return result


def seed(a=None, version=2):
    """An int as it is, a str or bytes with its SHA-512, a float by its hash; None: the clock."""
    global _gauss_next
    if a is None:
        a = _time.time_ns() ^ _time.process_time_ns() << 32
    elif isinstance(a, (str, bytes)):
        data = a.encode() if isinstance(a, str) else a
        a = 0
        for byte in data:
            a = a << 8 | byte
        a = a << 512 | _sha512(data)
    elif isinstance(a, float):
        a = hash(a) & (1 << 64) - 1
    elif not isinstance(a, int):
        raise TypeError("The only supported seed types are: None,\n"
                        "int, float, str, bytes, and bytearray.")
    a = abs(a)
    key = []
    while a or not key:
        key.append(a & _MASK)
        a >>= 32
    _fill_from_key(key)
    _gauss_next = None


def getstate():
    return 3, (*_state, _position), _gauss_next


def setstate(state):
    global _position, _gauss_next
    version, internal, _gauss_next = state
    if version != 3:
        raise ValueError(f"state with version {version} passed to Random.setstate() of version 3")
    _state[:] = internal[:-1]
    _position = internal[-1]


# ---- Whole numbers ------------------------------------------------------------------------------

def random():
    """A float in [0.0, 1.0), of 53 random bits."""
    high = _next_word() >> 5
    return (high * 67108864.0 + (_next_word() >> 6)) * (1.0 / 9007199254740992.0)


def getrandbits(k):
    if k < 0:
        raise ValueError("number of bits must be non-negative")
    number = shift = 0
    while k > 0:
        word = _next_word()
        if k < 32:
            word >>= 32 - k
        number |= word << shift
        shift += 32
        k -= 32
    return number


def randbytes(n):
    number = getrandbits(8 * n)
    return bytes([number >> shift & 0xFF for shift in range(0, 8 * n, 8)])


def _below(n):
    """An int in [0, n), each as likely as the others."""
    if not n:
        return 0
    bits = n.bit_length()
    number = getrandbits(bits)
    while number >= n:
        number = getrandbits(bits)
    return number


def randrange(start, stop=None, step=1):
    if stop is None:
        if step != 1:
            raise TypeError("Missing a non-None stop argument")
        if start > 0:
            return _below(start)
        raise ValueError("empty range for randrange()")
    width = stop - start
    if step == 1:
        if width > 0:
            return start + _below(width)
        raise ValueError("empty range for randrange() (%d, %d, %d)" % (start, stop, width))
    if step > 0:
        count = (width + step - 1) // step
    elif step < 0:
        count = (width + step + 1) // step
    else:
        raise ValueError("zero step for randrange()")
    if count <= 0:
        raise ValueError("empty range for randrange()")
    return start + step * _below(count)


def randint(a, b):
    return randrange(a, b + 1)


# ---- Sequences ----------------------------------------------------------------------------------

def choice(seq):
    if not len(seq):
        raise IndexError("Cannot choose from an empty sequence")
    return seq[_below(len(seq))]


def shuffle(x):
    for i in reversed(range(1, len(x))):
        j = _below(i + 1)
        x[i], x[j] = x[j], x[i]


def sample(population, k, *, counts=None):
    if isinstance(population, (set, frozenset, dict)):
        raise TypeError("Population must be a sequence.  For dicts or sets, use sorted(d).")
    n = len(population)
    if counts is not None:
        cumulated = list(_accumulate(counts))
        if len(cumulated) != n:
            raise ValueError("The number of counts does not match the population")
        total = cumulated.pop()
        if total <= 0:
            raise ValueError("Total of counts must be greater than zero")
        return [population[_bisect(cumulated, s)] for s in sample(range(total), k=k)]
    if not 0 <= k <= n:
        raise ValueError("Sample larger than population or is negative")
    size_of_set = 21  # where a set of places takes less than a list of the population
    if k > 5:
        size_of_set += 4 ** _ceil(_log(k * 3, 4))
    result = []
    if n <= size_of_set:
        pool = list(population)
        for i in range(k):
            j = _below(n - i)
            result.append(pool[j])
            pool[j] = pool[n - i - 1]
        return result
    selected = set()
    for _ in range(k):
        j = _below(n)
        while j in selected:
            j = _below(n)
        selected.add(j)
        result.append(population[j])
    return result


def choices(population, weights=None, *, cum_weights=None, k=1):
    n = len(population)
    if cum_weights is None:
        if weights is None:
            return [population[_floor(random() * (n + 0.0))] for _ in range(k)]
        cum_weights = list(_accumulate(weights))
    elif weights is not None:
        raise TypeError("Cannot specify both weights and cumulative weights")
    if len(cum_weights) != n:
        raise ValueError("The number of weights does not match the population")
    total = cum_weights[-1] + 0.0
    if total <= 0.0:
        raise ValueError("Total of weights must be greater than zero")
    return [population[_bisect(cum_weights, random() * total, 0, n - 1)] for _ in range(k)]


# ---- Distributions ------------------------------------------------------------------------------

def uniform(a, b):
    return a + (b - a) * random()


def triangular(low=0.0, high=1.0, mode=None):
    u = random()
    if high == low and mode is not None:
        return low
    c = 0.5 if mode is None else (mode - low) / (high - low)
    if u > c:
        u = 1.0 - u
        c = 1.0 - c
        low, high = high, low
    return low + (high - low) * _sqrt(u * c)


def gauss(mu=0.0, sigma=1.0):
    """Normal distribution; the numbers come in pairs (G. Box, M. Muller)."""
    global _gauss_next
    z = _gauss_next
    _gauss_next = None
    if z is None:
        angle = random() * (2.0 * _pi)
        radius = _sqrt(-2.0 * _log(1.0 - random()))
        z = _cos(angle) * radius
        _gauss_next = _sin(angle) * radius
    return mu + z * sigma


def normalvariate(mu=0.0, sigma=1.0):
    """Normal distribution by the ratio of uniform numbers (A. Kinderman, J. Monahan)."""
    magic = 4 * _exp(-0.5) / _sqrt(2.0)
    while True:
        u1 = random()
        u2 = 1.0 - random()
        z = magic * (u1 - 0.5) / u2
        if z * z / 4.0 <= -_log(u2):
            return mu + z * sigma


def expovariate(lambd):
    return -_log(1.0 - random()) / lambd


seed()
