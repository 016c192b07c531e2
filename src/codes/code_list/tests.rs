use super::*;

/// Families in which the last digit says what the person did that week.
const PATTERNED: [u16; 12] = [13, 14, 21, 70, 71, 72, 73, 74, 75, 76, 81, 89];

#[test]
fn the_last_digit_agrees_with_the_subclass_in_the_patterned_families() {
    let list = CodeList::built_in();
    let patterned = list.iter().filter(|c| PATTERNED.contains(&(c.code / 10)));
    let mut met = 0;
    for code in patterned {
        let expected = match code.code % 10 {
            0 => "passive",
            1 | 3 | 4 => "vejledning_opkvalificering",
            5 | 6 => "loentilskud",
            7 | 8 => "praktik",
            9 if code.code == 899 => "other",
            9 => "nytteindsats",
            digit => panic!("{}: no code ends on {digit}", code.code),
        };
        assert_eq!(code.subclass, expected, "{}", code.code);
        met += 1;
    }
    assert_eq!(met, 94);
}

#[test]
fn placement_and_subsidy_codes_of_all_families_are_those_of_the_description() {
    let list = CodeList::built_in();
    let codes = |subclass: &str| -> Vec<u16> {
        list.subclass(subclass)
            .map_or(Vec::new(), |s| s.iter().collect())
    };
    let tens = [13, 14, 21, 70, 71, 72, 73, 74, 75, 76, 81, 87, 89];
    let with = |a: u16, b: u16| -> Vec<u16> {
        tens.iter().flat_map(|t| [t * 10 + a, t * 10 + b]).collect()
    };
    assert_eq!(codes("praktik"), with(7, 8));
    assert_eq!(codes("loentilskud"), with(5, 6));
    assert_eq!(codes("nytteindsats"), [139, 149, 709, 719, 729, 739]);
}

#[test]
fn families_hold_the_codes_of_the_description() {
    let list = CodeList::built_in();
    let codes =
        |class: &str| -> Vec<u16> { list.class(class).map_or(Vec::new(), |s| s.iter().collect()) };
    assert_eq!(
        codes("ressourceforloeb"),
        [810, 813, 814, 815, 816, 817, 818]
    );
    assert_eq!(
        codes("jobafklaring"),
        [785, 870, 873, 874, 875, 876, 877, 878]
    );
    assert_eq!(codes("kontanthjaelp").len(), 18);
    assert_eq!(codes("feriedagpenge"), [121, 122, 123]);
    assert_eq!(
        codes("a_dagpenge"),
        [
            111, 112, 113, 114, 124, 125, 126, 211, 213, 214, 215, 216, 217, 218, 231, 232, 299
        ]
    );
    assert_eq!(list.iter().count(), 138);
    assert!((111..=113).all(|c| list.get(c).is_some_and(|c| c.subclass == "passive")));
}

#[test]
fn only_the_codes_two_sources_agree_on_are_of_high_certainty() {
    let list = CodeList::built_in();
    let of = |certainty| -> Vec<u16> {
        let found = list.iter().filter(|c| c.certainty == certainty);
        found.map(|c| c.code).collect()
    };
    assert_eq!(of(Certainty::High), [651, 652, 997, 998, 999]);
    assert_eq!(of(Certainty::Derived), [0, 100]);
    assert_eq!(
        of(Certainty::Unverified),
        [870, 873, 874, 875, 876, 877, 878]
    );
    assert!(list.iter().all(|c| !c.source.is_empty()));
}

#[test]
fn a_wrong_class_gets_the_nearest_one() {
    let list = CodeList::built_in();
    let message = |class: &str| list.class(class).map_err(|e| e.to_string());
    assert_eq!(
        message("resourceforløb"),
        Err("`resourceforløb` is not a class; did you mean `ressourceforloeb`?".to_string())
    );
    assert!(
        message("x").is_err_and(|m| m.starts_with("`x` is not a class; allowed: a_dagpenge, "))
    );
}

#[test]
fn a_user_file_extends_or_replaces_the_list() {
    let list = CodeList::built_in();
    let text = "\u{feff}Code;class;subclass;label_da\n770;kontantydelse;passive;Kontantydelse\n785;jobafklaring;passive;\n";
    let extended = list.extend(text, "mine.csv").expect("a valid list");
    assert_eq!(extended.iter().count(), 139);
    assert_eq!(
        extended.get(770).map(|c| c.certainty),
        Some(Certainty::User)
    );
    assert_eq!(
        extended.get(785).map(|c| c.subclass.as_str()),
        Some("passive")
    );
    let replaced = CodeList::replace(text, "mine.csv").expect("a valid list");
    assert_eq!(replaced.all().iter().collect::<Vec<_>>(), [770, 785]);
}

#[test]
fn every_fault_of_a_user_file_is_told_with_its_line() {
    let text = "code,class,subclass,valid_from\n1000,a,passive,\n12,Å,passive,\n13,a,pasive,\n14,a,passive,1/1\n14,a,job,\n14,a,job,\n15,a\n";
    let told: Vec<String> = CodeList::replace(text, "mine.csv").map_or_else(
        |f| f.iter().map(ToString::to_string).collect(),
        |_| Vec::new(),
    );
    assert_eq!(
        told,
        [
            "code list `mine.csv`, line 2: `1000` is not a code; a code is 0 to 999",
            "code list `mine.csv`, line 3: `Å` is not a class; write it with a to z, 0 to 9 and _",
            "code list `mine.csv`, line 4: `pasive` is not a subclass; did you mean `passive`?",
            "code list `mine.csv`, line 5: `1/1` is not a date; write it as 2014-01-31",
            "code list `mine.csv`, line 7: code 14 stands twice",
            "code list `mine.csv`, line 8: another number of fields than the header",
        ]
    );
    let header = CodeList::replace("code,klass,subclass\n", "mine.csv");
    assert!(header.is_err_and(|f| f[0].to_string()
        == "code list `mine.csv`, line 1: `klass` is not a column of a code list; did you mean `class`?"));
}
