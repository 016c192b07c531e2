//! Words of the tables that the study does not ask for, and words it asks for that the tables do not have: either may be misspelt.

use crate::register::Records;
use crate::study::{EventWord, EventsAsked, Named, Plan, RecordKind};
use std::collections::{BTreeMap, BTreeSet};

/// What a study and a table do not share.
#[derive(Debug, Default, PartialEq)]
pub struct Unshared {
    /// What nobody asks for, and its rows.
    pub not_asked: BTreeMap<String, u64>,
    /// What is asked for and has no row.
    pub not_there: Vec<String>,
}

impl Unshared {
    /// Compares a table with the study; nothing for a table of which all is asked.
    pub fn of(plan: &Plan, kind: RecordKind, table: &Records) -> Unshared {
        match kind {
            RecordKind::Survey => words(table, "item", &plan.items_asked()),
            RecordKind::Progression => match plan.progression_asked() {
                Some(asked) => words(table, "item", &asked),
                None => Unshared::default(),
            },
            RecordKind::Meetings => match plan.meetings_asked() {
                Some(asked) => words(table, "kind", &asked),
                None => Unshared::default(),
            },
            RecordKind::Activities => words(table, "kind", &plan.activities_asked()),
            RecordKind::Events => events(table, &plan.events_asked()),
            RecordKind::Enrolment | RecordKind::Aggregates => Unshared::default(),
        }
    }
}

fn words(table: &Records, name: &str, asked: &BTreeSet<&str>) -> Unshared {
    let mut unshared = Unshared::default();
    let Some(column) = table.find(name) else {
        return unshared;
    };
    for row in 0..table.len() {
        let word = column.word(row);
        if !word.is_empty() && !asked.contains(word) {
            *unshared.not_asked.entry(word.to_string()).or_default() += 1;
        }
    }
    let there: BTreeSet<&str> = column.words().iter().map(String::as_str).collect();
    let missing = asked.iter().filter(|word| !there.contains(*word));
    unshared.not_there = missing.map(|word| word.to_string()).collect();
    unshared
}

/// Events by kind and value. A value that the study does not name may be anything, a sentence of a person too: such values are counted by
/// their kind.
fn events(table: &Records, asked: &EventsAsked) -> Unshared {
    let mut unshared = Unshared::default();
    let Some(kinds) = table.find("kind") else {
        return unshared;
    };
    let values = table.find("value");
    let value = |row: usize| values.map_or("", |column| column.word(row));
    let mut there = BTreeSet::new();
    for row in 0..table.len() {
        let kind = kinds.word(row);
        there.insert((kind, value(row)));
        let told = match asked.judge(kind, value(row)) {
            Named::Yes => continue,
            Named::OtherValue => format!("{kind}=..."),
            Named::OtherKind => kind.to_string(),
        };
        *unshared.not_asked.entry(told).or_default() += 1;
    }
    let met = |word: &&EventWord| {
        let fits = |v: &str| word.value.as_deref().is_none_or(|value| value == v);
        there
            .iter()
            .any(|(kind, value)| word.kind == *kind && fits(value))
    };
    let missing = asked.words.iter().filter(|word| !met(word));
    let missing: BTreeSet<String> = missing.map(EventWord::to_string).collect();
    unshared.not_there = missing.into_iter().collect();
    unshared
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Records {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("table.csv");
        crate::files::write(&path, text.as_bytes()).expect("written");
        let source = crate::register::source::SourceFile::new(path, "table.csv");
        crate::register::read_records(&source).expect("a sound table")
    }

    fn word(kind: &str, value: Option<&str>) -> EventWord {
        EventWord {
            kind: kind.to_string(),
            value: value.map(str::to_string),
        }
    }

    #[test]
    fn a_misspelt_item_is_told_on_both_sides() {
        let table = table("item\nplan\nplna\nplna\n");
        let unshared = words(&table, "item", &BTreeSet::from(["plan", "goal"]));
        assert_eq!(
            unshared.not_asked,
            BTreeMap::from([("plna".to_string(), 2)])
        );
        assert_eq!(unshared.not_there, ["goal"]);
    }

    #[test]
    fn a_value_that_the_study_does_not_name_is_counted_and_never_shown() {
        let table = table("kind,value\nend,job\nend,he is ill\nstart,\nend,job\n");
        let asked = EventsAsked {
            words: vec![
                word("end", Some("job")),
                word("end", None),
                word("fine", None),
            ],
            ..EventsAsked::default()
        };
        let unshared = events(&table, &asked);
        let told = [("end=...".to_string(), 1), ("start".to_string(), 1)];
        assert_eq!(unshared.not_asked, BTreeMap::from(told));
        assert_eq!(unshared.not_there, ["fine"]);
    }
}
