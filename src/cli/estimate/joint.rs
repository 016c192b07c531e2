//! The joint tests of `estimate balance`.

use super::answer::{Tidy, num, nums};
use super::terms::design;
use super::{Answer, Failure, Spec, Table};
use crate::stats::Error;
use crate::stats::cluster_robust::Clusters;
use crate::stats::joint_balance::{FTest, JointBalance, LikelihoodRatio, joint_balance};
use serde_json::{Map, Value, json};

/// Writes `joint`: the group regressed on `terms`.
///
/// # Errors
/// `Failure::Usage` for a malformed term; `Failure::Data` for a missing column or text in a numeric one.
pub fn put_joint(
    spec: &Spec,
    table: &Table,
    terms: &[String],
    in_second: &[bool],
    answer: &mut Answer,
) -> Result<(), Failure> {
    let columns = design(table, terms)?;
    let values: Vec<&[f64]> = columns.iter().map(|c| c.values.as_slice()).collect();
    let clusters = match spec.opt_text("cluster")? {
        Some(name) => Some(Clusters::from_labels(&table.groups(name)?.index)),
        None => None,
    };
    let names: Vec<&str> = columns.iter().map(|c| c.name.as_str()).collect();
    match joint_balance(in_second, &values, clusters.as_ref()) {
        Ok(joint) => put_tests(&names, joint, answer),
        Err(error) => {
            let reason = match error {
                Error::Constant { .. } => "no term varies".to_string(),
                other => other.to_string(),
            };
            answer.not_estimated.push(format!("joint tests: {reason}"));
            answer.put("joint", Value::Null);
        }
    }
    Ok(())
}

fn put_tests(names: &[&str], joint: JointBalance, answer: &mut Answer) {
    for place in &joint.dropped {
        answer.not_estimated.push(format!(
            "joint tests: `{}` is constant or a combination of the terms before it and was left out",
            names[*place]
        ));
    }
    let mut fields = Map::new();
    let kept: Vec<&str> = joint.kept.iter().map(|j| names[*j]).collect();
    fields.insert("terms".to_string(), json!(kept));
    let mut rows = Vec::new();
    let tests = [
        ("F", Some(joint.classical)),
        ("F_HC1", Some(joint.hc1)),
        ("F_CR1", joint.cr1),
    ];
    for (name, test) in tests {
        match test {
            None => continue,
            Some(Ok(test)) => {
                rows.push(row(name, &test));
                fields.insert(name.to_string(), f_fields(&test));
            }
            Some(Err(error)) => {
                answer.not_estimated.push(format!("joint {name}: {error}"));
                fields.insert(name.to_string(), Value::Null);
            }
        }
    }
    let hotelling = joint.hotelling.map_or(Value::Null, num);
    fields.insert("hotelling_T2".to_string(), hotelling);
    match joint.likelihood_ratio {
        Ok(test) => {
            let as_row = FTest {
                statistic: test.statistic,
                df1: test.df,
                df2: f64::NAN,
                p_value: test.p_value,
            };
            rows.push(row("logit_LR", &as_row));
            fields.insert("logit_LR".to_string(), ratio_fields(&test, answer));
        }
        Err(error) => {
            answer
                .not_estimated
                .push(format!("joint logit_LR: {error}"));
            fields.insert("logit_LR".to_string(), Value::Null);
        }
    }
    answer.put("joint", Value::Object(fields));
    answer.tables.push(Tidy {
        title: "Joint tests".to_string(),
        columns: vec!["term", "statistic", "df1", "df2", "p.value"],
        rows,
    });
}

fn row(name: &str, test: &FTest) -> Vec<Value> {
    vec![
        json!(name),
        num(test.statistic),
        num(test.df1),
        num(test.df2),
        num(test.p_value),
    ]
}

fn f_fields(test: &FTest) -> Value {
    json!({
        "stat": num(test.statistic),
        "df1": num(test.df1),
        "df2": num(test.df2),
        "p": num(test.p_value),
    })
}

fn ratio_fields(test: &LikelihoodRatio, answer: &mut Answer) -> Value {
    let mut fields = json!({
        "stat": num(test.statistic),
        "df": num(test.df),
        "p": num(test.p_value),
    });
    if test.model.separated {
        answer.not_estimated.push(
            "joint logit coefficients: the terms separate the groups, so some are infinite; the test is their limit"
                .to_string(),
        );
        fields["coef"] = Value::Null;
        fields["std_err"] = Value::Null;
    } else {
        fields["coef"] = nums(&test.model.coef);
        fields["std_err"] = nums(&test.model.std_error);
    }
    fields
}
