//! What a printed figure allows for the unrounded value behind it: its digits, and the word in front of it.

use super::exact::Exact;
use super::range::Range;

/// What a word in front of a figure says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// None, or one that says nothing of the size (`kun`, `blot`).
    Plain,
    About,
    JustUnder,
    JustOver,
    Above,
    Below,
    AtLeast,
    AtMost,
}

/// A share of the figure that a word may round away.
const LOOSE_PERCENT: i64 = 15;

/// The words, each before a word that is part of it.
const WORDS: [(&str, Word); 37] = [
    ("<=", Word::AtMost),
    (">=", Word::AtLeast),
    ("<", Word::Below),
    (">", Word::Above),
    ("helt op til", Word::About),
    ("helt ned til", Word::About),
    ("op til", Word::About),
    ("up to", Word::About),
    ("lidt over", Word::JustOver),
    ("lidt under", Word::JustUnder),
    ("a little over", Word::JustOver),
    ("just over", Word::JustOver),
    ("just under", Word::JustUnder),
    ("almost", Word::JustUnder),
    ("nearly", Word::JustUnder),
    ("næsten", Word::JustUnder),
    ("knap", Word::JustUnder),
    ("godt", Word::JustOver),
    ("mere end", Word::Above),
    ("more than", Word::Above),
    ("mindre end", Word::Below),
    ("less than", Word::Below),
    ("over", Word::Above),
    ("above", Word::Above),
    ("under", Word::Below),
    ("below", Word::Below),
    ("mindst", Word::AtLeast),
    ("minimum", Word::AtLeast),
    ("at least", Word::AtLeast),
    ("højst", Word::AtMost),
    ("max", Word::AtMost),
    ("at most", Word::AtMost),
    ("cirka", Word::About),
    ("ca", Word::About),
    ("omkring", Word::About),
    ("about", Word::About),
    ("groft sagt", Word::About),
];

impl Word {
    /// What a qualifier says; its other words (`kun`, `halvdelen`) say nothing of the size.
    pub fn of(qualifier: &str) -> Word {
        let lower = qualifier.to_lowercase();
        let plain: Vec<&str> = lower
            .split(|c: char| c.is_whitespace() || c == '.')
            .filter(|w| !w.is_empty())
            .collect();
        let text = format!(" {} ", plain.join(" "));
        let found = WORDS
            .iter()
            .find(|(word, _)| text.contains(&format!(" {word} ")));
        found.map_or(Word::Plain, |(_, meaning)| *meaning)
    }
}

/// A percentage of change may be negative or above 100.
const CHANGE: [&str; 18] = [
    "change",
    "increase",
    "decrease",
    "reduction",
    "growth",
    "decline",
    "rise",
    "fall",
    "higher",
    "lower",
    "effect",
    "difference",
    "stigning",
    "fald",
    "ændring",
    "vækst",
    "reduktion",
    "effekt",
];

/// Whether the name of a quantity says that it is a change.
pub fn is_change(quantity: &str) -> bool {
    let lower = quantity.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    words.any(|w| CHANGE.contains(&w))
}

/// A figure as printed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    pub value: Exact,
    /// Digits printed after the point.
    pub decimals: u32,
    /// The text rounds in words: the digits do not tell how far.
    pub loose: bool,
    pub word: Word,
    /// A count of whole things, printed in full: no rounding at all.
    pub whole: bool,
}

impl Figure {
    /// A whole number, printed in full.
    pub fn whole(n: i64) -> Figure {
        Figure {
            value: Exact::whole(n),
            decimals: 0,
            loose: false,
            word: Word::Plain,
            whole: true,
        }
    }

    /// The unrounded values that the figure allows.
    ///
    /// Digits allow what rounds half up to them. A negative figure allows both ends: a half below zero is
    /// rounded towards zero by some and away from it by others.
    pub fn allowed(&self) -> Range {
        let (v, half) = (self.value, self.half_unit());
        let slack = self.slack();
        match self.word {
            Word::Below => Range::below(v, false),
            Word::Above => Range::above(v, false),
            Word::AtMost => Range::below(v, true),
            Word::AtLeast => Range::above(v, true),
            Word::About => Range::closed(v - slack, v + slack),
            // A fall of "godt 11" is a little larger than 11: the words speak of the size.
            Word::JustUnder if v.is_negative() => Range::closed(v, v + slack),
            Word::JustOver if v.is_negative() => Range::closed(v - slack, v),
            Word::JustUnder => Range::closed(v - slack, v),
            Word::JustOver => Range::closed(v, v + slack),
            Word::Plain if self.loose => Range::closed(v - slack, v + slack),
            Word::Plain if self.whole => Range::point(v),
            Word::Plain if v.is_negative() => Range::closed(v - half, v + half),
            Word::Plain => Range::half_open(v - half, v + half),
        }
    }

    /// The figure is a rounding by its digits alone.
    pub fn by_digits(&self) -> bool {
        self.word == Word::Plain && !self.loose
    }

    /// Digits alone, and none behind the point.
    pub fn is_whole_by_digits(&self) -> bool {
        self.by_digits() && self.decimals == 0
    }

    /// The values that round to the figure only when they are rounded twice: to one digit more, then to its own.
    pub fn allowed_when_rounded_twice(&self) -> Option<Range> {
        let unit = Exact::unit(self.decimals);
        let (half, more) = (self.half_unit(), unit * Exact::new(11, 20));
        let v = self.value;
        if !self.by_digits() || self.whole {
            return None;
        }
        match v.is_negative() {
            false => Some(Range::half_open(v - more, v - half)),
            true => Some(Range::half_open(-v - more, -v - half).negative()),
        }
    }

    /// Whether only the digits, and not the word, let a value pass: `knap 1` for 0.7.
    pub fn strained_by(&self, value: Exact) -> bool {
        let tolerant =
            matches!(self.word, Word::About | Word::JustUnder | Word::JustOver) || self.loose;
        tolerant && size(value - self.value) > self.loose_slack()
    }

    /// How sure a miss of a figure rounded in words is: one on the wrong side of the word, or by far, is no matter of taste.
    pub fn misses_by_taste(&self, nearest: Exact) -> bool {
        let tolerant =
            matches!(self.word, Word::About | Word::JustUnder | Word::JustOver) || self.loose;
        let further = nearest - self.value;
        let outwards = match self.value.is_negative() {
            true => -further,
            false => further,
        };
        let right_side = match self.word {
            Word::JustUnder => outwards <= Exact::ZERO,
            Word::JustOver => outwards >= Exact::ZERO,
            _ => true,
        };
        tolerant && right_side && size(further) <= self.slack() * Exact::whole(2)
    }

    fn half_unit(&self) -> Exact {
        Exact::unit(self.decimals) / Exact::whole(2)
    }

    /// How far a word may be from the value: half a unit or 15 percent, whichever is more.
    fn slack(&self) -> Exact {
        larger(self.half_unit(), self.loose_slack())
    }

    fn loose_slack(&self) -> Exact {
        size(self.value) * Exact::new(LOOSE_PERCENT.into(), 100)
    }
}

fn size(value: Exact) -> Exact {
    if value.is_negative() { -value } else { value }
}

fn larger(a: Exact, b: Exact) -> Exact {
    if a > b { a } else { b }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(value: i64, decimals: u32, qualifier: &str) -> Figure {
        Figure {
            value: Exact::whole(value) * Exact::unit(decimals),
            decimals,
            loose: false,
            word: Word::of(qualifier),
            whole: false,
        }
    }

    fn tenth(value: i64) -> Exact {
        Exact::new(value.into(), 10)
    }

    #[test]
    fn digits_allow_half_a_unit_the_lower_half_included() {
        let allowed = figure(125, 1, "").allowed();
        assert!(allowed.contains(Exact::new(1245, 100)));
        assert!(!allowed.contains(Exact::new(1255, 100)));
        let negative = figure(-3, 0, "").allowed();
        assert!(negative.contains(tenth(-35)) && negative.contains(tenth(-25)));
        assert!(!negative.contains(tenth(-24)));
    }

    #[test]
    fn words_are_known_in_both_languages_and_inside_longer_qualifiers() {
        let cases = [
            ("knap halvdelen", Word::JustUnder),
            ("næsten tre ud af fire", Word::JustUnder),
            ("lidt over", Word::JustOver),
            ("godt en femtedel", Word::JustOver),
            ("ca.", Word::About),
            ("Mere end", Word::Above),
            ("som minimum", Word::AtLeast),
            ("<", Word::Below),
            ("kun", Word::Plain),
            ("overvejende", Word::Plain),
            ("", Word::Plain),
        ];
        for (qualifier, word) in cases {
            assert_eq!(Word::of(qualifier), word, "{qualifier}");
        }
    }

    #[test]
    fn a_word_allows_fifteen_percent_or_half_a_unit_on_its_side() {
        let about = figure(50, 0, "ca.").allowed();
        assert!(about.contains(tenth(425)) && about.contains(tenth(575)));
        assert!(!about.contains(tenth(424)));
        let under = figure(1, 0, "knap").allowed();
        assert!(under.contains(tenth(5)) && under.contains(tenth(10)));
        assert!(!under.contains(tenth(11)) && !under.contains(tenth(4)));
        let below = figure(20, 2, "<").allowed();
        assert!(!below.contains(tenth(2)) && below.contains(tenth(1)));
    }

    #[test]
    fn a_word_is_strained_where_only_the_digits_reach_and_missed_by_taste_where_little_is_lacking()
    {
        let under = figure(1, 0, "knap");
        assert!(under.strained_by(tenth(7)) && !under.strained_by(tenth(9)));
        let over = figure(20, 0, "godt");
        assert!(over.misses_by_taste(tenth(237)) && !over.misses_by_taste(tenth(270)));
        assert!(!over.misses_by_taste(tenth(190)), "on the wrong side");
        assert!(
            !figure(20, 0, "").misses_by_taste(tenth(207)),
            "digits are no taste"
        );
    }

    #[test]
    fn a_count_printed_in_full_is_not_rounded() {
        assert!(Figure::whole(40).allowed().is_point());
    }

    #[test]
    fn rounding_twice_reaches_a_twentieth_of_a_unit_further_down() {
        let twice = figure(395, 1, "").allowed_when_rounded_twice();
        let twice = twice.expect("a figure of digits");
        assert!(twice.contains(Exact::new(4300, 109)));
        assert!(
            !twice.contains(Exact::new(3944, 100))
                && !twice.contains(Exact::new(3945, 100) + Exact::new(1, 1000))
        );
    }
}
