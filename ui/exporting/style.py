"""The style sheet of an evidence report: light or dark as the system says, paper in print."""

_PAPER = {
    "bg": "#fbfaf8",
    "card": "#fff",
    "ink": "#1f2328",
    "soft": "#5b636d",
    "line": "#dcdfe4",
    "accent": "#1c5d99",
    "good": "#1a6b3c",
    "good-bg": "#e4f3e9",
    "unsure": "#7a4a06",
    "unsure-bg": "#fbf0dc",
    "bad": "#a02b22",
    "bad-bg": "#fbe9e7",
    "plain": "#4f5b66",
    "plain-bg": "#eef1f5",
}
_LIGHT = ";".join(f"--{name}:{colour}" for name, colour in _PAPER.items())
_DARK = """--bg:#16181c;--card:#1e2126;--ink:#e8eaed;--soft:#a3abb5;--line:#363b43;--accent:#7db5ea;
--good:#7fd3a0;--good-bg:#1c3326;--unsure:#e8bd72;--unsure-bg:#3a2f1a;--bad:#f19a91;
--bad-bg:#3d2321;--plain:#b4bdc7;--plain-bg:#2a2f37"""

STYLE = (
    f":root{{color-scheme:light dark;{_LIGHT}}}"
    f"@media (prefers-color-scheme:dark){{:root{{{_DARK}}}}}"
    f"@media print{{:root{{color-scheme:light;{_LIGHT}}}}}"
    """
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--ink);word-break:keep-all;overflow-wrap:anywhere;
font:16px/1.65 "Pretendard","Apple SD Gothic Neo","Malgun Gothic","맑은 고딕","Noto Sans KR",
"Noto Sans CJK KR",system-ui,sans-serif}
main{max-width:820px;margin:0 auto;padding:36px 20px 80px}
h1{font-size:1.7rem;line-height:1.3;margin:0 0 8px}
h2{font-size:1.25rem;margin:48px 0 10px;padding-top:18px;border-top:2px solid var(--line)}
h3{font-size:1rem;margin:28px 0 8px;color:var(--soft)}
h4,.source h3{font-size:1rem;line-height:1.45;margin:0 0 8px;font-weight:600;color:var(--ink)}
p{margin:6px 0}
a{color:var(--accent)}
.note{color:var(--soft);font-size:.9rem}
.warning{background:var(--bad-bg);color:var(--bad);padding:10px 14px;border-radius:8px}
.question{font-size:1.2rem;font-weight:600;line-height:1.5;white-space:pre-wrap}
.state span{color:var(--soft);font-size:.9rem}
.badge{display:inline-block;font-size:.8rem;font-weight:600;line-height:1.5;padding:1px 10px;
border-radius:99px;white-space:nowrap;vertical-align:2px;background:var(--plain-bg);
color:var(--plain)}
.badge.good{background:var(--good-bg);color:var(--good)}
.badge.unsure{background:var(--unsure-bg);color:var(--unsure)}
.badge.bad{background:var(--bad-bg);color:var(--bad)}
.said{font-size:1.05rem;white-space:pre-wrap}
.frame{color:var(--soft)}
table.said{border-collapse:collapse;margin:10px 0;font-size:.95rem;white-space:normal;
font-variant-numeric:tabular-nums}
table.said caption{text-align:left;color:var(--soft);font-size:.9rem;padding-bottom:4px}
table.said th,table.said td{border:1px solid var(--line);padding:4px 10px;text-align:left}
table.said th{background:var(--plain-bg)}
.mark{text-decoration:none;font-size:.85em;font-variant-numeric:tabular-nums}
.mark:hover,.mark:focus-visible{text-decoration:underline}
ul{margin:6px 0;padding-left:1.4em}
.source{background:var(--card);border:1px solid var(--line);border-left:4px solid var(--plain);
border-radius:8px;padding:14px 18px;margin:12px 0}
.source.good{border-left-color:var(--good)}.source.bad{border-left-color:var(--bad)}
.source:target{outline:2px solid var(--accent);outline-offset:2px}
h3 .label,h4 .label{color:var(--accent);font-variant-numeric:tabular-nums}
p.label{color:var(--soft);font-size:.85rem;margin-top:10px}
blockquote{margin:8px 0;padding:8px 14px;border-left:3px solid var(--line);
background:var(--bg);white-space:pre-wrap;unicode-bidi:isolate}
blockquote.exact{font-size:.9rem;color:var(--soft)}
dl{display:grid;grid-template-columns:minmax(7em,auto) 1fr;gap:3px 16px;margin:10px 0 0;
font-size:.9rem}
dt{color:var(--soft)}
dd{margin:0;min-width:0;font-variant-numeric:tabular-nums}
.steps{padding-left:1.5em;font-size:.92rem}
.steps li{margin:5px 0}
@media (max-width:560px){dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:6px}}
@page{margin:18mm 16mm}
@media print{body{font-size:10.5pt;background:none}main{max-width:none;padding:0}
a{color:inherit;text-decoration:none}h1,h2,h3,h4{break-after:avoid}
blockquote,dl,.badge,.source,.warning{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.source:not(:has(blockquote)),dl,.steps li{break-inside:avoid}}
"""
)


def on_paper(name: str) -> str:
    """Return a colour of the light page, `#rrggbb` there, as DOCX names it: `RRGGBB`."""
    return _PAPER[name].removeprefix("#").upper()
