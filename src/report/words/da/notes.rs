//! Notes and reasons in Danish, by code.

pub fn note(code: &str) -> Option<&'static str> {
    Some(match code {
        "untrusted-weeks" => {
            "Ugerne efter {week} er foreløbige: registrets seneste måneder er upræcise, og årstiden spiller ind ved periodens slutning. De er skraveret og ikke udeladt."
        }
        "partly-treated-baseline" => {
            "Uge 53–104 for den tidligere kohorte ligger i det år, hvor indsatsen allerede var begyndt i deltagerkommunerne. Udgangspunktet er altså delvist påvirket af indsatsen, og effekten er snarere undervurderet end overvurderet."
        }
        "few-clusters" => {
            "Få klynger: {treated} deltagende og {untreated} øvrige kommuner. Under 30 i en af grupperne er klyngerobuste standardfejl ofte for små."
        }
        "gross-target-group" => {
            "Bruttomålgruppen: alle, der starter i en deltagerkommune, indgår, uanset om indsatsen nåede dem."
        }
        "placement-at-entry" | "event-at-entry" => {
            "{persons|person|personer} har udfaldet allerede i startugen; tiden til det er 0."
        }
        "week-53-left-out" => "Uge 53 er udeladt af sammenligningen ({weeks}).",
        "constant-rate-caveat" => {
            "Omregningen fra hazard ratio til varighed er kun præcis, hvis raten er den samme i alle uger; {example_weeks} uger er et eksempel, ikke et resultat."
        }
        "stv-list-invented" => {
            "Hvilke kommuner der deltog i [{list}-]projektet, er ikke offentliggjort. Listen bag indikatoren er opdigtet til eksemplet."
        }
        "carried-forward-days" => {
            "Værdien ved {time} dage er den sidst observerede, fra dag {last}, ført frem[; {n_risk|person|personer} var da under risiko]."
        }
        "carried-forward" => {
            "Værdien ved {time} uger er den sidst observerede, fra uge {last}, ført frem[; {n_risk|person|personer} var da under risiko]."
        }
        "collinear-dropped" => {
            "Udeladt, fordi de ikke kan skilles fra andre forklarende variable: {terms}[ (uge {weeks})]."
        }
        "headline-is-a-mean" => {
            "Hovedtallet er et gennemsnit af uge {first} til {last}: personuger lagt sammen, fejl klynget på kommune."
        }
        "missing-dropped" => "{rows|række|rækker} er udeladt, fordi en baggrundsoplysning mangler.",
        "partial-history" => {
            "{variable}: registret går ikke langt nok tilbage for {persons|person|personer}."
        }
        "in-both-periods" => {
            "{persons|person|personer} har en start i begge perioder og indgår to gange."
        }
        "lag-drops-first-week" => {
            "De første uger har ingen tidligere uge at hente udfaldet fra og indgår ikke i modellen med forsinkelse[: {rows|række|rækker}][ ({weeks|uge|uger})]."
        }
        "small-sites" => "{sites|kommune|kommuner} har få personer; ændringen dér er usikker.",
        "censored-at-exit" => {
            "Den, der forlader forløbet uden hændelsen, censureres ved udgangen: raten gælder, så længe man er i forløb."
        }
        "hours-months" => "Timeoplysningerne dækker {months}.",
        "no-comparison-subtracted" => {
            "Ændringerne er deltagerkommunernes egne: sammenligningsgruppens ændring er ikke trukket fra."
        }
        "enrolled-not-in-register" => {
            "{persons|person|personer} er med i lodtrækningen, men findes ikke i registret og indgår ikke."
        }
        "meetings-of-others" => {
            "{rows|række|rækker} i samtaletabellen hører til personer, der ikke er i registret, og tæller ikke med."
        }
        "meetings-of-other-kinds" => {
            "{rows|række|rækker} i samtaletabellen er af andre slags og tæller ikke med."
        }
        "activities-open" => {
            "{rows|aktivitet|aktiviteter} har ingen slutuge og regnes som i gang til og med registrets sidste uge."
        }
        "activities-outside" => {
            "{rows|aktivitet|aktiviteter} ligger helt uden for registrets uger og tæller ikke med."
        }
        "activities-of-others" => {
            "{persons|person|personer} i aktivitetstabellen er ikke i registret og tæller ikke med."
        }
        "activities-not-met" => {
            "Undersøgelsen nævner slags aktiviteter, som data ikke har: {kinds}."
        }
        "activities-without-employer" => {
            "{rows|aktivitet|aktiviteter} har ingen arbejdsgiver og kan ikke indgå i et forløb på samme arbejdsplads."
        }
        "criterion-exact-share" => {
            "Kriteriet afgøres på de uafrundede antal: præcis så mange procent er nok."
        }
        "criterion-sites-without" => {
            "{sites|kommune|kommuner} har ingen i gruppen på vinduets første dag og bedømmes ikke: {names}."
        }
        "referral-unknown-site" => "{persons|person|personer} uden kendt kommune er ikke med.",
        "referral-not-in-register" => {
            "{persons|person|personer} i visitationstabellen findes ikke i registret og er ikke med."
        }
        "target-outside" => {
            "{persons|visiteret person|visiterede personer} er ikke i studiets målgruppe og tæller ikke i andelen af den."
        }
        "referral-outside-study" => {
            "{rows|visitation|visitationer} ligger uden for studiets uger ({weeks})."
        }
        "destination-state-unknown" => {
            "For {persons|person|personer} rækker registret ikke til at kende tilstanden efter forløbet."
        }
        "destination-age-unknown" => {
            "{persons|person|personer} uden alder er ikke med i tabellen efter alder."
        }
        "stock-no-such-group" => "Filen har ingen rækker for: {names}.",
        "stock-no-such-period" => "Filen har ingen periode {period}; ændringen er ikke beregnet.",
        "stock-groups-not-shown" => "Filen har grupper, som tabellen ikke viser: {names}.",
        "events-until" => {
            "Hændelser kendes til og med {date}; den, der ingen hændelse har haft, censureres den dag."
        }
        "event-imputed" => {
            "{persons|fraflyttet person|fraflyttede personer} havde hændelsen, da der senere blev slået op; den er lagt midt mellem fraflytningen og opslaget."
        }
        "clock-not-started" => {
            "{persons|person|personer} er udeladt: den hændelse, som tiden regnes fra, skete ikke inden slutningen."
        }
        "events-before-draw" => "{persons|hændelse|hændelser} før lodtrækningen tæller ikke med.",
        "events-not-met" => "Undersøgelsen nævner hændelser, som ikke findes i data: {events}.",
        "in-no-category" => {
            "{persons|person|personer} er i ingen kategori og indgår ikke i procenterne."
        }
        "events-after-end" => {
            "{persons|hændelse|hændelser} efter den sidste dag, som hændelsesdata dækker, tæller ikke med."
        }
        "events-of-other-values" => {
            "{rows|hændelse|hændelser} ({kinds}) har en værdi, som undersøgelsen ikke nævner; den kan være stavet forkert."
        }
        "drawn-after-end" => {
            "{persons|person|personer} er trukket efter {date}, den sidste dag, som hændelsesdata dækker, og følges ikke."
        }
        "without-other-arm" => {
            "{persons|person|personer} i grupperne har ingen arm i kolonnen {term} og er ikke med i resultaterne efter den."
        }
        "arm-of-one" => "Der er kun én person i {group}: intet kan beregnes for den.",
        "arms-uneven" => "På {dates|dato|datoer} er forskellen på grupperne over {most}.",
        "drawn-unaccounted" => {
            "{persons|person|personer}, der blev trukket lod om, er hverken ekskluderet eller fordelt og er ikke gjort rede for."
        }
        "excluded-in-arm" => {
            "{persons|person|personer} har en eksklusionsgrund og er alligevel i en gruppe."
        }
        "arms-swapped" => {
            "{persons|person|personer} fik en anden arm end den, lodtrækningen gav; begge resultater vises."
        }
        "synthetic" => "Data er syntetiske: ingen virkelige personer, og intet er tilbageholdt.",
        "public" => "Data er offentlige: intet er tilbageholdt.",
        "do-not-know-counts" => "»Ved ikke« indgår i nævneren, hvor tabellen viser det.",
        "do-not-know-left-out" => "»Ved ikke« er holdt ude af nævneren.",
        "change-judged" => {
            "Lyset er grønt ved en fremgang på mere end 5 procentpoint, gult fra −5 til +5 og rødt derunder, regnet på hele procenter. Kun ændringen bedømmes; niveauet må ikke sammenlignes mellem kerneelementer."
        }
        "change-judged-exact" => {
            "Lyset er grønt ved en fremgang på mere end 5 procentpoint, gult fra −5 til +5 og rødt derunder, regnet på de uafrundede andele. Kun ændringen bedømmes; niveauet må ikke sammenlignes mellem kerneelementer."
        }
        "groups-without-answers" => "{groups|gruppe|grupper} har ingen svar[: {names_da}].",
        "sites-without-answers" => "{sites|kommune|kommuner} har ingen svar[: {names_da}].",
        "items-without-answers" => {
            "Undersøgelsen beder om spørgsmål, som ingen har besvaret: {items}. Et navn kan være stavet forkert."
        }
        "answers-without-wave" => {
            "{rows} svar siger ikke, hvilken måling de hører til, og er udeladt, hvor målingerne holdes adskilt."
        }
        "answers-without-role" => {
            "{rows} svar siger ikke, hvem der har givet dem, og er udeladt, hvor rollerne holdes adskilt."
        }
        "answers-without-site" => {
            "{rows} svar siger ikke, hvilken kommune de kommer fra, og er udeladt, hvor kommunerne holdes adskilt."
        }
        "answers-in-no-category" => {
            "{rows} svar er i ingen af kategorierne; de tæller med i n, og andelene giver ikke 100 procent tilsammen."
        }
        "sites-count-once" => {
            "Hver kommune tæller én gang, uanset hvor mange der svarede. Medianen deler kommunerne; en kommune på medianen er hverken over eller under."
        }
        "still-in-time" => {
            "I {persons} tilfælde kunne fristen endnu nås; de er holdt ude af nævneren."
        }
        "still-in-time-counted" => {
            "I {persons} tilfælde kunne fristen endnu nås; de tæller som ikke nået."
        }
        "items-not-met" => "Undersøgelsen nævner spørgsmål, som data ikke har: {items}.",
        "sites-silent" => "Kilden {source_da} har intet om {names_da}.",
        "cells-without-answers" => "Grå felter uden svar, der tæller: {cells}.",
        "total-not-judged" => {
            "{indicator_da}: totalen er grå, for lyset sættes efter gennemsnittet af kommunerne."
        }
        "mean-of-one-site" => {
            "{indicator_da}: kun én kommune har oplysninger, så der er intet gennemsnit af kommuner at dømme efter."
        }
        "events-replaced" => {
            "Hændelser, som en senere af samme art hos samme person træder i stedet for, tæller ikke: {rows}."
        }
        "outside-sites" => "Uden en af tabellens kommuner, og derfor kun i totalen: {rows}.",
        "answers-not-listed" => {
            "{indicator_da}: svar, som indikatoren ikke nævner, tæller ikke: {rows}."
        }
        "change-within-persons" => {
            "Kun ændringer hos den samme person tæller: forskelle mellem personer er taget ud."
        }
        "answered-once" => {
            "Op til {persons|person|personer} svarede kun én gang på et spørgsmål og siger intet om udvikling."
        }
        "few-sites" => {
            "Kun {sites|kommune|kommuner}: en sammenhæng mellem kommuner er ikke en effekt for den enkelte, og flere af målene følges ad."
        }
        "sites-not-matched" => {
            "{sites|kommune|kommuner} har kun det ene af det, der sættes over for hinanden, og indgår ikke[: {names_da}]."
        }
        _ => return None,
    })
}

pub fn reason(code: &str) -> Option<&'static str> {
    Some(match code {
        "empty-cell" => "ingen personer[ i {group}]",
        "no-persons" => "ingen personer[ i {group}]",
        "no-events" => "ingen hændelser[ i {group}]",
        "arm-of-one" => "kun én person[ i {group}]",
        "one-cluster" => "kun én kommune",
        "outside-hours" => "timeoplysningerne dækker ikke[ {month}][ {week}]",
        "no-variation" => "ingen variation[ i {term}]",
        "no-convergence" => "beregningen faldt ikke til ro på {iterations|gennemløb|gennemløb}",
        "infinite" => "koefficienten for {term} er uendelig",
        "history-too-short" => {
            "registret går ikke langt nok tilbage til {variable} for {persons|person|personer}"
        }
        "mean-of-weeks" => "et gennemsnit af uger kræver `{needs}`",
        "needs-data" => "kræver {needs}[, til {variable}]",
        "week-53" => "uge 53 findes ikke i begge perioder",
        "estimator" => "{text}",
        "one-group" => "kun én gruppe at sammenligne",
        "singular" => "størrelserne bestemmer hinanden (singulær matrix)",
        "too-few-rows" => "for få observationer",
        "work-limit" => "for mange kombinationer at regne igennem",
        "zero-weights" => "alle vægte er 0",
        "no-answers" => "ingen svar",
        "not-finite" => "tallet er for stort til at vises",
        "nobody-known" => "ingen har en kendt værdi af {terms}",
        "same-change" => {
            "alles svar ændrer sig lige hurtigt, så der er ingen spredning at bedømme ændringen efter"
        }
        "too-few-followed" => "kun {persons|person|personer} har svaret mere end én gang",
        "nobody-in-group" => "ingen i gruppe {of}; visitationstabellen har grupperne {groups}",
        "outside-known-months" => "udfaldet kendes for {known}, ikke for hele {months}",
        "outside-study" => "ugen ligger uden for studiets uger ({weeks})",
        "too-few-sites" => "kun {sites|kommune|kommuner}",
        "no-such-analysis" => "analysen {analysis} giver ikke et tal for hver kommune",
        "no-such-column" => "analysen {analysis} har ingen kolonne {named}; den har {have}",
        "no-such-table" => {
            "analysen {analysis} har ingen tabel[ {named}] med en række for hver kommune; den har {have}"
        }
        _ => return None,
    })
}
