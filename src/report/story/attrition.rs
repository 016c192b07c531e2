//! Attrition in words.

use super::Story;
use crate::findings::{Arm, Attrition};
use crate::report::numbers::count;
use crate::report::reader::Reader;
use crate::report::words::Say;

pub fn tell(reader: &Reader, result: &Attrition) -> Story {
    let arms = [Arm::Participant, Arm::Comparison];
    let ends: Vec<String> = arms
        .iter()
        .filter_map(|arm| {
            let persons = entered(result, *arm)?;
            let name = reader.arm(*arm);
            Some(format!("{name}\u{a0}{}", count(persons, reader.language)))
        })
        .collect();
    let total = arms.iter().filter_map(|arm| entered(result, *arm));
    let total = total.sum::<Option<u64>>();
    let periods = result.flows.iter().any(|f| f.group.period.is_some());
    let phrase = if periods {
        Say::AttritionStarts
    } else {
        Say::AttritionPersons
    };
    let finding = reader.tell(
        phrase,
        &[
            ("total", &count(total, reader.language)),
            ("groups", &ends.join(", ")),
        ],
    );
    let shows = reader.say(Say::ShowsAttrition).to_string();
    Story {
        alt: format!("{shows} {finding}"),
        headline: String::new(),
        finding,
        shows,
    }
}

/// Those left after the last step in an arm's flows; `None` inside when a number is withheld, outside without a flow.
fn entered(result: &Attrition, arm: Arm) -> Option<Option<u64>> {
    let flows = result.flows.iter().filter(|f| f.group.arm == arm);
    let last: Vec<Option<u64>> = flows
        .filter_map(|f| Some(f.steps.last()?.persons))
        .collect();
    (!last.is_empty()).then(|| last.into_iter().sum())
}
