//! JUnit XML: a suite per study, a case per claim.

use super::Checked;
use super::text::{sentence, word};
use crate::published::{Grade, Outcome, Verdict};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// All studies; a difference below `fail_on` passes with what differs in its output.
pub fn suites(all: &[Checked], fail_on: Grade) -> String {
    let suites: String = all.iter().map(|c| suite(c, fail_on)).collect();
    format!("{HEAD}<testsuites>\n{suites}</testsuites>\n")
}

/// One study, as it stands in its folder: every difference is a failure there.
pub fn study(checked: &Checked) -> String {
    let suite = suite(checked, Grade::Digit);
    format!("{HEAD}<testsuites>\n{suite}</testsuites>\n")
}

fn suite(checked: &Checked, fail_on: Grade) -> String {
    let outcomes = &checked.rechecked.outcomes;
    let failures = outcomes.iter().filter(|o| fails(o, fail_on)).count();
    let mut text = format!(
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{failures}\" skipped=\"{}\">\n",
        escaped(&checked.study),
        outcomes.len(),
        checked.rechecked.withheld(),
    );
    for outcome in outcomes {
        text.push_str(&case(outcome, fail_on));
    }
    text.push_str("  </testsuite>\n");
    text
}

fn fails(outcome: &Outcome, fail_on: Grade) -> bool {
    matches!(outcome.verdict, Verdict::Differs { grade, .. } if grade >= fail_on)
}

fn case(outcome: &Outcome, fail_on: Grade) -> String {
    let head = format!(
        "    <testcase classname=\"{}\" name=\"{}\"",
        escaped(&outcome.place),
        escaped(&outcome.id)
    );
    let told = escaped(&sentence(outcome));
    let body = match &outcome.verdict {
        Verdict::Holds => return format!("{head}/>\n"),
        Verdict::Withheld => format!("<skipped message=\"{told}\"/>"),
        verdict if fails(outcome, fail_on) => {
            format!("<failure type=\"{}\" message=\"{told}\"/>", word(verdict))
        }
        verdict => format!("<system-out>{}: {told}</system-out>", word(verdict)),
    };
    format!("{head}>{body}</testcase>\n")
}

/// Text for an attribute or an element; control characters have no place in XML.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}
