//! What each method can be asked: its keys, how a flag's value is read, and one line of help for each.

mod methods;

pub use methods::METHODS;

/// How the text after a flag becomes the value of a spec key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A column name or a word.
    Text,
    /// Names parted by commas.
    Names,
    /// One number.
    Number,
    /// Numbers parted by commas.
    Numbers,
    /// Numbers parted by commas, or a range such as 1..104.
    Weeks,
    /// Rows of numbers: commas inside a row, semicolons between rows.
    Rows,
    /// Conditions such as `age >= 30 and sex == 1`.
    Conditions,
    /// JSON.
    Json,
    /// No value: given means yes.
    YesNo,
}

/// One key of a spec, and the flag of the same name with hyphens.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    pub name: &'static str,
    pub kind: Kind,
    pub help: &'static str,
}

impl Key {
    /// The flag for this key. Two keys are shadowed by flags of the program, so theirs has another name.
    pub fn flag(&self) -> String {
        match self.name {
            "strict" => "--both-tails".to_string(),
            name => super::spec::flag_name(name),
        }
    }
}

/// One method: what it does and what it can be asked.
#[derive(Debug, Clone, Copy)]
pub struct Method {
    pub name: &'static str,
    pub help: &'static str,
    /// True when it can do without a table.
    pub without_data: bool,
    keys: &'static [&'static [Key]],
}

impl Method {
    /// Every key of the method, its own first.
    pub fn keys(&self) -> impl Iterator<Item = &'static Key> {
        self.keys.iter().flat_map(|group| group.iter())
    }
}

/// The method called `name`.
pub fn method(name: &str) -> Option<&'static Method> {
    METHODS.iter().find(|m| m.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_ascending() {
        let names: Vec<&str> = METHODS.iter().map(|m| m.name).collect();
        assert!(names.is_sorted());
        for method in METHODS {
            let mut keys: Vec<&str> = method.keys().map(|k| k.name).collect();
            keys.sort_unstable();
            let count = keys.len();
            keys.dedup();
            assert_eq!(keys.len(), count, "{} names a key twice", method.name);
        }
    }

    #[test]
    fn every_method_listed_is_one_that_runs() {
        use crate::cli::estimate::{Failure, Spec, Table, estimate};
        for method in METHODS {
            let found = estimate(method.name, &Spec::default(), &Table::default());
            let text = match found.expect_err("keys are needed") {
                Failure::Usage(text) | Failure::Data(text) => text,
            };
            assert!(!text.contains("is not a method"), "{}", method.name);
        }
    }
}
