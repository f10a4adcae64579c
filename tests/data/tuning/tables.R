# What export_wider.R and export_larger.R write tables with: numbers, then the column target.

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

write_set <- function(folder, name, frame, target, without = c(), rows = 2000) {
  frame <- some_rows(frame[!is.na(frame[[target]]), ], rows)
  values <- frame[[target]]
  if (is.factor(values)) values <- as.integer(droplevels(values)) - 1L
  features <- numbers(frame[setdiff(names(frame), c(target, without))])
  write.csv(cbind(features, target = values), file.path(folder, paste0(name, ".csv")), row.names = FALSE, quote = FALSE)
}
