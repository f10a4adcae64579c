# Writes data sets of the R packages mlbench and MASS as CSV beside this file: numbers, then the column target.
# Debian 12: apt-get install r-base-core r-cran-mlbench r-cran-mass, then Rscript export_mlbench.R from this folder.

write_set <- function(name, features, target) {
  if (is.factor(target)) target <- as.integer(target) - 1L
  write.csv(cbind(features, target = target), paste0(name, ".csv"), row.names = FALSE, quote = FALSE)
}
from_mlbench <- function(name) {
  data(list = name, package = "mlbench", envir = environment())
  get(name)
}
some_rows <- function(frame, count) {
  set.seed(1, kind = "Mersenne-Twister", sample.kind = "Rejection")
  frame[sort(sample(nrow(frame), count)), ]
}
one_hot <- function(frame) {
  columns <- lapply(names(frame), function(name) {
    levels <- levels(frame[[name]])
    matrix <- sapply(levels, function(level) as.integer(frame[[name]] == level))
    colnames(matrix) <- paste0(name, "_", levels)
    matrix
  })
  do.call(cbind, columns)
}

sonar <- from_mlbench("Sonar")
write_set("sonar", sonar[1:60], sonar$Class)

ionosphere <- from_mlbench("Ionosphere")
# V2 is constant; V1 is a 0/1 factor.
write_set("ionosphere", cbind(V1 = as.integer(ionosphere$V1) - 1L, ionosphere[3:34]), ionosphere$Class)

votes <- from_mlbench("HouseVotes84")
# yes 1, no -1, no known position 0
positions <- sapply(votes[2:17], function(vote) ifelse(is.na(vote), 0L, ifelse(vote == "y", 1L, -1L)))
write_set("house-votes", positions, votes$Class)

glass <- from_mlbench("Glass")
write_set("glass", glass[1:9], droplevels(glass$Type))

vehicle <- from_mlbench("Vehicle")
write_set("vehicle", vehicle[1:18], vehicle$Class)

vowel <- from_mlbench("Vowel")
# V1 is the speaker.
write_set("vowel", vowel[2:10], vowel$Class)

satellite <- some_rows(from_mlbench("Satellite"), 2000)
write_set("satellite", satellite[1:36], droplevels(satellite$classes))

dna <- some_rows(from_mlbench("DNA"), 800)
write_set("splice", sapply(dna[1:180], function(bit) as.integer(bit) - 1L), dna$Class)

servo <- from_mlbench("Servo")
write_set("servo", one_hot(servo[1:4]), servo$Class)

cpus <- MASS::cpus
write_set("computer-hardware", cpus[2:7], log(cpus$perf))
