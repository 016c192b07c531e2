use rand::{RngExt, SeedableRng};
use std::time::Instant;
use virkning::stats::cox::*;
fn cpu() -> f64 {
    let s = std::fs::read_to_string("/proc/self/stat").unwrap();
    let v: Vec<&str> = s.rsplit(')').next().unwrap().split_whitespace().collect();
    (v[11].parse::<f64>().unwrap() + v[12].parse::<f64>().unwrap()) / 100.0
}
fn main() {
    let n: usize = std::env::args().nth(1).unwrap().parse().unwrap();
    let mode = std::env::args().nth(2).unwrap_or_default();
    let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(7);
    let p = 10;
    let beta = [0.3, -0.2, 0.1, 0.05, 0.2, -0.1, 0.15, 0.1, -0.3, 0.02];
    let mut cols = vec![vec![0.0; n]; p];
    let (mut time, mut ev, mut cl) = (vec![0.0; n], vec![false; n], vec![0usize; n]);
    for i in 0..n {
        for j in 0..4 {
            cols[j][i] = f64::from(rng.random::<f64>() < 0.4);
        }
        let k = rng.random_range(0..4);
        if k > 0 {
            cols[3 + k][i] = 1.0;
        }
        for j in 7..10 {
            let u: f64 = (0..6).map(|_| rng.random::<f64>()).sum::<f64>() - 3.0;
            cols[j][i] = u * 1.4;
        }
        cols[9][i] = 40.0 + 12.0 * cols[9][i];
        let eta: f64 = (0..10)
            .map(|j| beta[j] * (cols[j][i] - if j == 9 { 40.0 } else { 0.0 }))
            .sum();
        let t = -(rng.random::<f64>()).ln() / (0.0042 * eta.exp());
        let c = 104.0 * rng.random::<f64>().powf(0.3);
        let m = t.min(c).min(104.0);
        ev[i] = t <= c && t <= 104.0;
        time[i] = if mode == "cont" { m } else { m.floor() };
        cl[i] = rng.random_range(0..98);
    }
    let start: Vec<f64> = time
        .iter()
        .map(|t| {
            if mode == "entry" {
                (t - 30.0).max(-1.0).floor().min(t - 1.0)
            } else {
                0.0
            }
        })
        .collect();
    let refs: Vec<&[f64]> = cols.iter().map(|c| c.as_slice()).collect();
    println!(
        "events {}",
        ev.iter().filter(|e| **e).count() as f64 / n as f64
    );
    let mut input = CoxInput {
        start: (mode == "entry").then_some(&start[..]),
        stop: &time,
        event: &ev,
        columns: &refs,
        weights: None,
        strata: None,
        cluster: None,
    };
    let strata: Vec<usize> = cl.iter().map(|c| c % 10).collect();
    if mode == "strata" {
        input.strata = Some(&strata);
    }
    for _ in 0..4 {
        let c0 = cpu();
        let t = Instant::now();
        let f = fit(&input, &CoxOptions::default()).unwrap();
        let a = t.elapsed();
        let c1 = cpu();
        println!(
            "fit {a:?} cpu {:.2} it {} beta0 {:?} se {:?}",
            c1 - c0,
            f.iterations,
            f.beta[0],
            f.std_error(0)
        );
    }
    let c = CoxInput {
        cluster: Some(&cl),
        ..input
    };
    for _ in 0..3 {
        let c0 = cpu();
        let t = Instant::now();
        let f = fit(&c, &CoxOptions::default()).unwrap();
        println!(
            "cluster fit {:?} cpu {:.2} robust se {:?}",
            t.elapsed(),
            cpu() - c0,
            f.std_error_robust(0)
        );
    }
    let m = CoxModel::new(input, CoxOptions::default()).unwrap();
    let t = Instant::now();
    let m2 = CoxModel::new(input, CoxOptions::default()).unwrap();
    println!("prepare {:?}", t.elapsed());
    let f = m2.fit().unwrap();
    let t = Instant::now();
    let cc = m.concordance(&f);
    println!("concordance {:?} {:?}", t.elapsed(), cc.value);
    let t = Instant::now();
    let z = m.ph_test(&f, Transform::Km).unwrap();
    println!("zph {:?} {:?}", t.elapsed(), z.global);
    let s = std::fs::read_to_string("/proc/self/status").unwrap();
    println!(
        "{} data MB {}",
        s.lines().find(|l| l.starts_with("VmHWM")).unwrap(),
        n * (p * 8 + 8 + 1 + 8) / 1_000_000
    );
}
