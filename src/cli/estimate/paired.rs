//! `estimate paired`: before and after on the same persons.

use super::answer::{Tidy, num};
use super::durations::{columns_used, dropped_note};
use super::linear::conf_level;
use super::values::{why_not, yes_no};
use super::{Answer, Failure, Spec, Table};
use crate::stats::mcnemar::mcnemar;
use crate::stats::paired_t::paired_t;
use crate::stats::sign_test::sign_test;
use crate::stats::signed_rank::{SignedRank, signed_rank};
use crate::stats::{Error, moments};
use serde_json::{Value, json};

/// Runs the method: after minus before.
///
/// # Errors
/// `Failure::Usage` for wrong keys; `Failure::Data` for a missing column, text in a numeric one, or with `binary` anything but 0 and 1.
pub fn run(spec: &Spec, table: &Table) -> Result<Answer, Failure> {
    let used = columns_used(spec, &["before", "after"])?;
    let (before, after) = (spec.text("before")?, spec.text("after")?);
    let level = conf_level(spec)?;
    let binary = yes_no(spec, "binary")?;
    let (table, dropped) = spec.select(table, &used)?;
    let mut answer = Answer::default();
    answer.notes.extend(dropped_note(dropped));
    if binary {
        changes(
            &zero_one(&table, before)?,
            &zero_one(&table, after)?,
            &mut answer,
        );
        return Ok(answer);
    }
    let pairs = table.numbers(after)?.iter().zip(table.numbers(before)?);
    let differences: Vec<f64> = pairs.map(|(a, b)| a - b).collect();
    spec.set(
        "zero_rule",
        json!("differences of 0 are dropped before ranking"),
    );
    compared(&differences, level, &mut answer);
    Ok(answer)
}

const TEST_COLUMNS: [&str; 5] = ["term", "estimate", "statistic", "df", "p.value"];

fn compared(differences: &[f64], level: f64, answer: &mut Answer) {
    answer.put("n", differences.len());
    answer.put("mean_difference", num(moments::mean(differences)));
    let sd = moments::variance(differences).sqrt();
    answer.put("sd_difference", num(sd));
    let mut rows = Vec::new();
    match paired_t(differences, level) {
        Ok(test) => {
            answer.put(
                "t_test",
                json!({
                    "t": num(test.statistic),
                    "df": num(test.df),
                    "p": num(test.p_value),
                    "lower": num(test.conf_low),
                    "upper": num(test.conf_high),
                }),
            );
            answer.put("cohen_dz", num(test.cohen_dz));
            answer.tables.push(Tidy {
                title: "Mean difference, after minus before".to_string(),
                columns: vec![
                    "term",
                    "estimate",
                    "std.error",
                    "statistic",
                    "p.value",
                    "conf.low",
                    "conf.high",
                ],
                rows: vec![vec![
                    json!("difference"),
                    num(test.mean),
                    num(test.std_error),
                    num(test.statistic),
                    num(test.p_value),
                    num(test.conf_low),
                    num(test.conf_high),
                ]],
            });
        }
        Err(error) => {
            let sentence = why_not("t test", "difference", &error);
            answer.not_estimated.push(sentence);
            answer.put("t_test", Value::Null);
            answer.put("cohen_dz", Value::Null);
        }
    }
    match signed_rank(differences) {
        Ok(test) => rows.extend(put_signed_rank(&test, answer)),
        Err(error) => {
            let sentence = why_not("signed-rank test", "difference", &error);
            answer.not_estimated.push(sentence);
            answer.put("wilcoxon", Value::Null);
        }
    }
    let signs = sign_test(differences);
    if signs.p_value.is_nan() {
        let sentence = "sign test: no difference is left without the zeros";
        answer.not_estimated.push(sentence.to_string());
    }
    answer.put(
        "sign_test",
        json!({"positive": signs.positive, "negative": signs.negative, "p": num(signs.p_value)}),
    );
    rows.push(vec![
        json!("sign test (positive)"),
        json!(signs.positive),
        Value::Null,
        Value::Null,
        num(signs.p_value),
    ]);
    answer.tables.push(Tidy {
        title: "Rank and sign tests".to_string(),
        columns: TEST_COLUMNS.to_vec(),
        rows,
    });
}

fn put_signed_rank(test: &SignedRank, answer: &mut Answer) -> Vec<Vec<Value>> {
    if test.p_corrected.is_nan() {
        let sentence = "signed-rank p-values: no difference is left without the zeros";
        answer.not_estimated.push(sentence.to_string());
    }
    let mut fields = json!({
        "V": num(test.v),
        "zeros_dropped": test.zeros_dropped,
        "p_corrected": num(test.p_corrected),
        "p_uncorrected": num(test.p_uncorrected),
    });
    let row = |name: &str, p: f64| vec![json!(name), num(test.v), Value::Null, Value::Null, num(p)];
    let mut rows = vec![
        row("signed rank, corrected (V)", test.p_corrected),
        row("signed rank, uncorrected (V)", test.p_uncorrected),
    ];
    if let Some(p) = test.p_exact {
        fields["p_exact"] = num(p);
        rows.push(row("signed rank, exact (V)", p));
    }
    answer.put("wilcoxon", fields);
    rows
}

fn zero_one(table: &Table, name: &str) -> Result<Vec<bool>, Failure> {
    let values = table.numbers(name)?;
    match values.iter().any(|v| *v != 0.0 && *v != 1.0) {
        true => Err(Failure::Data(format!(
            "column `{name}` holds other values than 0 and 1, which `--binary` needs"
        ))),
        false => Ok(values.iter().map(|v| *v == 1.0).collect()),
    }
}

fn changes(before: &[bool], after: &[bool], answer: &mut Answer) {
    let count = |b: bool, a: bool| {
        let pairs = before.iter().zip(after);
        pairs.filter(|(x, y)| **x == b && **y == a).count()
    };
    let (gained, lost) = (count(false, true), count(true, false));
    answer.put("n", before.len());
    answer.put(
        "table_before_after",
        json!([[count(false, false), gained], [lost, count(true, true)]]),
    );
    let test = match mcnemar(gained, lost) {
        Ok(test) => test,
        Err(error) => {
            let reason = match error {
                Error::NoEvents => "no pair changed".to_string(),
                other => other.to_string(),
            };
            answer
                .not_estimated
                .push(format!("McNemar's test: {reason}"));
            for field in [
                "mcnemar",
                "mcnemar_corrected",
                "mcnemar_exact_p",
                "mcnemar_midp",
            ] {
                answer.put(field, Value::Null);
            }
            return;
        }
    };
    let chi = |stat: f64, p: f64| json!({"stat": num(stat), "df": 1, "p": num(p)});
    answer.put("mcnemar", chi(test.statistic, test.p_value));
    answer.put(
        "mcnemar_corrected",
        chi(test.statistic_corrected, test.p_corrected),
    );
    answer.put("mcnemar_exact_p", num(test.p_exact));
    answer.put("mcnemar_midp", num(test.p_mid));
    let share = (gained as f64 - lost as f64) / before.len() as f64;
    let row = |name: &str, stat: f64, df: Value, p: f64| {
        vec![json!(name), num(share), num(stat), df, num(p)]
    };
    answer.tables.push(Tidy {
        title: "Change in the share, after minus before".to_string(),
        columns: TEST_COLUMNS.to_vec(),
        rows: vec![
            row("McNemar", test.statistic, json!(1), test.p_value),
            row(
                "McNemar, corrected",
                test.statistic_corrected,
                json!(1),
                test.p_corrected,
            ),
            row("McNemar, exact", f64::NAN, Value::Null, test.p_exact),
            row("McNemar, mid-p", f64::NAN, Value::Null, test.p_mid),
        ],
    });
}
