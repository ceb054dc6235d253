"""Build hook: a wheel carries samples and policy compiled to JSON, checked while the wheel is built.

The YAML in ``src/ssoplan`` is what people edit; an editable install reads it directly and compiles nothing.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileHook(BuildHookInterface):  # type: ignore[type-arg]  # of a builder configuration that is not used
    """Compiles the package's data into a folder outside the tree and adds it to the wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, unless the install is editable; a sample that does not load stops the build."""
        if version == "editable" or self.target_name != "wheel":
            return
        self._folder = Path(tempfile.mkdtemp(prefix="ssoplan-compiled-"))
        source = str(Path(self.root, "src"))
        sys.path.insert(0, source)
        sys.dont_write_bytecode, before = True, sys.dont_write_bytecode  # nothing is left in the source tree
        try:
            write_samples(self._folder / "samples")
            write_policy(self._folder)
        except BaseException:
            shutil.rmtree(self._folder)
            raise
        finally:
            sys.dont_write_bytecode = before
            sys.path.remove(source)
        build_data["force_include"][str(self._folder)] = "ssoplan/_compiled"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002  # hatchling's signature
        """Remove the folder, which the wheel now holds."""
        if hasattr(self, "_folder"):
            shutil.rmtree(self._folder)


def write_samples(folder: Path) -> None:
    """Write every sample as compact JSON, under its name; what the YAML says and the JSON says must be equal."""
    files, samples = import_module("ssoplan.files.documents"), import_module("ssoplan.samples")
    json_text = import_module("ssoplan.files.json_text")
    for name in samples.names():
        document = files.loads(samples.text(name), file=f"{name}.yaml")
        text = json_text.write_json(files.plain(document), compact=True)
        if files.loads(text, format="json", file=f"{name}.json") != document:
            msg = f"the sample {name} changes when it is written as JSON"
            raise RuntimeError(msg)
        target = folder / f"{name}.json"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")


def write_policy(folder: Path) -> None:
    """Write the policy and its parameters as compact JSON; a rule that does not check stops the build."""
    for name, module in (("policy", "ssoplan.rules.loading"), ("parameters", "ssoplan.parameters.reading")):
        (folder / f"{name}.json").write_text(
            import_module(module).compiled_json(), encoding="utf-8", newline="\n"
        )
