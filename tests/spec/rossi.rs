//! The shape of the real data set in `examples/rossi`: one file that is weekly and persons at once.

use crate::spec::extracts::{Extracts, drawn};
use virkning::calendar::Week;
use virkning::register::persons::Column;
use virkning::register::source::{Blank, Key, Layout};

/// Three men drawn after the model of the file: arrested in week 3, arrested in week 2, not arrested.
const MEN: &str = "\"week\",\"arrest\",\"fin\",\"age\",\"race\",\"emp1\",\"emp2\",\"emp3\",\"emp4\"
3,1,\"no\",27,\"black\",\"no\",\"no\",\"yes\",
2,1,\"yes\",18,\"other\",\"yes\",\"yes\",,
4,0,\"no\",19,\"black\",\"no\",\"yes\",\"yes\",\"no\"
";

#[test]
fn a_relative_weekly_file_is_read_with_its_background_by_row() {
    let register = Extracts::wide(MEN)
        .persons(MEN)
        .with(|s| {
            s.weekly.layout = Layout::Wide("emp{week}".parse().expect("a pattern"));
            s.weekly.file.key = Key::Row;
            s.weekly.blank = Blank::Unobserved;
            s.weekly.values = [("yes".to_string(), 1), ("no".to_string(), 0)].into();
            if let Some(persons) = &mut s.persons {
                persons.file.key = Key::Row;
            }
        })
        .register();
    assert_eq!(
        (register.weeks().first, register.weeks().last),
        (Week(1), Week(4))
    );
    let observed: Vec<i32> = (0..3).map(|p| register.spells.last_observed(p).0).collect();
    assert_eq!(observed, [3, 2, 4]);
    assert_eq!(drawn(&register.spells, 0), ["1 3..3"]);
    assert_eq!(drawn(&register.spells, 1), ["1 1..2"]);
    assert_eq!(drawn(&register.spells, 2), ["1 2..3"]);
    let table = register.table.expect("persons");
    let names: Vec<&str> = table.further.iter().map(|(n, _)| n.as_str()).collect();
    assert_eq!(names, ["week", "arrest", "fin", "age", "race"]);
    assert_eq!(
        table.column("week"),
        Some(&Column::Number(vec![3.0, 2.0, 4.0]))
    );
    assert_eq!(
        table.column("fin"),
        Some(&Column::Text {
            levels: vec!["no".to_string(), "yes".to_string()],
            codes: vec![Some(0), Some(1), Some(0)],
        })
    );
}
