# Writes more tables to choose defaults on into the folder wider/ beside this file: numbers, then the column target.
# Debian 12: apt-get install r-base-core r-cran-th.data r-cran-hsaur3 r-cran-mlmrev r-cran-survival, then Rscript export_wider.R from
# this folder. Their licence is the packages' own, the GPL, so the tables themselves are not committed.

library(survival)
dir.create("wider", showWarnings = FALSE)

table_of <- function(package, name) {
  data(list = name, package = package, envir = environment())
  get(name)
}

some_rows <- function(frame, count) {
  if (nrow(frame) <= count) return(frame)
  set.seed(1, kind = "Mersenne-Twister", sample.kind = "Rejection")
  frame[sort(sample(nrow(frame), count)), ]
}

# Ordered factors become their ranks, other factors a 0/1 column for each level; a missing number becomes the median, beside a 0/1 column.
numbers <- function(frame) {
  columns <- lapply(names(frame), function(name) {
    values <- frame[[name]]
    if (is.ordered(values)) values <- as.integer(values)
    if (is.logical(values)) values <- as.integer(values)
    if (is.factor(values)) {
      values <- droplevels(addNA(values, ifany = TRUE))
      if (nlevels(values) == 2) return(setNames(data.frame(as.integer(values) - 1L), name))
      matrix <- sapply(seq_along(levels(values)), function(level) as.integer(as.integer(values) == level))
      return(setNames(as.data.frame(matrix), paste0(name, "_", seq_along(levels(values)))))
    }
    missing <- is.na(values)
    result <- setNames(data.frame(ifelse(missing, median(values, na.rm = TRUE), values)), name)
    if (any(missing)) result[[paste0(name, "_missing")]] <- as.integer(missing)
    result
  })
  do.call(cbind, columns)
}

write_set <- function(name, frame, target, without = c(), rows = 2000) {
  frame <- some_rows(frame[!is.na(frame[[target]]), ], rows)
  values <- frame[[target]]
  if (is.factor(values)) values <- as.integer(droplevels(values)) - 1L
  features <- numbers(frame[setdiff(names(frame), c(target, without))])
  write.csv(cbind(features, target = values), file.path("wider", paste0(name, ".csv")), row.names = FALSE, quote = FALSE)
}

# Two classes
write_set("glaucoma", table_of("TH.data", "GlaucomaM"), "Class")
write_set("breast-prognosis", table_of("TH.data", "wpbc"), "status", without = "time")
write_set("breast-recurrence", table_of("TH.data", "GBSG2"), "cens", without = "time")
write_set("biliary-death", within(pbc, status <- as.integer(status == 2)), "status", without = c("id", "time"))
write_set("light-chain-death", flchain, "death", without = c("futime", "chapter"), rows = 3000)
write_set("wilms-relapse", nwtco, "rel", without = c("seqno", "edrel"))
write_set("gammopathy-death", mgus2, "death", without = c("id", "ptime", "pstat", "futime"))
write_set("rotterdam-recurrence", rotterdam, "recur", without = c("pid", "rtime", "dtime", "death"))
write_set("contraception", table_of("mlmRev", "Contraception"), "use", without = c("woman", "district"))
write_set("immunization", table_of("mlmRev", "guImmun"), "immun", without = c("kid", "mom", "comm"))
write_set("prenatal-care", table_of("mlmRev", "guPrenat"), "prenat", without = c("kid", "mom", "cluster"))

# More classes
write_set("mammography", table_of("TH.data", "mammoexp"), "ME")
write_set("happiness", table_of("HSAUR3", "CHFLS"), "R_happy")
write_set("biliary-stage", within(pbc, stage <- factor(stage)), "stage", without = c("id", "time", "status"))
write_set("light-chain-group", within(flchain, flc.grp <- factor(flc.grp)), "flc.grp", without = c("futime", "chapter", "death"))

# Numbers
write_set("language-score", table_of("mlmRev", "bdf"), "langPOST",
          without = c("schoolNR", "pupilNR", "IQ.ver.cen", "avg.IQ.ver.cen", "grpSiz.cen"))
write_set("exam", table_of("mlmRev", "Exam"), "normexam", without = c("school", "student"))
write_set("school-mathematics", table_of("mlmRev", "Hsb82"), "mAch", without = "school")
write_set("chemistry", table_of("mlmRev", "Chem97"), "score", without = c("lea", "school", "student", "gcsecnt"))
write_set("attainment", table_of("mlmRev", "ScotsSec"), "attain", without = "primary")
write_set("primary-mathematics", table_of("mlmRev", "egsingle"), "math", without = c("schoolid", "childid"))
write_set("companies", within(table_of("HSAUR3", "Forbes2000"), marketvalue <- log(marketvalue)), "marketvalue", without = c("rank", "name"))
write_set("bilirubin", within(pbc, bili <- log(bili)), "bili", without = c("id", "time", "status"))
write_set("light-chain-kappa", within(flchain, kappa <- log(kappa)), "kappa", without = c("futime", "chapter", "death", "flc.grp"))
