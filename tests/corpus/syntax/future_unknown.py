from __future__ import division, flying_cars
