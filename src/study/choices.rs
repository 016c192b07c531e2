//! What the JSON schema allows at one place, in plain words.

use serde_json::Value;

/// The alternatives at one place: `$ref` followed, `anyOf` and `oneOf` laid side by side.
pub struct Choices<'s>(Vec<&'s Value>);

impl<'s> Choices<'s> {
    pub fn of(root: &'s Value, schema: &'s Value) -> Choices<'s> {
        let mut found = Vec::new();
        collect(root, schema, &mut found);
        Choices(found)
    }

    /// The alternatives of one JSON type.
    pub fn of_type(&self, name: &str) -> Vec<&'s Value> {
        let fits = |c: &&&Value| c.get("type").is_some_and(|t| t == name);
        self.0.iter().filter(fits).copied().collect()
    }

    /// The words allowed here.
    pub fn words(&self) -> Vec<&'s str> {
        self.0.iter().flat_map(|c| words_of(c)).collect()
    }

    /// True when any text will do.
    pub fn takes_text(&self) -> bool {
        let strings = self.of_type("string");
        strings.iter().any(|c| words_of(c).is_empty())
    }

    /// True when only tables fit.
    pub fn takes_only_tables(&self) -> bool {
        self.of_type("object").len() == self.0.len()
    }

    /// True when only fixed words fit.
    pub fn takes_only_words(&self) -> bool {
        self.0.iter().all(|c| !words_of(c).is_empty())
    }

    /// What is expected here: `a whole number or one of `last`, `mean-of-last-13``.
    pub fn expected(&self) -> String {
        let mut parts: Vec<String> = Vec::new();
        for choice in &self.0 {
            let part = match choice.get("type").and_then(Value::as_str) {
                Some("string") if !words_of(choice).is_empty() => continue,
                Some("string") => "text",
                Some("integer") => "a whole number",
                Some("number") => "a number",
                Some("boolean") => "true or false",
                Some("array") => "a list",
                _ => "a table",
            };
            if !parts.iter().any(|p| p == part) {
                parts.push(part.to_string());
            }
        }
        let words: Vec<String> = self.words().iter().map(|w| format!("`{w}`")).collect();
        match words.as_slice() {
            [] => {}
            [only] => parts.push(format!("the word {only}")),
            _ => parts.push(format!("one of the words {}", words.join(", "))),
        }
        parts.join(" or ")
    }
}

fn collect<'s>(root: &'s Value, schema: &'s Value, found: &mut Vec<&'s Value>) {
    if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
        let pointer = target.trim_start_matches('#');
        if let Some(target) = root.pointer(pointer) {
            collect(root, target, found);
        }
        return;
    }
    let side_by_side = schema.get("anyOf").or_else(|| schema.get("oneOf"));
    match side_by_side.and_then(Value::as_array) {
        Some(choices) => choices.iter().for_each(|c| collect(root, c, found)),
        None => found.push(schema),
    }
}

fn words_of(choice: &Value) -> Vec<&str> {
    match choice.get("const") {
        Some(word) => word.as_str().into_iter().collect(),
        None => {
            let words = choice.get("enum").and_then(Value::as_array);
            words
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .collect()
        }
    }
}

/// The key whose fixed word tells the alternatives of a table apart: its name, and the alternative of each word.
pub fn tag<'s>(tables: &[&'s Value]) -> Option<(&'s str, Vec<(&'s str, &'s Value)>)> {
    let fixed = |table: &'s Value| {
        let properties = table.get("properties")?.as_object()?;
        let with_word = |(name, p): (&'s String, &'s Value)| {
            let word = p.get("const")?.as_str()?;
            Some((name.as_str(), word))
        };
        properties.iter().find_map(with_word)
    };
    let (name, _) = fixed(tables.first()?)?;
    let by_word = tables.iter().filter_map(|t| Some((fixed(t)?.1, *t)));
    Some((name, by_word.collect()))
}

/// The smallest and largest number allowed, by what the schema says or the width of the type.
pub fn range(choice: &Value) -> (f64, f64) {
    let (low, high) = match choice.get("format").and_then(Value::as_str) {
        Some("uint16") => (0.0, f64::from(u16::MAX)),
        Some("uint32") => (0.0, f64::from(u32::MAX)),
        Some("int32") => (f64::from(i32::MIN), f64::from(i32::MAX)),
        Some("uint64") => (0.0, f64::INFINITY),
        _ => (f64::NEG_INFINITY, f64::INFINITY),
    };
    let said = |key: &str| choice.get(key).and_then(Value::as_f64);
    (
        said("minimum").unwrap_or(low),
        said("maximum").unwrap_or(high),
    )
}
