//! JUnit XML: a suite per study, a case per claim; a study that could not be checked is a suite with one error.

use super::broken::Failed;
use super::text::{self, sentence, word};
use super::{Batch, Checked};
use crate::published::{Grade, Outcome, Verdict};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// All studies; a difference below `fail_on` passes with what differs in its output.
pub fn suites(batch: &Batch, fail_on: Grade) -> String {
    let suites: String = batch.checked.iter().map(|c| suite(c, fail_on)).collect();
    let broken = batch.broken.iter().map(|b| error(&b.name, &b.failed));
    let broken: String = broken.collect();
    format!("{HEAD}<testsuites>\n{suites}{broken}</testsuites>\n")
}

/// One study, as it stands in its folder: every difference is a failure there.
pub fn study(checked: &Checked) -> String {
    let suite = suite(checked, Grade::Digit);
    format!("{HEAD}<testsuites>\n{suite}</testsuites>\n")
}

/// One study that could not be checked, as it stands in its folder: an error, so that nobody takes an older success for this one.
pub fn broken(study: &str, failed: &Failed) -> String {
    format!(
        "{HEAD}<testsuites>\n{}</testsuites>\n",
        error(study, failed)
    )
}

fn suite(checked: &Checked, fail_on: Grade) -> String {
    let outcomes = &checked.rechecked.outcomes;
    let failures = outcomes.iter().filter(|o| fails(o, fail_on)).count();
    let mut text = format!(
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{failures}\" errors=\"0\" skipped=\"{}\">\n",
        escaped(&checked.study),
        outcomes.len(),
        checked.rechecked.withheld(),
    );
    for outcome in outcomes {
        text.push_str(&case(checked, outcome, fail_on));
    }
    text.push_str("  </testsuite>\n");
    text
}

fn error(name: &str, failed: &Failed) -> String {
    let (name, why) = (escaped(name), escaped(&failed.why));
    let place = match failed.spots.first() {
        Some(spot) if spot.line > 0 => {
            let file = escaped(&text::path(&spot.file));
            format!(" file=\"{file}\" line=\"{}\"", spot.line)
        }
        _ => String::new(),
    };
    format!(
        "  <testsuite name=\"{name}\" tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\">\n    \
         <testcase classname=\"{name}\" name=\"check\"{place}><error message=\"could not be checked\">{why}</error></testcase>\n  \
         </testsuite>\n"
    )
}

fn fails(outcome: &Outcome, fail_on: Grade) -> bool {
    matches!(outcome.verdict, Verdict::Differs { grade, .. } if grade >= fail_on)
}

fn case(checked: &Checked, outcome: &Outcome, fail_on: Grade) -> String {
    let claims = text::path(&checked.claims);
    let head = format!(
        "    <testcase classname=\"{}\" name=\"{}\" file=\"{}\" line=\"{}\"",
        escaped(&checked.study),
        escaped(&outcome.id),
        escaped(&claims),
        outcome.line
    );
    let told = escaped(&sentence(outcome));
    let body = match &outcome.verdict {
        Verdict::Holds => return format!("{head}/>\n"),
        Verdict::Withheld => format!("<skipped message=\"{told}\"/>"),
        verdict if fails(outcome, fail_on) => {
            // Some servers show the message, others the text within.
            let place = match outcome.place.as_str() {
                "" => String::new(),
                place => format!(", {}", escaped(place)),
            };
            let at = format!("{}:{}{place}", escaped(&claims), outcome.line);
            let kind = word(verdict);
            format!("<failure type=\"{kind}\" message=\"{told}\">{told} ({at})</failure>")
        }
        verdict => format!("<system-out>{}: {told}</system-out>", word(verdict)),
    };
    format!("{head}>{body}</testcase>\n")
}

/// Text for an attribute or an element; control characters but the line's end, and the two that are no characters, have no place in XML.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push('\n'),
            letter if letter.is_control() => out.push(' '),
            '\u{fffe}' | '\u{ffff}' => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn what_xml_does_not_allow_is_left_out() {
        let text = "a\u{fffe}b\u{ffff}c\u{1}d\u{85}<";
        assert_eq!(escaped(text), "a b c d &lt;");
        assert_eq!(escaped("\u{fffd}\u{10ffff}"), "\u{fffd}\u{10ffff}");
    }
}
