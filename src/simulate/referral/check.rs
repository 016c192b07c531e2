//! What must hold in a population file beyond its form.

use super::people::sites;
use super::spec::Spec;
use crate::codes::Municipalities;
use crate::simulate::model::KeyFault;

/// Every fault: a dotted key and what is wrong with it, to follow the key in a sentence.
pub fn faults(spec: &Spec) -> Vec<KeyFault> {
    let mut found: Vec<KeyFault> = Vec::new();
    let mut add = |key: &str, what: &str| found.push((key.to_string(), what.to_string()));
    let (weeks, project, window) = (
        spec.register.weeks,
        spec.register.project,
        spec.register.window,
    );
    if project.first.weeks().0 < weeks.first || weeks.last < project.last.weeks().1 {
        add(
            "register.project",
            "must lie within the weeks of the register",
        );
    }
    if window.last != project.last || window.first <= project.first.plus(3) {
        add(
            "register.window",
            "must be the last months of the project, with some before them",
        );
    }
    let all = Municipalities::built_in();
    let known = |code: &u16| all.get(*code).is_some();
    if !spec.sites.left_out.iter().all(known) {
        add("sites.left_out", "names a code that is no municipality");
    }
    let taking_part: Vec<u16> = sites_if_sound(spec);
    let takes_part = |code: &u16| taking_part.contains(code);
    if !spec.sites.small.iter().all(takes_part) {
        add(
            "sites.small",
            "names a municipality that does not take part",
        );
    }
    if !spec.sites.large.iter().all(|(code, _)| takes_part(code)) {
        add(
            "sites.large",
            "names a municipality that does not take part",
        );
    }
    if !spec
        .criterion
        .below
        .iter()
        .all(|(code, _)| takes_part(code))
    {
        add(
            "criterion.below",
            "names a municipality that does not take part",
        );
    }
    if !spec
        .criterion
        .fidelity
        .iter()
        .all(|(code, _)| takes_part(code))
    {
        add(
            "criterion.fidelity",
            "names a municipality that does not take part",
        );
    }
    if spec
        .criterion
        .below
        .iter()
        .any(|(_, share)| !(0.0..spec.criterion.share).contains(share))
    {
        add(
            "criterion.below",
            "names a share that is not below the criterion",
        );
    }
    for (key, [low, high]) in [
        ("sites.small_size", spec.sites.small_size),
        ("sites.middle_size", spec.sites.middle_size),
    ] {
        if low == 0 || high < low {
            add(key, "must give the smaller number first, from 1");
        }
    }
    let shares = [
        ("groups.first_to_second", spec.groups.first_to_second),
        ("groups.second_to_first", spec.groups.second_to_first),
        ("groups.gone", spec.groups.gone),
        ("groups.unreferred", spec.groups.unreferred),
        ("criterion.share", spec.criterion.share),
        ("results.contact", spec.results.contact),
        ("results.employed", spec.results.employed),
        ("results.clarified", spec.results.clarified),
    ];
    if spec.groups.unreferred >= 0.5 {
        add("groups.unreferred", "must leave some who are referred");
    }
    for (key, share) in shares {
        if !(0.0..=1.0).contains(&share) {
            add(key, "is no share; a share lies from 0 to 1");
        }
    }
    let rates = [
        ("groups.second", spec.groups.second),
        ("groups.third", spec.groups.third),
        ("criterion.level", spec.criterion.level),
        ("criterion.fall", spec.criterion.fall),
        ("criterion.spread", spec.criterion.spread),
        ("criterion.pull", spec.criterion.pull),
    ];
    for (key, rate) in rates {
        if !rate.is_finite() || rate < 0.0 {
            add(key, "can't be negative");
        }
    }
    found
}

/// The municipalities that take part, sizes aside when their ranges are at fault.
fn sites_if_sound(spec: &Spec) -> Vec<u16> {
    let mut spec = spec.clone();
    spec.sites.small_size = [1, 1];
    spec.sites.middle_size = [1, 1];
    sites(&spec).into_iter().map(|(code, _)| code).collect()
}
