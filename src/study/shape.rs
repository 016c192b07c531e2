//! The first look at a study: are the keys known, the types right, the words allowed, and nothing missing?
//!
//! What is at fault is reported and left out, so that the rest can still be checked for what it means.

use super::choices::{Choices, range, tag};
use super::fault::Fault;
use super::places::{Places, child, item};
use super::words;
use crate::codes::nearest;
use serde_json::{Map, Number, Value};
use std::borrow::Cow;
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
    let value = walk.table_as(file.get_ref(), &(0..0), schema, "", None);
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
            [only] => Some(self.table_as(table, &node.span(), only, path, None)),
            several => {
                let (key, by_word) = tag(several)?;
                let (word, chosen) = self.tagged(table, &node.span(), key, &by_word)?;
                Some(self.table_as(table, &node.span(), chosen, path, Some((key, word))))
            }
        }
    }

    /// The alternative that the word under `key` chooses; of a misspelt word or key, the one that is meant.
    fn tagged(
        &mut self,
        table: &DeTable<'_>,
        span: &Range<usize>,
        key: &'a str,
        by_word: &[(&'a str, &'a Value)],
    ) -> Option<(&'a str, &'a Value)> {
        let words = || by_word.iter().map(|(word, _)| *word);
        let keys = || by_word.iter().flat_map(|(_, table)| keys_of(table));
        let misspelt = |(name, _): &(&Spanned<Cow<'_, str>>, _)| {
            let name = name.get_ref().as_ref();
            keys().all(|k| k != name) && nearest(name, keys()) == Some(key)
        };
        let meant = || table.iter().find(misspelt).map(|(_, node)| node);
        let Some(node) = table.get(key).or_else(meant) else {
            let message = format!("missing key `{key}`");
            self.fault(span.clone(), message, words::list("allowed", words()));
            for (name, _) in table
                .iter()
                .filter(|(name, _)| keys().all(|k| k != name.get_ref().as_ref()))
            {
                self.unknown_key(name, keys());
            }
            return None;
        };
        let Some(word) = node.get_ref().as_str() else {
            let message = format!("`{key}` must be a word, not {}", found(node.get_ref()));
            self.fault(node.span(), message, words::list("allowed", words()));
            return None;
        };
        let near = match by_word.iter().any(|(w, _)| *w == word) {
            true => Some(word),
            false => {
                let message = format!("unknown word `{word}` for `{key}`");
                self.fault(node.span(), message, words::help(word, words()));
                nearest(word, words())
            }
        };
        by_word.iter().find(|(w, _)| near == Some(w)).copied()
    }

    /// A table read by one alternative; `tag` is the key that chose it, with its word.
    fn table_as(
        &mut self,
        table: &DeTable<'_>,
        span: &Range<usize>,
        schema: &'a Value,
        path: &str,
        tag: Option<(&'a str, &'a str)>,
    ) -> Value {
        let any_key = schema.get("additionalProperties").filter(|s| s.is_object());
        let merged = any_key.is_none().then(|| self.merged(table, schema));
        let table = merged.as_ref().unwrap_or(table);
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        let mut kept = Map::new();
        for (key, node) in entries {
            let name = key.get_ref().as_ref();
            let inner = child(path, name);
            self.places.set_key(&inner, key.span());
            let value = match (tag, property(schema, name).or(any_key)) {
                (Some((key, word)), _) if key == name => Some(Value::String(word.to_string())),
                (_, Some(schema)) => self.value(node, schema, &inner),
                (_, None) => None,
            };
            kept.extend(value.map(|value| (name.to_string(), value)));
        }
        for needed in required(schema) {
            if !table.contains_key(needed) {
                self.missing(needed, property(schema, needed), span, path);
            }
        }
        Value::Object(kept)
    }

    /// The table with each unknown key reported and read as the one that is meant, so that what stands under it is
    /// checked all the same. Two tables that are meant to be one are laid together.
    fn merged<'t>(&mut self, table: &DeTable<'t>, schema: &'a Value) -> DeTable<'t> {
        let (known, unknown): (Vec<_>, Vec<_>) = table
            .iter()
            .partition(|(key, _)| property(schema, key.get_ref()).is_some());
        let mut merged: DeTable<'t> = known
            .into_iter()
            .map(|(k, v)| (k.clone(), v.clone()))
            .collect();
        for (key, node) in unknown {
            self.unknown_key(key, keys_of(schema));
            let Some(near) = nearest(key.get_ref(), keys_of(schema)) else {
                continue;
            };
            match (merged.get_mut(near).map(Spanned::get_mut), node.get_ref()) {
                (None, _) => {
                    let meant = Spanned::new(key.span(), Cow::Owned(near.to_string()));
                    merged.insert(meant, node.clone());
                }
                (Some(DeValue::Table(there)), DeValue::Table(more)) => {
                    for (key, node) in more {
                        there.entry(key.clone()).or_insert(node.clone());
                    }
                }
                _ => {}
            }
        }
        merged
    }

    fn unknown_key<'k>(
        &mut self,
        key: &Spanned<Cow<'_, str>>,
        keys: impl Iterator<Item = &'k str> + Clone,
    ) {
        let message = format!("unknown key `{}`", key.get_ref());
        self.fault(key.span(), message, words::help(key.get_ref(), keys));
    }

    fn missing(&mut self, key: &str, schema: Option<&'a Value>, span: &Range<usize>, path: &str) {
        let choices = schema.map(|s| Choices::of(self.schema, s));
        let is_table = choices.as_ref().is_some_and(Choices::takes_only_tables);
        let is_list = choices
            .as_ref()
            .is_some_and(|c| !c.of_type("array").is_empty());
        let message = match path {
            "" if is_list => format!("missing table `[[{key}]]`"),
            _ if is_table && !path.contains('[') => {
                format!("missing table `[{}]`", child(path, key))
            }
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
        let near = nearest(word, words.iter().copied());
        let help = match choices.takes_only_words() {
            true => words::help(word, words),
            false => words::near_or(word, words, choices.expected()),
        };
        self.fault(node.span(), message, help);
        near.map(|near| Value::String(near.to_string()))
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

fn property<'s>(table: &'s Value, key: &str) -> Option<&'s Value> {
    table.get("properties")?.get(key)
}

fn keys_of(table: &Value) -> impl Iterator<Item = &str> + Clone {
    let keys = table.get("properties").and_then(Value::as_object);
    keys.into_iter().flat_map(|k| k.keys().map(String::as_str))
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
        DeValue::Float(number) if number.as_str().ends_with(['f', 'n']) => "one that is not finite",
        DeValue::Float(_) => "a number with decimals",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date (write it in quotes)",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
