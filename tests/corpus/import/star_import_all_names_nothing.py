from helpers.wrong_all import *
