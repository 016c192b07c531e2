//! Which category each person of a table is in.

use crate::analysis::{Context, arms, words};
use crate::cohort::{End, Trial};
use crate::findings::{Label, Reason};
use crate::register::persons::{PersonsStore, Sex};
use crate::study::{
    CategoryPlan, CategoryRule, EventWord, EventsRule, OutcomeRule, OutcomeTablePlan, TableOf,
};

/// The categories and who is in which.
pub struct Classes {
    pub categories: Vec<Named>,
    /// By member: the category, or none.
    pub of: Vec<Option<usize>>,
    /// By member: the number behind the category; NaN where there is none.
    pub numbers: Vec<f64>,
}

/// A category by its id and label.
pub struct Named {
    pub id: String,
    pub label: Label,
}

/// What a person's category is judged by.
#[derive(Debug, Clone, PartialEq)]
enum Value {
    Missing,
    Word(String),
    Number(f64),
}

/// The classes of a plan.
///
/// # Errors
/// The column or table that the study has not.
pub fn of(context: &Context, plan: &OutcomeTablePlan) -> Result<Classes, Reason> {
    let trial = context.trial.as_ref();
    let trial = trial.ok_or_else(|| needs("enrolment"))?;
    match &plan.of {
        TableOf::Outcome(outcome) => match &context.plan.outcomes[*outcome].rule {
            OutcomeRule::Events(rule) => Ok(by_outcome(context, trial, rule, &plan.categories)),
            _ => Err(needs("events")),
        },
        TableOf::Column(name) => by_value(context, plan, |p| value(context, name, p)),
        TableOf::Events(words) => {
            // Of those drawn after the last day of the events nothing is known.
            let counted = |person| match trial.is_followed(person) {
                true => Ok(Value::Number(trial.count(person, words) as f64)),
                false => Ok(Value::Missing),
            };
            by_value(context, plan, counted)
        }
        TableOf::Categories | TableOf::Aggregates => Ok(by_events(context, trial, plan)),
    }
}

/// The events that a table names.
pub fn words(context: &Context, plan: &OutcomeTablePlan) -> Vec<EventWord> {
    let mut words: Vec<EventWord> = Vec::new();
    match &plan.of {
        TableOf::Events(named) => words.extend_from_slice(named),
        TableOf::Outcome(outcome) => {
            if let OutcomeRule::Events(rule) = &context.plan.outcomes[*outcome].rule {
                words.extend(rule.events.iter().chain(&rule.censored_by).cloned());
            }
        }
        _ => {}
    }
    for category in &plan.categories {
        if let CategoryRule::Events(named) = &category.rule {
            words.extend_from_slice(named);
        }
    }
    words
}

fn needs(what: &str) -> Reason {
    Reason::new("needs-data", &[("needs", what.to_string())])
}

fn persons(context: &Context) -> impl Iterator<Item = usize> {
    context.cohort.members.iter().map(|m| m.person as usize)
}

fn named(categories: &[CategoryPlan]) -> Vec<Named> {
    let one = |c: &CategoryPlan| Named {
        id: c.id.clone(),
        label: Label::Given(words::text(&c.label)),
    };
    categories.iter().map(one).collect()
}

/// Has had the outcome by the end of the time at risk, or has not.
fn by_outcome(
    context: &Context,
    trial: &Trial,
    rule: &EventsRule,
    labels: &[CategoryPlan],
) -> Classes {
    let had = |person| trial.time(person, rule).map(|t| t.end == End::Event);
    let of: Vec<Option<usize>> = persons(context)
        .map(|p| had(p).map(|had| usize::from(!had)))
        .collect();
    let usual = [("yes", "trial-yes"), ("no", "trial-no")];
    let usual = usual.map(|(id, code)| Named {
        id: id.to_string(),
        label: Label::said(code),
    });
    Classes {
        categories: match labels.len() {
            2 => named(labels),
            _ => usual.into(),
        },
        numbers: vec![f64::NAN; of.len()],
        of,
    }
}

fn by_value(
    context: &Context,
    plan: &OutcomeTablePlan,
    value: impl Fn(usize) -> Result<Value, Reason>,
) -> Result<Classes, Reason> {
    let values: Vec<Value> = persons(context).map(value).collect::<Result<_, _>>()?;
    let number = |value: &Value| match value {
        Value::Number(number) => *number,
        _ => f64::NAN,
    };
    let numbers = values.iter().map(number).collect();
    if plan.categories.is_empty() {
        let (categories, of) = each_value(&values);
        return Ok(Classes {
            categories,
            of,
            numbers,
        });
    }
    let fits = |value: &Value, rule: &CategoryRule| match (value, rule) {
        (Value::Missing, _) => false,
        (_, CategoryRule::Rest) => true,
        (Value::Number(n), CategoryRule::Range { from, to }) => {
            from.is_none_or(|from| *n >= from) && to.is_none_or(|to| *n <= to)
        }
        (Value::Word(word), CategoryRule::Values(words)) => words.contains(word),
        (Value::Number(n), CategoryRule::Values(words)) => words.contains(&n.to_string()),
        _ => false,
    };
    let class = |value: &Value| plan.categories.iter().position(|c| fits(value, &c.rule));
    Ok(Classes {
        categories: named(&plan.categories),
        of: values.iter().map(class).collect(),
        numbers,
    })
}

/// A category for each value met, in the order of the alphabet or of the numbers.
fn each_value(values: &[Value]) -> (Vec<Named>, Vec<Option<usize>>) {
    let text = |value: &Value| match value {
        Value::Missing => None,
        Value::Word(word) => Some(word.clone()),
        Value::Number(number) => Some(number.to_string()),
    };
    let mut distinct: Vec<&Value> = values.iter().filter(|v| **v != Value::Missing).collect();
    distinct.sort_by(|a, b| match (a, b) {
        (Value::Number(a), Value::Number(b)) => a.total_cmp(b),
        (a, b) => text(a).cmp(&text(b)),
    });
    distinct.dedup();
    let words: Vec<String> = distinct.into_iter().filter_map(text).collect();
    let class = |value: &Value| {
        let word = text(value)?;
        words.iter().position(|w| *w == word)
    };
    let of = values.iter().map(class).collect();
    let one = |word: &String| Named {
        id: word.clone(),
        label: Label::name(word),
    };
    (words.iter().map(one).collect(), of)
}

/// A person's value of a column; `sex`, and `age` at the draw, are known by name.
fn value(context: &Context, name: &str, person: usize) -> Result<Value, Reason> {
    let table = context.register.table.as_ref();
    let table = table.ok_or_else(|| needs(name))?;
    if name == "sex" && table.sex.is_some() {
        return Ok(sex(table, person));
    }
    if name == "age" && table.drawn.is_some() {
        let age = table.age_at_draw(person);
        return Ok(age.map_or(Value::Missing, |age| Value::Number(f64::from(age))));
    }
    let column = table.column(name).ok_or_else(|| needs(name))?;
    Ok(match (column, arms::text(column, person)) {
        (_, None) => Value::Missing,
        (crate::register::persons::Column::Number(values), _) => Value::Number(values[person]),
        (_, Some(word)) => Value::Word(word),
    })
}

fn sex(table: &PersonsStore, person: usize) -> Value {
    match table.sex.as_ref().and_then(|sex| sex[person]) {
        Some(Sex::Female) => Value::Word("female".to_string()),
        Some(Sex::Male) => Value::Word("male".to_string()),
        None => Value::Missing,
    }
}

/// The first category one of whose events has happened.
fn by_events(context: &Context, trial: &Trial, plan: &OutcomeTablePlan) -> Classes {
    let fits = |person: usize, rule: &CategoryRule| match rule {
        CategoryRule::Events(words) => trial.count(person, words) > 0,
        rule => *rule == CategoryRule::Rest,
    };
    let class = |person| {
        let mut categories = plan.categories.iter();
        let found = categories.position(|c| fits(person, &c.rule));
        // Of those drawn after the last day of the events nothing is known.
        found.filter(|_| trial.is_followed(person))
    };
    let of: Vec<Option<usize>> = persons(context).map(class).collect();
    Classes {
        categories: named(&plan.categories),
        numbers: vec![f64::NAN; of.len()],
        of,
    }
}
