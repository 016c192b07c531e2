//! Tables of municipalities, balance and attrition.

use super::grid::{Cell, Grid, Row};
use crate::findings::{
    Attrition, AttritionStep, Balance, BalanceRow, BalanceTable, BySite, Estimated, Period, Share,
    SiteChange, Summary,
};
use crate::report::numbers::{DASH, Rounded, count, fraction, number, p_cell, percent};
use crate::report::reader::Reader;
use crate::report::words::{Say, capital};

pub fn sites(reader: &Reader, result: &BySite) -> Grid {
    let language = reader.language;
    let share = |s: Share| {
        let of = |n: Option<u64>| count(n, language);
        [
            Cell::Value(percent(s, 1, language)),
            Cell::Value(format!("{}/{}", of(s.numerator), of(s.denominator))),
        ]
    };
    let row = |site: &SiteChange| {
        let change = Rounded::points(site.after, site.before, 1);
        let change = change.map_or(DASH.to_string(), |c| c.print_signed(language));
        let mut cells: Vec<Cell> = share(site.before).into();
        cells.extend(share(site.after));
        cells.push(Cell::Value(change));
        Row::new(site.name.as_str(), cells)
    };
    let week = reader.week("calendar", result.week);
    let outcome = language.text(&result.outcome.label);
    let percent = || reader.say(Say::HeadPercent).to_string();
    let of = || reader.say(Say::HeadOf).to_string();
    Grid {
        caption: reader.tell(Say::TableSites, &[("outcome", outcome), ("week", &week)]),
        groups: vec![
            (String::new(), 1),
            (reader.period(Period::Before), 2),
            (reader.period(Period::After), 2),
            (String::new(), 1),
        ],
        heads: vec![
            reader.say(Say::HeadSite).into(),
            percent(),
            of(),
            percent(),
            of(),
            reader.say(Say::AxisChange).into(),
        ],
        rows: result.sites.iter().map(row).collect(),
    }
}

/// In the order of the reports' tables: both groups and the p-value, then what stands beside.
pub fn balance(reader: &Reader, result: &Balance) -> Vec<Grid> {
    let grid = |table: &BalanceTable| {
        let language = reader.language;
        let with_n =
            |label: &str, n: Option<u64>| format!("{label} (n\u{a0}=\u{a0}{})", count(n, language));
        let first = with_n(language.text(&table.first), table.persons_first);
        let second = with_n(language.text(&table.second), table.persons_second);
        Grid {
            caption: caption(reader, table),
            groups: vec![],
            heads: vec![
                reader.say(Say::HeadCharacteristic).into(),
                first,
                second,
                "p (t)".into(),
                reader.say(Say::HeadDifference).into(),
                reader.say(Say::HeadSmd).into(),
                "p (Welch)".into(),
                reader.say(Say::HeadChiSquareP).into(),
            ],
            rows: table
                .rows
                .iter()
                .map(|r| characteristic(reader, r))
                .collect(),
        }
    };
    result.tables.iter().map(grid).collect()
}

/// Who is compared, and how many rows differ beside what chance gives.
fn caption(reader: &Reader, table: &BalanceTable) -> String {
    let language = reader.language;
    let groups = reader.tell(
        Say::TableBalance,
        &[
            ("first", language.text(&table.first)),
            ("second", language.text(&table.second)),
        ],
    );
    let within = table.within.as_ref().map(|text| language.text(text));
    let named = match within {
        Some(within) => format!("{}: {groups}", capital(within)),
        None => groups,
    };
    format!("{named}. {}", significant(reader, table))
}

/// How many rows are significant.
pub fn significant(reader: &Reader, table: &BalanceTable) -> String {
    let found = &table.significant;
    let language = reader.language;
    reader.tell(
        Say::BalanceByChance,
        &[
            ("rows", &found.rows.to_string()),
            ("of", &found.of.to_string()),
            ("level", &number(100.0 * found.level, 0, language)),
            ("expected", &number(found.expected, 1, language)),
        ],
    )
}

/// Decimals of shares, from 0 to 1, and of means, as the reports print them.
const SHARE: u32 = 3;
const MEAN: u32 = 1;

fn characteristic(reader: &Reader, row: &BalanceRow) -> Row {
    let language = reader.language;
    let decimals = if row.binary { SHARE } else { MEAN };
    let told = |e: &Estimated<f64>, print: &dyn Fn(f64) -> String| match e {
        Estimated::Made(value) => Cell::Value(print(*value)),
        Estimated::Not(why) => Cell::Words(language.reason(why)),
        Estimated::Suppressed => Cell::Value(DASH.into()),
    };
    let p = |e: &Estimated<f64>| told(e, &|p| p_cell(p, language));
    let chi = row.p_value_chi_square.as_ref();
    Row::new(
        capital(&language.variable(&row.variable)),
        vec![
            Cell::Value(summary(reader, row, &row.first)),
            Cell::Value(summary(reader, row, &row.second)),
            p(&row.p_value),
            told(&row.difference, &|d| number(d, decimals, language)),
            told(&row.smd, &|d| number(d, 2, language)),
            p(&row.p_value_welch),
            chi.map_or(Cell::Value(String::new()), p),
        ],
    )
}

/// A share from its counts, or a mean with its standard deviation.
fn summary(reader: &Reader, row: &BalanceRow, group: &Summary) -> String {
    let language = reader.language;
    match (row.binary, group.mean, group.sd) {
        (true, ..) => {
            let share = Share {
                numerator: group.count,
                denominator: group.n,
            };
            fraction(share, SHARE, language)
        }
        (false, Some(mean), Some(sd)) => {
            let (mean, sd) = (number(mean, MEAN, language), number(sd, MEAN, language));
            format!("{mean} ({sd})")
        }
        (false, Some(mean), None) => number(mean, MEAN, language),
        (false, None, _) => DASH.into(),
    }
}

pub fn attrition(reader: &Reader, result: &Attrition) -> Grid {
    let mut heads = vec![reader.say(Say::HeadStep).to_string()];
    heads.extend(result.flows.iter().map(|f| reader.group(f.group)));
    let mut rows = vec![];
    let steps = |pick: fn(&crate::findings::AttritionFlow) -> &Vec<AttritionStep>| {
        // Flows of one study have the same steps; a step that only some have is shown for those.
        let mut order = vec![];
        for step in result.flows.iter().flat_map(pick).map(|s| s.step) {
            if !order.contains(&step) {
                order.push(step);
            }
        }
        order.into_iter().map(move |step| {
            let cells = result.flows.iter().map(|flow| {
                let here = pick(flow).iter().find(|s| s.step == step);
                Cell::Value(here.map_or(String::new(), |s| count(s.persons, reader.language)))
            });
            Row::new(capital(reader.say(Say::of_step(step))), cells.collect())
        })
    };
    rows.extend(steps(|f| &f.steps));
    rows.extend(steps(|f| &f.beside));
    Grid {
        caption: reader.say(Say::TableAttrition).into(),
        groups: vec![],
        heads,
        rows,
    }
}
