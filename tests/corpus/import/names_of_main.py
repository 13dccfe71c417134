print(__name__, __package__, __file__.split("/")[-1], __spec__, __doc__)
