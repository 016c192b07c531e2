//! Claims as printed figures: what their words say, and what the finding that each refers to says of its unit.

use super::exact::Exact;
use super::held::{Holds, Table};
use super::row::{Row, Unit};
use super::words::{Figure, Word, is_change};
use crate::published::claim::{Claim, Claims, Reference, WeekWord};
use crate::published::number::Decimal;
use crate::published::printed::{Qualifier, Says};
use crate::published::unit::PrintedUnit;

/// The claims of a file. One that prints no single number (a statement, a light, a range) has a blank figure.
pub fn table(claims: &Claims) -> Table {
    let mut table = Table::holding(match &claims.left_out {
        Some(ids) => Holds::AllBut(ids.clone()),
        None => Holds::Some,
    });
    for claim in &claims.claims {
        table.push(row(claim));
    }
    table
}

fn row(claim: &Claim) -> Row {
    let unit = unit(claim);
    let field = claim.finding.field.as_deref().unwrap_or_default();
    Row {
        id: claim.id.clone(),
        line: claim.line,
        section: claim.place.clone(),
        subject: subject(&claim.finding),
        change: !LEVELS.contains(&field) || is_change(&claim.words),
        unit,
        unit_word: format!("{unit:?}"),
        printed: claim.words.clone(),
        figure: match claim.printed.says {
            Says::Number(number, qualifier) => Some(figure(claim, number, qualifier, unit)),
            _ => None,
        },
        denominator: claim.n.map(i64::from),
    }
}

fn figure(claim: &Claim, number: Decimal, qualifier: Qualifier, unit: Unit) -> Figure {
    let power = 10_i128.checked_pow(number.decimals).unwrap_or(0);
    let value = Exact::new(number.digits, power);
    let word = word(qualifier);
    let (value, word) = match claim.falls() {
        true => (-value, turned(word)),
        false => (value, word),
    };
    let mut figure = Figure {
        value,
        decimals: number.decimals,
        loose: false,
        word,
        whole: false,
    };
    figure.whole = unit == Unit::Count && figure.is_whole_by_digits();
    figure
}

fn word(qualifier: Qualifier) -> Word {
    match qualifier {
        Qualifier::Digits => Word::Plain,
        Qualifier::About | Qualifier::UpTo => Word::About,
        Qualifier::JustUnder => Word::JustUnder,
        Qualifier::JustOver => Word::JustOver,
        Qualifier::Over => Word::Above,
        Qualifier::Under => Word::Below,
        Qualifier::AtLeast => Word::AtLeast,
        Qualifier::AtMost => Word::AtMost,
    }
}

/// A fall of more than 3 is a change below -3; `knap` and `godt` speak of the size already.
fn turned(word: Word) -> Word {
    match word {
        Word::Above => Word::Below,
        Word::Below => Word::Above,
        Word::AtLeast => Word::AtMost,
        Word::AtMost => Word::AtLeast,
        other => other,
    }
}

/// The unit of the words, or of the finding's field where that has one unit whatever the analysis.
fn unit(claim: &Claim) -> Unit {
    let Some(printed) = claim.printed.unit else {
        let field = claim.finding.field.as_deref().unwrap_or_default();
        let known = FIELDS.iter().find(|(name, _)| *name == field);
        return known.map_or(Unit::Untold, |(_, unit)| *unit);
    };
    match printed {
        PrintedUnit::Percent => Unit::Percent,
        PrintedUnit::PercentagePoints => Unit::Points,
        PrintedUnit::Share => Unit::Share,
        PrintedUnit::Count => Unit::Count,
        PrintedUnit::PValue => Unit::PValue,
        PrintedUnit::HazardRatio => Unit::Ratio,
        _ => Unit::Other,
    }
}

/// Fields of one unit in every analysis; a share is printed in percent when its words name no unit.
const FIELDS: [(&str, Unit); 29] = [
    ("share", Unit::Percent),
    ("started", Unit::Percent),
    ("survival", Unit::Percent),
    ("before", Unit::Percent),
    ("after", Unit::Percent),
    ("reduction", Unit::Percent),
    ("increase", Unit::Percent),
    ("change", Unit::Points),
    ("persons", Unit::Count),
    ("persons_first", Unit::Count),
    ("persons_second", Unit::Count),
    ("sites", Unit::Count),
    ("n", Unit::Count),
    ("n_first", Unit::Count),
    ("n_second", Unit::Count),
    ("n_risk", Unit::Count),
    ("n_event", Unit::Count),
    ("n_censor", Unit::Count),
    ("events", Unit::Count),
    ("clusters", Unit::Count),
    ("missing", Unit::Count),
    ("numerator", Unit::Count),
    ("denominator", Unit::Count),
    ("count_first", Unit::Count),
    ("count_second", Unit::Count),
    ("p_value", Unit::PValue),
    ("hazard_ratio", Unit::Ratio),
    ("hazard_ratio_low", Unit::Ratio),
    ("hazard_ratio_high", Unit::Ratio),
];

/// Fields that are no change of anything: their shares lie between none and all.
const LEVELS: [&str; 10] = [
    "share",
    "value",
    "started",
    "survival",
    "before",
    "after",
    "mean_first",
    "mean_second",
    "numerator",
    "denominator",
];

/// What a claim is about: the parts of its finding. A share and the count behind it are one thing printed in two ways.
fn subject(finding: &Reference) -> Vec<String> {
    let week = match &finding.week {
        Some(WeekWord::Week(week)) => week.to_string(),
        Some(WeekWord::Range(words)) => words.clone(),
        None => String::new(),
    };
    let part = |key: &str| finding.part(key).unwrap_or_default().to_string();
    let keys = [
        "analysis", "table", "row", "column", "model", "term", "group",
    ];
    let mut subject: Vec<String> = keys.map(part).into();
    subject.push(week);
    subject.push(
        finding
            .over
            .map_or(String::new(), |over| format!("{over:?}")),
    );
    subject.push(match part("field").as_str() {
        "share" | "value" | "numerator" => String::new(),
        field => field.to_string(),
    });
    subject
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::published::parse_claims;

    fn read(claims: &str) -> Table {
        let text = format!("schema = 1\n[report]\nlanguage = \"da\"\n{claims}");
        table(&parse_claims(&text).unwrap_or_else(|faults| panic!("{faults:?}")))
    }

    fn only(printed: &str, more: &str) -> Row {
        let claim = format!(
            "[[claim]]\nid = \"a\"\nprinted = \"{printed}\"\nfinding = {{ analysis = \"x\", field = \"{more}\" }}\n"
        );
        read(&claim).rows.swap_remove(0)
    }

    fn allows(row: &Row, tenths: i64) -> bool {
        let value = Exact::new(tenths.into(), 10);
        row.figure.is_some_and(|f| f.allowed().contains(value))
    }

    #[test]
    fn words_say_what_the_same_words_of_a_table_say() {
        let row = only("knap 1 procentpoint", "change");
        assert_eq!((row.unit, row.change), (Unit::Points, true));
        assert!(allows(&row, 5) && allows(&row, 10) && !allows(&row, 11));
        let row = only("1.804 personer", "value");
        assert!(
            row.figure
                .is_some_and(|f| f.whole && f.value == Exact::whole(1804))
        );
        let row = only("P < 0,001", "p_value");
        assert_eq!(row.unit, Unit::PValue);
        assert!(allows(&row, 0) && !allows(&row, 1));
    }

    #[test]
    fn a_fall_is_a_negative_change_and_a_reduction_is_not() {
        let row = only("et fald på 3 procentpoint", "change");
        assert!(allows(&row, -30) && !allows(&row, 30));
        let row = only("et fald på mere end 3 procentpoint", "change");
        assert!(allows(&row, -31) && !allows(&row, -29));
        assert!(allows(&only("38% reduktion", "reduction"), 380));
    }

    #[test]
    fn without_a_unit_in_the_words_the_field_tells_it_where_it_can() {
        assert_eq!(only("14", "share").unit, Unit::Percent);
        assert_eq!(only("109", "persons").unit, Unit::Count);
        assert_eq!(only("109", "value").unit, Unit::Untold);
    }

    #[test]
    fn what_is_no_single_number_is_blank() {
        for (printed, field) in [
            ("signifikant", "p_value"),
            ("grøn", "light"),
            ("nul", "estimate"),
            ("3-4%", "share"),
        ] {
            assert_eq!(only(printed, field).figure, None, "{printed}");
        }
    }
}
