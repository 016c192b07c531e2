//! The arms of a trial: those of the study, and others told by a second column.

use super::Context;
use crate::cohort::Arm;
use crate::findings::Note;
use crate::register::persons::Column;
use crate::study::{BesideArm, Members};

/// Arms by another column than the study's.
pub struct OtherArms {
    pub column: String,
    /// By member of the cohort.
    pub of: Vec<Option<Arm>>,
}

impl OtherArms {
    /// Persons of the study's arms whose cell is blank are not in the results by these arms, and that is said.
    pub fn note(&self) -> Option<Note> {
        let without = self.of.iter().filter(|arm| arm.is_none()).count();
        let facts = [
            ("persons", without.to_string()),
            ("term", self.column.clone()),
        ];
        (without > 0).then(|| Note::new("without-other-arm", &facts))
    }
}

/// The column that usually tells the arm drawn, and the one for the arm received.
const DRAWN: &str = "assigned_arm";
const RECEIVED: &str = "arm";

/// The arms that stand beside the study's.
///
/// # Errors
/// The name of a column that the study asks for and the persons have not.
pub fn beside(context: &Context, asked: &BesideArm) -> Result<Option<OtherArms>, String> {
    let Some(own) = own_column(context) else {
        return match asked {
            BesideArm::Column(column) => Err(column.clone()),
            _ => Ok(None),
        };
    };
    match asked {
        BesideArm::None => Ok(None),
        BesideArm::Column(column) => match of_column(context, column) {
            Some(arms) => Ok(Some(arms)),
            None => Err(column.clone()),
        },
        BesideArm::Usual => {
            let usual = match own.eq_ignore_ascii_case(DRAWN) {
                true => RECEIVED,
                false => DRAWN,
            };
            Ok(of_column(context, usual))
        }
    }
}

/// The column that tells the study's arms.
fn own_column<'a>(context: &'a Context) -> Option<&'a str> {
    match &context.plan.participant.members {
        Members::Where { column, .. } => Some(column),
        _ => None,
    }
}

fn of_column(context: &Context, name: &str) -> Option<OtherArms> {
    let column = context.register.table.as_ref()?.column(name)?;
    let persons = context.cohort.members.iter().map(|m| m.person as usize);
    Some(OtherArms {
        column: name.to_string(),
        of: persons.map(|p| arm_of(context, column, p)).collect(),
    })
}

/// The arm that a person's cell means.
fn arm_of(context: &Context, column: &Column, person: usize) -> Option<Arm> {
    let plan = context.plan;
    let sides = [
        (Arm::Participant, &plan.participant.members),
        (Arm::Comparison, &plan.comparison.members),
    ];
    let word = text(column, person)?;
    let meant = sides.into_iter().find(|(_, members)| match members {
        Members::Where { equals, .. } => equals.contains(&word),
        _ => false,
    });
    meant.map(|(arm, _)| arm)
}

/// A cell as it is written.
pub fn text(column: &Column, person: usize) -> Option<String> {
    match column {
        Column::Number(values) => values[person]
            .is_finite()
            .then(|| values[person].to_string()),
        Column::Text { levels, codes } => codes[person].map(|c| levels[c as usize].clone()),
    }
}
