"""The plots of a week's report as SVG, without a browser; the page's style gives them its colours."""

from __future__ import annotations

from typing import Any

from provaudit.errors import UsageError
from provaudit.formats.pages.picture import Hand, Picture, draw
from provaudit.weekly.report import Weekly

HEIGHT, WIDTH = 150, 270
INK, WARM, SOFT, LINE = "#1f4f8f", "#9c4600", "#5c5750", "#d9d4c8"


def directness(report: Weekly) -> str:
    """Mean directness of attributed statements, week by week."""
    alt, frame = _altair()
    rows = [{"week": one.week, "directness": one.figures.directness} for one in report.trend if one.figures.attributed]
    base = _by_week(alt, frame(rows, columns=["week", "directness"]))
    y = alt.Y("directness:Q", title="mean directness", scale=alt.Scale(domain=[0, 100]))
    return _svg(base.mark_line(point=True, color=INK).encode(y=y), "Mean directness by week")


def shares(report: Weekly) -> str:
    """The shares of unnamed and relayed statements, week by week."""
    alt, frame = _altair()
    names = ("unnamed", "relayed")
    rows = [
        {"week": one.week, "share": share, "of": name}
        for one in report.trend
        for name in names
        if (share := one.figures.share(name)) is not None
    ]
    base = _by_week(alt, frame(rows, columns=["week", "share", "of"]))
    made = base.mark_line(point=True).encode(
        y=alt.Y("share:Q", title="share of attributed", scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format="%")),
        color=alt.Color("of:N", title=None, scale=alt.Scale(domain=names, range=[WARM, INK])),
        strokeDash=alt.StrokeDash("of:N", title=None, scale=alt.Scale(domain=names, range=[[1, 0], [5, 3]])),
    )
    return _svg(made, "Shares of unnamed and relayed statements by week")


def _by_week(alt: Any, data: Any) -> Any:  # noqa: ANN401 - altair's module, a frame, a chart
    """A chart whose columns are weeks, written W47: the page says the year."""
    axis = alt.Axis(labelAngle=0, labelExpr="slice(datum.label, 5)")
    return alt.Chart(data).properties(width=WIDTH, height=HEIGHT).encode(x=alt.X("week:O", title=None, axis=axis))


def grades(report: Weekly) -> str:
    """How many attributed statements have each grade."""
    alt, frame = _altair()
    data = frame([{"grade": grade, "statements": number} for grade, number in report.grades.items()])
    base = alt.Chart(data).properties(width=WIDTH, height=HEIGHT)
    y = alt.Y("statements:Q", axis=None)  # the bars tell their numbers
    bars = base.mark_bar(color=INK).encode(x=alt.X("grade:O", title=None, axis=alt.Axis(labelAngle=0)), y=y)
    labels = base.mark_text(dy=-6, color=SOFT).encode(x="grade:O", y="statements:Q", text="statements:Q")
    return _svg(bars + labels, "Attributed statements by grade")


def relays(report: Weekly) -> Picture | None:
    """Outlets on the left, the publishers that take from them on the right."""
    ways = []
    for relay in report.relays:
        way = (
            Hand(f"o:{relay.outlet}", relay.outlet, "outlet", "named"),
            Hand(f"p:{relay.publisher}", relay.publisher, "publisher", "named"),
        )
        ways += [way] * relay.statements
    return draw(ways)


def _svg(chart: Any, title: str) -> str:  # noqa: ANN401 - any of altair's charts
    import vl_convert

    text = {"labelColor": SOFT, "titleColor": SOFT, "labelFontSize": 11, "titleFontSize": 11, "titleFontWeight": "normal"}
    made = chart.configure(background="transparent").configure_view(stroke=None)
    made = made.configure_axis(gridColor=LINE, domainColor=LINE, tickColor=LINE, **text).configure_legend(
        **text, orient="top", columnPadding=30
    )
    svg: str = vl_convert.vegalite_to_svg(made.to_json())
    return svg.replace("<svg ", f'<svg role="img" aria-label="{title}" ', 1)


def require() -> None:
    """Raises UsageError where plots cannot be made: to be told before an hour of auditing, not after it."""
    _altair()


def _altair() -> tuple[Any, Any]:
    try:
        import altair
        import pandas
        import vl_convert  # noqa: F401 - asked for now, so that its lack is told before anything is drawn
    except ImportError as error:
        raise UsageError("the weekly report's plots need altair and vl-convert", hint="pip install 'provaudit[weekly]'") from error
    return altair, pandas.DataFrame
