"""What is in force: the figures of policy through time, each with its window, its source and its standing."""

from __future__ import annotations

from ssoplan.parameters.errors import (
    DataProblem,
    DuplicateSourceError,
    OutsideWindowWarning,
    ParameterDataError,
    ParameterValueError,
    ParameterWindowError,
    UnknownParameterError,
    UnknownSourceError,
)
from ssoplan.parameters.parameter import Parameter, ParameterValue, Table
from ssoplan.parameters.sources import Citation, Source, SourceRegistry
from ssoplan.parameters.store import Parameters

__all__ = [
    "Citation",
    "DataProblem",
    "DuplicateSourceError",
    "OutsideWindowWarning",
    "Parameter",
    "ParameterDataError",
    "ParameterValue",
    "ParameterValueError",
    "ParameterWindowError",
    "Parameters",
    "Source",
    "SourceRegistry",
    "Table",
    "UnknownParameterError",
    "UnknownSourceError",
]
