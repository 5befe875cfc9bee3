"""Hatchling hooks: the README of a package index, and the link of an editable install.

A package index shows the README without the files beside it, so its links to them become plain text there, and its
pictures are left out.

An editable install needs `.dev/sapa` to point at the repository's root.

The root *is* the import package `sapa`: a wheel gets that by path rewriting, an editable install by this
directory link. The link is tracked; where a checkout turned it into a text file (git without symbolic links),
the hook mends it.
"""

import os
import re
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

_LINK_BESIDE = re.compile(r"\[([^\]]+)\]\((?!https?:|mailto:|#)[^)]+\)")

_PICTURES = re.compile(r"<!-- pictures -->.*?<!-- /pictures -->\n", re.DOTALL)


class LinkForEditableInstall(BuildHookInterface):  # type: ignore[type-arg]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version != "editable":
            return
        root = Path(self.root).resolve()
        link = root / ".dev" / "sapa"
        link.parent.mkdir(exist_ok=True)
        if os.path.lexists(link):
            if link.exists() and link.samefile(root):
                return
            link.unlink()
        if os.name == "nt":  # a junction needs no administrator's rights
            import _winapi

            _winapi.CreateJunction(str(root), str(link))  # type: ignore[attr-defined]
        else:
            link.symlink_to(os.pardir, target_is_directory=True)


class ReadmeOfAnIndex(MetadataHookInterface):
    def update(self, metadata: dict[str, Any]) -> None:
        text = Path(self.root, "README.md").read_text(encoding="utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": _LINK_BESIDE.sub(r"\1", _PICTURES.sub("", text))}
