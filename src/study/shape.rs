//! The first look at a study: are the keys known, the types right, the words allowed, and nothing missing?
//!
//! What is at fault is reported and left out, so that the rest can still be checked for what it means.

use super::choices::{Choices, range, tag};
use super::fault::Fault;
use super::places::{Places, child, item};
use super::words;
use crate::codes::nearest;
use serde_json::{Map, Number, Value};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeInteger, DeTable, DeValue};

/// A study of the right shape, and where everything stands.
pub struct Shaped {
    pub value: Value,
    pub places: Places,
    pub faults: Vec<Fault>,
}

/// Checks a file's tables against the schema.
pub fn shape(text: &str, file: &Spanned<DeTable<'_>>, schema: &Value) -> Shaped {
    let mut walk = Walk {
        text,
        schema,
        places: Places::default(),
        faults: Vec::new(),
    };
    let value = walk.table_as(file.get_ref(), &(0..0), schema, "");
    Shaped {
        value,
        places: walk.places,
        faults: walk.faults,
    }
}

struct Walk<'a> {
    text: &'a str,
    schema: &'a Value,
    places: Places,
    faults: Vec<Fault>,
}

impl<'a> Walk<'a> {
    fn fault(&mut self, span: Range<usize>, message: String, help: Option<String>) {
        self.faults.push(Fault::at(self.text, span, message, help));
    }

    /// The value without what is at fault; `None` when nothing of it can be used.
    fn value(
        &mut self,
        node: &Spanned<DeValue<'_>>,
        schema: &'a Value,
        path: &str,
    ) -> Option<Value> {
        self.places.set_value(path, node.span());
        let choices = Choices::of(self.schema, schema);
        match node.get_ref() {
            DeValue::Table(table) => self.table(table, node, &choices, path),
            DeValue::Array(items) => {
                let Some(list) = choices.of_type("array").first().copied() else {
                    return self.wrong_type(node, &choices, path);
                };
                let item_schema = list.get("items").unwrap_or(&Value::Null);
                let mut kept: Vec<Value> = Vec::new();
                for node in items {
                    let path = item(path, kept.len());
                    kept.extend(self.value(node, item_schema, &path));
                }
                Some(Value::Array(kept))
            }
            DeValue::String(word) => self.word(word, node, &choices, path),
            DeValue::Integer(number) => self.integer(number, node, &choices, path),
            DeValue::Float(number) => {
                let number = number.as_str().parse().ok().and_then(Number::from_f64);
                match (choices.of_type("number").first(), number) {
                    (Some(choice), Some(number)) => self.in_range(number, node, choice, path),
                    _ => self.wrong_type(node, &choices, path),
                }
            }
            DeValue::Boolean(truth) if !choices.of_type("boolean").is_empty() => {
                Some(Value::Bool(*truth))
            }
            DeValue::Boolean(_) | DeValue::Datetime(_) => self.wrong_type(node, &choices, path),
        }
    }

    fn table(
        &mut self,
        table: &DeTable<'_>,
        node: &Spanned<DeValue<'_>>,
        choices: &Choices<'a>,
        path: &str,
    ) -> Option<Value> {
        let tables = choices.of_type("object");
        match tables.as_slice() {
            [] => self.wrong_type(node, choices, path),
            [only] => Some(self.table_as(table, &node.span(), only, path)),
            several => {
                let (key, by_word) = tag(several)?;
                let chosen = self.tagged(table, &node.span(), key, &by_word)?;
                Some(self.table_as(table, &node.span(), chosen, path))
            }
        }
    }

    /// The alternative that the word under `key` chooses.
    fn tagged(
        &mut self,
        table: &DeTable<'_>,
        span: &Range<usize>,
        key: &str,
        by_word: &[(&'a str, &'a Value)],
    ) -> Option<&'a Value> {
        let words = || by_word.iter().map(|(word, _)| *word);
        let Some(node) = table.get(key) else {
            self.fault(
                span.clone(),
                format!("missing key `{key}`"),
                words::list("allowed", words()),
            );
            return None;
        };
        let Some(word) = node.get_ref().as_str() else {
            let message = format!("`{key}` must be a word, not {}", found(node.get_ref()));
            self.fault(node.span(), message, words::list("allowed", words()));
            return None;
        };
        let chosen = by_word.iter().find(|(w, _)| *w == word);
        if chosen.is_none() {
            let message = format!("unknown word `{word}` for `{key}`");
            self.fault(node.span(), message, words::help(word, words()));
        }
        chosen.map(|(_, choice)| *choice)
    }

    fn table_as(
        &mut self,
        table: &DeTable<'_>,
        span: &Range<usize>,
        schema: &'a Value,
        path: &str,
    ) -> Value {
        let none = Map::new();
        let known = schema.get("properties").and_then(Value::as_object);
        let any_key = schema.get("additionalProperties").filter(|s| s.is_object());
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        let (mut kept, mut meant) = (Map::new(), Vec::new());
        for (key, node) in entries {
            let name = key.get_ref().as_ref();
            let inner = child(path, name);
            self.places.set_key(&inner, key.span());
            match known.and_then(|k| k.get(name)).or(any_key) {
                Some(schema) => {
                    if let Some(value) = self.value(node, schema, &inner) {
                        kept.insert(name.to_string(), value);
                    }
                }
                None => {
                    let keys = || known.unwrap_or(&none).keys().map(String::as_str);
                    meant.extend(nearest(name, keys()).map(str::to_string));
                    self.fault(
                        key.span(),
                        format!("unknown key `{name}`"),
                        words::help(name, keys()),
                    );
                }
            }
        }
        for needed in required(schema) {
            if !table.contains_key(needed) && !meant.iter().any(|m| m == needed) {
                self.missing(needed, known.and_then(|k| k.get(needed)), span, path);
            }
        }
        Value::Object(kept)
    }

    fn missing(&mut self, key: &str, schema: Option<&'a Value>, span: &Range<usize>, path: &str) {
        let choices = schema.map(|s| Choices::of(self.schema, s));
        let is_table = choices.as_ref().is_some_and(|c| c.takes_only_tables());
        let message = match (is_table, path.contains('[')) {
            (true, false) => format!("missing table `[{}]`", child(path, key)),
            _ => format!("missing key `{key}`"),
        };
        let words = choices.map(|c| c.words()).unwrap_or_default();
        self.fault(span.clone(), message, words::list("allowed", words));
    }

    fn word(
        &mut self,
        word: &str,
        node: &Spanned<DeValue<'_>>,
        choices: &Choices<'a>,
        path: &str,
    ) -> Option<Value> {
        let words = choices.words();
        if choices.takes_text() || words.contains(&word) {
            return Some(Value::String(word.to_string()));
        }
        if words.is_empty() {
            return self.wrong_type(node, choices, path);
        }
        let message = format!("unknown word `{word}` for `{}`", name(path));
        let help = match choices.takes_only_words() {
            true => words::help(word, words),
            false => words::near_or(word, words, choices.expected()),
        };
        self.fault(node.span(), message, help);
        None
    }

    fn integer(
        &mut self,
        number: &DeInteger<'_>,
        node: &Spanned<DeValue<'_>>,
        choices: &Choices<'a>,
        path: &str,
    ) -> Option<Value> {
        let whole = choices.of_type("integer");
        let Some(choice) = whole
            .first()
            .copied()
            .or(choices.of_type("number").first().copied())
        else {
            return self.wrong_type(node, choices, path);
        };
        match i64::from_str_radix(number.as_str(), number.radix()) {
            Ok(number) => self.in_range(Number::from(number), node, choice, path),
            Err(_) => {
                self.fault(
                    node.span(),
                    format!("{} is too large a number", subject(path)),
                    None,
                );
                None
            }
        }
    }

    fn in_range(
        &mut self,
        number: Number,
        node: &Spanned<DeValue<'_>>,
        choice: &Value,
        path: &str,
    ) -> Option<Value> {
        let (low, high) = range(choice);
        let value = number.as_f64().unwrap_or(f64::NAN);
        if (low..=high).contains(&value) {
            return Some(Value::Number(number));
        }
        let allowed = match high.is_finite() {
            true => format!("allowed: {low} to {high}"),
            false => format!("allowed: {low} or more"),
        };
        self.fault(
            node.span(),
            format!("{} is {number}", subject(path)),
            Some(allowed),
        );
        None
    }

    fn wrong_type(
        &mut self,
        node: &Spanned<DeValue<'_>>,
        choices: &Choices<'a>,
        path: &str,
    ) -> Option<Value> {
        let message = format!(
            "{} must be {}, not {}",
            subject(path),
            choices.expected(),
            found(node.get_ref())
        );
        self.fault(node.span(), message, None);
        None
    }
}

fn required(schema: &Value) -> impl Iterator<Item = &str> {
    let keys = schema.get("required").and_then(Value::as_array);
    keys.into_iter().flatten().filter_map(Value::as_str)
}

/// What a value is called in a message: its key, or an item of its list.
fn subject(path: &str) -> String {
    match path.ends_with(']') {
        true => format!("an item of `{}`", name(path)),
        false => format!("`{}`", name(path)),
    }
}

fn name(path: &str) -> &str {
    let last = path.rsplit('.').next().unwrap_or(path);
    last.split('[').next().unwrap_or(last)
}

fn found(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number with decimals",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date (write it in quotes)",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
