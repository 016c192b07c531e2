use serde_json::Value;
use virkning::cli::estimate::{Spec, Table, estimate};
fn main() {
    let a: Vec<String> = std::env::args().collect();
    for f in &a[3..] {
        let case: Value = serde_json::from_str(&std::fs::read_to_string(f).unwrap()).unwrap();
        let mut keys = case["spec"].as_object().unwrap().clone();
        let d = keys.remove("data").unwrap();
        let d = d.as_str().unwrap();
        let table =
            Table::from_csv(std::fs::File::open(format!("{}/{d}", a[1])).unwrap(), d).unwrap();
        let t = std::time::Instant::now();
        let spec = Spec::new(keys);
        let r = estimate("cox", &spec, &table);
        let el = t.elapsed();
        let out = match r {
            Ok(ans) => {
                if !ans.not_estimated.is_empty() || std::env::var("V").is_ok() {
                    eprintln!(
                        "{} {:?} {:?} {:?}",
                        case["id"], ans.not_estimated, ans.notes, ans.warnings
                    );
                }
                Value::Object(ans.fields)
            }
            Err(e) => {
                eprintln!("{} {e:?}", case["id"]);
                Value::Null
            }
        };
        if std::env::var("T").is_ok() {
            eprintln!("{} {:?}", case["id"], el);
        }
        std::fs::File::create(format!("{}/{}.json", a[2], case["id"].as_str().unwrap()))
            .map(|mut w| {
                use std::io::Write;
                write!(w, "{out}").unwrap()
            })
            .unwrap();
    }
}
