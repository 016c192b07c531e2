//! What `inspect` tells a person.

use crate::disclosure::{MINIMUM, Profile, count};
use crate::register::quality::{HoursQuality, PersonsQuality, Quality, WeeklyQuality};

/// The whole account, as aligned lines.
pub fn tell(found: &Quality, profile: Profile) -> String {
    let mut page = Page {
        text: String::new(),
        profile,
    };
    if let Some(weekly) = &found.weekly {
        page.weekly(weekly);
    }
    if let Some(hours) = &found.hours {
        page.hours(hours);
    }
    if let Some(persons) = &found.persons {
        page.persons(persons);
    }
    let faults: u64 = found.faults.kinds().map(|(_, kind)| kind.count).sum();
    page.line(0, "faults", &faults.to_string());
    if profile == Profile::Gated {
        page.text.push_str(&format!(
            "counts of 1 to {} persons are withheld\n",
            MINIMUM - 1
        ));
    }
    page.text
}

struct Page {
    text: String,
    profile: Profile,
}

/// Width of the names' column.
const NAME: usize = 26;

impl Page {
    fn line(&mut self, indent: usize, name: &str, value: &str) {
        let name = format!("{}{name}", "  ".repeat(indent));
        self.text.push_str(&format!("{name:<NAME$} {value}\n"));
    }

    fn count(&mut self, name: &str, persons: u64) {
        let told = self.number(persons);
        self.line(1, name, &told);
    }

    fn number(&self, persons: u64) -> String {
        count(persons, self.profile).map_or_else(|| "withheld".to_string(), |n| n.to_string())
    }

    fn weekly(&mut self, w: &WeeklyQuality) {
        let weeks = format!(
            "{}..{} ({} weeks)",
            w.axis.label(w.weeks.first),
            w.axis.label(w.weeks.last),
            w.weeks.len()
        );
        self.line(0, "weekly", &weeks);
        self.count("persons", w.persons);
        self.count("spells", w.spells);
        self.count("observed person-weeks", w.observed_weeks);
        self.count("blank person-weeks", w.blank_weeks);
        self.count("persons never on benefit", w.without_spell);
        self.count("missing week columns", w.missing_columns);
        self.count("duplicate persons", w.duplicate_persons);
        self.count("overlapping spells", w.overlaps);
        self.line(0, "classes", "persons and person-weeks");
        for class in &w.classes {
            let value = format!(
                "{:>10} {:>12}",
                self.number(class.persons),
                self.number(class.weeks)
            );
            self.line(1, &class.class, &value);
        }
        self.line(0, "codes", "persons, person-weeks, meaning");
        for code in &w.codes {
            let sure = code.certainty.map_or(String::new(), |c| format!(" ({c})"));
            let value = format!(
                "{:>10} {:>12}  {}{sure}",
                self.number(code.persons),
                self.number(code.weeks),
                code.label_en
            );
            self.line(1, &format!("{:03}", code.code), &value);
        }
    }

    fn hours(&mut self, h: &HoursQuality) {
        self.line(0, "hours", &h.months.to_string());
        self.count("persons with hours", h.persons);
        self.count("person-months", h.person_months);
        self.count("with ordinary hours", h.ordinary_months);
        self.count("rows of unknown persons", h.unmatched_rows);
    }

    fn persons(&mut self, p: &PersonsQuality) {
        let rows = self.number(p.persons);
        self.line(0, "persons", &rows);
        self.count("without a row", p.without_row);
        self.count("rows of unknown persons", p.unmatched_rows);
        for column in &p.columns {
            let value = format!("{} missing", self.number(column.missing));
            self.line(1, &column.name, &value);
        }
        let unknown = p.municipalities.iter().filter(|m| m.name.is_empty());
        let unknown: u64 = unknown.map(|m| m.persons).sum();
        self.count("unknown municipality", unknown);
        let known = p
            .municipalities
            .iter()
            .filter(|m| !m.name.is_empty())
            .count();
        self.line(1, "municipalities", &known.to_string());
    }
}
