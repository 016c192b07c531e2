//! Characteristics, model terms and register states in English.

use crate::findings::Variable;
use crate::report::words::plain;

pub fn variable(variable: &Variable) -> String {
    match variable {
        Variable::Age => "age, years".into(),
        Variable::Male => "male".into(),
        Variable::Western => "Western origin".into(),
        Variable::NonWestern => "non-Western origin".into(),
        Variable::Married => "married or registered partnership".into(),
        Variable::HistoryWeeks { state, years } => {
            let (state, span) = (state_name(state), years_back(*years));
            format!("weeks {} in {span}", in_state(&state))
        }
        Variable::SupportBefore { state } if state == "other" => {
            "other support before entry".into()
        }
        Variable::SupportBefore { state } => format!("{} before entry", state_name(state)),
        Variable::OrdinaryHours { months: 12 } => "ordinary hours in the last year".into(),
        Variable::OrdinaryHours { months } => {
            format!("ordinary hours in the last {months} months")
        }
        Variable::Column { name, level: None } => column(name),
        Variable::Column {
            name,
            level: Some(level),
        } => format!("{}: {}", column(name), plain(level)),
    }
}

fn years_back(years: u32) -> String {
    match years {
        1 => "the last year".into(),
        n => format!("the last {n} years"),
    }
}

fn in_state(state: &str) -> String {
    match state {
        "employment" | "self-support" | "flexi-job" => format!("in {state}"),
        _ => format!("on {state}"),
    }
}

/// A class of the code list, or a state derived from it.
pub fn state_name(state: &str) -> String {
    let known = match state {
        "kontanthjaelp" => "cash benefit",
        "uddannelseshjaelp" => "education benefit",
        "integrationsydelse" => "integration benefit",
        "sygedagpenge" => "sickness benefit",
        "a_dagpenge" => "unemployment insurance",
        "ledighedsydelse" => "flexi-job unemployment benefit",
        "fleksjob" => "flexi-job",
        "foertidspension" => "disability pension",
        "jobafklaring" => "job clarification course",
        "ressourceforloeb" => "resource course",
        "su" => "student grant (SU)",
        "selvforsoergelse" => "self-support",
        "other" => "other support",
        _ => return plain(state).replace("self support", "self-support"),
    };
    known.to_string()
}

/// A column of the persons table with a usual name; others are shown as they are called.
fn column(name: &str) -> String {
    match name {
        "age" => "age, years".into(),
        "civil_status" => "civil status".into(),
        _ => plain(name),
    }
}

/// A term of a model.
pub fn term(term: &str) -> Option<&'static str> {
    Some(match term {
        "participant" => "participant",
        "after" => "later period",
        "participant:after" => "participant × later period",
        "age" => "age, years",
        "male" => "male",
        "western" => "Western origin",
        "non_western" => "non-Western origin",
        "married" => "married or registered partnership",
        "draw_day" => "day of the draw",
        "draw_date" => "draw date, days since the first",
        "assigned_arm" => "the arm drawn",
        "arm" => "the arm received",
        "age_group" => "age group at the draw",
        _ => return None,
    })
}

/// A group as estimators name it.
pub fn group(name: &str) -> Option<&'static str> {
    Some(match name {
        "participant" => "the participant group",
        "participant before" => "the participant group before",
        "participant after" => "the participant group after",
        "comparison" => "the comparison group",
        "comparison before" => "the comparison group before",
        "comparison after" => "the comparison group after",
        _ => return None,
    })
}
