//! Attrition in words.

use super::Story;
use crate::findings::Attrition;
use crate::report::numbers::count;
use crate::report::reader::Reader;
use crate::report::words::Say;

pub fn tell(reader: &Reader, result: &Attrition) -> Story {
    let ends: Vec<String> = result
        .flows
        .iter()
        .filter_map(|flow| {
            let last = flow.steps.last()?;
            let persons = count(last.persons, reader.language);
            let group = reader.group(flow.group);
            let blanks = [("group", group.as_str()), ("persons", persons.as_str())];
            Some(reader.tell(Say::GroupPersons, &blanks))
        })
        .collect();
    let ends = ends.join(", ");
    let persons = count(result.persons, reader.language);
    let finding = reader.tell(
        Say::AttritionEnds,
        &[("persons", &persons), ("groups", &ends)],
    );
    let shows = reader.say(Say::ShowsAttrition).to_string();
    Story {
        alt: format!("{shows} {finding}"),
        headline: String::new(),
        finding,
        shows,
    }
}
