//! Who a person is and how the years before entry went, as drawn from the arm's deck of cards.

use super::people::Arm;
use super::spec::{Background, Spec};
use crate::simulate::draws::Draws;
use crate::simulate::quota::{class_of, even};

/// Weeks of history painted before entry: six years with a week 53 or two, and some to spare.
pub const HISTORY_WEEKS: i32 = 330;

/// A state a person can be in before entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    CashBenefit,
    Clarification,
    FlexJobWaiting,
    SelfSupport,
    SicknessBenefit,
    StudentGrant,
    Unemployment,
    Work,
}

/// One background; the same number of the same arm and seed is the same card.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    pub age_years: f64,
    pub male: bool,
    pub civil_status: &'static str,
    pub origin: &'static str,
    /// States and their weeks, from the week before entry backwards.
    pub history: Vec<(State, i32)>,
}

/// Age at entry on the card of a number in an arm's deck.
pub fn age_years(spec: &Spec, arm: Arm, number: u64) -> f64 {
    let (deck, background) = deck(spec, arm);
    let from = Draws::new(spec.seed, 9, deck).uniform();
    background.age.at(even(number, 0, from))
}

fn deck(spec: &Spec, arm: Arm) -> (u64, &Background) {
    match arm {
        Arm::Participant => (0, &spec.background.participant),
        Arm::Comparison | Arm::Unknown => (1, &spec.background.comparison),
    }
}

/// The card of a number in an arm's deck.
pub fn card(spec: &Spec, arm: Arm, number: u64) -> Card {
    let (deck, background) = deck(spec, arm);
    let mut from = Draws::new(spec.seed, 9, deck);
    let mut rank = |dimension| even(number, dimension, from.uniform());
    let age_years = background.age.at(rank(0));
    let male = rank(1) < background.male;
    let origin = origin(background, rank(2));
    let civil_status = civil_status(background, rank(3));
    let (before, weeks) = (rank(4), rank(5));
    let mut draws = Draws::new(spec.seed, 10 + deck as u32, number);
    Card {
        age_years,
        male,
        civil_status,
        origin,
        history: history(background, before, weeks, &mut draws),
    }
}

fn origin(background: &Background, rank: f64) -> &'static str {
    let (western, non_western) = (background.western, background.non_western);
    let weights = [1.0 - western - non_western, western, non_western];
    ["dansk", "vestlig", "ikke_vestlig"][class_of(rank, &weights)]
}

fn civil_status(background: &Background, rank: f64) -> &'static str {
    let shares = [
        background.married,
        background.registered_partnership,
        background.divorced,
        background.widowed,
    ];
    let unmarried = 1.0 - shares.iter().sum::<f64>();
    let [married, partner, divorced, widowed] = shares;
    let weights = [unmarried, married, partner, divorced, widowed];
    let names = [
        "ugift",
        "gift",
        "registreret_partnerskab",
        "fraskilt",
        "enke",
    ];
    names[class_of(rank, &weights)]
}

/// States from the week before entry backwards until the history is full.
fn history(
    background: &Background,
    before: f64,
    weeks: f64,
    draws: &mut Draws,
) -> Vec<(State, i32)> {
    let cash = background.from_cash_benefit;
    let sick = background.from_sickness_benefit;
    let other = (1.0 - cash - sick).max(0.0);
    let weights = [
        cash,
        sick,
        other * 0.4,
        other * 0.2,
        other * 0.2,
        other * 0.2,
    ];
    let (state, low, high) = [
        (State::CashBenefit, 26.0, 300.0),
        (State::SicknessBenefit, 22.0, 110.0),
        (State::Clarification, 20.0, 100.0),
        (State::FlexJobWaiting, 10.0, 90.0),
        (State::Unemployment, 10.0, 90.0),
        (State::SelfSupport, 4.0, 60.0),
    ][class_of(before, &weights)];
    let mut history = vec![(state, (low + (high - low) * weeks * weeks) as i32)];
    let mut filled = history[0].1;
    while filled < HISTORY_WEEKS {
        let (state, weeks) = earlier(background, history[history.len() - 1].0, draws);
        filled += weeks;
        history.push((state, weeks));
    }
    history
}

fn earlier(background: &Background, later: State, draws: &mut Draws) -> (State, i32) {
    // Few go onto long sickness benefit or clarification from anything but work.
    if later == State::Clarification {
        return (State::SicknessBenefit, draws.between(22, 60));
    }
    let weights = background.earlier;
    let states = [
        (State::Work, weights.work, 26, 150),
        (State::CashBenefit, weights.cash_benefit, 10, 100),
        (State::SicknessBenefit, weights.sickness_benefit, 4, 40),
        (State::Unemployment, weights.unemployment, 6, 70),
        (State::StudentGrant, weights.student_grant, 20, 110),
        (State::SelfSupport, weights.self_support, 4, 40),
    ];
    let weights = states.map(|(state, weight, _, _)| if state == later { 0.0 } else { weight });
    let (state, _, low, high) = states[draws.pick(&weights)];
    (state, draws.between(low, high))
}
