//! Two thousand claims rechecked from findings: the figures listed, the words read, every one compared.

use divan::Bencher;
use virkning::disclosure::{Releasable, release};
use virkning::findings::{
    Analysis, AnalysisResult, Cell, Column, Counted, DataKind, Described, Findings, Label, Row,
    SCHEMA, StudyFacts, Table, Text, TimeAxis,
};
use virkning::published::{draft, parse_claims, recheck};

const ROWS: usize = 1_000;

fn text(words: &str) -> Text {
    Text {
        da: words.to_string(),
        en: words.to_string(),
    }
}

/// One table of a thousand rows and two columns of shares.
fn findings() -> Releasable<Findings> {
    let share = |i: usize| Cell::share((i * 7 % 500) as u64, 500 + i as u64);
    let row = |i: usize| {
        let id = format!("row-{i}");
        Row::new(&id, Label::name(&id), vec![share(i), share(i + 1)])
    };
    let table = Table {
        id: "table".to_string(),
        title: Label::name("table"),
        stub: Label::name("row"),
        of: Counted::Sites,
        columns: ["start", "end"]
            .map(|id| Column::new(id, Label::name(id)))
            .into(),
        rows: (0..ROWS).map(row).collect(),
    };
    let described = Described {
        finding: Label::name("finding"),
        shows: Label::name("shows"),
        tables: vec![table],
        chart: None,
    };
    let analysis = Analysis {
        id: "fidelity".to_string(),
        kind: "fidelity".to_string(),
        title: None,
        settings: Vec::new(),
        notes: Vec::new(),
        result: AnalysisResult::Described(Box::new(described)),
    };
    let study = StudyFacts {
        id: "bench".to_string(),
        title: text("Bench"),
        languages: vec!["da".to_string()],
        data: DataKind::Public,
        source: text("made up"),
        time_axis: TimeAxis::IsoWeeks,
        register_weeks: None,
        last_trusted_week: None,
        persons: None,
        arms: Vec::new(),
        periods: Vec::new(),
    };
    release(Findings {
        schema: SCHEMA,
        study,
        analyses: vec![analysis],
    })
    .findings
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn two_thousand(bencher: Bencher) {
    let findings = findings();
    let claims = draft(&findings);
    bencher.bench(|| {
        let claims = parse_claims(&claims).expect("claims");
        let found = recheck(&claims, &findings).expect("compared");
        assert!(claims.claims.len() >= 2 * ROWS && found.holding() >= 2 * ROWS);
        found
    });
}
