//! Characteristics, model terms and register states in Danish.

use crate::findings::Variable;
use crate::report::words::plain;

pub fn variable(variable: &Variable) -> String {
    match variable {
        Variable::Age => "alder, år".into(),
        Variable::Male => "mand".into(),
        Variable::Western => "vestlig oprindelse".into(),
        Variable::NonWestern => "ikke-vestlig oprindelse".into(),
        Variable::Married => "gift eller i registreret partnerskab".into(),
        Variable::HistoryWeeks { state, years } => {
            let (state, span) = (state_name(state), years_back(*years));
            format!("uger {} {span}", in_state(&state))
        }
        Variable::SupportBefore { state } if state == "other" => {
            "anden forsørgelse før start".into()
        }
        Variable::SupportBefore { state } => format!("{} før start", state_name(state)),
        Variable::OrdinaryHours { months: 12 } => "ordinære timer det seneste år".into(),
        Variable::OrdinaryHours { months } => {
            format!("ordinære timer de seneste {months} måneder")
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
        1 => "det seneste år".into(),
        n => format!("de seneste {n} år"),
    }
}

fn in_state(state: &str) -> String {
    match state {
        "beskæftigelse" | "selvforsørgelse" | "fleksjob" | "forløb" => format!("i {state}"),
        _ => format!("på {state}"),
    }
}

/// A class of the code list, or a state derived from it.
pub fn state_name(state: &str) -> String {
    let known = match state {
        "kontanthjaelp" => "kontanthjælp",
        "uddannelseshjaelp" => "uddannelseshjælp",
        "integrationsydelse" => "integrationsydelse",
        "sygedagpenge" => "sygedagpenge",
        "a_dagpenge" => "dagpenge",
        "ledighedsydelse" => "ledighedsydelse",
        "foertidspension" => "førtidspension",
        "jobafklaring" => "jobafklaring",
        "ressourceforloeb" => "ressourceforløb",
        "su" => "SU",
        "employment" => "beskæftigelse",
        "self-support" | "selvforsoergelse" => "selvforsørgelse",
        "other" => "anden forsørgelse",
        _ => return plain(state),
    };
    known.to_string()
}

/// A column of the persons table with a usual name; others are shown as they are called.
fn column(name: &str) -> String {
    match name {
        "age" => "alder, år".into(),
        "sex" => "køn".into(),
        "civil_status" => "civilstand".into(),
        "origin" => "oprindelse".into(),
        "municipality" => "kommune".into(),
        "match_group" => "matchgruppe".into(),
        _ => plain(name),
    }
}

/// A term of a model.
pub fn term(term: &str) -> Option<&'static str> {
    Some(match term {
        "participant" => "deltager",
        "after" => "senere periode",
        "participant:after" => "deltager × senere periode",
        "age" => "alder, år",
        "male" => "mand",
        "western" => "vestlig oprindelse",
        "non_western" => "ikke-vestlig oprindelse",
        "married" => "gift eller i registreret partnerskab",
        "draw_day" => "lodtrækningsdag",
        "draw_date" => "lodtrækningsdato, dage siden den første",
        "assigned_arm" => "den udtrukne arm",
        "arm" => "den modtagne arm",
        "age_group" => "aldersgruppe ved lodtrækningen",
        _ => return None,
    })
}

/// A group as estimators name it.
pub fn group(name: &str) -> Option<&'static str> {
    Some(match name {
        "participant" => "deltagergruppen",
        "participant before" => "deltagergruppen før",
        "participant after" => "deltagergruppen efter",
        "comparison" => "sammenligningsgruppen",
        "comparison before" => "sammenligningsgruppen før",
        "comparison after" => "sammenligningsgruppen efter",
        _ => return None,
    })
}
