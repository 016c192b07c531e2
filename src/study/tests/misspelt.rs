//! Every key and every word, misspelt in every way of one letter, is told with the nearest that exists.

use super::{EXTENDS, FULL, TRIAL, folder};
use crate::study::{Fault, json_schema, parse};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// A key or word of a study, and the words that could stand there.
#[derive(Debug, Clone)]
struct Place {
    text: &'static str,
    span: Range<usize>,
    word: String,
    allowed: Vec<String>,
}

/// What may stand under each table or key of the schema, by the keys that lead to it.
struct Reader {
    text: &'static str,
    schema: Value,
    keys: Vec<Place>,
    words: Vec<Place>,
}

impl Reader {
    fn of(text: &'static str) -> Reader {
        let mut reader = Reader {
            text,
            schema: json_schema(),
            keys: Vec::new(),
            words: Vec::new(),
        };
        let table = DeTable::parse(text).expect("the fixtures are TOML");
        let schema = reader.schema.clone();
        reader.table(table.get_ref(), &[&schema]);
        reader
    }

    fn table(&mut self, table: &DeTable<'_>, schemas: &[&Value]) {
        let kind = table.get("kind").and_then(|k| k.get_ref().as_str());
        let fits = |s: &&&Value| {
            let word = s.pointer("/properties/kind/const").and_then(Value::as_str);
            word.is_none() || word == kind
        };
        let fitting: Vec<&Value> = schemas.iter().filter(fits).copied().collect();
        let mut known: BTreeMap<String, Value> = BTreeMap::new();
        for schema in fitting {
            let properties = schema.get("properties").and_then(Value::as_object);
            known.extend(
                properties
                    .into_iter()
                    .flatten()
                    .map(|(k, v)| (k.clone(), v.clone())),
            );
        }
        for (key, node) in table {
            let name = key.get_ref().to_string();
            let schema = known.get(&name).cloned();
            if schema.is_some() {
                let allowed = known.keys().cloned().collect();
                self.keys.push(self.place(key.span(), &name, allowed));
            }
            let any = schemas
                .iter()
                .find_map(|s| s.get("additionalProperties").filter(|a| a.is_object()));
            if let Some(schema) = schema.or(any.cloned()) {
                // The word of `kind` is one of all kinds, not of the one chosen.
                match name == "kind" {
                    true => self.kind(node.get_ref(), node.span(), schemas),
                    false => self.value(node.get_ref(), node.span(), &schema),
                }
            }
        }
    }

    fn kind(&mut self, node: &DeValue<'_>, span: Range<usize>, schemas: &[&Value]) {
        let kinds = schemas
            .iter()
            .filter_map(|s| s.pointer("/properties/kind/const")?.as_str());
        let kinds = kinds.map(str::to_string).collect();
        let word = node.as_str().unwrap_or_default();
        self.words.push(self.place(span, word, kinds));
    }

    fn value(&mut self, node: &DeValue<'_>, span: Range<usize>, schema: &Value) {
        let choices = self.choices(schema);
        match node {
            DeValue::Table(table) => self.table(table, &choices.iter().collect::<Vec<_>>()),
            DeValue::Array(items) => {
                let inner = choices.iter().find_map(|c| c.get("items").cloned());
                for item in items {
                    self.value(
                        item.get_ref(),
                        item.span(),
                        inner.as_ref().unwrap_or(&Value::Null),
                    );
                }
            }
            DeValue::String(word) => {
                let words: Vec<String> = choices.iter().flat_map(words_of).collect();
                if words.contains(&word.to_string()) {
                    self.words.push(self.place(span, word, words));
                }
            }
            _ => {}
        }
    }

    fn choices(&self, schema: &Value) -> Vec<Value> {
        if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
            let target = self.schema.pointer(target.trim_start_matches('#'));
            return self.choices(&target.cloned().unwrap_or_default());
        }
        let several = schema
            .get("anyOf")
            .or(schema.get("oneOf"))
            .and_then(Value::as_array);
        match several {
            Some(several) => several.iter().flat_map(|s| self.choices(s)).collect(),
            None => vec![schema.clone()],
        }
    }

    fn place(&self, span: Range<usize>, word: &str, allowed: Vec<String>) -> Place {
        Place {
            text: self.text,
            span,
            word: word.to_string(),
            allowed,
        }
    }
}

fn words_of(choice: &Value) -> Vec<String> {
    let listed = choice
        .get("enum")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let words = choice.get("const").into_iter().chain(listed);
    words
        .filter_map(Value::as_str)
        .map(str::to_string)
        .collect()
}

fn all(of: impl Fn(Reader) -> Vec<Place>) -> Vec<Place> {
    [FULL, TRIAL, EXTENDS]
        .into_iter()
        .flat_map(|text| of(Reader::of(text)))
        .collect()
}

/// The four slips of the pen.
fn slip(word: &str, way: u8, at: usize, letter: char) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = at % letters.len();
    match way {
        0 => {
            letters.remove(at);
        }
        1 => letters.insert(at, letter),
        2 => letters[at] = letter,
        _ if at + 1 < letters.len() => letters.swap(at, at + 1),
        _ => letters.insert(at, letter),
    }
    letters.into_iter().collect()
}

/// Case and separators aside, as the nearest word is looked for.
fn plain(word: &str) -> String {
    word.to_lowercase().replace(['-', '_', ' '], "")
}

/// The allowed words that are nearest to what is written; several when they are equally near.
fn nearest_by_hand<'a>(written: &str, allowed: &'a [String]) -> Vec<&'a str> {
    let distance = |word: &str| strsim::damerau_levenshtein(&plain(written), &plain(word));
    let least = allowed.iter().map(|w| distance(w)).min().unwrap_or(0);
    allowed
        .iter()
        .filter(|w| distance(w) == least)
        .map(String::as_str)
        .collect()
}

fn at<'a>(faults: &'a [Fault], text: &str, byte: usize) -> Option<&'a Fault> {
    let line = text[..byte].matches('\n').count() + 1;
    let line_start = text[..byte].rfind('\n').map_or(0, |n| n + 1);
    let column = text[line_start..byte].chars().count() + 1;
    faults.iter().find(|f| (f.line, f.column) == (line, column))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn a_misspelt_key_is_told_with_the_key_that_is_meant(
        place in prop::sample::select(all(|r| r.keys)), way in 0u8..4, where_at in 0usize..40, letter in "[a-z]",
    ) {
        let written = slip(&place.word, way, where_at, letter.chars().next().unwrap_or('x'));
        prop_assume!(!written.is_empty() && !place.allowed.contains(&written));
        let mut text = place.text.to_string();
        text.replace_range(place.span.clone(), &written);
        let faults = parse(&text, folder()).err().unwrap_or_default();
        let fault = at(&faults, &text, place.span.start);
        prop_assert!(fault.is_some(), "{} for {}: {:?}", written, place.word, faults);
        let fault = fault.cloned().unwrap_or_else(|| Fault::of_file(String::new()));
        prop_assert_eq!(&fault.message, &format!("unknown key `{written}`"));
        let help = fault.help.unwrap_or_default();
        let near = nearest_by_hand(&written, &place.allowed);
        prop_assert!(near.iter().any(|n| help == format!("nearest: `{n}`")), "{} for {}: {}", written, place.word, help);
        // When no other key is as near, nothing else is said: the value was read as that of the key that is meant.
        if near == [place.word.as_str()] {
            prop_assert_eq!(faults.len(), 1, "{} for {}: {:?}", written, place.word, faults);
        }
    }

    #[test]
    fn a_misspelt_word_is_told_with_the_word_that_is_meant(
        place in prop::sample::select(all(|r| r.words)), way in 0u8..4, where_at in 0usize..40, letter in "[a-z]",
    ) {
        let written = slip(&place.word, way, where_at, letter.chars().next().unwrap_or('x'));
        prop_assume!(!place.allowed.contains(&written));
        let mut text = place.text.to_string();
        text.replace_range(place.span.clone(), &format!("\"{written}\""));
        let faults = parse(&text, folder()).err().unwrap_or_default();
        let fault = at(&faults, &text, place.span.start);
        prop_assert!(fault.is_some(), "{} for {}: {:?}", written, place.word, faults);
        let help = fault.and_then(|f| f.help.clone()).unwrap_or_default();
        let near = nearest_by_hand(&written, &place.allowed);
        prop_assert!(near.iter().any(|n| help == format!("nearest: `{n}`")), "{} for {}: {}", written, place.word, help);
    }

    #[test]
    fn a_study_with_a_piece_torn_out_is_read_without_a_panic_and_faults_lie_inside_it(
        study in prop::sample::select(vec![FULL, TRIAL, EXTENDS]), from in 0usize..5000, len in 0usize..60, put in "[\\[\\]{}=\"',.a-z0-9\n æ#-]{0,6}",
    ) {
        let letters: Vec<char> = study.chars().collect();
        let from = from % letters.len();
        let to = (from + len).min(letters.len());
        let text: String = letters[..from].iter().chain(put.chars().collect::<Vec<_>>().iter()).chain(&letters[to..]).collect();
        let lines: Vec<&str> = text.split('\n').collect();
        for fault in parse(&text, folder()).err().unwrap_or_default() {
            prop_assert!(fault.line >= 1 && fault.line <= lines.len(), "{:?}", fault);
            prop_assert!(fault.column >= 1 && fault.column <= lines[fault.line - 1].chars().count() + 1, "{:?}", fault);
        }
    }
}

#[test]
fn a_word_that_is_near_to_none_is_told_all_that_are_allowed() {
    for place in all(|r| r.words) {
        let mut text = place.text.to_string();
        text.replace_range(place.span.clone(), "\"qqqqqqqqqq\"");
        let faults = parse(&text, folder()).err().unwrap_or_default();
        let help = at(&faults, &text, place.span.start)
            .and_then(|f| f.help.clone())
            .unwrap_or_default();
        assert!(help.starts_with("allowed: "), "{}: {faults:?}", place.word);
        for word in &place.allowed {
            assert!(
                help.contains(&format!("`{word}`")),
                "{word} is not in: {help}"
            );
        }
    }
}

#[test]
fn the_fixtures_hold_many_keys_and_words() {
    assert!(all(|r| r.keys).len() > 130, "{}", all(|r| r.keys).len());
    assert!(all(|r| r.words).len() > 35, "{}", all(|r| r.words).len());
}
