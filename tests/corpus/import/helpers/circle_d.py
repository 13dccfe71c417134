import sys
sys.modules["helpers.circle_c"].VALUE
