//! `follow-up`: how many persons can be followed at least so many weeks, the entry week counted (JF-2).

use super::Context;
use crate::cohort::{Arm, Member};
use crate::findings::{
    AnalysisResult, Cell, Chart, Column, Counted, Described, Label, Note, Reason, Row, Shape, Table,
};
use crate::study::FollowUpPlan;

/// Runs the analysis.
pub fn run(context: &Context, plan: &FollowUpPlan) -> (AnalysisResult, Vec<Note>) {
    let reach = Reach::of(&context.cohort.members);
    let longest = reach.persons.len();
    if longest == 0 {
        let reason = Reason::new("no-persons", &[]);
        return (AnalysisResult::NotEstimated(reason), Vec::new());
    }
    let every = (1..=longest as u32).map(|weeks| reach.row(weeks).at(f64::from(weeks)));
    let named = plan.at.iter().map(|weeks| reach.row(*weeks));
    let result = Described {
        finding: finding(&reach, plan),
        shows: Label::said("follow-up-shows"),
        tables: vec![
            table(context, ("followed", "follow-up-table"), every.collect()),
            table(context, ("named", "follow-up-named"), named.collect()),
        ],
        chart: Some(Chart {
            shape: Shape::Lines,
            table: 0,
            columns: vec![0, 1, 2],
            limits: Vec::new(),
            ends: None,
            x: Label::said("weeks-followed"),
            y: Label::said("persons"),
            marks: Vec::new(),
        }),
    };
    (
        AnalysisResult::Described(Box::new(result)),
        super::enrolled(context),
    )
}

/// The settings in force.
pub fn settings(plan: &FollowUpPlan) -> Vec<(&'static str, String)> {
    let at: Vec<String> = plan.at.iter().map(u32::to_string).collect();
    vec![("at_least", at.join(", "))]
}

/// Persons by the number of weeks they are followed at least.
struct Reach {
    /// All, participants and comparison; index k - 1 is at least k weeks.
    persons: Vec<[u64; 3]>,
}

impl Reach {
    fn of(members: &[Member]) -> Reach {
        let longest = members.iter().map(observed).max().unwrap_or(0);
        let mut persons = vec![[0; 3]; longest];
        for member in members {
            if let Some(last) = observed(member).checked_sub(1) {
                persons[last][0] += 1;
                persons[last][1 + usize::from(member.arm == Arm::Comparison)] += 1;
            }
        }
        for k in (1..longest).rev() {
            let later = persons[k];
            for (sum, more) in persons[k - 1].iter_mut().zip(later) {
                *sum += more;
            }
        }
        Reach { persons }
    }

    fn at_least(&self, weeks: u32) -> [u64; 3] {
        let at = (weeks as usize).checked_sub(1);
        at.and_then(|at| self.persons.get(at))
            .copied()
            .unwrap_or_default()
    }

    fn row(&self, weeks: u32) -> Row {
        let cells = self.at_least(weeks).map(|n| Cell::Count(Some(n)));
        let label = Label::with("at-least-weeks", &[("weeks", weeks.to_string())]);
        Row::new(&weeks.to_string(), label, cells.to_vec())
    }
}

/// The number of weeks a member is observed, the entry week counted; 0 when follow-up ends before entry.
pub fn observed(member: &Member) -> usize {
    usize::try_from(member.last.since(member.entry) + 1).unwrap_or(0)
}

fn table(context: &Context, (id, title): (&str, &str), rows: Vec<Row>) -> Table {
    let (participant, comparison) = super::arm_labels(context);
    Table {
        id: id.to_string(),
        title: Label::said(title),
        stub: Label::said("weeks-followed"),
        of: Counted::Persons,
        columns: vec![
            Column::new("all", Label::said("all-persons")),
            Column::new("participant", participant),
            Column::new("comparison", comparison),
        ],
        rows,
    }
}

fn finding(reach: &Reach, plan: &FollowUpPlan) -> Label {
    // The plan names at least one number of weeks.
    let (first, last) = (plan.at[0], plan.at[plan.at.len() - 1]);
    let mut facts = vec![
        ("first", first.to_string()),
        ("persons_first", reach.at_least(first)[0].to_string()),
        ("longest", reach.persons.len().to_string()),
    ];
    if last > first {
        facts.push(("last", last.to_string()));
        facts.push(("persons_last", reach.at_least(last)[0].to_string()));
    }
    Label::with("follow-up-finding", &facts)
}
