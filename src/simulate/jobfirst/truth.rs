//! What the trial is made to show.

use super::background::moments;
use super::spec::{Arm, Cell, Placement, Spec, Sums};
use serde_json::{Value, json};

/// The whole truth of a plan.
pub fn state(spec: &Spec, fingerprint: &str) -> Value {
    json!({
        "about": "The truth by design of a made-up trial. Shares are fractions; counts and sums hold whatever the seed.",
        "kind": spec.kind,
        "schema": spec.schema,
        "seed": spec.seed,
        "fingerprint": fingerprint,
        "weeks": spec.weeks.to_string(),
        "referred_so_far_by_week": spec.referred,
        "cells": spec.cells.iter().map(cell).collect::<Vec<_>>(),
        "talks": { "participant": spec.talks.participant, "control": spec.talks.control },
        "jobs": { "participant": spec.jobs.participant, "control": spec.jobs.control },
        "placement": {
            "participant": placement(spec.placement.of(Arm::Participant)),
            "control": placement(spec.placement.of(Arm::Control)),
        },
        "reported": spec.sites.iter().map(|s| json!({
            "site": s.name,
            "municipality": s.municipality,
            "reported": s.reported,
            "mentor": s.mentor,
            "first_talk_4_weeks": s.first_talk_4_weeks,
            "monthly_talk": s.monthly_talk,
            "cv_4_weeks": s.cv_4_weeks,
            "progression_4_weeks": s.progression_4_weeks,
            "progression_3_months": s.progression_3_months,
            "plan_4_weeks": s.plan_4_weeks,
            "not_passive": s.not_passive,
            "taster_activity": s.taster_activity,
            "same_workplace_13_weeks": s.same_workplace(),
            "ordinary_hours": [s.ordinary_hours, s.plan_updated[1]],
            "plan_updated": s.plan_updated,
            "cv_updated": s.cv_updated,
        })).collect::<Vec<_>>(),
        "notes": [
            "Work and self-support lie more than 57 weeks before referral; hours in the last year are earned beside a benefit.",
            "Runs in placement that began before referral are short of 13 weeks after it.",
            "The management reports cover more participants than the lottery has, as in the report.",
        ],
    })
}

fn cell(cell: &Cell) -> Value {
    let n = cell.persons;
    let number = |sums: Sums| {
        let (mean, variance) = moments(n, sums);
        let unbiased = variance * n as f64 / (n.max(2) - 1) as f64;
        json!({ "mean": mean, "sd": unbiased.sqrt() })
    };
    let history = |h: &super::spec::History| json!({ "three_years": number(h.three_years), "six_years": number(h.six_years) });
    json!({
        "target_group": cell.target_group.word(),
        "arm": cell.arm.word(),
        "persons": n,
        "men": cell.men,
        "married": cell.married,
        "western": cell.western,
        "non_western": cell.non_western,
        "job_ready": cell.job_ready,
        "no_match_category": cell.no_match_category,
        "age": number(cell.age),
        "ordinary_hours": number(cell.ordinary_hours),
        "su": history(&cell.su),
        "employment": history(&cell.employment),
        "sickness": history(&cell.sickness),
        "cash_benefit": history(&cell.cash_benefit),
        "self_support": history(&cell.self_support),
    })
}

fn placement(shares: &Placement) -> Value {
    json!({
        "long": shares.long,
        "bridged": shares.bridged,
        "begun": shares.begun,
        "short": shares.short,
        "subsidised": shares.subsidised,
    })
}
