//! The 98 municipalities since 1 January 2007, with their regions.

use super::words::{fold, nearest};

/// A municipality.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Municipality {
    pub code: u16,
    pub name: String,
    pub region: String,
}

/// What a municipality code in a file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Residence<'a> {
    Known(&'a Municipality),
    /// 0 (unknown, for instance abroad) or 411 (Christiansø, no municipality): expected, and in no group.
    NoMunicipality,
    /// No such code: a fault of the data.
    NotACode,
}

/// The municipalities, ascending by code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Municipalities {
    list: Vec<Municipality>,
}

/// Christiansø: listed by Statistics Denmark, but no municipality.
const CHRISTIANSOE: u16 = 411;

impl Municipalities {
    /// The table of `data-schema/municipalities.csv`.
    pub fn built_in() -> Municipalities {
        let text = include_str!("../../data-schema/municipalities.csv");
        let mut list: Vec<Municipality> = text.lines().skip(1).filter_map(row).collect();
        list.sort_by_key(|m| m.code);
        Municipalities { list }
    }

    /// All of them, ascending by code.
    pub fn iter(&self) -> impl Iterator<Item = &Municipality> {
        self.list.iter()
    }

    /// The municipality with this code.
    pub fn get(&self, code: u16) -> Option<&Municipality> {
        let found = self.list.binary_search_by_key(&code, |m| m.code);
        found.ok().map(|i| &self.list[i])
    }

    /// What a code in a file says.
    pub fn residence(&self, code: u16) -> Residence<'_> {
        match self.get(code) {
            Some(municipality) => Residence::Known(municipality),
            None if code == 0 || code == CHRISTIANSOE => Residence::NoMunicipality,
            None => Residence::NotACode,
        }
    }

    /// The municipality with this name, case and spelling of Danish letters aside (`Taarnby` is `Tårnby`).
    pub fn find(&self, name: &str) -> Option<&Municipality> {
        let folded = fold(name);
        let wanted = folded.strip_suffix("kommune").unwrap_or(&folded);
        self.list.iter().find(|m| fold(&m.name) == wanted)
    }

    /// The name nearest to one that does not exist.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        nearest(name, self.list.iter().map(|m| m.name.as_str()))
    }
}

fn row(line: &str) -> Option<Municipality> {
    let mut fields = line.split(',');
    Some(Municipality {
        code: fields.next()?.parse().ok()?,
        name: fields.next()?.to_string(),
        region: fields.next()?.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_98_municipalities_lie_in_five_regions_of_the_known_sizes() {
        let all = Municipalities::built_in();
        assert_eq!(all.iter().count(), 98);
        let in_region = |region: &str| all.iter().filter(|m| m.region == region).count();
        let sizes = [
            "Hovedstaden",
            "Syddanmark",
            "Midtjylland",
            "Sjælland",
            "Nordjylland",
        ]
        .map(|r| in_region(&format!("Region {r}")));
        assert_eq!(sizes, [29, 22, 19, 17, 11]);
    }

    #[test]
    fn names_are_found_in_either_spelling() {
        let all = Municipalities::built_in();
        let code = |name: &str| all.find(name).map(|m| m.code);
        assert_eq!(code("Taarnby"), Some(185));
        assert_eq!(code("Tårnby Kommune"), Some(185));
        assert_eq!(code("århus"), Some(751));
        assert_eq!(code("Åbenrå"), Some(580));
        assert_eq!(code("Lyngby-Taarbæk"), Some(173));
        assert_eq!(code("Atlantis"), None);
        assert_eq!(all.nearest("Hjoring"), Some("Hjørring"));
    }

    #[test]
    fn unknown_residence_and_christiansoe_are_expected_and_other_codes_are_not() {
        let all = Municipalities::built_in();
        assert_eq!(all.residence(0), Residence::NoMunicipality);
        assert_eq!(all.residence(411), Residence::NoMunicipality);
        assert_eq!(all.residence(999), Residence::NotACode);
        assert!(matches!(all.residence(860), Residence::Known(m) if m.name == "Hjørring"));
    }
}
