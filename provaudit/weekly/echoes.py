"""What the week's articles have in common: stories that rest on one root or none, in short; `provaudit echo` tells the rest."""

from __future__ import annotations

from provaudit.echo.report import Echo
from provaudit.echo.show import verdict
from provaudit.weekly.report import Echoes, Root


def echoes(echo: Echo, most: int) -> Echoes:
    """The stories of several publishers with one independent origin or none, most articles first."""
    roots = []
    for story in echo.stories:
        telling = {step.article for step in story.steps if step.role != "beside it"}
        publishers = {article.publisher for article in echo.articles if article.key in telling}
        if len(publishers) > 1 and len(story.independent) < 2:
            labels = [origin.label for origin in story.origins if origin.id in story.independent]
            roots.append(Root(story.title, len(telling), len(publishers), labels[0] if labels else None))
    roots.sort(key=lambda root: (-root.articles, -root.publishers))
    return Echoes(
        verdict=verdict(echo),
        stories=len(echo.stories),
        circles=len(echo.circles),
        uncredited=sum(not copy.credited for copy in echo.copies),
        roots=tuple(roots[:most]),
    )
