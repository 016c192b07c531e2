//! The starter study folder of `virkning init`.

/// The files of a new study: relative path and text.
pub fn starter() -> [(&'static str, &'static str); 3] {
    [
        ("study.toml", include_str!("starter/study.toml")),
        ("README.md", include_str!("starter/README.md")),
        (".gitignore", include_str!("starter/gitignore")),
    ]
}

#[cfg(test)]
mod tests {
    use super::starter;
    use crate::study::{json_schema, parse, render};
    use std::path::Path;

    #[test]
    fn the_starter_study_passes_the_check() {
        let [(path, text), ..] = starter();
        let path = Path::new(path);
        let plan = parse(text, Path::new(""));
        let plan = plan.unwrap_or_else(|faults| panic!("{}", render(&faults, path)));
        assert_eq!(plan.analyses.len(), 6);
    }

    #[test]
    fn the_starter_study_shows_every_section() {
        let [(_, text), ..] = starter();
        let schema = json_schema();
        let sections = schema["properties"]
            .as_object()
            .expect("the schema has sections");
        for section in sections.keys() {
            let shown = [
                format!("[{section}]"),
                format!("[{section}."),
                format!("[[{section}]]"),
                format!("{section} ="),
            ];
            assert!(shown.iter().any(|s| text.contains(s)), "{section}");
        }
    }
}
