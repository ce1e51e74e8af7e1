"""The style sheet of the report: light or dark as the reader's system says, paper in print."""

_LIGHT = """--bg:#fbfaf8;--card:#fff;--ink:#1f2328;--soft:#5b636d;
--line:#dcdfe4;--grid:#e6e8ec;--accent:#1c5d99;--whisker:#8fb3d6;--mark:#9a5b13;
--good:#1a6b3c;--good-bg:#e4f3e9;--bad:#a02b22;--bad-bg:#fbe9e7;--note-bg:#eef1f5;
--s1:#b3541e;--s2:#8a6d00;--s3:#2b7a4b;--s4:#8a4f9e;--s5:#4f5b66"""
_DARK = """--bg:#16181c;--card:#1e2126;--ink:#e8eaed;--soft:#a3abb5;
--line:#363b43;--grid:#2c3138;--accent:#7db5ea;--whisker:#40648a;--mark:#e0a458;
--good:#7fd3a0;--good-bg:#1c3326;--bad:#f19a91;--bad-bg:#3d2321;--note-bg:#2a2f37;
--s1:#f0975f;--s2:#d9bc4a;--s3:#7cc896;--s4:#cf9be0;--s5:#b4bdc7"""

STYLE = (
    f":root{{color-scheme:light dark;{_LIGHT}}}"
    f"@media (prefers-color-scheme:dark){{:root{{{_DARK}}}}}"
    f"@media print{{:root{{color-scheme:light;{_LIGHT}}}}}"
    """
*{box-sizing:border-box}
[hidden]{display:none!important}
html{scroll-padding-top:52px}
body{margin:0;background:var(--bg);color:var(--ink);line-height:1.6;word-break:keep-all;
overflow-wrap:anywhere;font:16px/1.6 "Pretendard","Apple SD Gothic Neo","Malgun Gothic",
"Noto Sans KR","Noto Sans CJK KR",system-ui,sans-serif}
main{max-width:1120px;margin:0 auto;padding:32px 20px 80px}
h1{font-size:1.7rem;line-height:1.3;margin:0 0 4px}
h2{font-size:1.2rem;margin:44px 0 8px}
h3{font-size:.85rem;margin:16px 0 4px;color:var(--soft);font-weight:600}
p{margin:4px 0}
nav{position:sticky;top:0;z-index:2;display:flex;gap:4px 16px;overflow-x:auto;padding:10px 0;
margin:14px 0 0;background:var(--bg);border-bottom:1px solid var(--line)}
nav a{color:var(--accent);text-decoration:none;white-space:nowrap;font-size:.9rem}
nav a:hover,nav a:focus-visible{text-decoration:underline}
.soft{color:var(--soft);font-size:.9rem}
.warn{background:var(--bad-bg);color:var(--bad);padding:10px 14px;border-radius:8px;margin:16px 0}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px;
margin:20px 0}
.tile,.card{background:var(--card);border:1px solid var(--line);border-radius:10px;
padding:12px 14px}
.tile b{display:block;font-size:1.7rem;line-height:1.3;font-variant-numeric:tabular-nums}
.tile code{color:var(--soft)}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,430px),1fr));gap:14px}
.card{margin:0;display:flex;flex-direction:column}
.card figcaption{margin-bottom:6px}
.card figcaption b{display:block}
.chart{display:block;width:100%;height:auto;overflow:visible}
.chart text{fill:var(--soft);font-size:11px;text-anchor:middle;font-variant-numeric:tabular-nums}
.chart text.end{text-anchor:end}.chart text.start{text-anchor:start}
.chart text.figure{fill:var(--ink)}
.series{fill:none;stroke-width:1.6;stroke-linejoin:round;opacity:.9}
.series.s0{stroke:var(--accent);stroke-width:3;opacity:1}
.s1{stroke:var(--s1)}.s2{stroke:var(--s2)}.s3{stroke:var(--s3)}.s4{stroke:var(--s4)}
.s5{stroke:var(--s5)}
.bar{fill:var(--accent)}.missed-bar{fill:var(--bad)}
.ideal{stroke:var(--soft);stroke-dasharray:3 4}
.limit{stroke:var(--mark);stroke-width:1.5;stroke-dasharray:5 3}
.wide{overflow-x:auto;border:1px solid var(--line);border-radius:10px;background:var(--card)}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{padding:6px 12px;text-align:left;border-top:1px solid var(--line);vertical-align:middle}
thead th{border-top:0;color:var(--soft);font-weight:600;white-space:nowrap}
tbody th{font-weight:500;white-space:nowrap}
th[rowspan]{vertical-align:top}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
td.plot{min-width:180px;width:32%;padding:2px 8px}
.groups td.plot{min-width:130px;width:22%}
.groups tbody th{white-space:normal;min-width:7em}
td.means{color:var(--soft);min-width:11em}
.track{display:block}
.grid{stroke:var(--grid)}.zero{stroke:var(--soft)}
.whisker{stroke:var(--whisker);stroke-width:5;stroke-linecap:round}
.whisker.thin{stroke-width:3}
.dot{fill:var(--accent);stroke:var(--card);stroke-width:1.5}
.mark{fill:var(--card);stroke-width:1.6}
.key{vertical-align:-2px;margin-right:4px;overflow:visible}
.legend{display:flex;flex-wrap:wrap;gap:4px 18px;margin:8px 2px;font-size:.85rem;
color:var(--soft)}
.body details{margin:14px 0 0;border:0;border-top:1px solid var(--line);border-radius:0}
.body summary{padding:10px 0}
code{white-space:nowrap;font:.85em ui-monospace,"D2Coding",Consolas,monospace}
fieldset{border:0;margin:8px 0;padding:0;display:flex;gap:16px}
main:has(#missed:checked) #list>.fine{display:none}
form{display:flex;flex-wrap:wrap;gap:8px 14px;align-items:end;margin:10px 0;padding:12px 14px;
background:var(--card);border:1px solid var(--line);border-radius:10px;font-size:.85rem}
form label{display:flex;flex-direction:column;gap:2px;color:var(--soft);max-width:100%}
input[type=search],select,button{font:inherit;color:var(--ink);background:var(--bg);
border:1px solid var(--line);border-radius:6px;padding:5px 8px;max-width:14rem}
button{cursor:pointer}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
details{background:var(--card);border:1px solid var(--line);border-radius:10px;margin:8px 0}
summary{cursor:pointer;padding:10px 14px;display:flex;flex-wrap:wrap;gap:4px 8px;
align-items:baseline}
summary::-webkit-details-marker{display:none}
summary::before{content:"▸";color:var(--soft)}
details[open]>summary::before{content:"▾"}
summary .ask{flex:1 1 60%;font-weight:500}
summary .tags{display:flex;flex-wrap:wrap;gap:4px 6px;flex-basis:100%;padding-left:1.2em;
align-items:baseline}
.id{color:var(--soft);font-size:.8rem;min-width:3.5em}
.missed{border-left:3px solid var(--bad)}
.changed.lost>summary{color:var(--bad)}.changed.won>summary{color:var(--good)}
.change{border-top:1px solid var(--line);padding:10px 0}
.change:first-child{border-top:0}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,320px),1fr));gap:8px 20px}
.pair .said{font-size:.9rem;max-height:9em;overflow:auto}
.body{padding:0 18px 16px;border-top:1px solid var(--line)}
.badge{font-size:.78rem;padding:1px 8px;border-radius:99px;background:var(--note-bg);
white-space:nowrap}
.good{background:var(--good-bg);color:var(--good)}
.bad{background:var(--bad-bg);color:var(--bad)}
blockquote{margin:4px 0;padding:6px 12px;border-left:3px solid var(--line);
white-space:pre-wrap;unicode-bidi:isolate}
blockquote.holds{border-left-color:var(--good)}
.said{white-space:pre-wrap;unicode-bidi:isolate}
ol,ul{margin:4px 0;padding-left:1.6em}
@media (max-width:640px){main{padding:20px 14px 60px}.means{display:none}th,td{padding:6px 8px}
td.plot{min-width:120px}.chart text{font-size:14px}input[type=search],select{max-width:100%}}
@media print{body{font-size:11pt}main{max-width:none;padding:0}nav,form,fieldset{display:none}
details,.card,.tile,tr,.change{break-inside:avoid}.wide{overflow:visible}h2{break-after:avoid}}
"""
)
