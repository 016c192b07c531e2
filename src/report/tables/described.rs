//! Municipalities, balance and attrition as tables.

use super::{Cell, Table, WITHHELD, told};
use crate::findings::{Attrition, AttritionStep, Balance, BalanceRow, BalanceTable, BySite};

pub fn sites(result: &BySite) -> Table {
    let mut table = Table::new(&[
        "part",
        "term",
        "site.code",
        "time",
        "estimate",
        "share.before",
        "numerator.before",
        "denominator.before",
        "share.after",
        "numerator.after",
        "denominator.after",
        "note",
    ]);
    for site in &result.sites {
        let parts = [site.before, site.after].map(|s| s.numerator.and(s.denominator));
        let withheld = parts.contains(&None).then_some(WITHHELD);
        table.push([
            ("part", "site".into()),
            ("term", site.name.as_str().into()),
            ("site.code", u64::from(site.code).into()),
            ("time", result.week.into()),
            ("estimate", site.change().into()),
            ("share.before", site.before.fraction().into()),
            ("numerator.before", site.before.numerator.into()),
            ("denominator.before", site.before.denominator.into()),
            ("share.after", site.after.fraction().into()),
            ("numerator.after", site.after.numerator.into()),
            ("denominator.after", site.after.denominator.into()),
            ("note", withheld.into()),
        ]);
    }
    table
}

pub fn balance(result: &Balance) -> Table {
    let mut table = Table::new(&[
        "part",
        "term",
        "estimate",
        "smd",
        "p.value",
        "p.value.welch",
        "p.value.chi_square",
        "n.first",
        "count.first",
        "mean.first",
        "sd.first",
        "n.second",
        "count.second",
        "mean.second",
        "sd.second",
        "missing",
        "note",
    ]);
    for part in &result.tables {
        for row in &part.rows {
            push_characteristic(&mut table, part, row);
        }
    }
    table
}

fn push_characteristic(table: &mut Table, part: &BalanceTable, row: &BalanceRow) {
    let estimates = [
        Some(&row.difference),
        Some(&row.smd),
        Some(&row.p_value),
        Some(&row.p_value_welch),
        row.p_value_chi_square.as_ref(),
    ];
    let cells = estimates.map(|e| Cell::from(e.and_then(|e| e.made().copied())));
    let mut notes: Vec<String> = vec![];
    for note in estimates
        .into_iter()
        .flatten()
        .filter_map(|e| told(e).err())
    {
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    let note = (!notes.is_empty()).then(|| notes.join("; "));
    let [difference, smd, p, welch, chi] = cells;
    table.push([
        ("part", part.id.as_str().into()),
        ("term", row.variable.word().into_owned().into()),
        ("estimate", difference),
        ("smd", smd),
        ("p.value", p),
        ("p.value.welch", welch),
        ("p.value.chi_square", chi),
        ("n.first", row.first.n.into()),
        ("count.first", row.first.count.into()),
        ("mean.first", row.first.mean.into()),
        ("sd.first", row.first.sd.into()),
        ("n.second", row.second.n.into()),
        ("count.second", row.second.count.into()),
        ("mean.second", row.second.mean.into()),
        ("sd.second", row.second.sd.into()),
        ("missing", row.missing.into()),
        ("note", note.into()),
    ]);
}

pub fn attrition(result: &Attrition) -> Table {
    let mut table = Table::new(&["part", "term", "strata", "n", "note"]);
    let withheld = |n: Option<u64>| Cell::from(n.is_none().then_some(WITHHELD));
    let whole = [
        ("persons", result.persons),
        ("unknown-municipality", result.unknown_municipality),
    ];
    for (term, n) in whole {
        table.push([
            ("part", "extract".into()),
            ("term", term.into()),
            ("n", n.into()),
            ("note", withheld(n)),
        ]);
    }
    for flow in &result.flows {
        for (part, steps) in [("step", &flow.steps), ("beside", &flow.beside)] {
            for AttritionStep { step, persons } in steps {
                table.push([
                    ("part", part.into()),
                    ("term", step.word().into()),
                    ("strata", flow.group.word().into_owned().into()),
                    ("n", (*persons).into()),
                    ("note", withheld(*persons)),
                ]);
            }
        }
    }
    table
}
