"""The use cases: what a user asks for, from paths to a finished edition on disk."""

from briefs.editions.building import BuildRequest, BuildResult, Progress, Step, build, edition_of

__all__ = ["BuildRequest", "BuildResult", "Progress", "Step", "build", "edition_of"]
