//! The kinds of relation, and the fields of each: what the relations file may say.

use super::row::Unit;

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A row's id, `id:n` for its denominator, or a number.
    One,
    /// A list of those; a pattern in it may stand for several rows.
    Many,
    /// Rows of such lists.
    Grid,
    /// Arithmetic on rows: `[id] * (1 - [other] / 100)`.
    Formula,
    /// A number.
    Number,
    /// One of some words.
    Word(&'static [&'static str]),
    /// `true` or `false`.
    Flag,
}

/// A field of a kind of relation.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    pub name: &'static str,
    pub shape: Shape,
    pub needed: bool,
    /// What a number is taken for that tells no unit; none where the kind does not say.
    pub unit: Option<Unit>,
}

impl Field {
    const fn of(self, unit: Unit) -> Field {
        Field {
            unit: Some(unit),
            ..self
        }
    }
}

/// A kind of relation.
#[derive(Debug)]
pub struct Kind {
    pub name: &'static str,
    pub fields: &'static [Field],
    /// Of these fields, at least one must be there.
    pub one_of: &'static [&'static str],
}

impl Kind {
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|f| f.name == name)
    }
}

/// The kind with a name.
pub fn kind(name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|k| k.name == name)
}

const fn needed(name: &'static str, shape: Shape) -> Field {
    Field {
        name,
        shape,
        needed: true,
        unit: None,
    }
}

const fn may(name: &'static str, shape: Shape) -> Field {
    Field {
        name,
        shape,
        needed: false,
        unit: None,
    }
}

use Shape::{Flag, Formula, Grid, Many, Number, One, Word};
use Unit::{Count, Other, PValue, Percent, Ratio};

/// Every kind; `data-schema/relations.md` tells what each checks.
pub const KINDS: [Kind; 20] = [
    Kind {
        name: "percent",
        fields: &[
            needed("percent", One).of(Percent),
            needed("count", Many).of(Count),
            may("of", Many).of(Count),
            may("or_count", Many).of(Count),
        ],
        one_of: &[],
    },
    Kind {
        name: "total",
        fields: &[
            needed("total", One),
            needed("parts", Many),
            may("minus", Many),
        ],
        one_of: &[],
    },
    Kind {
        name: "hundred",
        fields: &[needed("parts", Many).of(Percent), may("complete", Flag)],
        one_of: &[],
    },
    Kind {
        name: "same",
        fields: &[needed("rows", Many)],
        one_of: &[],
    },
    Kind {
        name: "formula",
        fields: &[
            needed("value", Formula),
            may("equals", Formula),
            may("at_most", Formula),
            may("at_least", Formula),
        ],
        one_of: &["equals", "at_most", "at_least"],
    },
    Kind {
        name: "did",
        fields: &[
            needed("effect", One),
            needed("treated_before", One),
            needed("treated_after", One),
            needed("comparison_before", One),
            needed("comparison_after", One),
        ],
        one_of: &[],
    },
    Kind {
        name: "increase",
        fields: &[
            needed("percent", One).of(Percent),
            needed("ratio", One).of(Ratio),
        ],
        one_of: &[],
    },
    Kind {
        name: "reduction",
        fields: &[
            needed("percent", One).of(Percent),
            may("ratio", One).of(Ratio),
            may("increase", One).of(Percent),
        ],
        one_of: &["ratio", "increase"],
    },
    Kind {
        name: "rate",
        fields: &[
            needed("interval", One).of(Other),
            needed("share", One).of(Percent),
        ],
        one_of: &[],
    },
    Kind {
        name: "pooled",
        fields: &[
            needed("total", One),
            needed("parts", Many),
            may("n", Many).of(Count),
        ],
        one_of: &[],
    },
    Kind {
        name: "between",
        fields: &[needed("total", One), needed("parts", Many)],
        one_of: &[],
    },
    Kind {
        name: "grim",
        fields: &[needed("row", One).of(Percent), may("n", One).of(Count)],
        one_of: &[],
    },
    Kind {
        name: "grim-mean",
        fields: &[
            needed("row", One).of(Other),
            may("n", One).of(Count),
            may("items", Number),
        ],
        one_of: &[],
    },
    Kind {
        name: "chi-square",
        fields: &[
            may("statistic", One).of(Other),
            may("p", One).of(PValue),
            may("table", Grid).of(Count),
            may("df", Number),
            may("correction", Word(&["none", "yates", "either"])),
        ],
        one_of: &["statistic", "p"],
    },
    Kind {
        name: "t-test",
        fields: &[
            needed("first", One).of(Other),
            needed("second", One).of(Other),
            may("p", One).of(PValue),
            may("statistic", One).of(Other),
            may("sd_first", One).of(Other),
            may("sd_second", One).of(Other),
            may("n_first", One).of(Count),
            may("n_second", One).of(Count),
            may("variances", Word(&["equal", "unequal"])),
            may("parts_first", Many),
            may("parts_second", Many),
            may("parts_p", Many).of(PValue),
        ],
        one_of: &["p", "statistic"],
    },
    Kind {
        name: "hazard-ratio",
        fields: &[
            needed("ratio", One).of(Ratio),
            may("low", One).of(Ratio),
            may("high", One).of(Ratio),
            may("p", One).of(PValue),
            may("events", Many).of(Count),
            may("level", Number),
        ],
        one_of: &["low", "high", "p"],
    },
    Kind {
        name: "estimate",
        fields: &[
            needed("estimate", One).of(Other),
            may("std_error", One).of(Other),
            may("low", One).of(Other),
            may("high", One).of(Other),
            may("p", One).of(PValue),
            may("statistic", One).of(Other),
            may("level", Number),
            may("df", Number),
        ],
        one_of: &["std_error", "low", "high"],
    },
    Kind {
        name: "power",
        fields: &[
            needed("power", One).of(Percent),
            needed("control", One).of(Percent),
            needed("intervention", One).of(Percent),
            needed("n", One).of(Count),
            may("alpha", Number),
        ],
        one_of: &[],
    },
    Kind {
        name: "order",
        fields: &[needed("above", Many), needed("below", Many)],
        one_of: &[],
    },
    Kind {
        name: "how-many",
        fields: &[
            needed("rows", Many),
            may("count", One).of(Count),
            may("at_least", Number),
            may("below", Number),
            may("below_rows", Many),
        ],
        one_of: &["count", "at_least"],
    },
];
