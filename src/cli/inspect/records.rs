//! What `inspect` tells of the tables that are read row by row: rows, columns and how often each word of a column of few words stands. Never a key.

use super::asked::Unshared;
use crate::disclosure::{Profile, count};
use crate::register::{Records, WordColumn};
use crate::study::{Plan, RecordKind};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The columns whose words tell of groups and not of persons.
const TOLD: [&str; 11] = [
    "role", "site", "wave", "time", "item", "kind", "arm", "group", "measure", "period", "value",
];
/// The columns told by the number of their words alone: an employer may be a person.
const COUNTED: [&str; 1] = ["employer"];
/// A column of more words than this is told by their number alone.
const MOST: usize = 40;

/// One table in the terms of both formats.
pub struct Account {
    kind: RecordKind,
    rows: u64,
    columns: Vec<String>,
    /// Column, number of its words, and their rows; `None` where they are too many.
    words: Vec<(String, usize, Option<Vec<Word>>)>,
    unshared: Unshared,
}

struct Word {
    word: String,
    rows: u64,
}

/// What each table holds.
pub fn accounts(plan: &Plan, tables: &BTreeMap<RecordKind, Records>) -> Vec<Account> {
    tables
        .iter()
        .map(|(kind, table)| of(plan, *kind, table))
        .collect()
}

fn of(plan: &Plan, kind: RecordKind, table: &Records) -> Account {
    // The value of a survey is one of few answers; that of another table may be anything.
    let is_answer = kind == RecordKind::Survey || kind == RecordKind::Progression;
    let told = TOLD.iter().filter(|name| **name != "value" || is_answer);
    let words = told.chain(&COUNTED).filter_map(|name| {
        let column = table.find(name)?;
        let blank = usize::from(column.words().iter().any(String::is_empty));
        let distinct = column.words().len() - blank;
        let few = distinct <= MOST && !COUNTED.contains(name);
        Some((name.to_string(), distinct, few.then(|| counted(column))))
    });
    Account {
        kind,
        rows: table.len() as u64,
        columns: match table.is_headed() {
            true => table.names.clone(),
            false => Vec::new(),
        },
        words: words.collect(),
        unshared: few(Unshared::of(plan, kind, table)),
    }
}

/// Too many words are told by their number: they may be persons' data in the wrong column.
fn few(unshared: Unshared) -> Unshared {
    let words = unshared.not_asked.len();
    if words <= MOST {
        return unshared;
    }
    let rows = unshared.not_asked.values().sum();
    Unshared {
        not_asked: BTreeMap::from([(format!("{words} distinct"), rows)]),
        ..unshared
    }
}

/// The words with their rows, in order; a blank is told as `(blank)`.
fn counted(column: &WordColumn) -> Vec<Word> {
    let mut rows = vec![0; column.words().len()];
    for code in column.codes() {
        rows[*code as usize] += 1;
    }
    let told = |word: &String| match word.is_empty() {
        true => "(blank)".to_string(),
        false => word.clone(),
    };
    let mut words: Vec<Word> = column
        .words()
        .iter()
        .zip(rows)
        .map(|(word, rows)| Word {
            word: told(word),
            rows,
        })
        .collect();
    words.sort_by(|a, b| a.word.cmp(&b.word));
    words
}

/// As aligned lines.
pub fn tell(accounts: &[Account], profile: Profile) -> String {
    let number = |n| count(n, profile).map_or("withheld".to_string(), |n| n.to_string());
    let mut text = String::new();
    let mut line = |indent: usize, name: &str, value: &str| {
        let name = format!("{}{name}", "  ".repeat(indent));
        text.push_str(&format!("{name:<26} {value}\n"));
    };
    for account in accounts {
        line(
            0,
            account.kind.word(),
            &format!("{} rows", number(account.rows)),
        );
        line(1, "columns", &account.columns.join(", "));
        for (column, distinct, words) in &account.words {
            line(1, column, &format!("{distinct} distinct"));
            // A rare answer may be a sentence of a person.
            let told = |w: &&Word| column != "value" || count(w.rows, profile).is_some();
            for word in words.iter().flatten().filter(told) {
                line(2, &word.word, &number(word.rows));
            }
        }
        let unshared = &account.unshared;
        if !unshared.not_asked.is_empty() {
            line(1, "in no analysis", "rows");
        }
        for (word, rows) in &unshared.not_asked {
            line(2, word, &number(*rows));
        }
        for word in &unshared.not_there {
            line(1, "asked for, not there", word);
        }
    }
    text
}

/// For `--format json`.
pub fn in_json(accounts: &[Account], profile: Profile) -> Value {
    let table = |account: &Account| {
        let words = account.words.iter().map(|(column, distinct, words)| {
            let told = |w: &&Word| column != "value" || count(w.rows, profile).is_some();
            let rows = words.iter().flatten().filter(told);
            let rows = rows.map(|w| (w.word.clone(), json!(count(w.rows, profile))));
            let rows: Map<String, Value> = rows.collect();
            (
                column.clone(),
                json!({ "distinct": distinct, "rows": rows }),
            )
        });
        let not_asked = account.unshared.not_asked.iter();
        let not_asked = not_asked.map(|(word, n)| (word.clone(), json!(count(*n, profile))));
        let not_asked: Map<String, Value> = not_asked.collect();
        let told = json!({
            "rows": count(account.rows, profile),
            "columns": account.columns,
            "words": Value::Object(words.collect()),
            "in_no_analysis": not_asked,
            "asked_for_not_there": account.unshared.not_there,
        });
        (account.kind.word().to_string(), told)
    };
    Value::Object(accounts.iter().map(table).collect())
}
