//! Reads the relations file; every fault in one pass, each with its line.

use super::exact::Exact;
use super::formula;
use super::kinds::{Field, KINDS, Kind, Shape, kind};
use super::pattern::Pattern;
use super::relation::{Relation, Relations, Said, Term, What};
use super::words::{Figure, Word};
use crate::codes::nearest;
use crate::study::Fault;
use std::collections::BTreeMap;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

type Node<'a> = Spanned<DeValue<'a>>;

/// Fields that every relation may have.
const COMMON: [&str; 5] = ["kind", "name", "each", "except", "doubt"];

/// Reads the text of a relations file.
///
/// Returns what could be read, also when there are faults, so that all of it is checked at once.
pub fn read(text: &str) -> (Relations, Vec<Fault>) {
    let text = text.trim_start_matches('\u{feff}');
    let (file, errors) = DeTable::parse_recoverable(text);
    let mut reading = Reading {
        text,
        faults: Vec::new(),
    };
    if let Some(error) = errors.first() {
        let span = error.span().unwrap_or(0..0);
        reading.fault(span, error.message().to_string(), None);
        return (Relations::default(), reading.faults);
    }
    let relations = reading.file(file.get_ref());
    (relations, reading.faults)
}

struct Reading<'a> {
    text: &'a str,
    faults: Vec<Fault>,
}

impl Reading<'_> {
    fn fault(&mut self, span: Range<usize>, message: String, help: Option<String>) {
        self.faults.push(Fault::at(self.text, span, message, help));
    }

    fn file(&mut self, file: &DeTable<'_>) -> Relations {
        let mut read = Relations::default();
        let mut schema = false;
        for (key, node) in file.iter() {
            match key.get_ref().as_ref() {
                "schema" => schema = self.schema(node),
                "words" => read.words = self.words(node),
                "relation" => read.relations = self.relations(node),
                other => {
                    let allowed = ["schema", "words", "relation"];
                    let message = format!("unknown key `{other}`");
                    self.fault(key.span(), message, help(other, allowed));
                }
            }
        }
        if !schema && self.faults.is_empty() {
            let help = Some("the file begins with `schema = 1`".to_string());
            self.fault(0..0, "`schema` is missing".to_string(), help);
        }
        read
    }

    fn schema(&mut self, node: &Node<'_>) -> bool {
        let known = matches!(node.get_ref(), DeValue::Integer(n) if n.as_str() == "1");
        if !known {
            let message = "`schema` is not one that this program reads".to_string();
            self.fault(node.span(), message, Some("allowed: 1".to_string()));
        }
        true
    }

    fn words(&mut self, node: &Node<'_>) -> BTreeMap<String, Vec<String>> {
        let DeValue::Table(table) = node.get_ref() else {
            self.wrong::<()>(node, "words", "a table of lists of words");
            return BTreeMap::new();
        };
        let mut words = BTreeMap::new();
        for (name, list) in table.iter() {
            let list = self.texts(list, name.get_ref());
            words.insert(name.get_ref().to_string(), list);
        }
        words
    }

    fn relations(&mut self, node: &Node<'_>) -> Vec<Relation> {
        let DeValue::Array(items) = node.get_ref() else {
            self.wrong::<()>(node, "relation", "tables headed `[[relation]]`");
            return Vec::new();
        };
        let mut read: Vec<Relation> = Vec::new();
        let mut named: BTreeMap<String, usize> = BTreeMap::new();
        for (place, item) in items.iter().enumerate() {
            let DeValue::Table(table) = item.get_ref() else {
                self.wrong::<()>(item, "relation", "tables headed `[[relation]]`");
                continue;
            };
            let Some(relation) = self.relation(table, item.span(), place + 1) else {
                continue;
            };
            if named.insert(relation.name.clone(), place).is_some() {
                let message = format!("relation `{}` stands twice", relation.name);
                let help = "each relation has a name of its own".to_string();
                self.fault(item.span(), message, Some(help));
            }
            read.push(relation);
        }
        read
    }

    fn relation(
        &mut self,
        table: &DeTable<'_>,
        span: Range<usize>,
        place: usize,
    ) -> Option<Relation> {
        let kind = self.kind(table, &span)?;
        let before = self.faults.len();
        let mut relation = Relation {
            name: format!("{}-{place}", kind.name),
            kind,
            fields: BTreeMap::new(),
            each: None,
            except: Vec::new(),
            doubt: None,
            span,
        };
        for (key, node) in table.iter() {
            match key.get_ref().as_ref() {
                "kind" => {}
                "name" => relation.name = self.text(node, "name").unwrap_or(relation.name),
                "each" => relation.each = Some(self.texts(node, "each")),
                "except" => relation.except = self.patterns(node),
                "doubt" => relation.doubt = self.text(node, "doubt"),
                name => match kind.field(name) {
                    Some(field) => {
                        let said = self.field(node, field);
                        relation.fields.extend(said.map(|s| (field.name, s)));
                    }
                    None => {
                        let fields = kind.fields.iter().map(|f| f.name);
                        let allowed = fields.chain(COMMON);
                        let message =
                            format!("a relation of kind `{}` has no field `{name}`", kind.name);
                        self.fault(key.span(), message, help(name, allowed));
                    }
                },
            }
        }
        self.complete(&relation);
        (self.faults.len() == before).then_some(relation)
    }

    fn kind(&mut self, table: &DeTable<'_>, span: &Range<usize>) -> Option<&'static Kind> {
        let names = KINDS.iter().map(|k| k.name);
        let Some((_, node)) = table.iter().find(|(key, _)| key.get_ref() == "kind") else {
            let message = "the relation has no `kind`".to_string();
            self.fault(span.clone(), message, all(names));
            return None;
        };
        let name = self.text(node, "kind")?;
        let found = kind(&name);
        if found.is_none() {
            let message = format!("`{name}` is not a kind of relation");
            self.fault(node.span(), message, help(&name, names));
        }
        found
    }

    fn complete(&mut self, relation: &Relation) {
        let kind = relation.kind;
        let has = |name: &str| relation.fields.contains_key(name);
        let missing = kind.fields.iter().filter(|f| f.needed && !has(f.name));
        for field in missing {
            let message = format!("a relation of kind `{}` needs `{}`", kind.name, field.name);
            self.fault(relation.span.clone(), message, None);
        }
        if !kind.one_of.is_empty() && !kind.one_of.iter().any(|n| has(n)) {
            let message = format!("a relation of kind `{}` needs one field more", kind.name);
            self.fault(
                relation.span.clone(),
                message,
                all(kind.one_of.iter().copied()),
            );
        }
    }

    fn field(&mut self, node: &Node<'_>, field: &Field) -> Option<Said> {
        match field.shape {
            Shape::One => self.term(node, field.name).map(Said::One),
            Shape::Many => self.terms(node, field.name).map(Said::Many),
            Shape::Grid => self.grid(node, field.name).map(Said::Grid),
            Shape::Formula => self.formula(node, field.name),
            Shape::Number => self.number(node, field.name).map(Said::Number),
            Shape::Word(allowed) => {
                let word = self.text(node, field.name)?;
                if !allowed.contains(&word.as_str()) {
                    let message = format!("`{}` is `{word}`", field.name);
                    self.fault(node.span(), message, all(allowed.iter().copied()));
                    return None;
                }
                Some(Said::Word(word))
            }
            Shape::Flag => match node.get_ref() {
                DeValue::Boolean(flag) => Some(Said::Flag(*flag)),
                _ => self.wrong(node, field.name, "`true` or `false`"),
            },
        }
    }

    fn grid(&mut self, node: &Node<'_>, name: &str) -> Option<Vec<Vec<Term>>> {
        let DeValue::Array(rows) = node.get_ref() else {
            return self.wrong(node, name, "a list of rows, each a list of ids");
        };
        rows.iter().map(|row| self.terms(row, name)).collect()
    }

    /// A list, or one term alone.
    fn terms(&mut self, node: &Node<'_>, name: &str) -> Option<Vec<Term>> {
        match node.get_ref() {
            DeValue::Array(items) if items.is_empty() => {
                self.wrong(node, name, "a list that is not empty")
            }
            DeValue::Array(items) => items.iter().map(|item| self.term(item, name)).collect(),
            _ => Some(vec![self.term(node, name)?]),
        }
    }

    fn term(&mut self, node: &Node<'_>, name: &str) -> Option<Term> {
        let what = match node.get_ref() {
            DeValue::String(text) => self.row(text, node.span())?,
            DeValue::Integer(_) | DeValue::Float(_) => What::Given(self.given(node, name)?),
            _ => {
                return self.wrong(
                    node,
                    name,
                    "a row's id, `id:n` for its denominator, or a number",
                );
            }
        };
        Some(Term {
            what,
            span: node.span(),
        })
    }

    /// A row by its id or pattern, or with `:n` its denominator.
    fn row(&mut self, text: &str, span: Range<usize>) -> Option<What> {
        let (text, denominator) = match text.strip_suffix(":n") {
            Some(text) => (text, true),
            None => (text, false),
        };
        match Pattern::read(text) {
            Ok(pattern) if denominator => Some(What::Denominator(pattern)),
            Ok(pattern) => Some(What::Row(pattern)),
            Err(wrong) => {
                self.fault(span, format!("`{text}`: {wrong}"), None);
                None
            }
        }
    }

    /// A number in the relation itself; the digits it is written with are those that count.
    fn given(&mut self, node: &Node<'_>, name: &str) -> Option<Figure> {
        let value = self.number(node, name)?;
        let source = &self.text[node.span()];
        let decimals = source.split_once('.').map_or(0, |(_, d)| d.len() as u32);
        Some(Figure {
            value,
            decimals,
            loose: false,
            word: Word::Plain,
            whole: decimals == 0,
        })
    }

    fn number(&mut self, node: &Node<'_>, name: &str) -> Option<Exact> {
        let is_number = matches!(node.get_ref(), DeValue::Integer(_) | DeValue::Float(_));
        let number = formula::decimal(&self.text[node.span()]);
        match number.filter(|_| is_number) {
            Some(number) => Some(number),
            None => self.wrong(node, name, "a plain number such as 0.05"),
        }
    }

    fn formula(&mut self, node: &Node<'_>, name: &str) -> Option<Said> {
        let text = self.text(node, name)?;
        let read = match formula::read(&text) {
            Ok(read) => read,
            Err(wrong) => {
                self.fault(node.span(), format!("`{name}`: {wrong}"), None);
                return None;
            }
        };
        let span = node.span();
        let mut to_term = |id: &String| {
            let what = self.row(id, span.clone()).ok_or(())?;
            Ok::<Term, ()>(Term {
                what,
                span: span.clone(),
            })
        };
        read.map(&mut to_term).ok().map(Said::Formula)
    }

    /// Ids and patterns of ids, one alone or a list.
    fn patterns(&mut self, node: &Node<'_>) -> Vec<Term> {
        let items = match node.get_ref() {
            DeValue::Array(items) => items.iter().collect(),
            _ => vec![node],
        };
        let mut patterns = Vec::new();
        for item in items {
            let span = item.span();
            match self
                .text(item, "except")
                .map(|text| (Pattern::read(&text), text))
            {
                Some((Ok(pattern), _)) => patterns.push(Term {
                    what: What::Row(pattern),
                    span,
                }),
                Some((Err(wrong), text)) => self.fault(span, format!("`{text}`: {wrong}"), None),
                None => {}
            }
        }
        patterns
    }

    fn texts(&mut self, node: &Node<'_>, name: &str) -> Vec<String> {
        match node.get_ref() {
            DeValue::Array(items) => items.iter().filter_map(|i| self.text(i, name)).collect(),
            _ => self.text(node, name).into_iter().collect(),
        }
    }

    fn text(&mut self, node: &Node<'_>, name: &str) -> Option<String> {
        match node.get_ref() {
            DeValue::String(text) if !text.trim().is_empty() => Some(text.to_string()),
            _ => self.wrong(node, name, "a text"),
        }
    }

    fn wrong<T>(&mut self, node: &Node<'_>, name: &str, allowed: &str) -> Option<T> {
        let message = format!("`{name}` is not {allowed}");
        self.fault(node.span(), message, None);
        None
    }
}

fn all<'a>(words: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let words: Vec<String> = words.into_iter().map(|w| format!("`{w}`")).collect();
    Some(format!("allowed: {}", words.join(", ")))
}

fn help<'a>(word: &str, allowed: impl IntoIterator<Item = &'a str> + Clone) -> Option<String> {
    match nearest(word, allowed.clone()) {
        Some(near) => Some(format!("nearest: `{near}`")),
        None => all(allowed),
    }
}

#[cfg(test)]
mod tests;
