# Writes more tables to choose defaults on into the folder wider/ beside this file: numbers, then the column target.
# Debian 12: apt-get install r-base-core r-cran-th.data r-cran-hsaur3 r-cran-mlmrev r-cran-survival, then Rscript export_wider.R from
# this folder. Their licence is the packages' own, the GPL, so the tables themselves are not committed.

library(survival)
source("tables.R")
dir.create("wider", showWarnings = FALSE)
write <- function(...) write_set("wider", ...)

# Two classes
write("glaucoma", table_of("TH.data", "GlaucomaM"), "Class")
write("breast-prognosis", table_of("TH.data", "wpbc"), "status", without = "time")
write("breast-recurrence", table_of("TH.data", "GBSG2"), "cens", without = "time")
write("biliary-death", within(pbc, status <- as.integer(status == 2)), "status", without = c("id", "time"))
write("light-chain-death", flchain, "death", without = c("futime", "chapter"), rows = 3000)
write("wilms-relapse", nwtco, "rel", without = c("seqno", "edrel"))
write("gammopathy-death", mgus2, "death", without = c("id", "ptime", "pstat", "futime"))
write("rotterdam-recurrence", rotterdam, "recur", without = c("pid", "rtime", "dtime", "death"))
write("contraception", table_of("mlmRev", "Contraception"), "use", without = c("woman", "district"))
write("immunization", table_of("mlmRev", "guImmun"), "immun", without = c("kid", "mom", "comm"))
write("prenatal-care", table_of("mlmRev", "guPrenat"), "prenat", without = c("kid", "mom", "cluster"))

# More classes
write("mammography", table_of("TH.data", "mammoexp"), "ME")
write("happiness", table_of("HSAUR3", "CHFLS"), "R_happy")
write("biliary-stage", within(pbc, stage <- factor(stage)), "stage", without = c("id", "time", "status"))
write("light-chain-group", within(flchain, flc.grp <- factor(flc.grp)), "flc.grp", without = c("futime", "chapter", "death"))

# Numbers
write("language-score", table_of("mlmRev", "bdf"), "langPOST",
      without = c("schoolNR", "pupilNR", "IQ.ver.cen", "avg.IQ.ver.cen", "grpSiz.cen"))
write("exam", table_of("mlmRev", "Exam"), "normexam", without = c("school", "student"))
write("school-mathematics", table_of("mlmRev", "Hsb82"), "mAch", without = "school")
write("chemistry", table_of("mlmRev", "Chem97"), "score", without = c("lea", "school", "student", "gcsecnt"))
write("attainment", table_of("mlmRev", "ScotsSec"), "attain", without = "primary")
write("primary-mathematics", table_of("mlmRev", "egsingle"), "math", without = c("schoolid", "childid"))
write("companies", within(table_of("HSAUR3", "Forbes2000"), marketvalue <- log(marketvalue)), "marketvalue", without = c("rank", "name"))
write("bilirubin", within(pbc, bili <- log(bili)), "bili", without = c("id", "time", "status"))
write("light-chain-kappa", within(flchain, kappa <- log(kappa)), "kappa", without = c("futime", "chapter", "death", "flc.grp"))
