//! The methods and the keys of each.

use super::Kind::{Conditions, Json, Names, Number, Numbers, Rows, Text, Weeks, YesNo};
use super::{Key, Kind, Method};

const fn key(name: &'static str, kind: Kind, help: &'static str) -> Key {
    Key { name, kind, help }
}

const ROWS: &[Key] = &[
    key("filter", Conditions, "keep rows that meet all conditions"),
    key("missing", Text, "incomplete rows: drop (default) or error"),
];
const LEVEL: &[Key] = &[key("conf_level", Number, "level of the limits (0.95)")];
const WEIGHTS: &[Key] = &[key("weights", Text, "column of weights")];
const CLUSTER: &[Key] = &[key("cluster", Text, "column of clusters")];
const STRATA: &[Key] = &[key(
    "strata",
    Names,
    "columns whose combinations are strata",
)];
const TERMS: &[Key] = &[key(
    "terms",
    Names,
    "name, factor(name) or a:b, parted by commas",
)];
const TIME: &[Key] = &[
    key("time", Text, "column of end times"),
    key("status", Text, "column of 0 (censored) and 1 (event)"),
];
const CAUSES: &[Key] = &[
    key("time", Text, "column of end times"),
    key(
        "status",
        Text,
        "column of 0 (censored) and causes 1, 2, ...",
    ),
];
const ENTRY: &[Key] = &[key(
    "entry",
    Text,
    "column of times of coming under observation",
)];
const DID: &[Key] = &[
    key("treat", Text, "column of 0 and 1: treated"),
    key("post", Text, "column of 0 and 1: after"),
    key(
        "covariates",
        Names,
        "terms that enter beside treat, post and their product",
    ),
];
const OUTCOME: &[Key] = &[key("y", Text, "column of the outcome")];

/// Every method, by name.
pub const METHODS: &[Method] = &[
    Method {
        name: "balance",
        help: "two groups compared variable by variable, and jointly",
        without_data: false,
        keys: &[
            &[
                key("group", Text, "column with two levels; second minus first"),
                key("numeric", Names, "numeric columns to compare"),
                key("categorical", Names, "categorical columns to compare"),
                key("joint", Names, "terms of the joint tests"),
            ],
            CLUSTER,
            LEVEL,
            ROWS,
        ],
    },
    Method {
        name: "correlation",
        help: "Pearson, Spearman, Kendall, and Pearson with weights",
        without_data: false,
        keys: &[
            &[
                key("x", Text, "first column"),
                key("y", Text, "second column"),
            ],
            WEIGHTS,
            LEVEL,
            ROWS,
        ],
    },
    Method {
        name: "cox",
        help: "Cox regression",
        without_data: false,
        keys: &[
            TIME,
            &[key(
                "start",
                Text,
                "column of interval starts: (start, time]",
            )],
            TERMS,
            &[key("ties", Text, "efron (default), breslow or exact")],
            STRATA,
            WEIGHTS,
            CLUSTER,
            &[
                key("robust", YesNo, "robust errors without a cluster column"),
                key("baseline", YesNo, "baseline hazard at all terms 0"),
                key("predict", Json, r#"{"times": [...], "rows": [{...}]}"#),
                key("residuals", YesNo, "residuals of the first rows"),
                key("residual_rows", Number, "how many rows' residuals (10)"),
                key(
                    "zph",
                    Names,
                    "proportional-hazards test: km, identity, log, rank",
                ),
                key(
                    "at_beta",
                    Numbers,
                    "evaluate at these coefficients, no iteration",
                ),
                key(
                    "infinite",
                    Names,
                    "terms known to be infinite (checked by the cases)",
                ),
            ],
            LEVEL,
            ROWS,
        ],
    },
    Method {
        name: "cuminc",
        help: "cumulative incidence with competing causes, and Gray's test",
        without_data: false,
        keys: &[
            CAUSES,
            ENTRY,
            &[
                key("group", Text, "column of groups"),
                key("at", Numbers, "times to report"),
                key("rho", Number, "weight of Gray's test (0)"),
            ],
            STRATA,
            LEVEL,
            ROWS,
        ],
    },
    Method {
        name: "did-series",
        help: "for each week the difference-in-differences of the share without exit",
        without_data: false,
        keys: &[
            &[
                key("time", Text, "column of weeks to exit"),
                key("weeks", Weeks, "weeks to report: a list or 1..104"),
            ],
            DID,
            CLUSTER,
            LEVEL,
            ROWS,
        ],
    },
    Method {
        name: "factor",
        help: "maximum-likelihood factors, principal components, Cronbach's alpha",
        without_data: false,
        keys: &[
            &[
                key("items", Names, "columns of items"),
                key("method", Text, "ml (default), pca or alpha"),
                key("factors", Number, "number of factors (1)"),
                key(
                    "rotation",
                    Text,
                    "none or varimax (default for several factors)",
                ),
                key("scale", YesNo, "components of the correlations"),
            ],
            LEVEL,
            ROWS,
        ],
    },
    Method {
        name: "finegray",
        help: "Fine and Gray's regression for one of several causes",
        without_data: false,
        keys: &[
            CAUSES,
            TERMS,
            &[
                key("failcode", Number, "the cause (1)"),
                key(
                    "cengroup",
                    Text,
                    "column of groups with their own censoring",
                ),
                key("predict", Json, r#"{"times": [...], "rows": [[...]]}"#),
            ],
            LEVEL,
            ROWS,
        ],
    },
    Method {
        name: "fixed-effects",
        help: "least squares with one- or two-way fixed effects; event studies",
        without_data: false,
        keys: &[
            OUTCOME,
            TERMS,
            &[
                key("fe", Names, "columns of fixed effects"),
                key("treat", Text, "event study: column of 0 and 1"),
                key("rel", Text, "event study: column of relative time"),
                key("ref", Number, "event study: reference time"),
                key("min", Number, "event study: earliest time"),
                key("max", Number, "event study: latest time"),
            ],
            CLUSTER,
            WEIGHTS,
            LEVEL,
            ROWS,
        ],
    },
    Method {
        name: "km",
        help: "Kaplan-Meier, Nelson-Aalen, quantiles, restricted means",
        without_data: false,
        keys: &[
            TIME,
            ENTRY,
            &[
                key("by", Text, "column of groups"),
                key("person", Text, "column of persons with several rows"),
                key("robust", YesNo, "robust errors"),
                key("conf_types", Names, "log, log-log, plain"),
                key("quantiles", Numbers, "shares (0.25,0.5,0.75)"),
                key("tau", Number, "restricted mean up to this time"),
                key("at", Numbers, "times to report"),
            ],
            CLUSTER,
            WEIGHTS,
            LEVEL,
            ROWS,
        ],
    },
    Method {
        name: "logrank",
        help: "log-rank test, stratified, Peto-Peto",
        without_data: false,
        keys: &[
            TIME,
            ENTRY,
            &[
                key("group", Text, "column of groups"),
                key("rho", Number, "0 log-rank (default), 1 Peto-Peto"),
            ],
            STRATA,
            ROWS,
        ],
    },
    Method {
        name: "ols",
        help: "least squares and the 2x2 difference-in-differences",
        without_data: false,
        keys: &[
            OUTCOME,
            TERMS,
            DID,
            &[key(
                "vcov",
                Names,
                "any of iid, HC0, HC1, HC2, HC3, CR0, CR1, CR2",
            )],
            CLUSTER,
            WEIGHTS,
            LEVEL,
            ROWS,
        ],
    },
    Method {
        name: "padjust",
        help: "p-values adjusted for their number",
        without_data: true,
        keys: &[&[key("p", Numbers, "p-values")]],
    },
    Method {
        name: "paired",
        help: "before and after on the same persons",
        without_data: false,
        keys: &[
            &[
                key("before", Text, "column before"),
                key("after", Text, "column after"),
                key("binary", YesNo, "both columns are 0 and 1: McNemar"),
            ],
            LEVEL,
            ROWS,
        ],
    },
    Method {
        name: "power",
        help: "power, sample size or the smallest effect, by the key left out",
        without_data: true,
        keys: &[&[
            key(
                "test",
                Text,
                "two_proportions, two_means, logrank or design_effect",
            ),
            key("alpha", Number, "level (0.05)"),
            key("alternative", Text, "two_sided (default) or one_sided"),
            key(
                "strict",
                YesNo,
                "count rejections in the wrong direction too",
            ),
            key("power", Number, "power"),
            key("n", Number, "persons in each group"),
            key("p1", Number, "first share"),
            key("p2", Number, "second share"),
            key("delta", Number, "difference in means"),
            key("sd", Number, "standard deviation (1)"),
            key("hazard_ratio", Number, "hazard ratio"),
            key("events", Number, "events in both groups"),
            key("allocation", Number, "share of persons in one group (0.5)"),
            key(
                "event_probability",
                Number,
                "share of persons with an event",
            ),
            key("cluster_size", Number, "mean size of a cluster"),
            key("icc", Number, "intraclass correlation"),
            key(
                "cv",
                Number,
                "coefficient of variation of cluster sizes (0)",
            ),
            key(
                "n_per_group",
                Number,
                "persons drawn one by one, in each group",
            ),
            key(
                "n_effective_of",
                Number,
                "persons in clusters, to be counted as drawn one by one",
            ),
        ]],
    },
    Method {
        name: "proportion",
        help: "one share with its limits by each method",
        without_data: true,
        keys: &[
            &[key("x", Number, "successes"), key("n", Number, "persons")],
            LEVEL,
        ],
    },
    Method {
        name: "table",
        help: "chi-square and Fisher tests of an r x c table",
        without_data: true,
        keys: &[
            &[
                key("row", Text, "column of row levels"),
                key("column", Text, "column of column levels"),
                key("counts", Rows, "counts instead of columns: 10,20;30,40"),
            ],
            WEIGHTS,
            LEVEL,
            ROWS,
        ],
    },
    Method {
        name: "two-proportions",
        help: "two shares compared, first minus second",
        without_data: true,
        keys: &[
            &[
                key("x1", Number, "successes in the first group"),
                key("n1", Number, "persons in the first group"),
                key("x2", Number, "successes in the second group"),
                key("n2", Number, "persons in the second group"),
            ],
            LEVEL,
        ],
    },
    Method {
        name: "wildboot",
        help: "wild cluster bootstrap of one coefficient",
        without_data: false,
        keys: &[
            OUTCOME,
            TERMS,
            DID,
            &[
                key("param", Text, "the coefficient tested"),
                key("weights_type", Text, "rademacher (default) or webb"),
                key(
                    "draws",
                    Number,
                    "draws; all are enumerated when the clusters are few",
                ),
                key("seed", Number, "seed of the draws (1)"),
            ],
            CLUSTER,
            LEVEL,
            ROWS,
        ],
    },
];
