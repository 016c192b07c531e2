//! The page's style: one column, a serious face, and a version for paper.

use crate::report::canvas::LINES;
use crate::report::fonts::FACES;

pub fn sheet() -> String {
    format!("{}{LINES}{RULES}", *FACES)
}

const RULES: &str = r#":root{--ink:#1a1a1a;--grey:#595959;--line:#d9d9d9;--shade:#f5f5f3;--blue:#0072b2}
*{box-sizing:border-box}
html{font-size:16px;-webkit-text-size-adjust:100%}
body{margin:0;background:#fff;color:var(--ink);font-family:"Open Sans",sans-serif;line-height:1.55;font-variant-numeric:tabular-nums}
main{max-width:948px;margin:0 auto;padding:0 24px 72px}
.banner{padding:9px 24px;text-align:center;font-size:.9rem;background:#fff3d6;border-bottom:1px solid #e6c675}
.banner.gated{background:#e8f1f8;border-color:#9fc3de}
header{padding:48px 0 8px}
.kicker{margin:0;color:var(--blue);font-weight:700;font-size:.95rem}
h1{margin:.1em 0 .35em;font-size:2.3rem;line-height:1.15}
h2{margin:0 0 .5em;font-size:1.5rem;line-height:1.25}
h3{margin:1.8em 0 .4em;font-size:1.08rem;line-height:1.35}
.lead{max-width:44em;margin:0;font-size:1.08rem;color:var(--grey)}
nav{margin:28px 0 0;padding:14px 0;border-top:2px solid var(--ink);border-bottom:1px solid var(--line)}
nav ol{margin:0;padding:0 0 0 1.6em;columns:2;column-gap:40px;font-size:.94rem}
nav li{break-inside:avoid;padding:1px 0}
a{color:var(--blue);text-decoration:none}
a:hover{text-decoration:underline}
section{padding-top:52px}
section p,section li{max-width:46em}
.findings{list-style:none;margin:0;padding:0}
.findings li{max-width:none;padding:16px 0;border-top:1px solid var(--line)}
.findings .about{margin:0 0 .1em;font-size:.9rem;color:var(--grey)}
.findings .finding{margin:0 0 .25em;font-weight:700;font-size:1.08rem;line-height:1.35}
.findings p{margin:0;max-width:52em}
.findings .where{margin-top:.3em;font-size:.9rem}
.caveats{margin:0;padding-left:1.2em}
.caveats li{padding:2px 0}
figure{margin:20px -14px 8px;overflow-x:auto}
figure svg{display:block;width:100%;min-width:700px;height:auto}
.told{display:none;position:sticky;left:0;margin:0 14px 10px;font-weight:700;font-size:1.08rem;line-height:1.35}
figcaption,.source{font-size:.88rem;color:var(--grey);max-width:none}
figcaption{position:sticky;left:0;padding:2px 14px 0}
.table{margin:18px 0;overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.88rem;line-height:1.4}
caption{text-align:left;font-weight:700;padding:0 0 7px;font-size:.94rem}
caption span{display:inline-block;position:sticky;left:0;max-width:min(100%,calc(100vw - 32px))}
th,td{padding:4px 7px 4px 6px;text-align:right;vertical-align:baseline;white-space:nowrap}
th{font-weight:400}
tbody th{white-space:normal;min-width:9em}
th:first-child,td:first-child{padding-left:0}
th:first-child,td:first-child,thead th.left,tbody th{text-align:left}
td.wide{white-space:normal;text-align:left}
thead th{color:var(--grey);vertical-align:bottom;border-bottom:1px solid var(--ink);white-space:normal;line-height:1.25}
thead tr:not(:last-child) th{border-bottom:0;padding-bottom:2px;color:var(--ink)}
thead th[scope=colgroup]{text-align:center;background:linear-gradient(var(--line),var(--line)) center bottom/calc(100% - 13px) 1px no-repeat}
tbody tr{border-bottom:1px solid #ebebeb}
tbody tr.head{background:var(--shade);font-weight:700}
tbody tr:last-child{border-bottom:1px solid var(--ink)}
td.lit{padding-left:8px}
td .light{font-size:.82em}
td .of{color:var(--grey)}
.many .of,.many .light{display:block}
.many .of{font-size:.9em}
.many tbody th{position:sticky;left:0;background:#fff}
.many tbody tr.head th{background:var(--shade)}
.most{margin-inline:min(0px,calc((900px - min(100vw,1240px))/2 + 16px))}
.most table{font-size:.69rem;line-height:1.3}
.most caption{font-size:.94rem}
.most th,.most td{padding:3px 4px 3px 0}
.most td.lit{padding-left:2px}
.most thead tr:last-child th:not(:first-child){writing-mode:vertical-rl;transform:rotate(180deg);text-align:left;vertical-align:bottom;padding:6px 2px 0}
.most td.wide{white-space:nowrap}
td.green{background:#d9f0e6}
td.yellow{background:#fdf1c7}
td.red{background:#f8ddcc}
td.grey{background:#eee;color:var(--grey)}
tbody tr.over th{font-weight:700;padding-top:12px}
td.why{color:var(--grey);text-align:left;font-weight:400;white-space:normal}
.notes{margin:10px 0 0;padding-left:1.2em;font-size:.92rem}
@media (max-width:640px){.told{display:block}main{padding:0 16px 48px}header{padding-top:28px}h1{font-size:1.75rem}nav ol{columns:1}section{padding-top:38px}.banner{padding:8px 16px}}
@page{margin:14mm}
@page across{size:A4 landscape}
@media print{html{font-size:12px}main{max-width:none;padding:0}nav{display:none}figure,.table{overflow:visible}figure svg{min-width:0;max-height:232mm}.table.wide{page:across;font-size:.82em}.table.wide th,.table.wide td{padding:2px 3px}.told{display:none}figure,tr,h2,h3,caption,.short,.findings li,.caveats li,.notes li{break-inside:avoid}h2,h3,caption,thead,tbody tr:first-child,tr.head,tr.over{break-after:avoid}tbody tr:last-child,.notes{break-before:avoid}section{padding-top:26px}a{color:inherit}}
"#;

#[cfg(test)]
mod tests {
    use super::RULES;

    #[test]
    fn only_a_whole_table_turns_the_page_and_no_wide_cell_of_one() {
        let turning = RULES.split('}').filter(|rule| rule.contains("page:across"));
        let selectors: Vec<&str> = turning.filter_map(|rule| rule.split('{').next()).collect();
        assert_eq!(selectors, [".table.wide"]);
    }
}
