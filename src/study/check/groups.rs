//! The arms, and the named lists of municipalities.

use super::head::{both, local};
use super::{Checker, Facts};
use crate::codes::{Residence, nearest};
use crate::study::places::{child, item};
use crate::study::plan::{ArmPlan, LocalText, Members, SiteList};
use crate::study::written::{Cell, Group, Groups, Municipalities, OneOrMany, Site, Sites, Where};
use std::collections::BTreeMap;

const PARTICIPANT: &str = "groups.participant";
const COMPARISON: &str = "groups.comparison";

/// Whether the arms are municipalities; `None` when they do not agree on it.
pub(super) fn by_municipality(groups: &Groups) -> Option<bool> {
    let of = |group: &Option<Group>| match group.as_ref()? {
        Group {
            municipalities: Some(_),
            rows: None,
            ..
        } => Some(true),
        Group {
            municipalities: None,
            rows: Some(_),
            ..
        } => Some(false),
        _ => None,
    };
    let (participant, comparison) = (of(&groups.participant)?, of(&groups.comparison)?);
    (participant == comparison).then_some(participant)
}

impl Checker<'_> {
    /// Participant and comparison.
    pub(super) fn arms(
        &mut self,
        groups: Option<&Groups>,
        facts: &Facts,
    ) -> Option<(ArmPlan, ArmPlan)> {
        let Some(groups) = groups else {
            let arms = (
                ArmPlan {
                    label: both("Alle", "Everyone"),
                    members: Members::Everyone,
                },
                ArmPlan {
                    label: both("Sammenligning", "Comparison"),
                    members: Members::Municipalities(Vec::new()),
                },
            );
            if self.places.is_given("groups") {
                return None;
            }
            if facts.compares {
                self.value("", "missing table `[groups]`".to_string(), None);
                return None;
            }
            return Some(arms);
        };
        let (participant, comparison) = (groups.participant.as_ref(), groups.comparison.as_ref());
        if !facts.has_columns() {
            let message =
                "who belongs to an arm is told by the persons table or the enrolment, and the study has neither"
                    .to_string();
            self.key(
                PARTICIPANT,
                message,
                Some("add `persons` to `[register]`".to_string()),
            );
        }
        let first = participant
            .and_then(|g| self.arm(PARTICIPANT, g, both("Deltagere", "Participants"), facts));
        let second = comparison
            .and_then(|g| self.arm(COMPARISON, g, both("Sammenligning", "Comparison"), facts));
        let (first, second) = (first?, second?);
        self.apart(&first.members, &second.members, comparison, facts)?;
        Some((first, second))
    }

    fn arm(
        &mut self,
        path: &str,
        group: &Group,
        label: LocalText,
        facts: &Facts,
    ) -> Option<ArmPlan> {
        let members = match (&group.municipalities, &group.rows) {
            (Some(municipalities), None) => self.municipalities(path, municipalities, group, facts),
            (None, Some(rows)) => self.rows(path, rows, group),
            (Some(_), Some(_)) => {
                let message = "`municipalities` and `where` cannot both say who belongs to the arm"
                    .to_string();
                self.key(
                    &child(path, "where"),
                    message,
                    Some("allowed: one of them".to_string()),
                );
                None
            }
            (None, None) => {
                // A key of the arm that was at fault has been reported already.
                let said =
                    ["municipalities", "where"].map(|key| self.places.is_given(&child(path, key)));
                if said == [false, false] {
                    let help = "write `municipalities = [...]`, `municipalities = \"rest\"` or `where = { column = ..., equals = ... }`";
                    self.value(
                        path,
                        format!("`[{path}]` does not say who belongs to the arm"),
                        Some(help.to_string()),
                    );
                }
                None
            }
        };
        let label = match &group.label {
            Some(label) => local(label)?,
            None => label,
        };
        Some(ArmPlan {
            label,
            members: members?,
        })
    }

    fn municipalities(
        &mut self,
        path: &str,
        written: &Municipalities,
        group: &Group,
        facts: &Facts,
    ) -> Option<Members> {
        let except = child(path, "except");
        match (written, &group.except) {
            (Municipalities::Rest(_), None) => Some(Members::Rest { except: Vec::new() }),
            (Municipalities::Rest(_), Some(sites)) => Some(Members::Rest {
                except: self.sites(&except, sites, facts)?,
            }),
            (Municipalities::Listed(_), Some(_)) => {
                self.key(
                    &except,
                    "`except` leaves out of `municipalities = \"rest\"` only".to_string(),
                    None,
                );
                None
            }
            (Municipalities::Listed(sites), None) => {
                let path = child(path, "municipalities");
                self.filled(&path, sites, "the arm has no municipality", None)?;
                Some(Members::Municipalities(self.sites(&path, sites, facts)?))
            }
        }
    }

    fn rows(&mut self, path: &str, rows: &Where, group: &Group) -> Option<Members> {
        if group.except.is_some() {
            let message = "`except` leaves out of `municipalities = \"rest\"` only".to_string();
            self.key(&child(path, "except"), message, None);
        }
        let values: Vec<String> = rows.equals.as_ref()?.values().iter().map(as_text).collect();
        if let OneOrMany::Many(values) = rows.equals.as_ref()? {
            self.filled(
                &child(path, "where.equals"),
                values,
                "`equals` has no value",
                None,
            )?;
        }
        Some(Members::Where {
            column: rows.column.clone()?,
            equals: values,
        })
    }

    /// Codes of municipalities, each once.
    fn sites(&mut self, path: &str, sites: &[Site], facts: &Facts) -> Option<Vec<u16>> {
        let mut codes = Vec::with_capacity(sites.len());
        let mut sound = true;
        for (i, site) in sites.iter().enumerate() {
            let path = item(path, i);
            match self.site(&path, site, facts) {
                Some(code) if codes.contains(&code) => {
                    self.value(
                        &path,
                        format!("{} stands twice in the list", named(code, facts)),
                        None,
                    );
                    sound = false;
                }
                Some(code) => codes.push(code),
                None => sound = false,
            }
        }
        sound.then_some(codes)
    }

    fn site(&mut self, path: &str, site: &Site, facts: &Facts) -> Option<u16> {
        let all = &facts.municipalities;
        match site {
            Site::Code(code) => match all.residence(*code) {
                Residence::Known(_) => Some(*code),
                Residence::NoMunicipality => {
                    self.value(
                        path,
                        format!("{code} is no municipality, and its people are in no group"),
                        None,
                    );
                    None
                }
                Residence::NotACode => {
                    let codes: Vec<String> = all.iter().map(|m| m.code.to_string()).collect();
                    let near = nearest(&code.to_string(), codes.iter().map(String::as_str))
                        .and_then(|c| c.parse().ok());
                    let help = match near {
                        Some(near) => format!("nearest: {}", named(near, facts)),
                        None => "see `data-schema/municipalities.csv`".to_string(),
                    };
                    self.value(path, format!("unknown municipality {code}"), Some(help));
                    None
                }
            },
            Site::Name(name) => {
                if let Some(found) = all.find(name) {
                    return Some(found.code);
                }
                let help = match all.nearest(name) {
                    Some(near) => format!("nearest: `{near}`"),
                    None => "see `data-schema/municipalities.csv`".to_string(),
                };
                self.value(path, format!("unknown municipality `{name}`"), Some(help));
                None
            }
        }
    }

    /// Nobody may be in both arms.
    fn apart(
        &mut self,
        first: &Members,
        second: &Members,
        comparison: Option<&Group>,
        facts: &Facts,
    ) -> Option<()> {
        match (first, second) {
            (Members::Municipalities(first), Members::Municipalities(second)) => {
                let twice = second.iter().position(|code| first.contains(code));
                let Some(i) = twice else {
                    return Some(());
                };
                let path = item(&child(COMPARISON, "municipalities"), i);
                self.value(
                    &path,
                    format!("{} is in both arms", named(second[i], facts)),
                    None,
                );
                None
            }
            (Members::Rest { .. }, Members::Rest { .. }) => {
                let message = "both arms are the rest of the municipalities".to_string();
                self.value(&child(COMPARISON, "municipalities"), message, None);
                None
            }
            (
                Members::Where { column, equals },
                Members::Where {
                    column: other,
                    equals: values,
                },
            ) => {
                let twice = values
                    .iter()
                    .find(|v| column == other && equals.contains(v));
                let Some(value) = twice else {
                    return Some(());
                };
                self.value(
                    &child(COMPARISON, "where.equals"),
                    format!("rows with `{value}` are in both arms"),
                    None,
                );
                None
            }
            (Members::Where { .. }, _) | (_, Members::Where { .. }) => {
                let key = match comparison {
                    Some(Group { rows: Some(_), .. }) => "where",
                    _ => "municipalities",
                };
                let message = "one arm is chosen by municipality and the other by rows".to_string();
                self.key(
                    &child(COMPARISON, key),
                    message,
                    Some("choose both in the same way".to_string()),
                );
                None
            }
            _ => Some(()),
        }
    }

    pub(super) fn site_lists(
        &mut self,
        lists: Option<&BTreeMap<String, Sites>>,
        facts: &Facts,
    ) -> Option<BTreeMap<String, SiteList>> {
        let mut checked = Some(BTreeMap::new());
        for (name, list) in lists.into_iter().flatten() {
            let list = self.site_list(&child("sites", name), list, facts);
            checked = checked.zip(list).map(|(mut all, list)| {
                all.insert(name.clone(), list);
                all
            });
        }
        checked
    }

    fn site_list(&mut self, path: &str, list: &Sites, facts: &Facts) -> Option<SiteList> {
        let (path, sites, invented) = match list {
            Sites::Plain(sites) => (path.to_string(), sites, false),
            Sites::Told(told) => {
                let sites = told.municipalities.as_ref()?;
                (
                    child(path, "municipalities"),
                    sites,
                    told.invented.unwrap_or(false),
                )
            }
        };
        self.filled(&path, sites, "the list has no municipality", None)?;
        Some(SiteList {
            municipalities: self.sites(&path, sites, facts)?,
            invented,
        })
    }
}

pub(super) fn as_text(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => number.to_string(),
        Cell::Truth(truth) => truth.to_string(),
    }
}

/// `101 (København)`.
fn named(code: u16, facts: &Facts) -> String {
    match facts.municipalities.get(code) {
        Some(municipality) => format!("{code} ({})", municipality.name),
        None => code.to_string(),
    }
}
