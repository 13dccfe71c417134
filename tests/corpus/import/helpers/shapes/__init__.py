from .square import area as square_area
from . import circle
__all__ = ["square_area", "triangle"]
