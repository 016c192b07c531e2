//! Arithmetic on printed numbers: its grammar, its range of values and how it is written out.

use super::exact::Exact;
use super::range::Range;

/// Arithmetic whose leaves are values.
#[derive(Debug, Clone, PartialEq)]
pub enum Formula<T> {
    Value(T),
    Number(Exact),
    Pair(Box<Formula<T>>, Operator, Box<Formula<T>>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    Plus,
    Minus,
    Times,
    Over,
}

impl Operator {
    fn sign(self) -> char {
        match self {
            Operator::Plus => '+',
            Operator::Minus => '-',
            Operator::Times => '*',
            Operator::Over => '/',
        }
    }

    fn binds(self) -> u8 {
        match self {
            Operator::Plus | Operator::Minus => 1,
            Operator::Times | Operator::Over => 2,
        }
    }
}

impl<T> Formula<T> {
    pub fn pair(self, operator: Operator, other: Formula<T>) -> Formula<T> {
        Formula::Pair(Box::new(self), operator, Box::new(other))
    }

    pub fn plus(self, other: Formula<T>) -> Formula<T> {
        self.pair(Operator::Plus, other)
    }

    pub fn minus(self, other: Formula<T>) -> Formula<T> {
        self.pair(Operator::Minus, other)
    }

    pub fn times(self, other: Formula<T>) -> Formula<T> {
        self.pair(Operator::Times, other)
    }

    pub fn over(self, other: Formula<T>) -> Formula<T> {
        self.pair(Operator::Over, other)
    }

    /// The values, from left to right.
    pub fn values(&self) -> Vec<&T> {
        match self {
            Formula::Value(value) => vec![value],
            Formula::Number(_) => Vec::new(),
            Formula::Pair(left, _, right) => {
                let mut all = left.values();
                all.extend(right.values());
                all
            }
        }
    }

    /// The same arithmetic on other values.
    pub fn map<U, E>(&self, change: &mut impl FnMut(&T) -> Result<U, E>) -> Result<Formula<U>, E> {
        Ok(match self {
            Formula::Value(value) => Formula::Value(change(value)?),
            Formula::Number(number) => Formula::Number(*number),
            Formula::Pair(left, operator, right) => {
                let left = left.map(change)?;
                left.pair(*operator, right.map(change)?)
            }
        })
    }

    /// Its value when every leaf is just what is printed; lost when it divides by zero.
    pub fn nominal(&self, of: &impl Fn(&T) -> Exact) -> Exact {
        match self {
            Formula::Value(value) => of(value),
            Formula::Number(number) => *number,
            Formula::Pair(left, operator, right) => {
                let (left, right) = (left.nominal(of), right.nominal(of));
                match operator {
                    Operator::Plus => left + right,
                    Operator::Minus => left - right,
                    Operator::Times => left * right,
                    Operator::Over => left / right,
                }
            }
        }
    }

    /// All values it may have when every leaf lies in its range; `None` when it may divide by zero.
    pub fn range(&self, of: &impl Fn(&T) -> Range) -> Option<Range> {
        Some(match self {
            Formula::Value(value) => of(value),
            Formula::Number(number) => Range::point(*number),
            Formula::Pair(left, operator, right) => {
                let (left, right) = (left.range(of)?, right.range(of)?);
                match operator {
                    Operator::Plus => left.plus(right),
                    Operator::Minus => left.minus(right),
                    Operator::Times => left.times(right),
                    Operator::Over => left.over(right)?,
                }
            }
        })
    }

    /// Written out, with brackets only where they are needed.
    pub fn written(&self, of: &impl Fn(&T) -> String) -> String {
        match self {
            Formula::Value(value) => in_brackets_if_negative(of(value)),
            Formula::Number(number) => in_brackets_if_negative(number.shown(9)),
            Formula::Pair(left, operator, right) => {
                let first = match left.binds() < operator.binds() {
                    true => format!("({})", left.written(of)),
                    false => left.written(of),
                };
                let strict = matches!(operator, Operator::Minus | Operator::Over);
                let bare = right.binds() > operator.binds()
                    || (right.binds() == operator.binds() && !strict);
                let second = match bare {
                    true => right.written(of),
                    false => format!("({})", right.written(of)),
                };
                format!("{first} {} {second}", operator.sign())
            }
        }
    }

    fn binds(&self) -> u8 {
        match self {
            Formula::Pair(_, operator, _) => operator.binds(),
            _ => 3,
        }
    }
}

fn in_brackets_if_negative(number: String) -> String {
    match number.starts_with('-') {
        true => format!("({number})"),
        false => number,
    }
}

/// Formulas nest no deeper: deeper ones are no formulas of a report.
const DEEPEST: usize = 50;

/// Reads `[id] * (1 - [other] / 100)`; the names in brackets are the leaves.
///
/// # Errors
/// What is wrong, and where in the formula.
pub fn read(text: &str) -> Result<Formula<String>, String> {
    let mut reader = Reader {
        text,
        at: 0,
        depth: 0,
    };
    let formula = reader.sum()?;
    match reader.next() {
        None => Ok(formula),
        Some(found) => Err(reader.expected("an operator or the end", Some(found))),
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl Reader<'_> {
    fn next(&mut self) -> Option<char> {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start().len();
        self.text[self.at..].chars().next()
    }

    fn expected(&self, what: &str, found: Option<char>) -> String {
        match found {
            Some(found) => {
                let place = self.text[..self.at].chars().count() + 1;
                format!("expected {what} at character {place}, found `{found}`")
            }
            None => format!("expected {what}, found the end"),
        }
    }

    fn sum(&mut self) -> Result<Formula<String>, String> {
        let mut left = self.product()?;
        while let Some(sign @ ('+' | '-')) = self.next() {
            self.at += 1;
            let right = self.product()?;
            left = match sign {
                '+' => left.plus(right),
                _ => left.minus(right),
            };
        }
        Ok(left)
    }

    fn product(&mut self) -> Result<Formula<String>, String> {
        let mut left = self.leaf()?;
        while let Some(sign @ ('*' | '/')) = self.next() {
            self.at += 1;
            let right = self.leaf()?;
            left = match sign {
                '*' => left.times(right),
                _ => left.over(right),
            };
        }
        Ok(left)
    }

    fn leaf(&mut self) -> Result<Formula<String>, String> {
        match self.next() {
            Some('[') => self.name(),
            Some('(') => self.nested(),
            Some('-') => {
                self.at += 1;
                let negated = self.guarded(Reader::leaf)?;
                Ok(Formula::Number(Exact::ZERO).minus(negated))
            }
            Some(digit) if digit.is_ascii_digit() => self.number(),
            found => Err(self.expected("`[id]`, a number or `(`", found)),
        }
    }

    fn guarded<R>(&mut self, read: impl Fn(&mut Self) -> Result<R, String>) -> Result<R, String> {
        if self.depth == DEEPEST {
            return Err(format!("nests more than {DEEPEST} deep"));
        }
        self.depth += 1;
        let found = read(self)?;
        self.depth -= 1;
        Ok(found)
    }

    fn nested(&mut self) -> Result<Formula<String>, String> {
        self.at += 1;
        let inside = self.guarded(Reader::sum)?;
        match self.next() {
            Some(')') => {
                self.at += 1;
                Ok(inside)
            }
            found => Err(self.expected("`)`", found)),
        }
    }

    fn name(&mut self) -> Result<Formula<String>, String> {
        let rest = &self.text[self.at + 1..];
        let end = rest.find(']').ok_or("a `[` is not closed by a `]`")?;
        self.at += end + 2;
        match rest[..end].trim() {
            "" => Err("`[]` names no row".to_string()),
            name => Ok(Formula::Value(name.to_string())),
        }
    }

    fn number(&mut self) -> Result<Formula<String>, String> {
        let rest = &self.text[self.at..];
        let is_part = |c: char| c.is_ascii_digit() || c == '.';
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let number = decimal(&rest[..end]);
        let number = number.ok_or_else(|| format!("`{}` is not a number", &rest[..end]))?;
        self.at += end;
        Ok(Formula::Number(number))
    }
}

/// A plain decimal number with a point, exactly.
pub fn decimal(text: &str) -> Option<Exact> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits = format!("{whole}{decimals}");
    let plain = !whole.is_empty()
        && digits
            .trim_start_matches('-')
            .chars()
            .all(|c| c.is_ascii_digit());
    let complete = !text.ends_with('.') && digits.len() <= 15;
    let scaled: i64 = digits.parse().ok().filter(|_| plain && complete)?;
    Some(Exact::whole(scaled) * Exact::unit(decimals.len() as u32))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> String {
        let formula = read(text).expect("a formula");
        formula.nominal(&|_: &String| Exact::whole(2)).shown(6)
    }

    #[test]
    fn products_bind_before_sums_and_brackets_before_both() {
        assert_eq!(value("1 + 2 * 3"), "7");
        assert_eq!(value("(1 + 2) * 3"), "9");
        assert_eq!(value("10 - 3 - 2"), "5");
        assert_eq!(value("12 / 3 / [a]"), "2");
        assert_eq!(value("-[a] + 30 * (1 - 0.38)"), "16.6");
        assert_eq!(value("1 / ([a] - 2)"), "?");
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        let wrong = |text: &str| read(text).expect_err("no formula");
        assert_eq!(
            wrong("1 + "),
            "expected `[id]`, a number or `(`, found the end"
        );
        assert_eq!(wrong("(1 + 2"), "expected `)`, found the end");
        assert_eq!(
            wrong("1 2"),
            "expected an operator or the end at character 3, found `2`"
        );
        assert_eq!(wrong("[a"), "a `[` is not closed by a `]`");
        assert_eq!(wrong("[ ]"), "`[]` names no row");
        assert_eq!(wrong("1.2.3"), "`1.2.3` is not a number");
        assert!(wrong(&"(".repeat(80)).starts_with("nests more than"));
    }

    #[test]
    fn brackets_are_written_where_they_are_needed() {
        let text = "([a] - [b]) - ([c] - [d]) * (1 - 2 / 3)";
        let written = read(text).expect("a formula").written(&|name| name.clone());
        assert_eq!(written, "a - b - (c - d) * (1 - 2 / 3)");
    }

    #[test]
    fn the_range_holds_the_roundings_of_the_leaves() {
        let formula = read("[a] - [b]").expect("a formula");
        let half = Exact::new(1, 2);
        let range =
            formula.range(&|_| Range::half_open(Exact::whole(14) - half, Exact::whole(14) + half));
        assert_eq!(range.map(|r| r.shown(1)), Some("-1 to 1".to_string()));
        assert_eq!(
            read("1 / ([a] - [b])")
                .ok()
                .and_then(|f| f.range(&|_| Range::point(Exact::ONE))),
            None
        );
    }
}
