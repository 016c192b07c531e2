//! Labels of associations in Danish, by code.

pub fn label(code: &str) -> Option<&'static str> {
    Some(match code {
        "association-title-fidelity" => {
            "Sammenhæng mellem fidelitet og resultat, kommunerne imellem"
        }
        "association-title-measures" => "Sammenhæng mellem kommunernes kendetegn og resultat",
        "association-points-fidelity" => "Kommunernes fidelitet og resultat",
        "association-points-measures" => "Kommunernes kendetegn og resultat",
        "association-counts-title" => "Hvor mange der hænger sammen med resultatet",
        "association-factor-title" => "Én fælles faktor",
        "association-finding-fidelity" => {
            "[{drawn_da}: rangkorrelation {rho} med »{outcome_da}« ][(p = {p}); ][(p < {p_below}); ]{associated:ingen} af {measures} mål for fidelitet hænger sammen med resultatet"
        }
        "association-finding-measures" => {
            "[{drawn_da}: rangkorrelation {rho} med »{outcome_da}« ][(p = {p}); ][(p < {p_below}); ]{associated:ingen} af {measures} kendetegn hænger sammen med resultatet"
        }
        "association-shows" => {
            "Hvert punkt er en kommune. Rangkorrelation, hvor p er eksakt over alle ombytninger ved højst {exact} kommuner og ellers fra t-fordelingen; mindste kvadrater med heteroskedasticitetsrobuste standardfejl. En sammenhæng er en p-værdi under {level} procent."
        }
        "association-n" => "Kommuner",
        "association-rho" => "Rangkorrelation",
        "association-p" => "p",
        "association-slope" => "Hældning",
        "association-std-error" => "Standardfejl",
        "association-p-slope" => "p",
        "association-slope-weighted" => "Hældning",
        "association-std-error-weighted" => "Standardfejl",
        "association-p-slope-weighted" => "p",
        "association-associated" => "Sammenhæng",
        "least-squares" => "Mindste kvadrater",
        "least-squares-by-answers" => "Vægtet efter antal svar",
        "least-squares-by-persons" => "Vægtet efter antal personer",
        "factor-loading" => "Ladning",
        "factor-uniqueness" => "Unik varians",
        "associated" => "sammenhæng",
        "not-associated" => "ingen påviselig sammenhæng",
        "measures-compared" => "Undersøgt",
        "measures-associated" => "Med sammenhæng",
        "measures" => "Mål",
        "measure-of-fidelity" => "Mål for fidelitet",
        "measure-of-site" => "Kendetegn",
        "axis-percent" => "{name_da}, procent",
        "axis-points" => "{name_da}, procentpoint",
        "axis-number" => "{name_da}, antal",
        "axis-score" => "{name_da}, score fra {low} til {high}",
        "axis-class" => "{name_da}, klasse {low} til {high}",
        "axis-plain" => "{name_da}",
        _ => return None,
    })
}
