//! Labels of the trial analyses in Danish, by code.

pub fn label(code: &str) -> Option<&'static str> {
    Some(match code {
        "trial-by-own-arms" => "Efter undersøgelsens grupper",
        "trial-by-arms" => "Efter {term}",
        "trial-shows-counts" => "Antal og procent af personerne i hver gruppe",
        "trial-total" => "Total",
        "trial-number" => "Antal",
        "trial-percent" => "Procent",
        "trial-in-no-category" => "I ingen kategori",
        "trial-category" => "Kategori",
        "trial-mean-title" => "Gennemsnit og standardafvigelse",
        "trial-mean-age-title" => "Alder i år: gennemsnit og standardafvigelse",
        "trial-measure" => "Mål",
        "trial-mean" => "Gennemsnit",
        "trial-sd" => "Standardafvigelse",
        "trial-counts" => {
            "[Størst forskel af {most} kategorier: ]{what_da} {participant} pct. ({first_da}), {comparison} pct. ({second_da})"
        }
        "trial-counts-untold" => "Fordelingen på kategorier",
        "trial-counts-differ" => {
            "Grupperne er forskellige (chi² {statistic}, {df|frihedsgrad|frihedsgrader}[, p = {p}][, p < {below}])[; størst forskel af {most} kategorier][: {what_da} {participant} pct. ({first_da}), {comparison} pct. ({second_da})]"
        }
        "trial-counts-alike" => {
            "Ingen signifikant forskel på grupperne (chi² {statistic}, {df|frihedsgrad|frihedsgrader}[, p = {p}][, p < {below}])[; størst forskel af {most} kategorier][: {what_da} {participant} pct. ({first_da}), {comparison} pct. ({second_da})]"
        }
        "trial-yes" => "Ja",
        "trial-no" => "Nej",
        "trial-pearson" => "Pearsons chi², uden korrektion",
        "trial-corrected" => "Chi² med kontinuitetskorrektion",
        "trial-fisher" => "Fishers eksakte test",
        "trial-tests" => "Test af uafhængighed mellem gruppe og kategori",
        "trial-test" => "Test",
        "trial-statistic" => "Teststørrelse",
        "trial-df" => "Frihedsgrader",
        "trial-p" => "p",
        "trial-least-expected" => "Mindste forventede antal",
        "trial-published" => "{persons|person|personer} i alt",
        "trial-shows-published" => "Antal personer efter gruppe og år",
        "trial-shows-allocation" => "Fra lodtrækning til grupper, antal personer",
        "trial-persons" => "Personer",
        "trial-step" => "Trin",
        "trial-by-date" => "Personer trukket lod om, efter dato",
        "trial-date" => "Lodtrækningsdato",
        "trial-on" => "{date}",
        "trial-difference" => "Forskel",
        "trial-balance" => "Balance",
        "trial-follow-up-days" => "Opfølgning, dage",
        "trial-follow-up-months" => "Opfølgning, måneder",
        "trial-drawn" => "Deltog i lodtrækningen",
        "trial-excluded" => "Ekskluderet",
        "trial-not-in-target-group" => "heraf ikke i målgruppen",
        "trial-of-these" => "heraf {reason}",
        "trial-too-young" => "heraf under aldersgrænsen ved lodtrækningen",
        "trial-allocated" => "Fordelt",
        "trial-unaccounted" => {
            "Ikke gjort rede for: trukket lod om og hverken ekskluderet eller fordelt"
        }
        "trial-swapped" => "Fik den anden gruppes indsats",
        "trial-flow" => "Fra lodtrækning til grupper",
        "trial-flow-even" => {
            "{allocated}[ af de {drawn}, der blev trukket lod om,] blev fordelt[: {participant}][ og {comparison}][; {excluded} blev ekskluderet][; {unaccounted} er der ikke gjort rede for]. På hver dato er forskellen på grupperne højst {most}"
        }
        "trial-flow-uneven" => {
            "{allocated}[ af de {drawn}, der blev trukket lod om,] blev fordelt[: {participant}][ og {comparison}][; {excluded} blev ekskluderet][; {unaccounted} er der ikke gjort rede for]. På {dates|dato|datoer} er forskellen på grupperne over {most}"
        }
        "trial-shows-power" => "Styrken af en sammenligning af to andele, normalapproksimation",
        "trial-power" => {
            "{n|person|personer} i hver gruppe kan vise {participant} pct. mod {comparison} pct.[ med en styrke på {power} pct.][; en styrke på {aim} pct. kræver {needed} i hver gruppe]"
        }
        "trial-share" => "{share} pct.",
        "trial-n-per-arm" => "{n} pr. gruppe",
        "trial-power-title" => {
            "Styrke (0 til 1) efter andel i den første gruppe og personer pr. gruppe"
        }
        "trial-n-title" => "Personer pr. gruppe for den ønskede styrke",
        "trial-n-exact" => "Personer pr. gruppe",
        "trial-n-whole" => "Rundet op",
        "trial-detectable-title" => {
            "Mindste andel i den første gruppe, der findes med den ønskede styrke"
        }
        "trial-participant-share" => "Andel i den første gruppe",
        _ => return None,
    })
}
