"""Installed plugins for people and scripts, broken ones with their cause."""

from __future__ import annotations

from collections.abc import Sequence

from ..loading.installed import PluginInfo
from ..showing.layout import Column, Line, Paper, Span, cells_of
from ..showing.view import teller
from ..words.messages import Lang, say
from .as_json import dump


def lines(plugins: Sequence[PluginInfo], lang: Lang = "en", *, width: int = 100) -> list[Line]:
    tell = teller(lang)
    paper = Paper(width)
    wide = max((cells_of(plugin.name) for plugin in plugins), default=1)
    for plugin in plugins:
        if plugin.distribution is not None:
            origin = tell("plugins.from", distribution=plugin.distribution, version=plugin.version)
        else:
            origin = plugin.origin
        said: list[Span] = [(origin, "quiet")]
        for kind in ("sets", "procedures", "rules", "assemblies", "formats"):
            brought: tuple[str, ...] = getattr(plugin, kind)
            if brought:
                said.append((f"\n{tell(f'plugins.{kind}', names=brought)}", ""))
        if plugin.error is not None:
            said.append((f"\n{say(plugin.error.said, lang)}", "error"))
            for key, entry, problem in plugin.error.problems:
                where = f"{key} ({entry})" if entry else key
                said.append((f"\n{where}: {say(problem, lang)}", ""))
        paper.row([[(plugin.name, "code")], said], [Column(wide), Column()])
    return paper.lines


def render_json(plugins: Sequence[PluginInfo], lang: Lang = "en") -> str:
    return dump(
        {
            "schema": "sapa.plugins/1",
            "plugins": [
                {
                    "name": plugin.name,
                    "distribution": plugin.distribution,
                    "version": plugin.version,
                    "origin": plugin.origin,
                    "sets": list(plugin.sets),
                    "procedures": list(plugin.procedures),
                    "rules": list(plugin.rules),
                    "assemblies": list(plugin.assemblies),
                    "formats": list(plugin.formats),
                    "error": None
                    if plugin.error is None
                    else {
                        "message": say(plugin.error.said, lang),
                        "problems": [
                            {"key": key, "entry": entry, "message": say(said, lang)}
                            for key, entry, said in plugin.error.problems
                        ],
                    },
                }
                for plugin in plugins
            ],
        }
    )
