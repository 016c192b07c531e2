use super::*;
use crate::findings::{Note, Setting};

#[test]
fn notes_are_worded_with_their_facts_in_the_readers_format() {
    let note = Note::new("untrusted-weeks", &[("week", "2018-W48".into())]);
    assert!(
        Language::Da
            .note(&note)
            .starts_with("Ugerne efter uge 48 i 2018")
    );
    assert!(
        Language::En
            .note(&note)
            .starts_with("The weeks after week 48 of 2018")
    );
    let note = Note::new("missing-dropped", &[("rows", "1234".into())]);
    assert!(Language::Da.note(&note).starts_with("1.234 rækker"));
}

#[test]
fn an_unknown_code_is_readable() {
    let note = Note::new("brand-new-note", &[("persons", "12".into())]);
    assert_eq!(Language::En.note(&note), "brand new note (persons: 12)");
    let setting = Setting {
        key: "entry.new_key".into(),
        value: "0.5".into(),
        is_default: true,
    };
    assert_eq!(Language::Da.setting_name(&setting), "entry.new key");
    assert_eq!(Language::Da.setting_value(&setting), "0,5");
    assert_eq!(Language::Da.term("prio"), "prio");
}
