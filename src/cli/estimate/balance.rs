//! `estimate balance`: two groups compared variable by variable, and jointly.

use super::answer::{Tidy, num, nums};
use super::contingency::{Contingency, fields};
use super::durations::{columns_used, dropped_note, group_name, group_values};
use super::joint::put_joint;
use super::linear::conf_level;
use super::terms::columns_used as term_columns;
use super::values::{t_fields, why_not};
use super::{Answer, Failure, Spec, Table};
use crate::stats::Error;
use crate::stats::kolmogorov_smirnov::ks_distance;
use crate::stats::rank_sum::rank_sum;
use crate::stats::standardised_difference::{
    Denominator, share_difference, standardised_difference,
};
use crate::stats::t_test::{GroupSummary, TTest, pooled_t, welch_t};
use crate::stats::variance_ratio::variance_ratio;
use serde_json::{Map, Value, json};

/// Runs the method: the second level of `group` minus the first.
///
/// # Errors
/// `Failure::Usage` for wrong keys; `Failure::Data` for a missing column, text in a numeric one, or a group with more than two levels.
pub fn run(spec: &Spec, table: &Table) -> Result<Answer, Failure> {
    let level = conf_level(spec)?;
    let group_column = spec.text("group")?.to_string();
    let mut used = columns_used(spec, &["group", "numeric", "categorical", "cluster"])?;
    let joint = spec.names("joint")?;
    used.extend(term_columns(&joint));
    let (table, dropped) = spec.select(table, &used)?;
    let mut answer = Answer::default();
    answer.notes.extend(dropped_note(dropped));
    let groups = Groups::read(&table, &group_column)?;
    answer.put("group_levels", groups.levels.clone());
    answer.put("n", groups.sizes());
    if groups.levels.len() < 2 {
        let found = match groups.levels.len() {
            0 => "no rows".to_string(),
            _ => format!("`{group_column}` has one level only"),
        };
        answer
            .not_estimated
            .push(format!("all comparisons: {found}"));
        return Ok(answer);
    }
    let mut lines = Vec::new();
    let mut numeric = Vec::new();
    for name in spec.names("numeric")? {
        let (first, second) = groups.split(table.numbers(&name)?);
        let summaries = GroupSummary::of(&first).and_then(|a| Ok((a, GroupSummary::of(&second)?)));
        let (a, b) = summaries.map_err(|e| Failure::Data(format!("column `{name}`: {e}")))?;
        let mut fields = compared(&name, &a, &b, level, &mut lines, &mut answer);
        by_rank(&name, &first, &second, &mut fields, &mut answer);
        numeric.push(Value::Object(fields));
    }
    answer.put("numeric", numeric);
    let mut categorical = Vec::new();
    let mut counted = Vec::new();
    for name in spec.names("categorical")? {
        let table = Contingency::of_columns(&table, &name, &group_column, None)?;
        categorical.push(by_category(&name, &table, level, &mut counted, &mut answer));
    }
    answer.put("categorical", categorical);
    put_tables(&groups, lines, counted, &mut answer);
    if !joint.is_empty() {
        let in_second: Vec<bool> = groups.index.iter().map(|g| *g == 1).collect();
        put_joint(spec, &table, &joint, &in_second, &mut answer)?;
    }
    Ok(answer)
}

/// The two groups' levels and each row's group.
struct Groups {
    levels: Vec<Value>,
    index: Vec<usize>,
}

impl Groups {
    fn read(table: &Table, column: &str) -> Result<Groups, Failure> {
        let levels = group_values(table, column)?;
        if levels.len() > 2 {
            return Err(Failure::Data(format!(
                "column `{column}` has {} levels where two groups are compared",
                levels.len()
            )));
        }
        Ok(Groups {
            levels,
            index: table.groups(column)?.index,
        })
    }

    fn sizes(&self) -> Vec<usize> {
        let size = |g| self.index.iter().filter(|i| **i == g).count();
        (0..self.levels.len()).map(size).collect()
    }

    fn split(&self, values: &[f64]) -> (Vec<f64>, Vec<f64>) {
        let of = |g: usize| {
            let rows = values.iter().zip(&self.index).filter(|(_, i)| **i == g);
            rows.map(|(v, _)| *v).collect()
        };
        (of(0), of(1))
    }
}

/// Means, standardised differences, t tests and the variance ratio of one variable.
fn compared(
    name: &str,
    first: &GroupSummary,
    second: &GroupSummary,
    level: f64,
    lines: &mut Vec<Vec<Value>>,
    answer: &mut Answer,
) -> Map<String, Value> {
    let mut say = |estimate: &str, error: &Error| {
        answer.not_estimated.push(why_not(estimate, name, error));
    };
    let mut smd = |field: &'static str, denominator| {
        let value = standardised_difference(second, first, denominator);
        if let Err(error) = &value {
            say(field, error);
        }
        (field, value.map_or(Value::Null, num))
    };
    let differences = [
        smd("smd_average_sd", Denominator::AverageVariance),
        smd("smd_pooled_sd", Denominator::PooledVariance),
        smd("smd_first_sd", Denominator::Second),
        smd("smd_second_sd", Denominator::First),
    ];
    let mut fields = Map::new();
    let mut put = |field: &str, value: Value| fields.insert(field.to_string(), value);
    put("variable", json!(name));
    put("mean", nums(&[first.mean, second.mean]));
    put("sd", nums(&[first.sd(), second.sd()]));
    put("difference", num(second.mean - first.mean));
    let average = differences[0].1.clone();
    for (field, value) in differences {
        put(field, value);
    }
    let welch = welch_t(second, first, level);
    let pooled = pooled_t(second, first, level);
    for (field, test) in [("welch", &welch), ("pooled", &pooled)] {
        if let Err(error) = test {
            say(&format!("{field} t test"), error);
        }
        put(field, test.as_ref().map_or(Value::Null, t_fields));
    }
    match variance_ratio(second, first) {
        Ok(test) => {
            put("variance_ratio", num(test.ratio));
            put(
                "variance_test",
                json!({"F": num(test.ratio), "df1": num(test.df1), "df2": num(test.df2), "p": num(test.p_value)}),
            );
        }
        Err(error) => {
            say("variance ratio", &error);
            put("variance_ratio", Value::Null);
            put("variance_test", Value::Null);
        }
    }
    lines.push(line(name, first, second, &pooled, &welch, average));
    fields
}

fn line(
    name: &str,
    first: &GroupSummary,
    second: &GroupSummary,
    pooled: &Result<TTest, Error>,
    welch: &Result<TTest, Error>,
    smd: Value,
) -> Vec<Value> {
    let part = |test: &Result<TTest, Error>, read: fn(&TTest) -> f64| {
        num(test.as_ref().map_or(f64::NAN, read))
    };
    vec![
        json!(name),
        num(first.mean),
        num(second.mean),
        num(second.mean - first.mean),
        part(pooled, |t| t.std_error),
        part(pooled, |t| t.statistic),
        part(pooled, |t| t.p_value),
        part(pooled, |t| t.conf_low),
        part(pooled, |t| t.conf_high),
        part(welch, |t| t.p_value),
        smd,
    ]
}

/// The rank-sum test and the Kolmogorov-Smirnov distance of one variable.
fn by_rank(
    name: &str,
    first: &[f64],
    second: &[f64],
    fields: &mut Map<String, Value>,
    answer: &mut Answer,
) {
    match rank_sum(second, first) {
        Ok(test) => {
            if test.p_corrected.is_nan() {
                let reason = Error::Constant {
                    what: name.to_string(),
                };
                let sentence = why_not("rank-sum p-value", name, &reason);
                answer.not_estimated.push(sentence);
            }
            let mut ranks = json!({
                "W": num(test.w),
                "p_corrected": num(test.p_corrected),
                "p_uncorrected": num(test.p_uncorrected),
            });
            if let Some(p) = test.p_exact {
                ranks["p_exact"] = num(p);
            }
            fields.insert("rank_sum".to_string(), ranks);
        }
        Err(error) => answer
            .not_estimated
            .push(why_not("rank-sum test", name, &error)),
    }
    let distance = ks_distance(first, second).map_or(Value::Null, num);
    fields.insert("ks_D".to_string(), distance);
}

/// One categorical variable against the group.
fn by_category(
    name: &str,
    table: &Contingency,
    level: f64,
    lines: &mut Vec<Vec<Value>>,
    answer: &mut Answer,
) -> Value {
    let mut found = Map::new();
    found.insert("variable".to_string(), json!(name));
    found.insert("levels".to_string(), json!(table.row_levels));
    let short_of_work = fields(name, table, level, &mut found, answer);
    answer.notes.extend(short_of_work);
    let totals = table.column_totals();
    if table.counts.len() == 2 {
        let share = |g: usize| table.counts[1][g] / totals[g];
        let smd = share_difference(share(1), share(0));
        if let Err(error) = &smd {
            answer
                .not_estimated
                .push(why_not("smd_binary", name, error));
        }
        found.insert("smd_binary".to_string(), smd.map_or(Value::Null, num));
    }
    let p = found.get("chisq").map_or(Value::Null, |c| c["p"].clone());
    for (level, counts) in table.row_levels.iter().zip(&table.counts) {
        let share = |g: usize| num(counts[g] / totals[g]);
        let term = format!("{name}={}", group_name(level));
        lines.push(vec![
            json!(term),
            share(0),
            share(1),
            num(counts[1] / totals[1] - counts[0] / totals[0]),
            p.clone(),
        ]);
    }
    Value::Object(found)
}

fn put_tables(
    groups: &Groups,
    lines: Vec<Vec<Value>>,
    counted: Vec<Vec<Value>>,
    answer: &mut Answer,
) {
    let names: Vec<String> = groups.levels.iter().map(group_name).collect();
    let title = |what: &str| format!("{what}: {} (second) minus {} (first)", names[1], names[0]);
    answer.tables.push(Tidy {
        title: title("Means"),
        columns: vec![
            "term",
            "mean.first",
            "mean.second",
            "estimate",
            "std.error",
            "statistic",
            "p.value",
            "conf.low",
            "conf.high",
            "p.value.welch",
            "smd",
        ],
        rows: lines,
    });
    if !counted.is_empty() {
        answer.tables.push(Tidy {
            title: title("Shares (chi-square p by variable)"),
            columns: vec!["term", "share.first", "share.second", "estimate", "p.value"],
            rows: counted,
        });
    }
}
