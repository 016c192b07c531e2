//! What the pieces of printed words say together. What stands behind another word can mean something else, so their order is kept.

use super::{Printed, Qualifier, Says, Unclear, told_decimal};
use crate::published::number::{Decimal, Language, NumberFault, read_number};
use crate::published::unit::PrintedUnit;
use crate::published::vocabulary::Meaning;

/// A number or a meaning, where it stands among the others.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Item {
    Number(Decimal),
    Means(Meaning),
}

/// What has been read so far.
#[derive(Default)]
pub struct Reading {
    items: Vec<Item>,
    trouble: Vec<String>,
}

impl Reading {
    pub fn number(&mut self, number: Decimal) {
        self.items.push(Item::Number(number));
    }

    /// A number as it is printed.
    pub fn read_number(&mut self, text: &str, language: Option<Language>) {
        match read_number(text, language) {
            Ok(number) => self.number(number),
            Err(NumberFault::TwoWays { da, en }) => self.trouble.push(format!(
                "`{text}` is {da} in Danish and {en} in English; say `language`"
            )),
            Err(NumberFault::NoNumber) => self.trouble.push(format!("`{text}` is no number")),
        }
    }

    pub fn unknown(&mut self, word: &str) {
        self.trouble.push(format!("not understood: `{word}`"));
    }

    pub fn mean(&mut self, meaning: Meaning) {
        self.items.push(Item::Means(meaning));
    }

    pub fn finish(self) -> Result<Printed, Unclear> {
        let says = match self.trouble.is_empty() {
            true => self.says(),
            false => Err(self.trouble.join("; ")),
        };
        let says = match (says, self.units().len()) {
            (Ok(_), 2..) => Err("two units".to_string()),
            (says, _) => says,
        };
        match says {
            Ok(says) => Ok(Printed {
                says,
                unit: self.units().first().copied(),
                falls: self.has(Meaning::Falls),
            }),
            Err(trouble) => Err(Unclear {
                understood: self.understood(),
                trouble,
            }),
        }
    }

    fn says(&self) -> Result<Says, String> {
        match (self.statements().as_slice(), self.numbers().as_slice()) {
            ([], []) => Err("there is no number".to_string()),
            ([], numbers) => self.of_numbers(numbers),
            ([statement], []) => self.of_statement(*statement),
            ([Says::Significant(true)], [week]) if self.units() == [PrintedUnit::Weeks] => {
                self.first_week(*week)
            }
            ([_], _) => Err(
                "a statement and a number: pin each in a claim of its own (see `significant from about week 70`)"
                    .to_string(),
            ),
            _ => Err("several statements: pin each in a claim of its own".to_string()),
        }
    }

    fn of_numbers(&self, numbers: &[Decimal]) -> Result<Says, String> {
        if self.has(Meaning::Not) {
            return Err("`not` goes with a statement".to_string());
        }
        match numbers {
            [number] => {
                self.qualifier_first()?;
                self.of_number(*number)
            }
            [low, high] if self.is_range() => {
                self.qualifier_first()?;
                self.of_range(*low, *high)
            }
            _ => Err("several numbers: pin each in a claim of its own".to_string()),
        }
    }

    /// Behind the number the word says something else: `10 procentpoint mindre end`, `0,05 > p`.
    fn qualifier_first(&self) -> Result<(), String> {
        let is_qualifier = |item: &Item| matches!(item, Item::Means(Meaning::Qualifier(_)));
        match self.items.iter().rposition(is_qualifier) > self.first_number() {
            true => {
                Err("a qualifier behind the number; it stands before, as in `p < 0.05`".to_string())
            }
            false => Ok(()),
        }
    }

    fn of_number(&self, number: Decimal) -> Result<Says, String> {
        if self.has(Meaning::Dash) {
            return Err(
                "a dash beside one number: a minus stands right before the digits".to_string(),
            );
        }
        if self.has(Meaning::Between) {
            return Err("a range has two ends".to_string());
        }
        let change = |item: &Item| matches!(item, Item::Means(Meaning::Falls | Meaning::Rises));
        let to = |item: &Item| *item == Item::Means(Meaning::To);
        let changed = self.items.iter().skip_while(|item| !change(item));
        if changed.skip(1).any(to) {
            return Err("a change to a number is no change of that size".to_string());
        }
        if self.has(Meaning::Falls) && number.digits < 0 {
            return Err("a fall of a negative number: the word or the minus".to_string());
        }
        Ok(Says::Number(number, self.qualifier()?))
    }

    fn of_range(&self, low: Decimal, high: Decimal) -> Result<Says, String> {
        let qualifier = match self.qualifiers().as_slice() {
            [] => Qualifier::Digits,
            [Qualifier::About] => Qualifier::About,
            _ => return Err("a range takes no qualifier but `about`".to_string()),
        };
        if self.has(Meaning::From) {
            return Err(
                "`from` one number `to` another is a change or a range: pin both ends of a change, and write a range with a dash or `between`"
                    .to_string(),
            );
        }
        if self.has(Meaning::Dash) && low.digits < 0 && high.digits > 0 {
            return Err(
                "whether the second number is negative too cannot be told behind a dash"
                    .to_string(),
            );
        }
        match low.value() <= high.value() {
            true => Ok(Says::Range(low, high, qualifier)),
            false => Err("the range ends before it begins".to_string()),
        }
    }

    /// `3 og 4` are two figures; `mellem 3 og 4` is a range.
    fn is_range(&self) -> bool {
        let parted = self.has(Meaning::To) || self.has(Meaning::Dash);
        parted || (self.has(Meaning::And) && self.has(Meaning::Between))
    }

    /// A statement has a negation where it has an opposite, and no rule for more or less of it.
    fn of_statement(&self, statement: Says) -> Result<Says, String> {
        if !self.qualifiers().is_empty() {
            return Err(
                "a qualifier goes with a number, and a statement has no more or less".to_string(),
            );
        }
        if self.has(Meaning::Falls) {
            return Err("a statement and a fall: pin each in a claim of its own".to_string());
        }
        let ranges = [Meaning::To, Meaning::Dash, Meaning::Between];
        if ranges.iter().any(|m| self.has(*m)) {
            return Err("a range has two ends".to_string());
        }
        let negations = self.count(Meaning::Not) + self.count(Meaning::NotSignificant);
        match (statement, negations) {
            (statement, 0) => Ok(statement),
            (Says::Significant(_), 1) => Ok(Says::Significant(false)),
            (Says::Met(_), 1) => Ok(Says::Met(false)),
            (Says::Significant(_) | Says::Met(_), _) => Err("negated twice".to_string()),
            _ => Err(
                "`not` goes with `significant` and `met`; what else it leaves open has no rule"
                    .to_string(),
            ),
        }
    }

    /// `significant from about week 70`, and nothing that turns it round.
    fn first_week(&self, week: Decimal) -> Result<Says, String> {
        let week_first = {
            let unit = Item::Means(Meaning::Unit(PrintedUnit::Weeks));
            self.items.iter().position(|i| *i == unit) < self.first_number()
        };
        let starts = self.has(Meaning::From);
        let turned = [
            Meaning::Not,
            Meaning::Falls,
            Meaning::To,
            Meaning::Dash,
            Meaning::Between,
        ];
        let plain = !turned.iter().any(|m| self.has(*m));
        let about = matches!(self.qualifiers().as_slice(), [] | [Qualifier::About]);
        match i64::try_from(week.digits) {
            Ok(from) if week.decimals == 0 && week_first && starts && plain && about => {
                Ok(Says::SignificantFrom(from))
            }
            _ => Err(
                "significance and a week are read only as in `significant from about week 70`"
                    .to_string(),
            ),
        }
    }

    /// Of "up to just under" the inner word holds.
    fn qualifier(&self) -> Result<Qualifier, String> {
        let inner: Vec<Qualifier> = match self.qualifiers().as_slice() {
            [] => return Ok(Qualifier::Digits),
            [only] => return Ok(*only),
            several => several
                .iter()
                .copied()
                .filter(|q| *q != Qualifier::UpTo)
                .collect(),
        };
        match inner.as_slice() {
            [] => Ok(Qualifier::UpTo),
            [only] => Ok(*only),
            _ => Err("two qualifiers".to_string()),
        }
    }

    fn understood(&self) -> Vec<String> {
        let mut told: Vec<String> = Vec::new();
        told.extend(
            self.qualifiers()
                .iter()
                .map(|q| q.told().trim().to_string()),
        );
        told.extend(self.numbers().iter().map(|n| told_decimal(*n)));
        told.extend(self.units().iter().map(|u| u.word().to_string()));
        told.extend(self.statements().iter().map(|s| s.told("")));
        told
    }

    fn has(&self, meaning: Meaning) -> bool {
        self.count(meaning) > 0
    }

    fn count(&self, meaning: Meaning) -> usize {
        self.meanings().filter(|m| *m == meaning).count()
    }

    fn meanings(&self) -> impl Iterator<Item = Meaning> {
        self.items.iter().filter_map(|item| match item {
            Item::Means(meaning) => Some(*meaning),
            Item::Number(_) => None,
        })
    }

    fn first_number(&self) -> Option<usize> {
        let is_number = |item: &Item| matches!(item, Item::Number(_));
        self.items.iter().position(is_number)
    }

    fn numbers(&self) -> Vec<Decimal> {
        let number = |item: &Item| match item {
            Item::Number(number) => Some(*number),
            Item::Means(_) => None,
        };
        self.items.iter().filter_map(number).collect()
    }

    fn qualifiers(&self) -> Vec<Qualifier> {
        let qualifier = |meaning| match meaning {
            Meaning::Qualifier(qualifier) => Some(qualifier),
            _ => None,
        };
        self.meanings().filter_map(qualifier).collect()
    }

    /// Each once.
    fn units(&self) -> Vec<PrintedUnit> {
        let mut units = Vec::new();
        for meaning in self.meanings() {
            if let Meaning::Unit(unit) = meaning
                && !units.contains(&unit)
            {
                units.push(unit);
            }
        }
        units
    }

    fn statements(&self) -> Vec<Says> {
        let statement = |meaning| match meaning {
            Meaning::Significant => Some(Says::Significant(true)),
            Meaning::NotSignificant => Some(Says::Significant(false)),
            Meaning::Nil => Some(Says::Nil),
            Meaning::Light(light) => Some(Says::Light(light)),
            Meaning::Met => Some(Says::Met(true)),
            _ => None,
        };
        self.meanings().filter_map(statement).collect()
    }
}
