# Writes tables of 5,000 to 32,000 rows to choose defaults on into the folder larger/ beside this file: numbers, then the column target.
# Debian 12: apt-get install r-base-core r-cran-mlbench r-cran-mlmrev r-cran-survival python3-statsmodels dataset-fashion-mnist, then
# Rscript export_larger.R from this folder. The licences of most are their packages' own, so the tables themselves are not committed.

library(survival)
source("tables.R")
dir.create("larger", showWarnings = FALSE)
write <- function(...) write_set("larger", ..., rows = Inf)

statsmodels <- function(name, ...) read.csv(file.path("/usr/lib/python3/dist-packages/statsmodels/datasets", name, paste0(name, ".csv")), ...)

# Images of 28 x 28, their 4 x 4 blocks averaged.
images <- function(count) {
  bytes <- function(file, skip, length) {
    connection <- gzfile(file.path("/usr/share/datasets/fashion-mnist", file), "rb")
    on.exit(close(connection))
    readBin(connection, "raw", skip)
    readBin(connection, "integer", length, size = 1, signed = FALSE)
  }
  pixels <- array(bytes("train-images-idx3-ubyte.gz", 16, count * 784), c(4, 7, 4, 7, count))
  blocks <- matrix(aperm(apply(pixels, c(2, 4, 5), mean), c(3, 1, 2)), count)
  cbind(as.data.frame(blocks), class = factor(bytes("train-labels-idx1-ubyte.gz", 8, count)))
}

# Two classes
write("light-chain-death-all", flchain, "death", without = c("futime", "chapter"))
write("liver-death", nafld1, "status", without = c("id", "case.id", "futime"))
write("affairs", within(statsmodels("fair"), affairs <- as.integer(affairs > 0)), "affairs")

# More classes
write("satellite-all", table_of("mlbench", "Satellite"), "classes")
write("images", images(20000), "class")

# Numbers
write("chemistry-all", table_of("mlmRev", "Chem97"), "score", without = c("lea", "school", "student", "gcsecnt"))
write("mathematics", table_of("mlmRev", "star"), "math", without = c("id", "sch", "read", "tch", "birthy"))
write("doctor-visits-all", within(statsmodels("randhie"), mdvis <- log1p(mdvis)), "mdvis")
