//! Where each key and value of the study stands in its text.

use std::collections::BTreeMap;
use std::ops::Range;

/// Byte ranges by path, such as `entry.gap_weeks` or `analysis[2].at[0]`.
#[derive(Debug, Default)]
pub struct Places {
    keys: BTreeMap<String, Range<usize>>,
    values: BTreeMap<String, Range<usize>>,
}

impl Places {
    pub fn set_key(&mut self, path: &str, span: Range<usize>) {
        self.keys.insert(path.to_string(), span);
    }

    pub fn set_value(&mut self, path: &str, span: Range<usize>) {
        self.values.insert(path.to_string(), span);
    }

    /// Where the key stands; without one, where the nearest table around it does.
    pub fn key(&self, path: &str) -> Range<usize> {
        find(&self.keys, path)
    }

    /// Where the value stands; without one, where the nearest table around it does.
    pub fn value(&self, path: &str) -> Range<usize> {
        find(&self.values, path)
    }

    /// True when the file gives this key.
    pub fn is_given(&self, path: &str) -> bool {
        self.keys.contains_key(path)
    }

    /// True when the list at this path holds anything, be it at fault.
    pub fn has_items(&self, path: &str) -> bool {
        self.values.contains_key(&item(path, 0))
    }

    /// The names of the keys of the table at this path.
    pub fn names(&self, path: &str) -> Vec<&str> {
        let inside = self
            .keys
            .keys()
            .filter_map(|key| key.strip_prefix(path)?.strip_prefix('.'));
        inside.filter(|name| !name.contains(['.', '['])).collect()
    }

    /// The paths of all keys the file gives.
    pub fn given(&self) -> impl Iterator<Item = &str> {
        self.keys.keys().map(String::as_str)
    }
}

fn find(spans: &BTreeMap<String, Range<usize>>, path: &str) -> Range<usize> {
    let mut path = path;
    loop {
        if let Some(span) = spans.get(path) {
            return span.clone();
        }
        match path.rfind(['.', '[']) {
            Some(end) => path = &path[..end],
            None => return 0..0,
        }
    }
}

/// The path of a key of the table at `path`.
pub fn child(path: &str, key: &str) -> String {
    match path {
        "" => key.to_string(),
        _ => format!("{path}.{key}"),
    }
}

/// The path of an item of the list at `path`.
pub fn item(path: &str, index: usize) -> String {
    format!("{path}[{index}]")
}
