use std::path::Path;
use virkning::simulate::{Plan, generate, write};
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let text = std::fs::read_to_string("examples/brf/population.toml").unwrap();
    let text = if args[2] == "csv" {
        text.replace(".parquet", ".csv")
    } else {
        text
    };
    let plan = match Plan::read(&text, Path::new("population.toml")) {
        Ok(p) => p,
        Err(f) => {
            for x in f {
                println!("{x}");
            }
            return;
        }
    };
    let plan = plan.with_seed(args[1].parse().unwrap());
    let plan = if args.len() > 3 {
        plan.with_persons(args[3].parse().unwrap())
    } else {
        plan
    };
    let t = std::time::Instant::now();
    let e = generate(&plan);
    println!(
        "{} persons {} spells {} hours; generate {:?}",
        e.keys.len(),
        e.spells.len(),
        e.hours.len(),
        t.elapsed()
    );
    if args[2] != "none" {
        let t = std::time::Instant::now();
        write(
            &plan,
            &e,
            Path::new(&format!("/work/scratch-sim/{}", args[1])),
        )
        .unwrap();
        println!("write {:?}", t.elapsed());
    }
}
