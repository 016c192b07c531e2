# Makes the cases `r_*` in ../cases and their data in ../data from data sets that come with R.
# Run in this folder: Rscript r_datasets.R (R 4.2.2, jsonlite 1.8; base and stats only otherwise).
library(jsonlite)
invisible(Sys.setlocale("LC_ALL", "C"))

number <- function(x) as.numeric(unname(x))
list_of <- function(x) as.list(number(x))
by_row <- function(m) lapply(seq_len(nrow(m)), function(i) list_of(m[i, ]))

write_case <- function(id, kind, spec, expected, call, rel, data = NULL) {
  if (!is.null(data)) {
    spec$data <- paste0(id, ".csv")
    write.csv(data, file.path("..", "data", spec$data), row.names = FALSE, na = "", quote = FALSE)
  }
  case <- list(id = id, kind = kind, spec = spec,
    reference = list(list(package = "stats", version = paste(R.version$major, R.version$minor, sep = "."), call = call)),
    tolerance = list(rel = rel, abs = 1e-12), notes = NULL, expected = expected)
  write(toJSON(case, auto_unbox = TRUE, digits = NA, null = "null", na = "null"), file.path("..", "cases", paste0(id, ".json")))
}

test_fields <- function(t) list(stat = number(t$statistic), df = number(t$parameter), p = number(t$p.value))
t_fields <- function(t) list(t = number(t$statistic), df = number(t$parameter), p = number(t$p.value), lower = t$conf.int[1], upper = t$conf.int[2])

# ---- tables of counts
table_case <- function(id, m, exact = TRUE) {
  m <- unname(as.matrix(unclass(m))); plain <- suppressWarnings(chisq.test(m, correct = FALSE))
  expected <- list(n = sum(m), table = by_row(m), expected = by_row(plain$expected), chisq = test_fields(plain),
    cramers_v = sqrt(number(plain$statistic) / (sum(m) * min(dim(m) - 1))))
  if (all(dim(m) == 2)) expected$chisq_yates <- test_fields(suppressWarnings(chisq.test(m)))
  if (exact) expected$fisher <- list(p = fisher.test(m, workspace = 2e7)$p.value)
  write_case(id, "table", list(counts = by_row(m)), expected, "chisq.test(m, correct=), fisher.test(m)", 1e-9)
}
table_case("r_table_admissions", margin.table(UCBAdmissions, c(1, 2)))
table_case("r_table_departments", margin.table(UCBAdmissions, c(3, 1)), exact = FALSE)
table_case("r_table_hair_eye", margin.table(HairEyeColor, c(1, 2)), exact = FALSE)
table_case("r_table_warpbreaks", table(warpbreaks$wool, cut(warpbreaks$breaks, c(0, 20, 30, 99))))
table_case("r_table_gear_carb", table(mtcars$gear, mtcars$carb))
table_case("r_table_cyl_gear", table(mtcars$cyl, mtcars$gear))

# ---- two groups
balance_case <- function(id, data, group, numeric) {
  level <- sort(unique(data[[group]])); second <- data[[group]] == level[2]
  one <- function(name) {
    x1 <- data[[name]][second]; x0 <- data[[name]][!second]; f <- var.test(x1, x0)
    rank <- function(correct) suppressWarnings(wilcox.test(x1, x0, exact = FALSE, correct = correct))
    list(variable = name, mean = list(mean(x0), mean(x1)), sd = list(sd(x0), sd(x1)), difference = mean(x1) - mean(x0),
      smd_average_sd = (mean(x1) - mean(x0)) / sqrt((var(x0) + var(x1)) / 2), variance_ratio = number(f$estimate),
      welch = t_fields(t.test(x1, x0)), pooled = t_fields(t.test(x1, x0, var.equal = TRUE)),
      variance_test = list(F = number(f$statistic), df1 = number(f$parameter[1]), df2 = number(f$parameter[2]), p = f$p.value),
      rank_sum = list(W = number(rank(TRUE)$statistic), p_corrected = rank(TRUE)$p.value, p_uncorrected = rank(FALSE)$p.value),
      ks_D = number(suppressWarnings(ks.test(x1, x0))$statistic))
  }
  fit <- lm(reformulate(numeric, "as.numeric(second)"), data); f <- summary(fit)$fstatistic
  expected <- list(n = list(sum(!second), sum(second)), numeric = lapply(numeric, one),
    joint = list(terms = as.list(numeric), F = list(stat = number(f[1]), df1 = number(f[2]), df2 = number(f[3]), p = number(pf(f[1], f[2], f[3], lower.tail = FALSE)))))
  write_case(id, "balance", list(group = group, numeric = as.list(numeric), joint = as.list(numeric)), expected,
    "t.test, var.test, wilcox.test(exact=FALSE), ks.test, lm", 1e-9, data)
}
balance_case("r_balance_mtcars", mtcars, "am", c("mpg", "hp", "wt", "qsec"))
balance_case("r_balance_toothgrowth", ToothGrowth, "supp", c("len", "dose"))

# ---- before and after
before <- sleep$extra[sleep$group == 1]; after <- sleep$extra[sleep$group == 2]
rank <- function(correct) suppressWarnings(wilcox.test(after, before, paired = TRUE, exact = FALSE, correct = correct))
write_case("r_paired_sleep", "paired", list(before = "before", after = "after"),
  list(n = 10, mean_difference = mean(after - before), sd_difference = sd(after - before), t_test = t_fields(t.test(after, before, paired = TRUE)),
    wilcoxon = list(V = number(rank(TRUE)$statistic), zeros_dropped = sum(after == before), p_corrected = rank(TRUE)$p.value, p_uncorrected = rank(FALSE)$p.value),
    sign_test = list(positive = sum(after > before), negative = sum(after < before), p = binom.test(sum(after > before), sum(after != before))$p.value)),
  "t.test(paired=TRUE), wilcox.test(paired=TRUE, exact=FALSE), binom.test", 1e-9, data.frame(before, after))
# Hollander and Wolfe (1973), 29f: depression scale factor in nine patients (?wilcox.test).
x <- c(1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30); y <- c(0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29)
write_case("r_paired_depression", "paired", list(before = "x", after = "y"),
  list(n = 9, t_test = t_fields(t.test(y, x, paired = TRUE)), wilcoxon = list(V = number(wilcox.test(y, x, paired = TRUE)$statistic), zeros_dropped = 0, p_exact = wilcox.test(y, x, paired = TRUE)$p.value)),
  "t.test(paired=TRUE), wilcox.test(paired=TRUE)", 1e-9, data.frame(x, y))

# ---- correlation
correlation_case <- function(id, data, x, y) {
  u <- data[[x]]; v <- data[[y]]; p <- cor.test(u, v); s <- suppressWarnings(cor.test(u, v, method = "spearman", exact = FALSE))
  write_case(id, "correlation", list(x = x, y = y), list(n = nrow(data),
    pearson = list(r = number(p$estimate), t = number(p$statistic), df = number(p$parameter), p = p$p.value, lower = p$conf.int[1], upper = p$conf.int[2]),
    spearman = list(rho = number(s$estimate), p_t = s$p.value), kendall_tau_b = cor(u, v, method = "kendall")),
    "cor.test(pearson), cor.test(spearman, exact=FALSE), cor(kendall)", 1e-9, data)
}
correlation_case("r_correlation_cars", cars, "speed", "dist")
correlation_case("r_correlation_swiss", swiss, "Education", "Catholic")

# ---- several items
items <- as.list(names(attitude))
tight <- list(nstart = 20, opt = list(factr = 1, pgtol = 0, maxit = 5000))
for (k in 1:2) {
  set.seed(1); fit <- factanal(attitude, k, rotation = "none", control = tight); loads <- matrix(number(fit$loadings), ncol = k)
  if (k > 1) loads <- matrix(number(varimax(loads, eps = 1e-15)$loadings), ncol = k)
  loads <- loads[, order(-colSums(loads^2)), drop = FALSE]; loads <- loads %*% diag(sign(colSums(loads)), k)
  write_case(paste0("r_factor_attitude_", k), "factor", list(items = items, method = "ml", factors = k, rotation = if (k > 1) "varimax" else "none"),
    list(n = nrow(attitude), loadings_by_item = by_row(loads), uniquenesses = list_of(fit$uniquenesses), criterion = number(fit$criteria[1]),
      chisq = list(stat = number(fit$STATISTIC), df = number(fit$dof), p = number(fit$PVAL))), "factanal(rotation=\"none\"), varimax(eps=1e-15)", 1e-5, attitude)
}
parts <- prcomp(USArrests, scale. = TRUE); turned <- apply(parts$rotation, 2, function(v) v * sign(v[which.max(abs(v))]))
write_case("r_components_usarrests", "factor", list(items = as.list(names(USArrests)), method = "pca", scale = TRUE),
  list(n = 50, sdev = list_of(parts$sdev), variance_share = list_of(parts$sdev^2 / 4), rotation_by_component = by_row(t(turned))), "prcomp(scale.=TRUE)", 1e-9, USArrests)
