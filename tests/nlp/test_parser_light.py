"""Parsing imports no more of torch than it needs. Run in a fresh process, where nothing is loaded yet."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import sys
from provaudit.nlp.pipeline import BUNDLED, Pipeline
[[sentence]] = Pipeline(BUNDLED, 1).paragraphs([("The mayor left on Tuesday, Anna Bell told Reuters.", False)])
assert [name[0] for name in sentence.names] == ["PER", "ORG"], sentence
assert sentence.words[2][:3] == ["left", "leave", "VERB"], sentence
print(*sorted({".".join(name.split(".")[:2]) for name in sys.modules}))
"""


def test_no_processor_brings_the_compiler_of_torch() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    loaded = done.stdout.split()
    assert "stanza.models" in loaded
    assert "torch.nn" in loaded
    assert not {"torch._dynamo", "torch._inductor"} & {*loaded}
