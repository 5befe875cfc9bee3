"""The path by which plugins have imported hooks so far; `from sapa import hookimpl` is the present one."""

from .loading.hookspecs import GROUP as GROUP
from .loading.hookspecs import PROJECT as PROJECT
from .loading.hookspecs import hookimpl as hookimpl
from .loading.hookspecs import hookspec as hookspec
