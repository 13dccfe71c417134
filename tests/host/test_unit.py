"""The unit tests of tests/unit: each promise there counts as a test here, with and without
sanitizers."""
import pytest

from support import BUILD, ROOT, run_command

NAMES = sorted(path.stem for path in (ROOT / "tests" / "unit").glob("test_*.c"))


@pytest.mark.parametrize("kind", ["host", "san"])
@pytest.mark.parametrize("name", NAMES)
def test_unit(name, kind):
    done = run_command([BUILD / kind / "unit" / name], timeout=300)
    assert done.status == 0, done.text()
