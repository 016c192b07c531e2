use crate::simulate::{Plan, generate, write};
use std::path::Path;

#[test]
fn scratch() {
    let text = include_str!("../../../examples/brf/population.toml");
    let plan = match Plan::read(text, Path::new("population.toml")) {
        Ok(plan) => plan,
        Err(faults) => panic!("{}", faults[0]),
    };
    let seeds = std::env::var("SEEDS").unwrap_or("2019".into());
    for seed in seeds.split(',') {
        let plan = plan.clone().with_seed(seed.parse().expect("seed"));
        let begun = std::time::Instant::now();
        let extract = generate(&plan);
        let made = begun.elapsed();
        write(
            &plan,
            &extract,
            Path::new(&format!("/work/scratch-sim/{seed}")),
        )
        .expect("written");
        println!(
            "{seed}: {} persons {} spells {} hours rows, {made:?} to make, {:?} in all",
            extract.keys.len(),
            extract.spells.len(),
            extract.hours.len(),
            begun.elapsed()
        );
    }
}
