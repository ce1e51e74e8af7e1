"""The style sheet of the report: one column, light or dark as the reader's system says."""

STYLE = """
:root{color-scheme:light dark;--bg:#fbfaf8;--card:#fff;--ink:#1f2328;--soft:#5b636d;
--line:#dcdfe4;--grid:#e8eaee;--accent:#1c5d99;--whisker:#8fb3d6;--mark:#9a5b13;
--good:#1a6b3c;--good-bg:#e4f3e9;--bad:#a02b22;--bad-bg:#fbe9e7;--note-bg:#eef1f5}
@media (prefers-color-scheme:dark){:root{--bg:#16181c;--card:#1e2126;--ink:#e8eaed;
--soft:#a3abb5;--line:#363b43;--grid:#2c3138;--accent:#7db5ea;--whisker:#40648a;
--mark:#e0a458;--good:#7fd3a0;--good-bg:#1c3326;--bad:#f19a91;--bad-bg:#3d2321;
--note-bg:#2a2f37}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--ink);line-height:1.6;word-break:keep-all;
overflow-wrap:anywhere;font:16px/1.6 "Pretendard","Apple SD Gothic Neo","Malgun Gothic",
"Noto Sans KR","Noto Sans CJK KR",system-ui,sans-serif}
main{max-width:1080px;margin:0 auto;padding:32px 20px 80px}
h1{font-size:1.7rem;line-height:1.3;margin:0 0 4px}
h2{font-size:1.2rem;margin:44px 0 8px}
h3{font-size:.85rem;margin:16px 0 4px;color:var(--soft);font-weight:600}
p{margin:4px 0}
.soft{color:var(--soft);font-size:.9rem}
.warn{background:var(--bad-bg);color:var(--bad);padding:10px 14px;border-radius:8px;margin:16px 0}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px;
margin:24px 0}
.tile{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:12px 14px}
.tile b{display:block;font-size:1.7rem;line-height:1.3;font-variant-numeric:tabular-nums}
.tile code{color:var(--soft)}
.wide{overflow-x:auto;border:1px solid var(--line);border-radius:10px;background:var(--card)}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{padding:6px 12px;text-align:left;border-top:1px solid var(--line);vertical-align:middle}
thead th{border-top:0;color:var(--soft);font-weight:600;white-space:nowrap}
tbody th{font-weight:500;white-space:nowrap}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
td.plot{min-width:180px;width:32%;padding:2px 8px}
.groups td.plot{min-width:130px;width:22%}
td.means{color:var(--soft);min-width:11em}
.track{display:block}
.grid{stroke:var(--grid)}.zero{stroke:var(--soft)}
.whisker{stroke:var(--whisker);stroke-width:5;stroke-linecap:round}
.dot{fill:var(--accent);stroke:var(--card);stroke-width:1.5}
.mark{fill:var(--card);stroke:var(--mark);stroke-width:1.6}
.key{vertical-align:-2px;margin-right:4px;overflow:visible}
.legend{display:flex;flex-wrap:wrap;gap:4px 18px;margin:8px 2px;font-size:.85rem;
color:var(--soft)}
.body details{margin:14px 0 0;border:0;border-top:1px solid var(--line);border-radius:0}
.body summary{padding:10px 0}
code{white-space:nowrap;font:.85em ui-monospace,"D2Coding",Consolas,monospace}
fieldset{border:0;margin:8px 0;padding:0;display:flex;gap:16px}
main:has(#missed:checked) .fine{display:none}
details{background:var(--card);border:1px solid var(--line);border-radius:10px;margin:8px 0}
summary{cursor:pointer;padding:10px 14px;display:flex;flex-wrap:wrap;gap:4px 8px;
align-items:baseline}
summary::before{content:"▸";color:var(--soft)}
details[open]>summary::before{content:"▾"}
summary .ask{flex:1 1 60%;font-weight:500}
summary .id{color:var(--soft);font-size:.8rem;min-width:3.5em}
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
@media (max-width:640px){.means{display:none}th,td{padding:6px 8px}}
@media print{details{break-inside:avoid}}
"""
